"""What is said below the grids: remarks on the whole view, and at the foot those on the cell under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tui.cells import wrapped
from tui.celltext import literal
from tui.fitting import cut
from tui.i18n import _


class NoteLines(Static):
    """What is to be said of the whole view: what is not loaded, how many of how many. Two lines at most."""

    DEFAULT_CSS = """
    NoteLines { height: auto; color: $dim; padding: 0 2; display: none; }
    """
    MOST = 2
    BETWEEN = "    "

    notes: Sequence[str] = ()

    def show(self, notes: Sequence[str]) -> None:
        self.notes = notes
        self.display = bool(notes)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        return len(self._lines(width))

    def render(self) -> Content:
        width = max(self.content_size.width, 1)
        return Content("\n".join(cut(line, width) for line in self._lines(width)))

    def _lines(self, width: int) -> list[str]:
        """Short notes stand beside each other."""
        lines: list[str] = []
        for note in map(literal, self.notes):
            if lines and cell_len(lines[-1] + self.BETWEEN + note) <= width:
                lines[-1] += self.BETWEEN + note
            else:
                lines.append(note)
        return lines[: self.MOST]


class Remark(NamedTuple):
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
        """What was done, or why it cannot be; it stands until the cursor moves."""
        before = self.said
        label = _("Fault") if fault else _("Message")
        self.said = Remark(label, text, "$error" if fault else "$primary") if text else None
        if self.said != before:
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
