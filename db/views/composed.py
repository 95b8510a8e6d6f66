"""Views that are put together row by row: one entity, one indicator, a comparison. Their size is that of the dictionary
or of one level of regions, so the rows are held; narrowing, sorting and the choice of columns work on them alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.dictionary import Chapter, Indicator
from db.folding import folded
from db.view import Cell, Column, Note, Row, RowKind, word
from db.views.columns import chosen, framed, of_column, positions

if TYPE_CHECKING:
    from db.search import Names

Trail = tuple[tuple[str, ViewRequest], ...]


class ComposedView:
    """A `View` whose rows are held."""

    def __init__(
        self,
        request: ViewRequest,
        trail: Trail,
        columns: tuple[Column, ...],
        all_rows: tuple[Row, ...],
        notes: tuple[Note, ...] = (),
        all_columns: Sequence[Column] = (),
    ) -> None:
        self.request = request
        self.trail = trail
        self.columns = columns
        self.all_columns = all_columns or columns
        self.all_rows = all_rows
        self.notes = notes

    def with_rows(self, rows: Iterable[Row]) -> ComposedView:
        return ComposedView(self.request, self.trail, self.columns, tuple(rows), self.notes, self.all_columns)

    @property
    def count(self) -> int:
        return len(self.all_rows)

    @property
    def data_count(self) -> int:
        return sum(row.kind is not RowKind.HEADING for row in self.all_rows)

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        return list(self.all_rows[offset : None if limit is None else offset + limit])

    def position(self, key: str) -> int | None:
        return next((i for i, row in enumerate(self.all_rows) if row.key == key), None)


def compose(
    request: ViewRequest,
    trail: Trail,
    columns: Sequence[Column],
    rows: Iterable[Row],
    notes: Iterable[Note] = (),
    names: Names | None = None,
) -> ComposedView:
    """Apply what the request asks of any view: chips, narrowing text, order, columns. Empty columns are hidden.

    With `names`, the narrowing text may be a reading or another name of what is shown, and texts stand in the order of
    their pinyin.
    """
    if request.option("where"):
        from db.views.filters import passing

        rows = passing(rows, columns, request)
    text = folded(request.first("q"))
    meant = names.meant(request.first("q")) if names else ()
    wanted = [row for row in rows if row.kind is RowKind.HEADING or _matches(row, text, meant)]
    ordered = _sorted(wanted, columns, request.first("sort"), names.reading if names else str)
    shown = without_bare_headings(ordered)
    keep = chosen(columns, request) or _filled(columns, shown)
    return ComposedView(
        request,
        trail,
        framed((columns[i] for i in keep), request),
        tuple(cut(row, keep) for row in shown),
        tuple(notes),
        columns,
    )


def cut(row: Row, keep: Sequence[int]) -> Row:
    """The row with these of its cells; a heading has no columns."""
    return row if row.kind is RowKind.HEADING else row._replace(cells=tuple(row.cells[i] for i in keep))


def _matches(row: Row, text: str, names: Collection[str]) -> bool:
    return not text or any(cell.text in names or text in folded(cell.text) for cell in row.cells if cell.text)


def _sorted(rows: list[Row], columns: Sequence[Column], sort: str, reading: Callable[[str], str]) -> list[Row]:
    """Sorting sets the rows in one order: headings and depths go, totals stay below, what has no value comes last."""
    if not sort:
        return rows
    index = of_column(positions(columns), sort.removeprefix("-"))
    data = [row._replace(depth=0) for row in rows if row.kind is RowKind.DATA]
    filled = [row for row in data if _sort_value(row.cells[index])[1] != ""]
    empty = [row for row in data if _sort_value(row.cells[index])[1] == ""]
    filled.sort(key=lambda row: _sort_value(row.cells[index], reading), reverse=sort.startswith("-"))
    return filled + empty + [row for row in rows if row.kind is RowKind.TOTAL]


def _sort_value(cell: Cell, reading: Callable[[str], str] = str) -> tuple[int, int | float | str, str]:
    """Numbers before texts."""
    if cell.number is not None:
        return 0, cell.number, ""
    text = str(cell.value or cell.text)
    return 1, reading(text), text


def without_bare_headings(rows: list[Row]) -> list[Row]:
    following = [*rows[1:], None][: len(rows)]
    return [
        row
        for row, after in zip(rows, following, strict=True)
        if row.kind is not RowKind.HEADING or (after and after.kind is not RowKind.HEADING)
    ]


def _filled(columns: Sequence[Column], rows: list[Row]) -> list[int]:
    body = [row for row in rows if row.kind is not RowKind.HEADING]
    return [
        i for i, column in enumerate(columns) if column.frozen or not body or any(_says(row.cells[i]) for row in body)
    ]


def _says(cell: Cell) -> bool:
    return bool(cell.text or cell.word or cell.mark or cell.status or cell.points or cell.value is not None)


def heading(text: str = "", word: str = "", key: str = "", gloss: str = "") -> Row:
    return Row((Cell(text=text, word=word, gloss=gloss),), RowKind.HEADING, key=key or f"heading {text or word}")


def chapter_heading(chapter: Chapter | None) -> Row:
    """Over the indicators of a chapter; None: over those that the dictionary does not know."""
    return heading(chapter.name, gloss=chapter.gloss) if chapter else heading(word=word("Labels not in the dictionary"))


def named(indicator: Indicator, label: str = "") -> Cell:
    """The name of an indicator, or what it is called here; it leads to the indicator."""
    said = label or indicator.name
    return Cell(said, said, target=ViewRequest("indicator", (indicator.key,)), gloss=indicator.gloss)


def year_label(year: int) -> str:
    """The school year under which figures of a year are compared: 2024 → 2023/24."""
    return f"{year - 1}/{year % 100:02}"


def no_figures(wanted: Iterable[int], others: Iterable[int]) -> Note:
    """Why a view of these years is empty, and which would not be."""
    values = {"years": [*map(year_label, wanted)], "others": [*map(year_label, others)]}
    return Note(word("No figures of {years}; there are some of {others}"), values)


def year_column(year: int) -> str:
    return f"y{year}"


UNIT = Column("unit", word=word("Unit"))


def entity_request(conn: sqlite3.Connection, entity: int) -> ViewRequest:
    """The view of an entity, by its name where that is the only one of its type, else by its key."""
    type_, key, name = conn.execute("SELECT type, key, name FROM entity WHERE id = ?", (entity,)).fetchone()
    (bearers,) = conn.execute(
        "SELECT count(DISTINCT entity_id) FROM name JOIN entity e ON e.id = entity_id WHERE text = ? AND e.type = ?",
        (name, type_),
    ).fetchone()
    kind = "school" if type_ == "body" else type_
    return ViewRequest(kind, (name if bearers <= 1 else key,))


def region_trail(conn: sqlite3.Connection, region: int | None) -> Trail:
    """The regions from the province down to this one."""
    steps: list[tuple[str, ViewRequest]] = []
    while region is not None:
        name, parent = conn.execute("SELECT name, parent_id FROM entity WHERE id = ?", (region,)).fetchone()
        steps.append((name, entity_request(conn, region)))
        region = parent
    return tuple(reversed(steps))
