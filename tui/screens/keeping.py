"""Reports put in and taken out from within: the dialog, what is shown anew afterwards, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.view import Row, word
from tui.actions import BY_ID
from tui.frame import PaneLine
from tui.grid import Grid
from tui.i18n import _, translate
from tui.listing import line, listing, paragraphs
from tui.panes import first_state
from tui.screens.box import room_in
from tui.screens.navigator import Navigator
from tui.state import Spot

if TYPE_CHECKING:
    from loaders.load import LoadSummary
    from tui.keeper import Keeper

LOAD = "load"
"""Key of the row of the overview that stands for loading a report (`db.views.overview.LOAD`)."""

PANE = "reports"
NO_KEEPER = word("Nothing can be loaded here.")


class Keeping(Navigator):
    @dataclass
    class Removable(Message):
        """The reports there are."""

        reports: Sequence[Row]

    @dataclass
    class Removed(Message):
        """`bundled`: it comes with the program."""

        report: str
        bundled: bool

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
            self.say(_(NO_KEEPER))
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

        self._show_reports(summary.report, ViewRequest("overview", (summary.report,)))
        away = word("to take it out again: {key} {action}; or: nianbao remove {report}")
        remove, key = BY_ID["remove"], BY_ID["palette"].key
        first, *lines = lines_of(summary)
        lines = [first, "  " + translate(away, key=key, action=_(remove.label), report=summary.report), *lines]
        self.app.push_screen(Sheet(_(word("Loaded")), paragraphs(lines, room_in(self.size.width))))

    def _show_reports(self, at: str, beside: ViewRequest) -> None:
        """The first pane anew, the cursor on a report, and a view beside it."""
        if self.state.pane != PANE:
            self.action_pane(PANE)
        self.show_anew()
        self.load("list", Spot(first_state(PANE).way.now.list.request, at=at))
        self.load("view", Spot(beside))
        self.focus_on("list")

    def action_remove(self) -> None:
        """Asks which of the reports."""
        if self.keeper is None:
            self.say(_(NO_KEEPER))
            return
        self.ask("removable", lambda source: self.Removable(source.view(ViewRequest("reports")).rows()))

    def on_keeping_removable(self, event: Removable) -> None:
        from tui.screens.sheet import Sheet

        def chosen(report: str | None) -> None:
            if report:
                self._remove(report)

        lines = listing(2, [line(row.cells[0].text, *(cell.text for cell in row.cells[:2])) for row in event.reports])
        self.app.push_screen(Sheet(_(word("Which report is to be removed? Its file stays.")), lines), chosen)

    def _remove(self, report: str) -> None:
        keeper = self.keeper
        if keeper is not None:
            self.ask("remove", lambda _source: self.Removed(report, keeper.remove(report)))

    def on_keeping_removed(self, event: Removed) -> None:
        """Only now, for whatever is shown may have been of it."""
        bundled = word("Removed: {report}. It comes with the program: L and its key bring it back.")
        own = word("Removed: {report}. Its file is where it was: L loads it again.")
        self.tell(translate(bundled if event.bundled else own, report=event.report))
        self._show_reports("", ViewRequest("overview"))

    def show_anew(self) -> None:
        """Ask again for all that is shown: the database has changed. The cursor stays where it is."""
        self.query_one(PaneLine).overview = ""
        for half in tuple(self._shown):
            spot = self._spot(half)
            del self._shown[half]
            self.load(half, spot)
