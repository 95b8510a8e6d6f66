"""What the number of a line stands for in a document that has no lines: a block of a DOCX file, a row of a workbook.

A text has lines, and `places` of its report is empty. In a Word file each paragraph and each table is a block, and
`places` is `block`. The rows of a workbook are counted through all its sheets; where each run of rows begins is written
`cell/LINE:REFERENCE:SHEET/…`, with marks that Excel allows in no name of a sheet: `cell/1:A1:规模/57:B3:师资`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from db.view import Note, word

BLOCKS = "block"
_CELLS = "cell"
PLACE_WORDS = {
    "line": word("line {number}"),
    "block": word("paragraph {number}"),
    "row": word("table row {number}"),
    "cell": "{text}",
}
"""Message ids by kind of a place."""


_UNNUMBERED = "@"


def table_note(key: str) -> Note:
    """A table as people call it: by its number, else by the line it begins at."""
    if key.startswith(_UNNUMBERED):
        return Note(word("table without a number (line {number})"), {"number": key.removeprefix(_UNNUMBERED)})
    return Note("{table}", {"table": key})


class Anchor(NamedTuple):
    """From this line on, rows and columns of the tables count from this cell of a sheet; rows and columns from 1."""

    line: int
    row: int
    column: int
    sheet: str


class Place(NamedTuple):
    """`kind` is line, block, row (of a table that is a block; its number) or cell (its address in `text`)."""

    kind: str
    number: int
    text: str = ""


def cell_places(anchors: Iterable[Anchor]) -> str:
    written = (f"{one.line}:{column_letters(one.column)}{one.row}:{one.sheet}" for one in anchors)
    return "/".join([_CELLS, *written])


def place_of(places: str, line: int, cell: tuple[int, int] | None = None) -> Place:
    """Where a line is, or a cell of it: its row and column in the printed table, from 0."""
    if places == BLOCKS:
        return Place("row", cell[0] + 1) if cell else Place("block", line)
    anchors = _anchors(places)
    if not anchors:
        return Place("line", line)
    anchor = anchors[max(0, bisect_right(anchors, line, key=lambda one: one.line) - 1)]
    column = column_letters(anchor.column + cell[1]) if cell else ""
    return Place("cell", line, f"{anchor.sheet}!{column}{anchor.row + line - anchor.line}")


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@lru_cache(maxsize=32)
def _anchors(places: str) -> tuple[Anchor, ...]:
    kind, *written = places.split("/")
    if kind != _CELLS:
        return ()
    found = (re.fullmatch(r"(\d+):([A-Z]+)(\d+):(.*)", one, re.DOTALL) for one in written)
    return tuple(Anchor(int(m[1]), int(m[3]), column_number(m[2]), m[4]) for m in found if m)
