"""Where the columns of a view stand on the screen: how wide their content is, and which of them fit.

All numbers are cells. A number keeps its width; long texts give way first, and what still does not fit is scrolled to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from db.view import Column, ColumnKind, Row, RowKind
from tui.celltext import Shown, decimals, heading, shown

GUTTER = 2  # before the first column: the cursor's sign and the mark
GAP = 2  # between columns
INDENT = 2  # for each depth, in the first column
TEXT_LEAST, TEXT_MOST = 16, 60  # between these, texts are cut so that all columns fit
TEXT_GOOD = 24  # with less, columns at the end are scrolled to instead
TEXT_WIDE = 10  # such columns: at least that wide
TEXT_SCROLLED = 32  # a text is no wider where the columns do not fit anyway
GLOSS_ROOM = 84  # from so many cells on, glosses get something though columns are scrolled to for it:
GLOSS_GOOD, GLOSSED_MOST = 14, 44  # cells after the longest name; together with the name
PIECE_LEAST = 8  # a text column that is cut by the edge is shown from this width on
BAR_LEAST, BAR_MOST = 12, 48


@dataclass(frozen=True, slots=True)
class Slot:
    """Column `index` of the view begins at cell `x`; its text fills `text` cells, its marks `suffix` after a space."""

    index: int
    x: int
    text: int
    suffix: int

    @property
    def width(self) -> int:
        return self.text + (self.suffix + 1 if self.suffix else 0)


class Measures:
    """Widest content of each column among the rows seen; it only grows."""

    def __init__(self, columns: Sequence[Column], *, whole_names: bool = False) -> None:
        self.columns = columns
        self.whole_names = whole_names  # frozen columns are not cut for others to fit
        self.text = [max(cell_len(heading(c)), c.width, BAR_LEAST if c.kind is ColumnKind.BAR else 1) for c in columns]
        self.glossed = [0] * len(columns)  # cells of the widest text that has a gloss, 0 where there is none
        self.with_gloss = [0] * len(columns)  # of the widest together with its gloss
        self.suffix = [0] * len(columns)
        self.grouped = False  # titles stand over the rows
        self._unit = next((i for i, c in enumerate(columns) if c.id == "unit"), None)
        self._decimals: dict[tuple[int, str], int] = {}  # most cells from the point on, by column and unit
        self._before_point: dict[tuple[int, str], int] = {}

    def take(self, rows: Iterable[Row]) -> bool:
        """Take rows into account; True when a column has become wider."""
        before = (list(self.text), list(self.suffix), list(self.with_gloss), dict(self._decimals))
        for row in rows:
            self._take_row(row)
        return before != (self.text, self.suffix, self.with_gloss, self._decimals)

    def _take_row(self, row: Row) -> None:
        if is_title(row):
            self.grouped = True
            return
        for index, (cell, column) in enumerate(zip(row.cells, self.columns, strict=False)):
            if column.kind is not ColumnKind.BAR:
                said = shown(cell, column)
                if column.kind is ColumnKind.NUMBER:
                    self._widen_number(index, said.text, self._unit_of(row))
                else:
                    self._widen(index, said, self.indent(row) if index == 0 else 0)
                if said.suffix:
                    self.suffix[index] = max(self.suffix[index], cell_len(said.suffix))

    def _widen(self, index: int, said: Shown, indent: int) -> None:
        width = cell_len(said.text) + indent
        self.text[index] = max(self.text[index], width)
        if said.gloss:
            self.glossed[index] = max(self.glossed[index], width)
            self.with_gloss[index] = max(self.with_gloss[index], cell_len(said.whole) + indent)

    def _widen_number(self, index: int, text: str, unit: str) -> None:
        after, key = decimals(text), (index, unit)
        self._decimals[key] = max(self._decimals.get(key, 0), after)
        self._before_point[key] = max(self._before_point.get(key, 0), cell_len(text) - after)
        self.text[index] = max(self.text[index], self._before_point[key] + self._decimals[key])

    def _unit_of(self, row: Row) -> str:
        return row.cells[self._unit].text if self._unit is not None and self._unit < len(row.cells) else ""

    def indent(self, row: Row) -> int:
        """Cells before the first text of a row; what stands below a title stands one step in."""
        return (row.depth + (self.grouped and not is_title(row))) * INDENT

    def after_point(self, index: int, text: str, row: Row) -> int:
        """Cells to leave free on the right of this number: points stand below each other, among those of one unit."""
        if self.columns[index].kind is not ColumnKind.NUMBER or not text[-1:].isdigit():
            return 0
        return self._decimals.get((index, self._unit_of(row)), 0) - decimals(text)

    def width(self, index: int) -> int:
        return self.text[index] + (self.suffix[index] + 1 if self.suffix[index] else 0)


def is_title(row: Row) -> bool:
    """A heading of one text, which may run over all columns."""
    heading = row.kind in (RowKind.HEADING, RowKind.FOLDED)
    return heading and not any(c.text or c.word or c.status for c in row.cells[1:])


class Plan(NamedTuple):
    """The columns on the screen, and whether more follow to the right."""

    slots: tuple[Slot, ...]
    more: bool

    def slot(self, index: int) -> Slot | None:
        return next((s for s in self.slots if s.index == index), None)

    def at(self, x: int) -> int | None:
        """The column that covers this cell of the screen."""
        return next((s.index for s in reversed(self.slots) if s.x <= x), self.slots[0].index if self.slots else None)


def frozen_count(columns: Sequence[Column]) -> int:
    """How many leading columns stay when one scrolls: those that say so, else the first."""
    count = next((i for i, c in enumerate(columns) if not c.frozen), len(columns))
    return count or min(1, len(columns))


def plan(measures: Measures, room: int, left: int = 0) -> Plan:
    """Place the columns in `room` cells; `left` is the first unfrozen column shown, 0 if one has not gone there yet."""
    columns = measures.columns
    frozen = frozen_count(columns)
    texts = _with_glosses(measures, _text_widths(measures, room - GUTTER, at_names=left < frozen), room - GUTTER)
    slots: list[Slot] = []
    x = GUTTER
    for index in (*range(frozen), *range(max(left, frozen), len(columns))):
        slot = Slot(index, x, texts[index], measures.suffix[index])
        if x + slot.width > room:
            wanted = index < frozen or (index == left and len(slots) == frozen)
            slot = _squeezed(slot, columns[index], room, wanted=wanted)
            return Plan((*slots, slot) if slot.text > 0 else tuple(slots), more=True)
        slots.append(slot)
        x += slot.width + GAP
    return Plan(tuple(slots), more=False)


def natural_width(measures: Measures, count: int) -> int:
    """Cells that the first columns would like to have."""
    columns = range(min(count, len(measures.columns)))
    widths = [measures.width(i) + max(measures.with_gloss[i] - measures.text[i], 0) for i in columns]
    return GUTTER + sum(widths) + GAP * max(len(widths) - 1, 0)


def _squeezed(slot: Slot, column: Column, room: int, *, wanted: bool) -> Slot:
    """What the right edge leaves of a column: of a number nothing, unless it is the one that is wanted."""
    text = room - slot.x - (slot.suffix + 1 if slot.suffix else 0)
    keep = wanted or (column.kind is ColumnKind.TEXT and text >= PIECE_LEAST)
    return Slot(slot.index, slot.x, max(text, 0) if keep else 0, slot.suffix)


def _text_widths(measures: Measures, room: int, *, at_names: bool) -> list[int]:
    """Width of the text of every column: as measured if all fit, else with long texts cut.

    Rather than cutting all texts short, wide columns of text at the end are left to be scrolled to.
    """
    columns, widths = measures.columns, list(measures.text)
    frozen = frozen_count(columns)
    whole = measures.whole_names and at_names
    cuttable = [c.kind is ColumnKind.TEXT and not (whole and i < frozen) for i, c in enumerate(columns)]
    shown_counts = _shown_counts(measures, frozen)
    for count, least in [*((count, TEXT_GOOD) for count in shown_counts), (len(columns), TEXT_LEAST)]:
        marks = sum(measures.width(i) - widths[i] for i in range(count))
        free = room - marks - GAP * (count - 1)
        for most in (max(widths, default=0), *range(TEXT_MOST, least - 1, -1)):
            cut = _cut_to(most, widths, cuttable)
            if sum(cut[:count]) <= free:
                return _with_bars(columns, cut, free) if count == len(columns) else cut
    cut = _cut_to(TEXT_SCROLLED, widths, cuttable)
    return [*_bounded(cut[:frozen], room - _number_beside(measures, frozen) if whole else room // 2), *cut[frozen:]]


def _with_glosses(measures: Measures, widths: list[int], room: int) -> list[int]:
    """Names get what the others leave for their glosses; where there is much room, something in any case."""
    marks = sum(measures.width(i) - text for i, text in enumerate(measures.text))
    taken = sum(widths) + marks + GAP * (len(widths) - 1)
    for index, wanted in enumerate(measures.with_gloss):
        free = room - taken
        if room >= GLOSS_ROOM - GUTTER and measures.glossed[index]:
            free = max(free, min(measures.glossed[index] + GLOSS_GOOD, GLOSSED_MOST) - widths[index])
        more = max(min(wanted - widths[index], free), 0)
        widths[index] += more
        taken += more
    return widths


def _number_beside(measures: Measures, frozen: int) -> int:
    """Cells of the number right beside the names, for which even they give way."""
    columns = measures.columns
    is_number = frozen < len(columns) and columns[frozen].kind is ColumnKind.NUMBER
    return measures.width(frozen) + GAP if is_number else 0


def _shown_counts(measures: Measures, frozen: int) -> list[int]:
    """All columns, then those without the wide texts at the end; the first two beside the frozen ones always stay."""
    counts = [len(measures.columns)]
    while (last := counts[-1] - 1) > frozen + 1:
        if measures.columns[last].kind is not ColumnKind.TEXT or measures.text[last] < TEXT_WIDE:
            break
        counts.append(last)
    return counts


def _cut_to(most: int, widths: list[int], cuttable: list[bool]) -> list[int]:
    return [min(width, most) if may else width for width, may in zip(widths, cuttable, strict=True)]


def _bounded(widths: list[int], room: int) -> list[int]:
    """Frozen columns leave half of the room to the others."""
    excess = sum(widths) + GAP * (len(widths) - 1) - room
    return [*widths[:-1], max(widths[-1] - excess, PIECE_LEAST)] if excess > 0 else widths


def _with_bars(columns: Sequence[Column], widths: list[int], free: int) -> list[int]:
    """Bars take what the others leave."""
    for index, column in enumerate(columns):
        if column.kind is ColumnKind.BAR:
            rest = free - sum(widths) + widths[index]
            widths[index] = min(max(rest, BAR_LEAST), BAR_MOST)
    return widths
