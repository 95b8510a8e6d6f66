"""The region's view: which figure stands in which year, what may be compared, and what is computed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from db.address import parse_address
from db.view import Row, RowKind, View, said
from tests.golden import golden
from tests.library import bundled_library

NAMES = {
    "实际招生的中等职业学校数": "实际招生学校数",
    "升入本科比例": "升入本科率",
    "非全日制中职学历教育在校生数": "非全日制在校生数",
    "出国、出境升学人数": "出国（境）升学人数",
    "省级优质校数": "省级优质学校数",
    "贯通培养专业数": "贯通培养专业布点数",
    "专任教师总数": "专任教师数",
    "面向三次产业就业人数": "毕业生面向三次产业就业人数",
}
"""Names of the dictionary for what the golden file calls by the printed label."""


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def row_of(view: View, name: str) -> Row:
    found = [row for row in view.rows() if row.cells[0].text == name]
    assert len(found) == 1, f"{name}: {len(found)} rows"
    return found[0]


def cell_values(view: View, row: Row) -> dict[str, object]:
    return {column.id: cell.value for column, cell in zip(view.columns, row.cells, strict=True)}


SCHOOLS = "中等职业学校数"
PAIRS = [pair for pair in golden("pairs") if pair["indicator"] != SCHOOLS]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['entity']} {pair['indicator']}")
def test_years_stand_side_by_side_as_read_by_eye(pair: dict[str, str]) -> None:
    view = shown(f"region:{pair['entity']}/year={pair['year_a']},{pair['year_b']}")
    values = cell_values(view, row_of(view, NAMES.get(pair["indicator"], pair["indicator"])))
    for side in ("a", "b"):
        expected = float(pair[f"value_{side}"]) if pair[f"value_{side}"] else None
        value = values.get(f"y{pair[f'year_{side}']}")
        assert value == (pytest.approx(expected) if expected is not None else None)
    if pair["comparable"] == "none":
        assert values.get("change") is None
    else:
        assert values["comparable"] == pair["comparable"]
        assert (values["change"] is None) == (pair["comparable"] == "no")


def test_schools_that_enrolled_are_not_compared_with_all_schools() -> None:
    view = shown("region:庆阳市/year=2024,2025")
    enrolled, schools = row_of(view, "实际招生学校数"), row_of(view, "中等职业学校数")
    assert cell_values(view, enrolled)["y2024"] == 11
    assert cell_values(view, schools)["y2025"] == 15
    for row in (enrolled, schools):
        assert cell_values(view, row)["comparable"] == "no"
        assert cell_values(view, row)["change"] is None
        assert row.note is not None


def test_a_computed_rate_is_marked_and_shows_its_formula() -> None:
    view = shown("region:庆阳市")
    row = row_of(view, "毕业去向落实率")
    by_column = dict(zip((c.id for c in view.columns), row.cells, strict=True))
    assert by_column["y2024"].mark == "="
    assert len(by_column["y2024"].observations) == 2
    assert by_column["y2025"].mark == ""
    assert row.note is not None
    assert "1802 / 1843" in str(said(row.note, str))


def test_rates_come_first_and_headings_have_rows() -> None:
    rows = shown("region:甘肃省").rows()
    assert rows[0].kind is RowKind.HEADING
    assert rows[1].cells[0].text == "毕业去向落实率"
    kinds = [row.kind for row in rows]
    assert not any(a == b == RowKind.HEADING for a, b in pairwise(kinds))
    assert kinds[-1] is not RowKind.HEADING


def test_another_printed_value_is_counted_not_hidden() -> None:
    view = shown("region:甘肃省")
    cell = dict(zip((c.id for c in view.columns), row_of(view, "全日制在校生数").cells, strict=True))["y2024"]
    assert (cell.value, cell.more) == (155500, 2)  # 159689 in annex 6 and in a sentence
    assert len(cell.observations) == 3


def test_what_is_not_loaded_is_said() -> None:
    notes = shown("region:庆阳市").notes
    assert "Not loaded: reports 庆阳市 2024, 2026" in [said(note, str) for note in notes]


def test_a_figure_never_printed_leaves_no_column() -> None:
    years = [column.id for column in shown("region:甘肃省").columns if column.id.startswith("y")]
    assert sorted(years) == ["y2023", "y2024", "y2025"]  # before a stated change of income; one of 庆阳's report


def ids_of(address: str) -> list[str]:
    return [column.id for column in shown(address).columns]


def test_years_with_few_figures_stand_behind_the_changes_and_it_is_said() -> None:
    ids = ids_of("region:庆阳市")
    assert ids[:6] == ["indicator", "unit", "y2024", "y2025", "change", "change_percent"]
    assert ids[-1] == "y2026"
    assert shown("region:庆阳市").columns[-1].sparse
    assert {"years": ["2025/26 (8)"]} in [note.values for note in shown("region:庆阳市").notes]


def test_years_that_are_asked_for_stand_beside_each_other() -> None:
    ids = ids_of("region:庆阳市/year=2024,2025,2026")
    assert ids[2:6] == ["y2024", "y2025", "y2026", "change"]


def test_the_change_is_between_the_years_that_stand_before_it() -> None:
    """The entrants of 2026 are there, too, behind it."""
    view = shown("region:庆阳市")
    row = row_of(view, "招生数")
    values = cell_values(view, row)
    assert (values["y2024"], values["y2025"], values["y2026"]) == (7984, 5156, 4526)
    assert "2023/24 › 2024/25" in str(row.note)
    assert (values["comparable"], values["change"]) == ("yes", 5156 - 7984)


def test_sorting_drops_headings_and_puts_missing_values_last() -> None:
    rows = shown("region:庆阳市/sort=-y2024").rows()
    assert all(row.kind is RowKind.DATA for row in rows)
    view = shown("region:庆阳市/sort=-y2024")
    values = [cell_values(view, row)["y2024"] for row in view.rows()]
    filled = [value for value in values if value is not None]
    assert filled == sorted(filled, reverse=True)
    assert values[: len(filled)] == filled


def test_narrowing_keeps_headings_of_what_is_left_only() -> None:
    rows = shown("region:庆阳市/q=升学").rows()
    assert all("升学" in row.cells[0].text for row in rows if row.kind is RowKind.DATA)
    assert rows[-1].kind is RowKind.DATA
