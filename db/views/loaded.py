"""Which reports that are not loaded would fill a view: of the entities shown, for years known from other reports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from db.view import Note, together, word

ISSUERS = ("province", "prefecture")
"""Levels of regions that issue a report each year; a school does, too."""
FEW = 3
"""Reports of so many are named, the others counted."""


def not_loaded(conn: sqlite3.Connection, years: Mapping[int, Iterable[int]]) -> list[Note]:
    """For each entity (id) the years for which its own report is wanted; one note on those that are not there."""
    absent = {entity: sorted(set(wanted) - _own(conn, entity)) for entity, wanted in years.items()}
    ids = [entity for entity, found in absent.items() if found]
    issuers = conn.execute(
        "SELECT e.id, e.name FROM json_each(?) w JOIN entity e ON e.id = w.value WHERE e.type = 'school'"
        f" OR e.level IN ({', '.join(map(repr, ISSUERS))}) ORDER BY w.key",
        (json.dumps(ids),),
    )
    said = [Note("{name} {years}", {"name": name, "years": absent[id_]}) for id_, name in issuers]
    if not said:
        return []
    named = Note(word("Not loaded: reports {reports}"), {"reports": together(said[:FEW])})
    return [named if len(said) <= FEW else Note(word("{what} and {n} more"), {"what": named, "n": len(said) - FEW})]


def _own(conn: sqlite3.Connection, entity: int) -> set[int]:
    return {year for (year,) in conn.execute("SELECT year FROM report WHERE entity_id = ?", (entity,))}


def issuers_of(conn: sqlite3.Connection, entity: int) -> list[int]:
    """The prefecture that an entity lies in, or the province where there is none; then itself."""
    above = conn.execute(
        "WITH RECURSIVE up (id, depth) AS (SELECT parent_id, 0 FROM entity WHERE id = ? UNION ALL"
        " SELECT e.parent_id, depth + 1 FROM up JOIN entity e ON e.id = up.id)"
        f" SELECT e.id FROM up JOIN entity e ON e.id = up.id WHERE e.level IN ({', '.join(map(repr, ISSUERS))})"
        " ORDER BY depth LIMIT 1",
        (entity,),
    )
    return [*(id_ for (id_,) in above), entity]


def report_years(conn: sqlite3.Connection) -> list[int]:
    return [year for (year,) in conn.execute("SELECT DISTINCT year FROM report ORDER BY year")]
