"""A table of Word as rows of cells: the text of a merged cell once, at its top left, the rest of it empty.

A row that lacks a cell at its end stays short. Columns in which no cell begins are there for the layout only, and so
are spans that merely stretch the bands of a table to one width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from loaders.headers import is_figure
from loaders.office.word import BOX, PARAGRAPH, TABLE, W, flow, integer, shown, value

Rows = list[tuple[str, ...]]
TextOf = Callable[[Element], str]


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    span: int
    text: str


def frame_of(table: Element) -> Element | None:
    """The one cell of a table that is nothing but a frame around text."""
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    return cells[0] if len(cells) == 1 else None


def rows_of(table: Element, text_of: TextOf) -> Rows:
    """`text_of` gives the text of one paragraph; paragraphs of a cell are set off by a blank."""
    rows = [list(_placed(row, text_of)) for row in _rows(table)]
    rows = [row for row in rows if row]
    if _is_banded(rows):
        return [tuple(cell.text for cell in row) for row in rows]
    columns = sorted({cell.column for row in rows for cell in row})
    return [_spread(row, columns) for row in rows]


def _spread(row: Sequence[_Cell], columns: Sequence[int]) -> tuple[str, ...]:
    """The cells in their columns, as far as the row goes."""
    texts = {cell.column: cell.text for cell in row}
    end = row[-1].column + row[-1].span
    return tuple(texts.get(column, "") for column in columns if column < end)


def _is_banded(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Bands of header and values, each of its own make: no row stands alone with its cells where they are."""
    bands = [list(band) for _, band in groupby(rows, key=lambda row: [(cell.column, cell.span) for cell in row])]
    return len(bands) > 1 and all(
        len(band) > 1 and len(band[0]) > 1 and any(is_figure(cell.text) for row in band for cell in row)
        for band in bands
    )


def _rows(table: Element) -> Iterator[Element]:
    """Rows that are not deleted, with changes tracked."""
    for row in _within(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _cells(row: Element) -> Iterator[Element]:
    return _within(row, f"{W}tc")


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, also where a content control stands around them."""
    for child in shown(element):
        if child.tag == tag:
            yield child
        elif child.tag not in (PARAGRAPH, TABLE, BOX):
            yield from _within(child, tag)


def _placed(row: Element, text_of: TextOf) -> Iterator[_Cell]:
    column = integer(value(row, "trPr", "gridBefore"))
    if column:
        yield _Cell(0, column, "")
    for cell in _cells(row):
        span = max(1, integer(value(cell, "tcPr", "gridSpan"), 1))
        yield _Cell(column, span, "" if _is_covered(cell) else cell_text(cell, text_of))
        column += span


def _is_covered(cell: Element) -> bool:
    """It belongs to the merged cell above it or at its left."""
    return any(value(cell, "tcPr", merge) in ("", "continue") for merge in ("vMerge", "hMerge"))


def cell_text(cell: Element, text_of: TextOf) -> str:
    """What stands in a cell, tables in it included."""
    return " ".join(filter(None, _texts(cell, text_of)))


def _texts(container: Element, text_of: TextOf) -> Iterator[str]:
    for block in flow(container):
        if block.tag == PARAGRAPH:
            yield " ".join(text_of(block).split())
        else:
            yield from (text for row in rows_of(block, text_of) for text in row)
