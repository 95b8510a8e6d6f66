"""Where a person is in the explorer, as immutable values: a place in a grid, a step of list and view, the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from db.address import ViewRequest


class Place(NamedTuple):
    """The cell under the cursor, and the first row and the first unfrozen column on the screen."""

    row: int = 0
    column: int = 0
    top: int = 0
    left: int = 0


class Spot(NamedTuple):
    """A view and the place in it; `at` names the row (or cell `ROW.COLUMN`) to begin at while no place is known."""

    request: ViewRequest
    place: Place = Place()
    at: str = ""


class Step(NamedTuple):
    """What both halves of the explorer show; `view` is None until the list has been followed."""

    list: Spot
    view: Spot | None = None
    on_view: bool = False  # which half has the focus


class Way(NamedTuple):
    """The step one is at and those behind it, the nearest last."""

    now: Step
    behind: tuple[Step, ...] = ()

    def to(self, step: Step) -> Way:
        """Go on to a step; esc leads back to this one."""
        return Way(step, (*self.behind, self.now))

    def here(self, step: Step) -> Way:
        """Be at a step without having gone anywhere (the cursor moved)."""
        return self._replace(now=step)

    def back(self) -> Way:
        return Way(self.behind[-1], self.behind[:-1]) if self.behind else self


@dataclass(frozen=True, slots=True)
class ExplorerState:
    """The pane on the screen, the way taken in each, and the names of the regions marked for comparison."""

    pane: str
    ways: Mapping[str, Way] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    @property
    def way(self) -> Way:
        return self.ways[self.pane]

    def with_way(self, way: Way) -> ExplorerState:
        return replace(self, ways={**self.ways, self.pane: way})

    def toggled(self, name: str) -> ExplorerState:
        """With this region marked, or no longer."""
        marks = tuple(m for m in self.marks if m != name) if name in self.marks else (*self.marks, name)
        return replace(self, marks=marks)
