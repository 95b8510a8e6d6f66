"""What the view of findings says beside them: how many count, how much was read, what stands first in a row."""

from __future__ import annotations

from db.address import parse_address
from db.export.table import Table, Words
from db.view import RowKind, View, worded
from tests.library import bundled_library

ENTRANTS = "findings:qingyang-2025/rule=printed_twice"


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def said(view: View) -> list[str]:
    return [note.word.format(**note.values) for note in view.notes]


def test_differences_of_scope_are_counted_apart_so_that_the_rows_add_up() -> None:
    view = shown(ENTRANTS)
    assert "Findings: 3, besides differences of scope: 2; which of two figures is right is not said." in said(view)
    assert view.data_count == 3 + 2


def test_how_much_was_read_and_not_understood_is_said_of_a_report() -> None:
    (read,) = [text for text in said(shown("findings:qingyang-2025")) if text.startswith("Figures read")]
    overview = bundled_library().reading(["qingyang-2025"])
    unread = shown("unclear:qingyang-2025/type=label,cell,quantity").count
    assert read == f"Figures read: {overview.figures}; not understood, therefore not checked: {unread}"
    assert unread == 3


def test_where_nothing_is_shown_it_is_said_what_that_rests_on() -> None:
    texts = said(shown("findings:qingyang-2025/q=没有这样的字"))
    assert texts[0] == "In what was understood nothing was found that does not agree."


def test_all_reports_read_are_the_sum_of_each() -> None:
    library = bundled_library()
    each = [library.reading([report.key]) for report in library.reports()]
    together = library.reading()
    assert together.figures == sum(one.figures for one in each)
    assert together.missed == sum(one.missed for one in each)


def test_two_differences_of_one_figure_begin_with_what_differs() -> None:
    rows = [row for row in shown(f"{ENTRANTS}/type=scope").rows() if row.kind is RowKind.DATA]
    begun = [worded(row.cells[0], str).partition(":")[0] for row in rows]
    assert sorted(begun) == ["庆阳市 中等职业学校数、实际招生学校数", "庆阳市 中职招生学校数、中等职业学校数"]


def test_the_heading_over_values_that_differ_says_so() -> None:
    headings = [worded(row.cells[0], str) for row in shown(ENTRANTS).rows() if row.kind is RowKind.HEADING]
    assert "Different values in two places: 2" in headings


def test_each_finding_in_a_row_with_its_class_and_rule() -> None:
    view = shown("findings:qingyang-2025/face=rows")
    assert [column.id for column in view.columns][:5] == ["class", "rule", "finding", "expected", "found"]
    assert view.count == view.data_count == shown("findings:qingyang-2025").data_count
    first = view.rows()[0]
    assert [worded(cell, str) for cell in first.cells[:2]] == ["mismatch", "Whole and the sum of its parts"]
    assert [cell.value for cell in first.cells[:2]] == ["mismatch", "parts_of_whole"]


def test_in_a_file_a_finding_stands_under_its_class_and_its_rule() -> None:
    groups = [row[0] for row in Table(shown("findings:qingyang-2025"), Words()).rows()]
    assert groups[0] == "mismatch: 2 / Whole and the sum of its parts: 1"
    assert groups[-1] == "doubt of conversion: 1 / Page missing from the text: 1"
