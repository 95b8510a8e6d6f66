"""A school's record in the explorer: titles lead to who has them and to their sentences, and are explained."""

from __future__ import annotations

import pytest

from db.address import parse_address as parse
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.celltext import shown
from tui.columns import Measures, plan
from tui.screens.definition import DefinitionSheet
from tui.screens.picking import PickSheet

RECORD = "school:环县职业中等专业学校"
TITLE = "国家中等职业教育改革与发展示范学校"
SIZES = [(120, 40), (80, 24)]


async def on_row(at: Explorer, item: str) -> None:
    """The cursor of the view on the row of this name."""
    at.screen.focus_on("view")
    view = at.view.view
    assert view
    number = next(i for i, row in enumerate(view.rows()) if row.cells[0].text == item)
    at.view.move_to(number, 0)
    await at.until(lambda: at.view.cell and at.view.cell.text == item)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_on_a_title_leads_to_all_who_have_it(size: tuple[int, int]) -> None:
    async with explorer(size, bundled_library(), RECORD, RECORD) as at:
        await on_row(at, TITLE)
        await at.press("enter")
        await at.shows(f"list:{TITLE}")
        view = at.view.view
        assert view
        assert {row.cells[0].text for row in view.rows()} == {"环县职业中等专业学校", "西峰职业中等专业学校"}
        await at.press("enter")
        await at.until(lambda: at.address.startswith("school:"))


async def test_o_on_a_title_leads_to_its_line_and_the_foot_names_it() -> None:
    async with explorer(source=bundled_library(), first=RECORD, begin=RECORD) as at:
        await on_row(at, TITLE)
        await at.until(lambda: "qingyang-2025 1.1 line 29" in at.foot)
        await at.press("o")
        await at.until(lambda: at.address.startswith("text:qingyang-2025/at=") and at.view.row)
        await at.until(lambda: at.view.row and [c.text for c in at.view.row.cells[:2]] == ["29", TITLE])
        await at.press("escape")
        await at.shows(RECORD)
        await at.press("right", "right", "enter")
        await at.until(lambda: at.address.startswith("text:qingyang-2025/at="))


async def test_i_on_a_title_says_what_it_is() -> None:
    async with explorer(source=bundled_library(), first=RECORD, begin=RECORD) as at:
        await on_row(at, TITLE)
        await at.press("i")
        await at.until(lambda: isinstance(at.app.screen, DefinitionSheet))


async def test_space_marks_the_school_whose_record_is_open() -> None:
    async with explorer(source=bundled_library(), first=RECORD, begin=RECORD) as at:
        for item in (TITLE, "place"):
            await on_row(at, item)
            await at.press("space")
            assert [*at.screen.state.marks] == [RECORD]
            await at.press("space")
            assert not [*at.screen.state.marks]
        await on_row(at, "焊工培训班累计期数")
        await at.press("space")
        assert at.screen.state.marks != (RECORD,), "the row of an indicator stands for it"


async def test_the_row_is_copied_as_the_screen_shows_it() -> None:
    async with explorer(source=bundled_library(), first=RECORD, begin=RECORD, lang="zh") as at:
        await on_row(at, TITLE)
        await at.press("Y")
        assert at.app.clipboard.split("\t")[2] == "qingyang-2025 1.1 文本行 29"
        await on_row(at, "焊工培训班学员人均月工资")
        await at.press("Y")
        assert "8000" in at.app.clipboard.split("\t")


async def test_schools_differ_in_what_lists_say_of_them_and_only_figures_are_chosen() -> None:
    address = "compare:环县职业中等专业学校,西峰职业中等专业学校/type=school"
    async with explorer(source=bundled_library(), first=address, begin=address) as at:
        await on_row(at, "幼儿保育")
        await at.press("-")
        await at.shows(f"{address}/only=changed")
        view = at.view.view
        assert view
        items = {row.cells[0].text for row in view.rows()}
        assert "畜牧兽医" in items
        assert not {"幼儿保育", TITLE} & items
        await at.press("I")
        await at.until(lambda: isinstance(at.app.screen, PickSheet))
        sheet = at.app.screen
        assert isinstance(sheet, PickSheet)
        await at.until(lambda: sheet.query_one("Grid").view)  # type: ignore[attr-defined]
        offered = {row.key for row in sheet.query_one("Grid").view.rows()}  # type: ignore[attr-defined]
        assert "畜牧兽医" not in {key.rpartition(" ")[2] for key in offered}


@pytest.mark.parametrize("room", [74, 78, 160])
def test_the_names_of_a_record_are_not_cut_for_its_texts(room: int) -> None:
    view = bundled_library().view(parse(RECORD))
    measures = Measures(view.columns)
    measures.take(view.rows())
    slot = plan(measures, room).slots[0]
    longest = max(
        len(shown(row.cells[0], view.columns[0]).text) * 2 for row in view.rows() if "示范" in row.cells[0].text
    )
    assert slot.text >= longest


async def test_a_qualifier_stands_beside_its_number() -> None:
    async with explorer(source=bundled_library(), first=RECORD, begin=RECORD) as at:
        await on_row(at, "焊工培训班学员人均月工资")
        view, row = at.view.view, at.view.row
        assert view
        assert row
        said = [shown(cell, column) for cell, column in zip(row.cells, view.columns, strict=True)]
        assert ("8 000", "以上") in {(one.text, one.suffix) for one in said}
