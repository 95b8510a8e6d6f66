"""The two halves of the explorer: a list, beside it the view of what is chosen there, and the way one came.

What is asked of the database is asked in threads and comes back as a message; only message handlers touch widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import DescendantFocus
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from db.address import ViewRequest
from db.errors import NianbaoError
from db.view import View, word
from tui.chipline import ChipLine
from tui.faults import as_fault, sentence
from tui.foot import Foot, NoteLines
from tui.frame import KeyLine, PaneLine, Trail
from tui.grid import Grid
from tui.i18n import _, translate
from tui.marking import MarkLine
from tui.panes import first_state
from tui.remarks import note_text
from tui.state import Place, Spot, Step
from tui.window import RowWindow

if TYPE_CHECKING:
    from db.holdings import Overview
    from tui.source import Source

FOLLOW_PAUSE = 0.15  # seconds that the cursor rests in the list before the view follows
LIST_LEAST, LIST_MOST, LIST_MOST_NARROW = 24, 36, 40  # width of the list: cells, percent
FIRST_ROWS = 64  # read before a view is shown
LOW = 30  # lines below which room is saved
NARROW = 100  # columns below which the list gives way to the view that is read
NARROW_FOR_MANY = 160  # likewise, where a comparison is read: it has more columns than anything else


class Navigator(Screen[None]):
    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    Navigator {
        background: $background;
        &:ansi { background: $background; color: $foreground; }
        #body { height: 1fr; }
        #list { width: 26%; background: $panel; scrollbar-background: $panel; scrollbar-color: $cursor-row; }
        PaneLine { margin-top: 1; }
        .-toured { tint: $primary 30%; }
    }
    """

    @dataclass
    class Loaded(Message):
        half: str
        spot: Spot
        rows: RowWindow

    @dataclass
    class OverviewFound(Message):
        overview: Overview

    @dataclass
    class Refused(Message):
        """Whatever was asked; `group` says what it was."""

        group: str
        error: NianbaoError

    def __init__(self) -> None:
        super().__init__()
        self.source: Source | None = None
        self.state = first_state()
        self.half = "list"  # the one that has the focus, or had it last
        self._wanted: dict[str, ViewRequest] = {}
        self._shown: dict[str, ViewRequest] = {}
        self._followed: ViewRequest | None = None  # where the list's row leads that the view belongs to
        self._followed_place = Place()
        self._pending: dict[str, Timer] = {}
        self._lines = (False, False)  # few lines on the screen, one of them typed in

    def compose(self) -> ComposeResult:
        yield Trail()
        yield PaneLine()
        yield ChipLine()
        with Horizontal(id="body"):
            yield Grid(id="list", whole_names=True)
            yield Grid(id="view")
        yield NoteLines()
        yield MarkLine()
        yield Foot()
        yield KeyLine()

    # Asking and being answered

    def begin(self, source: Source) -> None:
        """The database is open."""
        self.source = source
        self._show_step(self.state.way.now)

    def ask(self, group: str, question: Callable[[Source], Message]) -> None:
        """Ask in a thread; the answer comes as a message. A newer question of the group makes an older one void."""
        source = self.source
        if source is None:
            return

        def work() -> None:
            try:
                answer = question(source)
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                answer = self.Refused(group, as_fault(error))
            self.post_message(answer)

        self.run_worker(work, thread=True, exclusive=True, group=group)

    def later(self, name: str, pause: float, action: Callable[[], None]) -> None:
        """Do it after a pause, unless something newer of this name is put in its place meanwhile."""

        def act() -> None:
            self._pending.pop(name, None)
            action()

        self.not_now(name)
        self._pending[name] = self.set_timer(max(pause, 0.001), act)

    def not_now(self, name: str) -> bool:
        """Forget what waits under this name; False if nothing does."""
        timer = self._pending.pop(name, None)
        if timer is not None:
            timer.stop()
        return timer is not None

    def on_navigator_overview_found(self, event: OverviewFound) -> None:
        found = event.overview
        years = "-".join(map(str, sorted({year for year in (found.first_year, found.last_year) if year})))
        said = translate(word("{n} reports / {years}"), n=len(found.reports), years=years)
        self.query_one(PaneLine).say(said)

    def on_navigator_refused(self, event: Refused) -> None:
        """Say why; a view that one wanted to go on to is given up, and one stays where one was."""
        self.query_one(Foot).say(sentence(event.error), fault=True)
        if event.group == "view" and "view" in self._shown:
            gone_to = self.state.way.now.view
            if gone_to and gone_to.request == self._wanted["view"]:
                self.state = self.state.with_way(self.state.way.back())
            self._wanted["view"] = self._shown["view"]

    def on_grid_failed(self, event: Grid.Failed) -> None:
        self.query_one(Foot).say(sentence(event.error), fault=True)

    def load(self, half: str, spot: Spot) -> None:
        """Show a view in one half, unless it is there already: then only its place is taken up."""
        self._wanted[half] = spot.request
        if self._shown.get(half) == spot.request:
            self.grid_of(half).restore(spot.place)
            return

        self.ask(half, lambda source: self._find(source, half, spot))

    def _find(self, source: Source, half: str, spot: Spot) -> Message:
        """Runs in a thread. What names a row or a cell (`at`) is shown with the cursor on it."""
        at = spot.at or (spot.request.first("at") if spot.place == Place() else "")
        rows = RowWindow(self.seen(source.view(spot.request), at))
        if at and not _is_at(at, spot.place, rows):
            spot = spot._replace(place=place_of(at, rows, spot.place))
        if spot.column:
            spot = spot._replace(place=_in_column(spot.column, spot.place, rows))
        rows.read(spot.place.top, spot.place.top + FIRST_ROWS)
        return self.Loaded(half, spot, rows)

    def seen(self, view: View, at: str) -> View:  # noqa: ARG002 -- for those who show less
        """What is shown of a view when one goes to the row `at`."""
        return view

    def on_navigator_loaded(self, event: Loaded) -> None:
        if event.spot.request != self._wanted.get(event.half):
            return
        self._shown[event.half] = event.spot.request
        self.grid_of(event.half).show(event.rows.view, event.spot.place, event.rows)
        if event.half == "view":
            self._show_around(event.rows.view)
            return
        self._fit_list()
        if not self.query_one(PaneLine).overview:  # not before the first rows
            self.ask("overview", lambda source: self.OverviewFound(source.overview()))
        if self.state.way.now.view is not None:
            self._hold_followed()

    def _show_around(self, view: View) -> None:
        """The way to the view above it and its notes below it."""
        self.query_one(Trail).show([_(name) for name, _request in view.trail])
        self.query_one(NoteLines).show([note_text(note) for note in view.notes])

    def say(self, text: str) -> None:
        """At the foot, until the cursor moves."""
        self.query_one(Foot).say(text)

    # Where one is

    @property
    def grid(self) -> Grid:
        """The half that has the focus, or had it last."""
        return self.grid_of(self.half)

    @property
    def part(self) -> str:
        """Whose keys stand at the foot: the list's, the view's, those of a comparison."""
        return "compare" if self.half == "view" and self._shows_comparison() else self.half

    def _shows_comparison(self) -> bool:
        """Or will, when it has come."""
        shown = self._wanted.get("view")
        return shown is not None and shown.kind == "compare"

    def grid_of(self, half: str) -> Grid:
        return self.query_one(f"#{half}", Grid)

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
            self._hold_followed()
        self.focus_on("view" if step.on_view else "list")

    def open(self, request: ViewRequest, at: str = "", place: Place = Place()) -> None:  # noqa: B008 -- immutable
        """Go on to a view; esc leads back to exactly what is on the screen now."""
        step = self._step()
        spot = Spot(request, place, at)
        self.state = self.state.with_way(self.state.way.here(step).to(step._replace(view=spot, on_view=True)))
        self.load("view", spot)
        self.focus_on("view")

    def action_trail(self, number: int) -> None:
        """Go to what a name on the way to the view stands for."""
        if view := self.grid_of("view").view:
            self.open(view.trail[number][1])

    def action_back(self) -> None:
        if self.state.way.behind:
            self.state = self.state.with_way(self.state.way.back())
            self._show_step(self.state.way.now)
        elif self.half == "view":
            self.focus_on("list")

    def action_pane(self, pane: str) -> None:
        if pane == self.state.pane:
            return
        if self.source is not None:
            self.state = self.state.with_way(self.state.way.here(self._step()))
        self.state = replace(self.state, pane=pane)
        self._followed = None
        if self.state.way.now.view is None:
            self.grid_of("view").clear()
            self._shown.pop("view", None)
            self._wanted.pop("view", None)
        self._show_step(self.state.way.now)

    def action_other(self) -> None:
        self.focus_on("list" if self.half == "view" else "view")

    def focus_on(self, half: str) -> None:
        self.half = half
        self._make_room()
        self.grid_of(half).focus()
        self.refresh_bindings()

    def _make_room(self) -> None:
        """On a narrow terminal the list is there only while one is in it."""
        narrow = NARROW_FOR_MANY if self._shows_comparison() else NARROW
        self.grid_of("list").display = self.size.width >= narrow or self.half == "list"

    def fit_lines(self, *, typing: bool = False) -> None:
        """Lines of the foot, one fewer while one types beside it; a free line above the panes where there is room."""
        low = self.size.height < LOW
        if (low, typing) != self._lines:
            self._lines = (low, typing)
            self.query_one(Foot).styles.height = (2 if low else 3) - typing
            self.query_one(PaneLine).styles.margin = (0 if low else 1, 0, 0, 0)

    def measure_anew(self) -> None:
        """Characters have another width than was thought when this was drawn."""
        for grid in self.query(Grid):
            if grid.view is not None:
                grid.show(grid.view, grid.place)
        for widget in self.query("*"):
            widget.refresh(layout=True)

    def _fit_list(self) -> None:
        """The list is as wide as its names, within bounds, so that the view has the rest."""
        percent = LIST_MOST if self.size.width >= NARROW else LIST_MOST_NARROW
        most = max(self.size.width * percent // 100, LIST_LEAST)
        self.grid_of("list").styles.width = min(max(self.grid_of("list").wanted_width, LIST_LEAST), most)

    def on_resize(self) -> None:
        self._make_room()
        self.fit_lines(typing=bool(self.query("Field")))
        if "list" in self._shown:
            self._fit_list()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        half = event.widget.id
        if isinstance(event.widget, Grid) and half and half != self.half:
            self.half = half
            self._make_room()

    # The view follows the list

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        if event.grid.id == "list":
            self.later("follow", FOLLOW_PAUSE if "view" in self._shown else 0, self.follow)

    def follow(self, spot_in: Callable[[ViewRequest], Spot] = Spot) -> None:
        """Show on the right what the list's row leads to. Whoever had gone further on the right can go back there."""
        row = self.grid_of("list").row
        if row is None or row.target is None or row.target == self._followed:
            return
        if self._followed and self.state.way.behind:
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
