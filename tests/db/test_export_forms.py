"""Files for Excel and Word: the workbook's sheets, Markdown, GB 18030, columns beside figures, the note."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from db.address import parse_address
from db.errors import ExportError
from db.export import ENCODINGS, EXTRAS, FORMATS, Options, Words, save, write_view
from db.library import Library
from db.view import ColumnKind
from tests.library import bundled_library

ADDRESS = "region:庆阳市/year=2024,2025"
SHEETS = ["Data", "About the indicators", "Sources", "Checks"]
NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ENGLISH = Words(
    lambda column: column.id if column.fixed else f"{column.label or column.word} {column.unit}".strip() or column.id
)


def written(library: Library, address: str, form: str, options: Options = Options()) -> bytes:  # noqa: B008
    stream = io.BytesIO()
    write_view(library.view(parse_address(address)), form, stream, ENGLISH, options, library)
    return stream.getvalue()


def table(library: Library, address: str, options: Options = Options()) -> list[dict[str, str]]:  # noqa: B008
    text = written(library, address, "csv", options).decode("gb18030" if options.encoding == "gb18030" else "utf-8")
    return list(csv.DictReader(io.StringIO(text)))


class Book:
    """A workbook as another program reads it."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            self._files = {name: archive.read(name) for name in archive.namelist()}
        strings = ElementTree.fromstring(self._files["xl/sharedStrings.xml"])
        self._strings = ["".join(t.text or "" for t in one.iterfind(".//m:t", NAMESPACE)) for one in strings]
        book = ElementTree.fromstring(self._files["xl/workbook.xml"])
        self.names = [sheet.attrib["name"] for sheet in book.iterfind("m:sheets/m:sheet", NAMESPACE)]

    def cells(self, name: str) -> dict[str, str | float]:
        """Values by their address."""
        sheet = ElementTree.fromstring(self._files[f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"])
        found: dict[str, str | float] = {}
        for cell in sheet.iterfind(".//m:c", NAMESPACE):
            value = cell.findtext("m:v", None, NAMESPACE)
            if value is not None:
                text = cell.attrib.get("t") == "s"
                found[cell.attrib["r"]] = self._strings[int(value)] if text else float(value)
        return found

    def table(self, name: str) -> list[dict[str, str | float]]:
        cells = self.cells(name)
        heads = {key[:-1]: str(value) for key, value in cells.items() if re.fullmatch(r"[A-Z]+1", key)}
        rows: dict[int, dict[str, str | float]] = {}
        for key, value in cells.items():
            letters, number = re.fullmatch(r"([A-Z]+)(\d+)", key).groups()  # type: ignore[union-attr]
            if number != "1":
                rows.setdefault(int(number), {})[heads[letters]] = value
        return [rows[number] for number in sorted(rows)]

    def xml(self, name: str) -> str:
        return self._files[f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"].decode()


# the workbook


@pytest.fixture(scope="module")
def book() -> Book:
    with bundled_library() as library:
        return Book(written(library, ADDRESS, "xlsx"))


def test_a_workbook_has_four_sheets_with_a_head_that_stays_and_filters(book: Book) -> None:
    assert book.names == SHEETS
    for name in SHEETS:
        assert 'state="frozen"' in book.xml(name)
        assert "<autoFilter" in book.xml(name)


def test_its_data_are_the_view_cell_by_cell(book: Book) -> None:
    with bundled_library() as library:
        view = library.view(parse_address(ADDRESS))
        rows = [row for row in view.rows() if len(row.cells) == len(view.columns)]
        sheet = book.table("Data")
        assert len(sheet) == len(rows)
        for shown, row in zip(sheet, rows, strict=True):
            for cell, column in zip(row.cells, view.columns, strict=True):
                value = shown.get(ENGLISH.heading(column))
                if isinstance(cell.value, int | float):
                    assert value == cell.value
                elif column.kind is ColumnKind.NUMBER:
                    assert value is None, "what is missing is empty, never 0"


def test_each_source_names_the_cell_in_which_its_figure_stands(book: Book) -> None:
    data, sources = book.cells("Data"), book.table("Sources")
    assert len(sources) > 100
    computed = {key for key in data if [s["Cell"] for s in sources].count(key) > 1}
    for source in sources:
        if source["Cell"] not in computed and "Value" in source:
            assert data[str(source["Cell"])] == source["Value"]
    entrants = next(s for s in sources if s["Indicator"] == "招生数" and s["Value"] == 7984)
    assert (entrants["Of whom"], entrants["Report"], entrants["Where"]) == ("庆阳市", "qingyang-2025", "line 286")


def test_every_indicator_that_appears_is_explained_once(book: Book) -> None:
    explained = [row["Indicator"] for row in book.table("About the indicators")]
    cited = {str(row["Indicator"]) for row in book.table("Sources")}
    assert cited <= set(map(str, explained))
    assert "升学率" in explained, "computed ones too"
    assert len(explained) == len(set(explained))


def test_findings_that_touch_the_rows_are_in_it(book: Book) -> None:
    assert any("一处作 7984" in str(row) or "7984 in one place" in str(row["Finding"]) for row in book.table("Checks"))


def test_numbers_show_the_decimals_that_were_printed(book: Book) -> None:
    styles = book._files["xl/styles.xml"].decode()
    assert 'formatCode="#,##0.00"' in styles or 'numFmtId="4"' in styles


def test_more_rows_than_a_sheet_holds_are_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.export.workbook.MOST_ROWS", 3)
    with pytest.raises(ExportError, match="more than a worksheet holds"):
        written(library, "observations", "xlsx")


def test_a_large_workbook_holds_the_same(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "observations"
    held = Book(written(library, address, "xlsx"))
    monkeypatch.setattr("db.export.workbook.LARGE", 0)
    stream = io.BytesIO(written(library, address, "xlsx"))
    with ZipFile(stream) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert archive.testzip() is None
    assert sheet.count("<row ") == len(held.table("Data")) + 1


# columns beside the figures


def test_what_stands_beside_a_figure_is_that_of_its_source() -> None:
    with bundled_library() as library:
        rows = {row["Indicator"]: row for row in table(library, ADDRESS, Options(extras=EXTRAS))}
        entrants = rows["招生数"]
        assert (entrants["2023/24"], entrants["2023/24 unit"]) == ("7984", "人")
        assert entrants["2023/24 source"] == "qingyang-2025 8.1 line 286"
        assert rows["升学率"]["2023/24 status"] == "computed"
        assert rows["升入专科人数"]["2023/24 source"] == "", "no figure, no source"
        plain = table(library, ADDRESS)
        assert [row["Indicator"] for row in plain] == [
            row["Indicator"] for row in table(library, ADDRESS, Options(extras=EXTRAS))
        ]


def test_qualifiers_are_part_of_the_status(library: Library) -> None:
    rows = table(library, "observations", Options(extras=("status",)))
    for row in rows:
        assert ("about" in row["value status"]) == (row["qualifier"] == "about")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "address", ["region:玉林市", "observations", "table:guangxi-2024,表1", "school:北流职专", "tables"]
)
def test_extras_leave_the_rest_as_it_is(library: Library, form: str, address: str) -> None:
    written(library, address, form, Options(extras=EXTRAS))
    plain = table(library, address)
    more = table(library, address, Options(extras=EXTRAS))
    assert [{name: row[name] for name in old} for old, row in zip(plain, more, strict=True)] == plain


def test_the_contracts_keep_their_headers(library: Library) -> None:
    for address in ("observations", "records"):
        head = written(library, address, "csv").splitlines()[0].decode().split(",")
        assert head == [column.id for column in library.view(parse_address(address)).columns]


# encodings


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_csv_file_in_each_encoding(library: Library, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.csv"
    save(library.view(parse_address("region:玉林市")), path, "csv", ENGLISH, Options(encoding), library)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    text = path.read_text(encoding=encoding)
    assert "玉林" in text or "招生" in text
    assert text == written(library, "region:玉林市", "csv").decode()


def test_gb18030_holds_every_character() -> None:
    with bundled_library() as library:
        for address in ("observations", "records"):
            options = Options("gb18030")
            assert table(library, address, options) == table(library, address)


# Markdown


def cells_of(line: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", cell).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_markdown_is_a_table_with_a_caption_notes_and_sources() -> None:
    with bundled_library() as library:
        text = written(library, ADDRESS, "md").decode()
        lines = text.splitlines()
        assert lines[0] == "Table: 甘肃省 / 庆阳市"
        assert lines[1] == ""
        rows = [cells_of(line) for line in lines if line.startswith("|")]
        assert len({len(row) for row in rows}) == 1
        assert set(rows[1]) <= {":---", "---:"}
        plain = [list(row.values()) for row in table(library, ADDRESS)]
        assert [row[1] for row in rows[2:]] == [row[1] for row in plain]
        assert "\nNotes\n\n- " in text
        assert "\nSources\n\n- " in text
        assert "甘肃省教育厅" in text


def test_markdown_takes_nothing_in_the_data_for_a_mark(library: Library) -> None:
    text = written(library, "observations", "md").decode()
    assert r"自评\[分\]" in text
    assert len({len(cells_of(line)) for line in text.splitlines() if line.startswith("|")}) == 1


def test_another_program_reads_the_table_as_it_is() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    with bundled_library() as library:
        text = written(library, "table:gansu-2024,表3", "md").decode()
        tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
        inline = [after.content for token, after in pairwise(tokens) if token.type in ("th_open", "td_open")]
        stream = csv.reader(io.StringIO(written(library, "table:gansu-2024,表3", "csv").decode()))
        assert [re.sub(r"\\(.)", r"\1", one) for one in inline] == [" ".join(c.split()) for row in stream for c in row]


# the note beside the file


def test_the_note_says_how_to_see_it_again_and_what_it_rests_on(tmp_path: Path) -> None:
    with bundled_library() as library:
        view = library.view(parse_address("region:庆阳市/year=2024,2025/q=招生/sort=-y2024"))
        path = tmp_path / "庆阳.csv"
        rows = save(view, path, "csv", ENGLISH, Options(sidecar=True), library)
        note = (tmp_path / "庆阳.csv.notes.md").read_text(encoding="utf-8")
        assert f"庆阳.csv, rows: {rows}" in note
        assert f"`nianbao {view.request}`" in note
        assert "- q = 招生" in note
        assert "- sort = -y2024" in note
        assert "qingyang-2025" in note
        assert "7984 in one place, 4424 in another" in note
        assert "正文" not in note


def test_nothing_half_written_when_the_note_is_there_already(library: Library, tmp_path: Path) -> None:
    (tmp_path / "x.csv.notes.md").write_text("mine")
    with pytest.raises(ExportError, match="is there already"):
        save(library.view(parse_address("reports")), tmp_path / "x.csv", "csv", ENGLISH, Options(sidecar=True), library)
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv.notes.md"]


@pytest.mark.parametrize("form", FORMATS)
def test_whatever_progress_raises_leaves_nothing(library: Library, tmp_path: Path, form: str) -> None:
    told: list[int] = []

    def stop(rows: int) -> None:
        told.append(rows)
        raise ExportError("stopped")

    options = Options(extras=EXTRAS, sidecar=True, progress=stop)
    with pytest.raises(ExportError, match="stopped"):
        save(library.view(parse_address("observations")), tmp_path / f"x.{form}", form, ENGLISH, options, library)
    assert told
    assert not list(tmp_path.iterdir())


def test_a_file_needs_nothing_but_the_view(library: Library) -> None:
    """Without the database a workbook holds the data alone."""
    stream = io.BytesIO()
    write_view(library.view(parse_address("region:玉林市")), "xlsx", stream, ENGLISH)
    names: Sequence[str] = Book(stream.getvalue()).names
    assert names == ["Data"]
