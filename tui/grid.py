"""`Grid` shows any `db.view.View`: rows read in windows, a cursor on cells, leading columns that stay.

Only the lines on the screen are ever drawn (Textual's Line API): a view of ten million rows costs what a page costs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from db.errors import NianbaoError
from db.view import Cell, Row, RowKind, View
from tui.actions import Context, bindings
from tui.celltext import shown
from tui.chips import said_of_none
from tui.columns import GUTTER, Measures, Plan, frozen_count, is_title, natural_width, plan
from tui.drawing import Drawing, Styles, strip
from tui.fitting import cut
from tui.marks import mark_of
from tui.state import Place
from tui.window import RowWindow


class Grid(ScrollView, can_focus=True):
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

    _drawing: Drawing | None = None
    _styles: Styles | None = None

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

    @dataclass
    class Failed(Message):
        """Rows could not be read."""

        error: NianbaoError

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 -- Textual's name
        header: bool = True,
        whole_names: bool = False,
        marks_by: Callable[[Row], str] = mark_of,
    ) -> None:
        super().__init__(id=id)
        self._marks_by = marks_by
        self.view: View | None = None
        self._head = 1 if header else 0  # lines above the rows
        self._whole_names = whole_names
        self.marked: frozenset[str] = frozenset()
        self._row = self._column = self._left = 0
        self._drawn_for = (0, 0, 0)  # width, room, first column
        self._extent, self._room = Size(0, 0), 0
        self._clear_drawing()

    # What it shows

    def show(self, view: View, place: Place | None = None, rows: RowWindow | None = None) -> None:
        """Show a view with the cursor at this place, or at its first row; `rows` is its window if there is one."""
        self.view, self._rows = view, rows or RowWindow(view)
        self._columns = self._rows.columns
        self._measures = Measures(self._columns, whole_names=self._whole_names)
        self._clear_drawing()
        self.virtual_size = Size(0, self._rows.count + self._head)
        self.restore(place or Place())

    def restore(self, place: Place) -> None:
        """Take up a place in the view that is shown."""
        if self.view is None:
            return
        self._row = self._nearest(place.row, 1)
        self._column = min(place.column, max(len(self._columns) - 1, 0))
        self._left = place.left
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

    @property
    def wanted_width(self) -> int:
        """Cells that the first two columns would like to have, with the sign for more and the scrollbar."""
        self._planned()
        return natural_width(self._measures, 2) + 2

    def mark(self, marks: frozenset[str]) -> None:
        """Mark the rows of these marks."""
        self.marked = marks
        self.refresh()

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

    @property
    def _page(self) -> int:
        """Rows on the screen."""
        return max(self._extent.height - self._head, 1)

    def _measure_extent(self) -> None:
        """Asked once for a frame, not for each line: Textual looks the size up in its map of the screen."""
        self._extent = self.size
        self._room = self._extent.width - self.scrollbar_gutter.width  # the scrollbar stands over the last cells

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

    def _is_whole(self, column: int) -> bool:
        planned = self._planned()
        slot = planned.slot(column)
        return slot is not None and not (
            planned.more and slot is planned.slots[-1] and slot.text < self._measures.text[column]
        )

    def on_resize(self) -> None:
        self._measure_extent()
        if self.view is not None:
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

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self._measure_extent()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self._extent.width
        if self.view is None:
            return Strip.blank(width, self.rich_style)
        drawing = self._drawn()
        if y < self._head:
            scrolled = self._left > frozen_count(self._columns)
            return drawing.header(self.view.request.first("sort"), scrolled=scrolled)
        index = self.scroll_offset.y + y - self._head
        if index < self._rows.count:
            return self._draw_row(drawing, index)
        said = said_of_none(self.view.request) if not self._rows.count and y == 2 else ""
        return strip([Segment("  " + said, drawing.style("missing"))], width, drawing.style())

    def _draw_row(self, drawing: Drawing, index: int) -> Strip:
        row, at_cursor = self._rows[index], index == self._row
        return drawing.row(
            row,
            at_cursor=at_cursor,
            selected=self._column if at_cursor and self.has_focus else None,
            marked=bool(self.marked) and self._marks_by(row) in self.marked,
        )

    def _drawn(self) -> Drawing:
        """The columns as they fit now; rows that came into sight may have made one wider."""
        state = (self._extent.width, self._room, self._left)
        if self._drawing is None or self._rows.fresh or state != self._drawn_for:
            self._measure_fresh()
            self._drawn_for = state
            styles = self._styles = self._styles or Styles(self.rich_style, self.app.theme_variables)
            planned = plan(self._measures, self._room, self._left)
            self._drawing = Drawing(self._columns, self._measures, planned, self._room, self._extent.width, styles)
        return self._drawing

    def _planned(self) -> Plan:
        return self._drawn().plan

    def _measure_fresh(self) -> None:
        grown = [self._measures.take(rows) for rows in self._rows.fresh]
        self._rows.fresh.clear()
        if any(grown) and self._drawing is not None:
            self.call_next(self.refresh)
        if self._rows.error:
            self.post_message(self.Failed(self._rows.error))
            self._rows.error = None

    def _refresh_rows(self, *rows: int) -> None:
        for row in rows:
            self.refresh_line(row + self._head)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._clear_drawing()

    def _clear_drawing(self) -> None:
        self._drawing = self._styles = None
