"""A report against the six annex forms: what it gives of each was counted by eye in the published texts."""

import pytest

from db.address import parse_address
from db.reference import annex_forms, indicators
from db.view import Row, RowKind, View, said
from tests.library import bundled_library

FORMS = ["人才培养质量计分卡", "满意度调查表", "教学资源表", "服务贡献表", "国际影响表", "落实政策表"]
ASKED = [12, 24, 46, 18, 14, 21]
GIVEN = {"gansu-2024": [12, 22, 46, 18, 14, 21], "qingyang-2025": [3, 1, 0, 0, 0, 2]}


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def cell(view: View, row: Row, column: str) -> object:
    return row.cells[[one.id for one in view.columns].index(column)].value


def states(view: View) -> dict[str, object]:
    return {row.key: cell(view, row, "state") for row in view.rows() if row.kind is RowKind.DATA}


def test_the_forms_ask_for_indicators_of_the_dictionary() -> None:
    known = {indicator.key for indicator in indicators()}
    asked = [key for form in annex_forms() for key in form.indicators]
    assert set(asked) <= known
    assert len(asked) == len(set(asked))
    assert [form.caption for form in annex_forms()] == FORMS
    assert [len(form.indicators) for form in annex_forms()] == ASKED


@pytest.mark.parametrize("report", GIVEN)
def test_how_much_of_each_form_is_given(report: str) -> None:
    headings = [row.cells[0].values or {} for row in shown(f"gaps:{report}").rows() if row.kind is RowKind.HEADING]
    assert [heading["given"] for heading in headings] == GIVEN[report]
    assert [heading["all"] for heading in headings] == ASKED
    note, *_besides = shown(f"gaps:{report}").notes
    assert note.values == {"given": sum(GIVEN[report]), "all": sum(ASKED)}


def test_all_reports_are_counted_in_one_list() -> None:
    view = shown("gaps")
    counted = {row.key: [cell(view, row, f"form{number}") for number in range(1, 7)] for row in view.rows()}
    assert counted == GIVEN
    assert [cell(view, row, "all") for row in view.rows()] == [sum(counts) for counts in GIVEN.values()]
    assert [str(row.target) for row in view.rows()] == [f"gaps:{report}" for report in GIVEN]


def test_a_dash_is_not_given_and_zero_is() -> None:
    found = states(shown("gaps:gansu-2024"))
    assert {key for key, state in found.items() if state != "given"} == {"satisfaction.staff", "survey.staff"}
    assert found["satisfaction.staff"] == "dash"
    view = shown("gaps:gansu-2024")
    (zero,) = (row for row in view.rows() if row.key == "foreign.students")
    assert cell(view, zero, "value") == 0


def test_what_stands_elsewhere_in_the_report_counts_and_leads_there() -> None:
    view = shown("gaps:qingyang-2025")
    given = {key for key, state in states(view).items() if state == "given"}
    assert given == {
        "graduates", "graduates.progressed", "graduates.bachelor", "satisfaction.parents", "staff", "teachers",
    }  # fmt: skip
    (parents,) = (row for row in view.rows() if row.key == "satisfaction.parents")
    assert cell(view, parents, "value") == 90
    ids = next(cell.observations for cell in parents.cells if cell.observations)
    (line,) = bundled_library().sources(ids[:1])
    assert (line.report, line.line) == ("qingyang-2025", 66)
    assert states(view)["foreign.students"] == "absent"


def test_it_is_narrowed_like_any_view() -> None:
    rows = [row for row in shown("gaps:gansu-2024/q=毕业生满意度").rows() if row.kind is RowKind.DATA]
    assert rows
    assert all("毕业生满意度" in row.cells[0].text for row in rows)


def test_a_region_and_a_school_lead_to_their_own_reports() -> None:
    (row,) = (row for row in shown("region:庆阳市").rows() if row.key == "report qingyang-2025")
    assert str(row.target) == "gaps:qingyang-2025"
    assert row.cells[0].values == {"report": "qingyang-2025", "given": 6, "all": 135}
    assert not [row for row in shown("region:平凉市").rows() if row.key.startswith("report ")]


@pytest.mark.parametrize(
    ("address", "reports"),
    [
        ("indicator:entrants", "甘肃省 2025, 2026"),
        ("indicator:teachers", "庆阳市 2024; 甘肃省 2025"),
        ("region:甘肃省", "甘肃省 2023, 2025"),
        ("school:西峰职专", "庆阳市 2024; 西峰职业中等专业学校 2024, 2025"),
    ],
)
def test_the_reports_that_would_fill_empty_columns_are_named(address: str, reports: str) -> None:
    assert f"Not loaded: reports {reports}" in [said(note, str) for note in shown(address).notes]


def test_nobody_issues_a_report_for_a_county() -> None:
    assert not [note for note in shown("region:环县").notes if "reports" in note.values]
