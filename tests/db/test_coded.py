"""Codes of the contract: words where people read them, in any language, and the code itself in every file."""

from __future__ import annotations

import io

import pytest

from db.address import parse_address
from db.export import Words, write_view
from db.period import period_note
from db.place import table_note
from db.view import Note, said, worded
from tests.library import bundled_library
from tui.i18n import words_of


def test_types_and_periods_are_shown_in_words_and_written_as_codes() -> None:
    zh = words_of("zh")
    with bundled_library() as library:
        view = library.view(parse_address("observations:庆阳市,招生数"))
        ids = [column.id for column in view.columns]
        row = view.rows(0, 1)[0]
        cells = dict(zip(ids, row.cells, strict=True))
        assert worded(cells["entity_type"], zh) == "地区"
        assert worded(cells["period"], zh).endswith(("年", "学年", "年秋季"))
        stream = io.BytesIO()
        write_view(view, "csv", stream, Words(translate=zh, glossed=True))
    head, first, *_ = stream.getvalue().decode().splitlines()
    assert head.split(",") == ids
    assert ",region,庆阳市," in first
    assert f",{cells['period'].value}," in first


@pytest.mark.parametrize(
    ("note", "chinese", "english"),
    [
        (period_note("2024-autumn"), "2024年秋季", "autumn 2024"),
        (period_note("2024-09-01"), "2024年9月1日", "2024-09-01"),
        (period_note("2023/2024"), "2023/2024学年", "school year 2023/2024"),
        (period_note("上年"), "上年", "上年"),
        (table_note("@101"), "无编号表（行 101）", "table without a number (line 101)"),
        (table_note("附表3"), "附表3", "附表3"),
    ],
)
def test_a_code_is_said_as_people_say_it(note: Note, chinese: str, english: str) -> None:
    assert (said(note, words_of("zh")), said(note, words_of("en"))) == (chinese, english)


def test_an_export_in_english_has_the_english_names_beside_the_chinese() -> None:
    with bundled_library() as library:
        view = library.view(parse_address("region:庆阳市/year=2024,2025"))
        stream = io.BytesIO()
        write_view(view, "csv", stream, Words(lambda c: c.id, glossed=True))
        plain = io.BytesIO()
        write_view(view, "csv", plain, Words(lambda c: c.id))
    lines = stream.getvalue().decode().splitlines()
    assert lines[0].startswith("group,indicator,indicator English,unit,")
    assert lines[1].startswith("Rates,毕业去向落实率,graduate placement rate,%,")
    assert any(line.startswith("Graduates and where they go,毕业生人数,graduates,") for line in lines)
    assert "graduate placement rate" not in plain.getvalue().decode()
