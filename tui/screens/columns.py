"""The sheet on which the columns of a view are chosen, put in order and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from db.view import Cell, Column, Row, View, word
from tui.chips import column_name
from tui.columnplan import ColumnPlan, plan_of
from tui.frame import ActionLine, Piece
from tui.grid import Grid
from tui.i18n import _, translate
from tui.listing import Listing
from tui.screens.box import BOX

COLUMNS = (Column("name", word=word("Column"), frozen=True), Column("state", word=word("State")))


_HINTS = (
    ("space", word("show or hide"), "toggle_column"),
    ("<", word("further up"), "move_column(-1)"),
    (">", word("further down"), "move_column(1)"),
    ("f", word("stay up to here"), "freeze"),
    ("r", word("all again"), "restore"),
    ("enter", word("take"), "take"),
    ("esc", word("back"), "dismiss(None)"),
)


class Hints(ActionLine):
    """Keys of the sheet, which can be clicked."""

    def __init__(self, hints: Sequence[tuple[str, str, str]], *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._hints = hints

    def pieces(self) -> Sequence[Piece]:
        return [
            Piece(Content.assemble((key, "bold $primary"), (f" {_(label)}", "$dim")), action, self.screen)
            for key, label, action in self._hints
        ]


class ColumnSheet(ModalScreen[ColumnPlan | None]):
    """Gives the columns as they were arranged, None when it is left. Begins at the column with this number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("space,ideographic_space", "toggle_column", show=False),
        Binding("<,＜,shift+up", "move_column(-1)", show=False),
        Binding(">,＞,shift+down", "move_column(1)", show=False),
        Binding("f,ｆ", "freeze", show=False),
        Binding("r,ｒ", "restore", show=False),
    ]
    AUTO_FOCUS = "Grid"
    DEFAULT_CSS = f"ColumnSheet {{ {BOX} Grid {{ max-height: 60vh; }} }}"

    def __init__(self, view: View, column: int) -> None:
        super().__init__()
        self._view, self._first = view, column
        self.plan = plan_of(view)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(classes="-title")
            yield Grid(header=False, whole_names=True, marks_by=lambda row: row.key)
            yield Hints(_HINTS[:3], classes="-hint")
            yield Hints(_HINTS[3:])

    def on_mount(self) -> None:
        self._show(self.plan, self.plan.order[self._first])

    def _show(self, plan: ColumnPlan, id_: str) -> None:
        self.plan = plan
        grid = self.query_one(Grid)
        grid.show(self._lines(), grid.place._replace(row=plan.order.index(id_), column=0))
        grid.mark(frozenset(plan.shown))
        said = translate(word("Columns: {n} of {all} shown"), n=len(plan.shown), all=len(plan.order))
        self.query_one(".-title", Static).update(Content(said))

    def _lines(self) -> View:
        staying = self.plan.shown[: self.plan.frozen]
        rows = []
        for id_ in self.plan.order:
            state = word("hidden") if id_ in self.plan.hidden else word("stays in sight") if id_ in staying else ""
            rows.append(Row((Cell(column_name(id_, self._view.all_columns)), Cell(word=state)), key=id_))
        return Listing(COLUMNS, tuple(rows))

    def _here(self) -> str:
        row = self.query_one(Grid).row
        return row.key if row else self.plan.order[0]

    def action_toggle_column(self) -> None:
        self._show(self.plan.toggled(self._here()), self._here())

    def action_move_column(self, step: int) -> None:
        self._show(self.plan.moved(self._here(), step), self._here())

    def action_freeze(self) -> None:
        self._show(self.plan.frozen_to(self._here()), self._here())

    def action_restore(self) -> None:
        """All columns, in the order of the view."""
        ids = tuple(column.id for column in self._view.all_columns)
        frozen = next((i for i, column in enumerate(self._view.all_columns) if not column.frozen), len(ids))
        self._show(ColumnPlan(ids, frozenset(), max(frozen, 1)), self._here())

    def action_take(self) -> None:
        self.dismiss(self.plan)

    def on_grid_activated(self) -> None:
        self.action_take()
