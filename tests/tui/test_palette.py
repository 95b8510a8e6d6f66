"""The palette: every action in any language and spelling, views by address, what cannot be done here and why."""

import csv
import io
import subprocess
import sys

import pytest

from db.address import parse_address
from tests.tui.running import Explorer, explorer
from tui.actions import ACTIONS, BY_ID
from tui.grid import Grid
from tui.i18n import in_language
from tui.journey import Visit
from tui.panes import PANES
from tui.places import PLACES
from tui.screens.find import FindScreen
from tui.screens.palette import MOST_VISITS, palette_lines
from tui.screens.possible import why_not
from tui.screens.sheet import Field, Sheet
from tui.sought import fitting
from tui.spelled import PATH, spellings, write

CHINA = Visit(parse_address("region:丙市/year=2024"), "甲省 › 丙市")


def ids(text: str) -> list[str]:
    return [action.id for action in fitting(ACTIONS, text)]


async def opened(at: Explorer, key: str = "ctrl+p") -> Grid:
    await at.press(key)
    await at.until(lambda: isinstance(at.app.screen, Sheet) and at.app.screen.query_one(Grid).view)
    return at.app.screen.query_one(Grid)


def keys(grid: Grid) -> list[str]:
    return [row.key for row in grid.view.rows()] if grid.view else []


def keys_of(text: str) -> list[str]:
    return [row.key for row in palette_lines(text).rows()]


# In the app


@pytest.mark.parametrize("key", ["ctrl+p", ":", "："])
async def test_it_has_every_action_and_carries_it_out(key: str) -> None:
    async with explorer() as at:
        grid = await opened(at, key)
        assert {*keys(grid)} >= {*BY_ID}
        await at.press(*"among its")
        await at.until(lambda: keys(grid) == ["peers", "", "?among its"])
        await at.press("enter")
        await at.shows("region:甲省/face=peers")


async def test_a_movement_can_be_chosen() -> None:
    async with explorer() as at:
        grid = await opened(at)
        await at.press(*"last row")
        await at.until(lambda: keys(grid)[:1] == ["bottom"])
        await at.press("enter")
        await at.until(lambda: at.listed.place.row == 4)


@pytest.mark.parametrize("typed", ["school:丙县职专", "school：丙县职专"])
async def test_an_address_that_is_typed_is_gone_to(typed: str) -> None:
    async with explorer() as at:
        grid = await opened(at)
        at.app.screen.query_one(Field).insert_text_at_cursor(typed)
        await at.until(lambda: "@school:丙县职专" in keys(grid))
        await at.press("enter")
        await at.shows("school:丙县职专")
        assert at.screen.state.pane == "school"


async def test_what_is_no_action_is_found_everywhere() -> None:
    async with explorer() as at:
        grid = await opened(at)
        await at.press(*"bing")
        await at.until(lambda: keys(grid)[-1:] == ["?bing"])
        grid.action_bottom()
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, FindScreen))
        await at.until(lambda: (view := at.app.screen.query_one(Grid).view) and view.count == 4)
        await at.press("enter")
        await at.shows("region:丙市")


async def test_what_is_not_there_is_said_and_one_stays() -> None:
    async with explorer() as at:
        await opened(at)
        await at.press(*"region:无", "enter")
        await at.until(lambda: "There is no region" in at.foot)
        assert at.address == "region:甲省"


async def test_bookmarks_and_what_was_shown_are_offered() -> None:
    async with explorer() as at:
        await at.press("tab", "enter")
        await at.shows("indicator:升学率")
        await at.press("b", "escape")
        await at.shows("region:甲省")
        grid = await opened(at)
        await at.press(*"升学率")
        await at.until(lambda: "@indicator:升学率" in keys(grid))
        assert keys(grid).count("@indicator:升学率") == 1
        await at.press("enter")
        await at.shows("indicator:升学率")


async def test_what_cannot_be_done_stands_last_with_the_reason_that_the_action_says() -> None:
    async with explorer() as at:
        await at.press("3")
        await at.until(lambda: at.screen.state.pane == "major" and at.listed.view)
        reasons = why_not(at.screen)
        assert {"biggest", "compare", "drop_last", "history_forward", "mark", "cite", "source", "define"} <= {*reasons}
        grid = await opened(at)
        for id_, reason in reasons.items():
            assert keys(grid).index(id_) > keys(grid).index("quit")
            grid.move_to(keys(grid).index(id_), 0)
            assert grid.row
            assert grid.row.cells[2].text == reason
        await at.press("enter")
        await at.until(lambda: reason in at.foot)


async def test_what_can_be_done_has_no_reason() -> None:
    async with explorer() as at:
        await at.press("space", "down", "space", "equals_sign")
        await at.shows("compare:甲省,省属")
        assert not {"biggest", "compare", "indicators", "ratios", "ranks"} & {*why_not(at.screen)}


# What fits


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_found_first_by_its_words_in_any_spelling(action: object) -> None:
    one = BY_ID[str(getattr(action, "id"))]  # noqa: B009 -- the parameter has no type
    pinyin, initials, *_others = spellings()[one.label]
    same = {other.id for other in ACTIONS if in_language("zh", other.label) == in_language("zh", one.label)}
    assert same == {one.id}, "two actions that are called the same"
    assert ids(in_language("zh", one.label))[0] == one.id
    assert ids(one.label)[0] == one.id
    assert one.id in ids(pinyin)[:2]
    assert one.id in ids(initials)


def test_the_best_fit_comes_first() -> None:
    assert ids("F")[0] == "like_this"
    assert ids("f")[0] == "filter"
    assert ids("；")[0] == "jump"
    assert ids("export")[0] == "export"
    assert ids("dc")[0] == "export"
    assert ids("daochu")[0] == "export"
    assert ids("xuexiao yuanxiao") == []
    assert ids("") == [action.id for action in ACTIONS]
    assert ids("row page") == []
    assert set(ids("up one")) >= {"up", "page_up"}


def test_an_address_needs_to_be_one() -> None:
    assert keys_of("nothing:丙市") == ["", "?nothing:丙市"]
    assert palette_lines("region:丙市/year=2024").rows()[1].key == "@region:丙市/year=2024"
    assert keys_of("region:丙市/colour=red") == ["", "?region:丙市/colour=red"]


def test_views_are_found_by_their_words_and_addresses() -> None:
    for text in ("丙市", "year=2024", "甲省"):
        rows = palette_lines(text, [CHINA], [CHINA]).rows()
        assert [row.key for row in rows].count(f"@{CHINA.request}") >= 1
    many = [Visit(parse_address(f"region:第{number}市"), f"第{number}市") for number in range(40)]
    found = [row.key for row in palette_lines("市", (), many).rows() if row.key.startswith("@")]
    assert found == [f"@{visit.request}" for visit in many[:MOST_VISITS]]


# How words are typed


def test_the_spellings_are_those_of_the_words_as_they_are() -> None:
    made = io.StringIO()
    write(made)
    assert PATH.read_text(encoding="utf-8") == made.getvalue(), "run: make catalogs"
    messages = {row["message"] for row in csv.DictReader(io.StringIO(made.getvalue()))}
    assert messages == {one.label for one in (*ACTIONS, *PANES, *PLACES)}


def test_pypinyin_is_not_needed_while_one_types() -> None:
    code = (
        "import sys; from tui.screens.palette import palette_lines; assert palette_lines('shaixuan').count\n"
        "assert 'pypinyin' not in sys.modules and 'opencc' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
