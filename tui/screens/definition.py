"""The sheet with a definition: a long text stands below it whole, else what the marks of the cell say."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from db.view import View, word
from tui.celltext import literal, shown
from tui.grid import Grid
from tui.i18n import _
from tui.screens.sheet import Sheet

LONG = 20  # cells that a text surely has beside its source


class DefinitionSheet(Sheet):
    """Gives the key of the row that is chosen."""

    DEFAULT_CSS = """
    DefinitionSheet {
        & #below { height: auto; min-height: 1; max-height: 3; margin-top: 1; }
        & > Vertical { max-height: 96%; }
        & Grid { max-height: 50vh; }
    }
    """

    def __init__(self, view: View, marks: Sequence[str]) -> None:
        super().__init__(_(word("Definition")), view)
        self._marks = [literal(mark) for mark in marks]

    def on_mount(self) -> None:
        self.query_one(Vertical).mount(Static(Content(""), id="below"), before=".sheet--hint")

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        row, view = event.grid.row, event.grid.view
        content = shown(row.cells[1], view.columns[1]).text if row and view and len(row.cells) > 1 else ""
        lines = [content] if cell_len(content) > LONG else self._marks
        self.query_one("#below", Static).update(Content("\n".join(lines)))
