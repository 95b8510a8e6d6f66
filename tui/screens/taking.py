"""What is taken along: a cell, a row, a file of what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.view import View, word
from tui.i18n import _, translate
from tui.remarks import copied_cell, copied_row
from tui.screens.navigator import Navigator

if TYPE_CHECKING:
    from tui.exporting import Choices


class Taking(Navigator):
    _choices: Choices | None = None  # of the last file written

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
        """The view that has the focus, whole where parts of it are folded away."""
        from tui.folding import Folded

        if (view := self.grid.view) is not None:
            self.export(view.whole if isinstance(view, Folded) else view, self.grid.marked, self.say)

    def export(self, view: View, marks: frozenset[str], said: Callable[[str], None]) -> None:
        """Ask how, write it, and say so."""
        from pathlib import Path

        from tui.app import NianbaoApp
        from tui.exporting import Choices, Subject
        from tui.screens.export import ExportScreen, Saved

        if self.source is None:
            return

        def done(saved: Saved | None) -> None:
            if saved:
                self._choices = saved.choices
                said(translate(word("written to {path}, rows: {n}"), n=saved.rows, path=saved.path))

        assert isinstance(self.app, NianbaoApp)
        subject = Subject(view, self.source, marks)
        choices = self._choices or Choices(encoding=self.app.settings.encoding)
        self.app.push_screen(ExportScreen(subject, Path.cwd(), choices), done)
