"""Periods as stated, and the year under which a figure is compared.

A period is one of `2023/2024` (school year), `2024`, `2024-autumn`, `2024-10`, `2024-10-31`, `2023..2025` (cumulative).
"""

from __future__ import annotations

import re

from db.terms import TimeBasis

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-—–－~～至/]{1,2}\s*(?:20)?\d\d\s*(?:学年|年度)")
_AUTUMN = re.compile(r"(20\d\d)\s*年\s*秋季?")
_DAY = re.compile(r"(20\d\d)\s*年\s*(1[0-2]|0?[1-9])\s*月\s*([12]\d|3[01]|0?[1-9])\s*日")
_MONTH = re.compile(r"(20\d\d)\s*年\s*(1[0-2]|0?[1-9])\s*月")
_RANGE = re.compile(r"(20\d\d)\s*年?\s*[-—–－~～至]{1,2}\s*(20\d\d)\s*年")
_YEAR = re.compile(r"(20\d\d)\s*(?:年度?|届)|^\s*(20\d\d)\s*$|(?<=[（(])\s*(20\d\d)\s*(?=[）)])")


def find_period(text: str) -> str:
    """The last period named in a text, in canonical form; empty if none is named."""
    found = [(start, period) for start, period in _mentions(text.translate(_DIGITS))]
    return max(found)[1] if found else ""


def _mentions(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []

    def take(match: re.Match[str], period: str) -> None:
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            found.append((match.start(), period))

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
    return found


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
