"""How far figures lie apart: between entities in one year, of one entity between two years, and the most of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from db.comparable import Verdict
from db.figures import Number, decimal_text
from db.view import Cell
from db.views.series import over_years

if TYPE_CHECKING:
    from db.views.beside import Side


def changed(before: Cell, after: Cell, *, ratio: bool) -> tuple[Cell, Cell]:
    """The change in the unit (percentage points for a rate), and in percent unless it is a rate or began at 0."""
    assert isinstance(before.value, int | float)
    assert isinstance(after.value, int | float)
    absolute = _signed(after.value - before.value, _decimals((before, after)))
    if ratio or before.value == 0:
        return absolute, Cell()
    return absolute, _signed(100 * (after.value - before.value) / before.value, 1)


def over_time(sides: Sequence[Side], entity: int, *, ratio: bool) -> tuple[Cell, Cell, Verdict]:
    """The change of one entity (by its place) between the last two years in which it has a value."""
    valued = [side for side in sides if side.values[entity] is not None]
    if len(valued) < 2:
        return Cell(), Cell(), Verdict()
    before, after = valued[-2:]
    verdict = _over_time(before, after, entity, ratio=ratio)
    if not verdict.has_change:
        return Cell(), Cell(), verdict
    return *changed(before.cells[entity], after.cells[entity], ratio=ratio), verdict


def _over_time(before: Side, after: Side, entity: int, *, ratio: bool) -> Verdict:
    return over_years(before.figures[entity], after.figures[entity], ratio=ratio)


def of_two(side: Side) -> Cell:
    """The second less the first, where both have a value and may be held against each other."""
    first, second = side.values
    if side.verdict.answer == "no" or first is None or second is None:
        return Cell()
    return _signed(second - first, _decimals(side.cells))


def spread(side: Side, names: Sequence[str], rivals: Sequence[int]) -> tuple[Cell, Cell]:
    """The largest less the smallest of the rivals (places), and whose they are: 天水市 › 平凉市."""
    valued = {place: value for place in rivals if (value := side.values[place]) is not None}
    if side.verdict.answer == "no" or len(valued) < 2:
        return Cell(), Cell()
    high, low = max(valued, key=valued.__getitem__), min(valued, key=valued.__getitem__)
    decimals = _decimals([side.cells[place] for place in valued])
    value = _rounded(valued[high] - valued[low], decimals)
    whose = f"{names[high]} › {names[low]}" if value else ""
    return Cell(decimal_text(value, decimals), value), Cell(whose, whose or None)


def largest(sides: Sequence[Side], rivals: Sequence[int], *, ratio: bool) -> float | None:
    """The largest difference in a row, in percent of the larger: between rivals of one year or of one entity over time.

    0 when all that may be compared is equal, None when there is nothing to compare.
    """
    return max(map(_apart, _comparable(sides, rivals, ratio=ratio)), default=None)


def _comparable(sides: Sequence[Side], rivals: Sequence[int], *, ratio: bool) -> Iterator[list[Number]]:
    """Groups of values, two or more, that may be held against each other."""
    for side in sides:
        values = [value for place in rivals if (value := side.values[place]) is not None]
        if len(values) > 1 and side.verdict.answer != "no":
            yield values
    for entity in range(len(sides[0].cells) if sides else 0):
        valued = [side for side in sides if side.values[entity] is not None]
        for before, after in pairwise(valued):
            if _over_time(before, after, entity, ratio=ratio).has_change:
                yield [value for side in (before, after) if (value := side.values[entity]) is not None]


def _apart(values: Sequence[Number]) -> float:
    """0 to 100, more where signs differ."""
    size = max(map(abs, values))
    return 100 * (max(values) - min(values)) / size if size else 0.0


def _decimals(cells: Sequence[Cell]) -> int:
    return max(len(cell.text.partition(".")[2]) for cell in cells)


def _rounded(value: Number, decimals: int) -> Number:
    return round(value, decimals) if decimals else round(value)


def _signed(value: Number, decimals: int) -> Cell:
    number = _rounded(value, decimals)
    return Cell(("+" if number > 0 else "") + decimal_text(number, decimals), number)
