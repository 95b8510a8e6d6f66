"""The sheet with a definition; below it what is said of the cell one came from, and whole a text that is cut."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from db.view import View, word
from tui.cells import wrapped
from tui.celltext import literal, shown
from tui.grid import Grid
from tui.i18n import _
from tui.screens.sheet import Sheet

CONTENT = 1  # the column whose texts may be long


class DefinitionSheet(Sheet):
    """Gives the key of the row that is chosen."""

    DEFAULT_CSS = """
    DefinitionSheet {
        & #below { height: auto; min-height: 1; max-height: 8; margin-top: 1; }
        & > Vertical { max-height: 96%; }
        & Grid { max-height: 50vh; }
    }
    """

    def __init__(self, view: View, marks: Sequence[str]) -> None:
        """`marks`: what the marks of the cell say, and the note of its row: why it is marked, how it is computed."""
        super().__init__(_(word("Definition")), view)
        self._marks = [literal(mark) for mark in marks]

    def on_mount(self) -> None:
        self.query_one(Vertical).mount(Static(Content(""), id="below"), before=".-hint")

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        row, view = event.grid.row, event.grid.view
        cut = row and view and event.grid.is_cut_in(CONTENT)
        whole = [shown(row.cells[CONTENT], view.columns[CONTENT]).whole] if row and view and cut else []
        below = self.query_one("#below", Static)
        width = max(below.content_size.width or self.size.width * 3 // 4, 1)
        below.update(Content("\n".join(line for text in (*self._marks, *whole) for line in wrapped(text, width))))
