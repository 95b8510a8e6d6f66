"""A `View` on a terminal, drawn by rich: headings stand out, marks are dim, long texts fold, numbers are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from db.view import ColumnKind, RowKind
from tui.celltext import heading
from tui.cli.printer import is_section, remarks, row_texts, shown_columns, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.view import Column, Row, View

NARROWEST = 12
"""Cells that a column of texts is not pressed below; a table that needs more runs over the edge, uncut."""


def print_pretty(view: View) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    rows = view.rows(0, None)
    columns = [view.columns[i] for i in shown_columns(view)]
    table = _table(view, columns, rows)
    if title(view):
        console.print(Text(title(view), style="bold"))
    console.print(table, width=max(console.width, _least_width(columns, table)), soft_wrap=False, crop=False)
    for remark in remarks(view, rows):
        console.print(Padding(Text(remark, style="dim"), (0, 0, 0, 1)))


def _table(view: View, columns: Sequence[Column], rows: Sequence[Row]) -> Table:
    has_heads = any(map(heading, columns))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="yellow", show_header=has_heads)
    for column in columns:
        whole = column.kind is ColumnKind.NUMBER
        table.add_column(Text(heading(column)), justify="right" if whole else "left", no_wrap=whole, overflow="fold")
    places = shown_columns(view)
    trails = _trail_widths(rows, view)
    for number, row in enumerate(rows):
        if is_section(row) and number:
            table.add_row()
        table.add_row(*_texts(row, view, places, trails), style=_style(row))
    return table


def _style(row: Row) -> str:
    return "bold" if row.kind is not RowKind.DATA else ""


def _trail_widths(rows: Sequence[Row], view: View) -> list[int]:
    texts = [row_texts(row, view.columns) for row in rows if not is_section(row)]
    return [max([0, *(cell_len(row[i][1]) for row in texts)]) for i in range(len(view.columns))]


def _texts(row: Row, view: View, places: Sequence[int], trails: Sequence[int]) -> list[Text]:
    """Marks stand behind their number in a field of the same width, so that the numbers stay one under another."""
    texts = row_texts(row, view.columns, grouped=True)
    if is_section(row):
        return [Text(texts[0][0])]
    found = []
    for i in places:
        cell = Text(texts[i][0])
        if trails[i]:
            cell.append(" " + texts[i][1].ljust(trails[i]), style="dim")
        found.append(cell)
    return found


def _least_width(columns: Sequence[Column], table: Table) -> int:
    """Cells that the table needs for its numbers to be whole."""
    widths = []
    for column, drawn in zip(columns, table.columns, strict=True):
        widest = max([0, *(cell_len(str(cell)) for cell in drawn._cells), cell_len(str(drawn.header))])
        widths.append(widest if column.kind is ColumnKind.NUMBER else min(widest, NARROWEST))
    return sum(widths) + 2 * len(widths)
