"""The reader of XLSX: each sheet is a section, its blocks of filled cells are tables, single cells are paragraphs.

The `line` of a block counts rows through all sheets, on the first sheet as Excel does; `db.place` gives sheet and cell
back. Hidden sheets are left out and named; hidden rows and columns are read, for sums count them.
"""

from __future__ import annotations

from collections.abc import Iterator

from db.place import Anchor, cell_places
from loaders.captions import caption_of
from loaders.headings import Candidate, is_plain_heading, settle
from loaders.material import Document, Grid, GridRow, Heading, Paragraph
from loaders.office.layout import Block, blocks_of
from loaders.office.package import Package
from loaders.office.workbook import SheetCells, sheets_of


def document_of(package: Package, file: str, digest: str) -> Document:
    """The document in a workbook; LoadError for an empty or damaged one."""
    rows = _Rows()
    found: list[Candidate] = []
    hidden: list[str] = []
    for sheet in sheets_of(package):
        if sheet.hidden:
            hidden.append(sheet.name)
        else:
            found += _section(sheet, rows)
    if not found:
        raise package.empty()
    return Document(file, digest, rows.last, settle(found), cell_places(rows.anchors), tuple(hidden))


class _Rows:
    """Gives each row of a block its line; rows beside others come after them."""

    def __init__(self) -> None:
        self.anchors: list[Anchor] = []
        self.last = 0
        self._before = 0  # lines before the first row of the sheet
        self._sheet = ""

    def enter(self, sheet: str) -> None:
        self._sheet, self._before = sheet, self.last

    def first_line(self, block: Block) -> int:
        line = max(self._before + block.top, self.last + 1)
        self.last = line + len(block.rows) - 1
        self._anchor(Anchor(line, block.top, block.left, self._sheet))
        return line

    def _anchor(self, anchor: Anchor) -> None:
        """Only where the one before does not say the same of the line."""
        line, row, *rest = anchor
        if not any([row - line, *rest] == [one.row - one.line, *one[2:]] for one in self.anchors[-1:]):
            self.anchors.append(anchor)


def _section(sheet: SheetCells, rows: _Rows) -> Iterator[Candidate]:
    """The heading of a sheet has the line of its first row; a sheet without cells gives nothing."""
    rows.enter(sheet.name)
    for number, block in enumerate(blocks_of(sheet)):
        line = rows.first_line(block)
        if number == 0:
            yield Candidate(Heading(sheet.name, 1, line), marked=True)
        yield _candidate(block, line)


def _candidate(block: Block, line: int) -> Candidate:
    rows = tuple(GridRow(number, tuple(map(_one_line, row))) for number, row in enumerate(block.rows, line))
    text = rows[0].cells[0]
    if block.is_table:
        return Candidate(Grid(rows), marked=True)
    if is_plain_heading(text) and not caption_of(text):
        return Candidate(Heading(text, 1, line), marked=False)
    return Candidate(Paragraph(text, line), marked=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
