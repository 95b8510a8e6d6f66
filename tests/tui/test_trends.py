"""Trends: how they are drawn, what is said of them, and what can be done on one in the explorer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from db.address import parse_address
from db.view import Cell, Column, ColumnKind, Point, Row
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.cells import cells
from tui.columns import Measures, plan
from tui.signs import use_ascii
from tui.trends import drawn_trend, told_trend


@pytest.fixture
def _in_ascii() -> Iterator[None]:
    use_ascii(True)
    yield
    use_ascii(False)


def points(*figures: float | None, apart: tuple[int, ...] = ()) -> tuple[Point, ...]:
    """Of the years from 2020 on; `apart`: places of those that are not comparable with the one before."""
    cells_ = [Cell() if f is None else Cell(str(f), f, mark="#" if i in apart else "") for i, f in enumerate(figures)]
    return tuple(Point(2020 + i, cell) for i, cell in enumerate(cells_))


def test_a_year_is_a_cell_whose_dots_rise_and_fall() -> None:
    assert drawn_trend(points(1, 2, 3, 4)) == "⣀⠤⠒⠁"
    assert drawn_trend(points(4, 3, 2, 1)) == "⠉⠒⠤⡀"
    assert drawn_trend(points(0, 9, 0)) == "⡰⠱⡀"


def test_a_missing_year_keeps_its_cell_and_joins_nothing() -> None:
    assert drawn_trend(points(1, 1.1, None, 4)) == "⣀⡀ ⠁"
    assert drawn_trend(points(None, 1, 2, 4)) == " ⣀⠔⠁"


def test_what_is_not_comparable_is_seen_and_not_joined() -> None:
    joined, apart = drawn_trend(points(1, 1, 4, 4)), drawn_trend(points(1, 1, 4, 4, apart=(2,)))
    assert joined == "⣀⡰⠉⠁"
    assert apart == "⣀⡀⠉⠁"


def test_equal_figures_are_a_line() -> None:
    assert drawn_trend(points(5, 5, 5)) == "⠒⠒⠂"


@pytest.mark.usefixtures("_in_ascii")
def test_in_ascii_a_year_has_two_letters() -> None:
    assert drawn_trend(points(1, 2, 3, 4)) == "__..--'"
    assert drawn_trend(points(1, None, 4, 4, apart=(3,))) == "_   ' '"


figures = st.lists(st.none() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6), max_size=12)


@given(figures, st.booleans())
def test_it_is_never_wider_than_its_years_and_of_no_ambiguous_sign(values: list[float | None], ascii_: bool) -> None:
    use_ascii(ascii_)
    try:
        drawn = drawn_trend(points(*values))
    finally:
        use_ascii(False)
    assert cell_len(drawn) == cells(drawn) == len(drawn) <= len(values) * (2 if ascii_ else 1)
    assert drawn.isascii() if ascii_ else all(sign == " " or "\u2800" < sign <= "\u28ff" for sign in drawn)


def test_the_figures_are_told_with_their_years() -> None:
    assert told_trend(points(7984, None, 5084, apart=(2,))) == "2019/20 7984; 2021/22 5084 #"


COLUMNS = (
    Column("indicator", frozen=True),
    Column("n", ColumnKind.NUMBER),
    Column("trend", ColumnKind.TREND, label="走势", sparse=True),
)


@pytest.mark.parametrize(("room", "seen"), [(80, True), (50, False)])
def test_a_text_is_not_cut_short_for_it(room: int, seen: bool) -> None:
    measures = Measures(COLUMNS)
    long_name = Cell("接入国家智慧教育平台的国家级虚拟仿真")
    measures.take([Row((long_name, Cell("1 234 567", 1234567), Cell(points=points(1, 2, 3, 4, 5, 6, 7, 8))))])
    planned = plan(measures, room)
    assert (planned.slot(2) is not None) == seen
    assert planned.more != seen


async def opened(at: Explorer, address: str, key: str) -> None:
    """With the cursor on the trend of a row."""
    at.screen.open(parse_address(address), at=key)
    await at.shows(address)
    await at.until(lambda: at.view.row and at.view.row.key == key)
    while at.view.cell and not at.view.cell.points:
        before = at.view.column
        await at.press("right")
        assert at.view.column > before, "there is a trend in this row"


REGION = "region:庆阳市/year=2024,2025"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_foot_says_the_years_and_figures_and_y_copies_them(size: tuple[int, int]) -> None:
    said = "2023/24 7984; 2024/25 5156; 2025/26 4526"
    with bundled_library() as library:
        async with explorer(size, library, "region:甘肃省") as at:
            await opened(at, REGION, "entrants")
            await at.until(lambda: f"Trend: {said}" in at.foot and "Source: qingyang-2025" in at.foot)
            await at.press("y")
            await at.until(lambda: f"Copied: {said}" in at.foot)
            assert at.app.clipboard == said


async def test_it_is_drawn_on_the_screen_and_moved_and_hidden_like_any_column() -> None:
    with bundled_library() as library:
        async with explorer(source=library, first="region:甘肃省") as at:
            await opened(at, REGION, "entrants")
            line = at.view.render_line(at.view.place.row - at.view.scroll_offset.y + 1).text
            assert sum("\u2800" < sign <= "\u28ff" for sign in line) == 3
            assert at.view.view
            before = [column.id for column in at.view.view.columns]
            await at.press("less_than_sign")
            await at.until(lambda: at.view.view and [c.id for c in at.view.view.columns] != before)
            assert [c.id for c in at.view.view.columns].index("trend") == before.index("trend") - 1
            await at.until(lambda: at.view.cell and at.view.cell.points)
            await at.press("underscore")
            await at.until(lambda: at.view.view and "trend" not in [c.id for c in at.view.view.columns])


@pytest.mark.parametrize("key", ["s", "f", "F"])
async def test_it_is_no_order_and_no_filter(key: str) -> None:
    with bundled_library() as library:
        async with explorer(source=library, first="region:甘肃省") as at:
            await opened(at, REGION, "entrants")
            await at.press(key)
            await at.until(lambda: "only draws the figures" in at.foot)
            assert at.address == REGION


async def test_help_says_what_is_drawn_and_v_draws_it_large() -> None:
    with bundled_library() as library:
        async with explorer(source=library, first="region:甘肃省") as at:
            await opened(at, "region:庆阳市", "entrants")
            from tui.screens.help import reasons_in

            assert any("joined where years may be compared" in reason for reason in reasons_in(at.view).cell)
            await at.press("v")
            await at.shows("region:庆阳市/chart=row.entrants")
