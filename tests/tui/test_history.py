"""Back and forward over what was shown, bookmarks, and addresses that open the same again."""

from pathlib import Path

import pytest

from db.address import parse_address
from tests.tui.running import Explorer, explorer
from tui.grid import Grid
from tui.journey import KEPT, Journey, Visit
from tui.remembered import Memory
from tui.screens.sheet import Sheet
from tui.state import Place


def visit(name: str, row: int = 0) -> Visit:
    return Visit(parse_address(f"region:{name}"), name, Place(row))


def names(journey: Journey) -> str:
    """The one shown in brackets."""
    return "".join(f"({v.label})" if i == journey.at else v.label for i, v in enumerate(journey.visits))


def journey(*labels: str) -> Journey:
    made = Journey()
    for label in labels:
        made = made.to(visit(label))
    return made


def test_one_goes_back_and_forward() -> None:
    there = journey("a", "b", "c")
    assert names(there) == "ab(c)"
    back = there.moved(-1)
    assert back is not None
    assert names(back) == "a(b)c"
    assert back.moved(1) == there
    assert there.moved(1) is None
    assert Journey().moved(-1) is None


def test_whoever_turns_off_gives_up_what_lay_ahead() -> None:
    back = journey("a", "b", "c").moved(-2)
    assert back is not None
    assert names(back.to(visit("d"))) == "a(d)"


def test_the_same_again_is_one_visit() -> None:
    assert names(journey("a", "b", "b")) == "a(b)"


def test_what_is_passed_by_leaves_no_trace() -> None:
    there = journey("a").to(visit("b"), passing=True).to(visit("c"), passing=True).to(visit("d"))
    assert names(there) == "a(d)"
    assert names(journey("a").to(visit("b"), passing=True).stayed().to(visit("c"))) == "ab(c)"


def test_the_place_in_what_is_left_is_kept() -> None:
    back = journey("a").placed(Place(5)).to(visit("b")).moved(-1)
    assert back is not None
    assert back.now == visit("a", 5)


def test_it_goes_on_after_earlier_sessions() -> None:
    before = Journey.after([visit("a"), visit("b")])
    assert names(before.to(visit("c"))) == "ab(c)"
    assert [v.label for v in journey("a", "b", "a").latest()] == ["a", "b"]


def test_it_does_not_grow_for_ever() -> None:
    there = journey(*map(str, range(KEPT + 20)))
    assert len(there.visits) == KEPT
    assert there.now == visit(str(KEPT + 19))


# In the explorer


async def go_through_three_views(at: Explorer) -> None:
    await at.press("tab", "down", "down", "enter")
    await at.until(lambda: at.address.startswith("indicator:"))
    await at.press("down", "enter")
    await at.until(lambda: at.address.startswith("region:") and at.address != "region:甲省")


@pytest.mark.parametrize("keys", [("alt+left", "alt+right"), ("ctrl+o", "alt+right")])
async def test_back_and_forward_with_the_places(keys: tuple[str, str]) -> None:
    async with explorer() as at:
        await go_through_three_views(at)
        last = at.address
        await at.press(keys[0])
        await at.until(lambda: at.address.startswith("indicator:") and at.view.place.row == 1)
        await at.press(keys[0])
        await at.until(lambda: at.address == "region:甲省" and at.view.place.row == 4)
        await at.press(keys[1], keys[1])
        await at.shows(last)
        await at.press(keys[1])
        assert "Nothing was shown after this." in at.foot
        assert at.address == last


async def test_at_the_beginning_that_is_said() -> None:
    async with explorer() as at:
        await at.press("alt+left")
        assert "Nothing was shown before this." in at.foot


async def test_back_leads_to_another_pane_and_esc_back_from_there() -> None:
    async with explorer() as at:
        await at.press("tab", "2")
        await at.until(lambda: at.address.startswith("school:") and at.screen.state.pane == "school")
        school = at.address
        await at.press("tab", "alt+left")
        await at.until(lambda: at.screen.state.pane == "region" and at.address == "region:甲省")
        await at.press("alt+right")
        await at.until(lambda: at.screen.state.pane == "school" and at.address == school)


async def test_the_list_passed_through_is_no_history() -> None:
    async with explorer() as at:
        for name in ("省属", "乙市", "丙市"):
            await at.press("down")
            await at.shows(f"region:{name}")
        await at.press("tab")
        assert [visit.label for visit in at.screen.journey.visits] == ["甲省 › 丙市"]


async def test_a_bookmark_is_set_listed_opened_and_taken_away(tmp_path: Path) -> None:
    def memory() -> Memory:
        return Memory(tmp_path / "a.db", tmp_path / "state.json")

    async with explorer(memory=memory()) as at:
        await at.press("down", "down")
        await at.shows("region:乙市")
        await at.press("tab", "b")
        assert "Bookmark set: 甲省 › 乙市" in at.foot
        await at.press("q")
    async with explorer(memory=memory()) as at:
        await at.press("2")
        await at.until(lambda: at.screen.state.pane == "school")
        await at.press("B")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        view = at.app.screen.query_one(Grid).view
        assert view is not None
        assert [row.cells[0].text for row in view.rows()[:3]] == ["Bookmarks", "甲省 › 乙市", "Shown before"]
        await at.press("enter")
        await at.until(lambda: at.address == "region:乙市" and at.screen.state.pane == "region")
        await at.press("b")
        assert "Bookmark taken away" in at.foot
        assert at.screen.bookmarks == ()
        await at.press("q")
    assert memory().recall().bookmarks == ()


async def test_the_sheet_of_bookmarks_narrows_as_one_types() -> None:
    async with explorer() as at:
        await go_through_three_views(at)
        await at.press("B")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        await at.press(*"indic", "enter")
        await at.until(lambda: at.address.startswith("indicator:"))


async def test_a_list_can_be_a_bookmark() -> None:
    async with explorer() as at:
        await at.press("right", "s")
        await at.until(lambda: str(at.screen.request_of("list")) == "region/sort=schools")
        await at.press("b", "2")
        await at.until(lambda: at.screen.state.pane == "school")
        await at.press("B")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        await at.press("enter")
        await at.until(lambda: str(at.screen.request_of("list")) == "region/sort=schools")
        assert at.screen.state.pane == "region"


async def test_the_address_is_shown_and_copied_and_opens_the_same_again() -> None:
    async with explorer() as at:
        await at.press("tab", "right", "right", "s")
        await at.until(lambda: "sort=" in at.address)
        await at.press("slash", *"ab", "enter")
        await at.until(lambda: "q=ab" in at.address)
        address = at.address
        await at.press("@")
        assert f"Address, copied: {address}" in at.foot
        assert at.app.clipboard == address
    async with explorer(begin=address, first=address) as at:
        assert at.view.has_focus
        assert at.listed.row is not None
        assert at.listed.row.key == "甲省"
        await at.press("tab", "@")
        assert at.app.clipboard == "region"


@pytest.mark.parametrize(
    ("address", "pane"),
    [("compare:乙市,丙市", "region"), ("table:jia-2024,表3", "tables"), ("indicator:招生数", "indicator")],
)
async def test_a_view_is_opened_in_its_pane(address: str, pane: str) -> None:
    async with explorer(begin=address, first=address) as at:
        assert at.screen.state.pane == pane
        assert at.view.has_focus


async def test_a_list_is_opened_on_the_left() -> None:
    async with explorer(begin="region/sort=-schools", first="region:甲省") as at:
        assert str(at.screen.request_of("list")) == "region/sort=-schools"
        assert at.listed.has_focus


async def test_a_wrong_address_at_the_start_is_said_and_the_list_shown() -> None:
    async with explorer(begin="region:无", first="region:甲省") as at:
        await at.until(lambda: "There is no region “无”." in at.foot)
