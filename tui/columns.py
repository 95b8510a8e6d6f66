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
SIGN = 2  # after the last column where it is one of numbers and more follow
INDENT = 2  # for each depth, in the first column
TEXT_LEAST, TEXT_MOST = 16, 60  # between these, texts are cut so that all columns fit
TEXT_GOOD = 24  # with less, columns at the end are scrolled to instead
TEXT_SCROLLED = 32  # a text is no wider where the columns do not fit anyway,
NARROW, NAME_NARROW = 90, 24  # and in fewer cells than this a name no wider than that, for numbers beside it
GLOSS_ROOM = 81  # from so many cells on, glosses get something though columns are scrolled to for it:
GLOSS_GOOD, GLOSSED_MOST = 14, 44  # cells after the longest name; together with the name
GLOSSED_NATURAL = 24  # likewise, as much as is asked for where it is not known what else needs the room
GLOSSED_LEAST = 32  # likewise, where numbers would be scrolled to for it
SPARSE_ROOM = 100  # with fewer cells no text is cut for sparse columns
PIECE_LEAST = 8  # a text column that is cut by the edge is shown from this width on
BAR_LEAST, BAR_MOST = 12, 48
NAME_SHORT, NAMES_MOST = 8, 1000  # cells of names that are never cut; names that are kept apart from each other


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
    """Widest content of each column among the rows seen; it only grows. A heading may stand over the marks as well."""

    def __init__(self, columns: Sequence[Column], *, whole_names: bool = False) -> None:
        self.columns = columns
        self.whole_names = whole_names  # frozen columns are not cut for others to fit
        self._headings = [cell_len(heading(c)) for c in columns]
        self._content = [max(c.width, BAR_LEAST if c.kind is ColumnKind.BAR else 1) for c in columns]
        self.text = [max(pair) for pair in zip(self._content, self._headings, strict=True)]
        self.glossed = [0] * len(columns)  # cells of the widest text that has a gloss, 0 where there is none
        self.with_gloss = [0] * len(columns)  # of the widest together with its gloss
        self.suffix = [0] * len(columns)
        self.grouped = False  # titles stand over the rows
        self._unit = next((i for i, c in enumerate(columns) if c.id == "unit"), None)
        self._names: list[set[str]] = [set() for _frozen in range(frozen_count(columns))]
        self._decimals: dict[tuple[int, str], int] = {}  # most cells from the point on, by column and unit
        self._before_point: dict[tuple[int, str], int] = {}

    def take(self, rows: Iterable[Row]) -> bool:
        """Take rows into account; True when a column has become wider."""
        before = (self.text, list(self.suffix), list(self.with_gloss), dict(self._decimals))
        held = list(rows)
        self.grouped = self.grouped or any(map(is_title, held))  # first: also rows above the first title stand in
        for row in held:
            self._take_row(row)
        self.text = [
            max(w, h - self.marks(i)) for i, (w, h) in enumerate(zip(self._content, self._headings, strict=True))
        ]
        return before != (self.text, self.suffix, self.with_gloss, self._decimals)

    def marks(self, index: int) -> int:
        """Cells of the marks of a column, with the space before them."""
        return self.suffix[index] + 1 if self.suffix[index] else 0

    def _take_row(self, row: Row) -> None:
        if is_title(row):
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
        if width > NAME_SHORT and index < len(self._names) and len(self._names[index]) < NAMES_MOST:
            self._names[index].add(said.text)
        self._content[index] = max(self._content[index], width)
        if said.gloss:
            self.glossed[index] = max(self.glossed[index], width)
            self.with_gloss[index] = max(self.with_gloss[index], cell_len(said.whole) + indent)

    def _widen_number(self, index: int, text: str, unit: str) -> None:
        after, key = decimals(text), (index, unit)
        self._decimals[key] = max(self._decimals.get(key, 0), after)
        self._before_point[key] = max(self._before_point.get(key, 0), cell_len(text) - after)
        self._content[index] = max(self._content[index], self._before_point[key] + self._decimals[key])

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

    def long_names(self, index: int, width: int) -> list[str]:
        """Names in a frozen column that do not fit into so many cells, among those seen first."""
        return [name for name in self._names[index] if cell_len(name) > width] if index < len(self._names) else []

    def width(self, index: int) -> int:
        return self.text[index] + self.marks(index)


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
    """Cells that the first columns would like to have, with glosses beside short names."""
    columns = range(min(count, len(measures.columns)))
    widths = [max(measures.text[i], min(measures.with_gloss[i], GLOSSED_NATURAL)) + measures.marks(i) for i in columns]
    return GUTTER + sum(widths) + GAP * max(len(widths) - 1, 0)


def _squeezed(slot: Slot, column: Column, room: int, *, wanted: bool) -> Slot:
    """What the right edge leaves of a column: of a number nothing, unless it is the one that is wanted."""
    text = room - slot.x - (slot.suffix + 1 if slot.suffix else 0)
    keep = wanted or (column.kind is ColumnKind.TEXT and text >= PIECE_LEAST)
    return Slot(slot.index, slot.x, max(text, 0) if keep else 0, slot.suffix)


def _text_widths(measures: Measures, room: int, *, at_names: bool) -> list[int]:
    """Width of the text of every column: as measured if all fit, else with long texts cut.

    Rather than cutting all texts short, columns of text at the end are left to be scrolled to.
    """
    columns, widths = measures.columns, list(measures.text)
    frozen = frozen_count(columns)
    whole = measures.whole_names and at_names
    is_whole = any(column.whole for column in columns[:frozen])
    if is_whole:
        widths[:frozen] = _bounded(widths[:frozen], room // 2)
    kept = [i < frozen and (whole or column.whole) for i, column in enumerate(columns)]
    cuttable = [column.kind is ColumnKind.TEXT and not kept[i] for i, column in enumerate(columns)]
    shown_counts = _shown_counts(measures, frozen)
    tight = (room < SPARSE_ROOM or is_whole) and _shown_count(columns) < len(columns)
    leasts = [(count, TEXT_MOST + 1 if tight and count == len(columns) else TEXT_GOOD) for count in shown_counts]
    if not is_whole:
        leasts.append((min(shown_counts), TEXT_LEAST))
    for count, least in leasts:
        marks = sum(map(measures.marks, range(count)))
        is_covered = count < len(columns) and columns[count - 1].kind is ColumnKind.NUMBER
        free = room - marks - GAP * (count - 1) - (SIGN if is_covered else 0)
        for most in (max(widths, default=0), *range(TEXT_MOST, least - 1, -1)):
            cut = _cut_to(most, widths, cuttable)
            if sum(cut[:count]) <= free:
                return _with_bars(columns, cut, free) if count == len(columns) else cut
    cut = _cut_to(TEXT_SCROLLED, widths, cuttable)
    if room < NARROW and any(column.kind is ColumnKind.NUMBER for column in columns):
        cut = [*_cut_to(NAME_NARROW, cut[:frozen], cuttable), *cut[frozen:]]
    return [*_bounded(cut[:frozen], room - _number_beside(measures, frozen) if whole else room // 2), *cut[frozen:]]


def _with_glosses(measures: Measures, widths: list[int], room: int) -> list[int]:
    """Names get what the others leave for their glosses; where there is much room, something in any case."""
    columns = measures.columns
    count = len(columns) if room >= SPARSE_ROOM else _shown_count(columns)
    taken = _cells(measures, widths, count) + (SIGN if count < len(columns) else 0)
    numbers = max((i for i in range(count) if columns[i].kind is ColumnKind.NUMBER), default=-1) + 1
    for index, wanted in enumerate(measures.with_gloss):
        free = room - taken
        if room >= GLOSS_ROOM - GUTTER and measures.glossed[index]:
            least = min(measures.glossed[index] + GLOSS_GOOD, GLOSSED_MOST)
            beside = room - SIGN - _cells(measures, widths, numbers) + widths[index]  # with all numbers in sight
            free = max(free, min(least, max(beside, GLOSSED_LEAST)) - widths[index])
        more = max(min(wanted - widths[index], free), 0)
        widths[index] += more
        taken += more
    return widths


def _cells(measures: Measures, widths: Sequence[int], count: int) -> int:
    """Cells that the first columns take with these widths of their texts."""
    return sum(widths[:count]) + sum(map(measures.marks, range(count))) + GAP * max(count - 1, 0)


def _shown_count(columns: Sequence[Column]) -> int:
    """Columns without the sparse ones at the end."""
    return max((i for i, column in enumerate(columns) if not column.sparse), default=len(columns) - 1) + 1


def _number_beside(measures: Measures, frozen: int) -> int:
    """Cells of the number right beside the names, for which even they give way."""
    columns = measures.columns
    is_number = frozen < len(columns) and columns[frozen].kind is ColumnKind.NUMBER
    return measures.width(frozen) + GAP if is_number else 0


def _shown_counts(measures: Measures, frozen: int) -> list[int]:
    """All columns, then those without the sparse ones and, one by one, the texts at the end.

    The first two beside the frozen ones always stay.
    """
    counts = sorted({len(measures.columns), _shown_count(measures.columns)}, reverse=True)
    while (last := counts[-1] - 1) > frozen + 1:
        if measures.columns[last].kind is not ColumnKind.TEXT:
            break
        counts.append(last)
    return counts


def _cut_to(most: int, widths: list[int], cuttable: list[bool]) -> list[int]:
    return [min(width, most) if may else width for width, may in zip(widths, cuttable, strict=False)]


def _bounded(widths: list[int], room: int) -> list[int]:
    """Frozen columns leave half of the room to the others."""
    excess = sum(widths) + GAP * (len(widths) - 1) - room
    return [*widths[:-1], max(widths[-1] - excess, PIECE_LEAST)] if excess > 0 else widths


def _with_bars(columns: Sequence[Column], widths: list[int], free: int) -> list[int]:
    """Bars take what the others leave: all of it in a chart, where nothing follows them."""
    for index, column in enumerate(columns):
        if column.kind is ColumnKind.BAR:
            rest = free - sum(widths) + widths[index]
            widths[index] = max(rest if index == len(columns) - 1 else min(rest, BAR_MOST), BAR_LEAST)
    return widths
