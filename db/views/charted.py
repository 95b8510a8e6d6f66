"""A chart is a view, too: one row a bar, with the figure it draws, its sources and where it leads.

The option `chart` names what of another view is drawn: `COLUMN`, the figures of a column (one indicator over regions),
or `row.KEY`, those of a row (one indicator over years, or over regions and years of a comparison).
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.address import ViewRequest
from db.comparable import of_quantity
from db.dictionary import Dictionary
from db.errors import AddressError, fault
from db.figures import Figure, of_ids
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
from db.views.columns import of_column
from db.views.composed import ComposedView

OF_ROW = "row."
MOST = 400
"""Bars of one chart at most."""

NAME, VALUE = Column("name", word=word("Year"), frozen=True), Column("value", ColumnKind.NUMBER)
BAR = Column("bar", ColumnKind.BAR)
_FIGURE = re.compile(r"(?:y|e(?P<place>\d+)_)(?P<year>\d{4})")
"""Ids of columns with figures of one year: of one entity, or of one of those compared."""


class Point(NamedTuple):
    """`value` is None where nothing was printed; `apart`: not comparable with the point before it."""

    year: int
    value: float | None
    text: str
    apart: bool


class Line(NamedTuple):
    """Figures of one entity by year; `name` is empty where there is but one entity."""

    name: str
    points: tuple[Point, ...]


def charted(conn: sqlite3.Connection, whole: View, request: ViewRequest) -> ComposedView:
    """The chart that a request asks for, of the view without it; AddressError where there is nothing to draw."""
    chart = request.first("chart")
    if chart.startswith(OF_ROW):
        return _of_row(conn, whole, request, chart.removeprefix(OF_ROW))
    return _of_column(whole, request, chart)


def _of_column(whole: View, request: ViewRequest, id_: str) -> ComposedView:
    """Rows below one heading and of one depth (the prefectures, not their province) share a scale."""
    column = of_column({c.id: c for c in whole.columns if c.kind is ColumnKind.NUMBER}, id_)
    value, name = whole.columns.index(column), _name_column(whole.columns)
    bars, scales, heading = [], [], ""
    rows = whole.rows(0, MOST)
    for row in rows:
        heading = row.key if row.kind is RowKind.HEADING else heading
        if row.kind is not RowKind.TOTAL:
            drawn = row.kind is RowKind.DATA
            bars.append(row._replace(cells=(row.cells[name], row.cells[value])) if drawn else row)
            scales.append(f"{heading} {row.depth}")
    notes = [Note(word("the first {count} rows"), {"count": MOST})] if whole.count > MOST else []
    totals = [row.cells[name].text for row in rows if row.kind is RowKind.TOTAL]
    notes += [Note(word("{name} is the whole and no bar"), {"name": total}) for total in totals]
    notes += _missing(
        row.cells[name].text for row in rows if row.kind is RowKind.DATA and row.cells[value].number is None
    )
    columns = (whole.columns[name], column, BAR)
    return _chart(whole, request, column.label or column.word, columns, _with_bars(bars, scales), notes)


def _of_row(conn: sqlite3.Connection, whole: View, request: ViewRequest, key: str) -> ComposedView:
    at = whole.position(key)
    figures = [i for i, column in enumerate(whole.columns) if _FIGURE.fullmatch(column.id)]
    if at is None or not figures:
        raise AddressError(fault("There is no row “{key}” with figures to draw in this view."), key=key)
    row = whole.rows(at, 1)[0]
    apart = _apart(conn, [(whole.columns[i].id, row.cells[i]) for i in figures])
    bars = []
    for i in figures:
        id_, label, cell = whole.columns[i].id, whole.columns[i].label, row.cells[i]
        cells = (Cell(label, label), cell._replace(mark="#") if id_ in apart else cell)
        bars.append(Row(cells, key=id_, target=row.target, note=row.note))
    notes = [Note(word("# not comparable with the figure before it: no bar is drawn"))] if apart else []
    notes += _missing(whole.columns[i].label for i in figures if row.cells[i].number is None)
    columns = (NAME, VALUE._replace(label=_of(whole.columns, row, "unit").text), BAR)
    name = row.cells[_name_column(whole.columns)].text
    return _chart(whole, request, name, columns, _with_bars(bars, [""] * len(bars)), notes)


def _apart(conn: sqlite3.Connection, cells: Sequence[tuple[str, Cell]]) -> set[str]:
    """Columns whose figure is not comparable with that of the year before it of the same entity."""
    figures = of_ids(conn, [cell.observations[0] for _, cell in cells if cell.observations])
    indicators = Dictionary(conn).indicators
    apart, before = set(), dict[str, Figure]()
    for id_, cell in sorted(cells, key=lambda named: named[0][-4:]):  # by year
        figure = figures.get(cell.observations[0]) if cell.observations else None
        if figure is None or cell.number is None:
            continue
        place = id_[:-4]
        ratio = cell.mark == "=" or indicators[figure.indicator].is_ratio
        if place in before and of_quantity(before[place], figure, ratio=ratio).answer == "no":
            apart.add(id_)
        before[place] = figure
    return apart


def lines_of(chart: View) -> list[Line]:
    """The figures of a chart of a row, by entity and year."""
    lines: dict[str, list[Point]] = defaultdict(list)
    for row in chart.rows():
        if matched := _FIGURE.fullmatch(row.key):
            label, cell = row.cells[0].text, row.cells[1]
            name = label.rpartition(" ")[0] if matched["place"] else ""
            lines[name].append(Point(int(matched["year"]), cell.number, cell.text, cell.mark == "#"))
    return [Line(name, tuple(sorted(points))) for name, points in lines.items()]


def _with_bars(rows: Sequence[Row], scales: Sequence[str]) -> list[Row]:
    """Rows of name and figure get a bar, its share of the largest figure of their scale; none if not comparable."""
    largest: dict[str, float] = defaultdict(float)
    for row, scale in zip(rows, scales, strict=True):
        if row.kind is RowKind.DATA:
            largest[scale] = max(largest[scale], abs(row.cells[1].comparable_number or 0.0))
    return [
        row._replace(cells=(*row.cells, _bar(row.cells[1], largest[scale]))) if row.kind is RowKind.DATA else row
        for row, scale in zip(rows, scales, strict=True)
    ]


def _bar(cell: Cell, largest: float) -> Cell:
    height = cell.comparable_number
    return Cell() if height is None else Cell(value=abs(height) / largest if largest else 0.0)


def _chart(
    whole: View, request: ViewRequest, name: str, columns: tuple[Column, ...], rows: Sequence[Row], notes: list[Note]
) -> ComposedView:
    trail = (*whole.trail, (name, request))
    return ComposedView(request, trail, columns, tuple(rows), (*notes, *whole.notes))


def _name_column(columns: Sequence[Column]) -> int:
    """The frozen text, else the first."""
    texts = [i for i, column in enumerate(columns) if column.kind is ColumnKind.TEXT]
    return next((i for i in texts if columns[i].frozen), texts[0] if texts else 0)


def _of(columns: Sequence[Column], row: Row, id_: str) -> Cell:
    return next((row.cells[i] for i, column in enumerate(columns) if column.id == id_), Cell())


def _missing(names: Iterable[str]) -> list[Note]:
    said = "、".join(names)
    return [Note(word("No figure: {names}"), {"names": said})] if said else []
