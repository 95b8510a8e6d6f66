"""Charts as views: one row a bar, drawn beside what it may be compared with."""

import sqlite3

import pytest

from db.address import parse_address
from db.errors import AddressError
from db.library import Library
from db.view import Cell, Column, ColumnKind, Row, RowKind, View
from db.views.charted import charted
from db.views.lines import lines_of
from tests.library import bundled_library
from tui.listing import Listing


def chart(library: Library, address: str) -> dict[str, tuple[Cell, Cell]]:
    """Figure and bar by name."""
    view = library.view(parse_address(address))
    return {row.cells[0].text: (row.cells[1], row.cells[2]) for row in view.rows() if row.kind is RowKind.DATA}


def test_a_bar_is_the_share_of_the_largest_and_the_whole_is_none() -> None:
    with bundled_library() as library:
        bars = chart(library, "indicator:招生数/chart=y2024")
        assert bars["天水市"][1].value == 1.0
        assert bars["庆阳市"][1].value == 4424 / 6964
        assert bars["白银市"][1].value is None, "blank is no bar of length 0"
        assert "甘肃省" not in bars
        notes = [note.values for note in library.view(parse_address("indicator:招生数/chart=y2024")).notes]
        assert {"names": ["白银市"]} in notes


def test_a_province_is_no_bar_beside_its_prefectures() -> None:
    with bundled_library() as library:
        view = library.view(parse_address("region/chart=schools"))
        bars = chart(library, "region/chart=schools")
        assert "甘肃省" not in bars
        assert {"name": "甘肃省"} in [note.values for note in view.notes]
        assert (bars["兰州市"][0].value, bars["兰州市"][1].value) == (18, 1.0)
        assert bars["庆阳市"][1].value == 11 / 18, "all of them on one scale"
        assert "环县" not in bars, "no county has a figure"


def test_a_unit_beside_the_regions_has_a_figure_and_no_bar() -> None:
    with bundled_library() as library:
        for address in ("region/chart=schools", "indicator:招生数/chart=y2024"):
            figure, drawn = chart(library, address)["甘肃省省属"]
            assert figure.number is not None
            assert drawn.value is None
            assert {"names": ["甘肃省省属"]} in [note.values for note in library.view(parse_address(address)).notes]


def test_the_chart_of_a_year_ranks_that_year_and_heeds_the_order_asked_for() -> None:
    with bundled_library() as library:
        largest_first = [cell.number for cell, drawn in chart(library, "indicator:招生数/chart=y2024").values()][:13]
        assert largest_first == sorted(largest_first, key=lambda n: -(n or 0)), "though the view shows later years, too"
        for sort in ("y2024", "bar"):
            smallest_first = [
                cell.number
                for cell, _ in chart(library, f"indicator:招生数/chart=y2024/sort={sort}").values()
                if cell.number is not None
            ]
            assert smallest_first == sorted(smallest_first)
        years = [*chart(library, "region:庆阳市/chart=row.entrants/sort=value")]
        assert years == ["2025/26", "2024/25", "2023/24"]
        by_name = [*chart(library, "region:庆阳市/chart=row.entrants/sort=-name")]
        assert by_name == ["2025/26", "2024/25", "2023/24"]


def test_the_peers_of_a_region_are_bars_of_a_row_the_largest_first() -> None:
    with bundled_library() as library:
        address = "region:庆阳市/face=peers/chart=row.rate.progression"
        view, bars = library.view(parse_address(address)), chart(library, address)
        figures = [figure.number or 0 for figure, _ in bars.values()]
        assert len(bars) == 14
        assert figures == sorted(figures, reverse=True)
        assert bars["庆阳市"][0].text == "62.02"
        assert (view.columns[1].label, view.columns[1].unit) == ("2023/24", "%")
        assert {str(row.target) for row in view.rows()} >= {"region:庆阳市", "region:金昌市"}
        named = chart(library, "region:庆阳市/face=peers/among=天水市,平凉市/chart=row.rate.progression")
        assert {*named} == {"庆阳市", "天水市", "平凉市"}


@pytest.mark.parametrize("address", ["indicator:招生数/chart=rank", "indicator:招生数/year=2024/chart=rank"])
def test_a_rank_is_never_drawn_and_it_is_said_what_can_be(address: str) -> None:
    with bundled_library() as library, pytest.raises(AddressError) as refused:
        library.view(parse_address(address))
    assert "y2024" in str(refused.value.values["columns"])
    assert "rank" not in str(refused.value.values["columns"])


def test_groups_that_have_a_scale_each_say_so() -> None:
    heading, first, second = (Row((Cell(text),), RowKind.HEADING, key=text) for text in ("甲省", "乙省", "丙省"))
    rows = [heading, *changes(3, 1).lines, first, *changes(300, 100).lines, second]
    listing = Listing(changes().columns, rows, trail=changes().trail)
    view = charted(sqlite3.connect(":memory:"), listing, parse_address("region/chart=change"))
    assert any("scale of its own" in note.word for note in view.notes)
    assert [row.cells[2].value for row in view.rows() if row.kind is RowKind.DATA] == [1.0, 1 / 3, 1.0, 1 / 3]
    assert not any("scale of its own" in note.word for note in drawn(3, 1).notes)


def test_what_is_not_comparable_with_the_year_before_has_no_bar() -> None:
    with bundled_library() as library:
        bars = chart(library, "region:庆阳市/year=2024,2025/chart=row.graduates")
        assert [(cell.value, cell.mark, bar.value) for cell, bar in bars.values()] == [
            (1843, "", 1.0),
            (2948, "#", None),
        ]


def test_a_comparison_draws_each_region_and_year() -> None:
    with bundled_library() as library:
        bars = chart(library, "compare:庆阳市,天水市/year=2024/chart=row.entrants")
        assert [bar.value for _, bar in bars.values()] == [4424 / 6964, 1.0]


@pytest.mark.parametrize("what", ["none", "entity", "row.none"])
def test_what_is_not_there_cannot_be_drawn(what: str) -> None:
    with bundled_library() as library, pytest.raises(AddressError):
        library.view(parse_address(f"indicator:招生数/chart={what}"))


def test_bars_of_a_comparison_lead_to_whom_they_are_of() -> None:
    with bundled_library() as library:
        chart_of_cities = library.view(parse_address("compare:庆阳市,天水市/year=2024,2025/chart=row.entrants"))
        rows = chart_of_cities.rows()
        assert [(str(row.cells[0].target), str(row.cells[2].target)) for row in rows] == [
            ("region:庆阳市", "region:庆阳市"),
            ("region:天水市", "region:天水市"),
            ("region:庆阳市", "region:庆阳市"),
        ]
        assert {str(row.target) for row in rows} == {"indicator:entrants"}
        assert [line.name for line in lines_of(chart_of_cities)] == ["庆阳市", "天水市"]


def changes(*figures: float) -> Listing:
    """Regions with these changes, to be drawn."""
    columns = (Column("name", frozen=True), Column("change", ColumnKind.NUMBER))
    rows = [Row((Cell(f"{i}市"), Cell(str(figure), figure)), key=str(i)) for i, figure in enumerate(figures)]
    return Listing(columns, rows, trail=(("增减", parse_address("region")),))


def drawn(*figures: float) -> View:
    return charted(sqlite3.connect(":memory:"), changes(*figures), parse_address("region/chart=change"))


def test_negative_figures_are_bars_to_the_left_of_zero() -> None:
    view = drawn(-200, 50, 100)
    assert [row.cells[2].value for row in view.rows()] == [-1.0, 0.25, 0.5]
    assert view.columns[2].span == (-1.0, 0.5)
    assert drawn(-3, -1).columns[2].span == (-1.0, 0.0)
    assert drawn(3, 1).columns[2].span == (0.0, 1.0)
