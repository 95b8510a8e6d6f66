"""What chips let through: of rows that are held, and as conditions of a query; the values of a column."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from db.address import ViewRequest
from db.chips import ASPECTS, CHAPTER, STATUS, Choice, Value, Values, chips_of, choices, range_of, value_of, within
from db.search import Condition, either, matching_names, pattern
from db.view import Column, ColumnKind, Row, RowKind
from db.views.columns import of_column, positions

EXACT = 5e-11
"""Half of the last decimal that a value is written with (`db.figures.decimal_text`)."""
MOST_VALUES = 500


# --- rows that are held ---


def passing(rows: Iterable[Row], columns: Sequence[Column], request: ViewRequest) -> list[Row]:
    """The rows that the chips of a request let through, headings among them; AddressError for an unknown column."""
    wanted = [(choice, _reader(choice.column, columns)) for choice in choices(chips_of(request))]
    return [row for row in rows if row.kind is RowKind.HEADING or all(_fits(c, read(row)) for c, read in wanted)]


Reader = Callable[[Row], tuple[str, ...]]


def _reader(id_: str, columns: Sequence[Column]) -> Reader:
    """Gives the values of a row in a column: one, or in an aspect as many as the row has."""
    places = positions(columns)
    if id_ not in places and id_ in _ASPECTS:
        return _ASPECTS[id_]
    index = of_column({**places, **dict.fromkeys(ASPECTS, -1)}, id_)
    return lambda row: (value_of(row.cells[index]) if index < len(row.cells) else "",)


def _statuses(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(cell.status) for cell in row.cells if cell.status))


def _chapters(row: Row) -> tuple[str, ...]:
    """Of the indicator that the row leads to."""
    leads = row.target is not None and row.target.kind == "indicator" and row.target.names
    chapter = _chapter_of().get(row.target.names[0]) if row.target and leads else None
    return (chapter,) if chapter else ()


@cache
def _chapter_of() -> dict[str, str]:
    from db.reference import indicators

    return {indicator.key: indicator.chapter for indicator in indicators()}


_ASPECTS: dict[str, Reader] = {STATUS: _statuses, CHAPTER: _chapters}


def _fits(choice: Choice, found: tuple[str, ...]) -> bool:
    return choice.excluded != any(_is_among(value, choice.values) for value in found or ("",))


def _is_among(value: str, wanted: frozenset[str]) -> bool:
    if value in wanted:
        return True
    try:
        return any(within(float(value), bounds) for bounds in wanted if range_of(bounds))
    except ValueError:
        return False


# --- rows that a query selects ---


def condition(choice: Choice, expression: str, kind: ColumnKind) -> Condition:
    """Rows in which an expression has one of the values; a text that is empty counts as none."""
    numeric = kind is ColumnKind.NUMBER
    parts = [_number(expression, value) if numeric else _text(expression, value) for value in sorted(choice.values)]
    sql, parameters = either(*parts)
    return (f"NOT coalesce({sql}, 0)", parameters) if choice.excluded else (sql, parameters)


def _text(expression: str, value: str) -> Condition:
    return (f"{expression} = ?", (value,)) if value else (f"coalesce({expression}, '') = ''", ())


def _number(expression: str, value: str) -> Condition:
    if not value:
        return f"{expression} IS NULL", ()
    if bounds := range_of(value):
        low, high = bounds
    else:
        try:
            low = high = float(value)
        except ValueError:
            return "0", ()
    limits = [(">=", low, -EXACT), ("<=", high, EXACT)]
    held = [(sign, bound + spare) for sign, bound, spare in limits if bound is not None]
    return " AND ".join(f"{expression} {sign} ?" for sign, _ in held), tuple(bound for _, bound in held)


# --- values ---


def values_of(conn: sqlite3.Connection, rows: Iterable[Row], columns: Sequence[Column], id_: str, text: str) -> Values:
    """The values of a column in rows that are held, of those that hold a text or are read like it."""
    read = _reader(id_, columns)
    counts = Counter(value for row in rows if row.kind is not RowKind.HEADING for value in read(row) or ("",))
    wanted = {value for value in counts if text.casefold() in value.casefold()} if text else set(counts)
    if text:
        condition, parameters = matching_names(text)
        query = f"SELECT n.text FROM name n WHERE n.text IN (SELECT value FROM json_each(?)) AND ({condition})"
        wanted |= {name for (name,) in conn.execute(query, (json.dumps(list(counts)), *parameters))}
    return ordered(Value(value, counts[value]) for value in wanted)


def holding_value(expression: str, text: str) -> Condition:
    """Rows in which an expression holds a text, or is a name that is read like it."""
    condition, parameters = matching_names(text)
    return (
        f"{expression} LIKE ? ESCAPE '\\' OR {expression} IN (SELECT n.text FROM name n WHERE {condition})",
        (pattern(text), *parameters),
    )


def ordered(values: Iterable[Value]) -> Values:
    """The most frequent first, equal ones by their size, none last."""
    found = sorted(values, key=lambda one: (-one.rows, not one.value, _size(one.value)))
    return Values(tuple(found[:MOST_VALUES]), len(found) > MOST_VALUES)


def _size(value: str) -> tuple[float, str]:
    try:
        return float(value), value
    except ValueError:
        return float("inf"), value
