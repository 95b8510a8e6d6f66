"""Chips in the explorer: each key, what it lets through, where the cursor stays, and what is said."""

import pytest

from db.address import ViewRequest
from db.chips import Chip
from db.view import Column, ColumnKind
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tests.tui.test_keys import first_texts
from tui.chipline import ChipLine
from tui.chips import chip_text
from tui.grid import Grid
from tui.i18n import set_language
from tui.screens.values import ValueSheet

SIZES = [(120, 40), (80, 24)]


def line(at: Explorer) -> ChipLine:
    return at.screen.query_one(ChipLine)


def chips(at: Explorer) -> list[str]:
    """What the line shows, without the sign that a chip can be taken away."""
    return [piece.content.plain.removesuffix(" [x] ").strip() for piece in line(at).pieces() if piece.action]


async def opened(at: Explorer, key: str) -> Grid:
    """The values on the sheet that this key opens."""
    await at.press(key)
    await at.until(lambda: isinstance(at.app.screen, ValueSheet) and at.app.screen.query_one(Grid).view)
    return at.app.screen.query_one(Grid)


def offered(grid: Grid) -> list[tuple[str, str]]:
    rows = grid.view.rows() if grid.view else []
    return [(row.cells[0].text, row.cells[1].text) for row in rows if len(row.cells) > 1]


def titles(grid: Grid) -> list[str]:
    return [row.cells[0].text for row in grid.view.rows() if len(row.cells) == 1] if grid.view else []


def counted(at: Explorer) -> str:
    return line(at).counted


async def to_unit(at: Explorer) -> None:
    """The cursor of the view on 毕业生数, in the column of units."""
    await at.press("tab", "down", "right")
    assert at.view.row
    assert at.view.row.key == "毕业生数"


@pytest.mark.parametrize("size", SIZES)
async def test_f_offers_the_values_of_the_column_with_their_counts(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await to_unit(at)
        values = await opened(at, "f")
        assert offered(values) == [("人", "4"), ("%", "1"), ("none", "1")]
        await at.press("enter")
        await at.shows("region:甲省/where=unit.人")
        assert first_texts(at.view) == ["毕业与升学", "毕业生数", "规模", "在校生数", "招生数", "教师数 [双师] 型"]
        assert at.view.row
        assert at.view.row.key == "毕业生数", "the cursor stays on its row"
        await at.until(lambda: chips(at) == ["单位 人"])
        assert counted(at) == "rows: 4"
        assert at.view.has_focus


async def test_several_values_are_chosen_with_the_space_bar() -> None:
    async with explorer() as at:
        await to_unit(at)
        await opened(at, "f")
        await at.press("space", "down", "space", "enter")
        await at.shows("region:甲省/where=unit.人,unit.%25")
        assert "升学率" in first_texts(at.view)
        await at.until(lambda: chips(at) == ["单位 人", "单位 %"])
        values = await opened(at, "f")
        await at.until(lambda: values.marked == {"unit.人", "unit.%"})
        await at.press("space", "down", "space", "enter")
        await at.shows("region:甲省")
        await at.until(lambda: not line(at).display)


async def test_all_but_the_values_chosen() -> None:
    async with explorer() as at:
        await to_unit(at)
        await opened(at, "f")
        await at.press("ctrl+r", "enter")
        await at.shows("region:甲省/where=-unit.人")
        assert first_texts(at.view) == ["毕业与升学", "升学率", "学校", "丙县职专"]
        await at.until(lambda: chips(at) == ["单位 not 人"])


async def test_typing_narrows_the_values_and_esc_leaves_them() -> None:
    async with explorer() as at:
        await at.press("2")
        await at.until(lambda: at.listed.view and at.listed.view.count == 5000)
        values = await opened(at, "f")
        await at.press(*"4990")
        await at.until(lambda: offered(values) == [("第4990职业中等专业学校", "1")])
        await at.press("escape")
        assert at.app.screen is at.screen
        assert str(at.screen.request_of("list")) == "school"
        await opened(at, "f")
        await at.press(*"4990")
        await at.until(lambda: len(offered(at.app.screen.query_one(Grid))) == 1)
        await at.press("enter")
        await at.until(lambda: first_texts(at.listed) == ["第4990职业中等专业学校"])


async def test_a_range_that_is_typed_can_be_taken() -> None:
    async with explorer() as at:
        await at.press("right")
        values = await opened(at, "f")
        await at.press(*"10..20")
        await at.until(lambda: ("10 to 20", "") in offered(values))
        await at.press("enter")
        await at.until(lambda: first_texts(at.listed) == ["省属", "乙市", "丙市"])
        assert str(at.screen.request_of("list")) == "region/where=schools.10..20"
        await at.until(lambda: chips(at) == ["学校 10 to 20"])


@pytest.mark.parametrize("size", SIZES)
async def test_big_f_holds_the_rows_to_the_cell_and_lets_go_again(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await to_unit(at)
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("down", "F")
        await at.shows("region:甲省")
        assert at.view.row
        assert at.view.row.key == "在校生数", "the cursor stays on its row"


async def test_big_f_on_a_figure_that_is_missing_takes_its_status() -> None:
    async with explorer() as at:
        await at.press("tab", "down", "down", "down", "down", "right", "right")
        assert at.view.row
        assert at.view.row.key == "教师数 [双师] 型"
        await at.press("F")
        await at.shows("region:甲省/where=status.blank")
        assert first_texts(at.view) == ["规模", "教师数 [双师] 型"]
        await at.until(lambda: chips(at) == ["Status blank"])


async def test_chips_are_stacked_and_taken_away_from_the_last() -> None:
    async with explorer() as at:
        await to_unit(at)
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("right", "F")
        await at.shows("region:甲省/where=unit.人,y2024.1843")
        await at.until(lambda: chips(at) == ["单位 人", "2023/24 1843"])
        await at.press("x")
        await at.shows("region:甲省/where=unit.人")
        assert at.view.row
        assert at.view.row.key == "毕业生数"
        assert at.view.place.column == 2
        await at.press("x")
        await at.shows("region:甲省")
        await at.press("x")
        await at.until(lambda: "There is no filter to take away." in at.foot)


async def test_big_x_takes_everything_away_the_narrowing_too() -> None:
    async with explorer() as at:
        await to_unit(at)
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("slash", *"生", "enter")
        await at.shows("region:甲省/q=生/where=unit.人")
        await at.until(lambda: chips(at) == ["单位 人", "holds 生"])
        row = at.view.row
        await at.press("X")
        await at.shows("region:甲省")
        assert at.view.row == row
        await at.until(lambda: not line(at).display)
        await at.press("X")
        await at.until(lambda: "There is no filter to take away." in at.foot)


async def test_esc_takes_the_narrowing_away_and_leaves_the_chips() -> None:
    async with explorer() as at:
        await to_unit(at)
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("slash", *"生", "enter")
        await at.shows("region:甲省/q=生/where=unit.人")
        await at.press("escape")
        await at.shows("region:甲省/where=unit.人")
        await at.press("escape")
        assert at.listed.has_focus
        assert at.address == "region:甲省/where=unit.人"


async def test_a_click_takes_a_chip_away() -> None:
    async with explorer() as at:
        await to_unit(at)
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("right", "F")
        await at.until(lambda: len(chips(at)) == 2)
        drawn = line(at).render().plain
        await at.pilot.click(line(at), offset=(drawn.index("单位") + 1, 0))
        await at.shows("region:甲省/where=y2024.1843")
        await at.until(lambda: chips(at) == ["2023/24 1843"])


async def test_chips_of_the_list_stand_above_the_list() -> None:
    async with explorer() as at:
        await at.press("right", "down", "F")
        await at.until(lambda: first_texts(at.listed) == ["省属"])
        await at.until(lambda: chips(at) == ["学校 15"])
        await at.shows("region:省属")
        await at.press("tab", "right", "F")
        await at.shows("region:省属/where=unit.%25")
        await at.until(lambda: chips(at) == ["学校 15", "单位 %"])
        assert line(at).render().plain.index("单位") >= at.listed.size.width // 2
        await at.press("tab", "x")
        await at.until(lambda: len(first_texts(at.listed)) == 5)
        assert at.listed.place.row == 1, "省属"
        assert at.address == "region:省属/where=unit.%25", "the list's row is the same"


async def test_t_offers_statuses() -> None:
    async with explorer() as at:
        await at.press("tab")
        values = await opened(at, "T")
        assert ("blank", "1") in offered(values)
        await at.press(*"dash", "enter")
        await at.shows("region:甲省/where=status.dash")
        assert first_texts(at.view) == ["规模", "教师数 [双师] 型"]


async def test_t_where_there_is_no_status_says_so() -> None:
    async with explorer() as at:
        await at.press("2")
        await at.until(lambda: at.listed.view and at.listed.view.count == 5000)
        await at.press("T")
        await at.until(lambda: "Nothing here has a chapter or a status." in at.foot)


async def test_what_is_filtered_is_what_is_left_when_one_goes_on_and_back() -> None:
    async with explorer() as at:
        await to_unit(at)
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("left", "down", "enter")
        await at.shows("indicator:在校生数")
        await at.until(lambda: not line(at).display)
        await at.press("escape")
        await at.shows("region:甲省/where=unit.人")
        await at.until(lambda: chips(at) == ["单位 人"])


async def test_topics_of_a_real_report() -> None:
    async with explorer(source=bundled_library(), first="") as at:
        at.screen.open(ViewRequest("region", ("庆阳市",)))
        await at.shows("region:庆阳市")
        values = await opened(at, "T")
        assert titles(values) == ["Chapter", "Status"]
        await at.press(*"lost", "enter")
        await at.shows("region:庆阳市/where=status.lost")
        await at.until(lambda: chips(at) == ["Status lost"])


def test_chips_in_words() -> None:
    set_language("en")
    assert chip_text(Chip("status", "lost"), ()) == "Status lost"
    assert chip_text(Chip("chapter", "graduates", excluded=True), ()) == "Chapter not Graduates and where they go"
    assert chip_text(Chip("x", ""), ()) == "x none"
    numbers = [Column("n", ColumnKind.NUMBER, label="数")]
    ranges = [chip_text(Chip("n", value), numbers) for value in ("1..2", "1..", "..2", "5")]
    assert ranges == ["数 1 to 2", "数 1 or more", "数 2 or less", "数 5"]
    assert chip_text(Chip("period", "2023..2025"), [Column("period", label="时")]) == "时 2023..2025"
    set_language("zh")
    assert chip_text(Chip("status", "lost"), ()) == "状态 缺失"
    assert chip_text(Chip("chapter", "graduates", excluded=True), ()) == "篇章 不是 毕业与升学"
