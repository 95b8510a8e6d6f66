"""Everything by mouse: columns, rows, tabs, the names of the way, keys at the foot, the wheel."""

import pytest
from textual.events import MouseScrollDown

from tests.tui.running import Explorer, explorer
from tests.tui.test_grid import lines, numbers
from tests.tui.test_grid import shown as in_a_grid
from tui.chipline import ChipLine
from tui.frame import ActionLine, KeyLine, PaneLine, Trail
from tui.grid import Grid

SIZES = [(120, 40), (80, 24)]


async def click_on(at: Explorer, widget: ActionLine, text: str) -> None:
    drawn = widget.render()
    before = drawn.plain[: drawn.plain.index(text)]
    left = widget.gutter.left
    await at.pilot.click(widget, offset=(left + drawn[: len(before)].cell_length, 0))


def cell_of(grid: Grid, column: int) -> int:
    """A cell of the screen in this column."""
    slot = grid._planned().slot(column)
    assert slot
    return slot.x + slot.width - 2


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_the_name_of_a_column_sorts_by_it(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("tab")
        await at.pilot.click(at.view, offset=(cell_of(at.view, 2), 0))
        await at.shows("region:甲省/sort=y2024")
        assert [row.cells[2].value for row in (at.view.view.rows() if at.view.view else [])][:3] == [62.02, 1843, 7984]
        assert at.view.column == 2
        await at.pilot.click(at.view, offset=(cell_of(at.view, 2), 0))
        await at.shows("region:甲省/sort=-y2024")
        await at.pilot.click(at.view, offset=(cell_of(at.view, 2), 0))
        await at.shows("region:甲省")
        await at.press("u")
        await at.shows("region:甲省/sort=-y2024")


async def test_a_click_on_a_column_of_the_other_half_goes_there() -> None:
    async with explorer() as at:
        assert at.screen.half == "list"
        await at.pilot.click(at.view, offset=(cell_of(at.view, 3), 0))
        await at.shows("region:甲省/sort=y2025")
        assert at.view.has_focus
        assert str(at.screen.request_of("list")) == "region"
        await at.pilot.click(at.listed, offset=(cell_of(at.listed, 1), 0))
        await at.until(lambda: str(at.screen.request_of("list")) == "region/sort=schools")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_row_of_the_list_shows_what_it_leads_to(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.pilot.click(at.listed, offset=(4, 4))
        await at.shows("region:丙市")
        assert at.listed.has_focus
        await at.pilot.click(at.listed, offset=(4, 4), times=2)
        await at.until(lambda: at.view.has_focus)


async def test_a_second_click_on_a_cell_enters_it() -> None:
    async with explorer() as at:
        await at.pilot.click(at.view, offset=(4, 2))
        assert at.view.row
        assert at.view.row.key == "升学率"
        assert at.address == "region:甲省", "the first click only goes there"
        await at.pilot.click(at.view, offset=(4, 2), times=2)
        await at.shows("indicator:升学率")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_tab_shows_the_pane(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await click_on(at, at.screen.query_one(PaneLine), "4 Indicators")
        await at.until(lambda: at.screen.state.pane == "indicator")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_name_of_the_way_leads_there(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("down", "down")
        await at.shows("region:乙市")
        await at.until(lambda: at.trail == ["甲省", "乙市"])
        await click_on(at, at.screen.query_one(Trail), "甲省")
        await at.shows("region:甲省")
        assert at.view.has_focus
        await at.press("escape")
        await at.shows("region:乙市")
        await click_on(at, at.screen.query_one(Trail), "乙市")
        await at.pilot.pause(0.1)
        assert at.address == "region:乙市", "the last name is what is shown"


async def test_names_of_the_way_are_cut_from_the_end_and_what_is_shown_is_whole() -> None:
    async with explorer((40, 24)) as at:
        line = at.screen.query_one(Trail)
        line.show(["甲省", "很长的名字" * 4, "乙市", "丙县"])
        assert line.render().plain.startswith(" 年报   甲省 ")
        assert line.render().plain.endswith("..丙县")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_key_at_the_foot_does_what_it_does(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await click_on(at, at.screen.query_one(KeyLine), "/ narrow")
        await at.until(lambda: at.screen.query("Field"))
        await at.press("escape", "tab")
        await click_on(at, at.screen.query_one(KeyLine), "? help")
        await at.until(lambda: at.app.screen is not at.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_wheel_scrolls_and_the_cursor_stays(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("2")
        await at.until(lambda: at.listed.view and at.listed.view.count > 1000)
        before, first = at.listed.place, lines(at.listed)[1]
        for _turn in range(8):
            at.listed.post_message(MouseScrollDown(at.listed, 4, 4, 0, 1, 0, shift=False, meta=False, ctrl=False))
        await at.until(lambda: at.listed.scroll_offset.y > 0)
        assert lines(at.listed)[1] != first
        assert at.listed.place.row == before.row


async def test_the_signs_beside_the_names_of_columns_lead_to_those_out_of_sight() -> None:
    async with in_a_grid(numbers(*[[str(10**8 + i)] for i in range(8)]), (40, 6)) as (grid, pilot):
        await pilot.click(grid, offset=(39, 0))
        assert grid.column == 3
        assert "100 000 002" in lines(grid)[1]
        await pilot.click(grid, offset=(39, 0))
        assert grid.column == 4
        await pilot.click(grid, offset=(0, 0))
        assert grid.column < 4
        while lines(grid)[0].startswith("‹"):
            await pilot.click(grid, offset=(0, 0))
        assert "100 000 000" in lines(grid)[1]


async def test_a_click_on_a_chip_takes_it_away() -> None:
    async with explorer() as at:
        await at.press("tab", "right", "F")
        await at.shows("region:甲省/where=unit.%25")
        line = at.screen.query_one(ChipLine)
        await at.until(lambda: line.display and line.size.width)
        await click_on(at, line, "%")
        await at.shows("region:甲省")
