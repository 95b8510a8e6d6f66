"""Regions beside each other: among their peers, or those that were marked."""

from __future__ import annotations

from db.address import ViewRequest
from db.view import word
from tui.grid import Grid
from tui.i18n import _, translate
from tui.screens.navigator import Navigator


class Comparing(Navigator):
    def action_peers(self) -> None:
        request = self.request_of("view")
        if request is None or request.kind != "region" or not request.names:
            self.say(_(word("Only a region stands among peers.")))
            return
        self.open(request.having(face="" if request.first("face") else "peers"))

    def action_mark(self) -> None:
        name = region_under(self.grid)
        if not name:
            self.say(_(word("Only regions can be marked.")))
            return
        self.state = self.state.toggled(name)
        for half in ("list", "view"):
            self.grid_of(half).mark(frozenset(self.state.marks))
        self.say(translate(word("{n} marked; = sets them side by side"), n=len(self.state.marks)))

    def action_compare(self) -> None:
        names = self.state.marks
        here = region_under(self.grid) or region_under(self.grid_of("list"))
        if len(names) == 1 and here and here not in names:
            names = (*names, here)
        if len(names) < 2:
            self.say(_(word("Mark two regions or more with the space bar, then press =")))
            return
        self.open(ViewRequest("compare", names))


def region_under(grid: Grid) -> str:
    """The name of the region that the row under the cursor leads to."""
    target = grid.row.target if grid.row else None
    return target.names[0] if target and target.kind == "region" and target.names else ""
