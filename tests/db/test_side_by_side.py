"""What is set side by side is told truly: one statement for a row of years, no change over two issuers."""

from __future__ import annotations

import csv
import io
import sqlite3
from dataclasses import replace

import pytest

from db.address import ViewRequest, parse_address
from db.errors import AddressError
from db.export import write_view
from db.library import Library
from db.model import Observation, Origin
from db.view import Cell, Row, RowKind, View, said
from db.write import put_report
from tests.facts import CITY_REPORT, YULIN
from tests.library import bundled_library


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def data(view: View) -> list[Row]:
    return [row for row in view.rows() if row.kind is not RowKind.HEADING]


def row_of(view: View, name: str) -> dict[str, Cell]:
    """By column; the row in which a cell has this text."""
    (row,) = [row for row in data(view) if any(cell.text == name for cell in row.cells[:2])]
    return {column.id: cell for column, cell in zip(view.columns, row.cells, strict=True)}


def note_of(view: View, name: str) -> str:
    return " ".join(
        str(said(row.note, str)) for row in data(view) if row.note and any(c.text == name for c in row.cells[:2])
    )


def notes_of(view: View) -> str:
    return " / ".join(str(said(note, str)) for note in view.notes)


# One statement for a row of years


def test_a_row_of_years_is_of_the_statement_that_has_most_of_them() -> None:
    """Section 8.1 prints three years; 5084 of section 1.3 is one more value."""
    entrants = row_of(shown("region:庆阳市"), "招生数")
    assert [entrants[f"y{year}"].value for year in (2024, 2025, 2026)] == [7984, 5156, 4526]
    assert entrants["y2025"].more == 1
    assert entrants["change"].value == 5156 - 7984


def test_a_single_year_is_chosen_as_a_single_cell() -> None:
    assert row_of(shown("region:庆阳市/year=2025"), "招生数")["y2025"].value == 5084


def test_no_change_of_a_count_over_two_issuers_and_it_is_said() -> None:
    for address in ("region:庆阳市", "compare:庆阳市/year=2024,2025"):
        view = shown(address)
        students = row_of(view, "在校生总数")
        assert [cell.value for id_, cell in students.items() if id_.startswith("change")] in ([None, None], [])
        assert (students["comparable"].text, students["comparable"].value) == ("~", "apart")
        assert "甘肃省教育厅 表3 › 2024/25 庆阳市教育局 1.3" in note_of(view, "在校生总数")


def test_a_rate_of_two_issuers_is_told_with_whose_it_is() -> None:
    view = shown("region:庆阳市")
    rate = row_of(view, "升学率")
    assert (rate["change"].value, rate["comparable"].text) == (pytest.approx(12.17), "~")
    assert "甘肃省教育厅 表11 › 2024/25 庆阳市教育局 表2" in note_of(view, "升学率")


def test_the_same_figure_does_not_rise_in_one_view_and_fall_in_another() -> None:
    """All that a comparison of one region and its own view tell of two years is the same."""
    region, compared = shown("region:庆阳市/year=2024,2025"), shown("compare:庆阳市/year=2024,2025")
    changes = {row.key: cells["change_1"].value for row, cells in _by_column(compared) if "change_1" in cells}
    assert changes["entrants"] == 5156 - 7984
    for row, cells in _by_column(region):
        if row.key in changes:
            assert cells["change"].value == changes[row.key], row.key


def _by_column(view: View) -> list[tuple[Row, dict[str, Cell]]]:
    ids = [column.id for column in view.columns]
    return [(row, dict(zip(ids, row.cells, strict=True))) for row in data(view)]


def put(conn: sqlite3.Connection, *statements: tuple[int, int, str]) -> Library:
    """Sentences of the city's report: year, entrants, section."""
    facts = [
        Observation(
            YULIN, "entrants", f"{year - 1}/{year}", value, "人", str(value), line, section=section, origin=Origin.TEXT
        )
        for line, (year, value, section) in enumerate(statements, 1)
    ]
    put_report(conn, replace(CITY_REPORT, tables=(), observations=tuple(facts)))
    return Library(conn)


def change(library: Library) -> tuple[object, object]:
    cells = row_of(library.view(parse_address("region:玉林市")), "招生数")
    return cells["change"].value if "change" in cells else None, cells["comparable"].value


def test_two_statements_of_one_report_make_no_change(conn: sqlite3.Connection) -> None:
    library = put(conn, (2021, 100, "1.1"), (2022, 120, "5.2"))
    assert change(library) == (None, "apart")
    assert "2020/21 " in note_of(library.view(parse_address("region:玉林市")), "招生数")


def test_two_statements_that_print_one_year_alike_make_a_change(conn: sqlite3.Connection) -> None:
    library = put(conn, (2020, 90, "1.1"), (2021, 100, "1.1"), (2021, 100, "5.2"), (2022, 120, "5.2"))
    assert change(library) == (20, "yes")


def test_two_statements_that_disagree_make_none(conn: sqlite3.Connection) -> None:
    library = put(conn, (2020, 90, "1.1"), (2021, 100, "1.1"), (2021, 105, "5.2"), (2022, 120, "5.2"))
    assert change(library) == (None, "apart")


# An indicator over all that report it


def test_an_indicator_is_ranked_by_the_last_year_that_three_report() -> None:
    view = shown("indicator:升学率")
    assert view.columns[0].label == "2023/24"
    ranks = [cells["rank"].value for _row, cells in _by_column(view) if cells["rank"].value is not None]
    assert ranks == sorted(range(1, 15))
    assert row_of(view, "庆阳市")["rank"].value == 12


def test_a_row_with_figures_of_two_issuers_says_whose_they_are() -> None:
    view = shown("indicator:招生数")
    cells = row_of(view, "庆阳市")
    assert [cells[f"y{year}"].mark for year in (2024, 2025, 2026)] == ["", "~", "~"]
    assert [cells[f"y{year}"].value for year in (2024, 2025, 2026)] == [4424, 5156, 4526]
    assert note_of(view, "庆阳市").startswith("2023/24")
    assert "庆阳市教育局" in note_of(view, "庆阳市")
    assert not note_of(view, "天水市")


def test_a_table_stands_before_a_sentence() -> None:
    cells = row_of(shown("indicator:年生均财政拨款水平"), "甘肃省")
    assert "附表6" in cells["source"].text
    for address in ("indicator:实际招生学校数", "compare:庆阳市,天水市/year=2024/indicator=实际招生学校数"):
        view = shown(address)
        found = [cell for row in data(view) for cell in row.cells if cell.value == 11 and cell.observations]
        lines = bundled_library().sources([found[0].observations[0]])
        assert lines[0].table == "表1"


def test_the_list_of_regions_counts_schools_by_the_table_too() -> None:
    (row,) = [row for row in shown("region").rows() if row.key == "庆阳市"]
    assert bundled_library().sources(row.cells[1].observations[:1])[0].table == "表1"


def test_what_can_be_computed_is_computed_for_an_indicator_too() -> None:
    cell = row_of(shown("indicator:生师比"), "庆阳市")["y2025"]
    assert (cell.value, cell.mark) == (11.45, "=")
    assert "生师比 = 在校生总数 / 专任教师数" in notes_of(shown("indicator:生师比"))


@pytest.mark.parametrize("kind", ["indicator:招生数", "region:庆阳市", "region:庆阳市/face=peers"])
def test_a_year_without_figures_says_which_have_some(kind: str) -> None:
    view = shown(f"{kind}/year=1999")
    assert not any(column.id == "y1999" for column in view.columns)
    assert "No figures of 1998/99" in notes_of(view)
    assert "2023/24" in notes_of(view)


def test_the_peers_lead_to_the_ranking_at_the_region_one_came_from() -> None:
    (row,) = [row for row in data(shown("region:庆阳市/face=peers")) if row.key == "entrants"]
    assert row.target is not None
    assert str(row.target) == "indicator:entrants/at=region%3A庆阳市"
    view = bundled_library().view(row.target)
    assert view.position("region:庆阳市") is not None


def test_where_all_are_alike_nobody_is_lowest_and_highest() -> None:
    cells = row_of(shown("region:庆阳市/face=peers"), "附设中职班实际招生学校数")
    assert (cells["lowest_region"].word, cells["highest_region"].text) == ("all the same", "")


# A comparison


def test_a_comparison_of_one_year_names_it_also_in_a_file() -> None:
    view = shown("compare:庆阳市,天水市,兰州市/indicator=招生数")
    assert [c.label for c in view.columns if c.id.startswith("e")] == [
        "庆阳市 2023/24",
        "天水市 2023/24",
        "兰州市 2023/24",
    ]
    stream = io.BytesIO()
    write_view(view, "csv", stream)
    heading = next(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"))))
    assert "庆阳市 2023/24" in heading


def test_a_region_without_parts_that_have_figures_is_a_rival() -> None:
    view = shown("compare:金昌市,张掖市,平凉市,永昌县,永登县/indicator=rates")
    assert row_of(view, "毕业去向落实率")["whose_2024"].text == "金昌市 › 平凉市"
    assert "Not in the spread" not in notes_of(view)


def test_a_whole_left_out_of_the_spread_is_named() -> None:
    view = shown("compare:甘肃省,庆阳市,天水市/year=2024/indicator=招生数")
    assert row_of(view, "招生数")["whose_2024"].text == "天水市 › 庆阳市"
    assert "Not in the spread, for parts of it stand beside it: 甘肃省" in notes_of(view)


def test_the_placement_rate_is_one_row_in_each_view_and_the_printed_name_is_told() -> None:
    for address in ("region:庆阳市/year=2024,2025", "compare:庆阳市,天水市/year=2024,2025"):
        view = shown(address)
        cells = row_of(view, "毕业去向落实率")
        assert next(cell for id_, cell in cells.items() if id_.startswith("change")).value == pytest.approx(1.54)
        assert cells["comparable"].text == "~"
        assert "2024/25 printed as 就业率" in note_of(view, "毕业去向落实率")
        assert "rate.employment" not in {row.key for row in data(view)}


def test_who_prints_it_elsewhere_does_not_count_as_silent() -> None:
    view = shown("compare:嘉峪关市,平凉市,庆阳市,甘肃省/year=2024/indicator=rates")
    cells = row_of(view, "毕业去向落实率")
    assert (cells["e4_2024"].value, cells["e4_2024"].mark) == (95.83, "#")
    assert cells["reporting"].value == 4
    assert "without it" not in note_of(view, "毕业去向落实率")
    assert "printed in different tables" in note_of(view, "毕业去向落实率")


# Per head


def test_nothing_to_divide_by_is_one_sentence() -> None:
    view = shown("compare:庆阳市,天水市/year=2024/per=teacher")
    assert not data(view)
    assert "none of them has a figure of 专任教师数" in notes_of(view)
    assert "专任教师数 is printed for 甘肃省 only" in notes_of(shown("compare:庆阳市,甘肃省/year=2024/per=teacher"))


def test_only_counts_and_sums_are_divided() -> None:
    for cells in (dict(zip("iu", row.cells, strict=False)) for row in data(shown("compare:甘肃省,庆阳市/per=student"))):
        assert not cells["u"].text.startswith(("%", "元", "个月", "天/", ":"))
        assert "较上年变化" not in cells["i"].text


def test_another_count_of_schools_is_no_other_report() -> None:
    notes = [row.note for row in data(shown("compare:庆阳市,天水市/year=2024/per=student")) if row.note]
    assert "different reports" not in " ".join(str(said(note, str)) for note in notes)


# Addresses


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("observations/indicator=招生数", "report"),
        ("region:庆阳市/per=student", "face"),
        ("major/year=2024", "where"),
        ("region:庆阳市/where=a/where=b", "twice"),
        ("region:庆阳市/year=2024,24x", "24x"),
        ("region:庆阳市/year=２０２４", "no year"),
    ],
)
def test_what_a_view_does_not_take_is_refused(address: str, named: str) -> None:
    with pytest.raises(AddressError, match=named):
        parse_address(address)


def test_a_request_with_a_year_that_is_none_is_refused_too() -> None:
    with pytest.raises(AddressError):
        bundled_library().view(ViewRequest("region", ("庆阳市",)).having(year="20x4"))


def test_every_view_leads_only_to_addresses_that_are_taken() -> None:
    for address in ("overview", "region:庆阳市", "region:庆阳市/face=peers", "indicator:招生数", "findings", "reports"):
        for row in shown(address).rows(0, 200):
            for target in (row.target, *(cell.target for cell in row.cells)):
                assert target is None or parse_address(str(target)) == target
