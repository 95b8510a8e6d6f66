"""What a cell says: grouped numbers, words for what is missing, marks, literal text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from db.address import ViewRequest
from db.model import Status
from db.view import Cell, Column, ColumnKind, marks_of
from tui.celltext import LEGEND, STATUS_WORDS, Shown, decimals, grouped, heading, literal, shown
from tui.fitting import cut, fitted, shortened
from tui.i18n import set_language

NUMBER, TEXT = Column("n", ColumnKind.NUMBER), Column("t")


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("16553", "16 553"),
        ("999", "999"),
        ("1000", "1 000"),
        ("-1377.5", "-1 377.5"),
        ("+2900", "+2 900"),
        ("1234567", "1 234 567"),
        ("0.12345", "0.12345"),
        ("8000元", "8 000元"),
        ("2023/2024", "2 023/2024"),
        ("空白", "空白"),
        ("", ""),
    ],
)
def test_thousands_are_set_apart(text: str, said: str) -> None:
    assert grouped(text) == said


def test_only_number_columns_are_grouped() -> None:
    assert shown(Cell("62010", 62010), TEXT).text == "62010"
    assert shown(Cell("62010", 62010), NUMBER).text == "62 010"


@pytest.mark.parametrize(("text", "cells"), [("97.78", 3), ("16 553", 0), ("-1.5", 2), ("--", 0), ("表 1.2", 0)])
def test_decimals_are_counted_with_their_point(text: str, cells: int) -> None:
    assert decimals(text) == cells


def test_what_is_missing_is_named_and_never_zero() -> None:
    assert shown(Cell(status=Status.BLANK), NUMBER) == Shown("blank", "", "missing")
    assert shown(Cell(status=Status.DASH), NUMBER) == Shown("--", "", "missing")
    assert shown(Cell(status=Status.LOST), NUMBER) == Shown("lost", "", "missing")
    assert shown(Cell(), NUMBER) == Shown("")
    assert shown(Cell("0", 0, status=Status.NORMAL), NUMBER).text == "0"


def test_marks_stand_after_the_number() -> None:
    assert shown(Cell("97.78", 97.78, mark="="), NUMBER) == Shown("97.78", "=", "computed")
    assert shown(Cell("7984", 7984, status=Status.NORMAL, more=1), NUMBER).suffix == "+1"
    assert shown(Cell("18", 18, status=Status.REALIGNED), NUMBER).suffix == "^"
    assert shown(Cell("1", 1, status=Status.REALIGNED, mark="~", more=2), NUMBER).suffix == "~ ^ +2"


def test_every_mark_and_word_is_in_the_legend() -> None:
    explained = {mark for mark, _meaning in LEGEND}
    marks = {mark for status in Status for mark in marks_of(Cell(status=status))}
    assert marks
    assert marks | set(STATUS_WORDS.values()) <= explained


def test_a_heading_has_its_unit() -> None:
    assert heading(Column("a", label="招生数", unit="人")) == "招生数 人"
    assert heading(Column("a", word="Name")) == "Name"


def test_the_target_of_a_cell_does_not_change_what_it_says() -> None:
    assert shown(Cell("庆阳市", target=ViewRequest("region", ("庆阳市",))), TEXT) == shown(Cell("庆阳市"), TEXT)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("招生[a]数", "招生[a]数"),
        ("[b]x[/b]", "[b]x[/b]"),
        ("a\x1b[31mb", "a?[31mb"),
        ("a\tb\nc", "a b c"),
        ("甲\u200b乙\ufe0f", "甲乙"),
        ("\u202e反", "?反"),
    ],
)
def test_text_is_literal_and_harmless(text: str, said: str) -> None:
    assert literal(text) == said


@given(st.text())
def test_no_text_keeps_what_could_steer_a_terminal(text: str) -> None:
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in literal(text))


@given(st.text(), st.integers(0, 40), st.booleans())
def test_a_fitted_text_has_exactly_its_width(text: str, width: int, right: bool) -> None:
    assert cell_len(fitted(literal(text), width, right)) == width


@given(st.text(), st.integers(2, 40))
def test_a_cut_text_ends_with_the_mark(text: str, width: int) -> None:
    text = literal(text)
    said = cut(text, width)
    assert said == text or said.endswith("..")
    assert said == text or text.startswith(said.removesuffix(".."))


@given(st.text(), st.integers(2, 40))
def test_a_shortened_name_has_both_ends_and_fits(name: str, width: int) -> None:
    name = literal(name)
    said = shortened(name, width)
    assert cell_len(said) <= width
    if said != name:
        assert any(name.startswith(said[:i]) and name.endswith(said[i + 2 :]) for i in range(len(said) - 1))


@pytest.mark.parametrize(
    ("width", "said"), [(20, "庆阳职业中等专业学校"), (16, "庆阳职..专业学校"), (10, "庆阳..学校"), (7, "庆阳..")]
)
def test_a_long_name_is_shortened_in_its_middle(width: int, said: str) -> None:
    assert shortened("庆阳职业中等专业学校", width) == said
