"""Sections that fold, and the next record without leaving the one that is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.view import Cell, Column, Row, RowKind
from tests.tui.running import Explorer, explorer
from tui.columns import is_title
from tui.folding import Folded, sections_around
from tui.listing import Listing

SIZES = [(120, 40), (80, 24)]
NAMES = ["甲省", "省属", "乙市", "丙市", "丁州"]


def rows_of(at: Explorer) -> list[tuple[RowKind, str]]:
    view = at.view.view
    assert view is not None
    return [(row.kind, row.cells[0].text) for row in view.rows()]


def titles(at: Explorer) -> list[tuple[RowKind, str]]:
    return [(kind, text) for kind, text in rows_of(at) if kind is not RowKind.DATA]


def drawn(at: Explorer, row: int) -> str:
    return at.view.render_line(row - at.view.scroll_offset.y + 1).text.rstrip()


FIRST, SECOND, THIRD = "毕业与升学", "规模", "学校"


@pytest.mark.parametrize("size", SIZES)
async def test_z_folds_the_section_and_unfolds_it(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("tab", "down", "z")
        assert titles(at) == [(RowKind.FOLDED, FIRST), (RowKind.HEADING, SECOND), (RowKind.HEADING, THIRD)]
        assert rows_of(at)[1] == (RowKind.HEADING, SECOND)
        assert at.view.place.row == 0, "the cursor is on what was folded"
        assert drawn(at, 0) == "›+毕业与升学 (2)"
        await at.press("z")
        assert titles(at)[0] == (RowKind.HEADING, FIRST)
        assert at.view.row
        assert at.view.row.key == "升学率", "the cursor is in what was unfolded"


async def test_enter_opens_what_is_folded() -> None:
    async with explorer() as at:
        await at.press("tab", "z", "enter")
        assert rows_of(at)[0] == (RowKind.HEADING, FIRST)
        assert at.address == "region:甲省"


async def test_a_click_on_a_heading_folds_and_unfolds() -> None:
    async with explorer() as at:
        await at.pilot.click(at.view, offset=(4, 1))
        assert rows_of(at)[0] == (RowKind.FOLDED, FIRST)
        await at.pilot.click(at.view, offset=(4, 1))
        assert rows_of(at)[0] == (RowKind.HEADING, FIRST)


async def test_all_sections_fold_and_unfold() -> None:
    async with explorer() as at:
        await at.press("tab", "down", "down", "down", "Z")
        assert rows_of(at) == [(RowKind.FOLDED, text) for text in (FIRST, SECOND, THIRD)]
        assert at.view.place.row == 1
        await at.press("Z")
        assert all(kind is RowKind.HEADING for kind, _text in titles(at))


async def test_the_cursor_walks_over_folded_sections() -> None:
    async with explorer() as at:
        await at.press("tab", "z", "down")
        assert at.view.row
        assert at.view.row.key == "在校生数"
        await at.press("up")
        assert at.view.row.kind is RowKind.FOLDED


async def test_folding_is_kept_from_one_record_to_the_next() -> None:
    async with explorer() as at:
        await at.press("tab", "z", "n")
        await at.shows("region:省属")
        await at.until(lambda: rows_of(at)[0] == (RowKind.FOLDED, FIRST))
        await at.press("escape", "2")
        await at.until(lambda: at.address.startswith("school"))
        assert titles(at) == [(RowKind.HEADING, "称号与名单")], "other kinds of views have folds of their own"


async def test_a_view_without_sections_says_so() -> None:
    async with explorer() as at:
        await at.press("z")
        assert "There are no sections here to fold." in at.foot
        await at.press("Z")
        assert "There are no sections here to fold." in at.foot


async def test_what_is_narrowed_is_shown_whole() -> None:
    async with explorer() as at:
        await at.press("tab", "Z", "slash", *"生数", "enter")
        await at.until(lambda: at.address.endswith("生数"))
        assert RowKind.FOLDED not in {kind for kind, _text in rows_of(at)}


async def test_esc_comes_back_to_the_row_though_sections_were_folded_meanwhile() -> None:
    async with explorer() as at:
        await at.press("tab", "down", "down", "down")
        await at.until(lambda: at.view.row and at.view.row.key == "招生数")
        at.screen.open(at.view.view.request.having(year="2024"))  # type: ignore[union-attr]
        await at.until(lambda: "year=2024" in at.address)
        await at.press("home", "z")
        await at.until(lambda: rows_of(at)[0] == (RowKind.FOLDED, FIRST))
        await at.press("escape")
        await at.shows("region:甲省")
        assert at.view.row
        assert at.view.row.key == "招生数"


# --- the next record ---


@pytest.mark.parametrize("size", SIZES)
async def test_n_goes_to_the_next_record_on_the_same_line(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("tab", "down", "down", "right", "right")
        assert at.view.row
        assert at.view.row.key == "在校生数"
        for name in NAMES[1:]:
            await at.press("n")
            await at.shows(f"region:{name}")
            assert at.view.has_focus
            assert (at.view.row.key, at.view.column) == ("在校生数", 2)
        await at.press("n")
        assert at.address == "region:丁州", "there is none after the last"
        await at.press("N")
        await at.shows("region:丙市")


async def test_n_from_further_on_can_be_taken_back() -> None:
    async with explorer() as at:
        await at.press("tab", "enter")
        await at.shows("indicator:升学率")
        await at.press("n")
        await at.shows("region:省属")
        await at.press("escape")
        await at.shows("indicator:升学率")


# --- what is folded, whatever the view ---

heading_rows = st.builds(
    lambda text, depth: Row((Cell(text),), RowKind.HEADING, depth), st.sampled_from("甲乙丙"), st.integers(0, 2)
)
data_rows = st.integers(0, 9).map(lambda number: Row((Cell(str(number)), Cell("x")), key=f"row {number}"))


@given(st.lists(heading_rows | data_rows), st.frozensets(st.sampled_from("甲乙丙")))
def test_only_whole_sections_go_and_their_rows_are_counted(rows: list[Row], closed: frozenset[str]) -> None:
    folded = Folded(Listing((Column("a"), Column("b")), tuple(rows)), closed)
    shown = folded.rows()
    outside = [row for i, row in enumerate(rows) if not set(sections_around(rows, i)) & closed]
    assert [row for row in shown if row.kind is not RowKind.FOLDED] == outside
    hidden = sum(int(str((row.cells[0].values or {})["n"])) for row in shown if row.kind is RowKind.FOLDED)
    assert hidden == len(data(rows)) - len(data(outside))
    assert [folded.rows(i, 1)[0] for i in range(folded.count)] == shown


def data(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not is_title(row)]
