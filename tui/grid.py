"""`Grid` shows any `db.view.View`: rows read in windows, a cursor on cells, leading columns that stay.

Only the lines on the screen are ever drawn (Textual's Line API): a view of ten million rows costs what a page costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from db.errors import NianbaoError
from db.view import Cell, ColumnKind, Row, RowKind, View, word
from tui.actions import Context, bindings
from tui.celltext import heading, shown
from tui.columns import Measures, Plan, Slot, frozen_count, is_title, natural_width, plan
from tui.fitting import cut, fitted
from tui.i18n import _
from tui.state import Place
from tui.window import RowWindow

CURSOR_SIGN, MARK_SIGN, MORE_SIGN, LESS_SIGN = "›", "*", "›", "‹"
EMPTY = word("Nothing to show.")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by their names in the theme; empty ones are those of what is below."""

    ink: str = ""
    ground: str = ""
    bold: bool | None = None

    def style(self, colours: Mapping[str, str]) -> Style:
        return Style(color=colours.get(self.ink), bgcolor=colours.get(self.ground), bold=self.bold)


LOOKS = {
    "header": Look("heading", bold=True),
    "heading": Look("dim", bold=True),
    "total": Look(bold=True),
    "computed": Look("computed"),
    "missing": Look("dim"),
    "link": Look("primary"),
    "suffix": Look("dim"),
    "finding": Look("error", bold=True),
    "sign": Look("primary", bold=True),
    "bar": Look(ground="primary"),
    "row": Look(ground="cursor-row"),
    "cell": Look("background", "primary", bold=True),
}
"""Of the parts of a grid. Parts with names in CSS (component classes) would cost a tenth of the first picture."""


class PlainScrollBar(ScrollBarRender):
    """Without the block glyphs of fine movement, whose width is ambiguous."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


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
    class Failed(Message):
        """Rows could not be read."""

        error: NianbaoError

    def __init__(self, *, id: str | None = None, header: bool = True, whole_names: bool = False) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.view: View | None = None
        self._head = 1 if header else 0  # lines above the rows
        self._whole_names = whole_names
        self.marked: frozenset[str] = frozenset()
        self._row = self._column = self._left = 0
        self._planned_for = (0, 0)  # room, first column
        self._extent, self._room = Size(0, 0), 0
        self._clear_plan()

    def _clear_plan(self) -> None:
        self._plan: Plan | None = None
        self._styles_cached: dict[tuple[str, ...], Style] = {}

    # What it shows

    def show(self, view: View, place: Place | None = None, rows: RowWindow | None = None) -> None:
        """Show a view with the cursor at this place, or at its first row; `rows` is its window if there is one."""
        self.view, self._rows = view, rows or RowWindow(view)
        self._columns = self._rows.columns
        self._measures = Measures(self._columns, whole_names=self._whole_names)
        self._clear_plan()
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
        row, cell = self.row, self.cell
        if self.view is None or row is None or cell is None:
            return False
        slot = self._planned().slot(self._column)
        indent = self._measures.indent(row) if self._column == 0 else 0
        text = shown(cell, self._columns[self._column]).text
        return slot is None or cut(text, slot.text - indent) != text

    @property
    def wanted_width(self) -> int:
        """Cells that the first two columns would like to have, with the sign for more and the scrollbar."""
        self._planned()
        return natural_width(self._measures, 2) + 2

    def mark(self, names: frozenset[str]) -> None:
        """Mark the rows that lead to these names."""
        self.marked = names
        self.refresh()

    def refresh_words(self) -> None:
        """Measure and draw anew: the language or the theme is another."""
        self._clear_plan()
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
            self.post_message(self.Activated(self))

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
        self._plan = None
        if self.view is not None:
            self._come_into_sight()

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        if event.y < self._head or self.view is None:
            return
        row = self.scroll_offset.y + event.y - self._head
        column = self._planned().at(event.x)
        if row < self._rows.count and self._rows[row].kind is not RowKind.HEADING:
            self.move_to(row, self._column if column is None else column)
            if event.chain == 2:
                self.action_activate()

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self._measure_extent()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self._extent.width
        if self.view is None:
            return Strip.blank(width, self.rich_style)
        if y < self._head:
            return self._header_line(width)
        index = self.scroll_offset.y + y - self._head
        if index < self._rows.count:
            return self._row_line(self._rows[index], index == self._row, width)
        said = _(EMPTY) if not self._rows.count and y == 2 else ""
        return _strip([Segment("  " + said, self._style("missing"))], width, self._style())

    def _planned(self) -> Plan:
        """The columns as they fit; rows that came into sight may have made one wider."""
        if not self._plan or self._rows.fresh or self._planned_for != (self._room, self._left):
            self._measure_fresh()
            self._planned_for = (self._room, self._left)
            self._plan = plan(self._measures, self._room, self._left)
        return self._plan

    def _measure_fresh(self) -> None:
        grown = [self._measures.take(rows) for rows in self._rows.fresh]
        self._rows.fresh.clear()
        if any(grown) and self._plan:
            self.call_next(self.refresh)
        if self._rows.error:
            self.post_message(self.Failed(self._rows.error))
            self._rows.error = None

    def _refresh_rows(self, *rows: int) -> None:
        for row in rows:
            self.refresh_line(row + self._head)

    def _style(self, *names: str) -> Style:
        """Styles of the parts put over each other, the last on top."""
        if names not in self._styles_cached:
            style = self.rich_style
            for name in names:
                style += LOOKS[name].style(self.app.theme_variables)
            self._styles_cached[names] = style
        return self._styles_cached[names]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_cached.clear()

    def _header_line(self, width: int) -> Strip:
        planned, style = self._planned(), self._style("header")
        less = LESS_SIGN if self._left > frozen_count(self._columns) else " "
        pieces = [Segment(less + " ", style)]
        x = 2
        for slot in planned.slots:
            column = self._columns[slot.index]
            text = fitted(heading(column), slot.text, column.kind is ColumnKind.NUMBER)
            piece = " " * (slot.x - x) + text + self._sort_sign(column.id)
            pieces.append(Segment(piece, style))
            x = slot.x + slot.text + 1
        strip = _strip(pieces, self._room, style)
        if planned.more:
            strip = _strip([*strip.crop(0, self._room - 1), Segment(MORE_SIGN, style)], self._room, style)
        return strip.adjust_cell_length(width, style)

    def _sort_sign(self, column_id: str) -> str:
        sort = self.view.request.first("sort") if self.view else ""
        return "^" if sort == column_id else "v" if sort == f"-{column_id}" else " "

    def _row_line(self, row: Row, at_cursor: bool, width: int) -> Strip:
        base = ("row",) if at_cursor else ()
        if row.kind is not RowKind.DATA:
            base = (*base, row.kind.value)
        if is_title(row) and row.cells:
            text = " " * (self._measures.indent(row) + 2) + shown(row.cells[0], self._columns[0]).text
            return _strip([Segment(cut(text, self._room), self._style(*base))], width, self._style(*base))
        pieces = [Segment((CURSOR_SIGN if at_cursor else " ") + self._mark_sign(row), self._style(*base, "sign"))]
        x = 2
        for slot in self._planned().slots:
            pieces.append(Segment(" " * (slot.x - x), self._style(*base)))
            cell = row.cells[slot.index] if slot.index < len(row.cells) else Cell()
            selected = at_cursor and self.has_focus and slot.index == self._column
            pieces += self._cell_pieces(cell, slot, row, (*base, "cell") if selected else base)
            x = slot.x + slot.width
        return _strip(pieces, width, self._style(*base))

    def _mark_sign(self, row: Row) -> str:
        target = row.target
        return (
            MARK_SIGN
            if target and target.kind == "region" and target.names[:1] and target.names[0] in self.marked
            else " "
        )

    def _cell_pieces(self, cell: Cell, slot: Slot, row: Row, base: tuple[str, ...]) -> list[Segment]:
        column = self._columns[slot.index]
        if column.kind is ColumnKind.BAR:
            return self._bar_pieces(cell, slot, base)
        said = shown(cell, column)
        right = column.kind is ColumnKind.NUMBER
        indent = " " * self._measures.indent(row) if slot.index == 0 else ""
        after = self._measures.after_point(slot.index, said.text) if right else 0
        text = fitted(indent + said.text, slot.text - after, right) + " " * after
        tone = said.tone or ("link" if cell.target and cell.target != row.target else "")
        toned = base if "cell" in base or not tone else (*base, tone)
        pieces = [Segment(fitted(text, slot.text, right), self._style(*toned))]
        if slot.suffix:
            pieces += self._suffix_pieces(fitted(said.suffix, slot.suffix), base)
        return pieces

    def _suffix_pieces(self, text: str, base: tuple[str, ...]) -> list[Segment]:
        """The marks; that of a finding has its own colour."""
        if "cell" in base:
            return [Segment(" " + text, self._style(*base))]
        before, finding, after = text.partition("!")
        pieces = [Segment(" " + before, self._style(*base, "suffix"))]
        return [*pieces, Segment(finding, self._style(*base, "finding")), Segment(after, self._style(*base))]

    def _bar_pieces(self, cell: Cell, slot: Slot, base: tuple[str, ...]) -> list[Segment]:
        """A bar of coloured cells: no glyph, for those of bars are of ambiguous width."""
        share = min(max(float(cell.value), 0.0), 1.0) if isinstance(cell.value, int | float) else 0.0
        filled = max(round(share * slot.text), 1) if share else 0
        said = fitted(shown(cell, self._columns[slot.index]).text, slot.width - filled)
        return [Segment(" " * filled, self._style(*base, "bar")), Segment(said, self._style(*base, "missing"))]


def _strip(pieces: list[Segment], width: int, style: Style) -> Strip:
    """Exactly `width` cells."""
    return Strip([p for p in pieces if p.text]).adjust_cell_length(width, style)
