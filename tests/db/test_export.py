"""Views as files: the same figures as on the screen, typed, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.address import ViewRequest, parse_address
from db.comparable import WORDS
from db.errors import ExportError
from db.export import FORMATS, Options, Words, save, write_view
from db.library import Library
from db.view import DRAWN, Cell, Column, ColumnKind, Note, Row, RowKind, View, worded
from tests.db.test_flat_views import OBSERVATIONS, RECORDS

ADDRESSES = [
    "region",
    "school",
    "major",
    "indicator",
    "reports",
    "tables",
    "tables:guangxi-2024",
    "table:guangxi-2024,表1",
    "observations",
    "observations/sort=-value/q=玉林",
    "records",
    "region:玉林市",
    "school:北流职专",
    "compare:玉林市,百色市",
]


def as_csv(view: View) -> list[list[str]]:
    stream = io.BytesIO()
    write_view(view, "csv", stream)
    return list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))


def shown(library: Library, address: str) -> View:
    return library.view(parse_address(address))


@pytest.mark.parametrize(("address", "header"), [("observations", OBSERVATIONS), ("records", RECORDS)])
def test_the_contracts_begin_with_their_header(library: Library, address: str, header: list[str]) -> None:
    lines = as_csv(shown(library, address))
    assert lines[0] == header
    assert len(lines) == 1 + shown(library, address).count


def test_values_are_typed_and_what_is_missing_is_empty(library: Library) -> None:
    rows = [dict(zip(OBSERVATIONS, line, strict=True)) for line in as_csv(shown(library, "observations"))[1:]]
    by_place = {(row["entity"], row["indicator"], row["origin"]): row for row in rows}
    assert by_place["玉林市", "entrants", "table"]["value"] == "5310"
    assert by_place["玉林市", "entrants", "table"]["printed"] == "5,310"
    assert by_place["百色市", "entrants", "table"]["value"] == ""
    assert by_place["广西壮族自治区区属", "new:办学规模/自评[分]", "table"]["value"] == "88.5"
    stream = io.BytesIO()
    write_view(shown(library, "observations"), "json", stream)
    values = [row["value"] for row in json.loads(stream.getvalue())]
    assert {type(value) for value in values} == {int, float, type(None)}


def cell_texts(row: Row, columns: list[int]) -> list[str]:
    return ["" if cell.value is None else str(cell.value) for cell in (row.cells[i] for i in columns)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_view_is_written_as_it_is_shown(library: Library, address: str) -> None:
    view = shown(library, address)
    kept = [i for i, column in enumerate(view.columns) if column.kind not in DRAWN]
    lines = as_csv(view)
    grouped = lines[0][0] == "group"
    body = [line[1:] if grouped else line for line in lines]
    assert body[0] == [view.columns[i].label or view.columns[i].id for i in kept]
    rows = [row for row in view.rows() if row.kind is not RowKind.HEADING or len(row.cells) > 1]
    assert len(body) - 1 == len(rows) > 0
    for line, row in zip(body[1:], rows, strict=True):
        for text, cell in zip(line, (row.cells[i] for i in kept), strict=True):
            if isinstance(cell.value, int | float):
                assert float(text) == cell.value
            elif cell.value:
                assert text in (cell.value, worded(cell, str) if cell.word else "", WORDS.get(str(cell.value)))


def test_headings_become_a_column(library: Library) -> None:
    lines = as_csv(shown(library, "tables"))
    assert lines[0][:2] == ["group", "table"]
    assert [line[:2] for line in lines[1:]] == [
        ["广西壮族自治区中等职业教育质量年度报告（2024）", "表1"],
        ["广西壮族自治区中等职业教育质量年度报告（2024）", "@200"],
        ["玉林市中等职业教育质量报告（2025）", "附表1"],
    ]
    assert as_csv(shown(library, "tables/sort=line"))[0][0] == "table"


def test_words_are_put_into_the_reader_s_language(library: Library) -> None:
    stream = io.BytesIO()
    write_view(shown(library, "indicator"), "csv", stream, Words(lambda c: c.word.upper() or "x", str.upper))
    text = stream.getvalue().decode()
    assert text.startswith("GROUP,INDICATOR,UNIT,")
    assert "LABELS NOT IN THE DICTIONARY,自评[分]" in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_view_can_be_saved_in_every_format(library: Library, tmp_path: Path, address: str, form: str) -> None:
    path = tmp_path / f"年报 [1].{form}"
    count = save(shown(library, address), path, form)
    assert count == len(as_csv(shown(library, address))) - 1
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (form == "csv")


def test_spreadsheets_and_parquet_hold_numbers(library: Library, tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "o.parquet"
    save(shown(library, "observations"), path, "parquet")
    frame = pl.read_parquet(path)
    assert frame.columns == OBSERVATIONS
    assert frame.schema["value"] == pl.Float64
    assert frame.schema["year"] == frame.schema["line"] == pl.Int64
    assert frame["value"].null_count() == 4
    assert 88.5 in frame["value"]


def test_a_spreadsheet_takes_a_formula_for_text(tmp_path: Path) -> None:
    from zipfile import ZipFile

    save(Held([Cell("=1+1", "=1+1"), Cell("7", 7)]), tmp_path / "x.xlsx", "xlsx")
    with ZipFile(tmp_path / "x.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>7</v>" in sheet


class Held:
    """A view of one row, or of none and a fault."""

    trail: tuple[tuple[str, ViewRequest], ...] = ()
    notes: tuple[Note, ...] = ()
    request = ViewRequest("reports")
    columns = (Column("a", label="same"), Column("b", ColumnKind.NUMBER, label="same"))
    count = 1

    def __init__(self, cells: list[Cell] | None) -> None:
        self._cells = cells

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        if self._cells is None:
            raise OSError(28, "No space left on device")
        return [Row(tuple(self._cells))][offset:limit]


def test_columns_of_one_name_stay_apart(tmp_path: Path) -> None:
    import polars as pl

    save(Held([Cell("1.5", "x"), Cell("2", 2)]), tmp_path / "x.parquet", "parquet")
    assert pl.read_parquet(tmp_path / "x.parquet").rows() == [("x", 2)]
    assert save(Held([Cell("x", "x"), Cell("2", 2)]), tmp_path / "x.xlsx", "xlsx") == 1


def test_whole_numbers_do_not_decide_for_those_that_follow() -> None:
    class Growing(Held):
        def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
            values = [*range(500), 1.5]
            return [Row((Cell("a", "a"), Cell(str(v), v))) for v in values][offset:limit]

    import polars as pl

    stream = io.BytesIO()
    write_view(Growing([]), "parquet", stream)
    stream.seek(0)
    assert pl.read_parquet(stream)["b"][-1] == 1.5


def faults(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    (tmp_path / "there.csv").write_text("mine")
    yield tmp_path / "there.csv", "is there already"
    yield tmp_path, "is a folder"
    yield tmp_path / "no" / "x.csv", "There is no folder"
    yield tmp_path / "there.csv" / "x.csv", "cannot be written"
    yield tmp_path / ("x" * 300 + ".csv"), "cannot be written"


def test_what_cannot_be_written_is_one_sentence(library: Library, tmp_path: Path) -> None:
    for path, sentence in faults(tmp_path):
        with pytest.raises(ExportError, match=sentence) as fault:
            save(shown(library, "reports"), path, "csv")
        assert "\n" not in str(fault.value)
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission(library: Library, tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(ExportError, match="no permission"):
        save(shown(library, "reports"), tmp_path / "x.csv", "csv")


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No space left"):
        save(Held(None), tmp_path / "x.csv", "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_when_asked(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("mine")
    assert save(shown(library, "reports"), path, "csv", options=Options(overwrite=True)) == 2
    assert path.read_text(encoding="utf-8-sig").startswith("report,title,")


def test_an_unknown_format(library: Library) -> None:
    with pytest.raises(ExportError, match=r"no format “doc”; formats are: csv, json"):
        write_view(shown(library, "reports"), "doc", io.BytesIO())


def test_the_stream_stays_open(library: Library) -> None:
    stream = io.BytesIO()
    for form in ("csv", "json"):
        write_view(shown(library, "reports"), form, stream)
    assert not stream.closed
