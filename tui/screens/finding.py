"""Finding from anywhere: what is chosen in the box opens on the right, esc leads back to where one was."""

from __future__ import annotations

from db.address import ViewRequest
from tui.screens.navigator import Navigator


class Finding(Navigator):
    def __init__(self) -> None:
        super().__init__()
        self._sought = ""

    def action_find(self) -> None:
        from tui.screens.find import FindScreen

        screen = FindScreen(lambda: self.source, self._sought)

        def chosen(target: ViewRequest | None) -> None:
            self._sought = screen.wanted
            if target is not None:
                self.open(target)

        self.app.push_screen(screen, chosen)
