"""A sheet of the values of a column with their counts: several may be chosen, or all but these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from db.chips import Chip, Values, chip_of, range_of
from db.view import Cell, Column, ColumnKind, Row, RowKind, View, word
from tui.chips import value_name
from tui.grid import Grid
from tui.i18n import _, translate
from tui.listing import Listing
from tui.screens.picking import PickField, PickSheet

COLUMNS = (Column("value", label="", frozen=True), Column("rows", ColumnKind.NUMBER, word=word("Rows")))


class Section(NamedTuple):
    """The values of one column; `title` stands above them where there are several sections."""

    column: str
    title: str
    values: Values
    numeric: bool = False


class ValueSheet(PickSheet):
    """Gives chips, as texts: those of the rows chosen, of the row under the cursor where none was chosen here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "turn_round", show=False, priority=True)]

    def __init__(
        self, title: str, find: Callable[[str], View], chosen: Iterable[str], *, numeric: bool = False
    ) -> None:
        super().__init__(title, find, chosen)
        self.numeric = numeric

    def on_mount(self) -> None:
        self.excluded = any(chip_of(key).excluded for key in self.chosen)
        self.chosen = tuple(str(chip_of(key)._replace(excluded=False)) for key in self.chosen)
        self._begun = self.chosen
        hint = word("space choose several    ctrl+r all but these    enter take    esc back")
        self.query_one(".-hint", Static).update(Content(_(hint)))
        if self.numeric:
            self.query_one(PickField).placeholder = _(word("type a number or a range: 100..200, 100.., ..200"))

    def action_turn_round(self) -> None:
        """All but the values chosen instead of these, and back."""
        self.excluded = not self.excluded
        self._say()

    def _say(self) -> None:
        super()._say()
        if self.excluded:
            said = translate(word("{title}: all but {n} chosen"), title=self._heading, n=len(self.chosen))
            self.query_one(".-title", Static).update(Content(said))

    def picked(self) -> tuple[str, ...]:
        row = self.query_one(Grid).row
        keys = (row.key,) if self.chosen == self._begun and row and row.key else self.chosen
        return tuple(str(chip_of(key)._replace(excluded=self.excluded)) for key in keys)


def value_lines(sections: Sequence[Section], text: str = "") -> View:
    """A row for each value, its key the chip; first the range that is typed, where numbers can be held to one."""
    rows: list[Row] = []
    for section in sections:
        if len(sections) > 1:
            rows.append(Row((Cell(section.title),), RowKind.HEADING, key=section.column))
        if section.numeric and range_of(text):
            said = value_name(section.column, text, numeric=True)
            rows.append(Row((Cell(said, text), Cell()), key=str(Chip(section.column, text))))
        rows += _values(section)
    return Listing(COLUMNS, tuple(rows))


def _values(section: Section) -> Iterable[Row]:
    for value, rows in section.values.values:
        said = value_name(section.column, value)
        yield Row((Cell(said, said), Cell(str(rows), rows)), key=str(Chip(section.column, value)))
    if section.values.more:
        yield Row((Cell(_(word("more: type a part of it"))),), RowKind.HEADING)
