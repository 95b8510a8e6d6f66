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
    BAR = "bar"  # value is the share 0..1 of the largest


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

    @property
    def number(self) -> int | float | None:
        return self.value if isinstance(self.value, int | float) else None

    @property
    def comparable_number(self) -> int | float | None:
        """None also for what may not be held against the other figures."""
        return None if self.mark == "#" else self.number


def worded(cell: Cell, translate: Callable[[str], str]) -> str:
    """What a cell says in a language: its words with their data filled in, else its text."""
    if not cell.word:
        return cell.text
    message = translate(cell.word)
    if cell.values is None:
        return message
    fields = {
        name: worded(value, translate) if isinstance(value, Cell) else value for name, value in cell.values.items()
    }
    return message.format(**fields)


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
