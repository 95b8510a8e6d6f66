"""Bars in the cells of a column: negative ones stand left of a line at zero, in any colour and in none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from db.view import Cell, Column, ColumnKind, Row
from tui.bars import Bar, laid
from tui.columns import Measures, plan
from tui.drawing import Drawing, Styles
from tui.plain import plain
from tui.signs import use_ascii
from tui.themes import INK

SHARES = st.floats(-1, 1, allow_nan=False)


@given(st.lists(SHARES | st.none(), min_size=1), st.integers(6, 60))
def test_bars_stand_on_their_side_of_one_zero(shares: list[float | None], width: int) -> None:
    known = [share for share in shares if share is not None]
    span = (min((0.0, *known)), max((0.0, *known))) if min((0.0, *known)) < 0 else (0.0, 1.0)
    bars = [laid(share, span, width) for share in shares]
    assert len({bar.zero for bar in bars}) == 1
    for share, bar in zip(shares, bars, strict=True):
        before, after = bar.beside(width)
        assert len(before) + bar.end - bar.start + len(after) == width
        assert bar.start < bar.end or not share, "what is not 0 is seen"
        if bar.zero is not None:
            assert bar.end <= bar.zero if bar.negative else bar.start > bar.zero
            assert "|" in (before if not bar.negative else after)


def test_a_longer_bar_is_a_larger_figure() -> None:
    span = (-1.0, 0.5)
    assert laid(-1.0, span, 31) == Bar(0, 20, 20, negative=True)
    assert laid(-0.5, span, 31) == Bar(10, 20, 20, negative=True)
    assert laid(0.5, span, 31) == Bar(21, 31, 20, negative=False)
    assert laid(None, span, 31) == Bar(21, 21, 20, negative=False)


COLOURS = {"primary": INK.primary, "background": INK.background or "", "foreground": INK.foreground or ""}
SPAN = (-1.0, 1.0)
ROWS = [Row((Cell("甲市"), Cell(value=share))) for share in (1.0, -1.0, -0.5, None)]


def drawn(*, selected: int | None = None) -> list[list[tuple[str, Style]]]:
    """Pieces of the lines of four bars: up, down, half down, none."""
    columns = (Column("name", frozen=True), Column("bar", ColumnKind.BAR, span=SPAN))
    measures = Measures(columns)
    measures.take(ROWS)
    drawing = Drawing(columns, measures, plan(measures, 40), 40, 40, Styles(Style(), INK.variables | COLOURS))
    strips = [drawing.row(row, at_cursor=selected is not None, selected=selected, marked=False) for row in ROWS]
    return [[(piece.text, piece.style or Style()) for piece in strip] for strip in strips]


def filled(line: list[tuple[str, Style]]) -> tuple[int, int]:
    """The cells that have the colour of a bar."""
    x, ends = 0, (0, 0)
    for text, style in line:
        if style.bgcolor is not None and style.bgcolor.name == INK.primary:
            ends = (x, x + cell_len(text))
        x += cell_len(text)
    return ends


def test_a_negative_bar_ends_where_a_positive_one_begins() -> None:
    up, down, half, none = map(filled, drawn())
    assert down[1] + 1 == up[0]
    assert half[1] == down[1]
    assert half[0] > down[0]
    assert none == (0, 0)
    assert all("|" in "".join(text for text, _ in line) for line in drawn())


def test_without_colours_a_bar_is_reversed_and_in_ascii_it_is_written() -> None:
    up = next(style for _, style in drawn()[0] if style.bgcolor and style.bgcolor.name == INK.primary)
    assert plain(up).reverse
    use_ascii(True)
    try:
        texts = ["".join(text for text, _ in line) for line in drawn()]
    finally:
        use_ascii(False)
    assert "++++" in texts[0]
    assert "-" not in texts[0]
    assert "----" in texts[1]
    assert "+" not in texts[1]


def test_a_bar_under_the_cursor_is_still_seen() -> None:
    assert "++++" in "".join(text for text, _ in drawn(selected=1)[0])


@pytest.mark.parametrize("share", [-3.0, 3.0])
def test_a_bar_never_leaves_its_column(share: float) -> None:
    bar = laid(share, SPAN, 20)
    assert 0 <= bar.start <= bar.end <= 20


@pytest.mark.parametrize("room", [80, 200])
def test_the_bars_of_a_chart_use_the_width_there_is(room: int) -> None:
    chart = (Column("name", frozen=True), Column("bar", ColumnKind.BAR))
    assert end_of_bars(chart, room) == room
    assert end_of_bars((*chart, Column("source")), 200) < 200, "beside other columns they leave room"


def end_of_bars(columns: tuple[Column, ...], room: int) -> int:
    measures = Measures(columns)
    measures.take(ROWS)
    slot = plan(measures, room).slot(1)
    assert slot is not None
    return slot.x + slot.width
