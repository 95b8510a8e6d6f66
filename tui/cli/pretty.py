"""A `View` on a terminal: headings stand out, marks are dim, long texts fold into the room there is, numbers are whole.

Drawn without rich, whose import and layout take longer than all the rest of showing a record.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from db.view import ColumnKind, RowKind
from tui.cells import cells, folded, padded, wrapped
from tui.celltext import heading
from tui.cli.printer import GAP, is_section, remarks, row_texts, shown_columns, title

if TYPE_CHECKING:
    from db.view import Column, View

NARROWEST = 12
"""Cells that a column of texts is not pressed below; a table that needs more runs over the edge, uncut."""


def print_pretty(view: View) -> None:
    for line in lines_of(view, shutil.get_terminal_size().columns):
        click.echo(line)


def lines_of(view: View, room: int) -> Iterator[str]:
    """All lines, in the room of so many cells as far as that can be done."""
    rows = view.rows()
    said = [row_texts(row, view.columns, grouped=True) for row in rows]
    places = _places(view, [line for line, row in zip(said, rows, strict=True) if not is_section(row)], room)
    texts = [[text for i, text in enumerate(line) if i in places] for line in said]
    body = [line for line, row in zip(texts, rows, strict=True) if not is_section(row)]
    layout = Layout([view.columns[i] for i in places], body, room)
    if title(view):
        yield from (_styled(title(view), bold=True), "")
    heads = [(heading(view.columns[i]), "") for i in places]
    if any(head for head, _marks in heads):
        yield from layout.lines(heads, dim=True)
    for number, (row, shown) in enumerate(zip(rows, texts, strict=True)):
        if is_section(row):
            yield from [""] * bool(number)
            yield _styled(shown[0][0], bold=True)
        else:
            yield from layout.lines(shown, bold=row.kind is not RowKind.DATA)
    for number, remark in enumerate(remarks(view, rows)):
        yield from [""] * (number == 0)
        yield from (_styled(line, dim=True) for line in wrapped(remark, room))


Texts = Sequence[tuple[str, str]]
"""Of one row: text and marks of each cell."""


def _places(view: View, rows: Sequence[Texts], room: int) -> list[int]:
    """Columns that are shown; sparse ones where all that is in them has the room."""
    places = shown_columns(view)
    widths = (max([cells(heading(view.columns[i])), *(cells(" ".join(row[i])) for row in rows)]) for i in places)
    if sum(widths) + len(GAP) * (len(places) - 1) <= room:
        return places
    return [i for i in places if not view.columns[i].sparse]


class Layout:
    """Columns of a table and how wide each is; a text runs on over empty cells to the right of it."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Texts], room: int) -> None:
        heads = [cells(heading(column)) for column in columns]
        self._numbers = [column.kind is ColumnKind.NUMBER for column in columns]
        held, self._trails = list(heads), [0] * len(columns)
        running: list[tuple[tuple[int, int], int]] = []
        for row in rows:
            for place, end in self._runs(row):
                text, marks = row[place]
                if end > place + 1:
                    running.append(((place, end), cells(text)))
                else:
                    held[place] = max(held[place], cells(text))
                self._trails[place] = max(self._trails[place], cells(marks) + 1 if marks else 0)
        self._bodies = fitted(held, self._numbers, room - sum(self._trails))
        for run, wanted in sorted(running, reverse=True):  # the columns to the right widen those before them, too
            rest = room - self._room((0, len(columns))) - self._trails[-1]
            self._bodies[run[0]] += max(min(wanted - self._room(run), rest), 0)

    def _runs(self, texts: Texts) -> Iterator[tuple[int, int]]:
        """The first column of each cell and the one after its last."""
        place = 0
        while place < len(texts):
            end = place + 1
            while texts[place][0] and not (texts[place][1] or self._numbers[place]) and _empty_at(texts, end):
                end += 1
            yield place, end
            place = end

    def lines(self, texts: Texts, bold: bool = False, dim: bool = False) -> Iterator[str]:
        """One row; it has as many lines as its longest cell."""
        runs = list(self._runs(texts))
        blocks = [self._block(run, *texts[run[0]], bold, dim) for run in runs]
        blanks = [" " * (self._room(run) + self._trails[run[1] - 1]) for run in runs]
        for parts in zip_longest(*blocks):
            yield GAP.join(part or blank for part, blank in zip(parts, blanks, strict=False)).rstrip()

    def _room(self, run: tuple[int, int]) -> int:
        """Cells of the columns of a run, without those of the marks in the last."""
        place, end = run
        return sum(self._bodies[place:end]) + sum(self._trails[place : end - 1]) + len(GAP) * (end - place - 1)

    def _block(self, run: tuple[int, int], text: str, marks: str, bold: bool, dim: bool) -> list[str]:
        """The lines of a cell, filled up to its columns; its marks stand on the first."""
        width, trail, is_number = self._room(run), self._trails[run[1] - 1], self._numbers[run[0]]
        lines = [text] if is_number else _folded(text, width)
        tails = [_styled(padded(" " + marks, trail), dim=True) if marks else " " * trail]
        tails += [" " * trail] * (len(lines) - 1)
        shown = [_styled(padded(line, width, is_number), bold=bold, dim=dim) for line in lines]
        return [line + tail for line, tail in zip(shown, tails, strict=True)]


def _empty_at(texts: Texts, place: int) -> bool:
    return place < len(texts) and texts[place] == ("", "")


def _folded(text: str, width: int) -> list[str]:
    """Lines of a text; all of them as far in as the first."""
    inner = text.lstrip(" ")
    indent = " " * (len(text) - len(inner))
    return [indent + line for line in folded(inner, max(width - len(indent), 1))]


def fitted(widths: Sequence[int], numbers: Sequence[bool], room: int) -> list[int]:
    """Widths for the room there is: the widest texts are pressed first, numbers never."""
    fitting = list(widths)
    while sum(fitting) + len(GAP) * (len(fitting) - 1) > room:
        texts = [i for i, is_number in enumerate(numbers) if not is_number and fitting[i] > NARROWEST]
        if not texts:
            break
        fitting[max(texts, key=lambda i: fitting[i])] -= 1
    return fitting


def _styled(text: str, bold: bool = False, dim: bool = False) -> str:
    if not text.strip() or not (bold or dim) or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, bold=bold or None, dim=dim or None)
