"""What is found for what one types: every name by its parts, pinyin, initials, in traditional characters, misspelt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from db import store
from db.address import ViewRequest, parse_address
from db.errors import AddressError
from db.find import NamesFound, find_alike, find_names
from db.library import Library
from db.model import Entity, EntityType, PrintedLabel, PrintedName, Report, ReportFacts
from db.view import RowKind
from db.write import put_report, remove_report
from tests.db.finding import found, rows_of
from tests.facts import CITY_REPORT, PROVINCE_REPORT, SCORE
from tests.library import bundled_database, bundled_library

MANY = 10_000


def first(text: str, group: str) -> str:
    return found(text)[group][0].cells[0].text


@pytest.mark.parametrize(
    "text",
    [
        "hxzz",
        "HXZZ",
        "ｈｘｚｚ",
        "环县职专",
        "環縣職專",
        "环县 职专",
        "huanxianzhizhuan",
        "huan xian zhi zhuan",
        "环县质专",
    ],
)
def test_a_school_is_found_however_it_is_typed(text: str) -> None:
    assert first(text, "school") == "环县职业中等专业学校"


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("huanxian", "region", "环县"),
        ("庆阳", "region", "庆阳市"),
        ("qingyang", "region", "庆阳市"),
        ("qinyang", "region", "庆阳市"),
        ("庆洋", "region", "庆阳市"),
        ("省属", "region", "甘肃省省属"),
        ("621022", "region", "环县"),
        ("zhongqing", "region", "重庆市"),
        ("chongqing", "region", "重庆市"),
        ("落实率", "indicator", "毕业去向落实率"),
        ("biyequxiang", "indicator", "毕业去向落实率"),
        ("byqxlsl", "indicator", "毕业去向落实率"),
        ("placement rate", "indicator", "毕业去向落实率"),
        ("entrants", "indicator", "招生数"),
        ("hl", "major", "护理"),
        ("护", "major", "护理"),
        ("电梯", "major", "电梯安装与维护保养"),
        ("4424", "cells", "4424"),
        ("办学规模", "tables", "表3 甘肃省中等职业学校办学规模统计表"),
    ],
)
def test_what_comes_first_of_its_kind(text: str, group: str, name: str) -> None:
    shown = first(text, group)
    assert shown == name or (group == "tables" and "办学规模" in shown)


def test_the_name_that_is_just_this_stands_in_the_first_group() -> None:
    assert next(iter(found("hl"))) == "major"
    assert next(iter(found("hxzz"))) == "school"
    assert next(iter(found("环县"))) == "region"


def test_what_no_report_names_is_found_where_nothing_else_is_and_said() -> None:
    with bundled_library() as library:
        view = library.view(parse_address("find:杭州"))
        assert rows_of(view).keys() == {"region"}
        assert [note.word for note in view.notes] == ["The loaded reports do not speak of it."]
        assert "杭州市" not in str(library.view(parse_address("find:州市/limit=1000")).rows())


def test_names_like_it_are_shown_only_where_nothing_is_called_so() -> None:
    with bundled_library() as library:
        assert [note.word for note in library.view(parse_address("find:环县质专")).notes]
        assert not library.view(parse_address("find:环县职专")).notes


@pytest.mark.parametrize("text", ["龘龘龘", "qqqqqq", "%", "_", "\\", "'", "\x00", " ", ",", "[b]"])
def test_what_is_nowhere_is_not_found_and_nothing_goes_wrong(text: str) -> None:
    with bundled_library() as library:
        view = library.view(ViewRequest("find", (text,)))
        assert all(text.strip() in str(row) for row in view.rows() if text.strip() and row.kind is RowKind.DATA)


def test_a_group_is_capped_counted_and_leads_to_all_of_it() -> None:
    with bundled_library() as library:
        view = library.view(parse_address("find:学校/limit=3"))
        heading = next(row for row in view.rows() if row.key == "heading school")
        assert heading.cells[0].values
        total = heading.cells[0].values["count"]
        assert len(rows_of(view)["school"]) == 3 < int(str(total))
        rest = next(row for row in view.rows() if row.key == "all school")
        assert rest.target == heading.target == parse_address("school/q=学校")
        cells = next(row for row in view.rows() if row.key == "all cells")
        assert cells.target == parse_address("find:学校/type=cells")
        alone = rows_of(library.view(cells.target))
        assert alone.keys() == {"cells"}
        assert len(alone["cells"]) == (cells.cells[0].values or {})["count"]


@pytest.mark.parametrize("address", ["find:庆阳/type=nothing", "find:庆阳/limit=many", "find"])
def test_wrong_addresses_are_refused_in_a_sentence(address: str) -> None:
    with bundled_library() as library, pytest.raises(AddressError):
        library.view(parse_address(address))


def test_every_row_leads_to_a_view_that_there_is() -> None:
    with bundled_library() as library:
        for text in ("庆阳", "学校", "7984", "hl", "图片", "甘职院"):
            for row in library.view(ViewRequest("find", (text,)).having(limit="4")).rows():
                assert row.target
                target = library.view(row.target)
                assert target.count, (text, str(row.target))
                if (at := row.target.first("at")) and row.target.kind != "table":  # a header stands above the rows
                    assert target.position(at.partition(".")[0]) is not None


def test_a_cell_leads_to_its_place_in_the_table() -> None:
    target = found("4424")["cells"][0].target
    assert target
    with bundled_library() as library:
        table = library.view(target)
        row, _, column = target.first("at").partition(".")
        position = table.position(row)
        assert position is not None
        assert table.rows(position, 1)[0].cells[int(column)].text == "4424"
    assert found("4424")["cells"][0].cells[2].text == "庆阳市", "the label of its row stands beside it"


def test_a_finding_leads_to_itself_in_the_list() -> None:
    row = found("7984")["findings"][0]
    assert row.target
    with bundled_library() as library:
        findings = library.view(row.target)
        position = findings.position(row.target.first("at"))
        assert position is not None
        assert findings.rows(position, 1)[0].cells[0].text.startswith("庆阳市")


# Properties, for every name there is


@pytest.fixture(scope="module")
def conn() -> Iterator[sqlite3.Connection]:
    with closing(store.open_readonly(bundled_database())) as conn:
        yield conn


def _names() -> list[tuple[str, str, str, str]]:
    """Names that reports use, with the entity or indicator, and how they are typed."""
    with closing(store.open_readonly(bundled_database())) as conn:
        return conn.execute(
            "SELECT n.text, n.pinyin, n.initials, e.type || ' ' || e.name"
            " FROM name n JOIN entity e ON e.id = n.entity_id WHERE n.report_id IS NOT NULL"
            " UNION SELECT n.text, n.pinyin, n.initials, 'indicator ' || i.name"
            " FROM indicator_name n JOIN indicator i ON i.id = n.indicator_id WHERE n.kind <> 'english'"
            " AND EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = i.id) ORDER BY 4, 1"
        ).fetchall()


NAMES = _names()


def called(names: NamesFound) -> set[str]:
    return {f"{kind} {hit.name}" for kind, hits in names.best.items() for hit in hits}


TRADITIONAL = OpenCC("s2t")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_name_is_found_by_any_part_of_it(data: st.DataObject, conn: sqlite3.Connection) -> None:
    text, _, _, entity = data.draw(st.sampled_from(NAMES))
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert not part.strip() or entity in called(find_names(conn, part, MANY))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES))
def test_every_name_is_found_by_pinyin_and_initials(conn: sqlite3.Connection, name: tuple[str, str, str, str]) -> None:
    _, pinyin, initials, entity = name
    assert not pinyin or entity in called(find_names(conn, pinyin, MANY))
    assert not initials or entity in called(find_names(conn, initials.upper(), MANY))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES))
def test_every_name_is_found_in_traditional_characters(
    conn: sqlite3.Connection, name: tuple[str, str, str, str]
) -> None:
    text, _, _, entity = name
    traditional = TRADITIONAL.convert(text)
    assert entity in called(find_names(conn, traditional, MANY)) | called(find_alike(conn, traditional, MANY))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_name_is_found_with_a_character_replaced(data: st.DataObject, conn: sqlite3.Connection) -> None:
    text, _, _, entity = data.draw(st.sampled_from([name for name in NAMES if len(name[0]) > 1]))
    place = data.draw(st.integers(0, len(text) - 1))
    wrong = text[:place] + "龘" + text[place + 1 :]
    assert entity in called(find_alike(conn, wrong, MANY))


# Readings, and what goes when a report goes

RIVER = Entity(EntityType.SCHOOL, "500000|长行学校", "重庆长行学校", "", "secondary", "500000")


@pytest.fixture
def river(conn_made: sqlite3.Connection) -> sqlite3.Connection:
    region = Entity(EntityType.REGION, "500000", "重庆市", "500000", "province")
    report = Report("chongqing-2024", "重庆市年报", "province", 2024, "重庆市教委", region, "cq.txt", "0" * 64, 9)
    put_report(conn_made, ReportFacts(report, names=[PrintedName(RIVER, RIVER.name), PrintedName(region, "重庆市")]))
    return conn_made


@pytest.fixture
def conn_made(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(store.open_for_writing(path)) as conn:
        yield conn


@pytest.mark.parametrize(
    "typed", ["chongqingchangxing", "zhongqingchangxing", "chongqingzhanghang", "zqch", "cqzx", "cqcxxx", "changhang"]
)
def test_ambiguous_characters_are_found_by_each_reading(river: sqlite3.Connection, typed: str) -> None:
    assert [hit.name for hit in find_names(river, typed, 3).best["school"]] == [RIVER.name]
    assert Library(river).view(parse_address(f"school/q={typed}")).count == 1, "and so does narrowing"
    assert Library(river).resolve("school", typed).name == RIVER.name


def test_names_of_indicators_come_and_go_with_the_report(conn_made: sqlite3.Connection) -> None:
    library = Library(conn_made)
    assert [(name.text, name.kind) for name in library.indicator_names("entrants")] == [
        ("招生数", "official"),
        ("entrants", "english"),
    ]
    labels = [PrintedLabel("entrants", "招生人数", 3)]
    for report in (PROVINCE_REPORT, CITY_REPORT):
        put_report(conn_made, replace(report, labels=labels))
    assert library.indicator_names("entrants")[-1] == (
        "招生人数",
        "printed",
        6,
        ("guangxi-2024", CITY_REPORT.report.key),
    )
    assert [name.kind for name in library.indicator_names(SCORE)] == ["official"]
    assert [hit.address for hit in find_names(conn_made, "zsrs", 3).best["indicator"]] == ["entrants"]
    for report in (PROVINCE_REPORT, CITY_REPORT):
        remove_report(conn_made, report.report.key)
    assert not library.indicator_names(SCORE)
    left = conn_made.execute("SELECT count(*) FROM indicator_name WHERE report_id IS NOT NULL").fetchone()
    assert left == (0,)


def test_printed_labels_are_names_of_indicators() -> None:
    with bundled_library() as library:
        names = library.indicator_names("students")
    assert [name.kind for name in names[:3]] == ["official", "english", "printed"]
    assert "gansu-2024" in names[2].reports
    assert names[2].uses >= 14
