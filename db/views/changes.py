"""What changed most in the regions whose reports are loaded, between years whose figures may be compared."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from db.address import ViewRequest
from db.view import Cell, Note, Row
from db.views.composed import entity_request
from db.views.region import Profile, YearColumns

MOST_REGIONS = 4
"""Regions looked at, the highest first: their own figures are read whole."""
MOST_RELATIVE, MOST_POINTS = 4, 2
LEAST = 10
"""Percent of fewer say little."""

_LEVELS = ("country", "province", "prefecture", "county", "unit")

Years = tuple[int, int]


class Beside(NamedTuple):
    """A region and the two years between which most of its figures may be compared."""

    name: str
    request: ViewRequest
    years: Years
    changes: int
    peers: int  # regions of its level under the same parent with figures, 0 where there are fewer than three


class Change(NamedTuple):
    """`size` is in percent, or for a rate in percentage points; `values` are those of `years`, in `unit`."""

    name: str
    request: ViewRequest
    indicator: Cell
    size: Cell
    relative: bool
    values: tuple[str, str]
    unit: str
    years: Years
    note: Note | None


def of_regions(conn: sqlite3.Connection, key: str = "") -> tuple[list[Beside], list[Change]]:
    """Of the regions of all reports, or of whose report has the key: that of which most can be compared comes first,
    the greatest change first, rates last."""
    besides, changes = [], []
    for id_, name in _regions(conn, key):
        request = entity_request(conn, id_)
        found = list(_changes(Profile(conn, id_), name, request))
        if found:
            years, _count = Counter(change.years for change in found).most_common(1)[0]
            of_pair = [change for change in found if change.years == years]
            besides.append(Beside(name, request, years, len(of_pair), _peers(conn, id_)))
            changes += of_pair
    besides.sort(key=lambda beside: -beside.changes)
    return besides, [*_strongest(changes, MOST_RELATIVE, True), *_strongest(changes, MOST_POINTS, False)]


def _regions(conn: sqlite3.Connection, key: str) -> list[tuple[int, str]]:
    return conn.execute(
        "SELECT DISTINCT e.id, e.name FROM report r JOIN entity e ON e.id = r.entity_id"
        " WHERE CASE ? WHEN '' THEN e.type = 'region' ELSE r.key = ? END"
        " ORDER BY instr(?, e.level), e.code, e.id LIMIT ?",
        (key, key, " ".join(_LEVELS), MOST_REGIONS),
    ).fetchall()


def _changes(profile: Profile, name: str, request: ViewRequest) -> Iterator[Change]:
    for row in profile.rows(YearColumns(profile.years)):
        if len(row.cells) > 1 and (change := _change(profile, row, name, request)):
            yield change


def _change(profile: Profile, row: Row, name: str, request: ViewRequest) -> Change | None:
    """None where nothing changed, or the two must not be compared."""
    indicator, unit, *figures, absolute, percent, verdict, _trend = row.cells
    valued = [(year, cell) for year, cell in zip(profile.years, figures, strict=True) if cell.value is not None]
    if verdict.value == "no" or not absolute.value or len(valued) < 2:
        return None
    (first, before), (last, after) = valued[-2:]
    relative = percent.value is not None
    size = percent if relative else absolute
    shown = before.observations[: 2 if before.mark else 1] + after.observations[: 2 if after.mark else 1]
    return Change(
        name,
        request.having(year=(str(first), str(last)), at=row.key),
        indicator,
        size._replace(mark=verdict.text or "=", observations=shown),
        relative,
        (before.text, after.text),
        unit.text,
        (first, last),
        row.note,
    )


def _strongest(changes: list[Change], most: int, relative: bool) -> list[Change]:
    """Shares in percent are told in points; a change of anything else without a percentage is not told."""
    wanted = [c for c in changes if c.relative is relative and (_is_large(c) if relative else c.unit == "%")]
    return sorted(wanted, key=lambda change: -abs(_number(change.size)))[:most]


def _is_large(change: Change) -> bool:
    return all(float(value) >= LEAST for value in change.values)


def _number(cell: Cell) -> float:
    return cell.number or 0.0


def _peers(conn: sqlite3.Connection, region: int) -> int:
    from db.views.peer_set import peers_of
    from db.views.standing import MIN_PEERS

    found = peers_of(conn, region)
    query = "SELECT EXISTS (SELECT 1 FROM observation WHERE entity_id = ?)"
    count = sum(conn.execute(query, (peer,)).fetchone()[0] for peer in found)
    return count if count >= MIN_PEERS else 0
