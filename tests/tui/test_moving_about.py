"""Moving about: the pane one is in, peers side by side, marks, names that are cut, charts of filtered rows."""

from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from db.address import ViewRequest, parse_address
from db.view import View
from tests.library import bundled_library
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, explorer
from tui.columns import Measures, is_title, plan
from tui.drawing import Drawing, Styles
from tui.fitting import shortened, told_apart
from tui.foot import Foot
from tui.frame import Trail
from tui.grid import Grid
from tui.i18n import set_language
from tui.marking import MarkLine
from tui.screens.navigator import WORKING
from tui.screens.picking import PickField, PickSheet
from tui.screens.sheet import Field, Sheet

CITIES = 14


async def sheet(at: Explorer) -> PickSheet:
    await at.until(lambda: isinstance(at.app.screen, PickSheet) and at.app.screen.query_one(Grid).view)
    found = at.app.screen
    assert isinstance(found, PickSheet)
    return found


async def run_action(at: Explorer, text: str) -> None:
    """By the palette."""
    await at.press("ctrl+p")
    await at.until(lambda: isinstance(at.app.screen, Sheet))
    at.app.screen.query_one(Field).value = text
    await at.pilot.pause()
    await at.press("enter")


# Panes


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_number_of_the_pane_one_is_in_leads_to_its_list(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("2")
        await at.shows("school:第0职业中等专业学校")
        await at.press("enter")
        await at.until(lambda: at.view.has_focus)
        await at.press("2")
        await at.until(lambda: at.listed.has_focus)
        assert at.listed.display
        await at.press("/", *"第7")
        await at.until(lambda: at.screen.request_of("list") == parse_address("school/q=第7"))
        assert at.address == "school:第0职业中等专业学校", "what is read is not narrowed"


async def test_zero_leads_to_the_list_and_from_there_to_the_start_page() -> None:
    async with explorer((120, 40), bundled_library(), "overview", begin="") as at:
        await at.press("down")
        await at.shows("overview:gansu-2024")
        await at.press("tab", "0")
        await at.until(lambda: at.listed.has_focus)
        assert at.listed.place.row == 1, "one is where one was"
        await at.press("0")
        await at.shows("overview")
        assert at.listed.place.row == 0


# Peers side by side


async def test_the_peers_are_set_side_by_side() -> None:
    async with explorer(
        (120, 40), bundled_library(), "region:庆阳市/face=peers", begin="region:庆阳市/face=peers"
    ) as at:
        await at.press("equals_sign")
        await at.until(lambda: at.address.startswith("compare:"))
        compared = parse_address(at.address)
        assert len(compared.names) == CITIES
        assert "甘肃省省属" not in compared.names
        assert not compared.option("indicator"), "all that they report"
        await at.until(lambda: at.view.view and at.view.view.request.kind == "compare")
        await at.press("escape")
        await at.shows("region:庆阳市/face=peers")


async def test_of_the_peers_those_chosen_by_the_indicators_shown() -> None:
    address = "region:庆阳市/face=peers/among=天水市,平凉市/q=招生数"
    async with explorer((120, 40), bundled_library(), "", begin=address) as at:
        await at.until(lambda: at.view.view and at.view.view.request.first("q"))
        await at.press("equals_sign")
        await at.until(lambda: at.address.startswith("compare:"))
        compared = parse_address(at.address)
        assert compared.names == ("天水市", "平凉市", "庆阳市")
        assert "entrants" in compared.option("indicator")


async def test_those_marked_come_before_the_peers() -> None:
    async with explorer() as at:
        await at.press("down", "down", "space", "down", "space", "tab", "p")
        await at.until(lambda: at.address.endswith("/face=peers"))
        await at.press("equals_sign")
        await at.shows("compare:乙市,丙市")


async def test_the_regions_of_a_level_are_taken_together() -> None:
    async with explorer((120, 40), bundled_library(), "region:甘肃省") as at:
        await at.press("down", "down", "space", "P")
        found = await sheet(at)
        assert found.chosen == ("兰州市",)
        await at.press("ctrl+a")
        await at.until(lambda: len(found.chosen) == CITIES)
        assert "甘肃省" not in found.chosen
        await at.press("ctrl+a")
        await at.until(lambda: not found.chosen)
        await at.press("tab", "home", "ctrl+a")
        await at.until(lambda: len(found.chosen) == CITIES)  # of provinces there is one: the level below it
        await at.press("ctrl+a")
        await at.until(lambda: not found.chosen)
        await at.press("tab")
        found.query_one(PickField).value = "环县"
        await at.until(lambda: found.query_one(Grid).row.key == "环县")  # type: ignore[union-attr]
        await at.press("ctrl+a")
        await at.until(lambda: found.chosen == ("环县",))


class Slow(FakeSource):
    """A comparison waits to be let through."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = Event()

    def view(self, request: ViewRequest) -> View:
        if request.kind == "compare":
            self.ready.wait(30)
        return super().view(request)


async def test_what_takes_time_says_so_until_it_is_there() -> None:
    source = Slow()
    async with explorer(source=source) as at:
        await at.press("down", "down", "space", "down", "space", "equals_sign")
        await at.until(lambda: WORKING in at.foot)
        source.ready.set()
        await at.until(lambda: at.view.view and at.view.view.request.kind == "compare")
        await at.until(lambda: WORKING not in at.foot)


# Marks


async def test_all_marks_are_taken_away_at_once() -> None:
    async with explorer(lang="zh") as at:
        await at.press("down", "down", "space", "down", "space")
        await run_action(at, "取消标记")
        await at.until(lambda: at.screen.state.marks == ())
        assert not at.listed.marked
        assert "已取消标记：2" in at.foot
        at.screen.action_unmark_all()
        assert "尚未标记" in at.foot


async def test_where_lines_are_few_marks_take_none_of_them() -> None:
    async with explorer((80, 24)) as at:
        height = at.listed.size.height
        await at.press("down", "down", "space", "down", "space")
        await at.pilot.pause()
        assert not at.screen.query_one(MarkLine).display
        assert at.listed.size.height == height
        assert "2 marked" in at.screen.query_one(Trail).render().plain
        await at.pilot.resize_terminal(120, 40)
        await at.until(lambda: at.screen.query_one(MarkLine).display)
        assert "marked" not in at.screen.query_one(Trail).render().plain


# Ranking


async def test_in_a_ranking_it_is_chosen_who_is_ranked() -> None:
    address = "indicator:entrants/year=2024"
    async with explorer((120, 40), bundled_library(), address, begin=address) as at:
        await at.until(lambda: at.view.view and at.view.has_focus)
        await at.press("P")
        found = await sheet(at)
        assert len(found.chosen) == CITIES + 2, "the province and its own schools stand beside them"
        found.chosen = ("庆阳市", "天水市", "兰州市")
        await at.press("enter")
        await at.shows(f"{address}/among=庆阳市,天水市,兰州市")
        await at.until(lambda: at.view.view and at.view.view.count == len(found.chosen))
        assert [row.cells[0].text for row in at.view.view.rows()] == ["1", "2", "3"]  # type: ignore[union-attr]
        await at.press("u")
        await at.shows(address)


@pytest.mark.parametrize(
    ("address", "row"),
    [("indicator:招生数", "entrants"), ("region:庆阳", "庆阳市"), ("school:环县职专", "环县职业中等专业学校")],
)
async def test_the_list_follows_to_what_the_palette_leads_to(address: str, row: str) -> None:
    async with explorer((120, 40), bundled_library(), "overview", begin="") as at:
        await run_action(at, address)
        await at.shows(address)
        await at.until(lambda: at.listed.row and at.listed.row.key == row)
        assert at.view.has_focus
        await at.press("escape")
        await at.shows("overview")


async def test_a_short_name_at_the_start_is_found_in_the_list() -> None:
    async with explorer((120, 40), bundled_library(), "", begin="indicator:招生数") as at:
        await at.until(lambda: at.listed.row and at.listed.row.key == "entrants")


# Charts


async def test_a_chart_of_a_narrowed_view_is_left_at_once_and_the_view_stays_narrowed() -> None:
    async with explorer(first="region:甲省") as at:
        await at.press("down", "down")
        await at.shows("region:乙市")
        await at.press("tab", "/", *"招生数", "enter")
        await at.shows("region:乙市/q=招生数")
        await at.until(lambda: at.view.view and at.view.view.request.first("q"))
        await at.press("v")
        await at.until(lambda: "chart=" in at.address)
        assert "q=" not in at.address
        await at.press("escape")
        await at.shows("region:乙市/q=招生数")


async def test_bars_of_a_narrowed_column_are_left_at_once_too() -> None:
    address = "indicator:entrants/year=2024"
    async with explorer((120, 40), bundled_library(), address, begin=address) as at:
        await at.press("/", *"庆", "enter")
        await at.shows(f"{address}/q=庆")
        await at.until(lambda: at.view.view and at.view.view.request.first("q"))
        await at.press("v")
        await at.until(lambda: "chart=" in at.address)
        await at.press("escape")
        await at.shows(f"{address}/q=庆")
        await at.press("escape")
        await at.shows(address)


# Names and widths

WORDS = st.text("升入本专科人数面向第一二三产业就", min_size=1, max_size=16)


@given(WORDS, st.lists(WORDS, max_size=6), st.integers(3, 30))
def test_a_name_told_apart_fits(name: str, others: list[str], width: int) -> None:
    said = told_apart(name, width, others)
    assert cell_len(said) <= width
    if shortened(name, width) not in {shortened(other, width) for other in others if other != name}:
        assert said == shortened(name, width)


def test_names_that_would_read_alike_are_cut_elsewhere() -> None:
    names = ["面向第一产业就业人数", "面向第二产业就业人数", "面向第三产业就业人数"]
    assert [shortened(name, 14) for name in names] == ["面向第..业人数"] * 3
    assert [told_apart(name, 14, names) for name in names] == ["面向第一..人数", "面向第二..人数", "面向第三..人数"]


@pytest.mark.parametrize("room", [44, 50, 79])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", ["region:庆阳市", "region:甘肃省", "compare:庆阳市,天水市", "indicator"])
def test_no_two_names_of_a_view_read_alike(address: str, lang: str, room: int) -> None:
    set_language(lang)
    view = bundled_library().view(parse_address(address))
    measures = Measures(view.columns)
    measures.take(view.rows())
    drawing = Drawing(
        view.columns, measures, plan(measures, room), room, room, Styles(base=Grid().rich_style, colours={})
    )
    seen: dict[tuple[int, str], str] = {}
    for row in view.rows():
        if is_title(row):
            continue
        slot = drawing.plan.slot(0)
        assert slot
        line = drawing.row(row, at_cursor=False, selected=None, marked=False).crop(0, slot.x + slot.text).text
        name = row.cells[0].text
        assert seen.setdefault((row.depth, line), name) == name


async def test_columns_stay_where_they_are_as_one_goes_on() -> None:
    address = "region:庆阳市"
    async with explorer((80, 24), bundled_library(), address, begin=address) as at:
        await at.until(lambda: at.view.view and at.view.has_focus)
        await at.press("down")
        await at.pilot.pause()
        head = at.view.render_line(0).text
        for _page in range(12):
            await at.press("pagedown")
            await at.pilot.pause()
            assert at.view.render_line(0).text == head
        assert at.screen.query_one(Foot)
