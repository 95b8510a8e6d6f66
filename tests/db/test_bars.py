"""Bars are shares of the largest figure of their scale, signs left aside; one zero for all of a column."""

from hypothesis import given
from hypothesis import strategies as st

from db.view import Cell
from db.views.bars import bar, bar_column, largest_of

FIGURES = st.lists(st.none() | st.floats(-1e9, 1e9, allow_nan=False))


@given(FIGURES)
def test_a_bar_is_as_long_as_its_figure_and_goes_to_its_side(figures: list[float | None]) -> None:
    largest = largest_of(figures)
    bars = [bar(figure, largest) for figure in figures]
    least, most = bar_column(bars).span
    assert least <= 0 <= most
    for figure, cell in zip(figures, bars, strict=True):
        assert (cell.number is None) == (figure is None)
        if cell.number is not None and figure is not None:
            assert least <= cell.number <= most
            assert cell.number * figure >= 0


def test_what_is_missing_is_no_bar_and_nothing_is_one_of_no_length() -> None:
    assert bar(None, 3) == Cell()
    assert bar(0, 0).value == 0.0
    assert [bar(figure, largest_of((-4, 2))).value for figure in (-4, 2)] == [-1.0, 0.5]
    assert bar_column([]).span == (0.0, 1.0)
