"""How a line of a grid is drawn: the header, a title over rows, a row cell by cell; always exactly as wide as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from db.view import Cell, Column, ColumnKind, Row, RowKind
from tui.bars import laid
from tui.celltext import GLOSS_GAP, Shown, heading, shown
from tui.columns import GUTTER, Measures, Plan, Slot, frozen_count, is_title
from tui.fitting import around, cut, fitted, shortened, told_apart
from tui.signs import drawn

CURSOR_SIGN, MARK_SIGN, MORE_SIGN, LESS_SIGN = "›", "*", "›", "‹"
FOLDED_SIGN = "+"
GLOSS_LEAST = 6  # cells: of a gloss less than that is not worth the reading


class Look(NamedTuple):
    """Colours by their names in the theme; empty ones are those of what is below."""

    ink: str = ""
    ground: str = ""
    bold: bool | None = None

    def style(self, colours: Mapping[str, str]) -> Style:
        ink, ground = _colour(colours.get(self.ink)), _colour(colours.get(self.ground))
        return Style(color=ink, bgcolor=ground, bold=self.bold)


def _colour(name: str | None) -> str | RichColor | None:
    """Those of the sixteen of a terminal have other names in rich than in Textual."""
    return Color.parse(name).rich_color if name and name.startswith("ansi_") else name


LOOKS = {
    "header": Look("heading", bold=True),
    "heading": Look("dim", bold=True),
    "folded": Look("dim", bold=True),
    "total": Look(bold=True),
    "computed": Look("computed"),
    "missing": Look("dim"),
    "gloss": Look("dim"),
    "link": Look("primary"),
    "hit": Look("heading", bold=True),
    "suffix": Look("dim"),
    "finding": Look("error", bold=True),
    "sign": Look("primary", bold=True),
    "bar": Look("background", "primary"),
    "trend": Look("primary"),
    "row": Look(ground="cursor-row"),
    "cell": Look("background", "primary", bold=True),
}
"""Of the parts of a grid. Parts with names in CSS (component classes) would cost a tenth of the first picture."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Looks put over each other, the last on top."""

    base: Style
    colours: Mapping[str, str]
    made: dict[tuple[str, ...], Style] = field(default_factory=dict)

    def __call__(self, *names: str) -> Style:
        if names not in self.made:
            style = self.base
            for name in names:
                style += LOOKS[name].style(self.colours)
            self.made[names] = style
        return self.made[names]


class Drawing(NamedTuple):
    """Draws the columns of a plan in `room` of the `width` cells of a line; the rest is under the scrollbar."""

    columns: Sequence[Column]
    measures: Measures
    plan: Plan
    room: int
    width: int
    style: Styles

    def header(self, sort: str, *, scrolled: bool) -> Strip:
        """Names of the columns, with signs for the order and for columns that are not on the screen."""
        style = self.style("header")
        pieces = [Segment((drawn(LESS_SIGN) if scrolled else " ") + " ", style)]
        x = GUTTER
        for slot in self.plan.slots:
            column = self.columns[slot.index]
            text = cut(heading(column), slot.width)  # over the marks, too, where it needs that
            text = fitted(text, max(slot.text, cell_len(text)), column.kind is ColumnKind.NUMBER)
            pieces.append(Segment(" " * (slot.x - x) + text + sort_sign(column.id, sort), style))
            x = slot.x + cell_len(text) + 1
        line = strip(pieces, self.room, style)
        if self.plan.more:
            line = strip([*line.crop(0, self.room - 1), Segment(drawn(MORE_SIGN), style)], self.room, style)
        return line.adjust_cell_length(self.width, style)

    def row(self, row: Row, *, at_cursor: bool, selected: int | None, marked: bool) -> Strip:
        """`selected` is the column of the cell under the cursor, None when the grid is not the one in use."""
        base = ("row",) if at_cursor else ()
        if row.kind is not RowKind.DATA:
            base = (*base, row.kind.value)
        if is_title(row) and row.cells:
            return self._title(row, base if selected is None else (*base, "cell"), at_cursor=at_cursor)
        signs = (drawn(CURSOR_SIGN) if at_cursor else " ") + (MARK_SIGN if marked else " ")
        pieces = [Segment(signs, self.style(*base, "sign"))]
        x = GUTTER
        for position, planned in enumerate(self.plan.slots):
            if planned.x < x:  # a text before it runs on over it
                continue
            slot = self.room_of(row, position, selected)
            pieces.append(Segment(" " * (slot.x - x), self.style(*base)))
            pieces += self._cell(row, slot, (*base, "cell") if slot.index == selected else base)
            x = slot.x + slot.width
        return strip(pieces, self.width, self.style(*base))

    def slot_of(self, row: Row, index: int) -> Slot | None:
        """Where the cell of this column stands in a row, None when it is not on the screen."""
        position = next((i for i, slot in enumerate(self.plan.slots) if slot.index == index), None)
        return None if position is None else self.room_of(row, position, index)

    def room_of(self, row: Row, position: int, selected: int | None) -> Slot:
        """The slot of a cell, by its place in the plan; a long text runs on over empty cells to the right of it."""
        slot = self.plan.slots[position]
        following = self.plan.slots[position + 1 :]
        text = self.columns[slot.index].kind is ColumnKind.TEXT and slot.index < len(row.cells)
        if not text or not following or not _is_empty(row, following[0].index):
            return slot
        said = shown(row.cells[slot.index], self.columns[slot.index])
        wanted = cell_len(said.whole) + (self.measures.indent(row) if slot.index == 0 else 0)
        for free in following:
            if said.suffix or slot.text >= wanted or free.index == selected or not _is_empty(row, free.index):
                break
            slot = Slot(slot.index, slot.x, free.x + free.width - slot.x, 0)
        return slot

    def _title(self, row: Row, base: tuple[str, ...], *, at_cursor: bool) -> Strip:
        """Where the cursor's sign and the mark stand, one that is folded says so."""
        sign = FOLDED_SIGN if row.kind is RowKind.FOLDED else " "
        signs = ((drawn(CURSOR_SIGN) if at_cursor else " ") + sign)[:GUTTER].ljust(GUTTER)
        text = signs + " " * self.measures.indent(row) + shown(row.cells[0], self.columns[0]).whole
        return strip([Segment(cut(text, self.room), self.style(*base))], self.width, self.style(*base))

    def _cell(self, row: Row, slot: Slot, base: tuple[str, ...]) -> list[Segment]:
        cell, column = row.cells[slot.index] if slot.index < len(row.cells) else Cell(), self.columns[slot.index]
        if column.kind is ColumnKind.BAR:
            return self._bar(cell, slot, base)
        said = shown(cell, column)
        tone = said.tone or ("link" if cell.target and cell.target != row.target else "")
        toned = base if "cell" in base or not tone else (*base, tone)
        if column.kind is ColumnKind.NUMBER:
            pieces = [Segment(self._number(said.text, slot, row), self.style(*toned))]
        else:
            pieces = self._text(row, said, slot, base, toned)
        return pieces + self._suffix(fitted(said.suffix, slot.suffix), base) if slot.suffix else pieces

    def _number(self, text: str, slot: Slot, row: Row) -> str:
        """On the right, with the point below those of the same unit."""
        after = self.measures.after_point(slot.index, text, row)
        return fitted(fitted(text, slot.text - after, right=True) + " " * after, slot.text, right=True)

    def _text(self, row: Row, said: Shown, slot: Slot, base: tuple[str, ...], toned: tuple[str, ...]) -> list[Segment]:
        """A text, and its gloss in what that leaves of the slot. Of a name that is too long both ends are shown."""
        indent = " " * self.measures.indent(row) if slot.index == 0 else ""
        text = indent + self._cut(said, slot.index, slot.text - len(indent))
        pieces = self._with_hit(text, said.hit, toned)
        rest = slot.text - cell_len(text)
        room = rest - len(GLOSS_GAP)
        if not said.gloss or room < min(GLOSS_LEAST, cell_len(said.gloss)):
            return [*pieces, Segment(" " * rest, self.style(*toned))]
        beside = base if "cell" in base else (*base, "gloss")
        gloss = GLOSS_GAP + fitted(said.gloss, room)
        return [*pieces, Segment(gloss, self.style(*beside))]

    def _cut(self, said: Shown, index: int, width: int) -> str:
        """What was looked for stays in sight; of a name, both ends, and what tells it from the others."""
        if said.hit:
            return around(said.text, said.hit, width)
        if cell_len(said.text) <= width:
            return said.text
        shorten = shortened if self._is_name(said.text, index) else cut
        return told_apart(said.text, width, self.measures.long_names(index, width), shorten)

    def _with_hit(self, text: str, hit: str, toned: tuple[str, ...]) -> list[Segment]:
        """What was looked for stands out, but where the cursor does."""
        style = self.style(*toned)
        if not hit or hit not in text or "cell" in toned:
            return [Segment(text, style)]
        before, _, after = text.partition(hit)
        return [Segment(before, style), Segment(hit, self.style(*toned, "hit")), Segment(after, style)]

    def _is_name(self, text: str, index: int) -> bool:
        """Whether a text names its row, and is no sentence."""
        return index < frozen_count(self.columns) and _PUNCTUATION.isdisjoint(text)

    def _suffix(self, text: str, base: tuple[str, ...]) -> list[Segment]:
        """The marks; that of a finding has its own colour."""
        if "cell" in base:
            return [Segment(" " + text, self.style(*base))]
        before, finding, after = text.partition("!")
        pieces = [Segment(" " + before, self.style(*base, "suffix"))]
        return [*pieces, Segment(finding, self.style(*base, "finding")), Segment(after, self.style(*base))]

    def _bar(self, cell: Cell, slot: Slot, base: tuple[str, ...]) -> list[Segment]:
        """A bar of coloured cells: no glyph, for those of bars are of ambiguous width. It is seen in any colour."""
        bar = laid(cell.number, self.columns[slot.index].span, slot.text)
        before, after = bar.beside(slot.width)
        filled = Segment(bar.fill(signed="cell" in base), self.style(*base, "bar"))
        return [Segment(before, self.style(*base, "missing")), filled, Segment(after, self.style(*base, "missing"))]


_PUNCTUATION = frozenset("，。；：！？:;")


def _is_empty(row: Row, index: int) -> bool:
    """Nothing stands in this cell of the row, not even a word for what is missing."""
    cell = row.cells[index] if index < len(row.cells) else Cell()
    return not (cell.text or cell.word or cell.mark or cell.status or cell.points or cell.value not in (None, ""))


def sort_sign(column_id: str, sort: str) -> str:
    return {column_id: "^", f"-{column_id}": "v"}.get(sort, " ")


def strip(pieces: Sequence[Segment], width: int, style: Style) -> Strip:
    """Exactly `width` cells."""
    return Strip([piece for piece in pieces if piece.text]).adjust_cell_length(width, style)
