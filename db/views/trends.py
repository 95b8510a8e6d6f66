"""The course of a row over all years that there are, also those that a view does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.figures import Figure
from db.view import Cell, Column, ColumnKind, Point, word
from db.views.series import over_years

LEAST_YEARS = 3
TREND = Column("trend", ColumnKind.TREND, word=word("Trend"), sparse=True)


def trend(
    years: Sequence[int], cells: Mapping[int, Cell], bases: Mapping[int, Sequence[Figure]], *, ratio: bool
) -> Cell:
    """The cell of that column for the figures of a row; empty where fewer than three years have one.

    `years` are all of the view, `cells` the figures by year, both in order; `bases`: the figures of each, that
    first by whose table and unit it is compared.
    """
    valued = {year: cell for year, cell in cells.items() if cell.number is not None}
    if len(valued) < LEAST_YEARS:
        return Cell()
    points = {year: Point(year, Cell()) for year in range(years[0], years[-1] + 1)}
    before: Sequence[Figure] = ()
    for year, cell in valued.items():
        figures = bases.get(year, ())
        apart = before and figures and _are_apart(before, figures, ratio=ratio)
        points[year] = Point(year, cell._replace(mark="#" if apart else "", target=None))
        before = figures or before
    newest_first = (id_ for cell in reversed(valued.values()) for id_ in _shown(cell))
    return Cell(observations=tuple(dict.fromkeys(newest_first)), points=tuple(points.values()))


def _are_apart(before: Sequence[Figure], after: Sequence[Figure], *, ratio: bool) -> bool:
    verdict = over_years(before, after, ratio=ratio)
    return not verdict.has_change or (not ratio and before[0].unit != after[0].unit)


def _shown(cell: Cell) -> tuple[int, ...]:
    return cell.observations if cell.mark == "=" else cell.observations[:1]
