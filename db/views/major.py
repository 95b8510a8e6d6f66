"""A major: where it stands in the catalogue, and the schools that the reports name with it."""

from __future__ import annotations

import sqlite3

from db.address import ViewRequest
from db.resolve import resolve
from db.terms import EntityType
from db.view import Cell, Column, Note, Row, View, word
from db.views.composed import compose, entity_request


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`major:NAME`: one row for each school that a list names with it. Absence says nothing."""
    major = resolve(conn, EntityType.MAJOR, request.names[0])
    rows = conn.execute(
        "SELECT c.id, c.list, c.detail, c.line, c.cell_row, c.cell_col, s.id, s.name, p.name, r.key, t.key"
        " FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN source_table t ON t.id = c.table_id"
        " LEFT JOIN entity s ON s.id = c.entity_id LEFT JOIN entity p ON p.id = s.parent_id"
        " WHERE c.major_id = ? ORDER BY r.year DESC, t.position, c.line, c.id",
        (major.id,),
    )
    code = " ".join(filter(None, (major.code, major.category)))
    notes = [
        Note("{text}", {"text": code}) if code else Note(word("Not in the catalogue of majors under this name")),
        Note(word("Named by a list; schools that are not named may offer it as well")),
    ]
    return compose(request, ((major.name, request),), _COLUMNS, [_row(conn, row) for row in rows], notes)


_COLUMNS = (
    Column("school", word=word("School"), frozen=True),
    Column("place", word=word("Place")),
    Column("list", word=word("List")),
    Column("detail", word=word("Detail")),
    Column("source", word=word("Source")),
)


def _row(conn: sqlite3.Connection, row: tuple[object, ...]) -> Row:
    id_, list_, detail, line, cell_row, cell_col, school, name, place, report, table = row
    at = f"{cell_row}.{cell_col}" if cell_row is not None else None
    printed = ViewRequest("table", (str(report), str(table))).having(at=at) if table else None
    target = entity_request(conn, int(str(school))) if school else None
    source = " ".join(str(part) for part in (report, table, line) if part)
    cells = (
        Cell(str(name or ""), str(name or ""), target=target),
        *(Cell(str(text or ""), str(text or "")) for text in (place, list_, detail)),
        Cell(source, source, target=printed),
    )
    return Row(cells, key=f"record {id_}", target=target)
