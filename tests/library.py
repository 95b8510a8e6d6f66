"""A database of the two bundled editions, built once for all tests that only read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from db.library import Library
from loaders.bundled import ensure_built


@cache
def bundled_database() -> Path:
    path = Path(mkdtemp(prefix="nianbao-test-")) / "nianbao.db"
    ensure_built(path)
    return path


def bundled_library() -> Library:
    return Library.open(bundled_database())
