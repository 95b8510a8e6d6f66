"""The help: keys of the half in use, why things are as they are, all actions by groups; typing narrows it."""

import pytest

from tests.tui.running import Explorer, explorer
from tui.actions import ACTIONS, GROUPS, use_keys
from tui.grid import Grid
from tui.i18n import set_language
from tui.screens.help import Reasons, help_lines
from tui.screens.sheet import Field, Sheet
from tui.settings import Settings

SIZES = [(120, 40), (80, 24)]


def lines(
    text: str = "", part: str = "list", lang: str = "en", reasons: Reasons | None = None
) -> list[tuple[str, ...]]:
    set_language(lang)
    try:
        view = help_lines(part, reasons or Reasons(), text)
        return [tuple(cell.text for cell in row.cells) for row in view.rows()]
    finally:
        set_language("en")


async def opened(at: Explorer, key: str = "question_mark") -> Grid:
    await at.press(key)
    await at.until(lambda: isinstance(at.app.screen, Sheet) and at.app.screen.query_one(Grid).view)
    return at.app.screen.query_one(Grid)


def shown(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in grid.view.rows()] if grid.view else []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["question_mark", "f1", "？"])
async def test_help_shows_keys_of_the_part_and_the_marks(key: str, size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("tab")
        texts = shown(await opened(at, key))
        assert texts[0] == ("Keys of the view",)
        assert ("o", "source") in texts
        assert ("~", "comparable, but read the note below") in texts
        assert ("", "Not loaded: 甲省 2024") in texts
        await at.press("escape")
        assert at.app.screen is at.screen
        assert at.view.has_focus


def test_every_action_stands_in_a_group_once_and_those_of_the_foot_come_first() -> None:
    view = help_lines("compare", Reasons())
    keys = [row.key for row in view.rows() if row.key]
    first = [action.id for action in ACTIONS if "compare" in action.foot]
    assert keys == [*first, *(action.id for action in ACTIONS)]
    titles = [row.cells[0].text for row in view.rows() if len(row.cells) == 1]
    assert titles == ["Keys of a comparison", *GROUPS, "Marks"]


async def test_it_says_why_the_cell_is_marked_and_what_is_held_back() -> None:
    async with explorer() as at:
        await at.press("tab", "right", "right")
        texts = shown(await opened(at))
        assert ("", "=  computed from printed figures") in texts
        assert ("", "升学率 = 升学人数 / 毕业生数 = 1143 / 1843") in texts
        await at.press("escape", "left", "underscore", "home", "slash", *"生", "enter")
        await at.until(lambda: "/q=生" in at.address)
        texts = shown(await opened(at))
        assert ("", "hidden columns: 1; C shows them") in texts
        assert ("", "rows are held back: holds 生") in texts


async def test_typing_narrows_it_and_enter_carries_out() -> None:
    async with explorer() as at:
        grid = await opened(at)
        await at.press(*"among", "space", *"its")
        await at.until(lambda: shown(grid) == [("Comparing",), ("p", "among its peers")])
        await at.press("enter")
        await at.shows("region:甲省/face=peers")


async def test_enter_on_what_is_only_read_does_nothing() -> None:
    async with explorer() as at:
        grid = await opened(at)
        await at.press(*"computed from")
        await at.until(lambda: shown(grid) == [("Marks",), ("=", "computed from printed figures")])
        await at.press("enter")
        await at.pilot.pause(0.1)
        assert isinstance(at.app.screen, Sheet)


async def test_the_arrows_and_pages_move_in_the_list_while_one_types() -> None:
    async with explorer() as at:
        grid = await opened(at)
        assert isinstance(at.app.focused, Field)
        await at.press("down")
        assert grid.row
        assert grid.row.key == "mark"
        await at.press("pagedown")
        assert grid.place.row > 20
        await at.press("pageup", "pageup")
        assert grid.row.key == "activate"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", ["narrow", "筛选", "篩選", "sx", "shaixuan", "ＳＸ", "/", "／"])
def test_it_is_searched_in_both_languages_by_pinyin_initials_and_key(text: str, lang: str) -> None:
    label = {"zh": "筛选", "en": "narrow"}[lang]
    assert lines(text, lang=lang)[1] == ("/", label)


def test_marks_and_remarks_are_searched_as_well() -> None:
    reasons = Reasons(("=  computed",), ("Not loaded: 丙市 2024", "another"))
    assert lines("丙市", reasons=reasons) == [("Notes on this view",), ("", "Not loaded: 丙市 2024")]
    assert lines("lost")[-1][0] == "lost"
    assert lines("nothing is called so") == []


def test_a_long_remark_is_broken_not_cut() -> None:
    told = "a remark of many words " * 6
    said = [row.cells[1].text for row in help_lines("list", Reasons((), (told,)), "remark", 40).rows()[1:]]
    assert " ".join(said) == told.strip()
    assert all(len(part) <= 40 for part in said)


def test_the_keys_are_those_in_force() -> None:
    use_keys(Settings(keys={"find": "f7 ctrl+k"}).keys)
    try:
        assert ("f7 ctrl+k", "find") in lines("find")
    finally:
        use_keys({})
