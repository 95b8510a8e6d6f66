"""How long loading takes once the program runs: the bundled reports, and many observations at once."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from db.model import Entity, EntityType, Observation, Report, ReportFacts
from db.store import building
from db.write import put_report
from loaders.bundled import editions
from loaders.load import read_facts

BULK = 200_000


def report() -> None:
    with tempfile.TemporaryDirectory() as folder, building(Path(folder) / "load.db") as conn:
        for key, path in editions().items():
            start = time.perf_counter()
            facts = read_facts(path)
            read = time.perf_counter()
            put_report(conn, facts)
            end = time.perf_counter()
            print(f"load {key:20} {end - start:6.2f} s  (of it storing {end - read:.2f})  goal 1.00")
        facts = made_up(BULK)
        start = time.perf_counter()
        put_report(conn, facts, audited=False)
        rate = BULK / (time.perf_counter() - start)
        print(f"bulk, {BULK} observations   {rate:10,.0f} a second, with indexes  goal 200,000")


def made_up(count: int) -> ReportFacts:
    """A report of nothing but figures of schools that do not exist."""
    region = Entity(EntityType.REGION, "620000", "甘肃省", code="620000", level="province")
    schools = [
        Entity(
            EntityType.SCHOOL, f"620000|虚构{number}", f"虚构{number}中等专业学校", level="secondary", parent="620000"
        )
        for number in range(1000)
    ]
    report = Report("bench-2024", "", "province", 2024, "", region, "bench.txt", "", count)
    observations = [
        Observation(
            schools[number % 1000],
            "students",
            str(2000 + number // 1000 % 30),
            number,
            "人",
            str(number),
            number,
            row="合计",
        )
        for number in range(count)
    ]
    return ReportFacts(report, observations=observations)
