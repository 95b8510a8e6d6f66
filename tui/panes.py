"""The panes of the explorer: what each lists on the left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.address import ViewRequest
from db.view import word
from tui.actions import ACTIONS
from tui.state import ExplorerState, Spot, Step, Way


@dataclass(frozen=True, slots=True)
class Pane:
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
    state = replace(state, pane=pane, ways={**state.ways, pane: first_state().ways[pane]})
    if is_list(request):
        return state.with_way(Way(Step(Spot(request))))
    beside = Spot(state.way.now.list.request, at=" ".join(request.names))
    return state.with_way(Way(Step(beside, Spot(request), on_view=True)))
