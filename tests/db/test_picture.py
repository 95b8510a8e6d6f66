"""Charts as pictures: what a reader of the page must know stands on it, and what is drawn is what is true."""

from __future__ import annotations

import sqlite3
from collections import Counter
from io import BytesIO
from xml.etree import ElementTree

import pytest

from db.address import parse_address
from db.errors import ExportError
from db.export import Options, save, write_view
from db.export.drawn_bars import BAR, SET_OFF
from db.export.paper import NAMESPACE, ROOM, TEXT_SIZE, WIDTH, wrapped
from db.library import Library
from db.view import Cell, Column, ColumnKind, Row, View
from db.views.charted import charted
from tests.library import bundled_library
from tui.listing import Listing

CHART = "indicator:招生数/chart=y2024"
A_PAGE = 16 / 2.54 * 96
"""Pixels between the margins of a page of Word."""


def drawn(view: View, library: Library | None = None, apart: frozenset[str] = frozenset()) -> ElementTree.Element:
    stream = BytesIO()
    write_view(view, "svg", stream, options=Options(apart=apart), facts=library)
    return ElementTree.fromstring(stream.getvalue())


def picture(address: str, apart: frozenset[str] = frozenset()) -> ElementTree.Element:
    with bundled_library() as library:
        return drawn(library.view(parse_address(address)), library, apart)


def all_of(svg: ElementTree.Element, tag: str, **having: str) -> list[ElementTree.Element]:
    found = svg.findall(f"{{{NAMESPACE}}}{tag}")
    return [one for one in found if all(one.get(name) == value for name, value in having.items())]


def texts(svg: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in all_of(svg, "text")]


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name) or "nan")


# What is said


@pytest.mark.parametrize("address", [CHART, "indicator:升学率/year=2024/chart=y2024"])
def test_it_names_indicator_unit_year_report_and_issuer(address: str) -> None:
    said = "".join(texts(picture(address)))
    for part in ("2023/24", "甘肃省教育厅", "甘肃省中等职业教育质量年度报告", "gansu-2024", "表"):
        assert part in said
    assert texts(picture(address))[0] in ("招生数 / 2023/24 (人)", "升学率 / 2023/24 (%)")


def test_bars_of_peers_name_the_year_and_who_they_are() -> None:
    title, *said = texts(picture("region:庆阳市/face=peers/chart=row.rate.progression/at=庆阳市"))
    assert title == "甘肃省 / 庆阳市 / 升学率 2023/24 (%)"
    assert any("14" in text and "兰州市" in text for text in said)


def test_no_line_begins_with_a_sign_that_closes() -> None:
    lines = [*wrapped("兰州市、嘉峪关市，" * 20, 13, 200)]
    assert "".join(lines) == "兰州市、嘉峪关市，" * 20
    assert len(lines) > 1
    assert not any(line.startswith(("、", "，")) for line in lines)
    assert [*wrapped("two words", 10, 40)] == ["two", "words"]


def test_marks_stand_behind_the_figures_and_are_explained() -> None:
    svg = picture(CHART)
    said = texts(svg)
    of_qingyang = [one.text for one in all_of(svg, "text") if one.get("y") == _row_of(svg, "庆阳市")]
    assert of_qingyang == ["庆阳市", "4424", "+1 !"]
    assert any(text.startswith("! the audit found") for text in said)
    assert any(text.startswith("+1 ") for text in said if text != "+1 !")
    assert not any(text.startswith("~") for text in said), "only marks that are there"


def _row_of(svg: ElementTree.Element, name: str) -> str | None:
    return next(one.get("y") for one in all_of(svg, "text") if one.text == name)


def test_a_note_beside_a_picture_tells_its_sources() -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder, bundled_library() as library:
        path = Path(folder) / "x.svg"
        save(library.view(parse_address(CHART)), path, "svg", options=Options(sidecar=True), facts=library)
        (note,) = [file for file in Path(folder).iterdir() if file != path]
        assert "gansu-2024" in note.read_text()


def test_its_letters_are_legible_on_a_page_of_word() -> None:
    points = TEXT_SIZE * min(A_PAGE / WIDTH, 1) * 72 / 96
    assert points >= 9


# Bars


def test_bars_are_as_long_as_their_figures_and_what_is_missing_has_none() -> None:
    svg = picture(CHART)
    widths = sorted(number(bar, "width") for bar in all_of(svg, "rect", fill=BAR))
    assert len(widths) == 13, "neither 白银市 (blank) nor 甘肃省省属 (no region)"
    assert widths[-2] / widths[-1] == pytest.approx(4424 / 6964, abs=0.001)
    assert {"白银市", "甘肃省省属", "1669"} <= {*texts(svg)}


@pytest.mark.parametrize(
    ("address", "apart"),
    [(f"{CHART}/at=庆阳市", ()), (f"{CHART}/at=region%3A庆阳市", ()), (CHART, ("region:庆阳市",))],
)
def test_the_region_in_question_is_set_off(address: str, apart: tuple[str, ...]) -> None:
    svg = picture(address, frozenset(apart))
    assert len(all_of(svg, "rect", fill=SET_OFF)) == 1
    assert [one.text for one in all_of(svg, "text", **{"font-weight": "bold"})] == ["庆阳市", "4424"]
    assert not all_of(picture(CHART), "rect", fill=SET_OFF)


def test_bars_stand_in_the_order_asked_for() -> None:
    by_size = [text for text in texts(picture(f"{CHART}/sort=y2024")) if text.endswith(("市", "州"))]
    assert by_size[:2] == ["嘉峪关市", "金昌市"]


def test_negative_bars_are_left_of_a_line_at_zero() -> None:
    columns = (Column("name", frozen=True), Column("change", ColumnKind.NUMBER))
    rows = [Row((Cell(f"{i}市"), Cell(str(n), n)), key=str(i)) for i, n in enumerate((-200, 50, 100))]
    listing = Listing(columns, rows, trail=(("增减", parse_address("region")),))
    svg = drawn(charted(sqlite3.connect(":memory:"), listing, parse_address("region/chart=change")))
    (zero,) = {number(line, "x1") for line in all_of(svg, "line")}
    down, up, most = ((number(r, "x"), number(r, "width")) for r in all_of(svg, "rect", fill=BAR))
    assert down[0] + down[1] == pytest.approx(zero, abs=0.2)
    assert up[0] == most[0] == pytest.approx(zero, abs=0.2)
    assert down[1] == pytest.approx(4 * up[1], abs=0.5)


def test_a_table_is_no_picture() -> None:
    with pytest.raises(ExportError):
        picture("indicator:招生数")


# Lines


def years(*values: float | None, unit: str = "人", key: str = "y") -> Listing:
    """A chart of lines that were made up, of the years from 2020 on."""
    columns = (Column("name"), Column("value", ColumnKind.NUMBER, unit=unit), Column("bar", ColumnKind.BAR))
    rows = [
        Row((Cell(f"甲市 {2020 + i}"), Cell("" if n is None else str(n), n), Cell()), key=f"{key}{2020 + i}")
        for i, n in enumerate(values)
    ]
    request = parse_address("region:甲市/chart=lines.x")
    return Listing(columns, rows, request, (("甲市", request), ("招生数", request)))


def test_every_figure_is_a_point_with_its_number_and_a_gap_stays_one() -> None:
    svg = drawn(years(10, 20, None, 30, 40))
    assert len(all_of(svg, "circle")) == 4
    assert {"10", "20", "30", "40"} <= {*texts(svg)}
    assert len(all_of(svg, "line", **{"stroke-width": "2"})) == 2, "none over the year without a figure"
    assert any("gaps" in text for text in texts(svg))
    assert not any("gaps" in text for text in texts(drawn(years(10, 20, 30))))


def test_counts_begin_at_0_and_a_share_that_does_not_says_so() -> None:
    heights = [number(one, "cy") for one in all_of(drawn(years(5000, 10000)), "circle")]
    floor = max(number(one, "y1") for one in all_of(drawn(years(5000, 10000)), "line"))
    assert (floor - heights[0]) * 2 == pytest.approx(floor - heights[1], abs=0.3)
    assert not any("not at 0" in text for text in texts(drawn(years(5000, 10000))))
    assert "the axis begins at 97.78, not at 0" in texts(drawn(years(97.78, 99.32, unit="%")))


def test_lines_of_several_have_a_legend_and_signs_of_their_own() -> None:
    svg = picture("compare:庆阳市,天水市/year=2024,2025/chart=lines.entrants")
    assert len(all_of(svg, "circle")) == 3, "two figures and the legend"
    assert len(all_of(svg, "polygon")) == 2, "one figure and the legend"
    assert Counter(texts(svg))["天水市"] == 1
    assert "gansu-2024" in "".join(texts(svg))


def test_lines_need_two_years() -> None:
    with pytest.raises(ExportError, match="two years"):
        drawn(years(10, None))


def test_everything_stays_on_the_paper() -> None:
    for svg in (picture(CHART), picture("region:庆阳市/chart=lines.entrants")):
        assert all(0 <= number(one, "x") <= WIDTH for one in all_of(svg, "text"))
        assert max(number(one, "y") for one in all_of(svg, "text")) <= number(svg, "height")
        assert all(number(one, "width") <= ROOM for one in all_of(svg, "rect", fill=BAR))
