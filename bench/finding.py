"""Finding as one types, among the names of a country: 11,000 made-up schools in every county, in full and in short."""

from __future__ import annotations

import sqlite3
import tempfile
import time
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

LIMIT = 0.05


def measure(rounds: int) -> list[tuple[str, Seconds, str, float, float]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.db"
        create(path)
        with closing(open_for_writing(path)) as conn:
            put_report(conn, _country(conn), audited=False)
        with Library.open(path) as library:
            return [_of(library, text, rounds) for text in TYPED]


def _of(library: Library, text: str, rounds: int) -> tuple[str, Seconds, str, float, float]:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        library.view(ViewRequest("find", (text,)))
        times.append(time.perf_counter() - start)
    return f"find {text}", median(times), "50 ms", median(times) / LIMIT, 1.0


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
