"""The opening view: its numbers are those of what its rows lead to; what was not understood is listed once."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import store
from db.address import parse_address
from db.errors import AddressError, UnknownNameError
from db.library import Library
from db.view import Row, RowKind
from tests.library import bundled_library

COUNTED = ("reports", "major", "indicator", "tables", "records", "unclear")
"""Kinds of views whose rows are what a row of the overview counts."""


def rows(library: Library, address: str) -> list[Row]:
    return [row for row in library.view(parse_address(address)).rows() if row.kind is RowKind.DATA]


def said(row: Row) -> str:
    return row.cells[0].text or row.cells[0].word


def of(library: Library, address: str, item: str) -> Row:
    return next(row for row in rows(library, address) if said(row) == item)


def size(library: Library, address: str) -> int:
    view = library.view(parse_address(address))
    return sum(row.kind is RowKind.DATA for row in view.rows())


@pytest.mark.parametrize("address", ["overview", "overview:gansu-2024", "overview:qingyang-2025"])
def test_a_count_is_the_number_of_rows_it_leads_to(address: str) -> None:
    with bundled_library() as library:
        checked = 0
        for row in rows(library, address):
            if row.target and row.target.kind in COUNTED and isinstance(row.cells[1].value, int):
                if said(row) == "Years" or (said(row) in ("Schools", "Majors") and address != "overview"):
                    continue  # the entries that name them; the years of all indicators
                assert size(library, str(row.target)) == row.cells[1].value, said(row)
                checked += 1
    assert checked >= 3


def test_every_row_leads_to_a_view_but_for_the_one_that_loads() -> None:
    with bundled_library() as library:
        for address in ("overview", "overview:gansu-2024", "overview:qingyang-2025"):
            for row in rows(library, address):
                if row.key == "load":
                    assert row.target is None
                else:
                    assert row.target, said(row)
                    assert library.view(row.target).count > 0, said(row)


def test_figures_of_tables_and_of_sentences_are_all_figures() -> None:
    with bundled_library() as library:
        parts = [of(library, "overview", f"Figures of {part}").cells[1].value for part in ("tables", "sentences")]
        assert sum(int(str(part)) for part in parts) == library.overview().observations
        assert parts[1] == library.overview().sentences > 0


def test_two_years_of_a_city_side_by_side_come_first() -> None:
    with bundled_library() as library:
        first = rows(library, "overview")[0]
        assert said(first) == "庆阳市: 2024 beside 2025"
        assert str(first.target) == "region:庆阳市/year=2024,2025"


def test_changes_are_those_that_the_region_shows() -> None:
    """Only comparable ones, the strongest first, as the region's own view has them."""
    with bundled_library() as library:
        changes = [row for row in rows(library, "overview") if row.cells[2].text == "%" or row.cells[2].word]
        assert changes
        for row in changes:
            assert row.target
            shown = library.view(row.target.having(at=None))
            columns = [column.id for column in shown.columns]
            there = next(other for other in shown.rows() if other.key == row.target.first("at"))
            cells = dict(zip(columns, there.cells, strict=True))
            assert row.cells[1].value == cells["change_percent" if row.cells[2].text == "%" else "change"].value
            assert cells["comparable"].value != "no"
        sizes = [abs(float(str(row.cells[1].value))) for row in changes if row.cells[2].text == "%"]
        assert sizes == sorted(sizes, reverse=True)


def test_reports_stand_below_all_of_them() -> None:
    with bundled_library() as library:
        listed = rows(library, "reports/face=overview")
    assert [str(row.target) for row in listed] == ["overview", "overview:gansu-2024", "overview:qingyang-2025"]
    assert [row.cells[1].text for row in listed] == ["", "2024", "2025"]


def test_the_reports_can_be_narrowed() -> None:
    with bundled_library() as library:
        assert [row.key for row in rows(library, "reports/face=overview/q=庆阳")] == ["qingyang-2025"]


def test_what_is_unclear_is_of_the_types_asked_for_and_leads_to_its_place() -> None:
    with bundled_library() as library:
        everything = rows(library, "unclear")
        parts = [rows(library, f"unclear/type={type_}") for type_ in ("label", "cell", "quantity", "identity", "lost")]
        assert [row.key for part in parts for row in part] == [row.key for row in everything]
        assert len({row.key for row in everything}) == len(everything)
        (lost, *_) = rows(library, "unclear/type=lost")
        assert lost.target
        assert lost.target.kind == "table"
        with pytest.raises(AddressError):
            library.view(parse_address("unclear/type=nonsense"))
        with pytest.raises(UnknownNameError):
            library.view(parse_address("overview:nowhere-1999"))


def test_labels_and_cells_that_were_not_understood(library: Library) -> None:
    """Of the invented reports: a label that the dictionary does not know, a cell that is no figure."""
    labels, cells = rows(library, "unclear/type=label"), rows(library, "unclear/type=cell")
    assert [row.cells[0].text for row in labels] == ["办学规模 / 自评[分]"]
    assert library.view(labels[0].target).count > 0  # type: ignore[arg-type]
    assert [row.cells[0].text for row in cells] == ["?!"]
    (marked,) = (row for row in library.view(cells[0].target).rows() if row.key == "3")  # type: ignore[arg-type]
    assert "?!" in [cell.text for cell in marked.cells]
    assert of(library, "overview", "cell that was not understood").cells[1].value == 1


def test_an_empty_database_says_so(tmp_path: Path) -> None:
    store.create(tmp_path / "empty.db")
    with Library.open(tmp_path / "empty.db") as library:
        view = library.view(parse_address("overview"))
        assert [note.word for note in view.notes] == ["No report is loaded."]
        assert "Load a report" in [said(row) for row in view.rows()]


@pytest.mark.parametrize("address", ["overview", "unclear", "reports/face=overview"])
def test_the_whole_database_is_counted_by_indexes(path: Path, address: str) -> None:
    """No statement of the overview of everything reads the figures or the cells from one end to the other."""
    with closing(store.open_readonly(path)) as conn:
        asked: list[str] = []
        conn.set_trace_callback(asked.append)
        with Library(conn) as library:
            library.view(parse_address(address)).rows()
            conn.set_trace_callback(None)
            plans = [plan for statement in asked for plan in plan_of(conn, statement)]
    bare = [plan for plan in plans if plan.split()[:2] in (["SCAN", "o"], ["SCAN", "observation"], ["SCAN", "k"])]
    assert not [plan for plan in bare if "INDEX" not in plan]


def plan_of(conn: sqlite3.Connection, statement: str) -> list[str]:
    if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
        return []
    return [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {statement}")]
