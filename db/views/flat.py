"""Flat views: a query shown in windows. Counting, narrowing, sorting and paging are SQL, so memory does not grow.

A window is read in two steps, the keys in order and then the rows of these keys, so that sorting and skipping touch
only the tables that they need.
"""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from db.address import ViewRequest
from db.chips import Value, Values, chips_of, choices
from db.figures import decimal_text
from db.search import Condition, terms
from db.store import faults
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind
from db.views.columns import chosen, framed, of_column
from db.views.filters import MOST_VALUES, condition, holding_value, ordered

Found = sqlite3.Row
SOUGHT = 200_000
"""In a view of more rows none is looked for by its name: all would have to be put in order."""


class Field(NamedTuple):
    """A column, the expression that fills it, one to sort by where that differs; `cell` makes more of the value."""

    column: Column
    sql: str
    sort: str = ""
    cell: Callable[[Found], Cell] | None = None

    def cell_of(self, found: Found) -> Cell:
        return self.cell(found) if self.cell else plain_cell(found[self.column.id])

    @property
    def order(self) -> str:
        """An empty text counts as none, and what has none comes last."""
        expression = self.sort or self.sql
        return f"nullif({expression}, '')" if self.column.kind is ColumnKind.TEXT else expression


class Group(NamedTuple):
    """Heading rows: one for each value of `order`, with the text `label`, or if empty the message id `word`."""

    order: str
    label: str
    word: str = ""
    gloss: str = "''"  # an expression, as the others


class Place(NamedTuple):
    """What a row is beside its cells."""

    key: str
    target: ViewRequest | None = None
    depth: int = 0


class Query(NamedTuple):
    """What a flat view selects.

    `joins`: clause by alias, taken in when an expression names the alias; none may multiply rows.
    `named`: the expression of `Row.key`, by which a row is found again. `aspects`: expressions of what a view can be
    filtered by beside its columns (`db.chips.ASPECTS`).
    """

    key: str
    source: str
    fields: Sequence[Field]
    place: Callable[[Found], Place]
    order: Sequence[str]
    find: Callable[[str], Condition]  # rows that a word of the narrowing text is found in
    joins: Mapping[str, str] = MappingProxyType({})
    extra: Mapping[str, str] = MappingProxyType({})  # further expressions, for `place` and cells
    where: Sequence[Condition] = ()
    prelude: Condition = ("", ())  # WITH …
    group: Group | None = None
    named: str = ""
    aspects: Mapping[str, str] = MappingProxyType({})


def plain_cell(value: int | float | str | None) -> Cell:
    if value is None or value == "":
        return Cell()
    return Cell(value if isinstance(value, str) else decimal_text(value), value)


class SqlView:
    """A `View` of a query, narrowed, sorted and cut to columns as the request says."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        request: ViewRequest,
        query: Query,
        trail: Sequence[tuple[str, ViewRequest]],
        notes: Sequence[Note] = (),
    ) -> None:
        self.request = request
        self.trail = tuple(trail)
        self.notes = tuple(notes)
        self._conn = conn
        self._query = query
        self.all_columns = tuple(field.column for field in query.fields)
        kept = chosen(self.all_columns, request)
        self._fields = tuple(query.fields) if kept is None else tuple(query.fields[i] for i in kept)
        self.columns = framed((field.column for field in self._fields), request)
        self._order = _order(query, request.first("sort"))
        self._group = None if request.first("sort") else query.group
        self._where = [
            *query.where,
            *(query.find(term) for term in terms(request.first("q"))),
            *(condition(choice, *_filtered(query, choice.column)) for choice in choices(chips_of(request))),
        ]

    @cached_property
    def count(self) -> int:
        if self._group:
            return len(self.headings) + sum(size for _, size in self.headings)
        return int(self._read("count(*)")[0][0])

    @property
    def data_count(self) -> int:
        return self.count - len(self.headings)

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:
        end = self.count if limit is None else min(self.count, offset + limit)
        heads = self._positions
        before, within = bisect_left(heads, offset), bisect_left(heads, end)
        data = self._data(offset - before, end - offset - (within - before))
        rows = []
        for position in range(offset, end):
            if before < within and heads[before] == position:
                rows.append(self.headings[before][0])
                before += 1
            elif row := next(data, None):
                rows.append(row)
        return rows

    def stream(self, size: int = 1000) -> Iterator[Row]:
        """All rows but headings, in order, without holding them."""
        keys = self._keys(-1, 0)
        while batch := keys.fetchmany(size):
            yield from self._rows_of([key for (key,) in batch])

    def values(self, id_: str, text: str = "") -> Values:
        """The values of a column or aspect, of those that hold a text or are read like it; counted in SQL."""
        expression, _kind = _filtered(self._query, id_)
        condition: Condition = holding_value(expression, text) if text else ("1", ())
        found = self._read(
            f"{expression}, count(*)", f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_VALUES + 1}", [condition]
        )
        counts: Counter[str] = Counter()
        for value, count in found:
            counts["" if value is None else value if isinstance(value, str) else decimal_text(value)] += count
        return ordered(Value(*one) for one in counts.items())

    def position(self, key: str) -> int | None:
        """Where the row of this key stands; None if it does not, or the view is too large to look for it."""
        if not self._query.named or self.count > SOUGHT:
            return None
        order = self._ordering
        ranked = f"{self._query.named} AS name, row_number() OVER (ORDER BY {', '.join(order)}) - 1 AS place"
        select, parameters = self._statement(ranked, [ranked], "")
        found = self._run(f"SELECT place FROM ({select}) WHERE CAST(name AS TEXT) = ?", [*parameters, key]).fetchone()
        return None if found is None else self._below_headings(found[0])

    def _below_headings(self, place: int) -> int:
        for heading, (_, size) in enumerate(self.headings, 1):
            if place < size:
                return self._positions[heading - 1] + 1 + place
            place -= size
        return place

    @cached_property
    def headings(self) -> list[tuple[Row, int]]:
        """Heading rows with the number of rows below each; empty when the view has none."""
        if not (group := self._group):
            return []
        what = f"{group.order}, {group.label}, {group.gloss}, count(*)"
        found = self._read(what, tail=f"GROUP BY {group.order} ORDER BY {group.order}")
        return [(_heading(label or "", group.word, gloss), size) for _, label, gloss, size in found]

    @cached_property
    def _positions(self) -> list[int]:
        positions, position = [], 0
        for _, size in self.headings:
            positions.append(position)
            position += size + 1
        return positions

    def _data(self, offset: int, limit: int) -> Iterator[Row]:
        if limit <= 0:
            return iter(())
        return iter(self._rows_of([key for (key,) in self._keys(limit, offset).fetchall()]))

    def _keys(self, limit: int, offset: int) -> sqlite3.Cursor:
        order = self._ordering
        return self._select(self._query.key, order, f"ORDER BY {', '.join(order)} LIMIT {limit} OFFSET {offset}")

    @property
    def _ordering(self) -> Sequence[str]:
        return [self._group.order, *self._order] if self._group else self._order

    def _read(self, what: str, tail: str = "", narrowed: Sequence[Condition] = ()) -> list[Any]:
        return self._run(*self._statement(what, [what, tail], tail, narrowed)).fetchall()

    def _select(self, what: str, named: Sequence[str], tail: str) -> sqlite3.Cursor:
        return self._run(*self._statement(what, named, tail))

    def _statement(
        self, what: str, named: Sequence[str], tail: str, narrowed: Sequence[Condition] = ()
    ) -> tuple[str, list[object]]:
        where = [*self._where, *narrowed]
        conditions = " AND ".join(f"({sql})" for sql, _ in where) or "1"
        joins = _joins(self._query, [conditions, *named])
        prelude, parameters = self._query.prelude
        values = [*parameters, *(value for _, condition in where for value in condition)]
        return f"{prelude} SELECT {what} FROM {self._query.source} {joins} WHERE {conditions} {tail}", values

    def _rows_of(self, keys: list[int]) -> list[Row]:
        """The rows of these keys, in their order."""
        query = self._query
        expressions = {"_key": query.key} | {f.column.id: f.sql for f in query.fields} | dict(query.extra)
        what = ", ".join(f'{sql} AS "{name}"' for name, sql in expressions.items())
        joins = _joins(query, [what])
        prelude, parameters = query.prelude
        cursor = self._run(
            f"{prelude} SELECT {what} FROM {query.source} {joins}"
            f" WHERE {query.key} IN (SELECT value FROM json_each(?))",
            [*parameters, json.dumps(keys)],
        )
        cursor.row_factory = sqlite3.Row
        with faults(self._conn):
            found = {row["_key"]: row for row in cursor}
        return [self._row(found[key]) for key in keys if key in found]

    def _row(self, found: Found) -> Row:
        place = self._query.place(found)
        depth = 0 if any(map(self.request.option, ("sort", "q", "where"))) else place.depth
        return Row(tuple(f.cell_of(found) for f in self._fields), depth=depth, key=place.key, target=place.target)

    def _run(self, sql: str, parameters: Sequence[object]) -> sqlite3.Cursor:
        with faults(self._conn):
            return self._conn.execute(sql, tuple(parameters))


def _heading(label: str, word: str, gloss: str) -> Row:
    cell = Cell(label, gloss=gloss) if label else Cell(word=word)
    return Row((cell,), RowKind.HEADING, key=f"heading {label or word}")


def _order(query: Query, sort: str) -> tuple[str, ...]:
    if not sort:
        return tuple(query.order)
    chosen = of_column({field.column.id: field for field in query.fields}, sort.removeprefix("-"))
    direction = "DESC" if sort.startswith("-") else "ASC"
    return (f"{chosen.order} {direction} NULLS LAST", *query.order)


def _filtered(query: Query, id_: str) -> tuple[str, ColumnKind]:
    """The expression that chips of a column or aspect are held to, and its kind."""
    known = {field.column.id: (field.sql, field.column.kind) for field in query.fields}
    return of_column(known | {a: (sql, ColumnKind.TEXT) for a, sql in query.aspects.items() if a not in known}, id_)


_ALIAS = re.compile(r"\b(\w+)\.\w")


def _joins(query: Query, expressions: Sequence[str]) -> str:
    """The clauses of those tables that the expressions name, and of the tables that these lean on."""
    needed: set[str] = set()
    waiting = set(_ALIAS.findall(" ".join(expressions)))
    while waiting:
        alias = waiting.pop()
        if alias in query.joins and alias not in needed:
            needed.add(alias)
            waiting.update(_ALIAS.findall(query.joins[alias]))
    return " ".join(clause for alias, clause in query.joins.items() if alias in needed)
