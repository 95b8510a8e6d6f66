"""Names that are nearly what is typed, and the nearest where nothing is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from db import store
from db.alike import nearest_names, reading
from db.errors import UnknownNameError
from tests.db.finding import found, names
from tests.library import bundled_database, bundled_library


@pytest.fixture(scope="module")
def conn() -> Iterator[sqlite3.Connection]:
    with closing(store.open_readonly(bundled_database())) as conn:
        yield conn


def test_a_slip_in_pinyin_finds_the_names_that_begin_so_and_none_that_have_it_inside() -> None:
    groups = found("huanxain")
    assert groups["region"][0].cells[0].text == "环县"
    assert "indicator" not in groups, "专项 (zhuanxiang) is something else"


def test_what_is_only_inside_is_shown_where_nothing_begins_so() -> None:
    assert "毕业去向落实率" in names("quxiangluoshilyu", "indicator")


def test_what_is_heard_the_same_is_found(conn: sqlite3.Connection) -> None:
    assert reading(conn, "庆洋") == "qingyang"
    assert reading(conn, "龘") == ""
    assert names("庆洋", "region")[0] == "庆阳市"
    assert "环县职业中等专业学校" in names("环线职砖", "school") + names("环现制专", "school")


@pytest.mark.parametrize(("text", "name"), [("庆洋", "庆阳"), ("兰洲", "兰州")])
def test_the_nearest_name_of_a_region_is_the_one_read_so(text: str, name: str) -> None:
    with bundled_library() as library, pytest.raises(UnknownNameError) as raised:
        library.resolve("region", text)
    assert raised.value.nearest[0] == name
    assert len(raised.value.nearest) <= 3


def test_of_a_longer_name_a_part_may_be_read_so() -> None:
    with bundled_library() as library, pytest.raises(UnknownNameError) as raised:
        library.resolve("indicator", "落实律")
    assert raised.value.nearest
    assert all("落实率" in name for name in raised.value.nearest)


def test_where_nothing_is_found_the_nearest_names_are_shown_and_lead_there(conn: sqlite3.Connection) -> None:
    rows = found("庆阳理工中专")
    assert list(rows) == ["nearest"]
    assert {row.cells[0].text for row in rows["nearest"]} >= {"兰州理工中等专业学校", "平凉理工中等专业学校"}
    assert len({row.key for row in rows["nearest"]}) == len(rows["nearest"]), "each school once"
    with bundled_library() as library:
        assert all(row.target and library.view(row.target).count for row in rows["nearest"])
    assert not nearest_names(conn, "龘龘龘", 5)


def test_the_nearest_are_told_only_where_nothing_is_found() -> None:
    for text in ("环县", "环县质专", "4424", "附表"):
        assert "nearest" not in found(text)
