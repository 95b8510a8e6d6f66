"""What is markup in a converted text and what is content: tags, bold, footnote marks, escapes, page numbers."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"</?(?:b|i|u|em|strong|sub|sup|br|font|span|p|div|center|a|img)(?:\s[^>]*)?/?>", re.IGNORECASE)
_SUP = re.compile(r"<sup>\s*\[?(?P<mark>.*?)\]?\s*</sup>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"(?P<image>!)?\[(?P<text>[^\]]*)\]\((?:[^()\s]|\([^()]*\))+\)")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*\t|]+)(?<=\S)\*(?![\w*])")
_URL = re.compile(r"<(https?://[^>\s]+)>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~])")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x0b\x0c]")
_KEEPS_MARKS = re.compile(r"\s*(?:<sup>|[#*【\[〔\s]*附?表\s*[\d一二三四五六七八九十])")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?:\s+|(?=[\u4e00-\u9fff*]))(?P<text>.*?)\s*#*\s*")
_BOLD_LEAD = re.compile(r"\s*(?:\*\*(?P<star>[^*]+)\*\*|<b>(?P<tag>[^<]+)</b>)(?P<rest>.*)")
_BULLET = re.compile(r"\s*(?:>\s*)*(?:[-*+•]\s+)?")
_HR = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,}|—{4,})\s*")
_PAGE = re.compile(
    r"\s*(?:[-—–·•]+\s*(?:\d{1,4}|[ivxIVX]+)\s*[-—–·•]+|第?\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|page\s*\d+)\s*",
    re.IGNORECASE,
)


def plain(line: str) -> str:
    """The line without markup; tabs stay. Footnote marks go, but for those that lead a footnote or end a caption, which
    become superscript digits: by them a footnote finds its table."""
    text = _SUP.sub(_mark if _KEEPS_MARKS.match(line) else "", _INVISIBLE.sub("", line).replace("\xa0", " "))
    text = _LINK.sub(lambda m: "" if m["image"] else m["text"], _URL.sub(r"\1", _BREAK.sub(" ", text)))
    text = _ITALIC.sub(r"\1", re.sub(r"\*\*+|(?<!\w)__|__(?!\w)", "", _TAG.sub("", text)))
    return unescape(_ESCAPE.sub(r"\1", text))


def _mark(match: re.Match[str]) -> str:
    return match["mark"].translate(_SUPERSCRIPT) if match["mark"].isdigit() else ""


def heading_mark(line: str) -> tuple[int, str] | None:
    """(level, text) of a line led by `#`."""
    match = _HEADING.fullmatch(line)
    return (len(match["marks"]), plain(match["text"]).strip()) if match and match["text"] else None


def bold_lead(line: str) -> tuple[str, str] | None:
    """(bold text, what follows) of a line that begins in bold."""
    match = _BOLD_LEAD.fullmatch(line)
    return (plain(match["star"] or match["tag"]).strip(), plain(match["rest"]).strip()) if match else None


def without_bullet(text: str) -> str:
    return text[match.end() :] if (match := _BULLET.match(text)) else text


def is_page_number(line: str) -> bool:
    """A page number that cannot be anything else: `- 68 -`, `第 3 页`. A bare number may be part of a row."""
    return bool(_PAGE.fullmatch(line))


def is_horizontal_rule(line: str) -> bool:
    return bool(_HR.fullmatch(line))
