"""Flat views: a query shown in windows. Counting, narrowing, sorting and paging are SQL, so memory does not grow.

A window is read in two steps, the keys in order and then the rows of these keys, so that sorting and skipping touch
only the tables that they need.
"""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from db.address import ViewRequest
from db.errors import AddressError, fault
from db.figures import decimal_text
from db.search import Condition, terms
from db.store import faults
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind

Found = sqlite3.Row
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
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


@dataclass(frozen=True, slots=True)
class Group:
    """Heading rows: one for each value of `order`, with the text `label`, or if empty the message id `word`."""

    order: str
    label: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What a row is beside its cells."""

    key: str
    target: ViewRequest | None = None
    depth: int = 0


@dataclass(frozen=True)
class Query:
    """What a flat view selects.

    `joins`: clause by alias, taken in when an expression names the alias; none may multiply rows.
    """

    key: str
    source: str
    fields: Sequence[Field]
    place: Callable[[Found], Place]
    order: Sequence[str]
    find: Callable[[str], Condition]  # rows that a word of the narrowing text is found in
    joins: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)  # further expressions, for `place` and cells
    where: Sequence[Condition] = ()
    prelude: Condition = ("", ())  # WITH …
    group: Group | None = None


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
        self._fields = _chosen(query.fields, request.option("columns"))
        self._order = _order(query, request.first("sort"))
        self._group = None if request.first("sort") else query.group
        self._where = [*query.where, *(query.find(term) for term in terms(request.first("q")))]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(field.column for field in self._fields)

    @cached_property
    def count(self) -> int:
        if self._group:
            return len(self.headings) + sum(size for _, size in self.headings)
        return int(self._read("count(*)")[0][0])

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

    @cached_property
    def headings(self) -> list[tuple[Row, int]]:
        """Heading rows with the number of rows below each; empty when the view has none."""
        if not (group := self._group):
            return []
        found = self._read(
            f"{group.order}, {group.label}, count(*)", tail=f"GROUP BY {group.order} ORDER BY {group.order}"
        )
        return [(_heading(label or "", group.word), size) for _, label, size in found]

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
        order = [self._group.order, *self._order] if self._group else self._order
        return self._select(self._query.key, order, f"ORDER BY {', '.join(order)} LIMIT {limit} OFFSET {offset}")

    def _read(self, what: str, tail: str = "") -> list[Any]:
        return self._select(what, [what, tail], tail).fetchall()

    def _select(self, what: str, named: Sequence[str], tail: str) -> sqlite3.Cursor:
        conditions = " AND ".join(f"({sql})" for sql, _ in self._where) or "1"
        joins = _joins(self._query, [conditions, *named])
        prelude, parameters = self._query.prelude
        values = [*parameters, *(value for _, condition in self._where for value in condition)]
        return self._run(f"{prelude} SELECT {what} FROM {self._query.source} {joins} WHERE {conditions} {tail}", values)

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
        depth = 0 if self.request.first("sort") or self.request.first("q") else place.depth
        return Row(tuple(f.cell_of(found) for f in self._fields), depth=depth, key=place.key, target=place.target)

    def _run(self, sql: str, parameters: Sequence[object]) -> sqlite3.Cursor:
        with faults(self._conn):
            return self._conn.execute(sql, tuple(parameters))


def _heading(label: str, word: str) -> Row:
    cell = Cell(label) if label else Cell(word=word)
    return Row((cell,), RowKind.HEADING, key=f"heading {label or word}")


def _chosen(fields: Sequence[Field], ids: Sequence[str]) -> tuple[Field, ...]:
    by_id = {field.column.id: field for field in fields}
    return tuple(of_column(by_id, id_) for id_ in ids) if ids else tuple(fields)


def _order(query: Query, sort: str) -> tuple[str, ...]:
    if not sort:
        return tuple(query.order)
    chosen = of_column({field.column.id: field for field in query.fields}, sort.removeprefix("-"))
    direction = "DESC" if sort.startswith("-") else "ASC"
    return (f"{chosen.order} {direction} NULLS LAST", *query.order)


def of_column(by_id: Mapping[str, T], id_: str) -> T:
    """What belongs to the column of this id; AddressError when the view has no such column."""
    if id_ not in by_id:
        sentence = fault("“{column}” is no column of this view; its columns are: {columns}.")
        raise AddressError(sentence, column=id_, columns=", ".join(by_id))
    return by_id[id_]


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
