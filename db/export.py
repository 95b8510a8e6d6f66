"""A view as a file for other programs: CSV, JSON, XLSX, Parquet.

Values are typed and ungrouped, what is missing is empty. Headings of groups become a leading column, so that the file
stays a table; bars, which only draw a number, are left out.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from db.errors import ExportError, fault
from db.view import Cell, Column, ColumnKind, Row, RowKind, View, worded
from db.views.flat import SqlView

if TYPE_CHECKING:
    from polars import DataFrame

Value = int | float | str | None
FORMATS = ("csv", "json", "xlsx", "parquet")
GROUP = Column("group", label="group")
_BOM = b"\xef\xbb\xbf"


def plain_heading(column: Column) -> str:
    """The column's own words; `tui` gives a heading function that translates."""
    return column.label or column.id


def same(text: str) -> str:
    return text


def write_view(
    view: View,
    form: str,
    stream: BinaryIO,
    heading: Callable[[Column], str] = plain_heading,
    translate: Callable[[str], str] = same,
) -> int:
    """Write all rows of a view in a form of `FORMATS` to a stream of bytes (UTF-8, no mark); give their number.

    `heading` names columns, `translate` puts the message ids of cells into words. ExportError for an unknown format.
    """
    writers = {"csv": _write_csv, "json": _write_json, "xlsx": _write_xlsx, "parquet": _write_parquet}
    if form not in writers:
        raise ExportError(
            fault("There is no format “{format}”; formats are: {formats}."), format=form, formats=", ".join(FORMATS)
        )
    table = Table(view, heading, translate)
    return writers[form](table, stream)


def save(
    view: View,
    path: Path,
    form: str,
    heading: Callable[[Column], str] = plain_heading,
    translate: Callable[[str], str] = same,
    *,
    overwrite: bool = False,
) -> int:
    """Write a view to a file, whole or not at all, and give the number of rows.

    A file that is there already stays unless `overwrite` (ExportError). CSV files begin with a byte-order mark,
    by which Excel knows UTF-8.
    """
    part = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        _check_free(path, overwrite)
        with part.open("xb") as file:
            file.write(_BOM if form == "csv" else b"")
            count = write_view(view, form, file, heading, translate)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except FileNotFoundError as error:
        raise ExportError(fault("There is no folder {folder} to write to."), folder=path.parent) from error
    except PermissionError as error:
        raise ExportError(fault("{path} cannot be written: no permission."), path=path) from error
    except OSError as error:
        raise ExportError(fault("{path} cannot be written: {reason}."), path=path, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return count


def _check_free(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise ExportError(fault("{path} is a folder; give the name of a file."), path=path)
    if not overwrite and path.exists():
        raise ExportError(fault("{path} is there already and was left as it is."), path=path)


class Table:
    """A view as plain columns and rows of values."""

    def __init__(self, view: View, heading: Callable[[Column], str], translate: Callable[[str], str]) -> None:
        self.view = view
        self._translate = translate
        self._kept = [i for i, column in enumerate(view.columns) if column.kind is not ColumnKind.BAR]
        self._grouped = _is_grouped(view)
        self.columns = [GROUP] * self._grouped + [view.columns[i] for i in self._kept]
        self.headings = [heading(column) or column.id for column in self.columns]
        self.ids = [column.id for column in self.columns]

    def rows(self) -> Iterator[list[Value]]:
        group: Value = None
        for row in _all_rows(self.view):
            if _is_title(row):
                group = self._value(row.cells[0], ColumnKind.TEXT)
            else:
                yield [*[group] * self._grouped, *self._values(row)]

    def _values(self, row: Row) -> list[Value]:
        """A row may be shorter than the view has columns."""
        cells = [row.cells[i] if i < len(row.cells) else Cell() for i in self._kept]
        kinds = [self.view.columns[i].kind for i in self._kept]
        return [self._value(cell, kind) for cell, kind in zip(cells, kinds, strict=True)]

    def _value(self, cell: Cell, kind: ColumnKind) -> Value:
        """A number where there is one; else the words shown, which are no value in a column of numbers."""
        if isinstance(cell.value, int | float):
            return cell.value
        if cell.word:
            return worded(cell, self._translate)
        return cell.value or (cell.text if kind is ColumnKind.TEXT else None) or None


def _all_rows(view: View) -> Iterator[Row]:
    """Headings in their places; a flat view is read as it is written, for it may be larger than memory."""
    if not isinstance(view, SqlView):
        yield from view.rows()
        return
    stream = view.stream()
    for title, size in view.headings:
        yield title
        for _ in range(size):
            yield from (row for row in [next(stream, None)] if row)
    yield from stream


def _is_grouped(view: View) -> bool:
    if isinstance(view, SqlView):
        return bool(view.headings)
    return any(_is_title(row) for row in view.rows())


def _is_title(row: Row) -> bool:
    """A heading of one text over the rows that follow, rather than a header line of a printed table."""
    return row.kind is RowKind.HEADING and not any(cell.text or cell.word for cell in row.cells[1:])


def _write_csv(table: Table, stream: BinaryIO) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    count = 0
    try:
        writer.writerow(table.headings)
        for row in table.rows():
            writer.writerow(row)
            count += 1
    finally:
        text.detach()  # else it would close the stream, which may be standard output
    return count


def _write_json(table: Table, stream: BinaryIO) -> int:
    """A list of objects; their keys are the columns' ids in every language."""
    count = 0
    stream.write(b"[")
    for count, row in enumerate(table.rows(), 1):
        line = json.dumps(dict(zip(table.ids, row, strict=True)), ensure_ascii=False)
        stream.write(b",\n" * (count > 1) + b"\n" * (count == 1) + line.encode())
    stream.write(b"\n]\n")
    return count


def _write_parquet(table: Table, stream: BinaryIO) -> int:
    frame = _frame(table, table.ids)
    frame.write_parquet(stream)
    return int(frame.height)


def _write_xlsx(table: Table, stream: BinaryIO) -> int:
    import polars as pl

    frame = _frame(table, _distinct(table.headings))
    frame.write_excel(
        stream,
        worksheet="nianbao",
        autofit=True,
        freeze_panes=(1, 0),
        dtype_formats={pl.Int64: "0", pl.Float64: "General"},
    )
    return int(frame.height)


def _frame(table: Table, names: list[str]) -> DataFrame:
    """A column is of whole numbers, numbers or text by all of its values, never by the first few."""
    import polars as pl

    rows = list(table.rows())
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    types = {"int": pl.Int64, "float": pl.Float64, "text": pl.String}
    series = []
    for name, values in zip(names, columns, strict=True):
        kind = _kind(values)
        plain = [None if v is None else str(v) for v in values] if kind == "text" else values
        series.append(pl.Series(name, plain, dtype=types[kind]))
    return pl.DataFrame(series)


def _kind(values: Sequence[Value]) -> str:
    found = {type(value) for value in values if value is not None}
    if str in found or not found:
        return "text"
    return "float" if float in found else "int"


def _distinct(names: list[str]) -> list[str]:
    """Names of a frame's columns must differ; those of a printed table need not."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return distinct
