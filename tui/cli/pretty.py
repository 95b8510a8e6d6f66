"""A `View` on a terminal, drawn by rich: headings stand out, marks are dim, long texts fold, numbers are whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.view import ColumnKind, RowKind
from tui.cells import padded, wrapped
from tui.celltext import heading
from tui.cli.printer import GAP, Widths, is_section, remarks, row_texts, shown_columns, title, widths_of

if TYPE_CHECKING:
    from db.view import Row, View

NARROWEST = 12
"""Cells that a column of texts is not pressed below; a table that needs more runs over the edge, uncut."""


def print_pretty(view: View) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    rows = view.rows(0, None)
    if title(view):
        console.print(Text(title(view), style="bold"), "", sep="\n")
    widths = widths_of(view, rows)
    columns = fitted([body + trail for body, trail in widths], _is_number(view), console.width)
    uncut = Console(highlight=False, markup=False, emoji=False, width=max(console.width, _total(columns)))
    for part in _parts(view, rows, widths, columns):
        uncut.print(part, soft_wrap=False)
    for number, remark in enumerate(remarks(view, rows)):
        lines = "\n".join(wrapped(remark, console.width))
        console.print(*[""] * (number == 0), Text(lines, style="dim"), sep="\n")


def _parts(view: View, rows: Sequence[Row], widths: Widths, columns: Sequence[int]) -> Iterator[Table | Text]:
    """Column headings, then each section as a table of its own, all with the same columns."""
    heads = [(heading(view.columns[i]), "") for i in shown_columns(view)]
    table = _table(columns)
    if any(head for head, _marks in heads):
        _add(table, heads, widths, view, "dim")
    for row in rows:
        if is_section(row):
            yield from [table] * bool(table.row_count)
            table = _table(columns)
            yield Text(("\n" if row is not rows[0] else "") + row_texts(row, view.columns)[0][0], style="bold")
        else:
            texts = row_texts(row, view.columns, grouped=True)
            _add(table, [texts[i] for i in shown_columns(view) if i < len(texts)], widths, view, _style(row))
    yield from [table] * bool(table.row_count)


def fitted(widths: Sequence[int], numbers: Sequence[bool], room: int) -> list[int]:
    """Widths for the room there is: the widest texts are pressed first, numbers never."""
    fitting = list(widths)
    while _total(fitting) > room:
        texts = [i for i, is_number in enumerate(numbers) if not is_number and fitting[i] > NARROWEST]
        if not texts:
            break
        fitting[max(texts, key=lambda i: fitting[i])] -= 1
    return fitting


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * len(widths)


def _table(widths: Sequence[int]) -> Table:
    table = Table.grid(padding=(0, len(GAP), 0, 0))
    for width in widths:
        table.add_column(width=width, overflow="fold")
    return table


def _add(table: Table, texts: Sequence[tuple[str, str]], widths: Widths, view: View, style: str) -> None:
    """Marks stand behind their number in a field of the same width, so that the numbers stay one under another."""
    cells = []
    for (text, marks), (body, trail), is_number in zip(texts, widths, _is_number(view), strict=False):
        cell = Text(padded(text, body, right=True) if is_number else text)
        cells.append(cell.append(padded(" " + marks, trail), style="dim") if trail else cell)
    table.add_row(*cells, style=style)


def _is_number(view: View) -> list[bool]:
    return [view.columns[i].kind is ColumnKind.NUMBER for i in shown_columns(view)]


def _style(row: Row) -> str:
    return "bold" if row.kind is not RowKind.DATA else ""
