"""Office files made for the tests: packages of a few parts, written out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from loaders import docx, xlsx
from loaders.material import Block, Document, Grid, Heading
from loaders.office.package import Package

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_WORD}" xmlns:r="{_RELATED}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:v" xmlns:wps="urn:wps" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def relations(*of: tuple[str, str]) -> str:
    """A part of relationships: (kind, target), the ids being r1, r2, …"""
    found = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(of, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'
    )


# --- DOCX ---


def word_parts(body: str, styles: str = "", numbering: str = "") -> dict[str, str | bytes]:
    return {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACES}>{numbering}</w:numbering>",
    }


def word(body: str, styles: str = "", numbering: str = "") -> bytes:
    return packed(word_parts(body, styles, numbering))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Content that is no markup is the text of a run."""
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def styled(style: str, text: str) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def cell(*content: str, properties: str = "") -> str:
    """Content that is no markup is a paragraph."""
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in content or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def spanning(text: str, columns: int) -> str:
    return cell(text, properties=f'<w:gridSpan w:val="{columns}"/>')


def merged(text: str) -> str:
    return cell(text, properties='<w:vMerge w:val="restart"/>')


def below() -> str:
    return cell("", properties="<w:vMerge/>")


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: Iterable[str] | str) -> str:
    return "<w:tbl>" + "".join(one if isinstance(one, str) else row(*one) for one in rows) + "</w:tbl>"


def read_word(data: bytes) -> Document:
    return docx.document_of(Package(data, Path("报告.docx")), "报告.docx", "0")


def blocks(body: str, styles: str = "", numbering: str = "") -> tuple[Block, ...]:
    return read_word(word(body, styles, numbering)).blocks


# --- XLSX ---


def workbook(*sheets: tuple[str, dict[str, Any]], hidden: Iterable[str] = ()) -> bytes:
    """Sheets with their cells by reference; numbers and texts."""
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, cells in sheets:
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for reference, value in cells.items():
                (sheet.write_string if isinstance(value, str) else sheet.write)(reference, value)
    return stream.getvalue()


def sheet_parts(rows: str, styles: str = "", strings: str = "", after: str = "") -> dict[str, str | bytes]:
    """A workbook of one sheet, its rows written out as XML."""
    space = f'xmlns="{_SHEET}" xmlns:r="{_RELATED}"'
    return {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {space}><sheets><sheet name="甲" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "strings.xml")
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{rows}</sheetData>{after}</worksheet>",
        "xl/styles.xml": f"<styleSheet {space}>{styles}</styleSheet>",
        "xl/strings.xml": f"<sst {space}>{strings}</sst>",
    }


def read_workbook(data: bytes) -> Document:
    return xlsx.document_of(Package(data, Path("报告.xlsx")), "报告.xlsx", "0")


# --- what was read ---


def outline(found: Iterable[Block]) -> list[Any]:
    """Each block in short: rows of a grid, `# heading`, text."""
    return [
        [row.cells for row in block.rows]
        if isinstance(block, Grid)
        else "#" * block.level + " " + block.text
        if isinstance(block, Heading)
        else block.text
        for block in found
    ]
