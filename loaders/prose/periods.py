"""When a sentence speaks of: the period stated in it, else the last one stated before it in its section.

The forms of a period are those of `db.period`; here stands what only sentences say (自2021年以来, 目前, 三年来).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from db.period import Mention, mentions

_TITLE = re.compile(r"《[^》]*》|〔20\d\d〕|“[^”]{0,30}”")
_CLAUSE = re.compile(r"[，。；！？]")
_SINCE = re.compile(r"(?:自|从)(?P<from>20\d\d)年?[^，。]{0,30}?(?P<how>以来|开始|起|始)")
_SINCE_THEN = re.compile(r"自[^，。\d]{1,6}以来")
_COMPARED = re.compile(r"(?:比|较|同)20\d\d年(?:同期)?(?=[^，。]{0,4}(?:增|减|上升|下降|提高|提升|降低|多|少|高|低))")
_GATHERED = re.compile(r"(?:资料|数据|统计)(?:均|统一)?截[至止]到?$")
_COUNTED_ON = re.compile(r"截[至止]到?$")
_NOW = re.compile(r"目前|截至今日")
_THIS_SCHOOL_YEAR = re.compile(r"(?:本|上|这一)学年(?!度)")
_RECENT = re.compile(r"(?<!连续)(?:(?:近|过去)(?P<n>[两二三四五])年[来间内]?|(?P<since>[两二三四五])年来)")
_OF_ONE_NUMBER = re.compile(r"的(?:约|近)?[\d一二三四五六七八九十]")
_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def stated_periods(text: str, year: int, carried: str = "") -> list[Mention]:
    """Periods stated in a squeezed text, in order; titles of documents and years of comparison aside. `year` is the
    report's."""
    plain = _blanked(_COMPARED, _blanked(_TITLE, text))
    found: list[Mention] = []

    def take(match: re.Match[str], period: str) -> None:
        if not any(s.start < match.end() and match.start() < s.end for s in found):
            found.append(Mention(match.start(), match.end(), period))

    for match in _SINCE.finditer(plain):
        first = int(match["from"])
        take(match, f"{first}..{year}" if first < year else str(year))
    found += [
        _as_stated(plain, one)
        for one in mentions(plain)
        if not any(s.start < one.end and one.start < s.end for s in found)
    ]
    for match in _RECENT.finditer(plain):
        take(match, f"{year - _years(match) + 1}..{year}")
    for match in _NOW.finditer(plain):
        take(match, str(year))
    for match in _THIS_SCHOOL_YEAR.finditer(plain):
        take(match, f"{year - 1}/{year}")
    found.sort(key=lambda s: s.start)
    return _since_then(plain, found, year, carried)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)


def _as_stated(text: str, one: Mention) -> Mention:
    """A day or month is a period where something was counted on it (截至); else it dates an event of its year."""
    is_date = re.fullmatch(r"20\d\d(?:-\d\d)+", one.period)
    if not is_date or _COUNTED_ON.search(text[: one.start]):
        return one
    return Mention(one.start, one.end, one.period[:4])


def _since_then(text: str, found: list[Mention], year: int, carried: str) -> list[Mention]:
    """自成立以来: since the year named last."""
    for match in _SINCE_THEN.finditer(text):
        last = next((s.period for s in reversed(found) if s.end <= match.start()), carried)
        if last[:4].isdigit() and int(last[:4]) < year:
            found.append(Mention(match.start(), match.end(), f"{last[:4]}..{year}"))
    return sorted(found, key=lambda s: s.start)


def period_at(text: str, stated: Sequence[Mention], place: int, year: int, carried: str) -> str:
    """The period of a number at a place of the text."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, place)), default=0)
    end = next((m.start() for m in _CLAUSE.finditer(text, place)), len(text))
    here = [s for s in stated if start <= s.start < end]
    before = [s for s in here if s.start <= place]
    if here and not before:
        return here[0].period
    sentence = text.rfind("。", 0, place)
    known = (s for s in reversed(lasting(text, stated)) if s.start <= place and (s.start > sentence or not _spans(s)))
    last = next((s.period for s in known if first_year(s.period) <= year), "")
    if before and first_year(before[-1].period) <= year:
        return before[-1].period
    return last or _of_material(text, stated) or carried or str(year)


def _spans(stated: Mention) -> bool:
    return ".." in stated.period


def _of_material(text: str, stated: Sequence[Mention]) -> str:
    """The day to which what is reported was gathered, wherever in the paragraph it is said: 资料截至2023年9月30日."""
    return next((s.period for s in stated if _GATHERED.search(text[: s.start])), "")


def lasting(text: str, stated: Sequence[Mention]) -> list[Mention]:
    """Those that hold for what follows too: not 2020年的180人 and not 三年来."""
    return [s for s in stated if not _OF_ONE_NUMBER.match(text, s.end) and not _RECENT.fullmatch(text, s.start, s.end)]


def _years(recent: re.Match[str]) -> int:
    return _YEARS[recent["n"] or recent["since"]]


def series(text: str, stated: Sequence[Mention], start: int, count: int, year: int, autumn: int = 0) -> list[str]:
    """One period for each of `count` numbers that begin at `start`; empty when no years are listed.

    近三年 ends with the report's year, an intake with the last autumn that was named, if one was.
    """
    sentence = text.rfind("。", 0, start) + 1
    near = [s for s in stated if sentence <= s.start < start]
    recent = list(_RECENT.finditer(text, sentence, start))
    if recent and _years(recent[-1]) == count:
        season, last = ("-autumn", autumn) if autumn else ("", year)
        return [f"{y}{season}" for y in range(last - count + 1, last + 1)]
    if near and ".." in near[-1].period:
        first, last = map(int, near[-1].period.split(".."))
        return [str(y) for y in range(first, last + 1)] if last - first + 1 == count else []
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
