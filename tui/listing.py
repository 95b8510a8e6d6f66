"""A view made here, of rows at hand: actions, marks, sources, shown by the same grid as everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.address import ViewRequest
from db.view import Cell, Column, Note, Row, RowKind
from tui.cells import folded

NOWHERE = ViewRequest("")
"""For what is not in the database."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Fulfils `db.view.View`."""

    columns: Sequence[Column]
    lines: Sequence[Row]
    request: ViewRequest = NOWHERE
    trail: Sequence[tuple[str, ViewRequest]] = ()
    notes: Sequence[Note] = ()

    @property
    def all_columns(self) -> Sequence[Column]:
        return self.columns

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def data_count(self) -> int:
        return sum(row.kind is not RowKind.HEADING for row in self.lines)

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        return list(self.lines[offset : None if limit is None else offset + limit])

    def position(self, key: str) -> int | None:
        return next((i for i, row in enumerate(self.lines) if row.key == key), None)


def line(key: str, *texts: str) -> Row:
    return Row(tuple(Cell(text, text) for text in texts), key=key)


def paragraphs(texts: Iterable[str], width: int) -> Listing:
    """Texts to be read, each on as many rows of `width` cells as it needs; what is indented stays so."""
    rows: list[str] = []
    for text in texts:
        indent = " " * (len(text) - len(text.lstrip(" ")))
        rows += [indent + part for part in folded(text.strip(" "), width - len(indent))]
    return listing(1, [line(str(number), row) for number, row in enumerate(rows)])


def title(text: str) -> Row:
    return Row((Cell(text),), RowKind.HEADING)


def listing(columns: int, lines: Iterable[Row]) -> Listing:
    return Listing(tuple(Column(f"c{i}") for i in range(columns)), tuple(lines))
