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
from tui.screens.box import BOX


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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", show=False),
        Binding("pageup", "page_list(-1)", show=False),
        Binding("pagedown", "page_list(1)", show=False),
    ]
    AUTO_FOCUS = "Field, Grid"
    DEFAULT_CSS = f"""
    Sheet {{
        {BOX}
        &.-narrowed > Vertical {{ height: 86%; }}
        &.-narrowed Field {{ background: $background; margin-bottom: 1; }}
        &.-narrowed Grid {{ height: 1fr; }}
    }}
    """

    def __init__(
        self,
        title: str,
        lines: View,
        find: Callable[[str], View] | None = None,
        *,
        header: bool = False,
        wanted: str = word("type a part of it"),
    ) -> None:
        """`wanted` says what can be typed."""
        super().__init__()
        self._heading, self._lines, self._find, self._header, self._wanted = title, lines, find, header, wanted
        self.set_class(find is not None, "-narrowed")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._heading), classes="-title")
            if self._find:
                yield Field(placeholder=_(self._wanted))
            yield Grid(header=self._header)
            yield Static(Content(_(word("enter choose    esc back"))), classes="-hint")

    def on_mount(self) -> None:
        self.query_one(Grid).show(self._lines)

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._find:
            self.query_one(Grid).show(self._find(event.value))

    def on_input_submitted(self) -> None:
        self.query_one(Grid).action_activate()

    def on_grid_activated(self, event: Grid.Activated) -> None:
        """A row without a key is only read."""
        if event.grid.row and event.grid.row.key:
            self.dismiss(event.grid.row.key)

    def action_move_list(self, rows: int) -> None:
        self.query_one(Grid).action_move(rows, 0)

    def action_page_list(self, direction: int) -> None:
        self.query_one(Grid).action_page(direction)
