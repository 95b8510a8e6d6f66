"""The reader of DOCX: paragraphs and tables become headings, paragraphs and grids, as from a text.

The `line` of a block is its number in the document: paragraphs with text (each line of one that is broken by hand) and
tables are counted from 1, and so are those in text boxes and frames; the rows of a table all have its number. Headers,
footers, notes and page numbers are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from xml.etree.ElementTree import Element

from db.place import BLOCKS
from loaders.captions import caption_of, is_figure_caption
from loaders.contents import contents_lines
from loaders.headings import LONGEST, Candidate, is_plain_heading, number_of, settle
from loaders.markup import is_page_number
from loaders.material import Block, Document, Grid, GridRow, Heading, Paragraph
from loaders.office.numbering import Numbering
from loaders.office.package import Package
from loaders.office.styles import Styles
from loaders.office.table import Rows, frame_of, rows_of
from loaders.office.word import PARAGRAPH, W, flow, runs_on, text_of

_LONGEST_HEADING = 60  # characters; what is longer has its style by mistake
_DEEPEST = 9  # level of a heading known by its looks alone
_LARGER = 3  # half points above the text


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, or a line of one."""

    text: str
    number: int
    level: int = 0  # of its style; 0: no heading
    size: int = 0  # in half points
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Rows
    number: int


def document_of(package: Package, file: str, digest: str) -> Document:
    """The document in a package of Word; LoadError for an empty or damaged one."""
    try:
        reader = _Reader(package)
        read = list(reader.read())
    except RecursionError as error:
        raise package.damaged(package.main) from error
    if not read:
        raise package.empty()
    return Document(file, digest, reader.count, blocks_of(read), BLOCKS)


class _Reader:
    """Goes through the document once, for automatic numbers count as they come."""

    def __init__(self, package: Package) -> None:
        root = package.part(package.main)
        self._body = None if root is None else root.find(f"{W}body")
        if self._body is None:
            raise package.damaged(package.main)
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._open = ""  # text whose paragraph goes on
        self.count = 0

    def read(self) -> Iterator[_Line | _Table]:
        assert self._body is not None
        yield from self._flow(self._body)

    def _flow(self, container: Element) -> Iterator[_Line | _Table]:
        for block in flow(container):
            if block.tag == PARAGRAPH:
                yield from self._paragraph(block)
            elif (frame := frame_of(block)) is not None:
                yield from self._flow(frame)
            else:
                yield from self._table(block)

    def _paragraph(self, paragraph: Element) -> Iterator[_Line]:
        text = self._open + text_of(paragraph)
        label = self._numbering.label(paragraph)
        self._open = label + text if runs_on(paragraph) else ""
        if self._open or not text.strip() or self._styles.is_contents(paragraph):
            return
        level = self._styles.level(paragraph)
        looks = self._styles.size(paragraph), self._styles.is_bold(paragraph)
        text = label + text.strip()
        for line in filter(str.strip, [_one_line(text)] if level else text.split("\n")):
            self.count += 1
            yield _Line(line.strip(), self.count, level, *looks)

    def _table(self, table: Element) -> Iterator[_Line | _Table]:
        rows = rows_of(table, self._text_in_cell)
        if any(any(row) for row in rows):
            self.count += 1
            yield _Table(rows, self.count)

    def _text_in_cell(self, paragraph: Element) -> str:
        """A number that stands alone is that of its row: 1, not `1.`"""
        label, text = self._numbering.label(paragraph), text_of(paragraph)
        return label + text if text.strip() else label.rstrip(" .．、")


def _one_line(text: str) -> str:
    """A heading over several lines; a blank is put in where words would run together."""
    return re.sub(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])", " ", text).replace("\n", "").replace("\t", " ")


# --- blocks ---


def blocks_of(read: Sequence[_Line | _Table]) -> tuple[Block, ...]:
    hidden = contents_lines([one.text if isinstance(one, _Line) else "□" for one in read])
    shown = [one for i, one in enumerate(read) if i not in hidden and not _is_page_number(one)]
    usual = _usual_size(shown)
    found: list[Candidate] = []
    for tabbed, lot in groupby(shown, key=lambda one: isinstance(one, _Line) and _is_row(one)):
        lines = list(lot)
        if tabbed and len(lines) > 1:
            found += _grid([GridRow(one.number, _cells(one.text)) for one in lines if isinstance(one, _Line)])
        else:
            found += [candidate for one in lines for candidate in _candidates(one, usual)]
    return _with_levels(found, settle(found), styled=not usual)


def _usual_size(read: Sequence[_Line | _Table]) -> int:
    """Of most of the text, where no style makes a heading and looks have to tell; 0 where one does."""
    sizes: Counter[int] = Counter()
    for line in (one for one in read if isinstance(one, _Line)):
        if line.level:
            return 0
        sizes[line.size] += len(line.text)
    return max(1, sizes.most_common(1)[0][0]) if sizes else 0


def _is_page_number(one: _Line | _Table) -> bool:
    return isinstance(one, _Line) and is_page_number(one.text)


def _is_row(line: _Line) -> bool:
    """Several pieces between tabs: where another such line follows, they are rows of a table."""
    return not line.level and sum(map(bool, _cells(line.text))) > 1


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split("\t"))


def _candidates(one: _Line | _Table, usual: int) -> Iterator[Candidate]:
    if isinstance(one, _Table):
        yield from _grid([GridRow(one.number, row) for row in one.rows])
        return
    text = " ".join(filter(None, _cells(one.text)))
    if not text:
        return
    if one.level and len(text) <= _LONGEST_HEADING and not caption_of(text):
        yield from _heading(text, one.level, one.number)
    elif usual and (one.bold or one.size >= usual + _LARGER) and _reads_like_heading(text):
        yield Candidate(Heading(text, _DEEPEST, one.number), marked=True)
    elif is_plain_heading(text) and not caption_of(text):
        yield Candidate(Heading(text, 1, one.number), marked=False)
    else:
        yield Candidate(Paragraph(text, one.number), marked=False)


def _heading(text: str, level: int, number: int) -> Iterator[Candidate]:
    """A full stop inside a heading is where its paragraph begins."""
    head, _, rest = text.partition("。")
    yield Candidate(Heading(head.strip(), level, number), marked=True)
    if rest.strip():
        yield Candidate(Paragraph(rest.strip(), number), marked=True)


def _reads_like_heading(text: str) -> bool:
    if len(text) > LONGEST or caption_of(text) or is_figure_caption(text):
        return False
    return bool(number_of(text)) or not re.search(r"[。：:；]", text)


def _grid(rows: Sequence[GridRow]) -> Iterator[Candidate]:
    """A grid; rows that hold one cell each are text in a frame."""
    if any(sum(map(bool, row.cells)) > 1 for row in rows):
        yield Candidate(Grid(tuple(rows)), marked=True)
    else:
        texts = ((row.line, text) for row in rows for text in row.cells if text)
        yield from (Candidate(Paragraph(text, line), marked=False) for line, text in texts)


def _with_levels(found: Sequence[Candidate], blocks: Sequence[Block], *, styled: bool) -> tuple[Block, ...]:
    """Where styles make the headings they give the levels, and a heading without one lies below the one before it."""
    if not styled:
        return tuple(blocks)
    levelled: list[Block] = []
    last = 0
    for candidate, block in zip(found, blocks, strict=True):
        if isinstance(block, Heading) and isinstance(candidate.block, Heading):
            last = candidate.block.level if candidate.marked else last
            levelled.append(replace(block, level=last if candidate.marked else last + 1))
        else:
            levelled.append(block)
    return tuple(levelled)
