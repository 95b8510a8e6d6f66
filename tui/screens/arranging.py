"""How the rows of what is shown stand: narrowed to a text, in an order; every change of it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.view import ColumnKind, word
from tui.chips import column_name
from tui.foot import Foot
from tui.i18n import _, translate
from tui.screens.navigator import Navigator
from tui.state import Change, Changes, ExplorerState, Place, Spot

if TYPE_CHECKING:
    from textual.widgets import Input

    from tui.grid import Grid

NARROW_PAUSE = 0.08
ONLY_DRAWN = word("This column only draws the figures of others.")
Subject = tuple[str, str, tuple[str, ...]]  # half, kind and names of what it shows


class Arranging(Navigator):
    def __init__(self) -> None:
        super().__init__()
        self._before_narrowing: dict[ViewRequest, Place] = {}
        self._typed_over: ViewRequest | None = None  # what is shown in the half in which one types, before that
        self._changes: dict[Subject, Changes] = {}
        self._to_say: tuple[ViewRequest, str] | None = None  # when this is shown

    # Changes

    def rearrange(self, what: str, request: ViewRequest, place: Place | None = None, said: str = "") -> None:
        """Show the same view in another way, undoably. The cursor stays on its row and column, or goes to a place."""
        self._record(what, self._wanted[self.half], request)
        self._load_saying(said, self._staying(request) if place is None else Spot(request, place))

    def _load_saying(self, said: str, spot: Spot) -> None:
        self._to_say = (spot.request, said)
        self.load(self.half, spot)

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        """The cursor came to its place in what was arranged anew: only now is said what is to be said."""
        if event.grid is self.grid and self._to_say and self._to_say[0] == self.request_of(self.half):
            self.say(self._to_say[1])
            self._to_say = None

    def _record(self, what: str, before: ViewRequest, after: ViewRequest) -> None:
        if before != after:
            subject = self._subject(after)
            self._changes[subject] = self._changes.get(subject, Changes()).with_change(Change(what, before, after))

    def _staying(self, request: ViewRequest) -> Spot:
        """On the row and the column under the cursor, wherever they stand then."""
        row, view, place = self.grid.row, self.grid.view, self.grid.place
        here = view.columns[place.column].id if view and place.column < len(view.columns) else ""
        return Spot(request, place, row.key if row else "", here)

    def _subject(self, request: ViewRequest) -> Subject:
        return self.half, request.kind, request.names

    def action_undo(self) -> None:
        self._go_through("undo")

    def action_redo(self) -> None:
        self._go_through("redo")

    def _go_through(self, way: str) -> None:
        now = self._wanted.get(self.half)
        if now is None:
            return
        subject = self._subject(now)
        changes = self._changes.get(subject, Changes())
        change, self._changes[subject] = changes.undo(now) if way == "undo" else changes.redo(now)
        if change is None:
            self.say(_(word("Nothing to undo in this view.") if way == "undo" else word("Nothing to do again.")))
            return
        said = translate(word("Undone: {what}") if way == "undo" else word("Done again: {what}"), what=change.what)
        self._load_saying(said, self._staying(change.before if way == "undo" else change.after))

    # Narrowing

    def action_narrow(self) -> None:
        from tui.screens.sheet import Field

        request = self.request_of(self.half)
        if request is None or self.query("Field"):
            return
        if not request.first("q"):
            self._before_narrowing[request] = self.grid.place
        self._typed_over = request
        field = Field(request.first("q"), placeholder=_(word("narrow: part of a name, its pinyin or its initials")))
        self.mount(field, before=self.query_one(Foot))
        self.fit_lines(typing=True)
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.later("narrow", NARROW_PAUSE, lambda: self._narrow_to(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._narrow_to(event.value.strip())
        self._close_field()

    def _narrow_to(self, text: str, place: Place | None = None) -> None:
        request = self._wanted[self.half]
        if text != request.first("q"):
            self.load(self.half, Spot(request.having(q=text), place or Place()))

    def widen(self) -> bool:
        """Take the narrowing away and be where one was before it; False if there is none."""
        request = self._wanted.get(self.half)
        if request is None or not (self.query("Field") or request.first("q")):
            return False
        self._close_field()
        narrowed = self._wanted[self.half]
        self._narrow_to("", self._before_narrowing.pop(request.having(q=None), None))
        self._record(_narrowing(narrowed), narrowed, self._wanted[self.half])
        return True

    def _close_field(self) -> None:
        self.not_now("narrow")
        if self.query("Field"):
            self.set_focus(self.grid)  # before the field goes, else the focus would fall to its neighbour
            self.query("Field").remove()
            self.fit_lines(typing=False)
            if self._typed_over:
                now = self._wanted[self.half]
                self._record(_narrowing(now if now.first("q") else self._typed_over), self._typed_over, now)

    def action_move_list(self, rows: int) -> None:
        """The arrows up and down while one types."""
        self.grid.action_move(rows, 0)

    def action_back(self) -> None:
        """A narrowing with which one came here stays: it belongs to what one came from."""
        if self._came_narrowed() or not self.widen():
            super().action_back()

    def _came_narrowed(self) -> bool:
        request, behind = self._wanted.get("view"), self.state.way.behind
        before = behind[-1].view if behind else None
        if self.half != "view" or self.query("Field") or request is None or before is None:
            return False
        return before.request != request and before.request.first("q") == request.first("q")

    def action_pane(self, pane: str) -> None:
        self._close_field()
        super().action_pane(pane)

    def go_in(self, state: ExplorerState) -> None:
        self._close_field()
        super().go_in(state)

    def action_other(self) -> None:
        self._close_field()
        super().action_other()

    # Order

    def action_sort(self) -> None:
        self._sort_by(self.grid.column)

    def on_grid_head_entered(self, event: Grid.HeadEntered) -> None:
        self.focus_on(event.grid.id or self.half)
        self._sort_by(event.column)

    def _sort_by(self, column: int) -> None:
        """Ascending, descending, as it was."""
        view, request = self.grid.view, self.request_of(self.half)
        if view is None or request is None or column >= len(view.columns):
            return
        if view.columns[column].kind is ColumnKind.TREND:
            self.say(_(ONLY_DRAWN))
            return
        name = view.columns[column].id
        following = {name: f"-{name}", f"-{name}": ""}.get(request.first("sort"), name)
        what = translate(word("order by {column}"), column=column_name(name, view.all_columns))
        self.rearrange(what, request.having(sort=following), Place(column=column))


def _narrowing(request: ViewRequest) -> str:
    return translate(word("narrowed to {text}"), text=request.first("q"))
