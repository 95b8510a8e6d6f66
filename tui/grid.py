"""`Grid` shows any `db.view.View`: a cursor on its cells, by keys and by the mouse; leading columns stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message

from db.view import Cell, Row, RowKind, View
from tui.actions import Context, bindings
from tui.celltext import shown
from tui.columns import GUTTER, frozen_count, is_title
from tui.fitting import cut
from tui.state import Place
from tui.viewport import Viewport
from tui.window import RowWindow


class Grid(Viewport, can_focus=True):
    """A view with a cursor. Posts `CellChanged` when the cursor comes to a cell, `Activated` when one is entered."""

    ALLOW_SELECT = False
    BINDINGS = bindings(Context.GRID)
    DEFAULT_CSS = """
    Grid {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $panel;
        scrollbar-color-hover: $dim;
        scrollbar-color-active: $dim;
    }
    """

    @dataclass
    class CellChanged(Message):
        grid: Grid

        @property
        def control(self) -> Grid:
            return self.grid

    @dataclass
    class Activated(Message):
        grid: Grid

        @property
        def control(self) -> Grid:
            return self.grid

    @dataclass
    class TitleEntered(Message):
        """A heading was clicked, or one that is folded entered."""

        grid: Grid
        row: int

        @property
        def control(self) -> Grid:
            return self.grid

    @dataclass
    class HeadEntered(Message):
        """The name of a column was clicked."""

        grid: Grid
        column: int

        @property
        def control(self) -> Grid:
            return self.grid

    _row = _column = 0
    _taken_up = Place()

    # What it shows

    def show(self, view: View, place: Place | None = None, rows: RowWindow | None = None) -> None:
        """Show a view with the cursor at this place, or at its first row; `rows` is its window if there is one."""
        self.take(view, rows or RowWindow(view))
        self.restore(place or Place())

    def restore(self, place: Place) -> None:
        """Take up a place in the view that is shown."""
        if self.view is None:
            return
        self._row = self._nearest(place.row, 1)
        self._column = min(place.column, max(len(self._columns) - 1, 0))
        self._left = place.left
        self._taken_up = place._replace(row=self._row, column=self._column)
        self.scroll_to(y=place.top, animate=False, force=True)
        self._come_into_sight()
        self.refresh()
        self.post_message(self.CellChanged(self))

    def clear(self) -> None:
        self.view = None
        self.virtual_size = Size(0, 1)
        self.refresh()

    @property
    def place(self) -> Place:
        return Place(self._row, self._column, self.scroll_offset.y, self._left)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        if self.view is None or not 0 <= self._row < self._rows.count:
            return None
        return self._rows[self._row]

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        row = self.row
        return row.cells[self._column] if row and self._column < len(row.cells) else None

    @property
    def cursor(self) -> tuple[int, int]:
        return self._row, self._column

    @property
    def column(self) -> int:
        return self._column

    @property
    def is_cut(self) -> bool:
        """Whether the cell under the cursor is not shown whole."""
        return self.is_cut_in(self._column)

    def is_cut_in(self, column: int) -> bool:
        """Whether the cell of this column in the row under the cursor is not shown whole."""
        row = self.row
        if self.view is None or row is None or is_title(row) or column >= len(row.cells):
            return False
        slot = self._drawn().slot_of(row, column)
        indent = self._measures.indent(row) if column == 0 else 0
        text = shown(row.cells[column], self._columns[column]).whole
        return slot is None or cut(text, slot.text - indent) != text

    # The cursor

    def move_to(self, row: int, column: int, step: int = 1) -> None:
        """Put the cursor on a cell; where a heading stands, on the next row there is in the direction of `step`."""
        if self.view is None or not self._rows.count:
            return
        before = self.place
        self._row = self._nearest(min(max(row, 0), self._rows.count - 1), step)
        self._column = min(max(column, 0), len(self._columns) - 1)
        self._come_into_sight()
        if self.place == before:
            return
        if self._left != before.left:
            self.refresh()
        else:
            self._refresh_rows(before.row, self._row)
        self.post_message(self.CellChanged(self))
        self._read_ahead(step)

    def move_to_next(self, step: int, wanted: Callable[[Row], bool]) -> bool:
        """Put the cursor on the next such row in the direction of `step`; False if there is none."""
        index = self._row + step
        while self.view is not None and 0 <= index < self._rows.count:
            if wanted(self._rows[index]):
                self.move_to(index, self._column, step)
                return True
            index += step
        return False

    def action_move(self, rows: int, columns: int) -> None:
        self.move_to(self._row + rows, self._column + columns, 1 if rows >= 0 else -1)

    def action_page(self, direction: int) -> None:
        self.move_to(self._row + direction * max(self._page - 1, 1), self._column, direction)

    def action_top(self) -> None:
        self.move_to(0, self._column)

    def action_bottom(self) -> None:
        self.move_to(self.view.count if self.view else 0, self._column, -1)

    def action_activate(self) -> None:
        if self.row is not None:
            folded = self.row.kind is RowKind.FOLDED
            self.post_message(self.TitleEntered(self, self._row) if folded else self.Activated(self))

    def _nearest(self, index: int, step: int) -> int:
        """The row to be on for this one: itself, else the next in the direction of `step`, else in the other."""
        for direction in (step, -step):
            found = self._selectable(index, direction)
            if found is not None:
                return found
        return self._row

    def _selectable(self, index: int, step: int) -> int | None:
        """The first row from here on that is no heading."""
        while 0 <= index < self._rows.count:
            if self._rows[index].kind is not RowKind.HEADING:
                return index
            index += step
        return None

    def _read_ahead(self, step: int) -> None:
        """Read the next page while nobody waits for it."""
        first, last = sorted((self._row, self._row + 2 * self._page * step))
        if not (self._rows.has(first) and self._rows.has(last)):
            rows = self._rows
            self.call_after_refresh(lambda: rows.read(first, last + 1))

    def _come_into_sight(self) -> None:
        """Scroll so that the cell under the cursor is on the screen, with the headings right above it."""
        top = self.scroll_offset.y
        if self._row >= top + self._page:
            self.scroll_to(y=self._row - self._page + 1, animate=False, force=True)
        elif self._row <= top:
            self.scroll_to(y=self._with_headings(self._row), animate=False, force=True)
        self._bring_column()

    def _with_headings(self, row: int) -> int:
        while row > 0 and self._rows[row - 1].kind is RowKind.HEADING:
            row -= 1
        return max(row, self._row - self._page + 1)

    def _bring_column(self) -> None:
        if self.view is None or not self._extent.width:
            return
        frozen = frozen_count(self._columns)
        if self._column < frozen:
            return
        self._left = min(max(self._left, frozen), self._column)
        while self._left < self._column and not self._is_whole(self._column):
            self._left += 1

    def on_resize(self) -> None:
        self._measure_extent()
        if self.view is not None:
            if self.place[:2] == self._taken_up[:2]:  # the notes of a view come after it and change what room there is
                self.scroll_to(y=self._taken_up.top, animate=False, force=True)
            self._come_into_sight()
        self.refresh()  # what waits to be painted has the old size, and its edge would cut a Chinese character

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        if self.view is None:
            return
        if event.y < self._head:
            self._click_head(event.x)
            return
        row = self.scroll_offset.y + event.y - self._head
        column = self._planned().at(event.x)
        if row >= self._rows.count:
            return
        if is_title(self._rows[row]):
            self.post_message(self.TitleEntered(self, row))
        elif self._rows[row].kind is not RowKind.HEADING:
            self.move_to(row, self._column if column is None else column)
            if event.chain == 2:
                self.action_activate()

    def _click_head(self, x: int) -> None:
        """The signs at the ends lead to columns that are not on the screen."""
        planned, column = self._planned(), self._planned().at(x)
        if planned.more and x >= self._room - 1:
            following = range(planned.slots[-1].index, len(self._columns))
            self.move_to(self._row, next(i for i in following if not self._is_whole(i)))
        elif x < GUTTER and self._left > frozen_count(self._columns):
            self.move_to(self._row, self._left - 1)
        elif column is not None:
            self.post_message(self.HeadEntered(self, column))
