"""When a sentence speaks of: the period stated in it, else the last one stated before it in its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_TITLE = re.compile(r"《[^》]*》|〔20\d\d〕|“[^”]{0,30}”")
_CLAUSE = re.compile(r"[，。；！？]")
_SINCE = re.compile(r"(?:自|从)(?P<from>20\d\d)年?[^，。]{0,30}?(?P<how>以来|开始|起|始)")
_SINCE_THEN = re.compile(r"自[^，。\d]{1,6}以来")
_SCHOOL_YEAR = re.compile(r"(?P<y>20\d\d)[-—–－~～至/]+(?:20)?(?P<z>\d\d)(?:学年|年度)")
_RANGE = re.compile(r"(?P<y>20\d\d)年?[-—–－~～至]+(?P<z>20\d\d)年")
_SEASON = re.compile(r"(?P<y>20\d\d)年秋季?(?:学期)?")
_MONTH = re.compile(r"(?:截[至止]到?)(?P<y>20\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日|底|末)?")
_YEAR = re.compile(r"(?P<y>20\d\d)(?:年|届)(?!秋|[-—–至]20)|（(?P<z>20\d\d)）")
_NOW = re.compile(r"目前|截至今日")
_THIS_SCHOOL_YEAR = re.compile(r"(?:本|上|这一)学年(?!度)")
_RECENT = re.compile(r"近(?P<n>[两二三四五])年来?")
_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Stated:
    start: int
    end: int
    period: str


def stated_periods(text: str, year: int, carried: str = "") -> list[Stated]:
    """Periods stated in a squeezed text, in order; titles of documents aside. `year` is the report's."""
    plain = _TITLE.sub(lambda match: "\0" * len(match[0]), text)
    found: list[Stated] = []

    def take(match: re.Match[str], period: str) -> None:
        if not any(s.start < match.end() and match.start() < s.end for s in found):
            found.append(Stated(match.start(), match.end(), period))

    for match in _SINCE.finditer(plain):
        first = int(match["from"])
        take(match, f"{first}..{year}" if first < year else str(year))
    for match in _SCHOOL_YEAR.finditer(plain):
        take(match, f"{match['y']}/{int(match['y']) + 1}")
    for match in _RANGE.finditer(plain):
        take(match, f"{match['y']}..{match['z']}")
    for match in _SEASON.finditer(plain):
        take(match, f"{match['y']}-autumn")
    for match in _MONTH.finditer(plain):
        day = f"-{int(match['d']):02}" if match["d"] else ""
        take(match, f"{match['y']}-{int(match['m']):02}{day}")
    for match in _YEAR.finditer(plain):
        take(match, match["y"] or match["z"])
    for match in _NOW.finditer(plain):
        take(match, str(year))
    for match in _THIS_SCHOOL_YEAR.finditer(plain):
        take(match, f"{year - 1}/{year}")
    found.sort(key=lambda s: s.start)
    return _since_then(plain, found, year, carried)


def _since_then(text: str, found: list[Stated], year: int, carried: str) -> list[Stated]:
    """自成立以来: since the year named last."""
    for match in _SINCE_THEN.finditer(text):
        last = next((s.period for s in reversed(found) if s.end <= match.start()), carried)
        if last[:4].isdigit() and int(last[:4]) < year:
            found.append(Stated(match.start(), match.end(), f"{last[:4]}..{year}"))
    return sorted(found, key=lambda s: s.start)


def period_at(text: str, stated: Sequence[Stated], place: int, year: int, carried: str) -> str:
    """The period of a number at a place of the text."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, place)), default=0)
    end = next((m.start() for m in _CLAUSE.finditer(text, place)), len(text))
    here = [s for s in stated if start <= s.start < end]
    before = [s for s in here if s.start <= place]
    if here and not before:
        return here[0].period
    last = next((s.period for s in reversed(stated) if s.start <= place and first_year(s.period) <= year), "")
    if before and first_year(before[-1].period) <= year:
        return before[-1].period
    return last or carried or str(year)


def series(text: str, stated: Sequence[Stated], start: int, count: int, year: int, autumn: int = 0) -> list[str]:
    """One period for each of `count` numbers that begin at `start`; empty when no years are listed.

    近三年 ends with the report's year, an intake with the last autumn that was named, if one was.
    """
    sentence = text.rfind("。", 0, start) + 1
    near = [s for s in stated if sentence <= s.start < start]
    if near and ".." in near[-1].period:
        first, last = map(int, near[-1].period.split(".."))
        return [str(y) for y in range(first, last + 1)] if last - first + 1 == count else []
    recent = list(_RECENT.finditer(text, sentence, start))
    if recent and _YEARS[recent[-1]["n"]] == count:
        season, last = ("-autumn", autumn) if autumn else ("", year)
        return [f"{y}{season}" for y in range(last - count + 1, last + 1)]
    listed = [s for s in near if re.fullmatch(r"20\d\d(?:-autumn)?", s.period)][-count:]
    if len(listed) == count > 1 and all(text[a.end : b.start] in ("、", "和", "及") for a, b in pairwise(listed)):
        season = "-autumn" if listed[-1].period.endswith("-autumn") else ""
        return [s.period[:4] + season for s in listed]
    return []


def first_year(period: str) -> int:
    return int(period[:4]) if period[:4].isdigit() else 0


def last_year(period: str) -> str:
    """The period a year before: 2023/2024 → 2022/2023."""
    return re.sub(r"20\d\d", lambda match: str(int(match[0]) - 1), period)
