"""Lines over years: by entity and year, parted where a year has no figure, their axis from 0 where they are counts."""

from hypothesis import given
from hypothesis import strategies as st

from db.view import Cell, Point, Row
from db.views.lines import Line, Reach, has_gap, lines_of, reach_of, runs
from tui.listing import Listing


def test_lines_are_by_entity_and_year() -> None:
    three, five, six = Cell("3", 3), Cell("5", 5, mark="#"), Cell("6", 6)
    rows = [
        bar_of("e2_2024", "乙市 2023/24", five),
        bar_of("e1_2023", "甲市 2022/23", Cell()),
        bar_of("e1_2024", "甲市 2023/24", three),
        bar_of("e1_2025", "甲市 2024/25", Cell()),
        bar_of("e2_2026", "乙市 2025/26", six),
    ]
    assert lines_of(Listing((), rows)) == [
        Line("甲市", (Point(2024, three), Point(2025, Cell()))),
        Line("乙市", (Point(2024, five), Point(2026, six))),
    ]
    assert [point.apart for point in lines_of(Listing((), rows))[1].points] == [True, False]


def bar_of(key: str, name: str, figure: Cell) -> Row:
    return Row((Cell(name), figure), key=key)


def point(year: int, value: float | None, *, apart: bool = False) -> Point:
    return Point(year, Cell("" if value is None else str(value), value, mark="#" if apart else ""))


def line(*values: float | None) -> Line:
    return Line("", tuple(point(2020 + i, value) for i, value in enumerate(values)))


def test_a_gap_is_never_bridged() -> None:
    points = [
        point(2020, 1),
        point(2021, 2),
        point(2022, None),
        point(2023, 3),
        point(2025, 4),
        point(2026, 5, apart=True),
    ]
    assert [[p.year for p in run] for run in runs(points)] == [[2020, 2021], [2023], [2025], [2026]]


def test_a_gap_lies_between_figures() -> None:
    assert has_gap(line(1, None, 3))
    assert has_gap(Line("", (point(2020, 1), point(2022, 3))))
    assert not has_gap(line(None, 1, 2, None))
    assert not has_gap(line(None))


def test_counts_begin_at_0_and_shares_do_where_they_are_wide_apart() -> None:
    assert reach_of([line(4526, 7984)], "人") == Reach(0, 7984)
    assert reach_of([line(3.5)], "万元") == Reach(0, 3.5)
    assert reach_of([line(97.78, 99.32)], "%") == Reach(97.78, 99.32)
    assert reach_of([line(10, 60)], "%") == Reach(0, 60)
    assert reach_of([line(50, 50)], "%") == Reach(0, 50)
    assert reach_of([line(-4, 2)], "%") == Reach(-4, 2)
    assert reach_of([line(0, 0)], "人").least < reach_of([line(0, 0)], "人").largest


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1), st.sampled_from(["%", "人"]))
def test_an_axis_holds_every_figure(values: list[float], unit: str) -> None:
    reach = reach_of([line(*values)], unit)
    assert reach.least < reach.largest
    assert all(reach.least <= value <= reach.largest for value in values)
    assert reach.has_zero or unit == "%"
