"""What was understood of one table: its figures and records, and what each of its cells was."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model import CellRole, Geography, Indicator, Observation, Record, SourceTable, TableCell
from loaders.sheet import Sheet


@dataclass
class Outcome:
    """Filled by a recogniser. `form` is the family of the table, empty when it was not recognised."""

    form: str = ""
    geography: Geography = Geography.NONE
    observations: list[Observation] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    indicators: dict[str, Indicator] = field(default_factory=dict)  # unknown ones
    notes: list[str] = field(default_factory=list)
    roles: dict[tuple[int, int], CellRole] = field(default_factory=dict)

    def mark(self, sheet: Sheet, row: int, column: int, role: CellRole) -> None:
        place = sheet.place(row, column)
        if place is not None:
            self.roles[row, place] = role

    def role(self, sheet: Sheet, row: int, column: int) -> CellRole | None:
        place = sheet.place(row, column)
        return None if place is None else self.roles.get((row, place))

    def source_table(self, sheet: Sheet) -> SourceTable:
        table = sheet.table
        return SourceTable(
            key=table.key,
            caption=table.caption,
            line=table.line,
            cells=tuple(self._cells(sheet)),
            form=self.form,
            section=table.section,
            heading=table.heading,
            period=table.period,
            geography=self.geography,
            notes=(*table.notes, *self.notes),
        )

    def _cells(self, sheet: Sheet) -> list[TableCell]:
        return [
            TableCell(row, column, sheet.line(row), text, self._role(sheet, row, column, text))
            for row, cells in enumerate(sheet.rows)
            for column, text in enumerate(cells)
        ]

    def _role(self, sheet: Sheet, row: int, column: int, text: str) -> CellRole:
        """The role given; an empty cell that nothing was said of holds nothing that could be misunderstood."""
        default = CellRole.UNKNOWN if text.strip() else CellRole.LABEL
        return self.roles.get((row, column), CellRole.HEADER if row < sheet.header else default)
