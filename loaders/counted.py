"""What each cell of a table of figures counts: the labels of its row and of its column put together.

One side names the indicators. The other names regions, schools or periods, holds only values, or divides the indicators
into classes; a class of an indicator is another quantity and never taken for the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.model import Entity
from loaders.axis import Axis, Meaning
from loaders.columns import Kind
from loaders.distribution import distribution
from loaders.labels import ancestors, candidates, without_period
from loaders.sheet import Sheet
from loaders.sides import Column, Row, RowReader, is_foreign, is_own, unit_in_cells
from loaders.words import fold, longest_first

_FEWEST_KNOWN = 1 / 3  # of the labels of a table that has no other mark of being one of figures

Meanings = dict[tuple[int, int], Meaning]
"""What each pair of row and column counts; pairs that nothing is known of are not in it."""

Sides = tuple[Sequence[Row], Sequence[Column]]


@dataclass(frozen=True, slots=True)
class _Slot:
    """Columns that differ in nothing but their quantity stand in one slot, and are resolved together."""

    period: str
    entity: Entity | None
    measure: str


class Counted:
    """Resolves the labels of both sides of a table."""

    def __init__(self, sheet: Sheet, kinds: Sequence[Kind], reader: RowReader, sides: Sides, home: str) -> None:
        self._sheet = sheet
        self._kinds = kinds
        self._reader = reader
        self._rows, self._columns = sides
        self._home = home
        self._title = without_period(sheet.table.caption)
        self._classes = self._of_classes()
        self.meanings = self._classes or self._resolve()

    @property
    def is_table_of_figures(self) -> bool:
        """Tables with regions, schools, periods or units at their side are; others are known by their labels."""
        if not self.meanings:
            return False
        if (
            self._classes
            or self._reader.has_entities
            or Kind.UNIT in self._kinds
            or any(row.period for row in self._rows)
        ):
            return True
        if all(column.label is None for column in self._columns):
            return True
        found = {meaning.key: meaning for meaning in self.meanings.values()}
        return sum(bool(meaning.known) for meaning in found.values()) >= _FEWEST_KNOWN * len(found)

    def _of_classes(self) -> Meanings:
        if self._reader.has_entities or Kind.UNIT in self._kinds:
            return {}
        subject = _subject(fold(self._title), fold(self._home))
        return distribution(self._rows, self._columns, subject, self._sheet.around)

    def _resolve(self) -> Meanings:
        by_column = self._column_meanings()
        if not self._reader.has_labels:
            return self._from_columns(by_column)
        by_row = self._row_meanings()
        if self._columns_count(by_column, by_row):
            return self._combined(by_column, by_row)
        return self._from_rows(by_row)

    def _column_meanings(self) -> dict[int, Meaning]:
        found: dict[int, Meaning] = {}
        for slot in dict.fromkeys(map(_slot, self._columns)):
            columns = [column for column in self._columns if _slot(column) == slot]
            units = [column.unit or self._unit_of_column(column) for column in columns]
            axis = Axis([column.label for column in columns], self._sheet.around, units, self._title)
            found |= {column.index: one for column, one in zip(columns, axis.resolve(), strict=True) if one}
        return found

    def _unit_of_column(self, column: Column) -> str:
        return unit_in_cells(self._sheet, [(row.index, column.index) for row in self._rows])

    def _row_meanings(self) -> dict[tuple[int, str], Meaning]:
        """By row and second measure."""
        found: dict[tuple[int, str], Meaning] = {}
        for measure in dict.fromkeys(column.measure for column in self._columns):
            columns = [column for column in self._columns if column.measure == measure]
            for rows in self._blocks():
                units = [self._unit_of_row(row, columns, measure) for row in rows]
                axis = Axis([row.label for row in rows], self._sheet.around, units, self._title)
                found |= {(row.index, measure): one for row, one in zip(rows, axis.resolve(), strict=True) if one}
        return found

    def _blocks(self) -> Iterable[list[Row]]:
        """Rows of one region or school and period; all rows where none is named."""
        blocks: dict[tuple[str, str], list[Row]] = {}
        for row in self._rows:
            blocks.setdefault((row.entity.key if row.entity else "", row.period), []).append(row)
        return blocks.values()

    def _unit_of_row(self, row: Row, columns: Sequence[Column], measure: str) -> str:
        if measure:
            return measure
        printed = row.label.unit if row.label else ""
        heads = {column.unit for column in columns}
        return (
            row.unit
            or printed
            or (heads.pop() if len(heads) == 1 else "")
            or unit_in_cells(self._sheet, [(row.index, column.index) for column in columns])
        )

    def _columns_count(self, by_column: dict[int, Meaning], by_row: dict[tuple[int, str], Meaning]) -> bool:
        """Whether the header names the indicators, the rows then being classes or the whole of the report."""
        known = [one for one in by_column.values() if one.known]
        known_rows = sum(bool(one.known) for one in by_row.values())
        if not known or (len(self._columns) == 1 and known_rows * 2 >= len(self._rows)):
            return False
        return Kind.UNIT not in self._kinds

    def _from_columns(self, by_column: dict[int, Meaning]) -> Meanings:
        """Every row is a region, a school or a period; a column without a label counts what the caption names."""
        return {
            (row.index, column.index): meaning
            for column in self._columns
            if (meaning := by_column.get(column.index) or (None if column.label else self._of_caption(column)))
            for row in self._rows
        }

    def _from_rows(self, by_row: dict[tuple[int, str], Meaning]) -> Meanings:
        classes = self._are_classes(by_row)
        return {
            (row.index, column.index): _of_column(row, column, meaning) if classes else meaning
            for row in self._rows
            for column in (self._columns if classes else self._value_columns())
            if (meaning := by_row.get((row.index, column.measure))) and not (column.label and is_foreign(column.label))
        }

    def _value_columns(self) -> list[Column]:
        """Columns that only hold the values of the rows. One alone may be headed by anything."""
        plain = [column for column in self._columns if column.label is None]
        return plain or (list(self._columns) if len(self._columns) == 1 else [])

    def _are_classes(self, by_row: dict[tuple[int, str], Meaning]) -> bool:
        """Whether the header divides known indicators of the rows into classes: 在校生数 | 男 | 女 | 合计."""
        known = sum(bool(one.known) for one in by_row.values())
        return len(self._columns) > 1 and all(column.label for column in self._columns) and known * 2 >= len(by_row)

    def _combined(self, by_column: dict[int, Meaning], by_row: dict[tuple[int, str], Meaning]) -> Meanings:
        found: Meanings = {}
        for row in self._rows:
            for column in self._columns:
                meaning = by_column.get(column.index)
                if meaning and row.label:
                    counted = by_row.get((row.index, column.measure))
                    found[row.index, column.index] = _of_class(row, column, meaning, counted)
        return found

    def _of_caption(self, column: Column) -> Meaning | None:
        """What the caption names, when the header names nothing but years: 2022—2024年各市州招生数统计表."""
        unit = column.unit or self._sheet.table.unit
        found = candidates(_subject(fold(self._title), fold(self._home)), unit, self._sheet.around)
        if len(found) == 1:
            return Meaning(found[0].key, found[0].name, column.unit or found[0].unit, found[0])
        return Meaning(f"new:{self._title}", self._title, column.unit) if self._title else None


def _subject(caption: str, home: str) -> str:
    """A caption without the words that every caption has: 各市州招生数统计表 is about 招生数."""
    around = (home, *longest_first("caption"))
    rest = caption
    while rest:
        word = next((word for word in around if word and (rest.startswith(word) or rest.endswith(word))), "")
        if not word:
            break
        rest = rest.removeprefix(word) if rest.startswith(word) else rest.removesuffix(word)
    return rest


def _slot(column: Column) -> _Slot:
    return _Slot(column.period, column.entity, column.measure)


def _of_column(row: Row, column: Column, meaning: Meaning) -> Meaning:
    """What a class in the header counts of a row: the row's whole under 合计, else what has no name of its own."""
    if column.label is None or row.label is None or is_own(column.label):
        return meaning
    return Meaning("new:" + "/".join([*row.label.path, *column.label.path]), column.label.bare, meaning.unit)


def _of_class(row: Row, column: Column, meaning: Meaning, by_row: Meaning | None) -> Meaning:
    """What a class counts under a column: 一般类 under 学校数 is a part that may have its own name."""
    assert row.label is not None
    if is_own(row.label):
        return meaning
    if by_row and by_row.known and meaning.key in ancestors(by_row.known):
        return by_row
    path = [*row.label.path, *(column.label.path if column.label else ())]
    return Meaning("new:" + "/".join(path), row.label.bare, meaning.unit)
