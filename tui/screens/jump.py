"""A letter on every pane, both halves, the filters and the line of the source: pressing it goes there."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.foot import Foot
from tui.frame import ActionLine, KeyLine, PaneLine

if TYPE_CHECKING:
    from tui.screens.navigator import Navigator

LIST, VIEW, FOOT = "l", "v", "o"
OTHERS = "asdfgqwertzxcbnmkjhuiyp"
"""Letters of the lines that can be clicked, in order."""


class Target(NamedTuple):
    """Where its letter stands on the screen, and the action of the explorer that leads there."""

    place: Offset
    action: str


def targets_on(explorer: Navigator) -> dict[str, Target]:
    """By their letters, those of the panes always the same. The list is there even where the view has all the room."""
    lines = [line for line in explorer.query(ActionLine) if line.display and not isinstance(line, KeyLine)]
    lines.sort(key=lambda line: not isinstance(line, PaneLine))
    pieces = [
        Target(line.content_region.offset + Offset(x, 0), piece.action) for line in lines for x, piece in line.places()
    ]
    body = explorer.query_one("#body").region.offset
    view = explorer.grid_of("view").region.offset
    if view == body:
        view += Offset(Letter.WIDTH + 1, 0)
    return {
        LIST: Target(body, "focus_half('list')"),
        VIEW: Target(view, "focus_half('view')"),
        FOOT: Target(explorer.query_one(Foot).region.offset, "source"),
        **dict(zip(OTHERS, pieces, strict=False)),
    }


class Letter(Static):
    WIDTH = 3
    DEFAULT_CSS = """
    Letter {
        position: absolute; width: 3; height: 1; background: $error; color: $background; text-style: bold;
        pointer: pointer;
    }
    """

    def __init__(self, letter: str, place: Offset) -> None:
        super().__init__(Content(f" {letter} "))
        self.letter = letter
        self.styles.offset = (place.x, place.y)


class JumpScreen(ModalScreen[str | None]):
    """Gives the letter that was pressed or clicked, None for anything else."""

    DEFAULT_CSS = """
    JumpScreen { background: $background 0%; }
    """

    def __init__(self, targets: Mapping[str, Target]) -> None:
        super().__init__()
        self._targets = targets
        self._width = 0

    def compose(self) -> ComposeResult:
        for letter, target in self._targets.items():
            yield Letter(letter, target.place)

    def on_key(self, event: events.Key) -> None:
        """Also a full-width one of an input method."""
        event.stop()
        letter = unicodedata.normalize("NFKC", event.character or "").lower()
        self.dismiss(letter if letter in self._targets else None)

    def on_click(self, event: events.Click) -> None:
        self.dismiss(event.widget.letter if isinstance(event.widget, Letter) else None)

    def on_resize(self, event: events.Resize) -> None:
        """The letters would stand in wrong places."""
        if self._width and self._width != event.size.width:
            self.dismiss(None)
        self._width = event.size.width
