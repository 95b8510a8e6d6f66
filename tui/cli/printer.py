"""Prints any `View`: laid out for the eye on a terminal, as plain aligned text when piped.

Numbers are never cut. On a terminal thousands are set apart; what is piped stays as a program can read it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from db.view import DRAWN, ColumnKind, RowKind
from tui.cells import cells, padded
from tui.celltext import LEGEND, heading, literal, note_text, shown, with_qualifier
from tui.i18n import _

if TYPE_CHECKING:
    from db.view import Cell, Column, Row, View

WINDOW = 1000
"""Rows fetched at a time; a longer view is printed plainly, as it comes, its widths those of the first window."""

GAP = "  "


def print_view(view: View, terminal: bool | None = None) -> None:
    """Print on standard output; `terminal` is seen from it when not given."""
    if terminal is None:
        terminal = sys.stdout.isatty()
    if terminal and view.count <= WINDOW:
        from tui.cli.pretty import print_pretty

        print_pretty(view)
    else:
        _print_plain(view)


def remarks(view: View, rows: Sequence[Row]) -> list[str]:
    """What is to be said below the table: the view's notes, those of its rows, the meaning of its marks."""
    none = [] if view.count else [_("Nothing to show.")]
    return [*none, *map(note_text, view.notes), *row_notes(rows), *_legend(rows, view.columns)]


def row_notes(rows: Sequence[Row]) -> list[str]:
    """The notes of rows, those of several rows said once: `A, B: note`."""
    named: dict[str, list[str]] = {}
    for row in rows:
        if row.note and row.cells:
            name = next((cell for cell in row.cells if cell.number is None), row.cells[0])
            named.setdefault(note_text(row.note), []).append(literal(name.text) or _(name.word))
    return [_named_note(names, text) for text, names in named.items()]


def _named_note(names: Sequence[str], text: str) -> str:
    """A formula begins with the name of what it computes and needs no other."""
    return text if text.startswith(names[0]) else _("{names}: {note}").format(names=_(", ").join(names), note=text)


def _legend(rows: Sequence[Row], columns: Sequence[Column]) -> list[str]:
    """What the marks in these rows mean."""
    says = {part for row in rows for text in row_texts(row, columns) for part in (text[0], *text[1].split())}
    explained = [f"{_(mark)}  {_(meaning)}" for mark, meaning in LEGEND if {mark, _(mark)} & says and mark != "+1"]
    if any(cell.more for row in rows for cell in row.cells):
        explained.append("+n  " + _("so many other values are printed for the same thing"))
    return explained


def title(view: View) -> str:
    """The way to the view: 甘肃省 › 庆阳市."""
    return " › ".join(literal(_(name)) for name, _request in view.trail)


def is_section(row: Row) -> bool:
    """A heading that stands alone over the rows that follow, rather than a line of column headings."""
    return row.kind is RowKind.HEADING and not any(cell.text or cell.word for cell in row.cells[1:])


def row_texts(row: Row, columns: Sequence[Column], grouped: bool = False) -> list[tuple[str, str]]:
    """Text and marks of each cell, the first one indented by the row's depth."""
    glossed = grouped and all(column.id != "gloss" for column in columns)
    texts = [_texts(cell, column, grouped, glossed) for cell, column in zip(row.cells, columns, strict=False)]
    if texts and row.depth:
        texts[0] = (GAP * row.depth + texts[0][0], texts[0][1])
    return texts


def _texts(cell: Cell, column: Column, grouped: bool, glossed: bool) -> tuple[str, str]:
    said = shown(cell, column)
    if cell.text and not cell.word and not grouped:
        return with_qualifier(cell, literal(cell.text)), said.suffix
    return (said.whole if glossed else said.text, said.suffix) if said.text else (said.suffix, "")


def shown_columns(view: View) -> list[int]:
    """Positions of the columns that are printed: bars and trends are only pictures of numbers."""
    return [i for i, column in enumerate(view.columns) if column.kind not in DRAWN]


def _print_plain(view: View) -> None:
    kept: list[Row] = []
    for line in _plain_lines(view, kept):
        click.echo(line)
    below = remarks(view, kept)
    if below:
        click.echo()
        for remark in below:
            click.echo(remark)


def _plain_lines(view: View, kept: list[Row]) -> Iterator[str]:
    """All lines of the table; rows with marks or notes are kept for what is said below."""
    places = shown_columns(view)
    first = view.rows(0, WINDOW)
    widths = widths_of(view, first)
    right = [view.columns[i].kind is ColumnKind.NUMBER for i in places]
    heads = [(heading(view.columns[i]), "") for i in places]
    if title(view):
        yield from (title(view), "")
    if any(head for head, _marks in heads):
        yield _line(heads, widths, right)
    for number, row in enumerate(_all_rows(view, first)):
        texts = row_texts(row, view.columns)
        if is_section(row):
            yield from [""] * bool(number)
            yield texts[0][0]
        else:
            yield _line([texts[i] for i in places if i < len(texts)], widths, right)
        if row.note or any(cell.mark or cell.more or cell.status for cell in row.cells):
            kept.append(row)


def _all_rows(view: View, first: list[Row]) -> Iterator[Row]:
    yield from first
    for offset in range(WINDOW, view.count, WINDOW):
        yield from view.rows(offset, WINDOW)


Widths = list[tuple[int, int]]
"""Of each column shown: cells of the widest body, and of the widest marks with the space before them."""


def widths_of(view: View, rows: Sequence[Row]) -> Widths:
    """Sections stand over the columns and do not widen them."""
    texts = [row_texts(row, view.columns) for row in rows if not is_section(row)]
    widths = []
    for i in shown_columns(view):
        column = [row[i] for row in texts if i < len(row)]
        body = max([cells(heading(view.columns[i])), *(cells(text) for text, _marks in column)])
        trail = max([0, *(cells(marks) + 1 for _text, marks in column if marks)])
        widths.append((body, trail))
    return widths


def _line(texts: Sequence[tuple[str, str]], widths: Widths, right: Sequence[bool]) -> str:
    parts = []
    for (text, marks), (body, trail), is_right in zip(texts, widths, right, strict=False):
        part = padded(text, body, is_right)
        parts.append(part + padded(" " + marks, trail) if trail else part)
    return GAP.join(parts).rstrip()
