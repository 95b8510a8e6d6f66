"""F2: one box over everything, on the made-up source and on the bundled reports."""

import threading
from typing import Any

import pytest

from db.address import ViewRequest
from db.errors import DatabaseError
from db.view import View
from tests.library import bundled_library
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, explorer
from tui.grid import Grid
from tui.screens.explorer import ExplorerScreen
from tui.screens.find import EXAMPLES, FindScreen
from tui.screens.help import Reasons, help_lines
from tui.screens.palette import palette_lines
from tui.screens.sheet import Field


def box(at: Explorer) -> FindScreen:
    assert isinstance(at.app.screen, FindScreen)
    return at.app.screen


def results(at: Explorer) -> Grid:
    return box(at).query_one(Grid)


def said(at: Explorer) -> str:
    return str(box(at).query_one(".find--said").render())


async def opened(at: Explorer) -> None:
    await at.press("f2")
    await at.until(lambda: isinstance(at.app.screen, FindScreen) and results(at).view)


async def shows(at: Explorer, text: str) -> None:
    """Until the cursor stands on a row with this text."""
    await at.until(lambda: (row := results(at).row) and row.cells[0].text == text)


async def test_what_is_typed_is_found_and_enter_goes_there_and_esc_back() -> None:
    async with explorer() as at:
        await at.press("down")
        await at.shows("region:省属")
        place = at.listed.place
        await opened(at)
        await at.press(*"bing")
        await shows(at, "丙市")
        await at.press("enter")
        await at.shows("region:丙市")
        assert isinstance(at.app.screen, ExplorerScreen)
        assert at.screen.half == "view"
        await at.press("escape")
        await at.shows("region:省属")
        assert at.screen.half == "list"
        assert at.listed.place == place


async def test_the_arrows_choose_while_one_types_and_pass_over_headings() -> None:
    async with explorer() as at:
        await opened(at)
        await at.press(*"bing")
        await shows(at, "丙市")
        await at.press("down")
        await shows(at, "丙县职专")
        assert isinstance(at.app.focused, Field)
        await at.press("up")
        await shows(at, "丙市")
        await at.press("pagedown")
        await shows(at, "丙县职专")
        await at.press("enter")
        await at.shows("school:丙县职专")


async def test_enter_pressed_before_the_answer_goes_where_the_answer_leads() -> None:
    async with explorer(source=(slow := SlowSource())) as at:
        await opened(at)
        await at.press(*"bing", "enter")
        assert isinstance(at.app.screen, FindScreen)
        slow.go_on.set()
        await at.shows("region:丙市")


async def test_what_is_typed_before_the_database_is_open_is_found_when_it_is() -> None:
    async with explorer() as at:
        source, at.screen.source = at.screen.source, None
        await opened(at)
        await at.press(*"bing", "enter")
        await at.pilot.pause(0.15)
        assert isinstance(at.app.screen, FindScreen)
        at.screen.source = source
        await at.shows("region:丙市")


async def test_a_newer_text_makes_an_older_one_void() -> None:
    async with explorer(source=(slow := SlowSource())) as at:
        await opened(at)
        await at.press(*"bi")
        await at.until(lambda: "find:bi" in slow.asked)
        await at.press("backspace", "backspace", *"无果")
        slow.go_on.set()
        await at.until(lambda: said(at) == "Nothing of “无果” was found.")
        assert not results(at).display
        await at.press("enter")
        assert isinstance(at.app.screen, FindScreen), "there is nowhere to go"


async def test_an_empty_box_shows_by_example_what_can_be_typed() -> None:
    async with explorer() as at:
        await opened(at)
        view = results(at).view
        assert view
        assert [row.cells[0].text for row in view.rows()] == [text for text, _ in EXAMPLES]
        await at.press("down", "enter")
        assert box(at).wanted == EXAMPLES[1][0], "an example is typed for whoever chooses it"
        await at.press(*["backspace"] * len(EXAMPLES[1][0]))
        await shows(at, EXAMPLES[0][0])


@pytest.mark.parametrize("key", ["escape", "f2"])
async def test_the_box_closes_and_nothing_has_changed(key: str) -> None:
    async with explorer() as at:
        before = at.screen.state
        await opened(at)
        await at.press(*"bing")
        await shows(at, "丙市")
        await at.press(key)
        await at.until(lambda: isinstance(at.app.screen, ExplorerScreen))
        assert at.screen.state == before
        await opened(at)
        assert box(at).wanted == "bing", "what was looked for is there again"
        await shows(at, "丙市")
        await at.press("x")
        assert box(at).wanted == "x", "and is typed over"


@pytest.mark.parametrize("before", [(), ("tab",), ("slash",), ("5",)])
async def test_it_opens_from_any_focus(before: tuple[str, ...]) -> None:
    async with explorer() as at:
        await at.press(*before)
        await opened(at)
        await at.press(*"bing")
        await shows(at, "丙市")
        await at.press("enter")
        await at.shows("region:丙市")


async def test_keys_of_actions_and_what_an_input_method_gives_are_text_in_the_box() -> None:
    async with explorer() as at:
        await opened(at)
        await at.press("q", "question_mark", "equals_sign", "环", "县", "ｈ", "1")
        assert box(at).wanted == "q?=环县ｈ1"


async def test_a_row_is_chosen_with_the_mouse() -> None:
    async with explorer() as at:
        await opened(at)
        await at.press(*"bing")
        await shows(at, "丙市")
        await at.pilot.click(results(at), offset=(4, 3), times=2)
        await at.shows("school:丙县职专")


async def test_a_fault_is_said_in_the_box() -> None:
    async with explorer(source=FailingSource()) as at:
        await opened(at)
        await at.press(*"bing")
        await at.until(lambda: "damaged" in said(at))
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, ExplorerScreen))


def test_it_is_in_the_help_and_the_palette() -> None:
    assert any(row.key == "find" for row in help_lines("list", Reasons()).rows())
    assert any(row.key == "find" for row in palette_lines("find").rows())


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("hxzz", "环县职业中等专业学校", "school:环县职业中等专业学校"),
        ("環縣職專", "环县职业中等专业学校", "school:环县职业中等专业学校"),
        ("biyequxiang", "毕业去向落实率", "indicator:rate.placement"),
        ("省属", "甘肃省省属", "region:甘肃省省属"),
        ("电梯安装", "电梯安装与维护保养", "major:电梯安装与维护保养"),
    ],
)
async def test_on_the_bundled_reports(typed: str, name: str, address: str) -> None:
    async with explorer((80, 24), bundled_library(), "") as at:
        await opened(at)
        await at.press(*typed)
        await shows(at, name)
        await at.press("enter")
        await at.shows(address)


async def test_a_printed_figure_is_found_in_its_cell() -> None:
    async with explorer(source=bundled_library(), first="") as at:
        await opened(at)
        await at.press(*"4424")
        await at.until(lambda: (view := results(at).view) and view.request.names == ("4424",))
        await shows(at, "庆阳市 招生数")
        await at.press("down")
        await shows(at, "4424")
        await at.press("enter")
        await at.until(lambda: at.address.startswith("table:gansu-2024,表3/at="))
        assert at.view.cell
        assert at.view.cell.text == "4424"


class SlowSource(FakeSource):
    """Finds nothing before it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def view(self, request: ViewRequest) -> View:
        view = super().view(request)
        if request.kind == "find":
            assert self.go_on.wait(8)
        return view


class FailingSource(FakeSource):
    def view(self, request: ViewRequest) -> Any:
        if request.kind == "find":
            raise DatabaseError("{path} is damaged.", path="x.db")
        return super().view(request)
