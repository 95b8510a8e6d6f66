"""Findings as they are kept: those of an observation, which observations any of them touches, how many there are.

A finding of scope and a waived one are told but not counted.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.address import ViewRequest, parse_address
from db.place import Place, place_of
from db.search import both, holding, terms
from db.terms import Severity
from db.view import Cell, Phrase, Row
from db.waivers import waived

if TYPE_CHECKING:
    from db.audit.finding import Value


class Told(NamedTuple):
    """A finding as it is kept; `message` is a message id and `values` the data for its fields."""

    id: int
    report: str
    rule: str
    severity: Severity
    message: str
    subject: str
    expected: Value
    found: Value
    difference: Value
    arithmetic: str
    note: str
    source_a: str
    source_b: str
    address_a: str
    address_b: str
    lines: str
    observations_a: tuple[int, ...]
    observations_b: tuple[int, ...]
    waiver: str | None  # the note with which it was set aside; None: it stands
    place_a: Place | None  # the line of source_a, as people look for it; None: there is no such side
    place_b: Place | None

    @property
    def values(self) -> dict[str, object]:
        """A side that is not there is empty."""
        fields = ("subject", "expected", "found", "arithmetic")
        values = {name: "" if getattr(self, name) is None else getattr(self, name) for name in fields}
        return {**values, "note": Phrase(self.note)}

    @property
    def request(self) -> ViewRequest:
        """The findings of its report by its rule."""
        return ViewRequest("findings", (self.report,)).having(rule=self.rule)


_SELECT = """
SELECT f.id, r.key, f.rule, f.severity, f.message, f.subject, f.expected, f.found, f.difference, f.arithmetic, f.note,
       f.source_a, f.source_b, f.address_a, f.address_b, f.lines,
       (SELECT json_group_array(json_array(observation_id, side)) FROM finding_observation WHERE finding_id = f.id),
       (SELECT places FROM report WHERE key = substr(f.source_a, 1, instr(f.source_a, '|') - 1)),
       (SELECT places FROM report WHERE key = substr(f.source_b, 1, instr(f.source_b, '|') - 1))
FROM finding f JOIN report r ON r.id = f.report_id WHERE """

_TOUCHING = """
SELECT fo.observation_id, f.id FROM json_each(?) w JOIN finding_observation fo ON fo.observation_id = w.value
JOIN finding f ON f.id = fo.finding_id WHERE f.severity <> 'scope'"""


def read(
    conn: sqlite3.Connection,
    reports: Sequence[str] = (),
    *,
    rules: Sequence[str] = (),
    classes: Sequence[str] = (),
) -> list[Told]:
    """Findings of these reports, rules and classes (of all where none is named), in their order."""
    conditions = ["1"]
    parameters = []
    for column, values in (("r.key", reports), ("f.rule", rules), ("f.severity", classes)):
        if values:
            conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(list(values)))
    return _read(conn, " AND ".join(conditions), parameters)


def about(conn: sqlite3.Connection, text: str) -> list[Told]:
    """Findings in whose subject, values, note, rule, sources or lines all words of a text stand."""
    fields = ("subject", "expected", "found", "note", "rule", "source_a", "source_b", "lines")
    condition, parameters = both(*(holding(one, *(f"f.{field}" for field in fields)) for one in terms(text)))
    return _read(conn, condition, parameters)


def _read(conn: sqlite3.Connection, condition: str, parameters: Sequence[object]) -> list[Told]:
    aside = waived(conn)
    rows = conn.execute(f"{_SELECT}{condition} ORDER BY r.key, f.position", parameters)
    return [_told(row, aside) for row in rows]


def _told(row: Sequence[Any], aside: dict[int, str]) -> Told:
    id_, report, rule, severity, *fields, observations, places_a, places_b = row
    sides: dict[str, list[int]] = {"a": [], "b": []}
    for observation, side in json.loads(observations):
        sides[side].append(observation)
    sided = (tuple(sides["a"]), tuple(sides["b"]))
    source_a, source_b, address_a, address_b, _lines = fields[-5:]
    standing = (_place(source_a, address_a, places_a), _place(source_b, address_b, places_b))
    values = [id_, report, rule, Severity(severity), *fields, *sided, aside.get(id_), *standing]
    return Told(*values)


def _place(source: str, address: str, places: str | None) -> Place | None:
    """Of `report|table or section|row|column|line`; the address of a table marks the cell."""
    line = source.rpartition("|")[2]
    if not line.isdigit():
        return None
    row, _, column = (parse_address(address).first("at") if address else "").partition(".")
    cell = (int(row), int(column)) if row.isdigit() and column.isdigit() else None
    return place_of(places or "", int(line), cell)


def touched(conn: sqlite3.Connection, observations: Iterable[int]) -> Counter[int]:
    """How many findings that count touch each of these observations."""
    pairs = conn.execute(_TOUCHING, (json.dumps(list(observations)),)).fetchall()
    if not pairs:
        return Counter()
    aside = waived(conn)
    return Counter(observation for observation, finding in pairs if finding not in aside)


def of_observations(conn: sqlite3.Connection, observations: Sequence[int]) -> list[Told]:
    """All findings that touch these observations, waived ones and those of scope included."""
    touching = (
        "f.id IN (SELECT finding_id FROM finding_observation WHERE observation_id IN (SELECT value FROM json_each(?)))"
    )
    return _read(conn, touching, [json.dumps(list(observations))])


def marked(conn: sqlite3.Connection, rows: Iterable[Row]) -> list[Row]:
    """The rows, with the findings counted on each cell whose shown observation they touch; one query for all."""
    held = list(rows)
    shown = {id_ for row in held for cell in row.cells for id_ in _stands_for(cell)}
    counts = touched(conn, shown) if shown else Counter()
    if not counts:
        return held
    return [row._replace(cells=tuple(_counted(cell, counts) for cell in row.cells)) for row in held]


def _counted(cell: Cell, counts: Counter[int]) -> Cell:
    count = sum(counts[id_] for id_ in _stands_for(cell))
    return cell._replace(finding=count) if count else cell


def _stands_for(cell: Cell) -> tuple[int, ...]:
    """The observation shown; a computed rate stands for both of its terms."""
    return cell.observations if cell.mark == "=" else cell.observations[:1]
