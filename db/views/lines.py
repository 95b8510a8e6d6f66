"""The figures of a chart over years as lines: one for each that is compared, parted where a year has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from db.address import ViewRequest
from db.view import Point, View
from db.views.charted import FIGURE
from db.views.composed import year_label

SHARES = frozenset({"%", "百分点", ":1", "名次"})
"""Units of what is no count and no amount."""


class Line(NamedTuple):
    """Figures of one entity by year, and where they lead; `name` is empty where there is but one entity."""

    name: str
    points: tuple[Point, ...]
    target: ViewRequest | None = None


class Reach(NamedTuple):
    """From where to where an axis goes."""

    least: float
    largest: float

    @property
    def has_zero(self) -> bool:
        return self.least <= 0 <= self.largest


def lines_of(chart: View) -> list[Line]:
    """The figures of a chart of a row, by entity and year, from the first year in which there is one to the last."""
    lines: dict[int, Line] = {}
    for row in chart.rows():
        if matched := FIGURE.fullmatch(row.key):
            year, place = int(matched["year"]), int(matched["place"] or 0)
            name = row.cells[0].text.removesuffix(year_label(year)).rstrip()
            line = lines.get(place, Line(name, (), row.cells[0].target or row.target))
            lines[place] = line._replace(points=(*line.points, Point(year, row.cells[1])))
    years = years_of(lines.values())
    return [lines[place]._replace(points=_between(lines[place].points, years)) for place in sorted(lines)]


def _between(points: Iterable[Point], years: Sequence[int]) -> tuple[Point, ...]:
    """In order of their years, from the first to the last of these."""
    ordered = sorted(points, key=lambda point: point.year)
    return tuple(point for point in ordered if years and years[0] <= point.year <= years[-1])


def years_of(lines: Iterable[Line]) -> list[int]:
    """Those that have figures, in order."""
    return sorted({point.year for line in lines for point in line.points if point.cell.number is not None})


def runs(points: Iterable[Point]) -> Iterator[tuple[Point, ...]]:
    """Figures of years that follow each other; a missing year parts them, and so does what is not comparable."""
    run: list[Point] = []
    for point in points:
        follows = bool(run) and point.year == run[-1].year + 1 and not point.apart
        if run and not (follows and point.cell.number is not None):
            yield tuple(run)
            run = []
        if point.cell.number is not None:
            run.append(point)
    if run:
        yield tuple(run)


def has_gap(line: Line) -> bool:
    """Whether a year between its first and its last figure has none."""
    years = years_of([line])
    return bool(years) and len(years) <= years[-1] - years[0]


def reach_of(lines: Iterable[Line], unit: str) -> Reach:
    """Counts and amounts begin at 0. Shares do where that costs less than half of the height."""
    values = [value for line in lines for point in line.points if (value := point.cell.number) is not None]
    least, largest = min(values), max(values)
    if unit in SHARES and 0 < largest - least <= least:
        return Reach(least, largest)
    least, largest = min(0, least), max(0, largest)
    return Reach(least, largest) if least < largest else Reach(0, 1)
