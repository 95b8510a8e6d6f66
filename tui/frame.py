"""What stands around the grids: the way one came at the top, the panes below it, the source of the cell at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.cells import wrapped
from tui.celltext import literal
from tui.fitting import cut
from tui.i18n import _
from tui.panes import PANES, Pane


class Trail(Static):
    """The name of the program and the names from the whole to what is shown."""

    DEFAULT_CSS = """
    Trail { height: 1; width: 100%; }
    """

    names: Sequence[str] = ()

    def show(self, names: Sequence[str]) -> None:
        self.names = [literal(name) for name in names]
        self.refresh()

    def render(self) -> Content:
        above = "".join(f"{name} › " for name in self.names[:-1])
        last = self.names[-1] if self.names else ""
        return Content.assemble(
            (" 年报 ", "bold $background on $error"),
            "  ",
            (cut(above, max(self.size.width - 10, 0)), "$dim"),
            (last, "bold"),
        )


class PaneTab(Static):
    """One pane in the line of panes."""

    DEFAULT_CSS = """
    PaneTab { width: auto; padding: 0 1; margin-right: 1; color: $dim; pointer: pointer; }
    PaneTab.-chosen { background: $primary; color: $background; text-style: bold; }
    """

    @dataclass
    class Chosen(Message):
        pane: str

    def __init__(self, pane: Pane) -> None:
        super().__init__(f"{pane.key} {_(pane.label)}", markup=False)
        self.pane = pane.id

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Chosen(self.pane))


class Overview(Static):
    """What the database holds, in the room that the panes leave: whole or not at all."""

    DEFAULT_CSS = """
    Overview { width: 1fr; text-align: right; color: $dim; padding-right: 1; }
    """

    text = ""

    def show(self, text: str) -> None:
        self.text = text
        self.refresh()

    def render(self) -> Content:
        return Content(self.text if cell_len(self.text) <= self.content_size.width else "")


class PaneLine(Horizontal):
    """The panes, and on the right what the database holds."""

    DEFAULT_CSS = """
    PaneLine { height: 1; }
    """

    def compose(self) -> ComposeResult:
        yield from (PaneTab(pane) for pane in PANES)
        yield Overview()

    def choose(self, pane: str) -> None:
        for tab in self.query(PaneTab):
            tab.set_class(tab.pane == pane, "-chosen")

    def say(self, overview: str) -> None:
        self.query_one(Overview).show(overview)


class NoteLines(Static):
    """What is to be said of the whole view: what is not loaded, how many of how many. One line each, two at most."""

    DEFAULT_CSS = """
    NoteLines { height: auto; color: $dim; padding: 0 2; display: none; }
    """
    MOST = 2

    notes: Sequence[str] = ()

    def show(self, notes: Sequence[str]) -> None:
        self.notes = notes
        self.display = bool(notes)
        self.refresh(layout=True)

    def render(self) -> Content:
        width = max(self.content_size.width, 1)
        return Content("\n".join(cut(literal(note), width) for note in self.notes[: self.MOST]))


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of the foot: what it is (a word of the interface), and the text."""

    label: str
    text: str
    tone: str = "$heading"


class Foot(Static):
    """Where the cell under the cursor was printed, remarks on it, and what was just done."""

    DEFAULT_CSS = """
    Foot { height: 3; background: $panel; padding: 0 1; }
    """

    remarks: Sequence[Remark] = ()
    said: Remark | None = None

    def show(self, remarks: Sequence[Remark]) -> None:
        """Remarks on the cell, the most important first."""
        self.remarks = remarks
        self.refresh()

    def say(self, text: str, *, fault: bool = False) -> None:
        """What was done or why it cannot be; stands until the cursor moves."""
        label = _("Fault") if fault else _("Done")
        self.said = Remark(label, text, "$error" if fault else "$primary") if text else None
        self.refresh()

    @property
    def shown(self) -> list[Remark]:
        """The remarks there is room for; the message takes the place of the last one."""
        room = max(self.size.height, 1)
        if self.said is None:
            return list(self.remarks[:room])
        return [*self.remarks[: room - 1], self.said]

    def render(self) -> Content:
        shown = self.shown
        spare = max(self.size.height - len(shown), 0)
        lines: list[Content] = []
        for remark in shown:
            laid = self._laid_out(remark, 1 + spare)
            spare -= len(laid) - 1
            lines += laid
        return Content("\n").join(lines)

    def _laid_out(self, remark: Remark, most: int) -> list[Content]:
        """A remark on as many lines as it needs and may have; what is over is cut with a mark."""
        indent = cell_len(remark.label) + 2
        width = max(self.content_size.width - indent, 1)
        text = literal(remark.text)
        lines = wrapped(text, width) if most > 1 else [text]
        if len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        lead = Content.assemble((remark.label, remark.tone), "  ")
        return [
            Content.assemble(Content(" " * indent) if i else lead, cut(line, width)) for i, line in enumerate(lines)
        ]
