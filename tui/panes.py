"""The panes of the explorer: what each lists on the left."""

from __future__ import annotations

from typing import NamedTuple

from db.address import ViewRequest
from db.view import word
from tui.actions import ACTIONS
from tui.state import ExplorerState, Spot, Step, Way


class Pane(NamedTuple):
    """`id` is the kind of view that is the list, `face` which of its faces."""

    id: str
    label: str
    face: str = ""

    @property
    def call(self) -> str:
        """The action that goes there."""
        return f"pane('{self.id}')"

    @property
    def key(self) -> str:
        """That which is in force."""
        return next(action.key for action in ACTIONS if action.call == self.call)

    @property
    def list(self) -> ViewRequest:
        return ViewRequest(self.id).having(face=self.face)


PANES = (
    Pane("reports", word("Reports"), face="overview"),
    Pane("region", word("Regions")),
    Pane("school", word("Schools")),
    Pane("major", word("Majors")),
    Pane("indicator", word("Indicators")),
    Pane("tables", word("Source tables")),
    Pane("findings", word("Findings"), face="rules"),
)
PANE_OF = {"overview": "reports", "unclear": "reports", "compare": "region", "table": "tables", "text": "tables"}
"""In which pane a view is shown whose kind has none of its own; else in the first."""


LISTED = ("region", "school", "major", "indicator", "table")
"""Kinds of views each of which is that of a row in the list of its pane."""


def first_state(pane: str = PANES[0].id) -> ExplorerState:
    """Every pane at its list."""
    return ExplorerState(pane, {pane.id: Way(Step(Spot(pane.list))) for pane in PANES})


def pane_of(request: ViewRequest) -> str:
    kind = PANE_OF.get(request.kind, request.kind)
    return kind if any(pane.id == kind for pane in PANES) else PANES[0].id


def is_list(request: ViewRequest) -> bool:
    """Whether it stands on the left: the list of a pane, narrowed or sorted or not."""
    return any((request.kind, request.first("face")) == (p.id, p.face) for p in PANES) and not request.names


def with_view(state: ExplorerState, request: ViewRequest) -> ExplorerState:
    """A list at its place on the left; any other view on the right, beside the list of its pane."""
    pane = pane_of(request)
    state = state._replace(pane=pane, ways={**state.ways, pane: first_state().ways[pane]})
    return state.with_way(Way(Step(Spot(request)) if is_list(request) else _beside_list(request)))


def gone_to(state: ExplorerState, request: ViewRequest) -> ExplorerState | None:
    """In the pane whose list has what is shown, the cursor there on it; esc leads back. None where no list has it."""
    pane = pane_of(request)
    if request.kind not in LISTED or not request.names:
        return None
    step = _beside_list(request)._replace(origin="" if pane == state.pane else state.pane)
    state = state._replace(pane=pane)
    return state.with_way(state.way.to(step))


def _beside_list(request: ViewRequest) -> Step:
    of_pane = first_state().ways[pane_of(request)].now.list
    return Step(of_pane._replace(at=" ".join(request.names)), Spot(request), on_view=True)
