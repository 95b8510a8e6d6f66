"""A chart is a view, too: one row a bar, with the figure it draws, its sources and where it leads.

The option `chart` names what of another view is drawn: `COLUMN`, the figures of a column (one indicator over regions),
or `row.KEY`, those of a row: one indicator over years, over regions and years of a comparison, or over the peers of a
region. `lines.KEY` is the same, and its picture has lines over the years. `at` names the bar set off in a picture.
"""

from __future__ import annotations

import json
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
from db.resolve import resolve_indicator
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
from db.views.bars import bar, bar_column, largest_of
from db.views.columns import of_column
from db.views.composed import ComposedView, entity_request, without_bare_headings
from db.views.peer_set import UNIT

OF_ROW, AS_LINES = "row.", "lines."
MOST = 400
"""Bars of one chart at most."""

NAME, VALUE = Column("name", word=word("Year"), frozen=True), Column("value", ColumnKind.NUMBER, word=word("Value"))
FIGURE = re.compile(r"(?:y|e(?P<place>\d+)_)(?P<year>\d{4})")
"""Ids of columns with figures of one year: of one entity, or of one of those compared."""
_STANDING = re.compile(r"(?:rank|of|percentile)(?:_.+)?")
"""Ids of columns of numbers that tell where one stands: no bar is drawn of them."""


def row_drawn(request: ViewRequest) -> str | None:
    """The key of the row whose figures a chart draws, None where it draws a column."""
    chart = request.first("chart")
    return next((chart.removeprefix(way) for way in (OF_ROW, AS_LINES) if chart.startswith(way)), None)


def whole_of(request: ViewRequest) -> ViewRequest:
    """The view that a chart is drawn of, with all its columns; of an indicator it is the year drawn that is ranked.

    Bars of a column stand in the order of the view; those of a row have one of their own.
    """
    chart, sort = request.first("chart"), request.first("sort")
    whole = request.having(chart=None, at=None, columns=None, frozen=None)
    if row_drawn(request) is not None:
        return whole.having(sort=None)
    sort = {"bar": chart, "-bar": f"-{chart}"}.get(sort, sort)
    year = FIGURE.fullmatch(chart)
    alone = sort.removeprefix("-") in ("", chart) and not request.option("where")
    if request.kind == "indicator" and year and alone and year["year"] in (request.option("year") or year["year"]):
        whole = whole.having(year=year["year"])
    return whole.having(sort=sort)


def drawn_columns(columns: Sequence[Column]) -> dict[str, int]:
    """The places of columns of which a chart can be drawn, by their ids."""
    numbers = ((i, column.id) for i, column in enumerate(columns) if column.kind is ColumnKind.NUMBER)
    return {id_: i for i, id_ in numbers if not _STANDING.fullmatch(id_)}


def newest_column(view: View) -> str | None:
    """The last year of which at least half as many rows have figures as of the one with most; None without figures."""
    rows, columns = view.rows(0, MOST), drawn_columns(view.columns)
    counts = {id_: sum(bool(_figure(row, i).observations) for row in rows) for id_, i in columns.items()}
    filled = [id_ for id_, count in counts.items() if count and 2 * count >= max(counts.values())]
    years = [id_ for id_ in filled if FIGURE.fullmatch(id_)]
    return max(years, default=next(iter(filled), None))


def _figure(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) and row.cells[index].number is not None else Cell()


def charted(conn: sqlite3.Connection, whole: View, request: ViewRequest) -> ComposedView:
    """The chart that a request asks for, of the view `whole_of` it; AddressError where there is nothing to draw."""
    key = row_drawn(request)
    if key is None:
        return _of_column(conn, whole, request, request.first("chart"))
    at = whole.position(key)
    row = None if at is None else whole.rows(at, 1)[0]
    if row is not None and request.first("face") == "peers":
        return _of_peers(conn, whole, request, row)
    figures = [i for i, column in enumerate(whole.columns) if FIGURE.fullmatch(column.id)]
    if row is None or not figures:
        raise AddressError(fault("There is no row “{key}” with figures to draw in this view."), key=key)
    return _of_row(conn, whole, request, row, figures)


class Place(NamedTuple):
    """Of a region among the others."""

    id: int
    parent: int | None
    level: str


def _of_column(conn: sqlite3.Connection, whole: View, request: ViewRequest, id_: str) -> ComposedView:
    """Rows below one heading share a scale. The whole is no bar among its parts, nor is a unit that is no region."""
    value, name = _place_of(conn, whole, request, id_), _name_column(whole.columns)
    every = whole.rows(0, MOST)
    places = _places(conn, every)
    wholes = _wholes(every, places, value)
    levels = {places[row.key].level for row in every if row.key in places and _figure(row, value).observations}
    kept = [row for row in every if row not in wholes and (row.key not in places or places[row.key].level in levels)]
    bars, scales, heading = [], list[str | None](), ""
    outermost = min((row.depth for row in kept if row.kind is RowKind.DATA), default=0)
    for row in without_bare_headings(kept):
        heading = row.key if row.kind is RowKind.HEADING else heading
        outside = row.key in places and places[row.key].level == UNIT
        drawn = row.kind is RowKind.DATA
        named = row._replace(cells=(row.cells[name], row.cells[value]), depth=row.depth - outermost) if drawn else row
        bars.append(named)
        scales.append(None if outside else heading)
    column = whole.columns[value]
    columns = whole.columns[name], column._replace(unit=column.unit or _unit(conn, whole.request))
    notes = [Note(word("the first {count} rows"), {"count": MOST})] if whole.count > MOST else []
    notes += [Note(word("{name} is the whole and no bar"), {"name": row.cells[name].text}) for row in wholes]
    notes += [*_not_drawn(bars, scales), *whole.notes]
    return _chart(whole, request, column.label or column.word, columns, (bars, scales), notes)


def _place_of(conn: sqlite3.Connection, whole: View, request: ViewRequest, id_: str) -> int:
    """AddressError with the columns that there are, of all years."""
    from db.views import view

    columns = drawn_columns(whole.columns)
    if id_ in columns:
        return columns[id_]
    return of_column(drawn_columns(view(conn, request.having(chart=None, at=None, columns=None)).columns), id_)


def _not_drawn(rows: Sequence[Row], scales: Sequence[str | None]) -> list[Note]:
    """Why there is no bar, or why bars are not to be held against each other."""
    pairs = [(row, scale) for row, scale in zip(rows, scales, strict=True) if row.kind is RowKind.DATA]
    outside = [row.cells[0].text for row, scale in pairs if scale is None and row.cells[1].number is not None]
    notes = [Note(word("No bar, for it is no region of this level: {names}"), {"names": outside})] if outside else []
    if len({scale for row, scale in pairs if scale is not None and row.cells[1].number is not None}) > 1:
        notes.append(Note(word("each group has a scale of its own: the longest bar is its largest figure")))
    return notes + _missing(row.cells[0].text for row, _ in pairs if row.cells[1].number is None)


def _places(conn: sqlite3.Connection, rows: Iterable[Row]) -> dict[str, Place]:
    """Of the rows that lead to regions, by their keys."""
    names = {row.key: row.target.names[0] for row in rows if row.target and row.target.kind == "region"}
    if not names:
        return {}
    query = """SELECT e.name, e.key, e.id, e.parent_id, e.level FROM json_each(?) w
        JOIN entity e ON e.type = 'region' AND w.value IN (e.name, e.key)"""
    found = conn.execute(query, (json.dumps(list(names.values())),)).fetchall()
    known = {name: Place(*place) for name, _key, *place in found} | {key: Place(*place) for _, key, *place in found}
    return {key: known[name] for key, name in names.items() if name in known}


def _wholes(rows: Sequence[Row], places: dict[str, Place], value: int) -> list[Row]:
    """The totals, and regions that are in no other of them while others with figures are in these."""
    filled = [row for row in rows if _figure(row, value).number is not None]
    ids = {places[row.key].id for row in filled if row.key in places}
    parents = {places[row.key].parent for row in filled if row.key in places}

    def is_whole(row: Row) -> bool:
        place = places.get(row.key)
        return row.kind is RowKind.TOTAL or bool(place and place.id in parents and place.parent not in ids)

    return [row for row in filled if is_whole(row)]


def _unit(conn: sqlite3.Connection, request: ViewRequest) -> str:
    """That of the indicator that a view is of."""
    if request.kind != "indicator" or not request.names:
        return ""
    return Dictionary(conn).indicators[resolve_indicator(conn, request.names[0])].unit


def _of_peers(conn: sqlite3.Connection, whole: View, request: ViewRequest, row: Row) -> ComposedView:
    """One indicator over the peers of a region, the largest first."""
    from db.findings import marked
    from db.views.peers import figures_of_peers

    bars: list[Row] = []
    for id_, cell in figures_of_peers(conn, whole.request, row.key):
        target = entity_request(conn, id_)
        (name,) = conn.execute("SELECT name FROM entity WHERE id = ?", (id_,)).fetchone()
        bars.append(Row((Cell(name, name, target=target), cell), key=str(target), target=target))
    notes = [*_missing(bar.cells[0].text for bar in bars if bar.cells[1].number is None), *whole.notes[:1]]
    label = next(column.label for column in whole.columns if column.id == "value")
    columns = NAME._replace(word=word("Name")), VALUE._replace(label=label, word="", unit=_of(whole, row, "unit").text)
    bars = _ordered(list(marked(conn, bars)), columns, request.first("sort"))
    name = row.cells[_name_column(whole.columns)].text
    return _chart(whole, request, f"{name} {label}", columns, (bars, [""] * len(bars)), notes)


def _of_row(
    conn: sqlite3.Connection, whole: View, request: ViewRequest, row: Row, figures: Sequence[int]
) -> ComposedView:
    """`figures` are the places of the columns that hold them."""
    figures = sorted(figures, key=lambda i: whole.columns[i].id[-4:])  # by year
    apart = _apart(conn, [(whole.columns[i].id, row.cells[i]) for i in figures])
    compared = _compared(conn, whole) if whole.request.kind == "compare" else {}
    bars = []
    for i in figures:
        id_, label, cell = whole.columns[i].id, whole.columns[i].label, row.cells[i]
        named = Cell(label, label, target=compared.get(id_))
        cells = (named, cell._replace(mark="#") if id_ in apart else cell)
        bars.append(Row(cells, key=id_, target=row.target, note=row.note))
    notes = [Note(word("# not comparable with the figure before it: no bar is drawn"))] if apart else []
    notes += _missing(whole.columns[i].label for i in figures if row.cells[i].number is None)
    names = NAME._replace(word=word("Name")) if compared else NAME
    columns = (names, VALUE._replace(unit=_of(whole, row, "unit").text))
    bars = _ordered(bars, columns, request.first("sort"))
    name = row.cells[_name_column(whole.columns)].text
    return _chart(whole, request, name, columns, (bars, [""] * len(bars)), notes)


def _compared(conn: sqlite3.Connection, whole: View) -> dict[str, ViewRequest]:
    """Views of those compared, by the columns that hold their figures."""
    from db.views.compare import entities_of

    views = [entity_request(conn, entity.id) for entity in entities_of(conn, whole.request)]
    places = ((column.id, FIGURE.fullmatch(column.id)) for column in whole.columns)
    return {id_: views[int(matched["place"]) - 1] for id_, matched in places if matched and matched["place"]}


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


def _ordered(rows: list[Row], columns: Sequence[Column], sort: str) -> list[Row]:
    """By name, by figure or by its bar; those without a figure last."""
    if not sort:
        return rows
    index = of_column({columns[0].id: 0, columns[1].id: 1, "bar": 1}, sort.removeprefix("-"))
    if not index:
        return sorted(rows, key=lambda row: row.cells[0].text, reverse=sort.startswith("-"))
    filled = [row for row in rows if row.cells[1].number is not None]
    filled.sort(key=lambda row: row.cells[1].number or 0, reverse=sort.startswith("-"))
    return filled + [row for row in rows if row.cells[1].number is None]


def _with_bars(rows: Sequence[Row], scales: Sequence[str | None]) -> list[Row]:
    """Rows of name and figure get a bar, its share of the largest figure of their scale; none if not comparable.

    A bar leads where the name does.
    """
    figures: dict[str, list[float | None]] = defaultdict(list)
    for row, scale in zip(rows, scales, strict=True):
        if row.kind is RowKind.DATA and scale is not None:
            figures[scale].append(row.cells[1].comparable_number)
    largest = {scale: largest_of(of_scale) for scale, of_scale in figures.items()}
    return [
        row._replace(cells=(*row.cells, _bar_beside(row, None if scale is None else largest[scale])))
        if row.kind is RowKind.DATA
        else row
        for row, scale in zip(rows, scales, strict=True)
    ]


def _bar_beside(row: Row, largest: float | None) -> Cell:
    name, figure = row.cells
    drawn = Cell() if largest is None else bar(figure.comparable_number, largest)
    return drawn._replace(target=name.target)


def _chart(
    whole: View,
    request: ViewRequest,
    name: str,
    columns: tuple[Column, ...],
    figures: tuple[Sequence[Row], Sequence[str | None]],
    notes: list[Note],
) -> ComposedView:
    """`figures` are rows of a name and a figure, and the scale of each: None for those without a bar."""
    rows = _with_bars(*figures)
    bars = bar_column(row.cells[-1] for row in rows if row.kind is RowKind.DATA)
    *above, (called, _) = whole.trail
    trail = (*above, (called, request.having(chart=None, at=None)), (name, request))
    return ComposedView(request, trail, (*columns, bars), tuple(rows), tuple(notes))


def _name_column(columns: Sequence[Column]) -> int:
    """The frozen text, else the first."""
    texts = [i for i, column in enumerate(columns) if column.kind is ColumnKind.TEXT]
    return next((i for i in texts if columns[i].frozen), texts[0] if texts else 0)


def _of(whole: View, row: Row, id_: str) -> Cell:
    return next((row.cells[i] for i, column in enumerate(whole.columns) if column.id == id_), Cell())


def _missing(names: Iterable[str]) -> list[Note]:
    said = list(names)
    return [Note(word("No figure: {names}"), {"names": said})] if said else []
