"""Loading a report from within: the dialog, what is shown anew afterwards, what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.view import word
from tui.frame import PaneLine
from tui.grid import Grid
from tui.i18n import _
from tui.listing import line, listing
from tui.panes import first_state
from tui.screens.navigator import Navigator
from tui.state import Spot

if TYPE_CHECKING:
    from loaders.load import LoadSummary
    from tui.keeper import Keeper

LOAD = "load"
"""Key of the row of the overview that stands for loading a report (`db.views.overview.LOAD`)."""

PANE = "reports"


class Keeping(Navigator):
    keeper: Keeper | None = None
    folder: Path | None = None  # where one looked for a report last

    def on_grid_activated(self, event: Grid.Activated) -> None:
        request = self.request_of(event.grid.id or "")
        if event.grid.row and event.grid.row.key == LOAD and request and request.kind == "overview":
            event.prevent_default()
            self.action_load()

    def action_load(self) -> None:
        from tui.screens.loading import LoadScreen

        if self.keeper is None or self.source is None:
            self.say(_(word("Nothing can be loaded here.")))
            return
        screen = LoadScreen(self.keeper, self.folder or Path.cwd())

        def closed(summary: LoadSummary | None) -> None:
            self.folder = screen.folder
            if summary:
                self._show_loaded(summary)

        self.app.push_screen(screen, closed)

    def _show_loaded(self, summary: LoadSummary) -> None:
        """The report in the first pane, its overview beside it, over both what was found in it."""
        from tui.found import lines_of
        from tui.screens.sheet import Sheet

        self.action_pane(PANE)
        self.show_anew()
        self.load("list", Spot(first_state(PANE).way.now.list.request, at=summary.report))
        self.load("view", Spot(ViewRequest("overview", (summary.report,))))
        self.focus_on("list")
        found = listing(1, [line(str(number), said) for number, said in enumerate(lines_of(summary))])
        self.app.push_screen(Sheet(_(word("Loaded")), found))

    def show_anew(self) -> None:
        """Ask again for all that is shown: the database has changed. The cursor stays where it is."""
        self.query_one(PaneLine).overview = ""
        for half in tuple(self._shown):
            spot = self._spot(half)
            del self._shown[half]
            self.load(half, spot)
