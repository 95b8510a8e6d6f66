"""The two sides of a table of figures: what the header says of a column, what the cells at the left say of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from db.model import Entity
from db.period import find_period
from loaders.cells import is_value, read_cell
from loaders.columns import Kind
from loaders.labels import Label, candidates, read_label, without_period
from loaders.names import Names, is_total
from loaders.sheet import Sheet
from loaders.words import canonical_unit, fold, meanings, words


@dataclass(frozen=True, slots=True)
class Column:
    """What the header says of a column. `label` is None where it names no quantity (2024年, 数值, a region)."""

    index: int
    head: str  # as printed, levels joined by " / "
    label: Label | None = None
    unit: str = ""
    period: str = ""
    entity: Entity | None = None
    measure: str = ""  # unit of a second measure of all rows (调查人次)
    total: bool = False


@dataclass(slots=True)
class Row:
    """What the cells at the left say of a row of figures."""

    index: int
    head: str  # as printed
    label: Label | None = None
    unit: str = ""
    period: str = ""
    entity: Entity | None = None
    total: bool = False
    cells: list[int] = field(default_factory=list)  # columns that were read for it


def read_column(sheet: Sheet, index: int, names: Names) -> Column:
    """Read the header above a column."""
    head = sheet.head(index)
    labels: list[Label] = []
    unit = period = measure = ""
    entity: Entity | None = None
    for level in head:
        period = find_period(level) or period
        label = read_label(without_period(level), labels)
        unit = label.unit or unit
        measure = meanings("measure").get(label.name, measure)
        named = _entity_of(label, names)
        entity = named or entity
        if label.name and not named and label.name not in (words("value") | words("own") | words("measure")):
            labels.append(label)
    total = bool(head) and is_total(head[-1])
    return Column(index, " / ".join(head), labels[-1] if labels else None, unit, period, entity, measure, total)


def _entity_of(label: Label, names: Names) -> Entity | None:
    """The region or institution that a header names; 合计 may be a quantity as well and is left to the table."""
    if names.is_region(label.text):
        return names.region(label.text)
    return names.institution(label.text) if names.is_institution(label.text) else None


class RowReader:
    """Reads the rows of a table whose columns of figures are known."""

    def __init__(self, sheet: Sheet, kinds: Sequence[Kind], names: Names) -> None:
        self._sheet = sheet
        self._names = names
        figures = [i for i, kind in enumerate(kinds) if kind is Kind.FIGURE]
        self._first, self._last = figures[0], figures[-1]
        before = range(self._last)
        self._regions = [i for i in before if kinds[i] is Kind.REGION]
        self._institutions = [i for i in before if kinds[i] is Kind.INSTITUTION][:1]
        self._periods = [i for i in before if kinds[i] is Kind.PERIOD][:1]
        self._units = [i for i, kind in enumerate(kinds) if kind is Kind.UNIT][:1]
        self._labels = self._label_columns(kinds)
        self._attributes = [i for i in range(len(kinds)) if self._institutions and self._tells_ownership(i)]

    def _tells_ownership(self, column: int) -> bool:
        cells = [fold(cell) for cell in self._sheet.column(column) if cell]
        return bool(cells) and set(cells) <= words("ownership")

    def _label_columns(self, kinds: Sequence[Kind]) -> list[int]:
        """Columns of words before the figures; beside regions or schools only where one of these has several rows."""
        found = [i for i in range(self._last) if kinds[i] in (Kind.TEXT, Kind.MAJORS)]
        if not (self._regions or self._institutions):
            return found
        keys = Counter(self._key(row) for row in self._sheet.body)
        keys.pop("", None)
        return found if any(uses > 1 for uses in keys.values()) else []

    def _key(self, row: int) -> str:
        return "|".join(self._sheet.text(row, i) for i in (*self._regions, *self._institutions))

    @property
    def has_labels(self) -> bool:
        return bool(self._labels)

    @property
    def has_regions(self) -> bool:
        return bool(self._regions)

    @property
    def has_entities(self) -> bool:
        return bool(self._regions or self._institutions)

    def read(self) -> tuple[list[Row], list[int]]:
        """The rows of figures, and the rows that are headings inside the table."""
        rows: list[Row] = []
        headings: list[int] = []
        group: tuple[Label, ...] = ()
        above: dict[int, str] = {}
        for index in self._sheet.body:
            if self._is_heading(index):
                headings.append(index)
                group = (read_label(self._sheet.text(index, self._sheet.filled(index)[0])),)
                above.clear()
                continue
            rows.append(self._row(index, group, above, rows[-1] if rows else None))
        return rows, headings

    def _is_heading(self, row: int) -> bool:
        """One cell alone at the left of a row, and no quantity, region or school of which nothing is reported."""
        filled = self._sheet.filled(row)
        if self.has_entities or len(filled) != 1 or filled[0] >= self._first:
            return False
        text = self._sheet.text(row, filled[0])
        known = candidates(read_label(text).name, "", self._sheet.around)
        return not (known or is_value(text) or is_total(text))

    def _row(self, index: int, group: tuple[Label, ...], above: dict[int, str], previous: Row | None) -> Row:
        row = Row(index, "")
        row.unit = canonical_unit("".join(self._sheet.text(index, i) for i in self._units))
        row.period = find_period("".join(self._sheet.text(index, i) for i in self._periods))
        row.cells = [*self._units, *self._periods, *self._labels, *self._regions, *self._institutions]
        self._read_entity(row, above)
        if self._labels:
            self._read_label(row, group, above, previous)
        row.head = row.head or "".join(self._sheet.text(index, i) for i in self._periods)
        return row

    def _read_entity(self, row: Row, above: dict[int, str]) -> None:
        for i in (*self._regions, *self._institutions):
            text = self._carried(row.index, i, above)
            if not text:
                continue
            named = self._named(i, text)
            row.head, row.total = text, is_total(text) or (i in self._regions and named == self._names.home)
            row.entity = named if not (row.total and row.entity) else row.entity
        row.entity = self._owned(row)

    def _named(self, column: int, text: str) -> Entity | None:
        region = self._names.region(text)
        if region and not is_total(text):
            self._names.use(region, text)
        return region or (self._names.institution(text) if column in self._institutions else None)

    def _owned(self, row: Row) -> Entity | None:
        """The school of a row with its ownership, where a column of the table says it."""
        stated = [meanings("ownership").get(fold(self._sheet.text(row.index, i)), "") for i in self._attributes]
        ownership = "".join(stated[:1])
        return replace(row.entity, ownership=ownership) if row.entity and ownership else row.entity

    def _carried(self, row: int, column: int, above: dict[int, str]) -> str:
        """The cell, or the merged cell above it: only where another column tells the rows apart."""
        text = self._sheet.text(row, column)
        if text:
            above[column] = text
        last = column == max((*self._regions, *self._institutions, *self._labels))
        return text if last else above.get(column, "")

    def _read_label(self, row: Row, group: tuple[Label, ...], above: dict[int, str], previous: Row | None) -> None:
        printed = self._sheet.text(row.index, self._labels[-1])
        texts = [text for i in self._labels[:-1] if (text := self._carried(row.index, i, above))]
        if printed:
            texts.append(printed)
        elif previous and previous.label and row.unit and row.unit != previous.unit and not self._fresh(row.index):
            row.label, row.head = previous.label, previous.head  # a second measure of the row above
            return
        if texts:
            row.period = row.period or find_period(texts[-1])
            labels = list(group)
            for text in texts:
                labels.append(read_label(without_period(text), labels))
            row.label, row.total = labels[-1], is_total(texts[-1])
            row.head = texts[-1]

    def _fresh(self, row: int) -> bool:
        """Whether a label of an outer column stands in this row."""
        return any(self._sheet.text(row, i) for i in self._labels[:-1])


def unit_in_cells(sheet: Sheet, cells: Sequence[tuple[int, int]]) -> str:
    """The one unit that the values of a row or column carry: 99.32%, 1.2万元."""
    units = Counter(read_cell(sheet.text(row, column)).unit for row, column in cells)
    units.pop("", None)
    return next(iter(units)) if len(units) == 1 else ""


def is_own(label: Label) -> bool:
    """Whether a label names nothing but the whole of the report: 全市, 合计, 中职学校."""
    return label.name in words("own") or is_total(label.text)


def is_foreign(label: Label) -> bool:
    """Whether a header speaks of figures that are not the report's own: a standard, the country's mean, a change."""
    return any(word in fold(label.text) for word in words("foreign"))
