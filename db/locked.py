"""A connection for several threads where SQLite itself is built to serve one at a time, as macOS's own may be.

Python says so by `sqlite3.threadsafety`. Each call into SQLite then waits for the one before.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from threading import RLock
from typing import Any


class LockedConnection(sqlite3.Connection):
    """For reading: one statement, or the fetching of rows, at a time."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.lock = RLock()
        super().__init__(*args, **options)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        return LockedCursor(self).execute(sql, parameters)

    def close(self) -> None:
        with self.lock:
            super().close()


class LockedCursor(sqlite3.Cursor):
    def __init__(self, conn: LockedConnection) -> None:
        self._lock = conn.lock
        super().__init__(conn)

    def execute(self, sql: str, parameters: Any = (), /) -> LockedCursor:
        with self._lock:
            super().execute(sql, parameters)
        return self

    def fetchone(self) -> Any:
        with self._lock:
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with self._lock:
            return super().fetchall()

    def __next__(self) -> Any:
        with self._lock:
            return super().__next__()

    def __del__(self) -> None:
        """What was not read to its end is ended here, and not in the midst of another thread's call."""
        with self._lock, suppress(sqlite3.ProgrammingError):
            self.close()
