"""The editions that come with the program: built into a database on its first start, kept up to date on later ones.

What the person has done stays: a published text loaded over an edition is not replaced, nor does one come back that
was removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import db
from db.errors import DatabaseError
from db.store import building, name_aside, open_for_writing, open_readonly

if TYPE_CHECKING:
    from db.meta import Connection
    from loaders.load import Progress

FLOORS = (Path(db.__file__).parent, Path(__file__).parent)
EDITIONS = Path(__file__).parent / "editions"
AUDIT = Path(db.__file__).parent / "audit"

_STAMP = "bundled"
"""Names, sizes and times of all that the bundled reports are made from: read on every start, so it has to be cheap."""


def editions() -> dict[str, Path]:
    """Bundled editions by the key of their report."""
    return {path.stem: path for path in sorted(EDITIONS.glob("*.md"))}


def ensure_built(path: Path, progress: Progress | None = None) -> None:
    """Make the database at `path` if there is none; refresh in it what has changed in the program since it was made.

    This runs on every start: where nothing has changed it imports nothing but `sqlite3`.
    """
    if _is_current(path):
        return
    if not path.exists() or _is_superseded(path):
        with building(path) as conn:
            _put(conn, editions(), progress)
    elif _is_writable(path):
        with closing(open_for_writing(path)) as conn:
            _refresh(conn, progress)


def build_anew(path: Path, progress: Progress | None = None) -> Path:
    """Make the database at `path`; what stood there keeps existing under the name that is given back."""
    aside = name_aside(path)
    with building(path, aside) as conn:
        _put(conn, editions(), progress)
    return aside


def _is_superseded(path: Path) -> bool:
    """Asked only of what cannot be opened: most databases can."""
    try:
        open_readonly(path).close()
    except DatabaseError:
        from db.meta import is_superseded

        return is_superseded(path) and _is_writable(path)
    return False


def _is_current(path: Path) -> bool:
    """What cannot be opened is not: whoever opens it next says why."""
    from db.meta import read_meta

    with suppress(DatabaseError), closing(open_readonly(path)) as conn:
        return read_meta(conn).get(_STAMP) == _stamp()
    return False


def _is_writable(path: Path) -> bool:
    """A database that others keep, on a read-only share, is used as it is."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _refresh(conn: Connection, progress: Progress | None) -> None:
    from db.audit.keep import refresh
    from db.meta import origins, read_meta
    from db.store import refresh_reference

    refresh_reference(conn)
    refresh(conn)
    known, present = read_meta(conn), origins(conn)
    digest = _digest(_makers())
    changed = {key: path for key, path in editions().items() if known.get(_name(key)) != _digest([path], digest)}
    _put(conn, {key: path for key, path in changed.items() if _is_ours(key, known, present)}, progress)


def _is_ours(key: str, known: dict[str, str], present: dict[str, str]) -> bool:
    """Whether the report is still the edition, or has not yet been there at all."""
    return present[key] == "edition" if key in present else _name(key) not in known


def _put(conn: Connection, paths: dict[str, Path], progress: Progress | None) -> None:
    from db.meta import write_meta
    from loaders.load import load_file, silent

    for number, path in enumerate(paths.values()):
        load_file(path, conn, progress=_part(progress or silent, number, len(paths)))
    digest = _digest(_makers())
    stamps = {_name(key): _digest([path], digest) for key, path in editions().items()}
    write_meta(conn, {**stamps, _STAMP: _stamp()})


def _part(progress: Progress, number: int, of: int) -> Progress:
    """Progress of one file among several."""
    from loaders.load import STEPS

    return lambda what, done, _of: progress(what, number * STEPS + done, of * STEPS)


def _name(key: str) -> str:
    return f"edition:{key}"


def _stamp() -> str:
    """Changes when any of the files does; looks at none of their contents."""
    files = sorted([*map(str, editions().values()), *_makers()])
    stats = map(os.stat, files)
    return ";".join(
        f"{name.rpartition('/')[2]}:{s.st_size}:{s.st_mtime_ns}" for name, s in zip(files, stats, strict=True)
    )


def _makers() -> Iterator[str]:
    """Files that decide what is made of an edition: code and data of both floors but for what only shows."""
    for floor in FLOORS:
        for folder, inner, names in os.walk(floor):
            inner[:] = [name for name in inner if name not in ("__pycache__", "editions", "views")]
            yield from (f"{folder}/{name}" for name in names if name.endswith((".py", ".csv", ".sql")))


def _digest(names: Iterable[str | Path], before: str = "") -> str:
    import hashlib

    content = hashlib.sha256(before.encode())
    for path in sorted(map(Path, names)):
        content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()
