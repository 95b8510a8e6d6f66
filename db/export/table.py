"""A view as plain columns and rows of values: headings of groups become a leading column, what only draws is left out.

Beside each column of figures there may stand others, with what became of the figures, their units and sources; so the
figures stay numbers and a spreadsheet can reckon with them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db import comparable
from db.place import PLACE_WORDS
from db.terms import Qualifier, Status
from db.view import DRAWN, Cell, Column, ColumnKind, Note, Row, RowKind, View, said, word, worded
from db.views.flat import SqlView

if TYPE_CHECKING:
    from db.citation import Cited
    from db.definition import Definition
    from db.findings import Told

Value = int | float | str | None
EXTRAS = ("status", "unit", "source")
VERDICTS = "comparable"  # the column that says whether figures may be compared: a mark to read, words in a file
GROUP = Column("group", word=word("Group"))
BATCH = 500  # rows whose sources are asked for at once
SEEN = 200  # rows by which a column is known to hold figures, where not all are at hand


class Facts(Protocol):
    """What an export asks of the database beside the view itself; `db.library.Library` answers."""

    def cited(self, observation_ids: Sequence[int], /) -> Sequence[Cited]: ...

    def definitions(self, indicators: Sequence[str], /) -> Sequence[Definition]: ...

    def findings_of(self, observation_ids: Sequence[int], /) -> Sequence[Told]: ...


@dataclass(frozen=True)
class Words:
    """`heading` names columns, `translate` puts message ids into a language; `glossed`: with English beside names."""

    heading: Callable[[Column], str] = field(default=lambda column: column.label or column.id)
    translate: Callable[[str], str] = str
    glossed: bool = False

    def say(self, message: str, **values: object) -> str:
        return self.translate(message).format(**values)

    def note(self, note: Note) -> str:
        return str(said(note, self.translate))


class Line(NamedTuple):
    """A row: its values, and beside each the cell of the view it comes from, an empty one where there is none."""

    values: list[Value]
    cells: list[Cell]


class Place(NamedTuple):
    """A column of the file: one of the view (`number`), or what `extra` says of the figures in it; number -1: group."""

    column: Column
    number: int
    extra: str = ""


QUALIFIER = "qualifier"  # beside a column in which any figure has one
GLOSS = "gloss"  # beside a column in which any name has one, where English is spoken
_EXTRA_WORDS = {
    QUALIFIER: word("Qualifier"),
    GLOSS: word("English"),
    "status": word("status"),
    "unit": word("unit"),
    "source": word("source"),
}
_STATUS_WORDS = {
    Status.NORMAL: word("as printed"),
    Status.BLANK: word("empty cell printed"),
    Status.DASH: word("dash printed"),
    Status.NOT_APPLICABLE: word("not applicable"),
    Status.UNREADABLE: word("unreadable"),
    Status.LOST: word("lost in conversion"),
    Status.REALIGNED: word("moved back to its column"),
    Status.REPAIRED: word("put together again"),
    Status.DERIVED: word("derived from a change"),
}
_QUALIFIER_WORDS = {Qualifier.ABOUT: word("about"), Qualifier.AT_LEAST: word("at least")}
_COMPUTED = word("computed")


class Table:
    """What was written so far is told by `figures` (ids of observations), `indicators` (keys), `notes`.

    `progress` is told how many rows are written and stops the writing by raising.
    """

    def __init__(
        self,
        view: View,
        words: Words,
        facts: Facts | None = None,
        extras: Sequence[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.view, self.words = view, words
        self._facts, self._progress = facts, progress
        self._grouped = _is_grouped(view)
        self.places = self._placed(extras if facts else ())
        self.columns = [place.column for place in self.places]
        self.ids = [column.id for column in self.columns]
        self.headings = [self._heading(place) for place in self.places]
        self.figures = array("q")
        self.indicators: dict[str, None] = {}
        self._noted: dict[str, list[str]] = {}

    def _placed(self, extras: Sequence[str]) -> list[Place]:
        figures = _figure_columns(self.view) if extras else frozenset()
        qualified, glossed = _qualified_columns(self.view), self._glossed_columns()
        places = [Place(GROUP, -1)] * self._grouped
        for index, column in enumerate(self.view.columns):
            if column.kind not in DRAWN:
                places.append(Place(column, index))
                beside = [GLOSS] * (index in glossed) + [QUALIFIER] * (index in qualified)
                beside += extras if index in figures else ()
                places += [Place(Column(f"{column.id}_{extra}"), index, extra) for extra in beside]
        return places

    def _glossed_columns(self) -> frozenset[int]:
        """Not of a contract, whose columns are the same in every language."""
        if not self.words.glossed:
            return frozenset()
        columns = self.view.columns
        rows = [row for row in _first_rows(self.view) if not _is_title(row)]
        glossed = {index for row in rows for index, cell in enumerate(row.cells) if cell.gloss}
        return frozenset(index for index in glossed if not columns[index].fixed)

    def _heading(self, place: Place) -> str:
        if not place.extra:
            return self.words.heading(place.column) or place.column.id
        of = self.words.heading(self.view.columns[place.number])
        return f"{of} {self.words.translate(_EXTRA_WORDS[place.extra])}".strip()

    def rows(self) -> Iterator[list[Value]]:
        return (line.values for line in self.lines())

    def lines(self) -> Iterator[Line]:
        count = 0
        grouped = self._with_groups()
        while batch := list(islice(grouped, BATCH)):
            cited = self._cited([row for _, row in batch])
            for group, row in batch:
                self._remember(row)
                yield self._line(group, row, cited)
            count += len(batch)
            if self._progress:
                self._progress(count)

    def _remember(self, row: Row) -> None:
        if row.note:
            name = worded(row.cells[0], self.words.translate)
            self._noted.setdefault(self.words.note(row.note), []).append(name)
        target = row.target if row.target and row.target.kind == "indicator" else self.view.request
        if target.kind == "indicator" and any(map(is_figure, row.cells)):
            self.indicators.update(dict.fromkeys(target.names))

    @property
    def notes(self) -> list[str]:
        """Those of the rows, each with the names of its rows; a formula begins with the name of what it computes."""
        return [
            text
            if text.startswith(names[0])
            else self.words.say(word("{names}: {note}"), names=self.words.translate(word(", ")).join(names), note=text)
            for text, names in self._noted.items()
        ]

    def _with_groups(self) -> Iterator[tuple[Value, Row]]:
        """The rows but for titles, each with the title that it stands under, after those above that one."""
        titles: dict[int, Value] = {}
        for row in _all_rows(self.view):
            if _is_title(row):
                above = {depth: title for depth, title in titles.items() if depth < row.depth}
                gloss = row.cells[0].gloss if self.words.glossed else ""
                titles = above | {row.depth: gloss or self._value(row.cells[0], ColumnKind.TEXT)}
            else:
                yield " / ".join(str(title) for title in titles.values() if title) or None, row

    def _cited(self, rows: Iterable[Row]) -> dict[int, Cited]:
        """The figures of these rows, where a column is to be filled from them."""
        ids = [id_ for row in rows for cell in row.cells for id_ in shown_by(cell)]
        self.figures.extend(ids)
        if not self._facts or not any(place.extra in EXTRAS for place in self.places):
            return {}
        return {one.id: one for one in self._facts.cited(ids)}

    def _line(self, group: Value, row: Row, cited: dict[int, Cited]) -> Line:
        """A row may be shorter than the view has columns."""
        cells = [row.cells[p.number] if 0 <= p.number < len(row.cells) else Cell() for p in self.places]
        values = [
            group if place.number < 0 else self._filled(place, cell, cited)
            for place, cell in zip(self.places, cells, strict=True)
        ]
        return Line(values, [Cell() if p.extra else cell for p, cell in zip(self.places, cells, strict=True)])

    def _filled(self, place: Place, cell: Cell, cited: dict[int, Cited]) -> Value:
        if place.column.id == VERDICTS and cell.value in comparable.WORDS:
            return self.words.translate(comparable.WORDS[cell.value])
        if not place.extra:
            return self._value(cell if not place.column.fixed else cell._replace(word=""), place.column.kind)
        return self._beside(place.extra, cell, cited)

    def _beside(self, extra: str, cell: Cell, cited: dict[int, Cited]) -> Value:
        """What another column says of a figure."""
        if extra == GLOSS:
            return cell.gloss or None
        if extra == QUALIFIER:
            return cell.qualifier.replace("{}", "").strip() or None
        figures = [cited[id_] for id_ in shown_by(cell) if id_ in cited]
        if not figures:
            return None
        if extra == "status":
            return self.words.translate(_COMPUTED) if cell.mark == "=" else status_text(figures[0], self.words)
        if extra == "unit":
            return None if cell.mark == "=" else figures[0].source.unit or None
        return "; ".join(dict.fromkeys(place_text(one, self.words) for one in figures))

    def _value(self, cell: Cell, kind: ColumnKind) -> Value:
        """A number where there is one; else the words shown, which are no value in a column of numbers."""
        if cell.number is not None:
            return cell.number
        if cell.word:
            return worded(cell, self.words.translate)
        return cell.value or (cell.text if kind is ColumnKind.TEXT else None) or None


def is_figure(cell: Cell) -> bool:
    """Whether the cell shows figures, rather than naming where they stand."""
    return bool(cell.observations) and (cell.status is not None or cell.mark == "=")


def shown_by(cell: Cell) -> tuple[int, ...]:
    """The observation shown; of a computed figure all that it is made of."""
    if not is_figure(cell):
        return ()
    return cell.observations if cell.mark == "=" else cell.observations[:1]


def status_text(one: Cited, words: Words) -> str:
    """What became of the figure, and whether it was printed as about or at least so much."""
    status = words.translate(_STATUS_WORDS[one.source.status or Status.NORMAL])
    if not one.qualifier:
        return status
    return f"{status}; {words.translate(_QUALIFIER_WORDS[Qualifier(one.qualifier)])}"


def place_text(one: Cited, words: Words) -> str:
    """gansu-2024 表3 line 318."""
    return " ".join(filter(None, (one.source.report, one.source.table or one.source.section, line_text(one, words))))


def line_text(one: Cited, words: Words) -> str:
    place = one.source.place
    return words.say(PLACE_WORDS[place.kind], number=place.number, text=place.text)


def _figure_columns(view: View) -> frozenset[int]:
    return frozenset(index for row in _first_rows(view) for index, cell in enumerate(row.cells) if is_figure(cell))


def _first_rows(view: View) -> Sequence[Row]:
    return view.rows(0, SEEN) if isinstance(view, SqlView) else view.rows()


def _qualified_columns(view: View) -> frozenset[int]:
    """Flat views have a column of their own for it."""
    rows = [] if isinstance(view, SqlView) else view.rows()
    return frozenset(index for row in rows for index, cell in enumerate(row.cells) if cell.qualifier)


def _all_rows(view: View) -> Iterator[Row]:
    """Headings in their places; a flat view is read as it is written, for it may be larger than memory."""
    if not isinstance(view, SqlView):
        yield from view.rows()
        return
    stream = view.stream()
    for title, size in view.headings:
        yield title
        for _ in range(size):
            yield from (row for row in [next(stream, None)] if row)
    yield from stream


def _is_grouped(view: View) -> bool:
    if isinstance(view, SqlView):
        return bool(view.headings)
    return any(_is_title(row) for row in view.rows())


def _is_title(row: Row) -> bool:
    """A heading of one text over the rows that follow, rather than a header line of a printed table."""
    return row.kind is RowKind.HEADING and not any(cell.text or cell.word for cell in row.cells[1:])
