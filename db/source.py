"""Where a figure or a record was printed, and by whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from db.address import ViewRequest
from db.place import Place, place_of
from db.terms import Status

_LINE = 8  # of the fields of a SourceLine, which the queries below select


class SourceLine(NamedTuple):
    """The printed place of one observation (or, without status, of one record) and what stands there."""

    report: str  # key
    issuer: str
    title: str
    table: str  # key, "" for prose
    caption: str
    row: str
    column: str
    section: str
    line: int
    printed: str
    period: str
    value: int | float | None
    unit: str
    status: Status | None
    request: ViewRequest | None  # the table with the cell marked, the text with the sentence
    place: Place  # the line, as people look for it in that kind of document
    indicator: str = ""  # its name in the dictionary; of a record none


_OBSERVATIONS = """
SELECT r.key, r.issuer, r.title, coalesce(t.key, ''), coalesce(t.caption, ''), lr.text, lc.text, ls.text, o.line,
       o.printed, o.period, o.value, o.unit, o.status, o.cell_row, o.cell_col, r.places,
       i.name
FROM json_each(?) w JOIN observation o ON o.id = w.value JOIN report r ON r.id = o.report_id
JOIN indicator i ON i.id = o.indicator_id
LEFT JOIN source_table t ON t.id = o.table_id JOIN label lr ON lr.id = o.row_id JOIN label lc ON lc.id = o.column_id
JOIN label ls ON ls.id = o.section_id ORDER BY w.key"""

_RECORDS = """
SELECT r.key, r.issuer, r.title, coalesce(t.key, ''), coalesce(t.caption, c.list), c.row, c.role, c.section, c.line,
       c.item, coalesce(t.period, ''), NULL, '', NULL, c.cell_row, c.cell_col, r.places, ''
FROM json_each(?) w JOIN record c ON c.id = w.value JOIN report r ON r.id = c.report_id
LEFT JOIN source_table t ON t.id = c.table_id ORDER BY w.key"""


def of_observations(conn: sqlite3.Connection, ids: Sequence[int]) -> list[SourceLine]:
    """In the order of the ids; ids that are no longer there are left out."""
    return [_with_text(conn, line) for line in _read(conn, _OBSERVATIONS, ids)]


def of_records(conn: sqlite3.Connection, ids: Sequence[int]) -> list[SourceLine]:
    return _read(conn, _RECORDS, ids)


def _with_text(conn: sqlite3.Connection, line: SourceLine) -> SourceLine:
    """A figure of prose leads to its sentence."""
    if line.request:
        return line
    from db.views.text import place_in_text

    at = place_in_text(conn, line.report, line.line, line.printed)
    return line._replace(request=ViewRequest("text", (line.report,)).having(at=at))


def _read(conn: sqlite3.Connection, query: str, ids: Sequence[int]) -> list[SourceLine]:
    return [_line(*row) for row in conn.execute(query, (json.dumps(list(ids)),))]


def _line(*row: Any) -> SourceLine:
    *fields, status, cell_row, cell_column, places, indicator = row
    at = None if cell_row is None else f"{cell_row}.{cell_column}"
    request = ViewRequest("table", (row[0], row[3])).having(at=at) if row[3] else None
    place = place_of(places, row[_LINE], None if cell_row is None else (cell_row, cell_column))
    values = [*fields, Status(status) if status else None, request, place, indicator]
    return SourceLine(*values)
