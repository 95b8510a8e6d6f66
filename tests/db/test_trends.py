"""The course of a row over all years: gaps stay gaps, what is not comparable is marked, files leave it out."""

from __future__ import annotations

import csv
import io
import sqlite3
from dataclasses import replace

import pytest

from db.address import parse_address
from db.export import write_view
from db.library import Library
from db.model import Geography, Observation, Origin, SourceTable
from db.view import Point, View
from db.write import put_report
from tests.facts import CITY_REPORT, PROVINCE_REPORT, YULIN, ZONE_SCHOOL, cells

ENTRANTS = {2018: 4000, 2019: 4200, 2021: 3900, 2022: 5100}
"""Of the city's own report; the province's table of 2023 counts other schools."""


def entrants(entity: object, year: int, value: int, unit: str = "人") -> Observation:
    assert entity is YULIN or entity is ZONE_SCHOOL
    return Observation(entity, "entrants", f"{year - 1}/{year}", value, unit, str(value), year, origin=Origin.TEXT)


@pytest.fixture
def library(conn: sqlite3.Connection) -> Library:
    own = [entrants(YULIN, year, value) for year, value in ENTRANTS.items()]
    school = [entrants(ZONE_SCHOOL, year, 10 * (year - 2017)) for year in (2018, 2019, 2020)]
    put_report(conn, replace(CITY_REPORT, tables=(), observations=(*own, *school)))
    table = SourceTable(
        "表9", "规模", 90, cells([["地区", "招生数"], ["玉林市", "9100"]], 90), geography=Geography.LOCATION
    )
    there = replace(entrants(YULIN, 2023, 9100), origin=Origin.TABLE, table="表9", cell=(1, 1))
    facts = replace(PROVINCE_REPORT, tables=(table,), observations=(there,), records=(), indicators=())
    put_report(conn, facts)
    return Library(conn)


def shown(library: Library, address: str) -> View:
    return library.view(parse_address(address))


def trends(view: View) -> list[tuple[Point, ...]]:
    return [cell.points for row in view.rows() for cell in row.cells if cell.points]


def ids(view: View) -> list[str]:
    return [column.id for column in view.columns]


def told(points: tuple[Point, ...]) -> dict[int, tuple[str, bool]]:
    return {point.year: (point.cell.text, point.apart) for point in points}


def test_a_year_without_a_figure_is_a_gap_and_what_counts_others_stands_apart(library: Library) -> None:
    (points,) = trends(shown(library, "region:玉林市"))
    assert told(points) == {
        2018: ("4000", False),
        2019: ("4200", False),
        2020: ("", False),
        2021: ("3900", False),
        2022: ("5100", False),
        2023: ("9100", True),
    }


@pytest.mark.parametrize("address", ["region:玉林市", "compare:玉林市", "indicator:entrants"])
def test_it_is_of_all_years_also_of_those_not_shown(library: Library, address: str) -> None:
    view = shown(library, f"{address}/year=2021,2022")
    assert "2018" not in " ".join(ids(view))
    assert trends(shown(library, address))[0] == trends(view)[0]
    assert [point.year for point in trends(view)[0]] == list(range(2018, 2024))


def test_the_record_of_a_school_has_it_too(library: Library) -> None:
    (points,) = trends(shown(library, "school:玉东新区职业学校"))
    assert told(points) == {2018: ("10", False), 2019: ("20", False), 2020: ("30", False)}


def test_each_of_those_compared_has_its_own(library: Library) -> None:
    view = shown(library, "compare:玉林市,百色市")
    assert ids(view)[-1] == "trend_1", "百色市 has no three years"
    assert [points[0].year for points in trends(view)] == [2018]


def test_with_less_than_three_years_there_is_no_column_but_one_may_be_chosen(library: Library) -> None:
    view = shown(library, "region:玉东新区")
    assert "trend" not in ids(view)
    assert "trend" in [column.id for column in view.all_columns]
    chosen = shown(library, "region:玉林市/columns=indicator,trend,y2022")
    assert ids(chosen) == ["indicator", "trend", "y2022"]


def test_another_unit_is_not_joined(conn: sqlite3.Connection) -> None:
    figures = [entrants(YULIN, 2018, 4000), entrants(YULIN, 2019, 4100), entrants(YULIN, 2020, 1, "万人")]
    put_report(conn, replace(CITY_REPORT, tables=(), observations=figures))
    (points,) = trends(shown(Library(conn), "region:玉林市"))
    assert [point.apart for point in points] == [False, False, True]


def test_its_sources_are_those_of_its_figures_the_newest_first(library: Library) -> None:
    view = shown(library, "region:玉林市/year=2022")
    cell = next(cell for row in view.rows() for cell in row.cells if cell.points)
    values = [source.printed for source in library.sources(cell.observations)]
    assert values == ["9100", "5100", "3900", "4200", "4000"]


def test_files_leave_it_out_for_its_years_are_columns(library: Library) -> None:
    for address in ("region:玉林市", "region:玉林市/columns=indicator,trend,y2022"):
        view, stream = shown(library, address), io.BytesIO()
        assert "trend" in ids(view)
        write_view(view, "csv", stream)
        head, *_rows = csv.reader(io.StringIO(stream.getvalue().decode()))
        assert "2021/22" in head
        assert not any("rend" in name for name in head)


def test_years_cost_no_further_query(library: Library, conn: sqlite3.Connection) -> None:
    def queries(address: str) -> int:
        asked: list[str] = []
        conn.set_trace_callback(asked.append)
        shown(library, address)
        conn.set_trace_callback(None)
        return len(asked)

    assert queries("region:玉林市/year=2022") == queries("region:玉林市/year=2018,2019,2021,2022,2023")
