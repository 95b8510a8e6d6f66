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
from tui.cells import folded, padded, wrapped
from tui.celltext import heading
from tui.cli.printer import GAP, Widths, is_section, remarks, row_texts, shown_columns, title, widths_of

if TYPE_CHECKING:
    from db.view import View

NARROWEST = 12
"""Cells that a column of texts is not pressed below; a table that needs more runs over the edge, uncut."""


def print_pretty(view: View) -> None:
    for line in lines_of(view, shutil.get_terminal_size().columns):
        click.echo(line)


def lines_of(view: View, room: int) -> Iterator[str]:
    """All lines, in the room of so many cells as far as that can be done."""
    rows = view.rows()
    layout = Layout(view, widths_of(view, rows), room)
    if title(view):
        yield from (_styled(title(view), bold=True), "")
    heads = [(heading(view.columns[i]), "") for i in shown_columns(view)]
    if any(head for head, _marks in heads):
        yield from layout.lines(heads, dim=True)
    for number, row in enumerate(rows):
        texts = row_texts(row, view.columns, grouped=True)
        if is_section(row):
            yield from [""] * bool(number)
            yield _styled(texts[0][0], bold=True)
        else:
            shown = [texts[i] for i in shown_columns(view) if i < len(texts)]
            yield from layout.lines(shown, bold=row.kind is not RowKind.DATA)
    for number, remark in enumerate(remarks(view, rows)):
        yield from [""] * (number == 0)
        yield from (_styled(line, dim=True) for line in wrapped(remark, room))


class Layout:
    """Columns of a table and how wide each is."""

    def __init__(self, view: View, widths: Widths, room: int) -> None:
        self._numbers = [view.columns[i].kind is ColumnKind.NUMBER for i in shown_columns(view)]
        self._trails = [trail for _body, trail in widths]
        self._bodies = fitted([body for body, _trail in widths], self._numbers, room - sum(self._trails))

    def lines(self, texts: Sequence[tuple[str, str]], bold: bool = False, dim: bool = False) -> Iterator[str]:
        """One row; it has as many lines as its longest cell."""
        blocks = [self._block(place, *cell, bold, dim) for place, cell in enumerate(texts)]
        blanks = [" " * (body + trail) for body, trail in zip(self._bodies, self._trails, strict=True)]
        for parts in zip_longest(*blocks):
            yield GAP.join(part or blank for part, blank in zip(parts, blanks, strict=False)).rstrip()

    def _block(self, place: int, text: str, marks: str, bold: bool, dim: bool) -> list[str]:
        """The lines of a cell, filled up to its column; its marks stand on the first."""
        width, trail, is_number = self._bodies[place], self._trails[place], self._numbers[place]
        lines = [text] if is_number else _folded(text, width)
        tails = [_styled(padded(" " + marks, trail), dim=True) if marks else " " * trail]
        tails += [" " * trail] * (len(lines) - 1)
        shown = [_styled(padded(line, width, is_number), bold=bold, dim=dim) for line in lines]
        return [line + tail for line, tail in zip(shown, tails, strict=True)]


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
