"""Where a terminal draws characters of ambiguous width two cells wide, all that is measured counts two."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.events import CursorPosition

from tests.tui.running import explorer
from tui.cells import cells, wrapped
from tui.drawing import CURSOR_SIGN, LESS_SIGN, MARK_SIGN, MORE_SIGN
from tui.fitting import fitted
from tui.frame import Trail
from tui.settings import Settings
from tui.signs import ascii_wanted, use_ascii
from tui.width import count_ambiguous, wide_at

AMBIGUOUS = "“”‘’—…·①℃×±°→●■"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    count_ambiguous(1)
    use_ascii(False)


@pytest.mark.parametrize("width", [1, 2])
def test_rich_and_our_own_measure_count_alike(width: int) -> None:
    count_ambiguous(3 - width)
    count_ambiguous(width)
    for character in AMBIGUOUS:
        assert cell_len(character) == cells(character) == width
        assert cell_len(f"中{character}a") == 3 + width
    for others, filled in (("abc", 3), ("中文", 4), ("\u2800⣿", 2), ("e\u0301", 1), ("ñ", 1), ("（，", 4)):
        assert cell_len(others) == cells(others) == filled


def test_a_wide_character_is_cut_as_a_whole() -> None:
    count_ambiguous(2)
    before, after = Segment("a“b”").split_cells(2)
    assert (before.text, after.text) == ("a ", " b”")
    assert set_cell_size("“”", 3) == "“ "
    assert fitted("“十四五”", 9) == "“十四.. "
    assert wrapped("① ② ③ ④", 5) == ["① ②", "③ ④"]


def test_the_signs_that_are_drawn_are_not_ambiguous() -> None:
    count_ambiguous(2)
    assert [cell_len(sign) for sign in (CURSOR_SIGN, MARK_SIGN, MORE_SIGN, LESS_SIGN)] == [1, 1, 1, 1]


def test_the_answer_of_the_terminal() -> None:
    assert wide_at(2) is True
    assert wide_at(1) is False
    assert wide_at(0) is None
    assert wide_at(40) is None


async def test_what_is_on_the_screen_is_measured_anew() -> None:
    address = "school:" + quote("a“b”c")
    async with explorer(begin=address, first=address) as at:
        at.app._asked_width = True
        at.app.post_message(CursorPosition(2, 0))
        await at.until(lambda: cell_len("“") == 2)
        await at.pilot.pause()
        for y in range(4):
            assert at.view.render_line(y).cell_length == at.view.size.width
            assert at.listed.render_line(y).cell_length == at.listed.size.width
        assert at.trail[-1] == "a“b”c"
        assert at.screen.query_one(Trail).render().cell_length == cells(at.screen.query_one(Trail).render().plain)


async def test_an_answer_that_was_not_asked_for_changes_nothing() -> None:
    async with explorer() as at:
        at.app.post_message(CursorPosition(2, 0))
        await at.pilot.pause(0.1)
        assert cell_len("“") == 1


async def test_the_setting_stands_before_the_terminal() -> None:
    async with explorer(settings=Settings(ambiguous_width="2")) as at:
        assert cell_len("“") == 2
        assert at.app._asked_width is False
    async with explorer(settings=Settings(ambiguous_width="1")):
        assert cell_len("“") == 1


async def test_signs_can_be_ascii() -> None:
    async with explorer(settings=Settings(signs="ascii")) as at:
        assert at.listed.render_line(1).text.startswith(">")
        await at.press("down")
        await at.shows("region:省属")
        drawn = at.screen.query_one(Trail).render().plain
        assert "甲省 > 省属" in drawn


def test_a_linux_console_gets_ascii() -> None:
    assert ascii_wanted("auto", {"TERM": "linux"})
    assert not ascii_wanted("auto", {"TERM": "xterm-256color"})
    assert not ascii_wanted("unicode", {"TERM": "linux"})
