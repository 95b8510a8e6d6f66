"""Figures per student or per teacher, each computed from two printed ones that count the same schools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, log10
from typing import NamedTuple

from db.comparable import of_geography
from db.figures import Figure, decimal_text, shown_number
from db.view import Cell, Note, word

DENOMINATORS = {"student": "students", "teacher": "teachers"}
"""Indicator that each kind of ratio divides by."""

DIGITS = 4  # significant ones shown
OTHER_REPORT = Note(word("not divided: the two are printed in different reports"))


THOUSAND, SMALL = 1000, 1
"""Of so many heads a ratio is told where the largest beside it is below this."""


class Part(NamedTuple):
    """Numerator and denominator of one ratio."""

    numerator: Figure
    denominator: Figure

    @property
    def text(self) -> str:
        return f"{shown_number(self.numerator)} / {shown_number(self.denominator)}"


def per_head(
    shown: Cell, numerators: Sequence[Figure], denominators: Sequence[Figure]
) -> tuple[Cell, Part | None, Note | None]:
    """The figure shown divided by one out of the same table, else of the same report and geography.

    A figure that is missing stays as it is; one with nothing to be divided by is `#`, with the reason where it has one.
    """
    numerator = next(iter(numerators), None)
    if numerator is None or numerator.value is None:
        return shown, None, None
    valued = [figure for figure in denominators if figure.value]
    fitting = [d for d in valued if d.source == numerator.source] or [d for d in valued if _counts_alike(numerator, d)]
    if not fitting:
        return Cell(mark="#", observations=shown.observations), None, _reason(numerator, valued)
    part = Part(numerator, fitting[0])
    value = numerator.value / (fitting[0].value or 1)
    return Cell(_text(value), value, mark=shown.mark or "=", observations=(numerator.id, fitting[0].id)), part, None


def are_small(cells: Iterable[Cell]) -> bool:
    values = [abs(cell.number) for cell in cells if cell.number is not None]
    return bool(values) and 0 < max(values) < SMALL


def of_a_thousand(cell: Cell) -> Cell:
    """A ratio told of a thousand heads."""
    if cell.number is None:
        return cell
    return cell._replace(text=_text(cell.number * THOUSAND), value=cell.number * THOUSAND)


def _counts_alike(a: Figure, b: Figure) -> bool:
    return a.report == b.report and a.geography == b.geography


def _reason(numerator: Figure, denominators: Sequence[Figure]) -> Note:
    """Why none of them fits."""
    if not denominators:
        return Note(word("not divided: no figure to divide by"))
    verdict = of_geography(numerator, denominators[0], ratio=True)
    return Note(word("not divided: {reason}"), {"reason": verdict.reason}) if verdict.reason else OTHER_REPORT


def _text(value: float) -> str:
    decimals = DIGITS - 1 - floor(log10(abs(value))) if value else 0
    return decimal_text(value, min(max(decimals, 0), 10))
