"""Bands: rows of headers and rows of values in turn, one above the other, each band with columns of its own.

A first header cell with nothing but blanks below it names the group that its band divides (直接就业分类).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.model import CellRole, Entity, Geography, Indicator, Observation
from db.period import find_period
from loaders.axis import Axis, Meaning
from loaders.cells import is_value, read_cell
from loaders.labels import Label, read_label, without_period
from loaders.names import Names
from loaders.outcome import Outcome
from loaders.sheet import Sheet, spread, stacked
from loaders.words import compatible, fold


@dataclass(frozen=True, slots=True)
class _Band:
    heads: tuple[int, ...]  # rows
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A labelled cell of values."""

    row: int
    column: int
    head: tuple[str, ...]
    label: Label
    period: str


def recognise(sheet: Sheet, names: Names, default_period: str) -> Outcome | None:
    """The figures of a table of bands; None for any other table."""
    bands = _bands(sheet)
    if not bands:
        return None
    outcome = Outcome("bands", Geography.OWN)
    fields = [field for band in bands for field in _fields(sheet, band)]
    units = [field.label.unit or read_cell(sheet.text(field.row, field.column)).unit for field in fields]
    around = fold(" ".join([sheet.table.caption, sheet.table.heading, *sheet.table.context]))
    meanings = Axis([field.label for field in fields], around, units).resolve()
    _mark_heads(sheet, bands, outcome)
    for field, meaning in zip(fields, meanings, strict=True):
        if meaning:
            _observe(sheet, field, meaning, names, default_period, outcome)
    return outcome


def _bands(sheet: Sheet) -> list[_Band]:
    """Header rows followed by value rows, all through the table; empty when it is not made so."""
    bands: list[_Band] = []
    heads: list[int] = []
    for row in range(len(sheet.rows)):
        if _is_head(sheet, row):
            heads.append(row)
        elif not _is_values(sheet, row):
            return []
        elif heads:
            bands.append(_Band(tuple(heads), (row,)))
            heads = []
        elif bands:
            bands[-1] = _Band(bands[-1].heads, (*bands[-1].values, row))
        else:
            return []
    return [] if heads or any(len(band.values) > 1 for band in bands) else bands


def _is_head(sheet: Sheet, row: int) -> bool:
    filled = [sheet.text(row, column) for column in sheet.filled(row)]
    return len(filled) > 1 and not any(map(is_value, filled))


def _is_values(sheet: Sheet, row: int) -> bool:
    filled = [sheet.text(row, column) for column in sheet.filled(row)]
    return bool(filled) and all(map(is_value, filled))


def _fields(sheet: Sheet, band: _Band) -> Iterator[_Field]:
    heads = spread([[sheet.text(row, column) for column in sheet.columns] for row in band.heads])
    row = band.values[0]
    group = _group(sheet, heads, row)
    for column in range(1 if group else 0, len(sheet.rows[row])):
        head = stacked(heads, column)
        if head:
            yield _field(row, column, (*group, *head))


def _group(sheet: Sheet, heads: Sequence[Sequence[str]], row: int) -> tuple[str, ...]:
    head = stacked(heads, 0)
    return head if head and not sheet.text(row, 0) and sheet.filled(row) else ()


def _field(row: int, column: int, head: tuple[str, ...]) -> _Field:
    labels: list[Label] = []
    for level in head:
        labels.append(read_label(without_period(level), labels))
    period = next((period for level in reversed(head) if (period := find_period(level))), "")
    return _Field(row, column, head, labels[-1], period)


def _mark_heads(sheet: Sheet, bands: Sequence[_Band], outcome: Outcome) -> None:
    for band in bands:
        for row in band.heads:
            for column in sheet.columns:
                outcome.mark(sheet, row, column, CellRole.HEADER)


def _observe(
    sheet: Sheet, field: _Field, meaning: Meaning, names: Names, default_period: str, outcome: Outcome
) -> None:
    printed = read_cell(sheet.text(field.row, field.column))
    if meaning.known and not compatible(printed.unit, meaning.known.unit):
        return
    if not meaning.known:
        outcome.indicators[meaning.key] = Indicator(meaning.key, meaning.name, meaning.unit, known=False)
    outcome.mark(sheet, field.row, field.column, CellRole.OBSERVATION)
    period = field.period or sheet.table.period or default_period
    outcome.observations.append(_observation(sheet, field, meaning, names.home, period))


def _observation(sheet: Sheet, field: _Field, meaning: Meaning, home: Entity, period: str) -> Observation:
    text = sheet.text(field.row, field.column)
    printed = read_cell(text)
    return Observation(
        entity=home,
        indicator=meaning.key,
        period=period,
        value=printed.value,
        unit=printed.unit or meaning.unit,
        printed=text,
        line=sheet.line(field.row),
        qualifier=printed.qualifier,
        status=printed.status,
        table=sheet.table.key,
        column=" / ".join(field.head),
        section=sheet.table.section,
        cell=(field.row, field.column),
    )
