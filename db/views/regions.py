"""The list of regions as a tree, as far as reports speak of them: provinces, reporting units and prefectures, counties.

Beside each stands the number of its schools as printed, for the regions under one parent out of one table.
"""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from db.address import ViewRequest
from db.resolve import resolve
from db.romanised import english_name
from db.search import Condition, among, found_by_name
from db.terms import EntityType, Status
from db.view import Cell, Column, ColumnKind, Note, View, word
from db.views.entities import ADDRESS, READING
from db.views.flat import Field, Found, Query, SqlView, plain_cell
from db.views.lists import entity_place

SCHOOL_COUNTS = ("schools.enrolling", "schools")
"""Indicators that may stand for the number of schools, the first one first."""

_TREE = """
WITH RECURSIVE
used (id) AS (
    SELECT r.id FROM entity r WHERE r.type = 'region' AND (
        EXISTS (SELECT 1 FROM observation o WHERE o.entity_id = r.id)
        OR EXISTS (SELECT 1 FROM entity s WHERE s.parent_id = r.id AND s.type = 'school')
        OR EXISTS (SELECT 1 FROM report t WHERE t.entity_id = r.id))
    UNION SELECT x.parent_id FROM used JOIN entity x ON x.id = used.id WHERE x.parent_id IS NOT NULL
),
tree (id, depth, path) AS (
    SELECT x.id, 0, x.key FROM used JOIN entity x ON x.id = used.id WHERE x.parent_id IS NULL
    UNION ALL
    SELECT x.id, tree.depth + 1, tree.path || '/' || (x.level <> 'unit') || x.key
    FROM tree JOIN entity x ON x.parent_id = tree.id JOIN used ON used.id = x.id
)
SELECT id, depth FROM tree ORDER BY path"""

_PRELUDE = """
WITH tree (id, depth, position) AS (SELECT value ->> 0, value ->> 1, key FROM json_each(?)),
source (region_id, report_id, table_id, indicator_id, year) AS (
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)
)"""

_PRINTED = """(SELECT o.id FROM source JOIN observation o ON o.entity_id = e.id AND o.indicator_id = source.indicator_id
    AND o.year = source.year AND o.report_id = source.report_id AND o.table_id IS source.table_id
    WHERE source.region_id = {region} AND o.value IS NOT NULL ORDER BY o.id LIMIT 1)"""


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`region[/among=NAME]`: units above the first prefecture, else in the order of their codes; or one's peers."""
    sources = _sources(conn)
    query = Query(
        key="e.id",
        source="tree JOIN entity e ON e.id = tree.id",
        joins={
            "o": "LEFT JOIN observation o ON o.id ="
            f" coalesce({_PRINTED.format(region='e.parent_id')}, {_PRINTED.format(region='e.id')})"
        },
        fields=(
            Field(Column("name", word=word("Region"), frozen=True), "e.name", READING, _name_cell),
            Field(Column("schools", ColumnKind.NUMBER, word=word("Schools")), "o.value", cell=_schools_cell),
            Field(Column("code", word=word("Code"), sparse=True), "e.code"),
        ),
        extra={
            "_depth": "tree.depth",
            "_address": ADDRESS,
            "_observation": "o.id",
            "_status": "o.status",
            "_level": "e.level",
            "_pinyin": READING,
            "_initials": READING.replace("n.pinyin", "n.initials"),
        },
        prelude=(
            _PRELUDE,
            (json.dumps(conn.execute(_TREE).fetchall()), json.dumps([source.key for source in sources])),
        ),
        where=_peers(conn, request.first("among")),
        order=("tree.position",),
        find=lambda term: found_by_name(term, "e.id"),
        place=lambda found: entity_place("region", found, found["_depth"]),
        named=ADDRESS,
        aspects={"status": "o.status"},
    )
    notes = [Note(word("Schools: {indicator} {year}, {report} {table}"), source.said) for source in sources]
    return SqlView(conn, request, query, [(word("Regions"), request)], notes)


def _peers(conn: sqlite3.Connection, name: str) -> list[Condition]:
    if not name:
        return []
    from db.views.peer_set import peers_of

    return [among("e.id", list(peers_of(conn, resolve(conn, EntityType.REGION, name).id)))]


def _name_cell(found: Found) -> Cell:
    name = found["name"]
    return Cell(name, name, gloss=english_name(name, found["_level"], found["_pinyin"] or "", found["_initials"] or ""))


def _schools_cell(found: Found) -> Cell:
    if found["_observation"] is None:
        return Cell()
    plain = plain_cell(found["schools"])
    return Cell(plain.text, plain.value, status=Status(found["_status"]), observations=(found["_observation"],))


class _Source(NamedTuple):
    """A table that gives the numbers of schools for the regions under one parent (or for a province alone)."""

    key: tuple[int, int, int | None, int, int]  # region, report, table, indicator, year
    covered: int
    preferred: bool
    report_year: int
    said: dict[str, object]

    @property
    def rank(self) -> tuple[int, bool, int, bool, int]:
        """The newest, and of equal ones a table before text."""
        return self.key[4], self.preferred, self.covered, self.key[2] is not None, self.report_year


def _sources(conn: sqlite3.Connection) -> list[_Source]:
    """For each parent the newest of the tables that cover at least half as many regions as the one that covers most."""
    by_region: dict[int, list[_Source]] = {}
    for source in _candidates(conn):
        by_region.setdefault(source.key[0], []).append(source)
    chosen = []
    for sources in by_region.values():
        most = max(source.covered for source in sources)
        chosen.append(max((s for s in sources if 2 * s.covered >= most), key=lambda s: s.rank))
    return chosen


def _candidates(conn: sqlite3.Connection) -> list[_Source]:
    """Read by indicator: by region every figure there is would be looked at."""
    rows = conn.execute(
        """SELECT coalesce(e.parent_id, e.id), o.report_id, o.table_id, o.indicator_id, o.year, count(DISTINCT e.id),
            i.key, i.name, r.year, r.key, coalesce(t.key, '')
        FROM indicator i CROSS JOIN observation o ON o.indicator_id = i.id CROSS JOIN entity e ON e.id = o.entity_id
        JOIN report r ON r.id = o.report_id LEFT JOIN source_table t ON t.id = o.table_id
        WHERE i.key IN (SELECT value FROM json_each(?)) AND e.type = 'region'
            AND o.value IS NOT NULL AND o.year IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5 ORDER BY r.key, t.position, o.indicator_id, o.year""",
        (json.dumps(SCHOOL_COUNTS),),
    )
    return [
        _Source(
            (region, report, table, indicator, year),
            covered,
            key == SCHOOL_COUNTS[0],
            report_year,
            {"indicator": name, "year": year, "report": report_name, "table": table_name},
        )
        for region, report, table, indicator, year, covered, key, name, report_year, report_name, table_name in rows
    ]
