"""What the explorer shows: a list, beside it the view of what is chosen there, and the way one came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.errors import NianbaoError
from db.view import View, word
from tui.celltext import note_text
from tui.faults import sentence
from tui.foot import Foot, NoteLines
from tui.frame import PaneLine, Trail
from tui.grid import Grid
from tui.i18n import _, translate
from tui.panes import LISTED, PANES, first_state, gone_to
from tui.screens.asking import Asking
from tui.screens.halves import Halves
from tui.state import ExplorerState, Place, Spot, Step
from tui.window import RowWindow

if TYPE_CHECKING:
    from db.holdings import Overview
    from tui.source import Source

FOLLOW_PAUSE = 0.15  # seconds that the cursor rests in the list before the view follows
TOLD_PAUSE = 0.3
WORKING_PAUSE = 0.4  # seconds after which it is said that what was asked for takes time
WORKING = word("One moment, the figures are being put together ..")
FIRST_ROWS = 64  # read before a view is shown
NARROW_FOR_MANY = 160  # columns below which the list gives way to a comparison: it has more than anything else


class Navigator(Halves):
    @dataclass
    class Loaded(Message):
        half: str
        spot: Spot
        rows: RowWindow

    @dataclass
    class OverviewFound(Message):
        overview: Overview

    def __init__(self) -> None:
        super().__init__()
        self.state = first_state()
        self._untold: list[str] = []
        self._wanted: dict[str, ViewRequest] = {}
        self._shown: dict[str, ViewRequest] = {}
        self._followed: ViewRequest | None = None  # where the list's row leads that the view belongs to
        self._followed_place = Place()
        self._held: ViewRequest | None = None  # the list on its way beside a view of its own

    # Asking and being answered

    def begin(self, source: Source) -> None:
        """The database is open."""
        self.source = source
        self._show_step(self.state.way.now)

    def on_navigator_overview_found(self, event: OverviewFound) -> None:
        found = event.overview
        years = "-".join(map(str, sorted({year for year in (found.first_year, found.last_year) if year})))
        said = translate(word("reports: {n} / {years}"), n=len(found.reports), years=years)
        self.query_one(PaneLine).say(said)

    def on_asking_refused(self, event: Asking.Refused) -> None:
        """Say why; a view that one wanted to go on to is given up, and one stays where one was."""
        self.not_now("working")
        self.query_one(Foot).say(sentence(event.error), fault=True)
        if event.group == "view" and "view" in self._shown:
            gone_to, refused = self.state.way.now.view, self._wanted["view"]
            self._wanted["view"] = self._shown["view"]
            if gone_to and gone_to.request == refused:
                self._give_up(self.state.back(), sentence(event.error))

    def _give_up(self, back: ExplorerState, said: str) -> None:
        """Be where one was, also in another pane."""
        if back.pane == self.state.pane:
            self.state = back
        else:
            self.tell(said)
            self.go_in(back)

    def on_viewport_failed(self, event: Grid.Failed) -> None:
        self.query_one(Foot).say(sentence(event.error), fault=True)

    def load(self, half: str, spot: Spot) -> None:
        """Show a view in one half, unless it is there already: then only its place is taken up."""
        self._wanted[half] = spot.request
        if self._shown.get(half) == spot.request:
            self.grid_of(half).restore(spot.place)
            return

        self.ask(half, lambda source: self._find(source, half, spot))
        self.later("working", WORKING_PAUSE, lambda: self.say(_(WORKING)))

    def _stop_working(self) -> None:
        """What was asked for is there, or will not come."""
        said = self.query_one(Foot).said
        if not self.not_now("working") and said and said.text == _(WORKING):
            self.say("")

    def _find(self, source: Source, half: str, spot: Spot) -> Message:
        """Runs in a thread. What names a row or a cell (`at`) is shown with the cursor on it."""
        at = spot.at or (spot.request.first("at") if spot.place == Place() else "")
        rows = RowWindow(self.seen(source.view(spot.request), at))
        if at and not _is_at(at, spot.place, rows):
            spot = spot._replace(place=place_of(_key_of(at, rows.view, source), rows, spot.place))
        if spot.column:
            spot = spot._replace(place=_in_column(spot.column, spot.place, rows))
        rows.measure()
        rows.read(spot.place.top, spot.place.top + FIRST_ROWS)
        return self.Loaded(half, spot, rows)

    def seen(self, view: View, at: str) -> View:  # noqa: ARG002 -- for those who show less
        """What is shown of a view when one goes to the row `at`."""
        return view

    def on_navigator_loaded(self, event: Loaded) -> None:
        if event.spot.request != self._wanted.get(event.half):
            return
        if self._untold:
            self.later("told", TOLD_PAUSE, self._told)
        self._shown[event.half] = event.spot.request
        if self._wanted == self._shown:
            self._stop_working()
        self.grid_of(event.half).show(event.rows.view, event.spot.place, event.rows)
        if event.half == "view":
            self._show_around(event.rows.view)
            return
        self.fit_list()
        if not self.query_one(PaneLine).overview:  # not before the first rows
            self.ask("overview", lambda source: self.OverviewFound(source.overview()))
        if event.spot.request == self._held:
            self._held = None
            self._hold_followed()

    def _show_around(self, view: View) -> None:
        """The way to the view above it and its notes below it."""
        self.query_one(Trail).show([_(name) for name, _request in view.trail])
        self.query_one(NoteLines).show([note_text(note) for note in view.notes])

    def say(self, text: str) -> None:
        """At the foot, until the cursor moves."""
        self.query_one(Foot).say(text)

    def tell(self, text: str) -> None:
        """Say it when the picture stands: what is shown until then would take it from the foot."""
        self._untold.append(text)

    def _told(self) -> None:
        self.say(" ".join(self._untold))
        self._untold.clear()

    # Where one is

    @property
    def part(self) -> str:
        """Whose keys stand at the foot: the list's, the view's, those of a comparison."""
        return "compare" if self.half == "view" and self._shows_comparison() else self.half

    @property
    def narrow(self) -> int:
        return NARROW_FOR_MANY if self._shows_comparison() else super().narrow

    def _shows_comparison(self) -> bool:
        """Or will, when it has come."""
        shown = self._wanted.get("view")
        return shown is not None and shown.kind == "compare"

    def request_of(self, half: str) -> ViewRequest | None:
        """What one half shows."""
        return self._shown.get(half)

    def _step(self) -> Step:
        """What is on the screen now, or is on its way there."""
        if self.not_now("follow"):
            self.follow()
        spots = {half: self._spot(half) for half in self._wanted}
        return Step(spots["list"], spots.get("view"), self.half == "view")

    def _spot(self, half: str) -> Spot:
        wanted = self._wanted[half]
        if wanted != self._shown.get(half):
            return Spot(wanted)
        grid = self.grid_of(half)
        return Spot(wanted, grid.place, grid.row.key if grid.row else "")

    def _show_step(self, step: Step) -> None:
        self.query_one(PaneLine).choose(self.state.pane)
        self.load("list", step.list)
        if step.view is not None:
            self.load("view", step.view)
            self._held = step.list.request
            self._hold_followed()
        self.focus_on("view" if step.on_view else "list")

    def open(
        self,
        request: ViewRequest,
        at: str = "",
        place: Place = Place(),  # noqa: B008 -- immutable
        column: str = "",
    ) -> None:
        """Go on to a view; esc leads back to exactly what is on the screen now."""
        step = self._step()
        spot = Spot(request, place, at, column)
        self.state = self.state.with_way(self.state.way.here(step).to(step._replace(view=spot, on_view=True)))
        if self._wanted["list"] != self._shown.get("list"):
            self._held = self._wanted["list"]
        self.load("view", spot)
        self.focus_on("view")

    def go_beside(self, request: ViewRequest) -> bool:
        """Go to a view in the pane whose list has it, the cursor there on it; False where no list has it."""
        state = gone_to(self.state.with_way(self.state.way.here(self._step())), request)
        if state is None:
            return False
        self._shown.pop("list", None)  # the cursor goes to another row of it
        self.go_in(state)
        return True

    def action_trail(self, number: int) -> None:
        """Go to what a name on the way to the view stands for."""
        if view := self.grid_of("view").view:
            self.open(view.trail[number][1])

    def action_back(self) -> None:
        if self.state.way.behind:
            self.go_in(self.state.back())
        elif self.half == "view":
            self.focus_on("list")

    def action_pane(self, pane: str) -> None:
        """Go there; in the pane one is in, back to its list, and from the first one's list to its first row."""
        if pane == self.state.pane:
            if self.half == "list" and pane == PANES[0].id:
                self.grid_of("list").action_top()
            self.focus_on("list")
            return
        if self.source is not None:
            self.state = self.state.with_way(self.state.way.here(self._step()))
        self.go_in(self.state._replace(pane=pane))

    def go_in(self, state: ExplorerState) -> None:
        """Show where one is in this state, in the same pane or another."""
        if state.pane != self.state.pane:
            self._followed = None
        self.state = state
        if state.way.now.view is None:
            self.grid_of("view").clear()
            self._shown.pop("view", None)
            self._wanted.pop("view", None)
        self._show_step(state.way.now)

    def action_other(self) -> None:
        self.focus_on("list" if self.half == "view" else "view")

    # The view follows the list

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        if event.grid.id == "list":
            self.later("follow", FOLLOW_PAUSE if "view" in self._shown else 0, self.follow)

    def follow(self, spot_in: Callable[[ViewRequest], Spot] = Spot) -> None:
        """Show on the right what the list's row leads to. Whoever had gone further on the right can go back there."""
        row = self.grid_of("list").row
        if row is None or row.target is None or row.target == self._followed:
            return
        if self._followed not in (None, self._wanted.get("view")) and self.state.way.behind:
            step = self._step()._replace(list=Spot(self._shown["list"], self._followed_place))
            self.state = self.state.with_way(self.state.way.here(step).to(step))
        self._hold_followed()
        self.load("view", spot_in(row.target))

    def _hold_followed(self) -> None:
        """The view belongs to the list's row from now on and stays until the list's cursor moves."""
        row = self.grid_of("list").row
        self._followed, self._followed_place = row.target if row else None, self.grid_of("list").place


def _is_at(at: str, place: Place, rows: RowWindow) -> bool:
    """Whether a place that is known is still that of the row of this key."""
    return place != Place() and place.row < rows.count and rows[place.row].key == at


def _key_of(at: str, view: View, source: Source) -> str:
    """The key of the row of a list that is named in another way: by its short name, as an address may do."""
    request = view.request
    if request.names or request.kind not in LISTED or view.position(at) is not None:
        return at
    try:
        return " ".join(source.view(ViewRequest(request.kind, (at,))).trail[-1][1].names)
    except NianbaoError:
        return at


def place_of(at: str, rows: RowWindow, before: Place = Place()) -> Place:  # noqa: B008 -- immutable
    """The place of a row, by its key, or of a source table's cell `ROW.COLUMN`: columns are in order.

    A row that was at a place before stays where it was on the screen; when it is gone, the place is kept.
    """
    found = rows.view.position(at)
    if found is not None:
        top = 0 if before == Place() else max(found - before.row + before.top, 0)
        return before._replace(row=found, top=top)
    if before != Place():
        return before
    row, _dot, column = at.partition(".")
    return Place(rows.view.position(row) or 0, int(column) if column.isdigit() else 0)


def _in_column(id_: str, place: Place, rows: RowWindow) -> Place:
    ids = [column.id for column in rows.columns]
    return place._replace(column=ids.index(id_)) if id_ in ids else place
