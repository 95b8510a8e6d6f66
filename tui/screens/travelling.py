"""Back and forward over all that was shown, bookmarks, addresses; and what of it is kept for the next start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.events import DescendantFocus
from textual.message import Message

from db.address import ViewRequest, parse_address
from db.errors import NianbaoError
from db.view import Row, View, word
from tui.faults import as_fault, sentence
from tui.foot import Foot
from tui.i18n import _, translate
from tui.journey import Journey, Visit
from tui.listing import line, listing, title
from tui.panes import first_state, is_list, pane_of, with_view
from tui.remembered import Remembered
from tui.screens.navigator import Navigator
from tui.signs import drawn
from tui.state import ExplorerState, Spot, Step, Way

if TYPE_CHECKING:
    from tui.remembered import Memory

STAY = 2.0  # seconds after which a view that followed the list's cursor counts as one that was shown
KEEP_PAUSE = 1.0


class Travelling(Navigator):
    @dataclass
    class NotKept(Message):
        error: NianbaoError

    def __init__(self, begin: ViewRequest | None = None, memory: Memory | None = None) -> None:
        """`begin` is what to show first, else what was shown last, else the list of the first pane."""
        super().__init__()
        self._memory = memory
        kept = memory.recall() if memory else Remembered()
        self._restored = kept.state is not None
        self.state = kept.state or self.state
        if begin is not None:
            self.state = with_view(self.state, begin)
        self.journey = Journey.after(kept.visited)
        self.bookmarks = kept.bookmarks
        self.chosen_theme = kept.theme
        if memory and memory.fault:
            self.tell(sentence(memory.fault))

    # What was shown

    def on_navigator_loaded(self, event: Navigator.Loaded) -> None:
        """Comes before the view is put in place: the grid still has the place in the one before."""
        request = event.spot.request
        if request != self._wanted.get(event.half):
            return
        if event.half == "list":
            self._restored = False
            return
        if self.journey.now and self.journey.now.request == self.request_of("view"):
            self.journey = self.journey.placed(self.grid_of("view").place)
        self.journey = self.journey.to(Visit(request, label_of(event.rows.view)), passing=self.half == "list")
        self.later("stay", STAY, self._stay)
        self.later("keep", KEEP_PAUSE, self._keep)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if event.widget.id == "view":
            self._stay()

    def _stay(self) -> None:
        self.not_now("stay")
        self.journey = self.journey.stayed()

    def action_history_back(self) -> None:
        self._travel(-1, word("Nothing was shown before this."))

    def action_history_forward(self) -> None:
        self._travel(1, word("Nothing was shown after this."))

    def _travel(self, steps: int, nothing: str) -> None:
        here = self.request_of("view")
        if self.journey.now and self.journey.now.request == here:
            self.journey = self.journey.placed(self.grid_of("view").place)
        moved = self.journey.stayed().moved(steps)
        if moved is None or moved.now is None:
            self.say(_(nothing))
            return
        self.journey = moved
        self._go_to(moved.now)

    def _go_to(self, visit: Visit) -> None:
        """Show it in its pane; esc leads back to what was on the screen there."""
        if (pane := pane_of(visit.request)) != self.state.pane:
            self.action_pane(pane)
        if is_list(visit.request):
            step = Step(Spot(visit.request, visit.place))
            self.state = self.state.with_way(self.state.way.here(self._step()).to(step))
            self._show_step(step)
        elif visit.request == self._wanted.get("view"):
            self.focus_on("view")
        else:
            self.open(visit.request, place=visit.place)

    # Addresses and bookmarks

    def action_address(self) -> None:
        """Of the view that has the focus, whole: it opens the same again."""
        request = self.request_of(self.half)
        if request is not None:
            self.app.copy_to_clipboard(str(request))
            self.say(translate(word("Address, copied: {address}"), address=str(request)))

    def action_bookmark(self) -> None:
        request, view = self.request_of(self.half), self.grid.view
        if request is None or view is None:
            return
        others = tuple(visit for visit in self.bookmarks if visit.request != request)
        if len(others) < len(self.bookmarks):
            said = word("Bookmark taken away: {name}")
        else:
            others, said = (*others, Visit(request, label_of(view))), word("Bookmark set: {name}; B lists them")
        self.bookmarks = others
        self.say(translate(said, name=label_of(view) or str(request)))
        self._keep()

    def action_bookmarks(self) -> None:
        from tui.screens.sheet import Sheet

        def lines(text: str = "") -> View:
            return visit_lines(self.bookmarks, self.journey.latest(), text)

        def chosen(address: str | None) -> None:
            if address and not self.go_beside(request := parse_address(address)):
                self._go_to(Visit(request))

        self.app.push_screen(Sheet(_(word("Bookmarks, and what was shown")), lines(), lines), chosen)

    # What is kept

    def on_asking_refused(self, event: Navigator.Refused) -> None:
        """Where one left off may not be there any more: then one begins at the list of the pane."""
        if event.group == "list" and self._restored and "list" not in self._shown:
            self._restored = False
            self.tell(sentence(event.error))
            self.state = self.state.with_way(first_state().ways[self.state.pane])
            self._wanted.pop("view", None)
            self._show_step(self.state.way.now)
        elif event.group == "view" and "view" not in self._shown:
            self.tell(sentence(event.error))
            self.state = self.state.with_way(Way(self.state.way.now._replace(view=None, on_view=False)))
            self._wanted.pop("view", None)
            self._followed = None
            self.focus_on("list")
            self.follow()

    def left(self) -> ExplorerState | None:
        """Where one is, the rows under the cursors by their keys; None before anything is shown."""
        if "list" not in self._shown:
            return None
        view = self._spot("view") if "view" in self._shown else None
        return self.state.with_way(self.state.way.here(Step(self._spot("list"), view, self.half == "view")))

    def remembered(self) -> Remembered:
        visits = tuple(reversed(self.journey.latest()))
        return Remembered(self.left(), visits, self.bookmarks, self.chosen_theme)

    def keep(self) -> None:
        """Write down what is kept, at the end; NianbaoError when that cannot be."""
        if self._memory and (kept := self.remembered()).state is not None:
            self._memory.keep(kept)

    def _keep(self) -> None:
        """The same in a thread, as one goes on: a terminal may be closed at any time."""
        memory, kept = self._memory, self.remembered()
        if memory is None or kept.state is None:
            return

        def work() -> None:
            try:
                memory.keep(kept)
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                self.post_message(self.NotKept(as_fault(error)))

        self.run_worker(work, thread=True, exclusive=True, group="keep")

    def on_travelling_not_kept(self, event: NotKept) -> None:
        self._memory = None  # said once
        self.query_one(Foot).say(sentence(event.error), fault=True)


def label_of(view: View) -> str:
    return drawn(" › ").join(_(name) for name, _request in view.trail)


def visit_lines(bookmarks: Iterable[Visit], visits: Iterable[Visit], text: str = "") -> View:
    """Bookmarks first, then what was shown, the latest first: those whose words or address hold this text."""
    lines: list[Row] = []
    for name, group in ((word("Bookmarks"), bookmarks), (word("Shown before"), visits)):
        rows = [line(str(visit.request), visit.label, str(visit.request)) for visit in group if _holds(visit, text)]
        lines += [title(_(name)), *rows] if rows else []
    return listing(2, lines)


def _holds(visit: Visit, text: str) -> bool:
    return text.strip().casefold() in f"{visit.label} {visit.request}".casefold()
