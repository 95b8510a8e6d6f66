"""`View`: the one thing that is shown. The grid, the command line and every export show the same `View`.

A `ViewRequest` asked of `db.library.Library.view` gives one. Words of the interface are message ids (`word`), put into
a language by `tui`; everything in `text` and `label` is data and stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from db.address import ViewRequest
from db.terms import Status


def word(text: str) -> str:
    """Mark a message id for the catalogs; gives it back unchanged."""
    return text


class ColumnKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"  # right-aligned, grouped when shown, never cut without a mark
    BAR = "bar"  # value is the share of the largest, -1..1
    TREND = "trend"  # `points` are the figures of years


DRAWN = frozenset({ColumnKind.BAR, ColumnKind.TREND})
"""Columns that only draw the numbers of others: they are neither printed nor written to files."""


class RowKind(StrEnum):
    DATA = "data"
    HEADING = "heading"
    FOLDED = "folded"  # a heading whose rows are put away; only the explorer folds
    TOTAL = "total"


class Column(NamedTuple):
    """`id` is stable and names the column in addresses and exports; shown is `label` (data), else `word`."""

    id: str
    kind: ColumnKind = ColumnKind.TEXT
    label: str = ""
    word: str = ""
    unit: str = ""
    width: int = 0  # cells of the widest content, 0: to be measured from the rows
    frozen: bool = False
    fixed: bool = False  # of a contract: in files the id is its heading in every language
    span: tuple[float, float] = (0.0, 1.0)  # of bars: the least and the largest share; zero is between
    whole: bool = False  # of a frozen name: it is not cut for other texts, while these have half of the room
    sparse: bool = False  # says little: it stands at the end and is scrolled to, rather than others are cut for it


class Cell(NamedTuple):
    """`text` is what is shown (numbers ungrouped, with the printed decimals), `value` what is exported and copied."""

    text: str = ""
    value: int | float | str | None = None
    word: str = ""  # message id shown instead of `text`
    status: Status | None = None  # of the observation shown; None for cells that are no observation
    mark: str = ""  # "=" computed, "~" comparable with a note, "#" not comparable
    more: int = 0  # how many other values are printed for the same entity, indicator and year
    target: ViewRequest | None = None  # where enter leads
    observations: tuple[int, ...] = ()  # ids of what the cell stands for, the shown one first
    finding: int = 0  # how many findings (not of scope, not waived) touch the observation shown
    values: Mapping[str, object] | None = None  # data for the fields of `word`; a cell among them is put into words
    gloss: str = ""  # of a Chinese term, in English; it stands beside the text where English is spoken
    points: tuple[Point, ...] = ()  # of a trend: of each year from the first on, with a figure or without
    qualifier: str = ""  # what is printed with the number, around it: `{} 余`, `{} 以上`, `约 {}`
    hit: str = ""  # the part of the text that was looked for: it stands out, and a text is cut around it

    @property
    def number(self) -> int | float | None:
        return self.value if isinstance(self.value, int | float) else None

    @property
    def comparable_number(self) -> int | float | None:
        """None also for what may not be held against the other figures."""
        return None if self.mark == "#" else self.number


class Point(NamedTuple):
    """The figure of a year; its number is None where nothing was printed."""

    year: int
    cell: Cell

    @property
    def apart(self) -> bool:
        """Not comparable with the point before it."""
        return self.cell.mark == "#"


_STATUS_MARKS = {Status.REALIGNED: "^", Status.REPAIRED: "^", Status.DERIVED: "="}


def marks_of(cell: Cell) -> list[str]:
    """What stands behind the number of a cell, a word that was printed behind it first."""
    if not (cell.mark or cell.more or cell.finding or cell.qualifier or cell.status in _STATUS_MARKS):
        return []
    behind = cell.qualifier.removeprefix("{}").strip() if cell.qualifier.startswith("{}") else ""
    status = _STATUS_MARKS.get(cell.status, "") if cell.status else ""
    marks = (behind, cell.mark, status if status != cell.mark else "", f"+{cell.more}" if cell.more else "")
    return [mark for mark in (*marks, "!" if cell.finding else "") if mark]


def worded(cell: Cell, translate: Callable[[str], str]) -> str:
    """What a cell says in a language: its words with their data filled in, else its text."""
    if not cell.word:
        return cell.text
    message = translate(cell.word)
    if cell.values is None:
        return message
    return message.format(**{name: said(value, translate) for name, value in cell.values.items()})


class Phrase(NamedTuple):
    """A text of the reference data, told in English where English is spoken: `english`, else as `db.english` has it."""

    chinese: str
    english: str = ""


LANGUAGE = word("en")
"""The language that a catalog is of, as its word for this."""


def said(value: object, translate: Callable[[str], str]) -> object:
    """Data of a message in a language: phrases, notes and cells among it are put into words, lists are joined."""
    match value:
        case Phrase():
            return value.chinese if translate(LANGUAGE) != LANGUAGE else value.english or _english(value.chinese)
        case Cell():
            return worded(value, translate)
        case Note(message, values):
            return translate(message).format(**{name: said(one, translate) for name, one in values.items()})
        case list():
            return translate(word(", ")).join(str(said(one, translate)) for one in value)
    return value


def _english(text: str) -> str:
    from db.english import english

    return english(text)


class Row(NamedTuple):
    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.DATA
    depth: int = 0
    key: str = ""  # identity within the view: cursor and marks are kept by it
    target: ViewRequest | None = None
    note: Note | None = None  # why cells are marked, the formula of a computed row


class Note(NamedTuple):
    """A remark to the reader: message id with `{name}` fields and their values (data)."""

    word: str
    values: Mapping[str, object] = MappingProxyType({})  # a note among them is put into words


def together(notes: Sequence[Note]) -> Note | None:
    """Several notes as one, None for none."""
    if len(notes) < 2:
        return notes[0] if notes else None
    return Note(word("{first}; {rest}"), {"first": notes[0], "rest": together(notes[1:])})


class View(Protocol):
    """A titled table of typed columns, read in windows. `count` is the number of rows, headings included."""

    @property
    def request(self) -> ViewRequest: ...

    @property
    def trail(self) -> Sequence[tuple[str, ViewRequest]]:
        """Breadcrumb: (name, where it leads), the view itself last."""

    @property
    def columns(self) -> Sequence[Column]:
        """Those that are shown, in order."""

    @property
    def all_columns(self) -> Sequence[Column]:
        """Those that there are, hidden ones too, in the order of the view."""

    @property
    def count(self) -> int: ...

    @property
    def data_count(self) -> int:
        """The number of rows without the headings."""

    @property
    def notes(self) -> Sequence[Note]: ...

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]: ...

    def position(self, key: str) -> int | None:
        """Where the row of this key stands, None if it is not to be found."""
