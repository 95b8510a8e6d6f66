"""Facts about a database itself: what it was built from, and where each of its reports came from."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import Connection, DatabaseError, connect
from typing import NamedTuple
from urllib.parse import quote

from db.store import SCHEMA_VERSION, faults

__all__ = ["Connection", "OwnReport", "is_superseded", "origins", "own_reports", "read_meta", "write_meta"]


def read_meta(conn: Connection) -> dict[str, str]:
    with faults(conn):
        return dict(conn.execute("SELECT key, value FROM meta"))


def write_meta(conn: Connection, values: dict[str, str]) -> None:
    """Add or replace; a key that is not given stays."""
    with faults(conn):
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", values.items()
        )
        conn.execute("COMMIT")


def is_superseded(path: Path) -> bool:
    """Whether a database is of an older format and holds bundled editions only: built anew, it loses nothing."""
    try:
        with closing(_as_it_is(path)) as conn:
            (version,) = conn.execute("PRAGMA user_version").fetchone()
            loaded = conn.execute("SELECT 1 FROM report WHERE origin <> 'edition'").fetchone()
    except DatabaseError:
        return False
    return 0 < version < SCHEMA_VERSION and not loaded


class OwnReport(NamedTuple):
    """A report that the person loaded, and the name of the file it came from."""

    title: str
    file: str


def own_reports(path: Path) -> tuple[OwnReport, ...]:
    """Of any database whatever its format, as far as it can be read."""
    with suppress(DatabaseError), closing(_as_it_is(path)) as conn:
        found = conn.execute("SELECT title, file FROM report WHERE origin <> 'edition' ORDER BY key")
        return tuple(OwnReport(*row) for row in found)
    return ()


def _as_it_is(path: Path) -> Connection:
    return connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)


def origins(conn: Connection) -> dict[str, str]:
    """`file` or `edition` for the key of each report."""
    with faults(conn):
        return dict(conn.execute("SELECT key, origin FROM report"))
