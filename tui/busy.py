"""A line that says what is going on and how far it is."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.celltext import literal
from tui.fitting import cut

BAR = 24  # cells


class BusyLine(Static):
    """A bar of coloured cells (no glyph: those of bars are of ambiguous width), the steps done, what is worked on."""

    DEFAULT_CSS = """
    BusyLine { height: 1; width: 100%; }
    """

    what = ""
    done = of = 0

    def tell(self, what: str, done: int = 0, of: int = 0) -> None:
        """Without `of`, how long it will take is not known."""
        self.what, self.done, self.of = literal(what), done, of
        self.refresh()

    def render(self) -> Content:
        if not self.of:
            return Content(cut(self.what, max(self.content_size.width, 1)))
        full = round(BAR * self.done / self.of)
        steps = f" {self.done}/{self.of}  "
        room = max(self.content_size.width - BAR - cell_len(steps), 1)
        return Content.assemble(
            (" " * full, "on $primary"), (" " * (BAR - full), "on $cursor-row"), (steps, "$dim"), cut(self.what, room)
        )
