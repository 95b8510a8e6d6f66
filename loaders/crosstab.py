"""Tables of figures: each side names indicators, regions, schools or periods, seen by content.

One recogniser reads them all: the standard annex (序号 | 指标 | 单位 | 年份 …), plain lists of indicators, regions or
schools × indicators, the same turned round, two-level headers, classifications whose 总计 is the whole of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from db.model import CellRole, Entity, Geography, Indicator, Observation, Status
from loaders import realign
from loaders.axis import Axis, Meaning
from loaders.cells import Printed, read_cell
from loaders.columns import Kind, has_figure
from loaders.labels import ancestors, candidates
from loaders.names import Names
from loaders.outcome import Outcome
from loaders.sheet import Sheet
from loaders.sides import Column, Row, RowReader, is_foreign, is_own, read_column, unit_in_cells
from loaders.words import compatible, dimension, fold

_FEWEST_KNOWN = 1 / 3  # of the labels of a table that has no other mark of being one of figures

Meanings = dict[tuple[int, int], Meaning]
"""What each pair of row and column counts; pairs that nothing is known of are not in it."""


def recognise(sheet: Sheet, kinds: Sequence[Kind], names: Names, default_period: str) -> Outcome | None:
    """The figures of a table, or None when it is no table of figures."""
    if not any(kind is Kind.FIGURE and has_figure(sheet, i) for i, kind in enumerate(kinds)):
        return None
    table = _Crosstab(sheet, kinds, names, default_period)
    return table.outcome() if table.recognised else None


@dataclass(frozen=True, slots=True)
class _Slot:
    """Columns that differ in nothing but their quantity stand in one slot, and are resolved together."""

    period: str
    entity: Entity | None
    measure: str


class _Crosstab:
    def __init__(self, sheet: Sheet, kinds: Sequence[Kind], names: Names, default_period: str) -> None:
        self._sheet = sheet
        self._kinds = kinds
        self._names = names
        self._default_period = sheet.table.period or default_period
        self._reader = RowReader(sheet, kinds, names)
        self._rows, self._headings = self._reader.read()
        self._columns = [read_column(sheet, i, names) for i, kind in enumerate(kinds) if self._holds_figures(i, kind)]
        self._places = self._printed_places()
        self._meanings = self._resolve()

    def _holds_figures(self, index: int, kind: Kind) -> bool:
        """Columns of figures, and columns in which nothing is reported between them."""
        first = min(i for i, other in enumerate(self._kinds) if other is Kind.FIGURE)
        return kind is Kind.FIGURE or (kind is Kind.EMPTY and index > first and bool(self._sheet.head(index)))

    @property
    def recognised(self) -> bool:
        """Tables with regions, schools, periods or units at their side are; others are known by their labels."""
        if not self._meanings:
            return False
        if self._reader.has_entities or Kind.UNIT in self._kinds or any(row.period for row in self._rows):
            return True
        if all(column.label is None for column in self._columns):
            return True
        found = {meaning.key: meaning for meaning in self._meanings.values()}
        return sum(bool(meaning.known) for meaning in found.values()) >= _FEWEST_KNOWN * len(found)

    # -- what is counted ---------------------------------------------------------------------------------------------

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
            axis = Axis([column.label for column in columns], self._sheet.around, units)
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
                axis = Axis([row.label for row in rows], self._sheet.around, units)
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
        caption = self._caption_meaning()
        return {
            (row.index, column.index): meaning
            for row in self._rows
            for column in self._columns
            if (meaning := by_column.get(column.index) or (None if column.label else caption))
        }

    def _from_rows(self, by_row: dict[tuple[int, str], Meaning]) -> Meanings:
        columns = self._value_columns()
        return {
            (row.index, column.index): meaning
            for row in self._rows
            for column in columns
            if (meaning := by_row.get((row.index, column.measure)))
        }

    def _value_columns(self) -> list[Column]:
        """Columns that only hold the values of the rows. One alone may be headed by anything but others' figures."""
        plain = [column for column in self._columns if column.label is None]
        if plain or len(self._columns) > 1:
            return plain
        return [column for column in self._columns if column.label and not is_foreign(column.label)]

    def _combined(self, by_column: dict[int, Meaning], by_row: dict[tuple[int, str], Meaning]) -> Meanings:
        found: Meanings = {}
        for row in self._rows:
            for column in self._columns:
                meaning = by_column.get(column.index)
                if meaning and row.label:
                    found[row.index, column.index] = _of_class(row, meaning, by_row.get((row.index, column.measure)))
        return found

    def _caption_meaning(self) -> Meaning | None:
        """The indicator that the caption names, when the header names none: 各市州招生数."""
        caption = fold(self._sheet.table.caption)
        found = [
            one
            for start in range(len(caption))
            for end in range(len(caption), start + 2, -1)
            if len(one := candidates(caption[start:end], "", self._sheet.around)) == 1
        ]
        keys = {options[0].key: options[0] for options in found[:1]}
        return next((Meaning(one.key, one.name, one.unit, one) for one in keys.values()), None)

    # -- where the cells are -----------------------------------------------------------------------------------------

    def _printed_places(self) -> dict[tuple[int, int], int | None]:
        """Where the value of a row and column is printed, for rows that lost a cell; None for the lost cell itself."""
        indices = [column.index for column in self._columns]
        if not self._short_rows() or indices != list(range(indices[0], indices[-1] + 1)):
            return {}
        lost = self._dropped(indices)
        found: dict[tuple[int, int], int | None] = {}
        for row, gap in zip(self._rows, lost or (), strict=bool(lost)):
            if gap is not None:
                hole = indices[gap]
                found |= {(row.index, i): (None if i == hole else i - (i > hole)) for i in indices}
        return found

    def _short_rows(self) -> list[Row]:
        last = self._columns[-1].index
        return [row for row in self._rows if not self._sheet.has(row.index, last)]

    def _dropped(self, indices: Sequence[int]) -> list[int | None] | None:
        totals = [i for i, row in enumerate(self._rows) if row.total]
        if len(totals) != 1:
            return None
        values = [self._decimals(row, indices) for row in self._rows]
        if any(row is None for row in values):
            return None
        total_column = next((i for i, column in enumerate(self._columns) if column.total), None)
        return realign.dropped_columns(
            realign.Block([row for row in values if row is not None], totals[0], total_column, len(indices))
        )

    def _decimals(self, row: Row, indices: Sequence[int]) -> list[Decimal | None] | None:
        """The printed values of a row; None when one cannot be added."""
        found: list[Decimal | None] = []
        for index in indices:
            if not self._sheet.has(row.index, index):
                break
            printed = read_cell(self._sheet.text(row.index, index))
            if printed.status is Status.UNREADABLE:
                return None
            found.append(None if printed.value is None else Decimal(str(printed.value)))
        return found

    # -- what comes of it --------------------------------------------------------------------------------------------

    def outcome(self) -> Outcome:
        outcome = Outcome("crosstab", self._geography())
        self._mark_sides(outcome)
        for row in self._rows:
            for column in self._columns:
                self._observe(row, column, outcome)
        self._note_short_rows(outcome)
        return outcome

    def _geography(self) -> Geography:
        regions = [row.entity for row in self._rows if row.entity and row.entity != self._names.home]
        if not self._reader.has_regions or not regions:
            return Geography.OWN
        return Geography.AFFILIATION if any(map(is_reporting_unit, regions)) else Geography.LOCATION

    def _mark_sides(self, outcome: Outcome) -> None:
        figures = {column.index for column in self._columns}
        for index in self._sheet.body:
            for column in self._sheet.filled(index):
                if column not in figures:
                    outcome.mark(index, column, self._side_role(index, column))

    def _side_role(self, row: int, column: int) -> CellRole:
        """Notes are notes; words beside a row that was not understood are not understood either."""
        if self._kinds[column] is Kind.NOTE or (column > self._columns[-1].index and self._kinds[column] is Kind.TEXT):
            return CellRole.NOTE
        known = row in self._headings or any(index == row for index, _ in self._meanings)
        return CellRole.LABEL if known else CellRole.UNKNOWN

    def _observe(self, row: Row, column: Column, outcome: Outcome) -> None:
        place = self._places.get((row.index, column.index), column.index)
        printed_here = place is not None and self._sheet.has(row.index, place)
        text = self._sheet.text(row.index, place) if place is not None else ""
        meaning = self._meanings.get((row.index, column.index))
        entity = self._entity(row, column)
        printed = read_cell(text)
        if meaning is None or entity is None or not _fits(meaning, printed):
            return
        if not meaning.known:
            outcome.indicators[meaning.key] = Indicator(meaning.key, meaning.name, meaning.unit, known=False)
        observation = self._observation(row, column, meaning, entity, printed)
        if not printed_here:
            outcome.observations.append(replace(observation, status=Status.LOST))
            return
        assert place is not None
        outcome.mark(row.index, place, CellRole.OBSERVATION)
        moved = place != column.index and printed.is_figure
        outcome.observations.append(
            replace(
                observation,
                cell=(row.index, place),
                printed=text,
                status=Status.REALIGNED if moved else self._status(row.index, printed),
            )
        )

    def _observation(self, row: Row, column: Column, meaning: Meaning, entity: Entity, printed: Printed) -> Observation:
        table = self._sheet.table
        return Observation(
            entity=entity,
            indicator=meaning.key,
            period=column.period or row.period or self._default_period,
            value=printed.value,
            unit=printed.unit or self._unit(meaning, row, column),
            printed="",
            line=self._sheet.line(row.index),
            qualifier=printed.qualifier,
            status=printed.status,
            table=table.key,
            row=row.head,
            column=column.head,
            section=table.section,
        )

    def _unit(self, meaning: Meaning, row: Row, column: Column) -> str:
        """The unit of the label; that of the whole table where the label has none printed."""
        table = self._sheet.table.unit
        printed = row.unit or column.unit or column.measure or (row.label and row.label.unit)
        if printed or not dimension(table):
            return meaning.unit
        return table if not meaning.unit or dimension(meaning.unit) == dimension(table) else meaning.unit

    def _status(self, row: int, printed: Printed) -> Status:
        mended = self._sheet.line(row) in self._sheet.table.repaired
        return Status.REPAIRED if mended and printed.is_figure else printed.status

    def _entity(self, row: Row, column: Column) -> Entity | None:
        """Whose figure it is; None where both sides name somebody, or the row names nobody known."""
        if self._reader.has_entities:
            return row.entity if column.entity is None else None
        return column.entity or self._names.home

    def _note_short_rows(self, outcome: Outcome) -> None:
        lines = [str(self._sheet.line(row.index)) for row in self._short_rows()]
        if lines and not self._places:
            outcome.notes.append(SHORT_ROWS.format(lines="、".join(lines)))


SHORT_ROWS = "第 {lines} 行的单元格少于表头，无法唯一对位，按印出的位置读取"


def _slot(column: Column) -> _Slot:
    return _Slot(column.period, column.entity, column.measure)


def _of_class(row: Row, meaning: Meaning, by_row: Meaning | None) -> Meaning:
    """What a class counts under a column: 一般类 under 学校数 is a part that may have its own name."""
    assert row.label is not None
    if is_own(row.label):
        return meaning
    if by_row and by_row.known and meaning.key in ancestors(by_row.known):
        return by_row
    counted = meaning.name if meaning.known else meaning.key.removeprefix("new:")
    return Meaning(f"new:{'/'.join(row.label.path)}/{counted}", row.label.bare, meaning.unit)


def _fits(meaning: Meaning, printed: Printed) -> bool:
    """Whether the unit that a value carries may be one of its indicator."""
    return not meaning.known or compatible(printed.unit, meaning.known.unit)


def is_reporting_unit(entity: Entity) -> bool:
    """省属 beside the regions; development zones (兰州新区) are named by themselves."""
    return entity.level == "unit" and entity.name != entity.key.partition(":")[2]
