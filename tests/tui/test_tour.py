"""The short tour: shown once, beside what it speaks of, and ended by whatever a person begins to do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.geometry import Region, Size
from textual.widgets import Static

from db.address import parse_address
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer
from tui.actions import use_keys
from tui.app import NianbaoApp
from tui.i18n import set_language
from tui.remembered import Memory
from tui.screens.sheet import Sheet
from tui.screens.tour import STOPS, TourScreen, place_beside
from tui.settings import Settings

SIZES = [(120, 40), (80, 24)]


@asynccontextmanager
async def touring(size: tuple[int, int] = (120, 40), settings: Settings | None = None) -> AsyncIterator[Explorer]:
    """The app at its first start, the first card on the screen."""
    set_language("en")
    fake = FakeSource()
    app = NianbaoApp(lambda: fake, settings=settings or Settings(), begin=parse_address("region"), tour=True)
    async with app.run_test(size=size) as pilot:
        at = Explorer(pilot, fake)
        await at.until(lambda: isinstance(app.screen, TourScreen) and standing_out(at))
        yield at
    use_keys({})


def tour(at: Explorer) -> TourScreen:
    assert isinstance(at.app.screen, TourScreen)
    return at.app.screen


def standing_out(at: Explorer) -> list[str]:
    return [widget.id or type(widget).__name__ for widget in at.screen.query(".-toured")]


@pytest.mark.parametrize("size", SIZES)
async def test_enter_leads_past_each_stop_and_backspace_back(size: tuple[int, int]) -> None:
    async with touring(size) as at:
        seen = []
        for number in range(len(STOPS)):
            await at.until(lambda wanted=number: tour(at).number == wanted)
            seen += standing_out(at)
            card = tour(at).query_one(Static)
            await at.until(lambda shown=card: shown.region.height)
            spoken_of = at.screen.query(".-toured").first().region
            assert card.region in tour(at).region
            assert not card.region.overlaps(spoken_of)
            assert f"{number + 1} of {len(STOPS)}" in str(card.render())
            await at.press("enter")
        assert seen == ["PaneLine", "list", "Foot", "KeyLine", "KeyLine"]
        await at.until(lambda: at.app.screen is at.screen)
        assert standing_out(at) == []
        assert at.listed.has_focus


async def test_backspace_leads_back_and_not_out() -> None:
    async with touring() as at:
        await at.press("enter", "backspace", "backspace")
        assert tour(at).number == 0
        assert standing_out(at) == ["PaneLine"]


async def test_esc_ends_it_and_does_nothing_else() -> None:
    async with touring() as at:
        await at.press("enter", "escape")
        await at.until(lambda: at.app.screen is at.screen)
        assert standing_out(at) == []
        assert at.address == "region:甲省"
        assert at.listed.place.row == 0


async def test_any_other_key_ends_it_and_does_what_it_does() -> None:
    async with touring() as at:
        await at.press("j")
        await at.until(lambda: at.listed.place.row == 1)
        assert at.app.screen is at.screen
    async with touring() as at:
        await at.press("question_mark")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
    async with touring() as at:
        await at.press("enter", "５")
        await at.until(lambda: at.screen.state.pane == "tables")


async def test_a_click_on_the_card_leads_on_and_one_beside_it_ends_it() -> None:
    async with touring() as at:
        card = tour(at).query_one(Static)
        await at.until(lambda: card.region.height)
        await at.pilot.click(card)
        assert tour(at).number == 1
        await at.pilot.click(offset=(100, 35))
        await at.until(lambda: at.app.screen is at.screen)


async def test_it_names_the_keys_that_are_in_force() -> None:
    async with touring(settings=Settings(keys={"find": "f7"})) as at:
        await at.press("enter", "enter", "enter")
        assert tour(at).said.startswith("f7 finds")


async def test_it_is_in_the_palette_and_comes_again_when_asked_for() -> None:
    async with touring() as at:
        await at.press("escape", "ctrl+p")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        await at.press(*"tour", "enter")
        await at.until(lambda: isinstance(at.app.screen, TourScreen))


def test_the_first_start_is_that_at_which_nothing_was_kept(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    memory = Memory(tmp_path / "a.db", state)
    assert memory.first_start
    memory.keep(memory.recall())
    assert not Memory(tmp_path / "another.db", state).first_start


def test_a_card_stands_beside_what_it_speaks_of() -> None:
    screen = Size(80, 24)
    assert place_beside(Region(0, 2, 32, 19), screen, lambda _width: 7) == Region(34, 4, 44, 7)
    assert place_beside(Region(0, 1, 80, 1), screen, lambda _width: 7) == Region(2, 2, 56, 7)
    assert place_beside(Region(0, 21, 80, 2), screen, lambda _width: 7) == Region(2, 14, 56, 7)
