"""What the explorer is held against: the smallest Textual app, and Textual's own table beside our grid, with one view.

python -m bench.apps static
python -m bench.apps grid|table DATABASE ADDRESS
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, ComposeResult
from textual.widget import Widget

if TYPE_CHECKING:
    from db.view import View

MARKER = "READY"


class OneWidget(App[None]):
    """An app that shows one thing, made when the app runs."""

    def __init__(self, make: Callable[[], Widget], fill: Callable[[Any], None] = lambda _widget: None) -> None:
        super().__init__()
        self._make, self._fill = make, fill

    def compose(self) -> ComposeResult:
        yield self._make()

    def on_mount(self) -> None:
        widget = self.screen.children[0]
        self._fill(widget)
        widget.focus()


def static() -> App[None]:
    from textual.widgets import Static

    return OneWidget(lambda: Static(MARKER))


def grid(view: View) -> App[None]:
    from tui.grid import Grid
    from tui.themes import INK

    app = OneWidget(Grid, lambda widget: widget.show(view))
    app.register_theme(INK)
    app.theme = INK.name
    return app


def table(view: View) -> App[None]:
    from textual.widgets import DataTable

    def fill(widget: Any) -> None:
        widget.add_columns(*(column.label or column.id for column in view.columns))
        for row in view.rows():
            texts = [cell.text for cell in row.cells]
            widget.add_row(*texts, *[""] * (len(view.columns) - len(texts)))

    return OneWidget(DataTable, fill)


def view_of(database: str, address: str) -> View:
    from db.address import parse_address
    from db.library import Library

    return Library.open(Path(database)).view(parse_address(address))


if __name__ == "__main__":
    kind = sys.argv[1]
    app = static() if kind == "static" else {"grid": grid, "table": table}[kind](view_of(*sys.argv[2:4]))
    app.run()
