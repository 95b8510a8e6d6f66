"""A table as an Excel workbook: the data, what its indicators mean, where each figure stands, findings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from db.audit.finding import SEVERITY_WORDS
from db.citation import Cited
from db.definition import Definition
from db.errors import ExportError, fault
from db.export.origins import finding_text, origins_of
from db.export.table import Facts, Table, Value, Words, line_text, shown_by, status_text
from db.findings import Told
from db.period import period_note
from db.place import column_letters
from db.view import ColumnKind, word, worded
from db.views.sources import finding_source

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from db.export import Sheet

MOST_ROWS = 1_048_575  # below the header
LARGE = 20_000  # rows from which on the sheets are written as they come instead of being held
WIDEST = 60  # characters
FILTER_BUTTON = 3
LONGEST_TEXT = 32_767  # what a cell holds
MEASURED = 1000  # rows by which the width of a column is found
BATCH = 5000  # figures whose sources are asked for at once


class Shown(NamedTuple):
    """Where a figure stands on the data sheet, from 0."""

    id: int
    row: int
    column: int


def write_workbook(table: Table, stream: BinaryIO, facts: Facts | None = None, beside: Sequence[Sheet] = ()) -> int:
    from xlsxwriter import Workbook

    if table.view.count > MOST_ROWS:
        raise ExportError(
            fault("{rows} rows are more than a worksheet holds ({most}); choose csv or parquet."),
            rows=table.view.count,
            most=MOST_ROWS,
        )
    book = Workbook(stream, {"constant_memory": table.view.count > LARGE})
    sheets = Sheets(book, table.words)
    count, shown = _write_data(sheets, table)
    if facts:
        _write_facts(sheets, table, facts, shown)
    for sheet in beside:
        sheets.add(sheet.title, sheet.headings, sheet.rows)
    book.close()
    return count


class Sheets:
    """Sheets with a header row that stays and filters, and columns as wide as what stands in them."""

    def __init__(self, book: Workbook, words: Words) -> None:
        self._book, self._words = book, words
        self._formats: dict[str, Format] = {}
        self._head = book.add_format({"bold": True, "bottom": 1})

    def add(
        self, title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]], formats: Sequence[str] = ()
    ) -> int:
        """Give the number of rows. `formats`: of the numbers in each column, none needed for texts."""
        return self.add_formatted(title, headings, (zip(row, formats or [""] * len(row), strict=True) for row in rows))

    def add_formatted(self, title: str, headings: Sequence[str], rows: Iterable[Iterable[tuple[Value, str]]]) -> int:
        """Rows of values, each with the format of its number."""
        sheet = self._book.add_worksheet(self._words.translate(title))
        widths = [_width(text) + FILTER_BUTTON for text in headings]
        for column, text in enumerate(headings):
            sheet.write_string(0, column, text, self._head)
        count = 0
        for count, row in enumerate(rows, 1):
            for column, (value, pattern) in enumerate(row):
                self._write(sheet, count, column, value, pattern)
                if count <= MEASURED:
                    widths[column] = max(widths[column], _width(_as_text(value)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), max(len(headings) - 1, 0))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 1, WIDEST))
        return count

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, pattern: str) -> None:
        if isinstance(value, int | float):
            sheet.write_number(row, column, value, self._format(pattern or "0"))
        elif value is not None:
            sheet.write_string(row, column, value[:LONGEST_TEXT])

    def _format(self, pattern: str) -> Format:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]


def _write_data(sheets: Sheets, table: Table) -> tuple[int, list[Shown]]:
    """Give the number of rows and where each figure stands."""
    shown: list[Shown] = []
    numeric = [column.kind is ColumnKind.NUMBER for column in table.columns]

    def rows() -> Iterator[Iterable[tuple[Value, str]]]:
        for number, line in enumerate(table.lines(), 1):
            for column, cell in enumerate(line.cells):
                shown.extend(Shown(id_, number, column) for id_ in shown_by(cell))
            yield (
                (value, number_format(cell.text, grouped=grouped))
                for value, cell, grouped in zip(line.values, line.cells, numeric, strict=True)
            )

    return sheets.add_formatted(word("Data"), table.headings, rows()), shown


def number_format(text: str, *, grouped: bool) -> str:
    """As many decimals as are shown; thousands are grouped but in years and the like."""
    decimals = len(text.partition(".")[2])
    return ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


def _write_facts(sheets: Sheets, table: Table, facts: Facts, shown: Sequence[Shown]) -> None:
    words = table.words
    origins = origins_of(facts, table)
    sheets.add(
        word("About the indicators"),
        list(map(words.translate, _DEFINITION)),
        (_definition(one, words) for one in origins.definitions),
    )
    sheets.add(
        word("Sources"),
        list(map(words.translate, _SOURCE)),
        _sources(facts, shown, words),
        ["#,##0.##########" if name == "Value" else "" for name in _SOURCE],
    )
    sheets.add(word("Checks"), list(map(words.translate, _FINDING)), (_finding(t, words) for t in origins.findings))


_DEFINITION = (
    word("Indicator"), word("English"), word("Unit"), word("Chapter"), word("From whole to part"), word("Kind"),
    word("Time"), word("Scope"), word("Base"), word("Formula"), word("Key"),
)  # fmt: skip
_SOURCE = (
    word("Cell"), word("Of whom"), word("Indicator"), word("Period"), word("Value"), word("Unit"), word("Printed"),
    word("Status"), word("Report"), word("Title"), word("Issuer"), word("Table or section"), word("Row"),
    word("Column"), word("Where"),
)  # fmt: skip
_FINDING = (word("Finding"), word("Class"), word("Arithmetic"), word("Source"), word("Other source"), word("Report"))


def _definition(one: Definition, words: Words) -> list[Value]:
    kind, time = words.translate(one.kind), words.translate(one.time)
    return [one.name, one.gloss, one.unit, one.chapter, one.path, kind, time, one.scope, one.denominator, one.formula,
            one.key]  # fmt: skip


def _sources(facts: Facts, shown: Sequence[Shown], words: Words) -> Iterator[list[Value]]:
    for start in range(0, len(shown), BATCH):
        batch = shown[start : start + BATCH]
        cited = {one.id: one for one in facts.cited([place.id for place in batch])}
        for place in batch:
            if one := cited.get(place.id):
                yield [f"{column_letters(place.column + 1)}{place.row + 1}", *_source(one, words)]


def _source(one: Cited, words: Words) -> list[Value]:
    line = one.source
    place = f"{line.table} {line.caption}".strip() or line.section
    period = words.note(period_note(line.period))
    return [one.entity, one.name, period, line.value, line.unit, line.printed, status_text(one, words),
            line.report, line.title, line.issuer, place, line.row, line.column, line_text(one, words)]  # fmt: skip


def _finding(told: Told, words: Words) -> list[Value]:
    severity = words.translate(SEVERITY_WORDS[told.severity])
    places = ((told.source_a, told.place_a), (told.source_b, told.place_b))
    sources = [worded(finding_source(text, place, None, ()), words.translate) for text, place in places]
    return [finding_text(told, words), severity, told.arithmetic, *sources, told.report]


def _as_text(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int | float) else value or ""


def _width(text: str) -> int:
    """Characters of Excel's standard width; a Chinese one is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
