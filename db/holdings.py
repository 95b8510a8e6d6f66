"""What a database holds, in numbers: of all reports, or of one; and what of it a person should look at.

What a report holds is counted when it is loaded, the rest is read off indexes: a national database has ten million
figures.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from db.terms import Severity
from db.waivers import waived


class ReportRow(NamedTuple):
    key: str
    title: str
    issuer: str
    year: int
    region: str  # name of the region or school whose report it is
    origin: str  # file | edition


class Overview(NamedTuple):
    """`sentences` of the observations are figures of prose, the others those of tables."""

    reports: tuple[ReportRow, ...]
    first_year: int | None  # under which figures are compared
    last_year: int | None
    tables: int
    observations: int
    sentences: int
    records: int
    regions: int  # with figures
    schools: int
    majors: int
    indicators: int  # with figures


def reports(conn: sqlite3.Connection, key: str = "") -> tuple[ReportRow, ...]:
    """All, or that of a key."""
    rows = conn.execute(
        "SELECT r.key, r.title, r.issuer, r.year, e.name, r.origin FROM report r"
        " JOIN entity e ON e.id = r.entity_id WHERE ? IN ('', r.key) ORDER BY r.key",
        (key,),
    )
    return tuple(ReportRow(*row) for row in rows)


def overview(conn: sqlite3.Connection, key: str = "") -> Overview:
    """Of the whole database, or of the report of a key."""
    found = reports(conn, key)
    counts = [_counts(conn, report.key) for report in found]
    if key:
        return Overview._make((found, *counts[0]))
    years = [year for count in counts for year in count[:2] if year is not None]
    sums = [sum(count[place] or 0 for count in counts) for place in range(2, 6)]
    span = (min(years), max(years)) if years else (None, None)
    return Overview(found, *span, *sums, *conn.execute(_DISTINCT).fetchone())


def keep_counts(conn: sqlite3.Connection, key: str = "") -> None:
    """Count what a report holds, or each of them, once and for all: a report may have millions of figures."""
    for report in reports(conn, key):
        counts = conn.execute(_OF_REPORT, {"report": report.key}).fetchone()
        conn.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEPT + report.key, json.dumps(counts)))


def forget_counts(conn: sqlite3.Connection, key: str) -> None:
    conn.execute("DELETE FROM meta WHERE key = ?", (_KEPT + key,))


def _counts(conn: sqlite3.Connection, key: str) -> Sequence[int | None]:
    """The fields of `Overview` after the reports, as they were kept, else counted now."""
    kept = conn.execute("SELECT value FROM meta WHERE key = ?", (_KEPT + key,)).fetchone()
    counts: Sequence[int | None] = json.loads(kept[0]) if kept else conn.execute(_OF_REPORT, {"report": key}).fetchone()
    return counts


_FIGURES = Overview._fields.index("observations") - 1

_KEPT = "counts "
"""Begins the keys of `meta` under which the counts of each report are kept."""

# What several reports have in common is read off the indexes one entity or indicator at a time.
_DISTINCT = """
SELECT (SELECT count(*) FROM entity e WHERE e.type = 'region'
        AND EXISTS (SELECT 1 FROM observation o WHERE o.entity_id = e.id)),
       (SELECT count(*) FROM entity WHERE type = 'school'),
       (SELECT count(*) FROM entity e WHERE e.type = 'major'
        AND EXISTS (SELECT 1 FROM record c WHERE c.major_id = e.id)),
       (SELECT count(*) FROM indicator i WHERE EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = i.id))"""

# The figures of one report are read once, in the order in which they stand.
_OF_REPORT = """
WITH r (id) AS (SELECT id FROM report WHERE key = :report)
SELECT min(o.year), max(o.year),
       (SELECT count(*) FROM source_table t, r WHERE t.report_id = r.id),
       count(*),
       (SELECT count(*) FROM observation t, r WHERE t.report_id = r.id AND t.origin = 'text'),
       (SELECT count(*) FROM record c, r WHERE c.report_id = r.id),
       count(DISTINCT o.entity_id) FILTER (WHERE o.entity_id IN (SELECT id FROM entity WHERE type = 'region')),
       (SELECT count(DISTINCT e.id) FROM name n, r JOIN entity e ON e.id = n.entity_id
        WHERE n.report_id = r.id AND e.type = 'school'),
       (SELECT count(DISTINCT c.major_id) FROM record c, r WHERE c.report_id = r.id),
       count(DISTINCT o.indicator_id)
FROM r JOIN observation o ON o.report_id = r.id"""


def open_findings(conn: sqlite3.Connection, key: str = "") -> Counter[Severity]:
    """Findings that were not waived, by class; those of scope included."""
    aside = waived(conn)
    rows = conn.execute(
        "SELECT f.severity, f.id IN (SELECT value FROM json_each(?)), count(*) FROM finding f"
        " JOIN report r ON r.id = f.report_id WHERE ? IN ('', r.key) GROUP BY 1, 2",
        (str(list(aside)), key),
    )
    return Counter({Severity(severity): count for severity, set_aside, count in rows if not set_aside})


class Reading(NamedTuple):
    """How much of some reports the audit had to go by, and how much of them is a number or label not understood."""

    figures: int
    missed: int


MISSED = ("label", "cell", "quantity")
"""Types of the view `unclear` in which something is printed that no rule looks at."""


def reading(conn: sqlite3.Connection, keys: Sequence[str] = ()) -> Reading:
    """Of these reports; of all where none is named."""
    figures = sum(_counts(conn, key)[_FIGURES] or 0 for key in keys or [report.key for report in reports(conn)])
    counted = [unclear(conn, key) for key in keys or [""]]
    return Reading(figures, sum(count[type_] for count in counted for type_ in MISSED))


_UNCLEAR = {
    "label": "SELECT count(*) FROM (SELECT 1 FROM indicator i CROSS JOIN observation o ON o.indicator_id = i.id"
    " JOIN report r ON r.id = o.report_id WHERE i.known = 0 AND {chosen} GROUP BY i.id, r.id)",
    "cell": "SELECT count(*) FROM cell k JOIN source_table t ON t.id = k.table_id JOIN report r ON r.id = t.report_id"
    " WHERE k.role = 'unknown' AND {chosen}",
    "quantity": "SELECT count(*) FROM unread u JOIN report r ON r.id = u.report_id WHERE {chosen}",
    "identity": "SELECT count(*) FROM unsure u JOIN report r ON r.id = u.report_id WHERE {chosen}",
    "lost": "SELECT count(*) FROM observation o JOIN report r ON r.id = o.report_id"
    " WHERE o.status = 'lost' AND {chosen}",
}


def unclear(conn: sqlite3.Connection, key: str = "") -> dict[str, int]:
    """How much of the reports was not understood or is to be looked at, by the types of the view `unclear`."""
    chosen, parameters = ("r.key = ?", [key]) if key else ("1", [])
    return {
        type_: int(conn.execute(query.format(chosen=chosen), parameters).fetchone()[0])
        for type_, query in _UNCLEAR.items()
    }
