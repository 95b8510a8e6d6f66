"""Lists: each row names something (a course, a book, a person, majors) and the schools or bodies it belongs to.

The column of institutions is seen by its cells. A cell may hold several of them, or a person's post with one in it;
majors in a cell become one record each. Columns of figures in a list are figures of the school of their row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.model import CellRole, Entity, Record
from loaders import crosstab
from loaders.columns import Kind
from loaders.majors import split_majors
from loaders.names import Names
from loaders.outcome import Outcome
from loaders.sheet import Sheet
from loaders.words import fold, words

_DISTINCT = 0.8  # share of different cells in a column that names things, and does not sort them


def is_list(sheet: Sheet, kinds: Sequence[Kind]) -> bool:
    """Whether rows are items: majors, titles or names beside the institutions, or no figures at all."""
    if not set(kinds) & {Kind.INSTITUTION, Kind.REGION, Kind.MAJORS}:
        return False
    if Kind.FIGURE not in kinds or Kind.MAJORS in kinds:
        return True
    texts = [i for i, kind in enumerate(kinds) if kind is Kind.TEXT]
    return Kind.INSTITUTION in kinds and any(_names_things(sheet, i) for i in texts)


def _names_things(sheet: Sheet, column: int) -> bool:
    cells = [cell for cell in sheet.column(column) if cell]
    return len(cells) > 2 and len(set(cells)) >= _DISTINCT * len(cells)


def recognise(sheet: Sheet, kinds: Sequence[Kind], names: Names, default_period: str) -> Outcome:
    """The records of a list, and the figures in it."""
    outcome = None
    if Kind.INSTITUTION in kinds:
        plain = [Kind.NOTE if kind in (Kind.TEXT, Kind.MAJORS) else kind for kind in kinds]
        outcome = crosstab.recognise(sheet, plain, names, default_period)
    listed = _List(sheet, kinds, names, figures_read=outcome is not None)
    outcome = outcome or Outcome()
    outcome.form = "list"
    listed.fill(outcome)
    return outcome


@dataclass(frozen=True, slots=True)
class _Named:
    """An institution or region in a cell."""

    entity: Entity
    column: int
    rest: str  # the whole cell, where it says more than the name


class _List:
    def __init__(self, sheet: Sheet, kinds: Sequence[Kind], names: Names, *, figures_read: bool) -> None:
        self._sheet = sheet
        self._names = names
        self._figures_read = figures_read
        without = (Kind.EMPTY, Kind.FIGURE) if figures_read else (Kind.EMPTY,)
        self._serials = [i for i, kind in enumerate(kinds) if kind is Kind.SERIAL]
        self._majors = [i for i, kind in enumerate(kinds) if kind is Kind.MAJORS][:1]
        self._entities = self._entity_columns(kinds)
        self._others = [
            i
            for i, kind in enumerate(kinds)
            if i not in (*self._serials, *self._majors, *self._entities) and kind not in without
        ]
        self._item = self._item_column(kinds)

    def _entity_columns(self, kinds: Sequence[Kind]) -> list[int]:
        """The columns of institutions, where several are those whose header says so; else the columns of regions."""
        found = [i for i, kind in enumerate(kinds) if kind is Kind.INSTITUTION]
        said = [i for i in found if any(word in self._head(i) for word in words("body"))]
        return said or found[:1] or [i for i, kind in enumerate(kinds) if kind is Kind.REGION]

    def _item_column(self, kinds: Sequence[Kind]) -> int | None:
        """The column of the things listed: the first of words that names different things, no person's role."""
        found = [i for i in self._others if kinds[i] in (Kind.TEXT, Kind.INSTITUTION)]
        distinct = [i for i in found if len(set(self._sheet.column(i))) >= _DISTINCT * len(self._sheet.body)]
        return next(iter(distinct or found), None)

    def _head(self, column: int) -> str:
        return fold(self._header(column))

    def _header(self, column: int) -> str:
        return " / ".join(self._sheet.head(column))

    def fill(self, outcome: Outcome) -> None:
        above: dict[int, str] = {}
        for row in self._sheet.body:
            records = list(self._records(row, above))
            outcome.records += records
            role = CellRole.RECORD if records else CellRole.UNKNOWN
            for column in self._sheet.filled(row):
                if outcome.role(self._sheet, row, column) is not CellRole.OBSERVATION:
                    serial = bool(records) and column in self._serials
                    outcome.mark(self._sheet, row, column, CellRole.LABEL if serial else role)

    def _records(self, row: int, above: dict[int, str]) -> Iterator[Record]:
        for column in self._entities:
            above[column] = self._sheet.text(row, column) or above.get(column, "")
        named = [one for column in self._entities for one in self._named(column, above[column])]
        if self._majors:
            yield from self._of_majors(row, named or [_Named(self._names.home, -1, "")])
        elif self._item is not None and self._sheet.text(row, self._item):
            item = self._sheet.text(row, self._item)
            yield from (self._record(row, self._item, item, one, self._details(row, one)) for one in named)
        else:
            yield from (
                self._record(row, one.column, self._sheet.text(row, one.column), one, self._details(row, one))
                for one in named
                if self._sheet.text(row, one.column)
            )

    def _named(self, column: int, text: str) -> Iterator[_Named]:
        parts = self._names.institutions(text) if text else []
        for part in parts:
            rest = text if len(parts) == 1 and part != text else ""
            yield _Named(self._names.institution(part, again=self._figures_read), column, rest)

    def _of_majors(self, row: int, named: Sequence[_Named]) -> Iterator[Record]:
        column = self._majors[0]
        for one in named:
            for name, gloss in split_majors(self._sheet.text(row, column)):
                detail = "；".join(filter(None, [gloss, self._details(row, one)]))
                yield self._record(row, column, name, one, detail, major=self._names.major(name))

    def _details(self, row: int, one: _Named) -> str:
        """The other cells of the row as `header：value`, and the entity's own cell where it says more than the name."""
        columns = [i for i in (*self._others, *self._entities) if i not in (self._item, one.column)]
        pairs = [(column, self._sheet.text(row, column)) for column in columns] + [(one.column, one.rest)]
        return "；".join(
            "：".join(filter(None, [self._header(column), text])) for column, text in sorted(pairs) if text
        )

    def _record(
        self, row: int, column: int, item: str, one: _Named, detail: str, *, major: Entity | None = None
    ) -> Record:
        table = self._sheet.table
        return Record(
            list=table.caption,
            item=item,
            entity=one.entity,
            role=self._header(one.column) if one.column >= 0 else "",
            detail=detail,
            major=major,
            table=table.key,
            row="".join(self._sheet.text(row, i) for i in self._serials[:1]),
            section=table.section,
            line=self._sheet.line(row),
            cell=(row, column),
        )
