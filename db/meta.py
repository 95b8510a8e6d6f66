"""Facts about a database itself: what it was built from, and where each of its reports came from."""

from __future__ import annotations

from sqlite3 import Connection

from db.store import faults

__all__ = ["Connection", "origins", "read_meta", "write_meta"]


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


def origins(conn: Connection) -> dict[str, str]:
    """`file` or `edition` for the key of each report."""
    with faults(conn):
        return dict(conn.execute("SELECT key, origin FROM report"))
