"""Putting reports in and taking them out: nothing else changes, and the order does not matter."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from itertools import permutations

import pytest

from db import write
from db.errors import DatabaseError, UnknownNameError
from db.model import EntityType, Observation, PrintedName, ReportFacts
from db.write import put_report, remove_report
from tests.db.content import content_of
from tests.facts import BEILIU, CITY_REPORT, PROVINCE_REPORT, YULIN


def test_putting_a_report_in_twice_is_putting_it_in_once(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    once = content_of(conn)
    assert len(once["observation"]) == 17
    put_report(conn, PROVINCE_REPORT)
    assert content_of(conn) == once


def test_the_order_of_loading_does_not_matter(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    first = content_of(conn)
    remove_report(conn, "guangxi-2024")
    remove_report(conn, "yulin-2025")
    put_report(conn, CITY_REPORT)
    put_report(conn, PROVINCE_REPORT)
    assert content_of(conn) == first


def test_removing_a_report_gives_the_database_back(conn: sqlite3.Connection) -> None:
    empty = content_of(conn)
    put_report(conn, CITY_REPORT)
    alone = content_of(conn)
    put_report(conn, PROVINCE_REPORT)
    remove_report(conn, "guangxi-2024")
    assert content_of(conn)["observation"] == alone["observation"]
    assert content_of(conn)["name"] == alone["name"]
    remove_report(conn, "yulin-2025")
    assert content_of(conn) == empty


def test_a_unit_goes_with_the_last_school_in_it(conn: sqlite3.Connection) -> None:
    put_report(conn, CITY_REPORT)
    units = "SELECT count(*) FROM entity WHERE key LIKE '450900:玉东新区%'"
    assert conn.execute(units).fetchone() == (2,)
    remove_report(conn, "yulin-2025")
    assert conn.execute(units).fetchone() == (0,)


def test_a_new_version_replaces_what_the_report_said_and_nothing_else(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    before = content_of(conn)
    put_report(
        conn,
        replace(
            CITY_REPORT, observations=CITY_REPORT.observations[:1], records=(), names=(), tables=CITY_REPORT.tables
        ),
    )
    after = content_of(conn)
    assert [row for row in after["observation"] if row[0] == "yulin-2025"] == [
        row for row in before["observation"] if row[0] == "yulin-2025" and row[3] == "graduates" and row[2] == "450900"
    ]
    for kind in ("observation", "record", "table", "cell"):
        of_province = [[row for row in content[kind] if row[0] == "guangxi-2024"] for content in (before, after)]
        assert of_province[0] == of_province[1]
    assert not [row for row in after["entity"] if row[1] == "450900|教育局"]


def test_a_failure_leaves_the_database_as_it_was(conn: sqlite3.Connection) -> None:
    put_report(conn, CITY_REPORT)
    before = content_of(conn)
    unheard_of = Observation(YULIN, "no.such.indicator", "2025", 1, "", "1", 1)
    with pytest.raises(KeyError):
        put_report(conn, replace(CITY_REPORT, observations=[*CITY_REPORT.observations, unheard_of]))
    assert content_of(conn) == before


def test_years_follow_from_period_and_time_basis(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    found = set(
        conn.execute(
            "SELECT i.key, o.period, o.year FROM observation o JOIN indicator i ON i.id = o.indicator_id"
            " JOIN entity e ON e.id = o.entity_id WHERE e.key = '450900'"
        )
    )
    assert {("entrants", "2023/2024", 2024), ("entrants", "2024-autumn", 2025), ("graduates", "2025", 2025)} <= found


def test_all_values_of_one_thing_are_kept(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    rows = conn.execute(
        "SELECT value, qualifier, origin FROM observation o JOIN entity e ON e.id = o.entity_id"
        " JOIN indicator i ON i.id = o.indicator_id WHERE e.key = '450000' AND i.key = 'entrants' ORDER BY o.id"
    ).fetchall()
    assert rows == [(9000, "", "table"), (9010, "about", "text")]


def test_missing_is_never_zero_and_numbers_keep_their_kind(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    missing = conn.execute(
        "SELECT DISTINCT typeof(value) FROM observation WHERE status IN ('blank', 'dash', 'unreadable')"
    )
    assert missing.fetchall() == [("null",)]
    kinds = dict(conn.execute("SELECT printed, typeof(value) FROM observation"))
    assert (kinds["5,310"], kinds["88.50"], kinds["98.00%"]) == ("integer", "real", "real")


def test_an_unknown_label_is_listed_with_its_path_and_goes_with_its_report(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    unknown = "SELECT key, name, unit, path FROM indicator WHERE known = 0"
    assert conn.execute(unknown).fetchall() == [("new:办学规模/自评[分]", "自评[分]", "分", "办学规模 / 自评[分]")]
    remove_report(conn, "guangxi-2024")
    assert conn.execute(unknown).fetchall() == []


def test_the_name_shown_is_the_most_used_full_form(conn: sqlite3.Connection) -> None:
    def name() -> str:
        return str(conn.execute("SELECT name FROM entity WHERE key = ?", (BEILIU.key,)).fetchone()[0])

    abbreviated = replace(BEILIU, name="北流职专")
    put_report(
        conn,
        ReportFacts(
            replace(CITY_REPORT.report, key="first-2025"),
            names=[PrintedName(abbreviated, "北流职专", 90)],
        ),
    )
    assert name() == "北流职专"
    put_report(conn, PROVINCE_REPORT)
    assert name() == "北流市职业中等专业学校"
    remove_report(conn, "guangxi-2024")
    assert name() == "北流职专"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_name_shown_does_not_depend_on_the_order(conn: sqlite3.Connection, order: tuple[int, ...]) -> None:
    uses = [("北流市职业中等专业学校", 3), ("北流职业中等专业学校", 2), ("北流职专", 50)]
    for index in order:
        text, count = uses[index]
        entity = replace(BEILIU, name=text)
        put_report(
            conn,
            ReportFacts(replace(CITY_REPORT.report, key=f"r{index}-2025"), names=[PrintedName(entity, text, count)]),
        )
    found = conn.execute("SELECT name FROM entity WHERE key = ?", (BEILIU.key,)).fetchall()
    assert found == [("北流市职业中等专业学校",)]


def test_a_name_of_no_use_is_a_short_one(conn: sqlite3.Connection) -> None:
    put_report(conn, replace(CITY_REPORT, names=[*CITY_REPORT.names, PrintedName(BEILIU, "北流中专", 0)]))
    found = conn.execute("SELECT kind, initials FROM name WHERE text = '北流中专'").fetchall()
    assert found == [("short", "blzz")]


def test_reference_entities_keep_their_official_names(conn: sqlite3.Connection) -> None:
    put_report(conn, replace(CITY_REPORT, names=[PrintedName(replace(YULIN, name="玉林"), "玉林", 99)]))
    assert conn.execute("SELECT name, reference FROM entity WHERE key = '450900'").fetchall() == [("玉林市", 1)]


def test_removing_what_is_not_there_names_what_is(conn: sqlite3.Connection) -> None:
    put_report(conn, CITY_REPORT)
    with pytest.raises(UnknownNameError, match="yulin-2024") as fault:
        remove_report(conn, "yulin-2024")
    assert fault.value.nearest == ("yulin-2025",)
    assert not conn.in_transaction


def test_many_observations_keep_every_index(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "BULK", 1000)
    indexes = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"
    before = conn.execute(indexes).fetchall()
    assert len(before) > 8
    one = CITY_REPORT.observations[1]
    many = [replace(one, value=i, line=i) for i in random.Random(1).sample(range(10_000), 2000)]
    put_report(conn, replace(CITY_REPORT, observations=many))
    assert conn.execute(indexes).fetchall() == before
    assert conn.execute("SELECT count(*) FROM observation").fetchone() == (2000,)
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_another_writer_is_told_apart_from_a_defect(conn: sqlite3.Connection, path: object) -> None:
    other = sqlite3.connect(str(path), isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    conn.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(DatabaseError, match="in use by another program"):
        put_report(conn, CITY_REPORT)
    other.rollback()
    other.close()
    put_report(conn, CITY_REPORT)


def test_every_entity_type_can_be_stored(conn: sqlite3.Connection) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    found = {type_ for (type_,) in conn.execute("SELECT DISTINCT type FROM entity")}
    assert found == {str(kind) for kind in EntityType}
