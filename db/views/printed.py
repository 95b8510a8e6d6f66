"""A source table as printed, cell by cell, with what each cell was understood as.

The header rows on top become the headings of the columns; header rows further down stay where they are.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from db.address import ViewRequest
from db.errors import AddressError, UnknownNameError, fault
from db.resolve import nearest, report_key
from db.search import Condition, holding
from db.terms import CellRole, Status
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
from db.views.columns import chosen, framed, of_column, positions
from db.views.composed import ComposedView, entity_request, without_bare_headings
from db.views.filters import passing

Place = tuple[int, int]  # row and column of a cell, from 0
_PLAIN_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+")


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`table:REPORT,KEY[/at=ROW.COLUMN]`; rows are known by their printed number, by which `at` finds its cell."""
    table = _find(conn, request)
    columns = [_column(table, i) for i in range(table.width)]
    order = _row_order(conn, table, columns, request)
    whole = [_row(table, number) for number in order if number >= table.header_rows]
    keep = chosen(columns, request) or range(table.width)
    rows = [row._replace(cells=tuple(row.cells[i] for i in keep)) for row in _passing(whole, columns, request)]
    trail = (
        (word("Tables"), ViewRequest("tables")),
        (table.report, ViewRequest("tables", (table.report,))),
        (f"{table.key} {table.caption}", request),
    )
    shown = framed((columns[i] for i in keep), request)
    return ComposedView(request, trail, shown, tuple(rows), _notes(table), columns)


@dataclass(frozen=True)
class PrintedTable:
    id: int
    report: str
    key: str
    caption: str
    form: str
    period: str
    printed_notes: str
    cells: Mapping[Place, tuple[str, CellRole]]
    figures: Mapping[Place, list[tuple[int, int | float | None, Status]]]  # id, value, status
    targets: Mapping[Place, ViewRequest] = field(default_factory=dict)
    row_targets: Mapping[int, ViewRequest] = field(default_factory=dict)

    @cached_property
    def width(self) -> int:
        return max((column + 1 for _, column in self.cells), default=0)

    @cached_property
    def headers(self) -> frozenset[int]:
        """Rows that hold nothing but header."""
        roles: dict[int, set[CellRole]] = defaultdict(set)
        for (row, _), (text, role) in self.cells.items():
            if text:
                roles[row].add(role)
        return frozenset(row for row, found in roles.items() if found == {CellRole.HEADER})

    @cached_property
    def header_rows(self) -> int:
        """How many header rows stand on top."""
        return next(row for row in count() if row not in self.headers)

    def text(self, row: int, column: int) -> str:
        return self.cells.get((row, column), ("", CellRole.UNKNOWN))[0]


def _find(conn: sqlite3.Connection, request: ViewRequest) -> PrintedTable:
    if len(request.names) != 2:
        raise AddressError(fault("A table is named by its report and its key, as in table:gansu-2024,表3."))
    report, key = report_key(conn, request.names[0]), request.names[1].replace(" ", "")
    row = conn.execute(
        "SELECT t.id, r.key, t.key, t.caption, t.form, t.period, t.notes FROM source_table t"
        " JOIN report r ON r.id = t.report_id WHERE r.key = ? AND t.key = ?",
        (report, key),
    ).fetchone()
    if row is None:
        keys = conn.execute(
            "SELECT t.key FROM source_table t JOIN report r ON r.id = t.report_id WHERE r.key = ?", (report,)
        )
        raise UnknownNameError(
            fault("There is no table “{name}” in {report}."),
            nearest(key, [k for (k,) in keys]),
            name=key,
            report=report,
        )
    return _read(conn, row)


def _read(conn: sqlite3.Connection, table: tuple[int, str, str, str, str, str, str]) -> PrintedTable:
    id_ = table[0]
    cells = {
        (row, column): (text, CellRole(role))
        for row, column, text, role in conn.execute("SELECT row, col, text, role FROM cell WHERE table_id = ?", (id_,))
    }
    figures: dict[Place, list[tuple[int, int | float | None, Status]]] = defaultdict(list)
    query = (
        "SELECT cell_row, cell_col, id, value, status FROM observation"
        " WHERE table_id = ? AND cell_row IS NOT NULL ORDER BY id"
    )
    for row, column, observation, value, status in conn.execute(query, (id_,)):
        figures[row, column].append((observation, value, Status(status)))
    return PrintedTable(*table, cells, figures, _targets(conn, id_), _row_targets(conn, id_))


def _targets(conn: sqlite3.Connection, table: int) -> dict[Place, ViewRequest]:
    """Cells that name one school, body or major lead to it."""
    query = (
        "SELECT cell_row, cell_col, min(coalesce(major_id, entity_id)) FROM record"
        " WHERE table_id = ? AND cell_row IS NOT NULL AND coalesce(major_id, entity_id) IS NOT NULL"
        " GROUP BY 1, 2 HAVING count(DISTINCT coalesce(major_id, entity_id)) = 1"
    )
    found = conn.execute(query, (table,)).fetchall()
    return {(row, column): entity_request(conn, entity) for row, column, entity in found}


def _row_targets(conn: sqlite3.Connection, table: int) -> dict[int, ViewRequest]:
    """A row of one indicator of the report's own region leads to the indicator, another one to its only entity."""
    query = (
        "SELECT o.cell_row, min(o.entity_id), min(i.key), count(DISTINCT i.id) = 1 AND min(o.entity_id) = r.entity_id"
        " FROM observation o JOIN indicator i ON i.id = o.indicator_id JOIN report r ON r.id = o.report_id"
        " WHERE o.table_id = ? AND o.cell_row IS NOT NULL GROUP BY 1 HAVING count(DISTINCT o.entity_id) = 1"
    )
    return {
        row: ViewRequest("indicator", (indicator,)) if own else entity_request(conn, entity)
        for row, entity, indicator, own in conn.execute(query, (table,)).fetchall()
    }


def _column(table: PrintedTable, index: int) -> Column:
    header = dict.fromkeys(table.text(row, index) for row in range(table.header_rows))
    body = [
        place
        for place, (text, _) in table.cells.items()
        if place[1] == index and place[0] >= table.header_rows and text
    ]
    numeric = bool(body) and all(place in table.figures or place[0] in table.headers for place in body)
    kind = ColumnKind.NUMBER if numeric else ColumnKind.TEXT
    return Column(f"c{index + 1}", kind, label=" / ".join(filter(None, header)), frozen=index == 0)


def _passing(rows: list[Row], columns: list[Column], request: ViewRequest) -> list[Row]:
    """Header rows stay where they are above what the chips let through."""
    return without_bare_headings(passing(rows, columns, request)) if request.option("where") else rows


def _row_order(conn: sqlite3.Connection, table: PrintedTable, columns: list[Column], request: ViewRequest) -> list[int]:
    """Printed order, or that of a column: figures by value, then texts, then what is empty."""
    sort = request.first("sort")
    index = of_column(positions(columns), sort.removeprefix("-")) if sort else None
    direction = "DESC" if sort.startswith("-") else "ASC"
    condition, parameters = _narrowed(table, request.first("q"))
    query = f"""
        SELECT DISTINCT k.row FROM cell k
        LEFT JOIN cell s ON s.table_id = k.table_id AND s.row = k.row AND s.col = ?
        LEFT JOIN observation o ON o.table_id = s.table_id AND o.cell_row = s.row AND o.cell_col = s.col
        WHERE k.table_id = ? AND ({condition})
        ORDER BY o.value {direction} NULLS LAST, nullif(s.text, '') {direction} NULLS LAST, k.row"""
    return [row for (row,) in conn.execute(query, (index, table.id, *parameters))]


def _narrowed(table: PrintedTable, text: str) -> Condition:
    condition, parameters = holding(text, "text")
    return f"k.row IN (SELECT row FROM cell WHERE table_id = ? AND {condition})", (table.id, *parameters)


def _row(table: PrintedTable, number: int) -> Row:
    cells = tuple(_cell(table, (number, column)) for column in range(table.width))
    kind = RowKind.HEADING if number in table.headers else RowKind.DATA
    return Row(cells, kind, key=str(number), target=table.row_targets.get(number))


def _cell(table: PrintedTable, place: Place) -> Cell:
    text = table.text(*place)
    figures = table.figures.get(place, [])
    _, value, status = figures[0] if figures else (0, None, None)
    return Cell(
        text,
        value if value is not None and _PLAIN_NUMBER.fullmatch(text) else text or None,
        status=status,
        target=table.targets.get(place),
        observations=tuple(id_ for id_, _, _ in figures),
    )


def _notes(table: PrintedTable) -> tuple[Note, ...]:
    unknown = sum(role is CellRole.UNKNOWN and text != "" for text, role in table.cells.values())
    notes = [Note("{text}", {"text": line}) for line in table.printed_notes.splitlines()]
    if not table.form:
        notes.append(Note(word("This table was not recognised; it is kept as printed.")))
    elif unknown:
        notes.append(Note(word("Cells of this table that were not understood: {count}"), {"count": unknown}))
    return tuple(notes)
