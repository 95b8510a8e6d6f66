"""The lines around the grids: the way one came, the panes, the keys of the half that has the focus.

Each is one widget that draws itself, for what is on the first picture has to be there at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from db.view import word
from tui.celltext import literal
from tui.fitting import cut
from tui.i18n import _, translate
from tui.panes import PANES, Pane
from tui.signs import drawn


class Piece(NamedTuple):
    """Something in a line that can be clicked: what is drawn, and the action it stands for, of a node."""

    content: Content
    action: str
    node: DOMNode


class ActionLine(Static):
    """A line of pieces, two cells apart."""

    DEFAULT_CSS = """
    ActionLine { height: 1; width: 100%; pointer: pointer; }
    """
    GAP = 2

    @property
    def gap(self) -> int:
        return self.GAP

    def pieces(self) -> Sequence[Piece]:
        raise NotImplementedError

    def render(self) -> Content:
        return Content(" " * self.gap).join(piece.content for piece in self.pieces())

    def places(self) -> Iterator[tuple[int, Piece]]:
        """The pieces that can be clicked, each with the cell at which it begins."""
        x = 0
        for piece in self.pieces():
            if piece.action:
                yield x, piece
            x += piece.content.cell_length + self.gap

    def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for start, piece in self.places():
            if start <= x < start + piece.content.cell_length:
                self.call_later(self.app.run_action, piece.action, piece.node)


class Trail(ActionLine):
    """The name of the program and the names from the whole to what is shown; a click on one leads there."""

    GAP = 0
    PROGRAM = " 年报 "

    names: Sequence[str] = ()
    marked = 0  # how much is marked, to be said at the end of the line

    def show(self, names: Sequence[str]) -> None:
        self.names = [literal(name) for name in names]
        self.refresh()

    def show_marked(self, count: int) -> None:
        self.marked = count
        self.refresh()

    def pieces(self) -> Sequence[Piece]:
        """As many of the names above as there is room for; what is shown is named whole."""
        pieces = [
            Piece(Content.styled(self.PROGRAM, "bold $background on $error"), "", self.screen),
            Piece(Content("  "), "", self.screen),
        ]
        marked = translate(word("{n} marked, = compares"), n=self.marked) if self.marked else ""
        room = self.size.width - sum(piece.content.cell_length for piece in pieces) - 2
        room -= cell_len(marked) + 2 if marked else 0
        for number, name in enumerate(self.names[:-1]):
            text = cut(name + drawn(" › "), max(room, 0))
            pieces.append(Piece(Content.styled(text, "$dim"), f"trail({number})", self.screen))
            room -= cell_len(text)
        if marked and self.names:
            room -= cell_len(self.names[-1])
        pieces += [Piece(Content.styled(name, "bold"), "", self.screen) for name in self.names[-1:]]
        if marked:
            pieces.append(Piece(Content(" " * (max(room, 0) + 2)), "", self.screen))
            pieces.append(Piece(Content.styled(marked, "$heading"), "marks", self.screen))
        return pieces


class PaneLine(ActionLine):
    """The panes, and on the right what the database holds, where there is room for it."""

    chosen = PANES[0].id
    overview = ""

    def choose(self, pane: str) -> None:
        self.chosen = pane
        self.refresh()

    def say(self, overview: str) -> None:
        self.overview = overview
        self.refresh()

    def pieces(self) -> Sequence[Piece]:
        """Each with a margin around it; where there is no room for that, without."""
        margin = " " * (self.gap - 1)
        return [
            Piece(self._tab(pane.id, f"{margin}{_tab_name(pane)}{margin}"), pane.call, self.screen) for pane in PANES
        ]

    @property
    def gap(self) -> int:
        whole = sum(cell_len(_tab_name(pane)) + 2 + self.GAP for pane in PANES) - self.GAP
        return self.GAP if whole <= self.content_size.width else 1

    def _tab(self, pane: str, text: str) -> Content:
        return Content.styled(text, "bold $background on $primary" if pane == self.chosen else "$dim")

    def render(self) -> Content:
        line = super().render()
        free = self.content_size.width - line.cell_length - cell_len(self.overview) - 1
        return Content.assemble(line, (" " * free + self.overview, "$dim")) if free > 1 else line


def _tab_name(pane: Pane) -> str:
    return f"{pane.key} {_(pane.label)}"


class KeyLine(ActionLine):
    """The keys that the screen shows at its foot."""

    DEFAULT_CSS = """
    KeyLine { padding: 0 1; }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Key and what it does."""
        return [(str(a.binding.key_display), a.binding.description) for a in self._active()]

    def _active(self) -> list[ActiveBinding]:
        shown = [active for active in self.screen.active_bindings.values() if active.binding.show]
        return list({active.binding.action: active for active in reversed(shown)}.values())[::-1]

    def pieces(self) -> Sequence[Piece]:
        """As many as there is room for; the last one, the help, always stays."""
        pieces = [Piece(self._key(active.binding), active.binding.action, active.node) for active in self._active()]
        room = self.content_size.width + self.gap
        while len(pieces) > 1 and sum(piece.content.cell_length + self.gap for piece in pieces) > room:
            del pieces[-2]
        return pieces

    def _key(self, binding: Binding) -> Content:
        return Content.assemble((str(binding.key_display), "bold $primary"), (f" {binding.description}", "$dim"))
