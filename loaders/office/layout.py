"""How a sheet falls into tables and lines of text: blocks of filled cells, with empty rows and columns between them.

An empty row always ends a block. An empty column does where a table of its own begins behind it, or where many are
empty; else it is a column in which nothing was filled in. Titles above a table, and lines like `填报单位：…` around it,
stand by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from loaders.captions import unit_of
from loaders.headers import is_figure
from loaders.office.workbook import SheetCells

_FORM_FIELD = re.compile(r"\D*[\u4e00-\u9fff）)]\s*[：:].*", re.DOTALL)

_BEYOND = 1 << 20  # after the last column
_FAR = 10  # empty columns that always part what stands on both sides

Cells = dict[int, dict[int, str]]  # texts by row and column, both from 1; no row is empty


@dataclass(frozen=True, slots=True)
class Block:
    """A table as it stands in a sheet, from (top, left) on, rows equally wide; or one cell by itself."""

    top: int
    left: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_table(self) -> bool:
        return len(self.rows) > 1 or len(self.rows[0]) > 1


def blocks_of(sheet: SheetCells) -> Iterator[Block]:
    """The blocks from top to bottom, those beside each other from left to right."""
    left = 0
    for band in _bands(sheet):
        for part in _parted(band, sheet):
            for piece in _pieces(part, sheet):
                block = _block(piece, left)
                left = block.left if block.is_table else left
                yield block


def _bands(sheet: SheetCells) -> Iterator[Cells]:
    """Rows that follow each other without an empty one."""
    cells: Cells = {}
    for row, column in sorted(sheet.texts):
        cells.setdefault(row, {})[column] = sheet.texts[row, column]
    for run in _runs(sorted(cells.keys() | {row for row, _ in sheet.covered})):
        if band := {row: cells[row] for row in run if row in cells}:
            yield band


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Numbers that follow each other without a gap."""
    start = 0
    for i, (one, other) in enumerate(pairwise([*numbers, -1])):
        if other != one + 1:
            yield range(numbers[start], one + 1)
            start = i + 1


# --- tables beside each other ---


def _parted(band: Cells, sheet: SheetCells) -> Iterator[Cells]:
    rows = {row for row, cells in band.items() if len(cells) > 1}
    covered = {column for row, column in sheet.covered if row in rows}
    runs = list(_runs(sorted({column for row in rows for column in band[row]} | covered)))
    borders = [0]
    for before, run, after in zip(runs, runs[1:], [*(run[0] for run in runs[2:]), _BEYOND], strict=False):
        far = run[0] - before[-1] > _FAR
        if far or _begins_table(_between(band, borders[-1], run[0]), _between(band, run[0], after)):
            borders.append(run[0])
    yield from (part for first, end in pairwise([*borders, _BEYOND]) if (part := _between(band, first, end)))


def _between(band: Cells, first: int, after: int) -> Cells:
    found = {row: {c: text for c, text in cells.items() if first <= c < after} for row, cells in band.items()}
    return {row: cells for row, cells in found.items() if cells}


def _begins_table(left: Cells, right: Cells) -> bool:
    """It has a header or labels of its own, and what stands at its left is a table without it."""
    heads = [next((cells for cells in part.values() if len(cells) > 1), {}) for part in (left, right)]
    if len(right) < 2 or not all(heads):
        return False
    if heads[0][min(heads[0])] == heads[1][min(heads[1])]:
        return True
    labels = [cells[min(heads[1])] for cells in right.values() if min(heads[1]) in cells]
    return _has_figure(left) and not any(map(is_figure, labels))


def _has_figure(cells: Cells) -> bool:
    return any(is_figure(text) for row in cells.values() for text in row.values())


# --- lines around a table ---


def _pieces(part: Cells, sheet: SheetCells) -> Iterator[Cells]:
    """The lines above, the table, the lines below; lines are pieces of one cell."""
    rows = list(part)
    edge = min(column for cells in part.values() for column in cells)
    above = list(takewhile(lambda row: _is_form_line(part[row]) or _is_title(part, row, edge, sheet), rows))
    below = list(takewhile(lambda row: _is_form_line(part[row]), reversed(rows[len(above) :])))[::-1]
    middle = {row: part[row] for row in rows[len(above) : len(rows) - len(below)]}
    yield from _single(part, above)
    if len(middle) == 1 and not _has_figure(middle):
        ((row, cells),) = middle.items()
        yield from ({row: {column: cells[column] for column in run}} for run in _runs(list(cells)))
    elif any(len(cells) > 1 for cells in middle.values()):
        yield middle
    else:
        yield from _single(part, list(middle))
    yield from _single(part, below)


def _single(part: Cells, rows: Sequence[int]) -> Iterator[Cells]:
    yield from ({row: {column: text}} for row in rows for column, text in part[row].items())


def _is_form_line(cells: dict[int, str]) -> bool:
    """Fields of a form and units: 填报单位：…, 填报人：…, 单位：万元."""
    return all(unit_of(text) or (_FORM_FIELD.fullmatch(text) and not is_figure(text)) for text in cells.values())


def _is_title(part: Cells, row: int, edge: int, sheet: SheetCells) -> bool:
    """One cell above others; but for a merged one that heads some of the columns."""
    ((column, _), *more) = part[row].items()
    if more or not any(len(cells) > 1 for below, cells in part.items() if below > row):
        return False
    return column == edge or (row, column + 1) not in sheet.covered


def _block(cells: Cells, before: int) -> Block:
    """Rows that begin with figures go on in the columns of the table before them."""
    left = min(column for row in cells.values() for column in row)
    right = max(column for row in cells.values() for column in row)
    first = next(iter(cells.values()))
    if 0 < before < left and len(first) > 1 and any(map(is_figure, first.values())):
        left = before
    top, bottom = min(cells), max(cells)
    rows = (cells.get(row, {}) for row in range(top, bottom + 1))
    return Block(top, left, tuple(tuple(row.get(column, "") for column in range(left, right + 1)) for row in rows))
