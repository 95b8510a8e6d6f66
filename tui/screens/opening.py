"""What stands over the explorer before there is a database: the wait for it, or why it cannot be used and what now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from db.errors import NianbaoError, UnusableError
from db.view import word
from tui.busy import BusyLine
from tui.celltext import literal
from tui.faults import sentence
from tui.grid import Grid
from tui.i18n import _, translate
from tui.listing import line, listing
from tui.screens.box import BOX

if TYPE_CHECKING:
    from db.meta import OwnReport


class Waiting(ModalScreen[bool]):
    """Gives True when the person does not want to wait."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+q,ctrl+c", "dismiss(True)", show=False)]
    DEFAULT_CSS = f"Waiting {{ {BOX} }}"

    def __init__(self) -> None:
        super().__init__()
        self._line = BusyLine()

    def tell(self, what: str, done: int = 0, of: int = 0) -> None:
        self._line.tell(what, done, of)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("One moment"))), classes="-title")
            yield self._line
            yield Static(Content(_(word("esc or q leaves; nothing is left half-written"))), classes="-hint")

    def close(self) -> None:
        self.dismiss(False)


class Trouble(ModalScreen[str | None]):
    """Gives what is to be done: `anew` (only of what can be set aside), `again`, or None to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+q,ctrl+c", "dismiss(None)", show=False)]
    AUTO_FOCUS = "Grid"
    DEFAULT_CSS = f"Trouble {{ {BOX} .-own {{ margin: 1 0; }} }}"

    def __init__(self, error: NianbaoError, own: Sequence[OwnReport] = ()) -> None:
        super().__init__()
        self._error, self._own = error, own

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("The database cannot be opened"))), classes="-title")
            yield Static(Content(literal(sentence(self._error))))
            yield Static(Content("\n".join(self._own_lines())), classes="-own")
            yield Grid(header=False)
            yield Static(Content(_(word("enter choose    esc leave"))), classes="-hint")

    def on_mount(self) -> None:
        anew = translate(word("build a new one from the bundled reports; the old one is kept"))
        choices = [line("anew", anew)] if isinstance(self._error, UnusableError) else []
        again, leave = _(word("try again")), _(word("leave; nothing is changed"))
        self.query_one(Grid).show(listing(1, [*choices, line("again", again), line("leave", leave)]))

    def on_grid_activated(self, event: Grid.Activated) -> None:
        row = event.grid.row
        self.dismiss(row.key if row and row.key != "leave" else None)

    def _own_lines(self) -> list[str]:
        """The reports that only the person has: after a new start they are to be loaded again."""
        if not self._own:
            return []
        head = _(word("Your own reports in it; L loads their files again:"))
        return [head, *(literal(f"  {report.file}  {report.title}") for report in self._own)]
