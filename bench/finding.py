"""Finding as one types, among the names of a country: 11,000 made-up schools in every county, in full and in short;
and the values that its lists can be filtered by.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench.measure import Seconds, median
from db.address import ViewRequest
from db.library import Library
from db.model import Entity, EntityType, PrintedName, Report, ReportFacts
from db.store import create, open_for_writing
from db.write import put_report

SCHOOLS = 11_000
KINDS = {"职业中等专业学校": "职专", "职业技术学院": "职院", "技工学校": "技校", "卫生学校": "卫校"}
TYPED = ("h", "hx", "hxzz", "huanxian", "环", "环县职专", "環縣職專", "学校", "环县质专")
"""From one letter to a name with a mistake in it."""

FILTERED = {"school": "place", "region": "name"}
"""The column of a list whose values are asked for."""

LIMIT = 0.05
LIMIT_OF_VALUES = 0.1


Measured = tuple[str, Seconds, str, float, float]


def measure(rounds: int) -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.db"
        create(path)
        with closing(open_for_writing(path)) as conn:
            put_report(conn, _country(conn), audited=False)
        with Library.open(path) as library:
            found = [_finding(library, text, rounds) for text in TYPED]
            return found + [_filtering(library, kind, rounds) for kind in FILTERED]


def _finding(library: Library, text: str, rounds: int) -> Measured:
    taken = _median(lambda: library.view(ViewRequest("find", (text,))), rounds)
    return f"find {text}", taken, "50 ms", taken / LIMIT, 1.0


def _filtering(library: Library, kind: str, rounds: int) -> Measured:
    taken = _median(lambda: library.values(ViewRequest(kind), FILTERED[kind]), rounds)
    return f"values of {kind}, {FILTERED[kind]}", taken, "100 ms", taken / LIMIT_OF_VALUES, 1.0


def _median(job: Callable[[], object], rounds: int) -> Seconds:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return median(times)


def _country(conn: sqlite3.Connection) -> ReportFacts:
    places = conn.execute(
        "SELECT key, name, level FROM entity WHERE type = 'region' AND level IN ('prefecture', 'county') ORDER BY key"
    ).fetchall()
    names = []
    for number in range(SCHOOLS):
        key, place, _ = places[number % len(places)]
        full, short = list(KINDS.items())[number // len(places) % len(KINDS)]
        school = Entity(EntityType.SCHOOL, f"{key}|{number}", f"{place}{full}", level="secondary", parent=key)
        names += [PrintedName(school, school.name), PrintedName(school, f"{place}{short}", 0)]
    home = Entity(EntityType.REGION, "620000", "甘肃省", "620000", "province")
    return ReportFacts(Report("made-up", "", "province", 2024, "", home, "", "", 0), names=names)
