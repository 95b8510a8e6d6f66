"""Where a sentence names an item: the sentence in a full text, the item in an edition that has no sentences."""

from __future__ import annotations

import sqlite3

import pytest

from db.model import TextLine
from db.views.text import record_in_text
from db.write import put_report
from tests.db.test_text_view import conn, facts, shown

__all__ = ["conn"]

TEXT = (TextLine(12, "1.1", "全市今年招生31人。环县职专是示范学校。"), TextLine(20, "1.2", "另有在校生95人。"))


@pytest.mark.parametrize(("line", "row"), [(12, "12-2"), (15, "12-2"), (20, "20")])
def test_in_a_full_text_it_is_the_sentence_or_the_one_before_a_caption(
    conn: sqlite3.Connection, line: int, row: str
) -> None:
    put_report(conn, facts(TEXT))
    request = record_in_text(conn, "yulin-2025", line, "示范学校")
    key, _dot, _column = request.first("at").partition(".")
    assert (key, shown(conn, str(request)).position(key) is None) == (row, False)


def test_in_an_edition_it_is_the_item_by_its_line(conn: sqlite3.Connection) -> None:
    put_report(conn, facts(()))
    assert record_in_text(conn, "yulin-2025", 12, "示范学校").first("at") == "12 示范学校"
