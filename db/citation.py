"""What a figure must be told with to be quoted: whose it is, of what and when, and where it was printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from db import source
from db.reference import FOLDER, read_table
from db.romanised import english_name
from db.source import SourceLine


class English(NamedTuple):
    """English for a region, an issuer and the title of a report; empty where no rule gives one."""

    entity: str = ""
    issuer: str = ""
    title: str = ""


class Cited(NamedTuple):
    """One observation with its entity and indicator; `source` has its value, period, status and printed place."""

    id: int
    entity: str
    indicator: str  # key
    name: str
    gloss: str
    scope: str
    qualifier: str
    report_year: int
    source: SourceLine
    english: English = English()


_SPELLED = """CASE {0}.type WHEN 'region' THEN (SELECT json_array({0}.name, {0}.level, n.pinyin, n.initials) FROM name n
 WHERE n.entity_id = {0}.id AND n.text = {0}.name LIMIT 1) END"""
_QUERY = f"""
SELECT o.id, e.name, i.key, i.name, i.gloss, i.scope, o.qualifier, r.year,
       {_SPELLED.format("e")}, {_SPELLED.format("g")}
FROM json_each(?) w JOIN observation o ON o.id = w.value JOIN entity e ON e.id = o.entity_id
JOIN indicator i ON i.id = o.indicator_id JOIN report r ON r.id = o.report_id
LEFT JOIN entity g ON g.id = r.entity_id ORDER BY w.key"""


def of_observations(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Cited]:
    """In the order of the ids; ids that are no longer there are left out."""
    rows = conn.execute(_QUERY, (json.dumps(list(ids)),)).fetchall()
    lines = source.of_observations(conn, ids)
    return [
        Cited._make((*row, line, _in_english(entity, issuing, line.issuer, line.title)))
        for (*row, entity, issuing), line in zip(rows, lines, strict=True)
    ]


@cache
def _in_english(entity: str | None, issuing: str | None, issuer: str, title: str) -> English:
    """The first two: name, level, pinyin and initials of a region as JSON."""
    whose, by = (english_name(*json.loads(spelled)) if spelled else "" for spelled in (entity, issuing))
    if not (by and issuing):
        return English(whose)
    of_region = issuer.removeprefix(json.loads(issuing)[0])
    rule = next((one["english"] for one in read_table(FOLDER / "issuers.csv") if of_region == one["ending"]), "")
    return English(whose, rule.format(region=by), _title(title, by))


def _title(title: str, region: str) -> str:
    """Annual report on the quality of secondary vocational education in Gansu."""
    if "职业教育" not in title or "质量" not in title or "报告" not in title:
        return ""
    level = "secondary " if "中等职业" in title else "higher " if "高等职业" in title else ""
    kind = "Annual report" if "年度" in title else "Report"
    return f"{kind} on the quality of {level}vocational education in {region}"


def in_batches(ids: Sequence[int], size: int = 5000) -> Iterator[Sequence[int]]:
    """A long run of ids in pieces that one query takes well."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
