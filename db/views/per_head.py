"""Figures per student or per teacher, each computed from two printed ones that count the same schools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, log10

from db.comparable import of_geography
from db.dictionary import Indicator
from db.figures import Figure, decimal_text
from db.view import Cell, Note, word

DENOMINATORS = {"student": "students", "teacher": "teachers"}
"""Indicator that each kind of ratio divides by."""

DIGITS = 4  # significant ones shown
OTHER_REPORT = Note(word("not divided: the two are printed in different reports"))
OTHER_SCHOOLS = Note(word("not divided: the two may count different schools"))
SUMS = ("万元", "平方米")
"""Units of amounts that are sums, and no averages, terms or rates."""

THOUSAND, SMALL = 1000, 1
"""Of so many heads a ratio is told where the largest beside it is below this."""


def is_divided(indicator: Indicator) -> bool:
    """A count or a sum; no ratio, no average, no change against the year before."""
    counted = indicator.kind == "count" or (indicator.kind == "amount" and indicator.unit in SUMS)
    return counted and not indicator.key.endswith(".change")


def per_head(shown: Cell, numerators: Sequence[Figure], denominators: Sequence[Figure]) -> tuple[Cell, Note | None]:
    """The figure shown divided by one out of the same table, else of the same report and geography.

    A figure that is missing stays as it is; one with nothing to be divided by is `#`, with the reason where it has one.
    """
    numerator = next(iter(numerators), None)
    if numerator is None or numerator.value is None:
        return shown, None
    valued = [figure for figure in denominators if figure.value]
    fitting = [d for d in valued if d.source == numerator.source] or [d for d in valued if _counts_alike(numerator, d)]
    if not fitting:
        return Cell(mark="#", observations=shown.observations), _reason(numerator, valued)
    value = numerator.value / (fitting[0].value or 1)
    return Cell(_text(value), value, mark=shown.mark or "=", observations=(numerator.id, fitting[0].id)), None


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
    near = next((d for d in denominators if d.report == numerator.report), denominators[0])
    verdict = of_geography(numerator, near, ratio=True)
    if verdict.reason:
        return Note(word("not divided: {reason}"), {"reason": verdict.phrase})
    return OTHER_SCHOOLS if near.report == numerator.report else OTHER_REPORT


def _text(value: float) -> str:
    decimals = DIGITS - 1 - floor(log10(abs(value))) if value else 0
    return decimal_text(value, min(max(decimals, 0), 10))
