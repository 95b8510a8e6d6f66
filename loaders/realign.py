"""Where the cells of short rows belong, when a conversion dropped one cell of a row and all right of it moved left.

Only the rows taken together can tell: a placement is accepted when it is the only one in which all sums of rows and
columns hold. A dropped cell of a row is taken to have been empty, that of the total row to have held an unknown number.
Placements with the same value in every column count as one; the dropped column is then the one that most rows may have
lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | None
Vector = tuple[Number, ...]

_MOST_STATES = 50_000


class _TooManyWaysError(Exception):
    """More partial sums than can be looked at; nothing is placed then."""


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of a table as printed: one row per entity and the total row, each as long as printed."""

    rows: Sequence[Sequence[Number]]
    total_row: int
    total_column: int | None
    width: int


def dropped_columns(block: Block) -> list[int | None] | None:
    """For every row the column it lost, None for a full row; None for all when not exactly one placement fits."""
    if not _may_be_placed(block):
        return None
    try:
        found = [solution for totals, rows in _hypotheses(block) for solution in _solutions(block, totals, rows)]
    except _TooManyWaysError:
        return None
    if len(found) != 1:
        return None
    return _most_common(found[0], block)


def _may_be_placed(block: Block) -> bool:
    lengths = [len(row) for row in block.rows]
    figures = [value for row in block.rows for value in row if value is not None]
    return min(lengths) == block.width - 1 < max(lengths) <= block.width and all(value >= 0 for value in figures)


Option = tuple[Vector, frozenset[int]]  # the values by column, and the columns that may have been lost


def _hypotheses(block: Block) -> Iterator[tuple[Option, list[list[Option]]]]:
    """Each way to place the total row, with the ways to place each other row."""
    others = [row for i, row in enumerate(block.rows) if i != block.total_row]
    options = [_options(row, block) for row in others]
    printed = block.rows[block.total_row]
    if len(printed) == block.width:
        if _is_total_of_parts(printed, block.total_column):
            yield (tuple(printed), frozenset()), options
        return
    for column in range(block.width):
        vector = _with_gap(printed, column)
        if column != block.total_column and _may_total(vector, block.total_column):
            yield (vector, frozenset([column])), options


def _options(row: Sequence[Number], block: Block) -> list[Option]:
    """The ways to place a row so that its own sum holds, those with equal values taken together."""
    if len(row) == block.width:
        return [(tuple(row), frozenset())] if _is_total_of_parts(row, block.total_column) else []
    found: dict[Vector, set[int]] = {}
    for column in range(block.width):
        vector = _with_gap(row, column)
        if column != block.total_column and _is_total_of_parts(vector, block.total_column):
            found.setdefault(vector, set()).add(column)
    return [(vector, frozenset(columns)) for vector, columns in found.items()]


def _with_gap(row: Sequence[Number], column: int) -> Vector:
    return (*row[:column], None, *row[column:])


def _is_total_of_parts(row: Sequence[Number], total_column: int | None) -> bool:
    if total_column is None:
        return True
    return _sum(value for i, value in enumerate(row) if i != total_column) == (row[total_column] or 0)


def _may_total(row: Sequence[Number], total_column: int | None) -> bool:
    """Whether a total row with one unknown number can hold."""
    if total_column is None:
        return True
    return _sum(value for i, value in enumerate(row) if i != total_column) <= (row[total_column] or 0)


def _sum(values: Iterator[Number]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


State = tuple[Decimal, ...]


def _solutions(block: Block, totals: Option, rows: Sequence[Sequence[Option]]) -> Iterator[list[frozenset[int]]]:
    """At most two placements of the rows whose columns add up to the totals, the total row's own gap included."""
    limit, gap = totals
    unknown = next(iter(gap), None)
    target = tuple(Decimal(0) if i == unknown else (value or Decimal(0)) for i, value in enumerate(limit))
    states: dict[State, list[list[frozenset[int]]]] = {tuple(Decimal(0) for _ in target): [[]]}
    for options in rows:
        states = _step(states, options, target, unknown)
        if len(states) > _MOST_STATES:
            raise _TooManyWaysError
    for placed in states.get(target, []):
        yield [*placed[: block.total_row], gap, *placed[block.total_row :]]


def _step(
    states: dict[State, list[list[frozenset[int]]]], options: Sequence[Option], target: State, unknown: int | None
) -> dict[State, list[list[frozenset[int]]]]:
    """Partial sums after one more row, each with at most two ways that lead there."""
    following: dict[State, list[list[frozenset[int]]]] = {}
    for state, ways in states.items():
        for vector, lost in options:
            reached = _add(state, vector, unknown)
            if all(have <= want for have, want in zip(reached, target, strict=True)):
                known = following.setdefault(reached, [])
                known += [[*way, lost] for way in ways[: 2 - len(known)]]
    return following


def _add(state: State, vector: Vector, unknown: int | None) -> State:
    return tuple(
        have if i == unknown else have + (value or 0) for i, (have, value) in enumerate(zip(state, vector, strict=True))
    )


def _most_common(solution: Sequence[frozenset[int]], block: Block) -> list[int | None]:
    votes = Counter(column for i, columns in enumerate(solution) if i != block.total_row for column in columns)
    return [min(columns, key=lambda column: (-votes[column], column)) if columns else None for columns in solution]
