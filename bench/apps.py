"""What the explorer is held against: the smallest Textual app, and Textual's own table with the same rows.

python -m bench.apps static
python -m bench.apps table DATABASE ADDRESS
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult

MARKER = "READY"


class OneStatic(App[None]):
    def compose(self) -> ComposeResult:
        from textual.widgets import Static

        yield Static(MARKER)


class OneTable(App[None]):
    def __init__(self, database: str, address: str) -> None:
        super().__init__()
        self._database, self._address = database, address

    def compose(self) -> ComposeResult:
        from textual.widgets import DataTable

        yield DataTable()

    def on_mount(self) -> None:
        from db.library import Library
        from textual.widgets import DataTable

        from db.address import parse_address

        view = Library.open(Path(self._database)).view(parse_address(self._address))
        table = self.query_one(DataTable)
        width = len(view.columns)
        table.add_columns(*(column.label or column.id for column in view.columns))
        for row in view.rows():
            texts = [cell.text for cell in row.cells]
            table.add_row(*texts, *[""] * (width - len(texts)))
        table.focus()


if __name__ == "__main__":
    app = OneStatic() if sys.argv[1] == "static" else OneTable(*sys.argv[2:4])
    app.run()
