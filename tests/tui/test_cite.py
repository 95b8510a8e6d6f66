"""The keys i and c: what a cell means, and its figure as a sentence to be taken along."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList, Static

from db.address import parse_address
from db.view import Cell, Row
from tests.tui.running import Explorer, explorer
from tui.grid import Grid
from tui.i18n import set_language
from tui.screens.cite import CiteScreen
from tui.screens.definition import DefinitionSheet
from tui.screens.explaining import defined_by, shown_ids

SIZES = [(120, 40), (80, 24)]


async def on_row(at: Explorer, key: str) -> None:
    """The cursor on the figure of the first year in this row."""
    await at.press("enter")
    await at.until(lambda: at.view.has_focus)
    while at.view.row and at.view.row.key != key:
        await at.press("down")
    await at.press("right", "right")
    await at.until(lambda: at.view.column == 2)


async def on_entrants(at: Explorer) -> None:
    await on_row(at, "招生数")


async def down_to(at: Explorer, key: str) -> None:
    """On the sheet."""
    grid = at.app.screen.query_one(Grid)
    await at.until(lambda: grid.row)
    while grid.row and grid.row.key != key:
        await at.press("down")


async def opened(at: Explorer, key: str, screen: type) -> None:
    await at.press(key)
    await at.until(lambda: isinstance(at.app.screen, screen) and at.app.screen.query("Grid, OptionList"))


# i


@pytest.mark.parametrize("size", SIZES)
async def test_i_tells_the_indicator_of_a_figure(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await on_entrants(at)
        await opened(at, "i", DefinitionSheet)
        assert "definition:招生数" in at.source.asked
        sheet = at.app.screen.query_one(Grid)
        assert sheet.view
        assert sheet.view.rows()[0].cells[0].text == "招生数"
        below = at.app.screen.query_one("#below", Static)
        await down_to(at, "base")
        await at.until(lambda: "one more value is printed elsewhere" in str(below.render()))
        await at.press("escape")
        assert at.app.screen is at.screen
        assert at.view.row
        assert at.view.row.key == "招生数", "one is where one was"


async def test_a_long_text_stands_below_whole() -> None:
    async with explorer((80, 24)) as at:
        await on_entrants(at)
        await opened(at, "i", DefinitionSheet)
        below = at.app.screen.query_one("#below", Static)
        await down_to(at, "formula")
        await at.until(lambda: "".join(str(below.render()).split()).count("升学率=升学人数/毕业生数") == 6)


async def test_a_text_that_is_not_cut_is_not_said_twice() -> None:
    async with explorer((120, 40)) as at:
        await on_entrants(at)
        await opened(at, "i", DefinitionSheet)
        below = at.app.screen.query_one("#below", Static)
        sheet = at.app.screen.query_one(Grid)
        assert sheet.view
        for row in sheet.view.rows():
            if len(row.cells) > 1 and row.key != "formula":
                await down_to(at, row.key)
                assert row.cells[1].text not in str(below.render())


async def test_a_definition_leads_on_to_the_next_and_to_the_figures() -> None:
    async with explorer() as at:
        await on_entrants(at)
        await opened(at, "i", DefinitionSheet)
        first = at.app.screen
        await down_to(at, "base")
        await at.press("enter")
        await at.until(lambda: at.app.screen is not first and isinstance(at.app.screen, DefinitionSheet))
        assert "definition:毕业生数" in at.source.asked
        await at.until(lambda: at.app.screen.query("Grid"))
        await down_to(at, "figures")
        await at.press("enter")
        await at.shows("indicator:毕业生数")
        await at.press("escape")
        await at.shows("region:甲省")


async def test_in_the_view_of_an_indicator_i_tells_what_it_is_not_who_has_it() -> None:
    async with explorer(begin="indicator:升学率", first="indicator:升学率") as at:
        await at.press("right")
        await opened(at, "i", DefinitionSheet)
        assert "definition:升学率" in at.source.asked
        assert not any(asked.startswith("definition:") and "region" in asked for asked in at.source.asked)


async def test_i_tells_the_region_in_the_list() -> None:
    async with explorer() as at:
        await at.press("down", "down")
        await opened(at, "i", DefinitionSheet)
        assert "definition:乙市/type=region" in at.source.asked


async def test_i_says_when_nothing_is_defined() -> None:
    async with explorer() as at:
        await at.press("5")
        await at.shows("table:jia-2024,表3")
        await at.press("enter", "down")
        await at.press("i")
        await at.until(lambda: "Nothing is defined for this cell." in at.foot)
        assert at.app.screen is at.screen


def test_what_is_meant_by_a_cell() -> None:
    region, school, entrants = map(parse_address, ("region:乙市", "school:甲校", "indicator:entrants"))
    figure, rate, name = Cell("1", 1, observations=(1,)), Cell("2", 2, mark="=", observations=(1, 2)), Cell("乙市")
    row = Row((name, figure, rate), target=region)
    assert defined_by(row, figure, None) is None, "the database knows"
    assert defined_by(row._replace(target=entrants), rate, None) == parse_address("definition:entrants")
    assert defined_by(row, rate, entrants) == parse_address("definition:entrants")
    assert defined_by(row, name, None) == parse_address("definition:乙市/type=region")
    assert defined_by(row, name._replace(target=school), None) == parse_address("definition:甲校/type=school")
    assert defined_by(row, name._replace(target=school), entrants) == parse_address("definition:entrants")
    assert defined_by(row, Cell("3"), entrants) == parse_address("definition:entrants"), "the rank in its list"
    assert defined_by(row._replace(target=parse_address("table:a,b")), Cell("x"), None) is None


def test_which_figures_a_cell_stands_for() -> None:
    figure, rate = Cell("1", 1, observations=(1, 7)), Cell("2", 2, mark="=", observations=(2, 3))
    row = Row((Cell("x"), figure, rate))
    assert shown_ids(row, figure) == (1,)
    assert shown_ids(row, rate) == (2, 3)
    assert shown_ids(row, row.cells[0]) == (1, 2, 3)


# c


@pytest.mark.parametrize("size", SIZES)
async def test_c_copies_the_sentence(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await on_entrants(at)
        await opened(at, "c", CiteScreen)
        await at.press("enter")
        await at.until(lambda: at.app.clipboard)
        assert at.app.screen is at.screen
        assert at.app.clipboard.startswith(
            "entrants (招生数) of 丙市, school year 2023/2024: 7984 persons (丙市教育局, "
        )
        assert "Check: 丙市 招生数: 7984 in one place, 4424 in another" in at.app.clipboard
        await at.until(lambda: "Copied: entrants (招生数)" in at.foot)


async def test_the_chinese_sentence_and_the_reference_are_offered_too() -> None:
    async with explorer() as at:
        await on_entrants(at)
        await opened(at, "c", CiteScreen)
        assert [quote.kind for quote in at.app.screen.quotes] == ["en", "apa", "zh", "gbt7714"]
        await at.press("down", "down", "enter")
        await at.until(lambda: at.app.clipboard.startswith("丙市2023/2024学年招生数为7984人（"))
        await opened(at, "c", CiteScreen)
        await at.press("4")
        await at.until(lambda: at.app.clipboard.startswith("丙市教育局. "))


@pytest.mark.parametrize("key", ["3", "\uff13"])
async def test_a_digit_copies_the_text_it_stands_at(key: str) -> None:
    async with explorer() as at:
        await on_entrants(at)
        await opened(at, "c", CiteScreen)
        drawn = at.app.screen.query_one(OptionList).get_option_at_index(2).prompt
        assert str(drawn).startswith("3  In Chinese\n")
        assert "1-4 copy that text" in str(at.app.screen.query_one(".-hint", Static).render())
        await at.press(key)
        await at.until(lambda: at.app.clipboard.startswith("丙市2023/2024"))


async def test_a_computed_figure_is_cited_with_its_terms() -> None:
    async with explorer() as at:
        await on_row(at, "升学率")
        await opened(at, "c", CiteScreen)
        (english, *_) = at.app.screen.quotes
        assert english.text.startswith(
            "progression (升学率) of 丙市, school year 2023/2024: 62.02%; not printed but computed"
        )


async def test_esc_copies_nothing() -> None:
    async with explorer() as at:
        await on_entrants(at)
        await opened(at, "c", CiteScreen)
        await at.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        assert at.app.clipboard == ""


async def test_a_click_takes_a_sentence() -> None:
    async with explorer() as at:
        await on_entrants(at)
        await opened(at, "c", CiteScreen)
        assert await at.pilot.click(OptionList, offset=(4, 1))
        await at.until(lambda: at.app.clipboard.startswith("entrants"))


async def test_c_says_when_there_is_no_figure() -> None:
    async with explorer() as at:
        await at.press("5")
        await at.shows("table:jia-2024,表3")
        await at.press("enter", "c")
        await at.until(lambda: "Only a figure can be cited." in at.foot)


async def test_the_language_of_the_interface_comes_first() -> None:
    async with explorer() as at:
        await on_entrants(at)
        set_language("zh")
        await opened(at, "c", CiteScreen)
        assert at.app.screen.quotes[0].kind == "zh"
