"""Findings in the database: with their report, on the cells of views, waived, and of a draft that is never stored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db import store
from db.address import parse_address
from db.audit.keep import refresh
from db.errors import AddressError
from db.library import Library
from db.model import Observation
from db.waivers import waiver_file
from db.write import put_report, remove_report
from tests.facts import CITY_REPORT, PROVINCE_REPORT

CONTRACT = "rule severity report message expected found difference source_a source_b lines"
OWN = CITY_REPORT.report.key
PARTS = [("courses", 10), ("courses.joint", 12)]


def with_parts(*pairs: tuple[str, int]) -> list[Observation]:
    """Figures of the city in prose, one line each."""
    like = CITY_REPORT.observations[0]
    return [
        replace(like, entity=CITY_REPORT.report.entity, indicator=key, period="2025", value=value, unit="门",
                printed=str(value), line=900, table="", cell=None, qualifier=like.qualifier.NONE)
        for key, value in pairs
    ]  # fmt: skip


@pytest.fixture
def faulty(conn: sqlite3.Connection) -> sqlite3.Connection:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, replace(CITY_REPORT, observations=[*CITY_REPORT.observations, *with_parts(*PARTS)]))
    return conn


def rules(conn: sqlite3.Connection, line: str = "900") -> list[str]:
    return [f.rule for f in Library(conn).findings([OWN]) if line in f.lines.split()]


def test_findings_come_and_go_with_their_report(faulty: sqlite3.Connection) -> None:
    assert rules(faulty) == ["part_exceeds_whole"]
    put_report(faulty, CITY_REPORT)
    assert rules(faulty) == []
    remove_report(faulty, OWN)
    for table in ("finding", "finding_observation"):
        orphans = f"SELECT count(*) FROM {table} WHERE {'report_id' if table == 'finding' else 'finding_id'} NOT IN"
        parent = "report" if table == "finding" else "finding"
        assert faulty.execute(f"{orphans} (SELECT id FROM {parent})").fetchone() == (0,)
    assert not faulty.execute("PRAGMA foreign_key_check").fetchall()


def test_a_later_report_is_audited_anew_when_an_earlier_one_goes(conn: sqlite3.Connection) -> None:
    put_report(conn, CITY_REPORT)
    alone = len(Library(conn).findings([OWN]))
    put_report(conn, PROVINCE_REPORT)
    remove_report(conn, PROVINCE_REPORT.report.key)
    assert len(Library(conn).findings([OWN])) == alone
    assert not conn.execute("PRAGMA foreign_key_check").fetchall()


def test_the_figures_of_a_finding_name_it(faulty: sqlite3.Connection) -> None:
    library = Library(faulty)
    (finding,) = [f for f in library.findings([OWN]) if f.rule == "part_exceeds_whole"]
    assert finding in library.findings_of(finding.observations_a)
    assert finding in library.findings_of(finding.observations_b)
    assert "12" in finding.message.format(**finding.values)
    assert str(finding.request) == f"findings:{OWN}/rule=part_exceeds_whole"


def test_cells_that_a_finding_touches_say_so(faulty: sqlite3.Connection) -> None:
    rows = {row.key: row for row in Library(faulty).view(parse_address("region:450900")).rows()}
    assert max(cell.finding for cell in rows["courses"].cells) == 1
    assert max(cell.finding for cell in rows["courses.joint"].cells) == 1


def test_what_is_waived_is_listed_and_not_counted(faulty: sqlite3.Connection, path: Path) -> None:
    waiver_file(path).write_text(f"rule,report,lines,note\npart_exceeds_whole,{OWN},900,已核对\n", encoding="utf-8")
    library = Library(faulty)
    (finding,) = [f for f in library.findings([OWN]) if f.rule == "part_exceeds_whole"]
    assert finding.waiver == "已核对"
    rows = {row.key: row for row in library.view(parse_address("region:450900")).rows()}
    assert not any(cell.finding for cell in rows["courses"].cells)
    assert "waived" in [row.key for row in library.view(parse_address(f"findings:{OWN}")).rows()]


@pytest.mark.parametrize("row", [",,,any", "part_exceeds_whole,another-2025,,", "ratio,,,", ",,901,"])
def test_a_waiver_of_something_else_waives_nothing(faulty: sqlite3.Connection, path: Path, row: str) -> None:
    waiver_file(path).write_text(f"rule,report,lines,note\n{row}\n", encoding="utf-8")
    assert all(f.waiver is None for f in Library(faulty).findings([OWN]) if "900" in f.lines.split())


def test_the_contract(faulty: sqlite3.Connection) -> None:
    view = Library(faulty).view(parse_address(f"findings:{OWN}/face=list"))
    assert [column.id for column in view.columns] == CONTRACT.split()
    row = next(row for row in view.rows() if row.cells[0].value == "part_exceeds_whole")
    assert [cell.value for cell in row.cells[4:7]] == [10, 12, 2]


def test_findings_are_narrowed(faulty: sqlite3.Connection) -> None:
    library = Library(faulty)
    keys = [
        row.key for row in library.view(parse_address(f"findings:{OWN}/type=verify/rule=part_exceeds_whole")).rows()
    ]
    assert keys[:2] == ["class verify", "rule verify part_exceeds_whole"]
    assert len(keys) == 3
    assert library.view(parse_address("findings/q=没有这样的字")).count == 0
    with pytest.raises(AddressError):
        library.view(parse_address("findings/rule=no_such_rule"))


def test_a_draft_meets_what_is_loaded_and_is_not_stored(faulty: sqlite3.Connection, path: Path) -> None:
    waiver_file(path).write_text(f"rule,report,lines,note\npart_exceeds_whole,{OWN},,\n", encoding="utf-8")
    with closing(store.copy_in_memory(path)) as copy:
        put_report(copy, CITY_REPORT)
        assert rules(copy) == []
        put_report(copy, replace(CITY_REPORT, observations=with_parts(*PARTS)))
        assert [f.waiver for f in Library(copy).findings([OWN]) if f.rule == "part_exceeds_whole"] == [""]
    assert rules(faulty) == ["part_exceeds_whole"]


def test_rules_that_changed_are_run_again(faulty: sqlite3.Connection) -> None:
    faulty.execute("DELETE FROM finding_observation")
    faulty.execute("DELETE FROM finding")
    refresh(faulty)
    assert rules(faulty) == ["part_exceeds_whole"]
    faulty.execute("DELETE FROM finding_observation")
    faulty.execute("DELETE FROM finding")
    refresh(faulty)
    assert rules(faulty) == []
