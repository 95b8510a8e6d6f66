"""A short tour: a few cards, each beside the thing it speaks of. Whoever just begins to work has ended it by that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from db.view import word
from tui.actions import BY_ID
from tui.cells import wrapped
from tui.i18n import translate

if TYPE_CHECKING:
    from tui.screens.navigator import Navigator

ON, BACK, END = ("enter", "backspace", "escape")
WIDTH, LEAST = 56, 30  # cells of a card
MARGIN = 2  # cells on each side of its text; lines above and below it together


class Stop(NamedTuple):
    """What is spoken of, as a CSS selector, and what is said of it, with the keys of actions as `{fields}`."""

    at: str
    says: str


STOPS = (
    Stop(
        "PaneLine",
        word("{pane_reports} to {pane_findings} choose what is listed: reports, regions, schools and so on."),
    ),
    Stop("#list", word("Arrows move, {activate} goes into what is under the cursor, {back} goes one step back.")),
    Stop("Foot", word("Here it says where the figure under the cursor was printed; {source} opens that table.")),
    Stop(
        "KeyLine", word("{find} finds everything: by a part of its name, by pinyin or initials, a figure as printed.")
    ),
    Stop("KeyLine", word("{help} says what can be done here and what the marks mean, {palette} has every action.")),
)
KEYS_SHOWN = {"activate", "back", "source", "find", "help", "palette", "pane_reports", "pane_findings"}


class TourScreen(ModalScreen[tuple[str, str | None] | None]):
    """Gives the key, with its character, that ended it and is none of its own."""

    DEFAULT_CSS = """
    TourScreen { background: $background 0%; }
    TourScreen > Static {
        position: absolute; background: $primary; color: $background; padding: 1 2; height: auto;
    }
    """

    def __init__(self, explorer: Navigator) -> None:
        super().__init__()
        self._explorer = explorer
        self.number = 0

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    @property
    def said(self) -> str:
        return translate(STOPS[self.number].says, **{id_: BY_ID[id_].key for id_ in KEYS_SHOWN})

    def _show(self) -> None:
        """The card beside what it speaks of, which stands out meanwhile."""
        for widget in self._explorer.query(".-toured"):
            widget.remove_class("-toured")
        spoken_of = self._spoken_of()
        spoken_of.add_class("-toured")
        place = place_beside(spoken_of.region, self.size, lambda width: len(self._lines(width)) + MARGIN)
        card = self.query_one(Static)
        card.styles.offset = (place.x, place.y)
        card.styles.width = place.width
        card.update(Content("\n".join(self._lines(place.width))))

    def _spoken_of(self) -> Widget:
        widget = self._explorer.query_one(STOPS[self.number].at, Widget)
        return widget if widget.display else self._explorer.grid

    def _lines(self, width: int) -> list[str]:
        room = width - 2 * MARGIN
        return [*wrapped(self.said, room), "", *wrapped(self._hint(), room)]

    def _hint(self) -> str:
        last = self.number + 1 == len(STOPS)
        hint = word("{n} of {all}    enter done") if last else word("{n} of {all}    enter next    esc end")
        return translate(hint, n=self.number + 1, all=len(STOPS))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key not in (ON, BACK, END):
            self._end((event.key, event.character))
        elif event.key == END:
            self._end()
        else:
            self._go(1 if event.key == ON else -1)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.query_one(Static):
            self._go(1)
        else:
            self._end()

    def _go(self, step: int) -> None:
        self.number = max(self.number + step, 0)
        if self.number < len(STOPS):
            self._show()
        else:
            self._end()

    def _end(self, key: tuple[str, str | None] | None = None) -> None:
        for widget in self._explorer.query(".-toured"):
            widget.remove_class("-toured")
        self.dismiss(key)


def place_beside(target: Region, screen: Size, height_of: Callable[[int], int]) -> Region:
    """Of a card: on the right of what is tall, where there is room; else below it, else above."""
    free = screen.width - target.right - 2 * MARGIN
    if target.height > screen.height // 2 and free >= LEAST:
        width = min(WIDTH, free)
        return Region(target.right + MARGIN, target.y + MARGIN, width, height_of(width))
    width = min(WIDTH, screen.width - 2 * MARGIN)
    height = height_of(width)
    below = target.bottom + height < screen.height
    x = min(target.x + MARGIN, screen.width - width)
    return Region(x, target.bottom if below else max(target.y - height, 0), width, height)
