"""Views of the program are found by what they are called, in the box, the palette and on the command line."""

import pytest

from db.address import ViewRequest, parse_address
from db.view import Cell, RowKind
from tests.library import bundled_library
from tests.tui.command_line import Run, database, run
from tests.tui.fake import FakeSource
from tests.tui.running import explorer
from tests.tui.test_find import box, opened, results, said, shows
from tui.findable import found, is_nothing
from tui.fitting import around
from tui.panes import PANES
from tui.places import PLACES
from tui.screens.palette import palette_lines

__all__ = ["database", "run"]  # fixtures


def views(text: str) -> list[str]:
    """Addresses of those that stand among what is found."""
    rows = found(FakeSource(), ViewRequest("find", (text,))).rows()
    return [row.key.removeprefix("views ") for row in rows if row.key.startswith("views ")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("附表缺项", "gaps"),
        ("缺项", "gaps"),
        ("fubiao", "gaps"),
        ("gaps", "gaps"),
        ("annex forms", "gaps"),
        ("概览", "overview"),
        ("校核", "findings/face=rules"),
        ("findings", "findings/face=rules"),
        ("原表", "tables"),
        ("年报清单", "reports"),
        ("待查看", "unclear"),
    ],
)
def test_a_view_is_found_by_its_words_in_both_languages_by_pinyin_and_by_its_kind(text: str, address: str) -> None:
    assert views(text)[0] == address


@pytest.mark.parametrize("text", ["", "校", "jh", "bing", "庆阳"])
def test_what_is_short_or_called_otherwise_brings_no_views(text: str) -> None:
    assert not views(text)


def test_one_that_is_just_so_stands_first_and_the_others_last() -> None:
    with bundled_library() as library:
        for text, place in (("指标", 0), ("年报清", -1)):
            headings = [
                row.key for row in found(library, ViewRequest("find", (text,))).rows() if row.kind is RowKind.HEADING
            ]
            assert headings[place] == "heading views"


@pytest.mark.parametrize("request_", [place.request for place in PLACES] + [pane.list for pane in PANES], ids=str)
def test_every_one_of_them_is_there(request_: ViewRequest) -> None:
    with bundled_library() as library:
        assert library.view(request_).columns
    assert parse_address(str(request_)) == request_


async def test_enter_goes_to_a_view_that_is_found_and_esc_back() -> None:
    async with explorer(source=bundled_library(), first="") as at:
        await opened(at)
        await at.press(*"附表缺项")
        await shows(at, "What the annex forms lack")
        await at.press("enter")
        await at.shows("gaps")
        await at.press("escape", "f2")
        await at.press(*"校核")
        await shows(at, "Findings")
        await at.press("enter")
        await at.until(lambda: at.screen.state.pane == "findings")


def test_the_palette_has_them() -> None:
    for text in ("附表缺项", "fbqx", "gaps", "待查看"):
        rows = [row for row in palette_lines(text).rows() if row.key.startswith("@")]
        assert rows
        assert rows[0].cells[1].text in ("What the annex forms lack", "To look at")
    assert not [row for row in palette_lines("").rows() if row.key.startswith("@")]


def test_the_command_line_has_them(run: Run) -> None:
    outcome = run("find", "附表缺项", lang="zh")
    assert outcome.code == 0
    assert outcome.cells("附表缺项") == ["附表缺项", "gaps"]


# Where nothing is found


async def test_the_box_shows_the_nearest_names_as_the_command_line_does(run: Run) -> None:
    outcome = run("find", "庆阳理工中专")
    assert outcome.code == 1
    async with explorer(source=bundled_library(), first="") as at:
        await opened(at)
        await at.press(*"庆阳理工中专")
        await at.until(lambda: "“庆阳理工中专”" in said(at))
        view = results(at).view
        assert view
        assert is_nothing(view)
        names = [row.cells[0].text for row in view.rows() if row.kind is RowKind.DATA]
        assert all(name in outcome.err for name in names)
        await at.press("enter")
        await at.shows(f"school:{names[0]}")


# The excerpt


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "..算化、学前教育、护理、计算机网络技术.."),
        (20, "..教育、护理、计算.."),
        (8, "..护理.."),
        (90, "机电技术应用、机械加工技术、会计电算化、学前教育、护理、计算机网络技术、电子商务"),
    ],
)
def test_a_text_is_cut_around_what_was_looked_for(width: int, shown: str) -> None:
    text = "机电技术应用、机械加工技术、会计电算化、学前教育、护理、计算机网络技术、电子商务"
    assert around(text, "护理", width) == shown


def test_what_stands_at_an_end_is_cut_at_the_other() -> None:
    assert around("护理、药剂、康复技术、医学检验", "护理", 16) == "护理、药剂、康.."
    assert around("医学检验、康复技术、护理", "护理", 16) == "..康复技术、护理"
    assert around("没有它的一段文字在这里", "护理", 10) == "没有它的.."


async def test_it_stands_out_in_the_box_but_where_the_cursor_is() -> None:
    async with explorer(source=bundled_library(), first="") as at:
        await opened(at)
        await at.press(*"护理")
        await shows(at, "护理")
        grid = results(at)
        marked = [
            segment.text
            for y in range(grid.size.height)
            for segment in grid.render_line(y)
            if segment.style and segment.style.bold and segment.text == "护理"
        ]
        assert len(marked) > 5
        assert isinstance(grid.view and grid.view.rows()[1].cells[0], Cell)
        assert box(at).wanted == "护理"
