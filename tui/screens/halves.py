"""The two halves of the explorer on the screen, a list and beside it a view: which has the focus, what has room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import DescendantFocus

from tui.chipline import ChipLine
from tui.foot import Foot, NoteLines
from tui.frame import KeyLine, PaneLine, Trail
from tui.grid import Grid
from tui.marking import MarkLine
from tui.screens.asking import Asking

LIST_LEAST, LIST_MOST, LIST_MOST_NARROW = 24, 36, 40  # width of the list: cells, percent
LOW = 30  # lines below which room is saved
NARROW = 100  # columns below which the list gives way to the view that is read


class Halves(Asking):
    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    Halves {
        background: $background;
        &:ansi { background: $background; color: $foreground; }
        #body { height: 1fr; }
        #list { width: 26%; background: $panel; scrollbar-background: $panel; scrollbar-color: $cursor-row; }
        PaneLine { margin-top: 1; }
        .-toured { tint: $primary 30%; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.half = "list"  # the one that has the focus, or had it last
        self._lines = (False, False)  # few lines on the screen, one of them typed in

    def compose(self) -> ComposeResult:
        yield Trail()
        yield PaneLine()
        yield ChipLine()
        with Horizontal(id="body"):
            yield Grid(id="list", whole_names=True)
            yield Grid(id="view")
        yield NoteLines()
        yield MarkLine()
        yield Foot()
        yield KeyLine()

    @property
    def grid(self) -> Grid:
        """The half that has the focus, or had it last."""
        return self.grid_of(self.half)

    def grid_of(self, half: str) -> Grid:
        return self.query_one(f"#{half}", Grid)

    # Focus

    def focus_on(self, half: str) -> None:
        self.half = half
        self.make_room()
        self.grid_of(half).focus()
        self.refresh_bindings()

    # Room

    def make_room(self) -> None:
        """On a narrow terminal the list is there only while one is in it."""
        self.grid_of("list").display = self.size.width >= self.narrow or self.half == "list"

    @property
    def narrow(self) -> int:
        """Columns below which the list gives way."""
        return NARROW

    def fit_lines(self, *, typing: bool = False) -> None:
        """Lines of the foot, one fewer while one types beside it; a free line above the panes where there is room."""
        low = self.size.height < LOW
        if (low, typing) != self._lines:
            self._lines = (low, typing)
            self.query_one(Foot).styles.height = (2 if low else 3) - typing
            self.query_one(PaneLine).styles.margin = (0 if low else 1, 0, 0, 0)

    def measure_anew(self) -> None:
        """Characters have another width than was thought when this was drawn."""
        for grid in self.query(Grid):
            if grid.view is not None:
                grid.show(grid.view, grid.place)
        for widget in self.query("*"):
            widget.refresh(layout=True)

    def fit_list(self) -> None:
        """The list is as wide as its names, within bounds, so that the view has the rest."""
        percent = LIST_MOST if self.size.width >= NARROW else LIST_MOST_NARROW
        most = max(self.size.width * percent // 100, LIST_LEAST)
        self.grid_of("list").styles.width = min(max(self.grid_of("list").wanted_width, LIST_LEAST), most)

    def on_resize(self) -> None:
        self.make_room()
        self.fit_lines(typing=bool(self.query("Field")))
        if self.grid_of("list").view is not None:
            self.fit_list()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        half = event.widget.id
        if isinstance(event.widget, Grid) and half and half != self.half:
            self.half = half
            self.make_room()
