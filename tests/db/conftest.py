"""Databases of the invented reports; the one with reference data alone is built once and copied."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import store
from db.library import Library
from db.write import put_report
from tests.facts import CITY_REPORT, PROVINCE_REPORT


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ground") / "ground.db"
    store.create(path)
    return path


@pytest.fixture(scope="session")
def invented(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both reports; not to be written to."""
    path = Path(shutil.copy(ground, tmp_path_factory.mktemp("invented") / "invented.db"))
    with closing(store.open_for_writing(path)) as conn:
        put_report(conn, PROVINCE_REPORT)
        put_report(conn, CITY_REPORT)
    return path


@pytest.fixture
def library(invented: Path) -> Iterator[Library]:
    with Library.open(invented) as library:
        yield library


@pytest.fixture
def path(ground: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(ground, tmp_path / "test.db"))


@pytest.fixture
def conn(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(store.open_for_writing(path)) as conn:
        yield conn
