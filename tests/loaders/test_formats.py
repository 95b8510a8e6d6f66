"""What a file is decides how it is read, not its name; what cannot be read is one sentence that says what to do."""

import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from db.address import parse_address
from db.errors import LoadError
from db.library import Library
from db.meta import Connection
from db.store import create, open_for_writing
from loaders.load import load_file
from loaders.office import package
from loaders.read import read_report
from tests.loaders.office import packed, paragraph, relations, table, word, word_parts, workbook

TITLE = "遵义市中等职业教育质量年度报告（2026）"
WORD = word(paragraph(TITLE) + paragraph("表1 各县学生") + table(("地区", "在校生数（人）"), ("播州区", "7,180")))
BOOK = workbook(
    ("甲", {"A1": TITLE, "A3": "表1 各县学生", "A5": "地区", "B5": "在校生数（人）", "A6": "播州区", "B6": 7180})
)


@pytest.mark.parametrize("name", ["报告.docx", "报告.doc", "报告.txt", "报告"])
@pytest.mark.parametrize(("data", "printed", "places"), [(WORD, "7,180", "block"), (BOOK, "7180", "cell/1:A1:甲")])
def test_the_content_decides(tmp_path: Path, name: str, data: bytes, printed: str, places: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    material = read_report(path)
    assert (material.region, material.year, material.places, material.file) == ("520300", 2026, places, name)
    assert [table.rows[-1].cells for table in material.tables] == [("播州区", printed)]


# --- where a figure was printed ---


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[Connection]:
    create(tmp_path / "nianbao.db")
    with closing(open_for_writing(tmp_path / "nianbao.db")) as conn:
        yield conn


HIDDEN = workbook(
    ("甲", {"A1": TITLE, "A3": "表1 各县学生", "A5": "地区", "B5": "在校生数（人）", "A6": "播州区", "B6": 7180}),
    ("底稿", {"A1": "旧"}),
    hidden=["底稿"],
)


@pytest.mark.parametrize(
    ("data", "kind", "number", "text", "line"),
    [(WORD, "row", 2, "", "3"), (HIDDEN, "cell", 6, "甲!B6", "甲!B6")],
)
def test_the_place_of_a_figure_is_kept(  # noqa: PLR0917
    tmp_path: Path, conn: Connection, data: bytes, kind: str, number: int, text: str, line: str
) -> None:
    path = tmp_path / "报告"
    path.write_bytes(data)
    summary = load_file(path, conn)
    assert summary.left_out == (("底稿",) if data == HIDDEN else ())
    library = Library(conn)
    (shown,) = library.view(parse_address("observations")).rows()
    (source,) = library.sources(next(cell.observations for cell in shown.cells if cell.observations))
    assert (source.place.kind, source.place.number, source.place.text) == (kind, number, text)
    assert shown.cells[-1].text == line


# --- faults ---


def compound(stream: str) -> bytes:
    """As much of an old Office file as its kind is known by."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le").ljust(64, b"\0")


def without(name: str) -> bytes:
    return packed({part: text for part, text in word_parts(paragraph(TITLE)).items() if part != name})


def with_part(name: str, content: str | bytes) -> bytes:
    return packed(word_parts(paragraph(TITLE)) | {name: content})


def encrypted() -> bytes:
    """The bit of each entry that says so."""
    data = bytearray(word(paragraph(TITLE)))
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data[place + 8] |= 1
        place += 4
    return bytes(data)


def unknown_compression() -> bytes:
    data = bytearray(word(paragraph(TITLE)))
    place = data.find(b"PK\x01\x02")
    data[place + 10 : place + 12] = struct.pack("<H", 9)
    return bytes(data)


def spoilt() -> bytes:
    """A byte in the middle of the first part is another."""
    data = bytearray(word(paragraph(TITLE)))
    place = data.find(b"<w:") if b"<w:" in data else len(data) // 6
    data[place] ^= 0xFF
    return bytes(data)


BOMB = '<!DOCTYPE x [<!ENTITY a "甲"><!ENTITY b "&a;&a;">]><w:document xmlns:w="urn:w">&b;</w:document>'
FAULTS = {
    "pdf": (b"%PDF-1.7\n%\0\n", "is a PDF; open it in Word or WPS"),
    "rtf": (b"{\\rtf1\\ansi", "is an RTF file; save it as DOCX"),
    "doc": (compound("WordDocument"), "is in the old format of Word (.doc, .wps); save it as DOCX"),
    "xls": (compound("Workbook"), "is in the old format of Excel (.xls, .et); save it as XLSX"),
    "ppt": (compound("PowerPoint Document"), "is in an old format of Office"),
    "password": (compound("EncryptedPackage"), "is protected by a password"),
    "binary": (b"\x89PNG\r\n\0\0", "is a binary file; give the report as text, Markdown, DOCX or XLSX"),
    "empty archive": (packed({}), "is an archive or a file of another program"),
    "archive": (packed({"报告.txt": TITLE}), "is an archive or a file of another program"),
    "slides": (
        packed({"_rels/.rels": relations(("officeDocument", "ppt/p.xml")), "ppt/p.xml": "<presentation/>"}),
        "is an archive or a file of another program",
    ),
    "cut off": (word(paragraph(TITLE))[:-50], "is damaged: it ends too early"),
    "cut to its head": (b"PK\x03\x04", "is damaged: it ends too early"),
    "spoilt": (spoilt(), "is damaged in its part"),
    "encrypted archive": (encrypted(), "is protected by a password"),
    "unknown compression": (unknown_compression(), "is damaged in its part"),
    "no document": (without("word/document.xml"), "is an archive or a file of another program"),
    "no XML": (with_part("word/document.xml", "甲"), "is damaged in its part word/document.xml"),
    "broken XML": (with_part("word/styles.xml", "<w:styles>"), "is damaged in its part word/styles.xml"),
    "entities": (with_part("word/document.xml", BOMB), "is damaged in its part word/document.xml"),
    "no body": (
        with_part("word/document.xml", '<document xmlns="urn:x"/>'),
        "is damaged in its part word/document.xml",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_file_with_one_fault_gives_one_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    with pytest.raises(LoadError) as caught:
        read_report(path)
    assert sentence in str(caught.value)
    assert "报告.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b" " * ((package.LARGEST << 20) + 1), b"<a>" + b"<b/>" * 6_000_000 + b"</a>"])
def test_a_file_that_unpacks_to_too_much_is_not_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(with_part("word/document.xml", content))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(LoadError, match="is too large for a report: unpacked, its text takes more than 48 megabytes"):
        read_report(path)


def test_large_pictures_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    stream = BytesIO(WORD)
    with ZipFile(stream, "a", ZIP_DEFLATED) as file:
        file.writestr("word/media/image1.png", bytes((package.LARGEST << 20) + 1))
    path.write_bytes(stream.getvalue())
    assert len(read_report(path).tables) == 1


@pytest.mark.parametrize("end", range(4, len(WORD), 97))
def test_a_file_cut_anywhere_is_a_fault_and_no_crash(tmp_path: Path, end: int) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(WORD[:end])
    with pytest.raises(LoadError):
        read_report(path)


@pytest.mark.parametrize("place", range(0, len(BOOK), 61))
def test_a_byte_changed_anywhere_is_a_fault_at_most(tmp_path: Path, place: int) -> None:
    path = tmp_path / "报告.xlsx"
    data = bytearray(BOOK)
    data[place] ^= 0x55
    path.write_bytes(data)
    with suppress(LoadError):
        assert read_report(path).tables
