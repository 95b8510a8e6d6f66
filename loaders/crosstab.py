"""Tables of figures: each side names indicators, regions, schools or periods, seen by content.

One recogniser reads them all: the standard annex (序号 | 指标 | 单位 | 年份 …), plain lists of indicators, regions or
schools × indicators, the same turned round, two-level headers, classifications whose 总计 is the whole of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from db.model import CellRole, Entity, EntityType, Geography, Indicator, Observation, Status
from loaders import realign
from loaders.axis import Meaning
from loaders.cells import Printed, read_cell
from loaders.columns import Kind, has_figure
from loaders.counted import Counted
from loaders.labels import possible
from loaders.names import Names
from loaders.outcome import Outcome
from loaders.sheet import Sheet
from loaders.sides import Column, Row, RowReader, read_column, unit_in_cells
from loaders.words import compatible, dimension, fold, words


def recognise(sheet: Sheet, kinds: Sequence[Kind], names: Names, default_period: str) -> Outcome | None:
    """The figures of a table, or None when it is no table of figures."""
    if not any(kind is Kind.FIGURE and has_figure(sheet, i) for i, kind in enumerate(kinds)):
        return None
    table = _Crosstab(sheet, kinds, names, default_period)
    return table.outcome() if table.is_recognised else None


class _Crosstab:
    def __init__(self, sheet: Sheet, kinds: Sequence[Kind], names: Names, default_period: str) -> None:
        self._sheet = sheet
        self._kinds = kinds
        self._names = names
        self._default_period = sheet.table.period or default_period
        self._reader = RowReader(sheet, kinds, names)
        self._rows, self._headings = self._reader.read()
        self._columns = self._read_columns()
        self._realign()
        self._counted = Counted(sheet, kinds, self._reader, (self._rows, self._columns), names.home.name)

    def _read_columns(self) -> list[Column]:
        """The columns of figures. Beside columns of regions 合计 is the report's own, not a quantity."""
        found = [
            read_column(self._sheet, i, self._names)
            for i, kind in enumerate(self._kinds)
            if self._holds_figures(i, kind)
        ]
        if not any(column.entity for column in found):
            return found
        home = self._names.home
        return [replace(column, entity=home, label=None) if column.total else column for column in found]

    def _holds_figures(self, index: int, kind: Kind) -> bool:
        """Columns of figures, and columns in which nothing is reported between them."""
        first = min(i for i, other in enumerate(self._kinds) if other is Kind.FIGURE)
        return kind is Kind.FIGURE or (kind is Kind.EMPTY and index > first and bool(self._sheet.head(index)))

    @property
    def is_recognised(self) -> bool:
        return self._counted.is_table_of_figures

    def _realign(self) -> None:
        """Put the cells of short rows where all sums hold, if that is one place."""
        indices = [column.index for column in self._columns]
        if not self._short_rows() or indices != list(range(indices[0], indices[-1] + 1)):
            return
        lost = self._dropped(indices)
        for row, gap in zip(self._rows, lost or (), strict=bool(lost)):
            if gap is not None:
                self._sheet.gaps[row.index] = indices[gap]

    def _short_rows(self) -> list[Row]:
        last = self._columns[-1].index
        return [row for row in self._rows if self._sheet.lacks(row.index, last)]

    def _dropped(self, indices: Sequence[int]) -> list[int | None] | None:
        totals = [i for i, row in enumerate(self._rows) if row.total]
        values = [self._decimals(row, indices) for row in self._rows]
        if len(totals) != 1 or any(row is None for row in values):
            return None
        total_column = next((i for i, column in enumerate(self._columns) if column.total), None)
        loose = frozenset(i for i, column in enumerate(self._columns) if self._is_rate(column))
        rows = [row for row in values if row is not None]
        return realign.dropped_columns(realign.Block(rows, totals[0], total_column, len(indices), loose))

    def _is_rate(self, column: Column) -> bool:
        """Whether the figures of a column do not add up by their nature."""
        unit = column.unit or unit_in_cells(self._sheet, [(row.index, column.index) for row in self._rows])
        known = possible(column.label, unit, self._sheet.around) if column.label else ()
        return dimension(unit) in {"share", "ratio", "points"} or any(one.kind in {"ratio", "score"} for one in known)

    def _decimals(self, row: Row, indices: Sequence[int]) -> list[Decimal | None] | None:
        """The printed values of a row; None when one cannot be added."""
        printed = [read_cell(self._sheet.text(row.index, i)) for i in indices if not self._sheet.lacks(row.index, i)]
        if any(one.status is Status.UNREADABLE for one in printed):
            return None
        return [None if one.value is None else Decimal(str(one.value)) for one in printed]

    def outcome(self) -> Outcome:
        outcome = Outcome("crosstab", self._geography())
        for row in self._rows:
            for column in self._columns:
                self._observe(row, column, outcome)
        self._mark_sides(outcome)
        self._note_short_rows(outcome)
        return outcome

    def _geography(self) -> Geography:
        sides = (*(self._rows if self._reader.has_regions else ()), *self._columns)
        named = [side.entity for side in sides if side.entity and side.entity != self._names.home]
        regions = [entity for entity in named if entity.type is EntityType.REGION]
        if not regions:
            return Geography.OWN
        return Geography.AFFILIATION if any(map(is_reporting_unit, regions)) else Geography.LOCATION

    def _mark_sides(self, outcome: Outcome) -> None:
        figures = {column.index for column in self._columns}
        known = {*self._headings, *(row for row, _ in outcome.roles)}
        for row in self._sheet.body:
            for column in self._sheet.filled(row):
                if column not in figures:
                    outcome.mark(self._sheet, row, column, self._side_role(column, row in known))

    def _side_role(self, column: int, known: bool) -> CellRole:
        """Notes are notes; words beside a row that was not understood are not understood either."""
        if self._kinds[column] is Kind.NOTE or (column > self._columns[-1].index and self._kinds[column] is Kind.TEXT):
            return CellRole.NOTE
        return CellRole.LABEL if known else CellRole.UNKNOWN

    def _observe(self, row: Row, column: Column, outcome: Outcome) -> None:
        text = self._sheet.text(row.index, column.index)
        printed = read_cell(text)
        meaning = self._counted.meanings.get((row.index, column.index))
        entity = self._entity(row, column)
        if meaning is None or entity is None or not _fits(meaning, printed):
            return
        if not meaning.known:
            outcome.indicators[meaning.key] = Indicator(meaning.key, meaning.name, meaning.unit, known=False)
        outcome.mark(self._sheet, row.index, column.index, CellRole.OBSERVATION)
        outcome.observations.append(self._observation(row, column, meaning, entity, printed))

    def _observation(self, row: Row, column: Column, meaning: Meaning, entity: Entity, printed: Printed) -> Observation:
        table = self._sheet.table
        place = self._sheet.place(row.index, column.index)
        return Observation(
            entity=entity,
            indicator=meaning.key,
            period=column.period or row.period or self._default_period,
            value=printed.value,
            unit=printed.unit or self._unit(meaning, row, column),
            printed=self._sheet.text(row.index, column.index),
            line=self._sheet.line(row.index),
            qualifier=printed.qualifier,
            status=self._status(row, column, printed),
            table=table.key,
            row=row.head,
            column=column.head,
            section=table.section,
            cell=None if place is None else (row.index, place),
        )

    def _unit(self, meaning: Meaning, row: Row, column: Column) -> str:
        """The unit of the label; that of the whole table where the label has none printed."""
        table = self._sheet.table.unit
        printed = row.unit or column.unit or column.measure or (row.label and row.label.unit)
        if printed or not dimension(table):
            return meaning.unit
        return table if not meaning.unit or dimension(meaning.unit) == dimension(table) else meaning.unit

    def _status(self, row: Row, column: Column, printed: Printed) -> Status:
        place = self._sheet.place(row.index, column.index)
        if place is None:
            return Status.LOST
        if not printed.is_figure:
            return printed.status
        if place != column.index:
            return Status.REALIGNED
        return Status.REPAIRED if self._sheet.line(row.index) in self._sheet.table.repaired else Status.NORMAL

    def _entity(self, row: Row, column: Column) -> Entity | None:
        """Whose figure it is; None where both sides name somebody, or the row names nobody known."""
        if self._reader.has_entities:
            return row.entity if column.entity is None and self._is_whole(row) else None
        return column.entity or self._names.home

    def _is_whole(self, row: Row) -> bool:
        """The total of regions is the report's own; that of schools only where the table says that it holds all."""
        caption = fold(self._sheet.table.caption)
        return not row.total or self._reader.has_regions or any(word in caption for word in words("all"))

    def _note_short_rows(self, outcome: Outcome) -> None:
        short = [row.index for row in self._short_rows() if row.index not in self._sheet.gaps]
        lines = [str(self._sheet.line(row)) for row in short]
        if lines:
            outcome.notes.append(SHORT_ROWS.format(lines="、".join(lines)))


SHORT_ROWS = "第 {lines} 行的单元格少于表头，无法唯一对位，按印出的位置读取"


def _fits(meaning: Meaning, printed: Printed) -> bool:
    """Whether the unit that a value carries may be one of its indicator."""
    return not meaning.known or compatible(printed.unit, meaning.known.unit)


def is_reporting_unit(entity: Entity) -> bool:
    """省属 beside the regions; development zones (兰州新区) are named by themselves."""
    return entity.level == "unit" and entity.name != entity.key.partition(":")[2]
