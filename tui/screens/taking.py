"""What is taken along: a cell, a row, a file of what is shown."""

from __future__ import annotations

from db.view import word
from tui.i18n import _, translate
from tui.remarks import copied_cell, copied_row
from tui.screens.navigator import Navigator


class Taking(Navigator):
    def action_copy_cell(self) -> None:
        if self.grid.cell is not None:
            self._copy(copied_cell(self.grid.cell))

    def action_copy_row(self) -> None:
        if self.grid.row is not None and self.grid.view is not None:
            self._copy(copied_row(self.grid.row, self.grid.view.columns))

    def _copy(self, text: str) -> None:
        if not text.strip():
            self.say(_(word("This cell is empty; nothing was copied.")))
            return
        self.app.copy_to_clipboard(text)
        self.say(translate(word("Copied: {text}"), text=text.replace("\t", "  ")))

    def action_export(self) -> None:
        from pathlib import Path

        from tui.screens.export import ExportScreen, Saved

        def done(saved: Saved | None) -> None:
            if saved:
                self.say(translate(word("{n} rows written to {path}"), n=saved.rows, path=saved.path))

        if self.grid.view is not None:
            self.app.push_screen(ExportScreen(self.grid.view, Path.cwd()), done)
