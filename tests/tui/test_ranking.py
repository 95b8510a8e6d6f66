"""Ranks among peers in the explorer and on the command line: shown, taken away, their peers chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.library import bundled_library
from tests.tui.command_line import Run, database, run
from tests.tui.running import Explorer, explorer
from tui.frame import KeyLine
from tui.grid import Grid
from tui.i18n import set_language
from tui.screens.picking import PickSheet

__all__ = ["database", "run"]


@asynccontextmanager
async def comparison(address: str = "compare:乙市,丙市") -> AsyncIterator[Explorer]:
    async with explorer((120, 40), first="", begin=address) as at:
        await at.shows(address)
        await at.until(lambda: at.view.view and at.view.view.request.kind == "compare")
        yield at


def columns(at: Explorer) -> list[str]:
    return [column.id for column in at.view.view.columns] if at.view.view else []


async def on_column(at: Explorer, id_: str) -> None:
    """The cursor goes there."""
    await at.until(lambda: id_ in columns(at))
    await at.press(*["left"] * len(columns(at)), *["right"] * columns(at).index(id_))


async def sheet(at: Explorer) -> PickSheet:
    await at.until(lambda: isinstance(at.app.screen, PickSheet) and at.app.screen.query_one(Grid).view)
    found = at.app.screen
    assert isinstance(found, PickSheet)
    return found


@pytest.mark.parametrize("key", ["R", "\uff32"])
async def test_ranks_are_shown_and_taken_away(key: str) -> None:
    async with comparison() as at:
        await at.press("down", key)
        await at.shows("compare:乙市,丙市/rank=yes")
        await at.until(lambda: "rank_1_2024" in columns(at))
        assert at.view.row
        assert at.view.row.key == "毕业生数", "the cursor stays on its row"
        await at.until(lambda: "P on a rank chooses the peers" in at.foot)
        await at.press(key)
        await at.shows("compare:乙市,丙市")
        await at.until(lambda: "rank_1_2024" not in columns(at))
        await at.press("u")
        await at.shows("compare:乙市,丙市/rank=yes")


async def test_with_the_ranks_goes_what_was_arranged_by_them() -> None:
    async with comparison("compare:乙市,丙市/rank=yes/where=rank_1_2024.1/sort=-rank_2_2024") as at:
        await at.press("R")
        await at.shows("compare:乙市,丙市")


async def test_what_is_hidden_comes_back_with_the_ranks() -> None:
    async with comparison("compare:乙市,丙市/columns=indicator,e0") as at:
        await at.press("R")
        await at.shows("compare:乙市,丙市/rank=yes")
        await at.until(lambda: "rank_1_2024" in columns(at))


async def test_the_peers_of_the_rank_under_the_cursor_are_chosen() -> None:
    async with comparison("compare:乙市,丙市/rank=yes") as at:
        await on_column(at, "rank_2_2024")
        await at.press("P")
        found = await sheet(at)
        assert found.query_one(".-title").render().plain.startswith("Peers of 丙市")
        everybody = len(found.chosen)
        assert everybody == 5
        await at.press("space", "enter")
        await at.until(lambda: at.address.startswith("compare:乙市,丙市/among="))
        assert len(at.address.split("among=")[1].split("/")[0].split(",")) == everybody - 1
        await on_column(at, "rank_2_2024")
        await at.press("P")
        found = await sheet(at)
        await at.press("ctrl+a", "enter")
        await at.shows("compare:乙市,丙市/rank=yes")


async def test_elsewhere_it_is_chosen_who_is_compared() -> None:
    async with comparison("compare:乙市,丙市/rank=yes") as at:
        await on_column(at, "indicator")
        await at.press("P")
        found = await sheet(at)
        assert found.chosen == ("乙市", "丙市")


async def test_where_nothing_is_compared_there_are_no_ranks() -> None:
    async with explorer() as at:
        await at.press("R")
        assert "This is for a comparison" in at.foot


async def test_the_key_stands_at_the_foot() -> None:
    async with comparison() as at:
        line = at.screen.query_one(KeyLine)
        await at.until(lambda: ("R", "ranks among peers") in line.keys)


async def test_where_the_foot_is_narrow_the_help_stays() -> None:
    async with explorer((80, 24), first="", begin="compare:乙市,丙市") as at:
        line = at.screen.query_one(KeyLine)
        await at.until(lambda: ("R", "ranks among peers") in line.keys)
        await at.until(lambda: line.render().plain.endswith("? help"))
        assert line.render().cell_length <= 78


async def test_schools_are_not_ranked() -> None:
    address = "compare:环县职业中等专业学校,西峰职业中等专业学校/type=school"
    async with explorer((120, 40), bundled_library(), "", begin=address) as at:
        await at.until(lambda: at.view.view and at.view.view.request.kind == "compare")
        await at.press("R")
        await at.until(lambda: "Only regions are ranked among peers." in at.foot)


async def test_ranks_of_the_real_reports() -> None:
    address = "compare:庆阳市,天水市/year=2024"
    async with explorer((120, 40), bundled_library(), "", begin=address) as at:
        await at.until(lambda: at.view.view and at.view.view.request.kind == "compare")
        await at.press("R")
        await at.until(lambda: "rank_1_2024" in columns(at))
        assert at.view.view
        entrants = next(row for row in at.view.view.rows() if row.key == "entrants")
        assert entrants.cells[columns(at).index("rank_1_2024")].value == 2
        assert columns(at).index("rank_1_2024") == columns(at).index("e1_2024") + 1


# The command line


def test_the_command_line_gives_ranks(run: Run) -> None:
    shown = run("compare", "庆阳", "天水", "--year", "2024", "--rank")
    assert shown.cells("招生数")[3:7] == ["4424", "2 of 13, top", "6964", "1 of 13, top"]
    assert "Among 14 regions of the same level" in shown.out


def test_the_peers_may_be_named(run: Run) -> None:
    shown = run("compare", "庆阳", "--year", "2024", "--among", "天水，平凉,定西")
    assert "2 of 4, upper" in shown.out
    assert run("compare", "庆阳", "--among", "没有这里").code


def test_files_carry_ranks_as_numbers(run: Run) -> None:
    lines = run("export", "compare:庆阳市,天水市/year=2024/rank=yes/indicator=entrants").lines
    head, row = (line.split(",") for line in lines[:2])
    values = dict(zip(head, row, strict=True))
    own = [values[f"庆阳市 2023/24 {name}"] for name in ("Rank", "Ranked", "Percentile")]
    assert own == ["2", "13", "91.7"]


@pytest.mark.parametrize(("language", "words"), [("zh", "2 / 13 高位"), ("en", "2 of 13, top")])
def test_quarters_have_words_in_both_languages(run: Run, language: str, words: str) -> None:
    try:
        assert words in run("--lang", language, "compare", "庆阳", "天水", "--year", "2024", "--rank").out
    finally:
        set_language("en")
