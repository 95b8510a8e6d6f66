"""The bundled reference data as rows: divisions, majors, chapters, indicators, what may be compared with what.

Run again after a change of the data files it brings an older database up to date; what reports have said stays.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

from db import reference
from db.period import year_of
from db.terms import TimeBasis

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table

Row = dict[str, Any]


def digest() -> str:
    """Changes whenever a file of the reference data does."""
    content = hashlib.sha256()
    for path in sorted(reference.FOLDER.glob("*.csv")):
        content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()


def put_reference(conn: sqlite3.Connection) -> None:
    """Write all reference data in one transaction, over what is there."""
    from sqlite_utils import Database

    from db.holdings import keep_counts
    from db.write import sweep

    db = Database(conn)
    with db.atomic():
        _put_indicators(db)
        _table(db, "comparability").delete_where()
        _table(db, "comparability").insert_all(
            {"a": c.a, "b": c.b, "verdict": c.verdict, "reason": c.reason} for c in reference.comparability()
        )
        _put_entities(db)
        _put_names(db)
        sweep(conn)
        _put_indicator_names(conn)
        keep_counts(conn)
        _table(db, "meta").upsert({"key": "reference", "value": digest()}, pk="key")


def _table(db: Database, name: str) -> Table:
    return db.table(name)


def _put_indicators(db: Database) -> None:
    conn = db.conn
    chapters = [
        {"key": c.key, "name": c.name, "gloss": c.gloss, "position": i} for i, c in enumerate(reference.chapters())
    ]
    _table(db, "chapter").upsert_all(chapters, pk=("key",))
    chapter_ids = dict(conn.execute("SELECT key, id FROM chapter"))
    bases = dict(conn.execute("SELECT key, time_basis FROM indicator"))
    rows = _indicator_rows(chapter_ids)
    _table(db, "indicator").upsert_all(rows, pk=("key",))
    _link_wholes(conn)
    for row in rows:
        if bases.get(row["key"], row["time_basis"]) != row["time_basis"]:
            _date_anew(conn, row["key"], TimeBasis(row["time_basis"]))
    _forget(
        conn, "indicator", [row["key"] for row in rows], "known = 0, whole_id = NULL, chapter_id = NULL", "known = 1"
    )


def _indicator_rows(chapter_ids: dict[str, int]) -> list[Row]:
    names = {i.key: (i.name, i.whole) for i in reference.indicators()}
    return [
        {
            "key": i.key,
            "name": i.name,
            "gloss": i.gloss,
            "unit": i.unit,
            "chapter_id": chapter_ids[i.chapter],
            "position": position,
            "time_basis": str(i.time_basis),
            "kind": i.kind,
            "scope": i.scope,
            "denominator": i.denominator,
            "formula": i.formula,
            "rate_position": i.rate_position,
            "path": _path(i.key, names),
            "known": 1,
        }
        for position, i in enumerate(reference.indicators())
    ]


def _path(key: str, names: dict[str, tuple[str, str]]) -> str:
    """Chinese names from whole to part, joined with ` / `."""
    name, whole = names[key]
    return f"{_path(whole, names)} / {name}" if whole else name


def _link_wholes(conn: sqlite3.Connection) -> None:
    conn.executemany(
        "UPDATE indicator SET whole_id = (SELECT id FROM indicator WHERE key = ?) WHERE key = ?",
        [(i.whole, i.key) for i in reference.indicators()],
    )


def _date_anew(conn: sqlite3.Connection, key: str, basis: TimeBasis) -> None:
    """The year of a figure follows from the indicator's time basis: when that changes, so do the years."""
    of_indicator = "indicator_id = (SELECT id FROM indicator WHERE key = ?)"
    periods = conn.execute(f"SELECT DISTINCT period FROM observation WHERE {of_indicator}", (key,)).fetchall()
    conn.executemany(
        f"UPDATE observation SET year = ? WHERE {of_indicator} AND period = ?",
        [(year_of(period, basis), key, period) for (period,) in periods],
    )


def _forget(conn: sqlite3.Connection, table: str, keys: list[str], change: str, among: str) -> None:
    """What the data files no longer hold stays only as far as reports name it (`db.write.sweep` removes the rest)."""
    conn.execute(
        f"UPDATE {table} SET {change} WHERE {among} AND key NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )


def _put_entities(db: Database) -> None:
    conn = db.conn
    regions = [
        {
            "type": "region",
            "key": d.code,
            "name": d.name,
            "code": d.code,
            "level": d.level,
            "category": "",
            "reference": 1,
        }
        for d in reference.divisions()
    ]
    majors = [
        {
            "type": "major",
            "key": m.code,
            "name": m.name,
            "code": m.code,
            "level": "",
            "category": m.category,
            "reference": 1,
        }
        for m in reference.majors()
    ]
    _table(db, "entity").upsert_all(regions + majors, pk=("type", "key"))
    conn.executemany(
        "UPDATE entity SET parent_id = (SELECT id FROM entity WHERE type = 'region' AND key = ?)"
        " WHERE type = 'region' AND key = ?",
        [(d.parent, d.code) for d in reference.divisions()],
    )
    for kind, rows in (("region", regions), ("major", majors)):
        _forget(
            conn, "entity", [str(row["key"]) for row in rows], "reference = 0", f"reference = 1 AND type = '{kind}'"
        )


def _put_names(db: Database) -> None:
    """Official and short names of the reference data; those that reports print are `db.write`'s."""
    from db.names import spelling_of
    from db.regions import short_names

    db.conn.execute("DELETE FROM name WHERE report_id IS NULL")
    rows = []
    for id_, kind, name, level in db.conn.execute("SELECT id, type, name, level FROM entity WHERE reference = 1"):
        rows.append((id_, name, "official", *spelling_of(name)))
        if kind == "region":
            rows.extend((id_, short, "short", *spelling_of(short)) for short in short_names(name, level))
    db.conn.executemany(
        "INSERT INTO name (entity_id, text, kind, folded, pinyin, initials, readings) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _put_indicator_names(conn: sqlite3.Connection) -> None:
    """Names and English glosses of the dictionary, and of what it held before as far as figures are left of it."""
    from db.naming import insert_indicator_names

    conn.execute("DELETE FROM indicator_name WHERE report_id IS NULL")
    rows: list[tuple[str, str, str, int, int | None]] = []
    for key, name, gloss in conn.execute("SELECT key, name, gloss FROM indicator WHERE key NOT LIKE 'new:%'"):
        rows += [(key, text, kind, 1, None) for text, kind in ((name, "official"), (gloss, "english")) if text]
    insert_indicator_names(conn, rows)
