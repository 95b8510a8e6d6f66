"""Jump mode: a letter on everything, and where each leads."""

import pytest

from tests.tui.running import Explorer, explorer
from tui.frame import PaneLine, Trail
from tui.marking import MarkLine
from tui.panes import PANES
from tui.screens.jump import JumpScreen, Letter, targets_on
from tui.screens.picking import PickSheet

SIZES = [(120, 40), (80, 24)]


async def letters(at: Explorer, key: str = "semicolon") -> dict[str, Letter]:
    await at.press(key)
    await at.until(
        lambda: isinstance(at.app.screen, JumpScreen) and all(one.region for one in at.app.screen.query(Letter))
    )
    return {one.letter: one for one in at.app.screen.query(Letter)}


async def back(at: Explorer) -> None:
    await at.until(lambda: at.app.screen is at.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_letters_stand_on_panes_halves_and_the_foot(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        shown = await letters(at)
        assert len(shown) == len(PANES) + len("lvo") + 1, "the name above the one that is shown"
        line = at.screen.query_one(PaneLine).region
        assert sum(line.contains_region(one.region) for one in shown.values()) == len(PANES)
        assert at.listed.region.contains_region(shown["l"].region)
        assert at.view.region.contains_region(shown["v"].region)
        regions = [one.region for one in shown.values()]
        assert not any(a.overlaps(b) for a in regions for b in regions if a is not b)


@pytest.mark.parametrize(("letter", "pane"), list(zip("asdfgqw", [pane.id for pane in PANES], strict=True)))
async def test_a_letter_leads_to_its_pane(letter: str, pane: str) -> None:
    async with explorer() as at:
        await letters(at)
        await at.press(letter)
        await back(at)
        await at.until(lambda: at.screen.state.pane == pane)


@pytest.mark.parametrize("size", SIZES)
async def test_from_half_to_half_and_to_the_source(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await letters(at)
        await at.press("v")
        await at.until(lambda: at.view.has_focus)
        assert "l" in await letters(at)
        await at.press("l")
        await at.until(lambda: at.listed.has_focus)
        await letters(at)
        await at.press("v")
        await at.until(lambda: at.view.has_focus)
        await at.press("right", "right")
        await letters(at)
        await at.press("o")
        await at.shows("table:jia-2024,表3/at=3.2")


async def test_a_chip_has_a_letter_that_does_what_a_click_does() -> None:
    async with explorer() as at:
        await at.press("slash", *"市", "enter")
        await at.until(lambda: at.listed.view and at.listed.view.count == 2)
        before = {letter: target.action for letter, target in targets_on(at.screen).items()}
        chip = next(letter for letter, action in before.items() if action.startswith("drop_chip"))
        await letters(at)
        await at.press(chip)
        await at.until(lambda: at.listed.view and at.listed.view.count == 5)


async def test_any_other_key_and_esc_leave_it() -> None:
    async with explorer() as at:
        for key in ("escape", "1", "down"):
            await letters(at)
            await at.press(key)
            await back(at)
        assert at.screen.state.pane == "region"
        assert at.listed.place.row == 0


async def test_full_width_keys_of_an_input_method_and_capitals() -> None:
    async with explorer() as at:
        await letters(at, "；")
        await at.press("ｖ")
        await at.until(lambda: at.view.has_focus)
        await letters(at)
        await at.press("L")
        await at.until(lambda: at.listed.has_focus)


async def test_by_mouse() -> None:
    async with explorer() as at:
        shown = await letters(at)
        await at.pilot.click(shown["v"])
        await at.until(lambda: at.view.has_focus)
        await letters(at)
        await at.pilot.click(offset=(60, 30))
        await back(at)
        assert at.view.has_focus


async def test_another_size_ends_it_for_the_letters_would_stand_in_wrong_places() -> None:
    async with explorer() as at:
        await letters(at)
        await at.pilot.resize_terminal(90, 30)
        await back(at)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_marked_has_a_letter_that_leads_to_changing_it(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("down", "down", "space")
        await at.pilot.pause()
        shown = await letters(at)
        marks = at.screen.query_one(MarkLine)
        line = (marks if marks.display else at.screen.query_one(Trail)).region
        on_it = {one.region.x: letter for letter, one in shown.items() if line.contains_region(one.region)}
        await at.press(on_it[max(on_it)])
        await at.until(lambda: isinstance(at.app.screen, PickSheet))
