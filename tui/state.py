"""Where a person is in the explorer, as immutable values: a place in a grid, a step of list and view, the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from db.address import ViewRequest


class Place(NamedTuple):
    """The cell under the cursor, and the first row and the first unfrozen column on the screen."""

    row: int = 0
    column: int = 0
    top: int = 0
    left: int = 0


class Spot(NamedTuple):
    """A view and the place in it; `at` names the row (or cell `ROW.COLUMN`) to be on, `column` the column by its id."""

    request: ViewRequest
    place: Place = Place()
    at: str = ""
    column: str = ""


class Step(NamedTuple):
    """What both halves of the explorer show; `view` is None until the list has been followed."""

    list: Spot
    view: Spot | None = None
    on_view: bool = False  # which half has the focus
    origin: str = ""  # the pane from which one came here, and to which esc leads back


class Way(NamedTuple):
    """The step one is at and those behind it, the nearest last."""

    now: Step
    behind: tuple[Step, ...] = ()

    def to(self, step: Step) -> Way:
        """Go on to a step; esc leads back to this one."""
        return Way(step, (*self.behind, self.now))

    def here(self, step: Step) -> Way:
        """Be at a step without having gone anywhere (the cursor moved)."""
        return self._replace(now=step._replace(origin=self.now.origin))

    def back(self) -> Way:
        return Way(self.behind[-1], self.behind[:-1]) if self.behind else self


class ExplorerState(NamedTuple):
    """The pane on the screen, the way taken in each, and what is marked (see `tui.marks`)."""

    pane: str
    ways: Mapping[str, Way] = MappingProxyType({})
    marks: tuple[str, ...] = ()

    @property
    def way(self) -> Way:
        return self.ways[self.pane]

    def with_way(self, way: Way) -> ExplorerState:
        return self._replace(ways={**self.ways, self.pane: way})

    def back(self) -> ExplorerState:
        """One step back: in this pane, or in the one from which one came to it."""
        back = self.with_way(self.way.back())
        return back._replace(pane=self.way.now.origin or self.pane)

    def toggled(self, mark: str) -> ExplorerState:
        """With this one marked, or no longer."""
        marks = tuple(m for m in self.marks if m != mark) if mark in self.marks else (*self.marks, mark)
        return self.marking(marks)

    def marking(self, marks: Iterable[str]) -> ExplorerState:
        """With exactly these marked."""
        return self._replace(marks=tuple(marks))


class Change(NamedTuple):
    """What was changed in how a view is arranged, in words, and what it was before and after."""

    what: str
    before: ViewRequest
    after: ViewRequest


MOST_CHANGES = 100


class Changes(NamedTuple):
    """Changes of one view that can be undone and those that can be done again, the next of each last.

    A view that was opened anew meanwhile is another than the one that was changed: then there is nothing to undo.
    """

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def with_change(self, change: Change) -> Changes:
        kept = self.done if self.done and self.done[-1].after == change.before else ()
        return Changes((*kept, change)[-MOST_CHANGES:])

    def undo(self, now: ViewRequest) -> tuple[Change | None, Changes]:
        if not self.done or self.done[-1].after != now:
            return None, self
        change = self.done[-1]
        return change, Changes(self.done[:-1], (*self.undone, change))

    def redo(self, now: ViewRequest) -> tuple[Change | None, Changes]:
        if not self.undone or self.undone[-1].before != now:
            return None, self
        change = self.undone[-1]
        return change, Changes((*self.done, change), self.undone[:-1])
