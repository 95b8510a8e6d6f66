"""The box over everything: what is typed is looked for as one types, enter goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.address import ViewRequest
from db.view import View, word
from tui.celltext import note_text
from tui.faults import as_fault, sentence
from tui.findable import found
from tui.grid import Grid
from tui.i18n import _
from tui.listing import line, listing
from tui.screens.sheet import Field
from tui.window import RowWindow

if TYPE_CHECKING:
    from db.errors import NianbaoError
    from tui.source import Source

EXAMPLES = (
    ("庆阳", word("part of a name")),
    ("hxzz", word("initials of the pinyin")),
    ("biyequxiang", word("pinyin, also a part of it")),
    ("环县职专", word("characters of a long name in this order")),
    ("落实率", word("an indicator")),
    ("庆阳 招生数", word("several words, in any order")),
    ("优质校", word("a title or list, and who has it")),
    ("4424", word("a figure as it is printed")),
    ("电梯", word("any word in tables and texts")),
)
FIRST_ROWS = 64
OPENING = 0.1  # seconds between looks whether the database is open


class FindScreen(ModalScreen[ViewRequest | None]):
    """Gives where the chosen row leads. What was found last is there again when it is opened with that text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "dismiss(None)", show=False),
        Binding("pageup", "page_list(-1)", show=False),
        Binding("pagedown", "page_list(1)", show=False),
    ]
    AUTO_FOCUS = "Field"
    DEFAULT_CSS = """
    FindScreen {
        align: center top;
        background: $background 60%;
        & > Vertical { width: 92%; max-width: 120; height: 92%; margin-top: 1; background: $panel; padding: 1 2; }
        .find--title { height: 1; color: $heading; text-style: bold; }
        Field { background: $background; margin: 1 0; }
        .find--said { height: auto; max-height: 2; color: $heading; }
        .find--hint { height: 1; color: $dim; margin-top: 1; }
        Grid { height: 1fr; scrollbar-background: $panel; scrollbar-color: $cursor-row; }
    }
    """

    @dataclass
    class Answered(Message):
        """What was found for a text, or why nothing could be."""

        text: str
        rows: RowWindow | None = None
        error: NianbaoError | None = None

    def __init__(self, source: Callable[[], Source | None], text: str = "") -> None:
        """`source` gives nothing while the database is being opened."""
        super().__init__()
        self._source, self._text = source, text
        self._answered = ""  # the text whose results are shown
        self._entered = False  # enter was pressed before they came

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("Find"))), classes="find--title")
            yield Field(self._text, placeholder=_(word("a name, its pinyin or initials, a figure, any text")))
            yield Static(classes="find--said")
            yield Grid(header=False)
            yield Static(Content(_(word("enter go there    up down choose    esc back"))), classes="find--hint")

    def on_mount(self) -> None:
        self.query_one(Field).select_all()
        self._show(_examples())

    @property
    def wanted(self) -> str:
        return self.query_one(Field).value.strip()

    def on_input_changed(self, _event: Input.Changed) -> None:
        self._entered = False
        self._ask()

    def _ask(self) -> None:
        """A newer question makes an older one void; none is asked before there is somebody to ask."""
        text, source = self.wanted, self._source()
        if not text:
            self._answered = ""
            self._show(_examples())
            return
        if source is None:
            self.set_timer(OPENING, self._ask)
            return

        def work() -> None:
            try:
                rows = RowWindow(found(source, ViewRequest("find", (text,))))
                rows.read(0, FIRST_ROWS)
                answer = self.Answered(text, rows)
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                answer = self.Answered(text, error=as_fault(error))
            self.post_message(answer)

        self.run_worker(work, thread=True, exclusive=True, group="find")

    def on_find_screen_answered(self, event: Answered) -> None:
        if event.text != self.wanted:
            return
        self._answered = event.text
        if event.rows is None:
            self._say(sentence(event.error) if event.error else "")
            return
        self._show(event.rows.view, event.rows)
        if self._entered:
            self._go()

    def _show(self, view: View, rows: RowWindow | None = None) -> None:
        self._say("\n".join(map(note_text, view.notes)))
        grid = self.query_one(Grid)
        grid.display = bool(view.count)
        grid.show(view, rows=rows)

    def _say(self, text: str) -> None:
        said = self.query_one(".find--said", Static)
        said.update(Content(text))
        said.display = bool(text)

    def on_input_submitted(self) -> None:
        if self.wanted == self._answered:
            self._go()
        else:
            self._entered = True

    def on_grid_activated(self, _event: Grid.Activated) -> None:
        self._go()

    def _go(self) -> None:
        """Where the row leads; an example is typed."""
        row = self.query_one(Grid).row
        if row is not None and not self.wanted:
            self.query_one(Field).value = row.key
            self.query_one(Field).focus()
        elif row is not None and row.target is not None and self.query_one(Grid).display:
            self.dismiss(row.target)

    def action_move_list(self, rows: int) -> None:
        self.query_one(Grid).action_move(rows, 0)

    def action_page_list(self, direction: int) -> None:
        self.query_one(Grid).action_page(direction)


def _examples() -> View:
    return listing(2, [line(text, text, _(meaning)) for text, meaning in EXAMPLES])
