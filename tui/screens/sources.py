"""The list of all places where the value of a cell, or what it was computed from, is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.period import period_note
from db.place import table_note
from db.view import Cell, Column, ColumnKind, Row, View, word
from tui.celltext import note_text
from tui.listing import Listing
from tui.remarks import place_text

if TYPE_CHECKING:
    from db.source import SourceLine

COLUMNS = (
    Column("printed", ColumnKind.NUMBER, word=word("Printed"), frozen=True),
    Column("period", word=word("Period")),
    Column("report", word=word("Report")),
    Column("issuer", word=word("Issuer")),
    Column("table", word=word("Table")),
    Column("row", word=word("Row")),
    Column("column", word=word("Column")),
    Column("place", word=word("Where")),
)


def source_list(lines: Sequence[SourceLine]) -> View:
    """One row for each; its key is its position."""
    return Listing(COLUMNS, tuple(_row(str(number), line) for number, line in enumerate(lines)))


def _row(key: str, line: SourceLine) -> Row:
    table = f"{note_text(table_note(line.table))} {line.caption}".strip() or line.section
    period = note_text(period_note(line.period))
    texts = (line.printed, period, line.report, line.issuer, table, line.row, line.column, place_text(line))
    return Row(tuple(Cell(text, text) for text in texts), key=key)
