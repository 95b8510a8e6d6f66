"""Where the cells of short rows belong, when a conversion dropped one cell of a row and all right of it moved left.

Only the rows taken together can tell: a placement is accepted when it is the only one in which all sums of rows and
columns hold. What a dropped cell held is not known: the sum of its row tells it where there is one, else its column may
hold more than its cells add up to, and the column whose total was dropped may hold anything. Placements with the same
value in every column count as one; the dropped column is then the one that most rows may have lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

Number = Decimal | None
Vector = tuple[Decimal, ...]

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
    loose: frozenset[int] = frozenset()  # columns that do not add up by their nature: rates


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with a value for every column. `gaps` are the columns of which it may have lost one, empty for a full row;
    `known` says whether the sum of the row tells what was lost."""

    values: Vector
    gaps: frozenset[int] = frozenset()
    known: bool = True


def dropped_columns(block: Block) -> list[int | None] | None:
    """For every row the column it lost, None for a full row; None for all when not exactly one placement fits."""
    if not _may_be_placed(block):
        return None
    try:
        found = [way for total in _ways(block.rows[block.total_row], block) for way in _solutions(block, total)]
    except _TooManyWaysError:
        return None
    distinct = _distinct(found)
    return _most_common(distinct[0]) if len(distinct) == 1 else None


def _may_be_placed(block: Block) -> bool:
    lengths = [len(row) for row in block.rows]
    figures = [value for row in block.rows for value in row if value is not None]
    return min(lengths) == block.width - 1 < max(lengths) <= block.width and all(value >= 0 for value in figures)


def _ways(row: Sequence[Number], block: Block) -> list[_Placed]:
    """The ways to place a row so that its own sum holds."""
    values = tuple(value or Decimal(0) for value in row)
    if len(row) == block.width:
        return [_Placed(values)] if _gap_value(values, block.total_column) == 0 else []
    found = (_with_gap(values, column, block.total_column) for column in range(block.width))
    known = [(placed,) for placed in found if placed]
    if block.total_column is None:
        return [placed for (placed,) in known]
    return [placed for (placed,) in _distinct(known)]


def _with_gap(values: Vector, column: int, total_column: int | None) -> _Placed | None:
    """A row with a gap before this column, filled by the sum of the row; None when no number can fill it."""
    placed = (*values[:column], Decimal(0), *values[column:])
    if total_column is None:
        return _Placed(placed, frozenset([column]), known=False)
    missing = _gap_value(placed, total_column) * (-1 if column == total_column else 1)
    return _Placed((*placed[:column], missing, *placed[column + 1 :]), frozenset([column])) if missing >= 0 else None


def _gap_value(values: Vector, total_column: int | None) -> Decimal:
    """By how much the total of a row is more than its parts."""
    if total_column is None:
        return Decimal(0)
    return 2 * values[total_column] - sum(values, Decimal(0))


@dataclass(frozen=True, slots=True)
class _State:
    """Sums of the rows placed so far, and the columns in which an unknown number was lost."""

    sums: Vector
    open: frozenset[int]


Way = tuple[_Placed, ...]
Ways = dict[_State, list[Way]]


def _solutions(block: Block, total: _Placed) -> Iterator[Way]:
    """The placements of all rows whose columns add up to a placed total row, at most two for each state reached."""
    free = block.loose if total.known else block.loose | total.gaps
    states: Ways = {_State((Decimal(0),) * block.width, frozenset()): [()]}
    for i, row in enumerate(block.rows):
        options = [total] if i == block.total_row else _ways(row, block)
        states = _step(states, options, total.values, free, counts=i != block.total_row)
        if len(states) > _MOST_STATES:
            raise _TooManyWaysError
    for state, ways in states.items():
        if all(_adds_up(i, have, total.values[i], state) or i in free for i, have in enumerate(state.sums)):
            yield from ways


def _step(states: Ways, options: Sequence[_Placed], limit: Vector, free: frozenset[int], *, counts: bool) -> Ways:
    """The states after one more row, each with at most two different ways to it."""
    following: Ways = {}
    for state, ways in states.items():
        for placed in options:
            reached = _after(state, placed) if counts else state
            if any(
                have > most for i, (have, most) in enumerate(zip(reached.sums, limit, strict=True)) if i not in free
            ):
                continue
            following.setdefault(reached, []).extend((*way, placed) for way in ways)
    return {state: _distinct(ways)[:2] for state, ways in following.items()}


def _distinct(ways: Sequence[Way]) -> list[Way]:
    """Ways that differ in a value; of those that do not, what either may have lost."""
    found: dict[tuple[Vector, ...], Way] = {}
    for way in ways:
        values = tuple(placed.values for placed in way)
        found[values] = _either(found[values], way) if values in found else way
    return list(found.values())


def _either(one: Way, other: Way) -> Way:
    return tuple(replace(a, gaps=a.gaps | b.gaps) for a, b in zip(one, other, strict=True))


def _after(state: _State, placed: _Placed) -> _State:
    sums = tuple(have + value for have, value in zip(state.sums, placed.values, strict=True))
    return _State(sums, state.open if placed.known else state.open | placed.gaps)


def _adds_up(column: int, have: Decimal, total: Decimal, state: _State) -> bool:
    return have == total or (column in state.open and have < total)


def _most_common(way: Way) -> list[int | None]:
    """The column that each row lost: among those it may have lost, the one that most rows may have lost."""
    possible = [placed.gaps for placed in way]
    votes = Counter(gap for gaps in possible for gap in gaps)
    return [min(gaps, key=lambda gap: (-votes[gap], gap)) if gaps else None for gaps in possible]
