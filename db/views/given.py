"""How many of the figures that the annex forms ask for a report gives, of its own region or school."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from db.address import ViewRequest
from db.reference import annex_forms
from db.view import Cell, word


def ids_of(conn: sqlite3.Connection, keys: Sequence[str]) -> list[int]:
    ids = dict(conn.execute("SELECT key, id FROM indicator WHERE known"))
    return [ids[key] for key in keys if key in ids]


def given_of(indicators: Sequence[int]) -> str:
    """Expression: how many of these indicators have a value in the report `r`, of its own region or school."""
    return (
        "(SELECT count(DISTINCT o.indicator_id) FROM observation o WHERE o.entity_id = r.entity_id"
        f" AND o.report_id = r.id AND o.value IS NOT NULL AND o.year IS NOT NULL"
        f" AND o.indicator_id IN ({', '.join(map(str, indicators)) or 'NULL'}))"
    )


def own_reports(conn: sqlite3.Connection, entity: int) -> Iterator[tuple[str, Cell]]:
    """Keys of the reports of a region or school, the newest first, and a cell that leads to what each gives."""
    if not conn.execute("SELECT 1 FROM report WHERE entity_id = ?", (entity,)).fetchone():
        return
    ids = ids_of(conn, [key for form in annex_forms() for key in form.indicators])
    query = f"SELECT r.key, {given_of(ids)} FROM report r WHERE r.entity_id = ? ORDER BY r.year DESC, r.key"
    for key, given in conn.execute(query, (entity,)).fetchall():
        values = {"report": key, "given": given, "all": len(ids)}
        said = word("{report}: annex forms {given}/{all}")
        yield key, Cell(key, key, said, target=ViewRequest("gaps", (key,)), values=values)
