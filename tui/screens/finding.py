"""Finding from anywhere: what is chosen in the box opens beside the list it is in, esc leads back to where one was."""

from __future__ import annotations

from db.address import ViewRequest
from tui.panes import PANES, pane_of
from tui.screens.navigator import Navigator


class Finding(Navigator):
    def __init__(self) -> None:
        super().__init__()
        self._sought = ""

    def action_find(self) -> None:
        self.find(self._sought)

    def find(self, text: str) -> None:
        """Open the box with this text in it."""
        from tui.screens.find import FindScreen

        screen = FindScreen(lambda: self.source, text)

        def chosen(target: ViewRequest | None) -> None:
            self._sought = screen.wanted
            if target is not None:
                self._go_to_found(target)

        self.app.push_screen(screen, chosen)

    def _go_to_found(self, target: ViewRequest) -> None:
        if any(target == pane.list for pane in PANES):
            self.action_pane(pane_of(target))
        elif not self.go_beside(target):
            self.open(target)
