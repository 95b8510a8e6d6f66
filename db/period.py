"""Periods as stated, and the year under which a figure is compared.

A period is one of `2023/2024` (school year), `2024`, `2024-autumn`, `2024-10`, `2024-10-31`, `2023..2025` (cumulative).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.terms import TimeBasis
from db.view import Note, word

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-—–－~～至/]{1,2}\s*(?:20)?\d\d\s*(?:学年|年度)")
_AUTUMN = re.compile(r"(20\d\d)\s*年\s*秋季?(?:学期)?")
_DAY = re.compile(r"(20\d\d)\s*年\s*(1[0-2]|0?[1-9])\s*月\s*([12]\d|3[01]|0?[1-9])\s*日")
_MONTH = re.compile(r"(20\d\d)\s*年\s*(1[0-2]|0?[1-9])\s*月")
_RANGE = re.compile(r"(20\d\d)\s*年?\s*[-—–－~～至]{1,2}\s*(20\d\d)\s*年")
_YEAR = re.compile(r"(20\d\d)\s*(?:年度?|届)|^\s*(20\d\d)\s*$|(?<=[（(])\s*(20\d\d)\s*(?=[）)])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in a text, from `start` to `end`."""

    start: int
    end: int
    period: str


def find_period(text: str) -> str:
    """The last period named in a text, in canonical form; empty if none is named."""
    found = mentions(text.translate(_DIGITS))
    return found[-1].period if found else ""


def mentions(text: str) -> list[Mention]:
    """The periods named in a text with half-width digits, in order; where forms overlap the fuller one counts."""
    found: list[Mention] = []

    def take(match: re.Match[str], period: str) -> None:
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            found.append(Mention(match.start(), match.end(), period))

    for match in _SCHOOL_YEAR.finditer(text):
        first = int(match[1])
        take(match, f"{first}/{first + 1}")
    for match in _AUTUMN.finditer(text):
        take(match, f"{match[1]}-autumn")
    for match in _DAY.finditer(text):
        take(match, f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    for match in _MONTH.finditer(text):
        take(match, f"{match[1]}-{int(match[2]):02}")
    for match in _RANGE.finditer(text):
        take(match, f"{match[1]}..{match[2]}")
    for match in _YEAR.finditer(text):
        take(match, match[1] or match[2] or match[3])
    return sorted(found, key=lambda one: one.start)


def year_of(period: str, basis: TimeBasis) -> int | None:
    """The year of comparison: school year Y-1/Y → Y; autumn Y → Y+1; intake of calendar year Y → Y+1; else of Y → Y.

    A cumulative period counts under its last year. None for an empty period.
    """
    if not period:
        return None
    if "/" in period:
        return int(period.partition("/")[2])
    year = int(period.rpartition("..")[2][:4])
    if period.endswith("-autumn") or (basis is TimeBasis.INTAKE and ".." not in period):
        return year + 1
    return year


_SAID = (
    (re.compile(r"(?P<a>\d{4})/(?P<b>\d{4})"), word("school year {a}/{b}")),
    (re.compile(r"(?P<a>\d{4})-autumn"), word("autumn {a}")),
    (re.compile(r"(?P<a>\d{4})\.\.(?P<b>\d{4})"), word("{a} to {b}")),
    (re.compile(r"(?P<a>\d{4})-(?P<b>\d{2})-(?P<c>\d{2})"), word("{a}-{b:02}-{c:02}")),
    (re.compile(r"(?P<a>\d{4})-(?P<b>\d{2})"), word("{a}-{b:02}")),
    (re.compile(r"(?P<a>\d{4})"), word("year {a}")),
)


def period_note(period: str) -> Note:
    """As people say it: 2023/2024学年, 2024年秋季; what is of another form stays."""
    for form, message in _SAID:
        if match := form.fullmatch(period):
            return Note(message, {name: int(text) for name, text in match.groupdict().items()})
    return Note("{period}", {"period": period})
