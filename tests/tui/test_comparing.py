"""The workbench of comparison: marking, who and what is compared, what differs, ratios, the peers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.frame import KeyLine
from tui.grid import Grid
from tui.marking import MarkLine
from tui.screens.picking import PickField, PickSheet

SIZES = [(120, 40), (80, 24), (200, 50)]


@asynccontextmanager
async def comparison(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Explorer]:
    """乙市 and 丙市 side by side."""
    async with explorer(size) as at:
        await at.press("down", "down", "space", "down", "space", "equals_sign")
        await at.shows("compare:乙市,丙市")
        yield at


def names(grid: Grid) -> list[str]:
    return [row.cells[0].text for row in grid.view.rows()] if grid.view else []


async def sheet(at: Explorer) -> PickSheet:
    """The sheet of what can be chosen, when its list is there."""
    await at.until(lambda: isinstance(at.app.screen, PickSheet) and at.app.screen.query_one(Grid).view)
    found = at.app.screen
    assert isinstance(found, PickSheet)
    return found


async def choose(at: Explorer, *texts: str) -> None:
    """Pick the first row that holds each of these texts."""
    found = await sheet(at)
    for text in texts:
        found.query_one(PickField).value = text
        await at.until(lambda text=text: first_text(found).endswith(text))
        await at.press("space")
    await at.press("enter")


def first_text(found: PickSheet) -> str:
    row = found.query_one(Grid).row
    return row.cells[0].text if row else ""


# Marks


async def test_what_is_marked_is_shown_and_can_be_cleared() -> None:
    async with explorer() as at:
        line = at.screen.query_one(MarkLine)
        assert not line.display
        await at.press("down", "down", "space", "down", "space")
        assert line.display
        await at.pilot.pause()
        assert "2 marked" in line.render().plain
        assert "乙市、丙市" in line.render().plain
        await at.press("P")
        found = await sheet(at)
        assert found.chosen == ("乙市", "丙市")
        await at.press("ctrl+a", "ctrl+a")
        assert found.chosen == ()
        await at.press("enter")
        await at.until(lambda: at.screen.state.marks == ())
        assert not line.display
        assert not at.listed.marked


async def test_a_click_on_the_marks_changes_them() -> None:
    async with explorer() as at:
        await at.press("down", "down", "space")
        await at.pilot.pause()
        await at.pilot.click(at.screen.query_one(MarkLine), offset=(4, 0))
        await choose(at, "丁州")
        await at.until(lambda: at.screen.state.marks == ("region:乙市", "region:丁州"))
        assert at.listed.marked == {"region:乙市", "region:丁州"}


async def test_esc_leaves_the_marks_as_they_were() -> None:
    async with explorer() as at:
        await at.press("down", "down", "space", "P")
        await sheet(at)
        await at.press("space", "escape")
        assert at.screen.state.marks == ("region:乙市",)


async def test_schools_are_marked_and_compared() -> None:
    async with explorer() as at:
        await at.press("2")
        await at.shows("school:第0职业中等专业学校")
        await at.press("space", "down", "space", "equals_sign")
        await at.shows("compare:第0职业中等专业学校,第1职业中等专业学校/type=school")


async def test_kinds_are_not_mixed() -> None:
    async with explorer() as at:
        await at.press("down", "down", "space", "2")
        await at.shows("school:第0职业中等专业学校")
        await at.press("space", "equals_sign")
        assert "Marked regions: 1, schools: 1" in at.foot
        assert at.address == "school:第0职业中等专业学校"


async def test_marked_indicators_are_those_compared() -> None:
    async with comparison() as at:
        await at.press("space", "down", "down", "space", "equals_sign")
        await at.shows("compare:乙市,丙市/indicator=升学率,在校生数")
        assert names(at.view) == ["毕业", "升学率", "规模", "在校生数"]
        await at.press("escape")
        await at.shows("compare:乙市,丙市")


# What differs


@pytest.mark.parametrize("size", SIZES)
async def test_braces_jump_between_rows_that_differ(size: tuple[int, int]) -> None:
    async with comparison(size) as at:
        await at.press("right_curly_bracket")
        assert at.view.row
        assert at.view.row.key == "毕业生数"
        await at.press("right_curly_bracket")
        assert at.view.row.key == "招生数"
        await at.press("right_curly_bracket")
        assert at.view.row.key == "招生数"
        assert "No further row that differs." in at.foot
        await at.press("left_curly_bracket")
        assert at.view.row.key == "毕业生数"
        await at.press("left_curly_bracket")
        assert "No row before it that differs." in at.foot


async def test_braces_jump_between_changes_of_a_region() -> None:
    async with explorer() as at:
        await at.press("tab", "right_curly_bracket")
        assert at.view.row
        assert at.view.row.key == "在校生数", "what is not comparable has no change"


async def test_where_nothing_is_compared_it_is_said() -> None:
    async with explorer() as at:
        await at.press("5")
        await at.until(lambda: at.address.startswith("table:"))
        await at.press("right_curly_bracket")
        assert "Nothing is compared here." in at.foot
        for key in ("minus", "D", "r", "I"):
            await at.press(key)
            assert "This is for a comparison" in at.foot


async def test_minus_hides_what_does_not_differ_and_shows_it_again() -> None:
    async with comparison() as at:
        await at.press("down")
        await at.press("minus")
        await at.shows("compare:乙市,丙市/only=changed")
        assert names(at.view) == ["毕业", "毕业生数", "规模", "招生数"]
        assert at.view.row
        assert at.view.row.key == "毕业生数", "the cursor stays on its row"
        await at.press("minus")
        await at.shows("compare:乙市,丙市")
        assert at.view.row.key == "毕业生数"


async def test_the_biggest_difference_first_and_as_it_was() -> None:
    async with comparison() as at:
        await at.press("D")
        await at.shows("compare:乙市,丙市/sort=-difference")
        assert names(at.view)[:2] == ["毕业生数", "招生数"]
        await at.press("D")
        await at.shows("compare:乙市,丙市")
        assert names(at.view)[:2] == ["毕业", "升学率"]


async def test_ratios_in_turn() -> None:
    async with comparison() as at:
        for address in ("/per=student", "/per=teacher", ""):
            await at.press("r")
            await at.shows(f"compare:乙市,丙市{address}")


async def test_what_was_arranged_can_be_undone() -> None:
    async with comparison() as at:
        await at.press("r")
        await at.shows("compare:乙市,丙市/per=student")
        await at.press("u")
        await at.shows("compare:乙市,丙市")


# Who and what is compared


async def test_indicators_are_chosen_by_chapter_or_one_by_one() -> None:
    async with comparison() as at:
        await at.press("I")
        await choose(at, "规模")
        await at.shows("compare:乙市,丙市/indicator=规模")
        assert names(at.view) == ["规模", "在校生数", "招生数"]
        await at.press("I")
        found = await sheet(at)
        assert set(found.chosen) == {"在校生数", "招生数"}
        await choose(at, "升学率")
        await at.shows("compare:乙市,丙市/indicator=规模,升学率")
        await at.press("I")
        found = await sheet(at)
        await at.press("ctrl+a")
        assert len(found.chosen) == 4
        await at.press("enter")
        await at.shows("compare:乙市,丙市")


async def test_who_is_compared_can_be_changed() -> None:
    async with comparison() as at:
        await at.press("minus")
        await at.shows("compare:乙市,丙市/only=changed")
        await at.press("P")
        await choose(at, "丁州")
        await at.shows("compare:乙市,丙市,丁州/only=changed")
        await at.press("P")
        await sheet(at)
        await at.press("ctrl+a", "ctrl+a", "enter")
        await at.until(lambda: "A comparison needs two or more." in at.foot)
        assert at.address == "compare:乙市,丙市,丁州/only=changed"


async def test_the_peers_are_chosen_and_reset() -> None:
    async with explorer() as at:
        await at.press("p")
        await at.shows("region:甲省/face=peers")
        await at.press("P")
        found = await sheet(at)
        assert len(found.chosen) == 5, "all peers at first"
        await at.press("ctrl+a")
        assert found.chosen == ()
        await choose(at, "乙市", "丁州")
        await at.shows("region:甲省/face=peers/among=乙市,丁州")
        await at.press("P")
        found = await sheet(at)
        assert found.chosen == ("乙市", "丁州")
        await at.press("ctrl+a", "enter")
        await at.shows("region:甲省/face=peers")


async def test_those_marked_are_offered_as_peers() -> None:
    async with explorer() as at:
        await at.press("down", "down", "space", "down", "space", "tab", "p")
        await at.until(lambda: at.address.endswith("/face=peers"))
        await at.press("P")
        found = await sheet(at)
        assert found.chosen == ("乙市", "丙市")
        await at.press("enter")
        await at.until(lambda: at.address.endswith("/face=peers/among=乙市,丙市"))


# What stands around it


async def test_the_keys_of_the_workbench_stand_at_the_foot() -> None:
    async with comparison() as at:
        line = at.screen.query_one(KeyLine)
        await at.until(lambda: ("D", "biggest first") in line.keys)
        assert ("r", "per head") in line.keys
        await at.press("tab")
        await at.until(lambda: ("space", "mark") in line.keys)


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 40), False), ((200, 50), True)])
async def test_a_comparison_has_the_room_it_needs(size: tuple[int, int], beside: bool) -> None:
    async with comparison(size) as at:
        assert at.listed.display is beside
        await at.press("tab")
        assert at.listed.display
        await at.press("tab", "escape")
        await at.until(lambda: at.address.startswith("region:"))
        assert at.listed.display


async def test_the_real_reports_side_by_side() -> None:
    async with explorer((120, 40), bundled_library(), "", begin="compare:庆阳市,天水市,平凉市/year=2024") as at:
        await at.press("D")
        await at.shows("compare:庆阳市,天水市,平凉市/year=2024/sort=-difference")
        await at.press("minus")
        await at.until(lambda: "only=changed" in at.address)
        await at.press("r")
        await at.until(lambda: "per=student" in at.address)
        await at.press("I")
        await choose(at, "招生数")
        await at.until(lambda: "indicator=entrants" in at.address)
        await at.until(lambda: at.view.view and at.view.view.request.first("indicator") == "entrants")
        assert at.view.view
        row = next(row for row in at.view.view.rows() if row.key == "entrants")
        assert [cell.mark for cell in row.cells].count("=") == 3
