"""English for the texts of the data files: each has one, and notes of findings made of several are told in it."""

import pytest

from db.english import WITH_REASONS, english, unit_in_english
from db.reference import FOLDER, indicators, read_table
from db.view import Cell, Note, Phrase, said, worded
from tui.i18n import words_of


@pytest.mark.parametrize("file", WITH_REASONS)
def test_every_reason_has_an_english_text(file: str) -> None:
    for row in read_table(FOLDER / file):
        assert bool(row["reason"]) == bool(row["english"]), row


def test_every_scope_base_and_unit_has_one() -> None:
    for one in indicators():
        for text in (one.scope, one.denominator):
            assert english(text).isascii(), text
        assert unit_in_english(one.unit), one.unit


def test_a_text_of_several_known_ones_is_told_part_by_part() -> None:
    told = english("中职招生学校数、实际招生学校数：同称实际招生的学校，印发单位不同")
    assert told.startswith("schools allowed to recruit (中职招生学校数), ")
    assert told.endswith(": both say schools that enrolled, but different issuers print them")
    assert english("环县、庆阳市") == "环县, 庆阳市"
    assert english("") == ""


@pytest.mark.parametrize(
    ("unit", "number", "told"),
    [
        ("人", "4424", "persons"),
        ("所", "1", "school"),
        ("万元", "3.5", "10,000 yuan"),
        ("亿元", "1", "100 million yuan"),
        ("万人次", "2", "10,000 person-times"),
        ("%", "62.02", "%"),
        ("扎", "2", ""),
        ("万", "2", ""),
    ],
)
def test_units_are_told_of_one_and_of_many(unit: str, number: str, told: str) -> None:
    assert unit_in_english(unit, number) == told


def test_data_of_a_message_are_put_into_the_language() -> None:
    reason = Phrase("直接就业率不含升学")
    note = Note("{text}", {"text": [reason, Note("{years}", {"years": [2024, 2025]}), Cell("环县")]})
    assert said(note, words_of("zh")) == "直接就业率不含升学、2024、2025、环县"
    assert said(note, words_of("en")) == "the direct employment rate leaves progression out, 2024, 2025, 环县"
    assert worded(Cell("x", word="{a}", values={"a": Phrase("", "gloss")}), words_of("zh")) == ""
    assert worded(Cell("x", word="{a}", values={"a": Phrase("", "gloss")}), words_of("en")) == "gloss"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("称号；共2所，列名2所", "title; 2 in all, 2 named"),
        (
            "监测名单；全部达标；共11所，列名9所等",
            "monitoring list; all meet the standards; 11 in all, 9 named and others",
        ),
        ("合作；图22", "cooperation; 图22"),
    ],
)
def test_what_was_composed_of_a_record_is_told_in_english(text: str, told: str) -> None:
    assert english(text) == told
