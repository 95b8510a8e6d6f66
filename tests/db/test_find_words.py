"""Several words, English words, syllables cut short, longer forms of a name: what they find, and what comes first."""

from __future__ import annotations

import pytest

from db.address import parse_address
from db.matches import english_words
from tests.db.finding import found, names
from tests.library import bundled_library

# English: whole words of the gloss or the key, in any order


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("progression rate", "升学率"),
        ("rate of progression", "升学率"),
        ("teachers per student", "生师比"),
        ("teachers", "专任教师数"),
        ("full-time teachers", "专任教师数"),
        ("entrants", "招生数"),
        ("funding", "年生均财政拨款水平"),
        ("land per student", "生均用地面积"),
    ],
)
def test_the_indicator_that_is_meant_comes_first(text: str, indicator: str) -> None:
    assert names(text, "indicator")[0] == indicator


def test_words_are_found_whole_and_never_as_scattered_letters() -> None:
    assert "百名学生配教学用计算机台数" not in names("teachers per student", "indicator")
    assert {"年财政专项经费", "办学总收入"} <= {*names("funding", "indicator")}


def test_small_words_and_the_plural_say_nothing() -> None:
    assert english_words("Teachers per the student") == {"teacher", "student"}
    assert english_words("rate.bachelor_degree of classes, bodies") == {"rate", "bachelor", "degree", "classe", "body"}


def test_a_group_that_has_more_than_a_narrowed_list_leads_to_itself_alone() -> None:
    with bundled_library() as library:
        for text in ("funding", "teachers", "entrants"):
            view = library.view(parse_address(f"find:{text}/limit=2"))
            heading = next(row for row in view.rows() if row.key == "heading indicator")
            assert heading.target
            assert heading.cells[0].values
            assert library.view(heading.target).data_count >= int(str(heading.cells[0].values["count"]))


# Syllables cut short, longer forms


@pytest.mark.parametrize("text", ["hxzhizhuan", "huanxzhiz", "huaxianzhzhuan", "HXZhiZhuan"])
def test_each_syllable_may_be_cut_short(text: str) -> None:
    assert names(text, "school") == ["环县职业中等专业学校"]


def test_a_longer_form_of_a_name_finds_it() -> None:
    assert names("国家级重点职业学校", "indicator") == ["国家级重点学校数"]
    assert names("环县职业中专学校", "school") == ["环县职业中等专业学校"]


# Several words, in any order, in any part


@pytest.mark.parametrize("text", ["庆阳 优质", "优质 庆阳", "庆阳　優質"])
def test_a_school_is_found_by_where_it_is_and_what_lists_say_of_it(text: str) -> None:
    assert {*names(text, "school")} == {"西峰职业中等专业学校", "环县职业中等专业学校"}
    assert "优质" in found(text)["school"][0].cells[2].text


def test_a_region_alone_does_not_bring_all_that_lies_in_it() -> None:
    assert names("甘肃 庆阳", "region") == ["庆阳市"]
    assert "镇原县职业中等专业学校" not in names("甘肃 庆阳", "school")


@pytest.mark.parametrize("text", ["庆阳 招生数", "招生数 庆阳", "qy zss", "Qingyang entrants"])
def test_a_region_and_an_indicator_lead_to_its_figures(text: str) -> None:
    row = found(text)["values"][0]
    assert row.cells[0].text == "庆阳市 招生数"
    assert row.target == parse_address("region:庆阳市/at=entrants")
    with bundled_library() as library:
        assert library.view(row.target).position("entrants") is not None


def test_rates_that_are_computed_have_figures_too() -> None:
    assert names("庆阳 升学率", "values") == ["庆阳市 升学率"]


def test_a_cell_is_found_by_what_else_stands_in_its_row() -> None:
    assert [row.cells[0].text for row in found("庆阳 4424")["cells"]] == ["庆阳市", "4424"]
    assert not found("天水 4424").get("cells")


# The exact name, and what was hit


@pytest.mark.parametrize("text", ["招生数", "护理", "环县", "专任教师数"])
def test_the_exact_name_comes_before_longer_ones(text: str) -> None:
    for kind in ("region", "school", "major", "indicator"):
        if text in (called := names(text, kind)):
            assert called[0] == text


def test_what_was_looked_for_is_marked_in_what_is_shown() -> None:
    for text, group in (("护理", "cells"), ("护理", "major"), ("優質", "titles"), ("ｅｃ", "cells")):
        for row in found(text).get(group, []):
            assert not row.cells[0].hit or row.cells[0].hit in row.cells[0].text
    assert {row.cells[0].hit for row in found("護理")["cells"]} == {"护理"}
