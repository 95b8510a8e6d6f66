"""Sections of a view that are folded: their headings stay, with the number of rows that are put away.

A section is what stands below a heading, up to the next heading that is not deeper. Only what is shown is folded: a
file that is written, and every other request for the view, has all rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from db.address import ViewRequest
from db.view import Cell, Column, Note, Row, RowKind, View, word
from tui.columns import is_title

MOST = 3000
"""Rows of a view that can be folded: they are all read for it."""


def section_of(row: Row) -> str:
    """By what the section below a heading is known, in each view in which there is such a one."""
    return row.key or row.cells[0].word or row.cells[0].text


class Folded:
    """A view without the rows of the sections named in `closed`. Fulfils `db.view.View`."""

    def __init__(self, whole: View, closed: frozenset[str]) -> None:
        self.whole = whole
        self.closed = closed

    @property
    def request(self) -> ViewRequest:
        return self.whole.request

    @property
    def trail(self) -> Sequence[tuple[str, ViewRequest]]:
        return self.whole.trail

    @property
    def columns(self) -> Sequence[Column]:
        return self.whole.columns

    @property
    def all_columns(self) -> Sequence[Column]:
        return self.whole.all_columns

    @property
    def notes(self) -> Sequence[Note]:
        return self.whole.notes

    @property
    def count(self) -> int:
        return len(self._rows)

    @property
    def data_count(self) -> int:
        return self.whole.data_count

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        return self._rows[offset : None if limit is None else offset + limit]

    def position(self, key: str) -> int | None:
        return next((i for i, row in enumerate(self._rows) if (row.key or section_of(row)) == key), None)

    @cached_property
    def _rows(self) -> list[Row]:
        rows = self.whole.rows()
        shown: list[Row] = []
        number = 0
        while number < len(rows):
            end = section_end(rows, number) if is_title(rows[number]) else number
            if end > number and section_of(rows[number]) in self.closed:
                shown.append(_closed(rows[number], rows[number + 1 : end]))
                number = end
            else:
                shown.append(rows[number])
                number += 1
        return shown


def section_end(rows: Sequence[Row], heading: int) -> int:
    """The first row after a heading that is not of its section."""
    after = range(heading + 1, len(rows))
    return next((i for i in after if is_title(rows[i]) and rows[i].depth <= rows[heading].depth), len(rows))


def sections_around(rows: Sequence[Row], number: int) -> list[str]:
    """The sections that a row stands in (of a heading, its own among them), the innermost first."""
    found: list[str] = []
    depth = 1 << 30
    for row in reversed(rows[: number + 1]):
        if is_title(row) and row.depth < depth:
            found.append(section_of(row))
            depth = row.depth
    return found


def _closed(heading: Row, hidden: Sequence[Row]) -> Row:
    said = heading.cells[0]
    values = {"what": said if said.word else said.text, "n": sum(not is_title(row) for row in hidden)}
    cell = Cell(said.text, word=word("{what} ({n})"), values=values, gloss=said.gloss)
    return Row((cell,), RowKind.FOLDED, heading.depth, section_of(heading))
