"""How the rows of what is shown stand: narrowed to a text, in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.view import word
from tui.foot import Foot
from tui.i18n import _
from tui.screens.navigator import Navigator
from tui.state import Place, Spot

if TYPE_CHECKING:
    from textual.widgets import Input

NARROW_PAUSE = 0.08


class Arranging(Navigator):
    def __init__(self) -> None:
        super().__init__()
        self._before_narrowing: dict[ViewRequest, Place] = {}

    def action_narrow(self) -> None:
        from tui.screens.sheet import Field

        request = self.request_of(self.half)
        if request is None or self.query("Field"):
            return
        if not request.first("q"):
            self._before_narrowing[request] = self.grid.place
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

    def _widen(self) -> bool:
        """Take the narrowing away and be where one was before it; False if there is none."""
        request = self._wanted.get(self.half)
        if request is None or not (self.query("Field") or request.first("q")):
            return False
        self._close_field()
        self._narrow_to("", self._before_narrowing.pop(request.having(q=None), None))
        return True

    def _close_field(self) -> None:
        self.not_now("narrow")
        if self.query("Field"):
            self.set_focus(self.grid)  # before the field goes, else the focus would fall to its neighbour
            self.query("Field").remove()
            self.fit_lines(typing=False)

    def action_move_list(self, rows: int) -> None:
        """The arrows up and down while one types."""
        self.grid.action_move(rows, 0)

    def action_back(self) -> None:
        if not self._widen():
            super().action_back()

    def action_pane(self, pane: str) -> None:
        self._close_field()
        super().action_pane(pane)

    def action_other(self) -> None:
        self._close_field()
        super().action_other()

    def action_sort(self) -> None:
        """By the column under the cursor: ascending, descending, as it was."""
        view, column, request = self.grid.view, self.grid.column, self.request_of(self.half)
        if view is None or request is None or column >= len(view.columns):
            return
        name = view.columns[column].id
        following = {name: f"-{name}", f"-{name}": ""}.get(request.first("sort"), name)
        self.load(self.half, Spot(request.having(sort=following), Place(column=column)))
