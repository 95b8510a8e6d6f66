"""Filters of a view, called chips: values of the option `where`: `COLUMN.VALUE`, or `-COLUMN.VALUE` for all but these.

Values are what is exported, in one form for every kind of number (`7984`, `31.07`); an empty one means that there is
none. Of a number, `100..200`, `100..` and `..200` are ranges. Chips of one column are alternatives, chips of different
columns must all hold. Beside its columns a view may have aspects: `status`, of the figures in the row, and `chapter`,
that of the row's indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.address import ViewRequest
from db.errors import AddressError, fault
from db.figures import decimal_text
from db.view import Cell

STATUS, CHAPTER = "status", "chapter"
ASPECTS = (STATUS, CHAPTER)

_FORM = re.compile(r"(?P<excluded>-?)(?P<column>[^.-][^.]*)\.(?P<value>.*)", re.DOTALL)
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?")


class Chip(NamedTuple):
    column: str
    value: str
    excluded: bool = False

    def __str__(self) -> str:
        return f"{'-' * self.excluded}{self.column}.{self.value}"


class Choice(NamedTuple):
    """The chips of one column that are taken together: one of the values, or none of them."""

    column: str
    excluded: bool
    values: frozenset[str]


class Value(NamedTuple):
    """A value of a column, and in how many rows it stands."""

    value: str
    rows: int


class Values(NamedTuple):
    """Values of a column, the most frequent first; `more`: there are others."""

    values: tuple[Value, ...] = ()
    more: bool = False


def chip_of(text: str) -> Chip:
    match = _FORM.fullmatch(text)
    if not match:
        raise AddressError(fault("“{chip}” is no filter; one looks like status.lost or -unit.人"), chip=text)
    return Chip(match["column"], match["value"], bool(match["excluded"]))


def chips_of(request: ViewRequest) -> tuple[Chip, ...]:
    return tuple(map(chip_of, request.option("where")))


def with_chips(request: ViewRequest, chips: Iterable[Chip]) -> ViewRequest:
    return request.having(where=tuple(dict.fromkeys(map(str, chips))))


def without_column(request: ViewRequest, column: str) -> ViewRequest:
    """The request without its chips on a column."""
    return with_chips(request, (chip for chip in chips_of(request) if chip.column != column))


def choices(chips: Sequence[Chip]) -> list[Choice]:
    sides = dict.fromkeys((chip.column, chip.excluded) for chip in chips)
    return [Choice(*side, frozenset(c.value for c in chips if (c.column, c.excluded) == side)) for side in sides]


def range_of(value: str) -> tuple[float | None, float | None] | None:
    """The bounds that `100..200` names, both included; None where it is no range."""
    match = _RANGE.fullmatch(value)
    if not match or value == "..":
        return None
    low, high = (float(bound) if bound else None for bound in match.groups())
    return low, high


def within(number: float, value: str) -> bool:
    bounds = range_of(value)
    if bounds is None:
        return False
    low, high = bounds
    return (low is None or low <= number) and (high is None or number <= high)


def value_of(cell: Cell) -> str:
    """What a chip says of a cell."""
    if isinstance(cell.value, int | float):
        return decimal_text(cell.value)
    return cell.value or cell.text or cell.word
