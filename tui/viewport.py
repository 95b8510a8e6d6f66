"""A window on a view: rows are read as they come into sight, columns fitted into the room there is.

Only the lines on the screen are ever drawn (Textual's Line API): a view of ten million rows costs what a page costs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from db.errors import NianbaoError
from db.view import Row, View
from tui.cells import wrapped
from tui.chips import said_of_none
from tui.columns import Plan, frozen_count, natural_width, plan
from tui.drawing import Drawing, Styles, strip
from tui.marks import mark_of
from tui.window import RowWindow


class Viewport(ScrollView):
    """Shows what `take` gave it. Posts `Failed` when rows cannot be read."""

    _drawing: Drawing | None = None
    _styles: Styles | None = None

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
        self._left = 0  # the first unfrozen column on the screen
        self._drawn_for = (0, 0, 0)  # width, room, first column
        self._extent, self._room = Size(0, 0), 0
        self._clear_drawing()

    def take(self, view: View, rows: RowWindow) -> None:
        self.view, self._rows = view, rows
        self._columns = rows.columns
        self._measures = rows.measures
        self._measures.whole_names = self._whole_names
        self._clear_drawing()
        self.virtual_size = Size(0, rows.count + self._head)

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Row and column of the cell under the cursor, where there is one."""
        return None

    @property
    def wanted_width(self) -> int:
        """Cells that the first two columns would like to have, with the sign for more and the scrollbar."""
        self._planned()
        return natural_width(self._measures, 2) + 2

    def mark(self, marks: frozenset[str]) -> None:
        """Mark the rows of these marks."""
        self.marked = marks
        self.refresh()

    @property
    def _page(self) -> int:
        """Rows on the screen."""
        return max(self._extent.height - self._head, 1)

    def _measure_extent(self) -> None:
        """Asked once for a frame, not for each line: Textual looks the size up in its map of the screen."""
        self._extent = self.size
        self._room = self._extent.width - self.scrollbar_gutter.width  # the scrollbar stands over the last cells

    def _is_whole(self, column: int) -> bool:
        planned = self._planned()
        slot = planned.slot(column)
        return slot is not None and not (
            planned.more and slot is planned.slots[-1] and slot.text < self._measures.text[column]
        )

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
        told = [] if self._rows.count else wrapped(said_of_none(self.view.request), max(width - 4, 1))
        said = told[y - 2] if 0 <= y - 2 < len(told) else ""
        return strip([Segment("  " + said, drawing.style("missing"))], width, drawing.style())

    def _draw_row(self, drawing: Drawing, index: int) -> Strip:
        row, cursor = self._rows[index], self.cursor
        at_cursor = cursor is not None and index == cursor[0]
        return drawing.row(
            row,
            at_cursor=at_cursor,
            selected=cursor[1] if cursor and at_cursor and self.has_focus else None,
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
