"""Titles and lists are found by their names, in whole or abbreviated, and lead to whom they name."""

from __future__ import annotations

import pytest

from db.address import ViewRequest
from db.view import RowKind
from tests.db.finding import found, names
from tests.library import bundled_library

QUALITY_LIST = "甘肃省优质中等职业学校建设名单"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("优质校", QUALITY_LIST),
        ("優質校", QUALITY_LIST),
        ("优质中等职业学校", QUALITY_LIST),
        ("优质校", "省级优质中等职业学校"),
        ("国家示范校", "国家中等职业教育改革与发展示范学校"),
        ("民办职业高中", "民办职业高中"),
        ("达标监测", "全省职业院校办学条件达标监测范围"),
        ("quality schools", QUALITY_LIST),
        ("优质 庆阳", "省级优质中等职业学校"),
    ],
)
def test_a_title_is_found(text: str, title: str) -> None:
    assert title in names(text, "titles")


def test_the_one_that_is_just_this_comes_first_else_the_one_that_names_most() -> None:
    assert names("省级优质中等职业学校", "titles")[0] == "省级优质中等职业学校"
    assert names("优质", "titles")[0] == QUALITY_LIST


def test_a_title_that_is_just_this_stands_before_all_else() -> None:
    assert next(iter(found("省级优质中等职业学校"))) == "titles"
    assert next(iter(found("优质"))) == "indicator"


def test_each_leads_to_those_whom_it_names_and_says_how_many_these_are() -> None:
    rows = found("优质校")["titles"]
    assert len({row.cells[0].text for row in rows}) == len(rows), "each title once"
    with bundled_library() as library:
        for row in rows:
            assert row.target
            holders = [one for one in library.view(row.target).rows() if one.kind is RowKind.DATA]
            assert row.cells[2].values == {"n": len({one.target for one in holders})}


@pytest.mark.parametrize("text", ["图片", "合作", "典型案例", "儿科护理"])
def test_categories_of_ours_and_works_are_no_titles(text: str) -> None:
    assert not names(text, "titles")


def test_what_sentences_list_is_one_row_that_names_all_of_whom_it_is_said() -> None:
    rows = found("省级优质中等职业学校")["records"]
    assert [row.cells[2].text for row in rows] == ["西峰职业中等专业学校；环县职业中等专业学校"]
    assert rows[0].target == ViewRequest("list", ("省级优质中等职业学校",))


@pytest.mark.parametrize("text", ["优质", "学校", "全省", "培养", "庆阳"])
def test_no_two_rows_of_a_group_look_the_same(text: str) -> None:
    for kind, rows in found(text).items():
        looks = [tuple((cell.text, str(cell.values)) for cell in row.cells) for row in rows]
        assert len({*looks}) == len(looks), kind
