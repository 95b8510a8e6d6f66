"""What a figure must be told with to be quoted: whose it is, of what and when, and where it was printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db import source
from db.source import SourceLine


class Cited(NamedTuple):
    """One observation with its entity and indicator; `source` has its value, period, status and printed place."""

    id: int
    entity: str
    indicator: str  # key
    name: str
    gloss: str
    scope: str
    qualifier: str
    report_year: int
    source: SourceLine


_QUERY = """
SELECT o.id, e.name, i.key, i.name, i.gloss, i.scope, o.qualifier, r.year
FROM json_each(?) w JOIN observation o ON o.id = w.value JOIN entity e ON e.id = o.entity_id
JOIN indicator i ON i.id = o.indicator_id JOIN report r ON r.id = o.report_id ORDER BY w.key"""


def of_observations(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Cited]:
    """In the order of the ids; ids that are no longer there are left out."""
    rows = conn.execute(_QUERY, (json.dumps(list(ids)),)).fetchall()
    lines = source.of_observations(conn, ids)
    return [Cited._make((*row, line)) for row, line in zip(rows, lines, strict=True)]


def in_batches(ids: Sequence[int], size: int = 5000) -> Iterator[Sequence[int]]:
    """A long run of ids in pieces that one query takes well."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
