"""A printed table as a rectangle: what stands in a cell, above it and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from loaders.material import PrintedTable
from loaders.words import fold, shown


class Sheet:
    """The rows of a table, header included; cells that a short row lacks are empty. Rows and columns count from 0.

    A column is where a cell belongs; its place is where it is printed. They differ in a row that lost a cell (`gaps`).
    """

    def __init__(self, table: PrintedTable) -> None:
        self.table = table
        self.rows = [row.cells for row in table.rows]
        self.width = max(map(len, self.rows), default=0)
        self.header = min(max(table.header_rows, 0), len(self.rows))
        self.gaps: dict[int, int] = {}  # row → column of the cell it lost

    @property
    def body(self) -> range:
        return range(self.header, len(self.rows))

    @property
    def columns(self) -> range:
        return range(self.width)

    def text(self, row: int, column: int) -> str:
        """The cell without footnote marks; empty where none is printed."""
        place = self.place(row, column)
        return "" if place is None else shown(self.rows[row][place])

    def place(self, row: int, column: int) -> int | None:
        """Where the cell of a column is printed; None when the row does not have it."""
        gap = self.gaps.get(row, self.width)
        place = column - (column > gap)
        return None if column == gap or place >= len(self.rows[row]) else place

    def lacks(self, row: int, column: int) -> bool:
        """Whether a row has no cell for a column."""
        return self.place(row, column) is None

    def line(self, row: int) -> int:
        return self.table.rows[row].line

    def column(self, column: int) -> list[str]:
        return [self.text(row, column) for row in self.body]

    def filled(self, row: int) -> list[int]:
        return [column for column in self.columns if self.text(row, column)]

    @cached_property
    def _heads(self) -> list[list[str]]:
        return spread([[self.text(row, column) for column in self.columns] for row in range(self.header)])

    def head(self, column: int) -> tuple[str, ...]:
        """The labels above a column, the outermost first; merged cells count for all that lies below them."""
        return stacked(self._heads, column)

    @cached_property
    def around(self) -> str:
        """The words around the figures by which labels are told apart: caption, heading, scope and header, folded."""
        heads = [cell for row in self._heads for cell in row]
        return fold(" ".join([self.table.caption, self.table.heading, *self.table.context, *heads]))


def spread(heads: Sequence[Sequence[str]]) -> list[list[str]]:
    """Header rows with each merged cell repeated over the columns that lie below it.

    A blank belongs to the cell at its left where both have labels below them.
    """
    filled = [list(row) for row in heads]
    for level, row in enumerate(filled):
        for column in range(1, len(row)):
            if not row[column] and _has_below(heads, level, column) and _has_below(heads, level, column - 1):
                row[column] = row[column - 1]
    return filled


def _has_below(heads: Sequence[Sequence[str]], level: int, column: int) -> bool:
    return any(column < len(row) and row[column] for row in heads[level + 1 :])


def stacked(heads: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    """The labels of one column from above, without blanks and repetitions of merged cells."""
    found: list[str] = []
    for row in heads:
        if column < len(row) and row[column] and (not found or found[-1] != row[column]):
            found.append(row[column])
    return tuple(found)
