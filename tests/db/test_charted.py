"""Charts as views: one row a bar, drawn beside what it may be compared with."""

from io import BytesIO
from xml.etree import ElementTree

import pytest

from db.address import parse_address
from db.errors import AddressError, ExportError
from db.export import SVG, write_view
from db.export.picture import NAMESPACE
from db.library import Library
from db.view import Cell, RowKind
from db.views.charted import Line, Point, lines_of
from tests.library import bundled_library
from tui.listing import Listing, line


def chart(library: Library, address: str) -> dict[str, tuple[Cell, Cell]]:
    """Figure and bar by name."""
    view = library.view(parse_address(address))
    return {row.cells[0].text: (row.cells[1], row.cells[2]) for row in view.rows() if row.kind is RowKind.DATA}


def test_a_bar_is_the_share_of_the_largest_and_the_whole_is_none() -> None:
    with bundled_library() as library:
        bars = chart(library, "indicator:招生数/chart=y2024")
        assert bars["天水市"] == (bars["天水市"][0], Cell(value=1.0))
        assert bars["庆阳市"][1].value == 4424 / 6964
        assert bars["白银市"][1].value is None, "blank is no bar of length 0"
        assert "甘肃省" not in bars
        notes = [note.values for note in library.view(parse_address("indicator:招生数/chart=y2024")).notes]
        assert {"names": "白银市"} in notes


def test_a_province_is_no_bar_beside_its_prefectures() -> None:
    with bundled_library() as library:
        bars = chart(library, "region/chart=schools")
        assert bars["甘肃省"][1].value == 1.0
        assert max(bar.value or 0 for name, (_, bar) in bars.items() if name.endswith(("市", "州"))) == 1.0


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


def test_lines_are_by_entity_and_year() -> None:
    rows = [
        line("e0_2024", "甲市 2023/24")._replace(cells=(Cell("甲市 2023/24"), Cell("3", 3))),
        line("e1_2024", "乙市 2023/24")._replace(cells=(Cell("乙市 2023/24"), Cell("5", 5, mark="#"))),
        line("e0_2025", "甲市 2024/25")._replace(cells=(Cell("甲市 2024/25"), Cell())),
    ]
    assert lines_of(Listing((), rows)) == [
        Line("甲市", (Point(2024, 3.0, "3", False), Point(2025, None, "", False))),
        Line("乙市", (Point(2024, 5.0, "5", True),)),
    ]


def test_a_chart_is_written_as_a_picture_and_nothing_else_is() -> None:
    with bundled_library() as library:
        stream = BytesIO()
        count = write_view(library.view(parse_address("indicator:招生数/chart=y2024")), SVG, stream)
        svg = ElementTree.fromstring(stream.getvalue())
        bars = [float(bar.get("width", "")) for bar in svg.findall(f"{{{NAMESPACE}}}rect") if bar.get("x")]
        texts = [text.text for text in svg.findall(f"{{{NAMESPACE}}}text")]
        assert count == len(bars) + 1, "白银市 has a row and no bar"
        assert {"庆阳市", "4424", "天水市", "6964"} <= set(texts)
        assert min(abs(bar / max(bars) - 4424 / 6964) for bar in bars) < 0.001
        with pytest.raises(ExportError):
            write_view(library.view(parse_address("indicator:招生数")), SVG, BytesIO())
