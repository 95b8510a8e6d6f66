"""Tables that a page holds in two or more parts side by side, under one header repeated: 指标 | 数值 | 指标 | 数值."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from db.model import Observation, Record
from loaders.material import GridRow, PrintedTable
from loaders.outcome import Outcome
from loaders.words import fold


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table by itself, and the column of the whole at which it begins."""

    table: PrintedTable
    start: int


def parts(table: PrintedTable) -> list[Part]:
    """The parts of a table, one when it is not made so."""
    width = _width_of_part(table)
    return list(_cut(table, width)) if width else [Part(table, 0)]


def _width_of_part(table: PrintedTable) -> int:
    """The number of columns after which the header begins anew; 0 when it never does."""
    if table.header_rows != 1:
        return 0
    head = [fold(cell) for cell in table.rows[0].cells]
    for width in range(2, len(head) // 2 + 1):
        first = head[:width]
        if len(head) % width == 0 and len(set(first)) == width and all(first) and first * (len(head) // width) == head:
            return width
    return 0


def _cut(table: PrintedTable, width: int) -> Iterator[Part]:
    for start in range(0, len(table.rows[0].cells), width):
        rows = tuple(GridRow(row.line, row.cells[start : start + width]) for row in table.rows)
        yield Part(replace(table, rows=rows), start)


def joined(found: Sequence[tuple[Part, Outcome]]) -> Outcome:
    """What was understood of the parts, in the places of the whole."""
    first = found[0][1]
    whole = Outcome(first.form, first.geography)
    for part, outcome in found:
        whole.observations += [_moved(one, part.start) for one in outcome.observations]
        whole.records += [_moved(one, part.start) for one in outcome.records]
        whole.indicators |= outcome.indicators
        whole.notes += outcome.notes
        whole.roles |= {(row, column + part.start): role for (row, column), role in outcome.roles.items()}
    return whole


_Placed = TypeVar("_Placed", Observation, Record)


def _moved(one: _Placed, by: int) -> _Placed:
    return replace(one, cell=(one.cell[0], one.cell[1] + by)) if one.cell else one
