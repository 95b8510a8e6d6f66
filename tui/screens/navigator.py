"""The two halves of the explorer: a list on the left, on the right the view of what is chosen in it, and the way one came.

What is asked of the database is asked in worker threads and comes back as a message; only message handlers touch widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.message import Message
from textual.screen import ActiveBinding, Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from db.address import ViewRequest
from db.errors import NianbaoError
from db.view import View, word
from tui.actions import BY_ID, Context, bindings
from tui.faults import sentence
from tui.frame import Foot, PaneLine, PaneTab, Trail
from tui.grid import Grid
from tui.i18n import _, translate
from tui.panes import PANES
from tui.remarks import copied_cell, copied_row, note_text, remarks_on, table_request
from tui.screens.sheet import Field, Sheet
from tui.state import ExplorerState, Place, Spot, Step, Way
from tui.window import RowWindow

if TYPE_CHECKING:
    from db.source import SourceLine
    from tui.source import Source

FOLLOW_PAUSE = 0.15  # seconds that the cursor rests in the list before the view follows
SOURCE_PAUSE = 0.05
NARROW_PAUSE = 0.08
NARROW = 100  # columns below which the list gives way to the view that is read


class ExplorerScreen(Screen[None]):
    BINDINGS = bindings(Context.EXPLORER)
    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    ExplorerScreen {
        background: $background;
        #body { height: 1fr; }
        #list { width: 26%; min-width: 24; max-width: 40; background: $panel; scrollbar-background: $panel; scrollbar-color: $cursor-row; }
        #right { width: 1fr; }
        #view { height: 1fr; }
        #notes { height: auto; max-height: 2; color: $dim; padding: 0 2; }
        #notes.-empty { display: none; }
        Field { padding: 0 2; }
        Footer { background: $background; }
    }
    ExplorerScreen.-high PaneLine { margin-top: 1; }
    ExplorerScreen.-low Foot { height: 2; }
    """
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-low"), (30, "-high")]

    @dataclass
    class Loaded(Message):
        half: str
        spot: Spot
        rows: RowWindow

    @dataclass
    class SourcesFound(Message):
        ids: tuple[int, ...]
        lines: Sequence[SourceLine]
        opening: bool  # asked for by `o`, not for the foot

    @dataclass
    class OverviewFound(Message):
        text: str

    @dataclass
    class Refused(Message):
        error: NianbaoError

    def __init__(self) -> None:
        super().__init__()
        self.source: Source | None = None
        self.state = ExplorerState(PANES[0].id, {pane.id: Way(Step(Spot(pane.list))) for pane in PANES})
        self.half = "list"
        self._wanted: dict[str, ViewRequest] = {}
        self._shown: dict[str, ViewRequest] = {}
        self._before_narrowing: dict[str, Place] = {}
        self._followed: ViewRequest | None = None
        self._followed_place = Place()
        self._timers: dict[str, Timer] = {}

    def compose(self) -> ComposeResult:
        yield Trail()
        yield PaneLine()
        with Horizontal(id="body"):
            yield Grid(id="list")
            with Vertical(id="right"):
                yield Grid(id="view")
                yield Static(id="notes", classes="-empty", markup=False)
        yield Foot()
        yield Footer(show_command_palette=False)

    # Asking and being answered

    def open_source(self, source: Source) -> None:
        """Begin: the database is open."""
        self.source = source
        self._ask("overview", self._find_overview)
        self._show_step(self.state.way.now)

    def _ask(self, group: str, question: Callable[[Source], Message]) -> None:
        """Ask in a thread; the answer comes as a message. A newer question of the group makes an older one void."""
        source = self.source
        if source is None:
            return

        def work() -> None:
            try:
                answer = question(source)
            except NianbaoError as error:
                answer = self.Refused(error)
            self.post_message(answer)

        self.run_worker(work, thread=True, exclusive=True, group=group)

    def _find_overview(self, source: Source) -> Message:
        overview = source.overview()
        return self.OverviewFound(overview_text(overview.reports, overview.years))

    def on_explorer_screen_overview_found(self, event: OverviewFound) -> None:
        self.query_one(PaneLine).say(event.text)

    def on_explorer_screen_refused(self, event: Refused) -> None:
        self._say_fault(event.error)

    def _load(self, half: str, spot: Spot) -> None:
        """Show a view in one half, unless it is there already: then only its place is taken up."""
        self._wanted[half] = spot.request
        if self._shown.get(half) == spot.request:
            self._grid(half).restore(spot.place)
            return

        def find(source: Source) -> Message:
            rows = RowWindow(source.view(spot.request))
            rows.warm(spot.place.row)
            return self.Loaded(half, spot, rows)

        self._ask(half, find)

    def on_explorer_screen_loaded(self, event: Loaded) -> None:
        if event.spot.request != self._wanted.get(event.half):
            return
        self._shown[event.half] = event.spot.request
        self._grid(event.half).show(event.rows.view, event.spot.place, event.rows)
        if event.half == "view":
            self._show_around(event.rows.view)
        elif self.state.way.now.view is not None:
            self._hold_followed()

    def _show_around(self, view: View) -> None:
        """The way to the view above it and its notes below it."""
        self.query_one(Trail).show([_(name) for name, _request in view.trail])
        notes = self.query_one("#notes", Static)
        notes.update("\n".join(note_text(note) for note in view.notes[:2]))
        notes.set_class(not view.notes, "-empty")

    # Where one is

    @property
    def grid(self) -> Grid:
        """The half that has the focus, or had it last."""
        return self._grid(self.half)

    def _grid(self, half: str) -> Grid:
        return self.query_one(f"#{half}", Grid)

    def _step(self) -> Step:
        """What is on the screen now."""
        spots = {half: Spot(request, self._grid(half).place) for half, request in self._shown.items()}
        return Step(spots["list"], spots.get("view"), self.half == "view")

    def _show_step(self, step: Step) -> None:
        self.query_one(PaneLine).choose(self.state.pane)
        self._load("list", step.list)
        if step.view is not None:
            self._load("view", step.view)
            self._hold_followed()
        self._focus("view" if step.on_view else "list")

    def _hold_followed(self) -> None:
        """The view is not that of the list's row, and stays until the list's cursor moves."""
        row = self._grid("list").row
        self._followed, self._followed_place = row.target if row else None, self._grid("list").place

    def open(self, request: ViewRequest, place: Place | None = None) -> None:
        """Go on to a view; esc leads back to exactly what is on the screen now."""
        if "list" not in self._shown:
            return
        step = self._step()
        spot = Spot(request, place or Place())
        self.state = self.state.with_way(self.state.way.here(step).to(replace(step, view=spot, on_view=True)))
        self._load("view", spot)
        self._focus("view")

    def action_back(self) -> None:
        request = self._shown.get(self.half)
        if request and request.first("q"):
            self._narrow_to("", self._before_narrowing.pop(self.half, Place()))
        elif self.state.way.behind:
            self.state = self.state.with_way(self.state.way.back())
            self._show_step(self.state.way.now)
        elif self.half == "view":
            self._focus("list")

    def action_pane(self, pane: str) -> None:
        if pane == self.state.pane or "list" not in self._shown:
            return
        self._close_field()
        self.state = self.state.with_way(self.state.way.here(self._step()))
        self.state = replace(self.state, pane=pane)
        self._followed = None
        if self.state.way.now.view is None:
            self._grid("view").clear()
            self._shown.pop("view", None)
        self._show_step(self.state.way.now)

    def on_pane_tab_chosen(self, event: PaneTab.Chosen) -> None:
        self.action_pane(event.pane)

    def action_other(self) -> None:
        self._focus("list" if self.half == "view" else "view")

    def _focus(self, half: str) -> None:
        self.half = half
        self._make_room()
        self._grid(half).focus()

    def _make_room(self) -> None:
        """On a narrow terminal the list is there only while one is in it."""
        self._grid("list").display = self.size.width >= NARROW or self.half == "list"

    def on_resize(self) -> None:
        self._make_room()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if isinstance(event.widget, Grid) and event.widget.id and event.widget.id != self.half:
            self.half = event.widget.id
            self._make_room()
        self._explain_cell()
        self.refresh_bindings()

    # The view follows the list

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        if event.grid.id == "list":
            self._later("follow", FOLLOW_PAUSE if "view" in self._shown else 0, self._follow)
        if event.grid.id == self.half:
            self.query_one(Foot).say("")
            self._explain_cell()

    def _later(self, name: str, pause: float, action: Callable[[], None]) -> None:
        """Do it when nothing newer of this name has been asked for in the meantime."""
        if name in self._timers:
            self._timers[name].stop()
        self._timers[name] = self.set_timer(max(pause, 0.001), action)

    def _follow(self) -> None:
        row = self._grid("list").row
        if row is None or row.target is None or row.target == self._followed:
            return
        if self._followed and self.state.way.behind:
            list_spot = Spot(self._shown["list"], self._followed_place)
            step = replace(self._step(), list=list_spot)
            self.state = self.state.with_way(self.state.way.here(step).to(step))
        self._hold_followed()
        self._load("view", Spot(row.target))

    def on_grid_activated(self, event: Grid.Activated) -> None:
        row, cell = event.grid.row, event.grid.cell
        if row is None or cell is None:
            return
        if event.grid.id == "list":
            self._follow()
            self._focus("view")
        elif target := cell.target or row.target:
            self.open(target)
        else:
            self.action_source()

