"""Whose report a document is: title, issuer, region, kind and year, as its cover says them.

A title may fall over several lines, the year may stand in a line of its own, the issuer only at the end. What the cover
does not say must be given (`--region`, `--year`, `--kind`); nothing is guessed from the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import LoadError, UnsaidError, fault
from db.model import TimeBasis
from db.period import find_period, year_of
from db.reference import Division, divisions
from loaders.captions import caption_of
from loaders.institutions import is_school
from loaders.material import Document, Grid
from loaders.regions import Regions

KINDS = ("province", "prefecture", "county", "school")

_COVER = 40  # lines of text in which a title is looked for
_LONGEST = 60  # characters of a title
_FAMILY = re.compile(r"(?:质量|年度|发展)[^。，；]{0,8}(?:报告书?|年报)|年报")
_SUBJECT = re.compile(r"教育|职业|人才培养|学校|学院|中专|职专|中职|高职")
_SENTENCE = re.compile(r"[。；，！？]")
_YEAR_LINE = re.compile(
    r"[（(〔\[]?\s*(?P<year>20\d\d(?:\s*[-—–~至]\s*(?:20)?\d\d)?)\s*(?P<word>年度|学年度?|年|届)?\s*[）)〕\]]?"
)
_CHINESE_YEAR = re.compile(r"[二2][〇○零0O][〇○零一二三四五六七八九]{2}(?=\s*(?:年|[）)]|$))")
_CHINESE_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_ISSUED_BY = re.compile(
    r"(?:主办|发布|编制|编印|报送|填报|公布)(?:单位|机构|部门)?\s*[:：]\s*(?P<issuer>[^\s（(]{4,30}).*"
)
_ISSUER = re.compile(r"[^\s，。；：、]{2,16}(?:教育厅|教育局|教育和体育局|教育体育局|教体局|教育委员会|教委)")
_SUBJECT_START = re.compile(
    r"(?:中等|高等)?职业(?:技术)?教育(?!中心)|(?:人才培养|教育教学|办学|教育)?质量|(?:20\d\d)|年度|[（(]|年报"
)
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")


@dataclass(frozen=True, slots=True)
class Identity:
    title: str
    issuer: str
    region: str  # division code
    kind: str
    year: int
    school: str = ""


def identify(document: Document, *, region: str = "", year: int = 0, kind: str = "", tables: int = 1) -> Identity:
    """Who and when; what is given as an argument overrides the cover.

    `tables` is how many were found: a text with neither the title of a report nor a table is no report. LoadError for
    such a text, and when region or year cannot be known.
    """
    if kind and kind not in KINDS:
        raise LoadError(fault("“{kind}” is no kind of report; kinds are: {kinds}"), kind=kind, kinds=", ".join(KINDS))
    lines = [_with_digits(block.text) for block in document.blocks if not isinstance(block, Grid)]
    title, place = _find_title(lines[:_COVER])
    if not title and not tables:
        raise LoadError(
            fault("“{file}” is no report: it has neither the title of an annual report nor a table"), file=document.file
        )
    printed_year, shown_year = _find_year(title, lines, place)
    whole_title = (title + shown_year) or next((line for line in lines if len(line) <= _LONGEST), document.file)
    if not (year := year or printed_year):
        raise UnsaidError(fault("The title of “{file}” names no year; give it with --year"), "year", file=document.file)
    return _identity(document, whole_title, lines, region, year, kind)


def _identity(document: Document, title: str, lines: Sequence[str], region: str, year: int, kind: str) -> Identity:
    publisher, authority = _publisher(lines), _authority(lines)
    school = _school_in(title) if kind in ("", "school") else ""
    if kind == "school" and not school:
        school = publisher if is_school(publisher, Regions()) else _before_subject(_without_year(title))
    division = _given_region(region) if region else _find_region(title, publisher or authority)
    if division is None:
        raise UnsaidError(
            fault("The title of “{file}” names no region; give it with --region (a name, or a code of GB/T 2260)"),
            "region",
            file=document.file,
        )
    kind = kind or ("school" if school else division.level)
    issuer = publisher or school or authority or _composed_issuer(division)
    return Identity(title, issuer, division.code, kind, year, school)


def _with_digits(text: str) -> str:
    """二〇二五年 → 2025年."""
    return _CHINESE_YEAR.sub(lambda match: "20" + match[0][2:].translate(_CHINESE_DIGITS), text)


# --- title ---


def _find_title(lines: Sequence[str]) -> tuple[str, int]:
    """(title, line it ends in); empty when none of the family is found."""
    for i, line in enumerate(lines):
        if not _FAMILY.search(line) or len(line) > _LONGEST or _SENTENCE.search(line) or caption_of(line):
            continue
        title = _whole_title(lines, i)
        if _SUBJECT.search(title):
            return title, i
    return "", -1


def _whole_title(lines: Sequence[str], last: int) -> str:
    """The title with the short lines above it, as long as it names no one: 甘肃省 / 中等职业教育 / 质量年度报告."""
    title = _tidy(lines[last])
    for line in reversed(lines[max(0, last - 3) : last]):
        if _names_someone(title) or not _is_title_part(line):
            break
        title = _tidy(line) + title
    return title


def _tidy(line: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", line).strip("《》 ")


def _names_someone(title: str) -> bool:
    return bool(_find_region(title, "") or _school_in(title))


def _is_title_part(line: str) -> bool:
    if len(line) > 20 or _SENTENCE.search(line) or _ISSUER.fullmatch(line) or line.startswith(("附件", "前")):
        return False
    return bool(re.search(r"[\u4e00-\u9fff]", line))


# --- year ---


def _find_year(title: str, lines: Sequence[str], place: int) -> tuple[int, str]:
    """(year, how it is added to the title): of the title itself, else of a line of its own beside it.

    The date of publication, which names a month, is not the report's year.
    """
    if year := _year_in(title):
        return year, ""
    beside = [*range(place + 1, min(place + 6, len(lines))), *range(place - 1, max(place - 4, -1), -1)]
    for i in beside if place >= 0 else ():
        if match := _YEAR_LINE.fullmatch(lines[i].strip()):
            span = re.sub(r"\s", "", match["year"])
            word = match["word"] if match["word"] and len(span) > 4 else ""
            return _year_in(span + (match["word"] or "")), f"（{span}{word}）"
    return 0, ""


def _year_in(text: str) -> int:
    period = find_period(text)
    if not period and (match := re.search(r"20\d\d\s*[-—–~至]\s*(?P<last>20\d\d)", text)):
        return int(match["last"])
    return year_of(period, TimeBasis.STOCK) or 0


# --- issuer, region, school ---


def _publisher(lines: Sequence[str]) -> str:
    """Who is named as publisher, anywhere: 主办：甘肃省教育厅."""
    return next((match["issuer"] for line in lines if (match := _ISSUED_BY.fullmatch(line))), "")


def _authority(lines: Sequence[str]) -> str:
    """An education authority in a line of its own on the cover."""
    return next((_tidy(line) for line in lines[:_COVER] if _ISSUER.fullmatch(_tidy(line))), "")


def _composed_issuer(division: Division) -> str:
    if division.code in _MUNICIPALITIES:
        return division.name + "教育委员会"
    return division.name + ("教育厅" if division.level == "province" else "教育局")


def _find_region(title: str, issuer: str) -> Division | None:
    regions = Regions()
    name = _without_year(title)
    return regions.find_in(_before_subject(name) or "") or (regions.find_in(issuer) if issuer else None)


def _given_region(text: str) -> Division:
    """The division that an option names, by code or name."""
    by_code = next((d for d in divisions() if d.code == text), None)
    division = by_code or Regions().find_in(text)
    if division is None:
        raise LoadError(
            fault("“{region}” is no region of China (GB/T 2260); give its full name or its code"), region=text
        )
    return division


def _without_year(title: str) -> str:
    return re.sub(r"^20\d\d(?:[-—–]20\d\d)?(?:学?年度?)?", "", title)


def _before_subject(title: str) -> str:
    """What a title begins with, up to what it is about: 庆阳市 of 庆阳市中等职业教育质量报告."""
    match = _SUBJECT_START.search(title)
    return title[: match.start()] if match else title


def _school_in(title: str) -> str:
    """The school that a title names; empty for reports of authorities."""
    name = _before_subject(_without_year(title))
    return name if name and is_school(name, Regions()) else ""
