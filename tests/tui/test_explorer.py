"""Moving through the explorer: panes, the view that follows the list, going further and back, what is said."""

from threading import Event

import pytest

from db.address import ViewRequest
from db.errors import DatabaseError
from tests.tui.fake import FakeSource
from tests.tui.running import explorer, until
from tui.app import NianbaoApp
from tui.foot import Foot, NoteLines
from tui.frame import PaneLine
from tui.grid import Grid
from tui.i18n import set_language
from tui.state import Place

SIZES = [(120, 40), (80, 24)]
DIFFER = "丙市 招生数: 7984 in one place, 4424 in another; the two differ, please check"


async def test_the_first_picture_does_not_wait_for_the_database() -> None:
    ready = Event()

    def open_source() -> FakeSource:
        assert ready.wait(30)
        return FakeSource()

    set_language("en")
    app = NianbaoApp(open_source)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.explorer.query_one("#list", Grid).size.height > 20)
        assert "5 Source tables" in app.explorer.query_one(PaneLine).render().plain
        ready.set()
        await until(pilot, lambda: app.explorer.query_one("#list", Grid).view is not None)


async def test_the_first_view_is_that_of_the_first_region() -> None:
    async with explorer() as at:
        assert at.listed.has_focus
        assert at.trail == ["甲省", "甲省"]
        await at.until(lambda: at.screen.query_one(PaneLine).overview == "reports: 2 / 2024-2025")
        assert at.screen.query_one(NoteLines).notes == ["Not loaded: 甲省 2024"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_view_follows_the_list(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("down", "down", "down")
        await at.shows("region:丙市")
        assert "region:省属" not in at.source.asked, "it waits until the cursor rests"
        assert at.listed.has_focus


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "pane", "view"),
    [
        ("2", "school", "school:第0职业中等专业学校"),
        ("4", "indicator", "indicator:招生数"),
        ("5", "tables", "table:jia-2024,表3"),
    ],
)
async def test_the_panes(key: str, pane: str, view: str, size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("down", key)
        await at.shows(view)
        assert at.screen.state.pane == pane
        assert at.screen.query_one(PaneLine).chosen == pane
        await at.press("1")
        await at.shows("region:省属")
        assert at.listed.place.row == 1, "each pane stays as one left it"


async def test_a_pane_without_a_view_shows_none() -> None:
    async with explorer() as at:
        await at.press("3")
        await at.until(lambda: str(at.screen.request_of("list")) == "major")
        await at.pilot.pause(0.3)
        assert at.view.view is None


async def test_panes_by_mouse() -> None:
    async with explorer() as at:
        line = at.screen.query_one(PaneLine)
        await at.pilot.click(line, offset=(line.render().plain.index("4 Indicators"), 0))
        await at.shows("indicator:招生数")


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_from_list_to_view_and_back(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("tab")
        assert at.view.has_focus
        assert at.listed.display is (size[0] >= 100), "on a narrow terminal the view has all the room"
        await at.press("tab")
        assert at.listed.has_focus
        assert at.listed.display


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_further_and_esc_comes_back_exactly(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("down", "down", "down")
        await at.shows("region:丙市")
        await at.press("enter")
        assert at.view.has_focus
        await at.press("down", "down", "right", "left")
        place = at.view.place
        await at.press("enter")
        await at.shows("indicator:在校生数")
        assert at.trail == ["在校生数"]
        await at.press("down", "enter")
        await at.shows("region:乙市")
        await at.press("escape")
        await at.shows("indicator:在校生数")
        assert at.view.place == Place(row=1)
        await at.press("escape")
        await at.shows("region:丙市")
        assert at.view.place == place
        assert at.view.has_focus
        assert at.listed.place.row == 3
        await at.press("escape")
        assert at.listed.has_focus
        await at.press("escape")
        assert at.listed.has_focus
        assert at.address == "region:丙市"


async def test_the_cursor_of_the_list_takes_over_and_esc_returns() -> None:
    async with explorer() as at:
        await at.press("enter", "enter")
        await at.shows("indicator:升学率")
        await at.press("tab", "down")
        await at.shows("region:省属")
        await at.press("escape")
        await at.shows("indicator:升学率")
        assert at.listed.place.row == 0
        await at.pilot.pause(0.3)
        assert at.address == "indicator:升学率", "it stays until the list's cursor moves"


async def test_what_cannot_be_shown_is_said_in_one_sentence() -> None:
    async with explorer() as at:
        at.screen.open(ViewRequest("region", ("无",)))
        await at.until(lambda: "There is no region" in at.foot)
        assert at.foot.endswith("Fault: There is no region “无”. Do you mean: 乙市?")
        assert at.address == "region:甲省"
        await at.press("escape")
        assert at.address == "region:甲省"
        assert at.listed.has_focus


async def test_a_database_that_does_not_open_is_said() -> None:
    def fail() -> FakeSource:
        raise DatabaseError("There is no database at {path}.", path="/tmp/x.db")

    app = NianbaoApp(fail)
    async with app.run_test() as pilot:
        foot = app.explorer.query_one(Foot)
        await until(pilot, lambda: foot.said)
        assert foot.said
        assert foot.said.text == "There is no database at /tmp/x.db."
        await pilot.press("down", "enter", "slash", "s", "e", "o", "equals_sign", "space", "p", "y", "escape", "2")
        assert app.is_running


async def test_the_foot_tells_the_source_of_the_cell() -> None:
    async with explorer() as at:
        await at.press("tab", "down", "down", "down", "right", "right")
        await at.until(lambda: "Findings" in at.foot)
        assert at.foot.splitlines() == [
            "Source: bing-2025 丙市教育局 / 8.1 / line 286 / printed 7984 / 丙市 x 招生数 / school year 2023/2024",
            f"Findings: 4424 in jia-2024 表3 line 318; {DIFFER}",
        ]


async def test_the_foot_tells_the_formula_of_a_computed_figure() -> None:
    async with explorer() as at:
        await at.press("tab", "right", "right")
        await at.until(lambda: "Note" in at.foot)
        assert "Note: 升学率 = 升学人数 / 毕业生数 = 1143 / 1843" in at.foot


async def test_the_foot_shows_a_cut_text_whole() -> None:
    async with explorer((28, 24)) as at:
        await at.press("tab", "down", "down", "down", "down")
        assert at.view.is_cut
        await at.until(lambda: "Whole: 教师数 [双师] 型" in at.foot)


async def test_the_mouse_gives_a_half_the_focus() -> None:
    async with explorer() as at:
        await at.pilot.click(at.view, offset=(4, 3))
        assert at.view.has_focus
        assert at.screen.half == "view"
        assert at.view.place.row == 2


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (200, 60)])
async def test_resizing_keeps_everything(size: tuple[int, int]) -> None:
    async with explorer() as at:
        await at.press("down", "down", "tab", "down", "down", "right")
        await at.shows("region:乙市")
        place, list_row = at.view.place, at.listed.place.row
        await at.pilot.resize_terminal(*size)
        await at.pilot.pause()
        assert (at.view.place.row, at.view.place.column) == (place.row, place.column)
        assert at.listed.place.row == list_row
        assert at.view.has_focus


async def test_q_leaves_without_asking() -> None:
    async with explorer() as at:
        await at.press("q")
        await at.pilot.pause()
        assert not at.app.is_running
        assert at.source.interrupted, "leaving does not wait for what is being asked"


async def test_the_theme_changes_and_both_are_drawn() -> None:
    async with explorer() as at:
        dark = at.screen.styles.background
        await at.press("ctrl+t")
        await at.pilot.pause()
        assert at.app.theme == "paper"
        assert at.screen.styles.background != dark
