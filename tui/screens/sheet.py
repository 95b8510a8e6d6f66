"""A sheet over the explorer with a list on it: the help, the sources of a cell, all actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.view import View, word
from tui.grid import Grid
from tui.i18n import _


class Field(Input):
    """A line of input that leaves the arrows up and down to the list beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move_list(-1)", show=False),
        Binding("down", "screen.move_list(1)", show=False),
    ]
    DEFAULT_CSS = """
    Field { background: $panel; &:focus { background-tint: transparent; } }
    """

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)


class Sheet(ModalScreen[str | None]):
    """Gives the key of the row that is chosen. `find`: what the list shows for a text; without it, no line of input."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1", "dismiss(None)", show=False)]
    AUTO_FOCUS = "Field, Grid"
    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 84%; max-width: 104; height: auto; max-height: 86%; background: $panel; padding: 1 2;
        }
        .sheet--title { height: 1; color: $heading; text-style: bold; margin-bottom: 1; }
        .sheet--hint { height: 1; color: $dim; margin-top: 1; }
        Grid { height: auto; max-height: 70vh; scrollbar-background: $panel; scrollbar-color: $cursor-row; }
    }
    """

    def __init__(
        self, title: str, lines: View, find: Callable[[str], View] | None = None, *, header: bool = False
    ) -> None:
        super().__init__()
        self._heading, self._lines, self._find, self._header = title, lines, find, header

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._heading), classes="sheet--title")
            if self._find:
                yield Field(placeholder=_(word("type a part of it")))
            yield Grid(header=self._header)
            yield Static(Content(_(word("enter choose    esc back"))), classes="sheet--hint")

    def on_mount(self) -> None:
        self.query_one(Grid).show(self._lines)

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._find:
            self.query_one(Grid).show(self._find(event.value))

    def on_input_submitted(self) -> None:
        self.query_one(Grid).action_activate()

    def on_grid_activated(self, event: Grid.Activated) -> None:
        row = event.grid.row
        self.dismiss(row.key if row else None)

    def action_move_list(self, rows: int) -> None:
        self.query_one(Grid).action_move(rows, 0)
