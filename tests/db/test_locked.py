"""Where SQLite is not made for several threads, one lock is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Waiting
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest

from db.errors import CancelledError
from db.library import Library
from db.locked import LockedConnection
from db.store import create, faults, open_readonly

COUNT = "SELECT count(*) FROM entity"


@pytest.fixture
def conn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LockedConnection]:
    create(tmp_path / "n.db")
    monkeypatch.setattr(sqlite3, "threadsafety", 1)
    with closing(open_readonly(tmp_path / "n.db")) as conn:
        assert isinstance(conn, LockedConnection)
        yield conn


def test_where_sqlite_serves_several_threads_there_is_no_lock(tmp_path: Path) -> None:
    create(tmp_path / "n.db")
    with closing(open_readonly(tmp_path / "n.db")) as conn:
        assert isinstance(conn, LockedConnection) is (sqlite3.threadsafety < 3)


def test_a_statement_waits_for_the_lock(conn: LockedConnection) -> None:
    with ThreadPoolExecutor(1) as pool:
        with conn.lock:
            asked = pool.submit(lambda: conn.execute(COUNT).fetchone())
            with pytest.raises(Waiting):
                asked.result(0.1)
        assert asked.result(5)[0] > 1000


def test_fetching_waits_for_the_lock(conn: LockedConnection) -> None:
    with ThreadPoolExecutor(1) as pool:
        for fetch in (sqlite3.Cursor.__next__, sqlite3.Cursor.fetchone, sqlite3.Cursor.fetchall):
            cursor = conn.execute("SELECT id FROM entity")
            with conn.lock:
                asked = pool.submit(getattr(cursor, fetch.__name__))
                with pytest.raises(Waiting):
                    asked.result(0.1)
            assert asked.result(5)


def test_rows_are_the_same_from_many_threads(conn: LockedConnection) -> None:
    query = "SELECT id, name FROM entity ORDER BY id LIMIT 500"
    alone = list(conn.execute(query))
    with ThreadPoolExecutor(4) as pool:
        assert all(rows == alone for rows in pool.map(lambda _number: list(conn.execute(query)), range(40)))


def test_what_runs_in_a_thread_is_given_up_when_it_is_interrupted(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    create(tmp_path / "n.db")

    def ask(conn: sqlite3.Connection) -> None:
        with faults(conn):
            conn.execute(endless).fetchone()

    with closing(open_readonly(tmp_path / "n.db")) as conn, ThreadPoolExecutor(1) as pool:
        library, asked = Library(conn), pool.submit(ask, conn)
        while not asked.done():
            library.interrupt()
            sleep(0.01)
        assert isinstance(asked.exception(), CancelledError)
