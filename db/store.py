"""The database file: made, opened, kept in step with the bundled reference data.

A new file is built beside its place and renamed when it is whole. Reading needs nothing but `sqlite3`; sqlite-utils,
which writes the reference data, is imported only when something is built.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from urllib.parse import quote

from db.errors import CancelledError, DatabaseError, UnusableError, fault

SCHEMA_VERSION = 3

_MAGIC = b"SQLite format 3\x00"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: fault("{path} is in use by another program; try again when it has finished."),
    sqlite3.SQLITE_LOCKED: fault("{path} is in use by another program; try again when it has finished."),
    sqlite3.SQLITE_CORRUPT: fault(
        "{path} is damaged and cannot be read; move it away, then load your own reports again: nianbao load FILE…"
    ),
    sqlite3.SQLITE_NOTADB: fault("{path} is not a database of nianbao."),
    sqlite3.SQLITE_READONLY: fault("{path} cannot be written: no permission to change it or its folder."),
    sqlite3.SQLITE_PERM: fault("{path} cannot be written: no permission to change it or its folder."),
    sqlite3.SQLITE_CANTOPEN: fault("{path} cannot be opened: no permission to read it or its folder."),
    sqlite3.SQLITE_FULL: fault("{path} cannot be written: the disk is full."),
    sqlite3.SQLITE_IOERR: fault("{path} cannot be read or written: the disk reports an error."),
}
_UNUSABLE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


_OLDER = fault("{path} was made by an older nianbao (format {version}); move it away and start again.")
_OLDER_WITH_OWN = fault(
    "{path} was made by an older nianbao (format {version}); move it away, then: nianbao load {files}"
)


@contextmanager
def faults(conn: sqlite3.Connection | None = None, path: Path | None = None) -> Iterator[None]:
    """Give a failure of the file as a DatabaseError with one sentence; what is a defect of ours stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise CancelledError from error
        if code not in _SENTENCES:
            raise
        raise _fault_of(code, path or (path_of(conn) if conn else "")) from error


def _fault_of(code: int, path: Path | str) -> DatabaseError:
    kind = UnusableError if code in _UNUSABLE else DatabaseError
    return kind(_SENTENCES[code], path=path)


def stop_when(conn: sqlite3.Connection, stopped: Callable[[], bool]) -> None:
    """Give up what this connection is doing (CancelledError, nothing changed) once that is true."""
    conn.set_progress_handler(stopped, 10_000)


def path_of(conn: sqlite3.Connection) -> str:
    """The file that a connection is open on; empty for a database in memory."""
    return str(conn.execute("PRAGMA database_list").fetchone()[2])


def create(path: Path) -> None:
    """Make a new database with the reference data and no report in it. An existing file is replaced."""
    with building(path):
        pass


@contextmanager
def building(path: Path, aside: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A new database to put reports into; it takes its place when the block ends well, else nothing is left of it.

    What stood in its place is renamed to `aside`, if that is given.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch()
        with faults(path=path), closing(_connect(part, "rwc")) as conn:
            _lay_ground(conn)
            yield conn
        _settle_on_disk(part)
        if aside:
            _set_aside(path, aside)
        part.replace(path)
    except OSError as error:
        raise DatabaseError(fault("{path} cannot be written: {reason}."), path=path, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            part.unlink()


def name_aside(path: Path) -> Path:
    """A free name beside a file: FILE.old-YYYYMMDD, -2 and so on."""
    today = path.with_name(f"{path.name}.old-{datetime.now().astimezone():%Y%m%d}")
    names = chain([today], (today.with_name(f"{today.name}-{number}") for number in count(2)))
    return next(name for name in names if not name.exists())


def _set_aside(path: Path, aside: Path) -> None:
    """Rename a database and what SQLite keeps beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(f"{aside}{ending}")


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open for reading; may be used from any thread. DatabaseError when the file is missing, damaged or not ours."""
    _check_file(path)
    return _opened(path, "ro")


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open an existing database for `db.write`; DatabaseError as for reading."""
    _check_file(path)
    conn = _opened(path, "rw")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA cache_size = -65536")
    return conn


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """A copy to write to that nobody else sees; it remembers which database it is of."""
    _check_file(path)
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with faults(path=path), closing(_opened(path, "ro")) as conn:
        conn.backup(copy)
    copy.execute("INSERT OR REPLACE INTO meta VALUES ('copy_of', ?)", (str(path.absolute()),))
    return copy


def refresh_reference(conn: sqlite3.Connection) -> bool:
    """Bring dictionary, divisions and majors of the database up to date with the bundled data; False if they were."""
    from db import ground

    with faults(conn):
        if conn.execute("SELECT value FROM meta WHERE key = 'reference'").fetchone() == (ground.digest(),):
            return False
        ground.put_reference(conn)
    return True


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, factory=_connection_class())


def _connection_class() -> type[sqlite3.Connection]:
    """Threads share a connection for reading: where SQLite does not see to that (below 3), a lock does."""
    if sqlite3.threadsafety >= 3:
        return sqlite3.Connection
    from db.locked import LockedConnection

    return LockedConnection


def _lay_ground(conn: sqlite3.Connection) -> None:
    """Schema and reference data. The file is not yet anybody's, so nothing has to survive a crash."""
    conn.execute("PRAGMA journal_mode = MEMORY")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA cache_size = -65536")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.executescript((Path(__file__).parent / "schema.sql").read_text(encoding="utf-8"))
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    refresh_reference(conn)


def _settle_on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _check_file(path: Path) -> None:
    """What can be seen without SQLite, and said more clearly than it would."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise DatabaseError(fault("There is no database at {path}."), path=path) from error
    except IsADirectoryError as error:
        raise DatabaseError(fault("{path} is a folder, not a database."), path=path) from error
    except OSError as error:
        raise DatabaseError(_SENTENCES[sqlite3.SQLITE_CANTOPEN], path=path) from error
    if not head.startswith(_MAGIC):
        raise _fault_of(sqlite3.SQLITE_NOTADB, path)
    if _is_truncated(head, path.stat().st_size):
        raise _fault_of(sqlite3.SQLITE_CORRUPT, path)


def _is_truncated(head: bytes, size: int) -> bool:
    """The header of a database states its page size and number of pages (sqlite.org/fileformat2.html, 1.3)."""
    if len(head) < 100:
        return True
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return size < (65536 if page_size == 1 else page_size) * pages and head[24:28] == head[92:96]


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    with faults(path=path):
        conn = _connect(path, mode)
        try:
            _check_version(conn, path)
        except BaseException:
            conn.close()
            raise
    return conn


def _check_version(conn: sqlite3.Connection, path: Path) -> None:
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if not conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'observation'").fetchone():
        raise _fault_of(sqlite3.SQLITE_NOTADB, path)
    if version > SCHEMA_VERSION:
        raise DatabaseError(
            fault("{path} was made by a newer nianbao (format {version}); update this one."), path=path, version=version
        )
    if version < SCHEMA_VERSION:
        from shlex import quote as shell_quoted

        from db.meta import own_reports

        files = " ".join(shell_quoted(report.file) for report in own_reports(path))
        sentence = _OLDER_WITH_OWN if files else _OLDER
        raise UnusableError(sentence, path=path, version=version, files=files)
