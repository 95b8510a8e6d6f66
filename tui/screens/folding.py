"""The record beside the list: its sections folded and unfolded, the next one and the one before without leaving it."""

from __future__ import annotations

from db.address import ViewRequest
from db.view import RowKind, View, word
from tui.columns import is_title
from tui.folding import MOST, Folded, section_of, sections_around
from tui.grid import Grid
from tui.i18n import _
from tui.screens.navigator import Navigator
from tui.state import Spot
from tui.window import RowWindow


class Folding(Navigator):
    def __init__(self) -> None:
        super().__init__()
        self._folds: dict[tuple[str, str], frozenset[str]] = {}  # sections, by kind and face of the views

    def seen(self, view: View, at: str) -> View:
        """Sections folded in one view are folded in the next of its kind, but for that of the row one wants to see.

        What was narrowed is shown whole.
        """
        closed = self._folds.get(_kind(view.request), frozenset())
        if not closed or view.request.first("q") or not 0 < view.count <= MOST:
            return view
        rows = view.rows()
        wanted = next((i for i, row in enumerate(rows) if at and row.key == at and not is_title(row)), None)
        return Folded(view, closed - set(sections_around(rows, wanted) if wanted is not None else ()))

    def action_fold(self) -> None:
        """The section under the cursor, or the one that was folded there."""
        if self.grid.row is not None:
            self._fold_at(self.grid, self.grid.place.row)

    def on_grid_title_entered(self, event: Grid.TitleEntered) -> None:
        self._fold_at(event.grid, event.row)

    def _fold_at(self, grid: Grid, number: int) -> None:
        view = grid.view
        if view is None or not self._may_fold(view):
            return
        rows = view.rows()
        around = sections_around(rows, number) if rows[number].kind is not RowKind.FOLDED else [rows[number].key]
        if not around:
            self.say(_(word("There are no sections here to fold.")))
            return
        self._show_folded(grid, _closed_in(view) ^ {around[0]}, around[0])

    def action_fold_all(self) -> None:
        """All sections; when none is left open, all are opened."""
        grid = self.grid
        view, row = grid.view, grid.row
        if view is None or row is None or not self._may_fold(view):
            return
        open_ones = {section_of(one) for one in view.rows() if is_title(one) and one.kind is not RowKind.FOLDED}
        if not open_ones and not _closed_in(view):
            self.say(_(word("There are no sections here to fold.")))
            return
        around = sections_around(view.rows(), grid.place.row)
        closed = _closed_in(view) | open_ones if open_ones else frozenset()
        self._show_folded(grid, closed, around[-1] if around else "")

    def _may_fold(self, view: View) -> bool:
        if view.count <= MOST:
            return True
        self.say(_(word("This view is too long to be folded.")))
        return False

    def _show_folded(self, grid: Grid, closed: frozenset[str], section: str) -> None:
        """Show the same view so, the cursor on this section's heading when folded, else on its first row."""
        half, view, place = grid.id or "", grid.view, grid.place
        if view is None or self._wanted.get(half) != view.request:  # another view is on its way
            return
        self._folds[_kind(view.request)] = closed
        whole = view.whole if isinstance(view, Folded) else view
        made = Folded(whole, closed) if closed else whole
        rows = RowWindow(made)
        rows.measure()
        row = next((i for i, one in enumerate(made.rows()) if section_of(one) == section), 0)
        grid.show(made, place._replace(row=row, top=min(place.top, row)), rows)

    def action_record(self, step: int) -> None:
        """The next row of the list, or the one before, with the cursor on the same line of its record."""
        here = self.grid_of("view")
        column = here.view.columns[here.column].id if here.view and here.column < len(here.view.columns) else ""
        at = here.row.key if here.row else ""
        self.grid_of("list").action_move(step, 0)
        self.not_now("follow")
        self.follow(lambda request: Spot(request, at=at, column=column))


def _kind(request: ViewRequest) -> tuple[str, str]:
    return request.kind, request.first("face")


def _closed_in(view: View) -> frozenset[str]:
    return view.closed if isinstance(view, Folded) else frozenset()
