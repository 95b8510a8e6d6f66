"""What a report gives instead of a figure that an annex form asks for: computed from what it prints, or another one."""

from collections import Counter

import pytest

from db.address import parse_address
from db.view import Phrase, Row, RowKind, View, worded
from tests.library import bundled_library

QINGYANG = "gaps:qingyang-2025"


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def row(key: str) -> Row:
    return next(row for row in shown(QINGYANG).rows() if row.key == key)


def said(row: Row) -> tuple[str, str, str]:
    """State, value and mark."""
    _name, state, value, *_rest = row.cells
    return worded(state, str), value.text, value.mark


@pytest.mark.parametrize(
    ("key", "state", "value", "mark"),
    [
        ("graduates.placed", "other definition: 就业人数", "2928", "~"),
        ("ratio.student_teacher", "can be computed", "11.45", "="),
        ("rate.double", "can be computed, otherwise defined", "35.47", "="),
        ("rate.self_employed", "can be computed, its base not stated", "0.00", "="),
        ("majors", "something near it: 专业种数", "48", "#"),
        ("students.fulltime", "something near it: 在校生总数", "15176", "#"),
        ("graduates", "given", "2948", ""),
        ("rate.promoted", "not in the report", "", ""),
    ],
)
def test_each_state_with_its_value(key: str, state: str, value: str, mark: str) -> None:
    assert said(row(key)) == (state, value, mark)


@pytest.mark.parametrize(
    ("key", "note"),
    [
        ("ratio.student_teacher", "生师比 = 在校生总数 / 专任教师数 = 15176 / 1325 = 11.45"),
        ("graduates.placed", "就业人数为地方报告所印，是否计入升学未说明"),
        ("majors", "专业数量未说明是布点还是种类"),
    ],
)
def test_the_formula_or_the_reason_is_told(key: str, note: str) -> None:
    told = row(key).note
    assert told
    assert told.values["text"] == Phrase(note)


def test_a_ratio_without_a_stated_base_names_each_that_it_may_have() -> None:
    told = row("rate.self_employed").note
    assert told
    assert "0 / 741" in str(told.values["text"])
    assert "0 / 2948" in str(told.values["text"])


def test_it_agrees_with_the_view_of_the_region() -> None:
    region = {row.key: row for row in shown("region:庆阳市/year=2025").rows()}
    computed = next(cell for cell in region["ratio.student_teacher"].cells if cell.mark == "=")
    assert row("ratio.student_teacher").cells[2] == computed


def test_the_source_is_that_of_the_figure_that_stands_there() -> None:
    library = bundled_library()
    for key, line in (("graduates.placed", 70), ("majors", 41)):
        ids = row(key).cells[2].observations
        assert (library.sources(ids[:1])[0].report, library.sources(ids[:1])[0].line) == ("qingyang-2025", line)
    both = library.sources(row("ratio.student_teacher").cells[2].observations)
    assert [one.line for one in both] == [50, 54]


def test_the_counts_at_the_head_tell_the_states_apart() -> None:
    view = shown(QINGYANG)
    states = Counter(row.cells[1].value for row in view.rows() if row.kind is RowKind.DATA)
    given, besides = view.notes
    assert given.values["given"] == states["given"]
    assert besides.values == {"computed": states["computed"], "other": states["otherwise"]}
    first = next(row for row in view.rows() if row.kind is RowKind.HEADING).cells[0]
    assert worded(first, str) == "附表1 人才培养质量计分卡: 3 of 12; computable: 1, otherwise defined: 2"


def test_a_report_that_gives_all_has_no_such_counts() -> None:
    view = shown("gaps:gansu-2024")
    assert len(view.notes) == 1
    assert {row.cells[1].value for row in view.rows() if row.kind is RowKind.DATA} == {"given", "dash"}
