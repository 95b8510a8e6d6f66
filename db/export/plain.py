"""A table as CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from db.export.table import Table, Value

if TYPE_CHECKING:
    from polars import DataFrame


def write_csv(table: Table, stream: BinaryIO, encoding: str = "utf-8") -> int:
    text = io.TextIOWrapper(stream, encoding=encoding, newline="", write_through=True)
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


def write_json(table: Table, stream: BinaryIO) -> int:
    """A list of objects; their keys are the columns' ids in every language."""
    count = 0
    stream.write(b"[")
    for count, row in enumerate(table.rows(), 1):
        line = json.dumps(dict(zip(table.ids, row, strict=True)), ensure_ascii=False)
        stream.write(b",\n" * (count > 1) + b"\n" * (count == 1) + line.encode())
    stream.write(b"\n]\n")
    return count


def write_parquet(table: Table, stream: BinaryIO) -> int:
    frame = _frame(table)
    frame.write_parquet(stream)
    return int(frame.height)


def _frame(table: Table) -> DataFrame:
    """A column is of whole numbers, numbers or text by all of its values, never by the first few."""
    import polars as pl

    rows = list(table.rows())
    names = _distinct(table.ids)
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
    """Names of a frame's columns must differ."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return distinct
