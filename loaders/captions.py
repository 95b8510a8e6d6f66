"""What stands around a table and says what it is: captions with their numbers, lines of unit, notes and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.reference import read_table
from loaders.material import Block, Grid, Paragraph

DATA = Path(__file__).parent / "data"

_CHINESE = "一二三四五六七八九十"
_LONGEST_NOTE = 120  # characters
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CAPTION = re.compile(
    r"[【\[〔]?\s*(?P<again>续)?(?P<annex>附)?\s*图?表\s*"
    rf"(?P<number>\d{{1,3}}(?:\s*[-—–.．]\s*\d{{1,2}}(?!\d))*|[{_CHINESE}]{{1,3}})\s*[】\]〕]?"
    r"\s*(?P<more>[(（]续[)）])?\s*[:：.．、]?\s*(?P<text>.*?)"
    rf"(?P<marks>[{_MARKS}]*)[*＊①-⑳]*"
)
_AGAIN = re.compile(r"[(（]?(?:续表|接上表|表续|续上表)\s*[\d-]*[)）]?.{0,40}")
_SENTENCE = re.compile(r"[。；！？]|^(?:所示|显示|可见|可知|看出|表明|反映|给出|列出|中[，,的]|是|为)")
_UNIT = re.compile(
    r"[(（\[]?\s*(?:计量)?单位\s*[:：]\s*(?P<unit>(?:[^()（）\]\s，,；;]|[（(][^()（）]*[）)]){1,12})\s*[)）\]]?"
)
_FIGURE = re.compile(r"附?图\s*\d|(?:专栏|案例)\s*\d")
_ENGLISH = re.compile(r"(?:Tab(?:le|\.)|Fig)\b.*", re.IGNORECASE)
_FOOTNOTE = re.compile(rf"(?P<mark>[{_MARKS}]+)\s*(?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Caption:
    number: str  # 3, 1-1; empty for a table without number
    text: str
    annex: bool = False  # 附表
    again: bool = False  # 续表: the table goes on
    mark: str = ""  # of the footnote, in superscript digits
    unit: str = ""


@cache
def words(kind: str) -> tuple[str, ...]:
    """Words of `data/layout.csv` of one kind."""
    return tuple(row["word"] for row in read_table(DATA / "layout.csv") if row["kind"] == kind)


def caption_of(text: str) -> Caption | None:
    """The caption that a line is; None for a sentence about a table and for any other line."""
    if _AGAIN.fullmatch(text):
        return Caption("", "", again=True)
    match = _CAPTION.fullmatch(text.strip())
    if not match or len(text) > 80 or _SENTENCE.search(match["text"]):
        return None
    title, unit = without_unit(match["text"])
    number = re.sub(r"\s", "", re.sub(r"[—–.．]", "-", match["number"]))
    return Caption(
        _arabic(number),
        title,
        annex=bool(match["annex"]),
        again=bool(match["again"] or match["more"]),
        mark=match["marks"],
        unit=unit,
    )


def _arabic(number: str) -> str:
    if number[0] not in _CHINESE:
        return number
    tens, ten, ones = number.rpartition("十")
    unit = _CHINESE.index(ones) + 1 if ones else 0
    return str(unit + (10 * (_CHINESE.index(tens) + 1 if tens else 1) if ten else 0))


def without_unit(text: str) -> tuple[str, str]:
    """A caption or line without `（单位：万元）`, and the unit."""
    match = _UNIT.search(text)
    return (text[: match.start()] + text[match.end() :]).strip() if match else text.strip(), match[
        "unit"
    ] if match else ""


def unit_of(text: str) -> str:
    """The unit, if a line says nothing else."""
    match = _UNIT.fullmatch(text.strip())
    return match["unit"] if match else ""


def is_note(text: str) -> bool:
    """A line that explains the table above it: `说明：…`, `注1：…`, `*…`; what is longer is a paragraph of the text."""
    return len(text) <= _LONGEST_NOTE and bool(_note().match(text))


@cache
def _note() -> re.Pattern[str]:
    leads = "|".join(sorted(map(re.escape, words("note")), key=len, reverse=True))
    return re.compile(rf"[（(\[【]?\s*(?:{leads})\s*\d*\s*[】\]）)]?\s*[:：]|[*＊※]\s*\S|(?:{leads})\s*[1１①][.、．]")


def footnote_of(text: str) -> tuple[str, str] | None:
    """(mark, text) of a footnote led by its mark."""
    match = _FOOTNOTE.fullmatch(text)
    return (match["mark"], match["text"].strip()) if match else None


def is_figure_caption(text: str) -> bool:
    return bool(_FIGURE.match(text)) and not re.search(r"[。；]", text)


def is_bare_number(text: str) -> bool:
    """A page number, as a rule."""
    return bool(re.fullmatch(r"\d{1,3}", text))


def is_aside(block: Block) -> bool:
    """What may stand between a caption and its table or between halves of a table, and is no sentence."""
    if not isinstance(block, Paragraph):
        return False
    text = block.text
    return bool(is_note(text) or footnote_of(text) or is_bare_number(text) or unit_of(text) or _ENGLISH.fullmatch(text))


def is_title(text: str) -> bool:
    """Whether a line may be the title of a table without number."""
    bare = text.rstrip("：:")
    if len(bare) > 40 or re.search(r"[。；！？，,]", bare) or any(word in bare for word in words("lead")):
        return False
    return not is_figure_caption(text) and not is_bare_number(text)


def caption_text(block: Block) -> str:
    return "" if isinstance(block, Grid) else block.text
