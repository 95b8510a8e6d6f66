"""Schools side by side: what lists say of each, above their figures."""

from __future__ import annotations

from db.address import parse_address
from db.view import Row, RowKind, View
from tests.library import bundled_library

TWO = "compare:环县职专,西峰职专/type=school"
LAST = "compare:西峰北辰职业技术学校,庆阳女子职业学校/type=school"


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def by_item(view: View) -> dict[str, Row]:
    return {row.cells[0].text: row for row in view.rows() if row.kind is RowKind.DATA}


def said(view: View, item: str) -> list[str]:
    """What stands in the columns of the schools."""
    columns = [i for i, column in enumerate(view.columns) if column.id.startswith("e")]
    return [by_item(view)[item].cells[i].text for i in columns]


def test_each_school_says_in_its_column_whether_a_list_names_it() -> None:
    view = shown(TWO)
    assert said(view, "国家中等职业教育改革与发展示范学校") == ["named", "named"]
    assert said(view, "畜牧兽医") == ["named", ""]
    assert said(view, "幼儿生活照护") == ["", "出版单位"]
    assert said(view, "优质专业群数") == ["6", "6"]
    headings = [row.cells[0].word for row in view.rows() if row.kind is RowKind.HEADING]
    assert headings[:3] == ["Titles and lists", "Planned", "Majors"]
    assert "Absence from a list says nothing of a school" in [note.word for note in view.notes]


def test_only_what_differs_leaves_out_what_all_have() -> None:
    items = set(by_item(shown(f"{TWO}/only=changed")))
    assert {"畜牧兽医", "电气运行与控制", "动物繁殖技术"} <= items
    assert not {"幼儿保育", "国家中等职业教育改革与发展示范学校", "优质专业群数"} & items


def test_schools_without_figures_are_compared_all_the_same() -> None:
    assert said(shown(LAST), "民办职业高中") == ["named", "named"]


def test_with_figures_of_several_years_lists_have_columns_of_their_own() -> None:
    view = shown(f"{TWO}/year=2024,2025")
    assert [column.id for column in view.columns if column.id.startswith("e")][:2] == ["e1", "e2"]
    assert said(view, "畜牧兽医")[:2] == ["named", ""]


def test_cells_lead_to_where_it_is_printed_and_rows_to_all_who_have_it() -> None:
    row = by_item(shown(TWO))["国家中等职业教育改革与发展示范学校"]
    targets = [str(cell.target) for cell in row.cells if cell.text == "named"]
    assert len(targets) == 2
    assert all(target.startswith("text:qingyang-2025/at=29") for target in targets)
    assert str(row.target) == "list:国家中等职业教育改革与发展示范学校"
    assert str(by_item(shown(TWO))["幼儿保育"].target) == "major:幼儿保育"


def test_where_indicators_are_chosen_or_regions_compared_there_are_no_lists() -> None:
    assert set(by_item(shown(f"{TWO}/indicator=优质专业群数"))) == {"优质专业群数"}
    assert "Titles and lists" not in [row.cells[0].word for row in shown("compare:庆阳市,天水市").rows()]
