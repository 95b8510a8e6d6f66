"""What an indicator means: place in the dictionary, unit, time, scope, base and formula, names instead of keys."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from db.view import word

KINDS = {
    "count": word("a count"),
    "amount": word("an amount"),
    "ratio": word("a ratio"),
    "score": word("a score or rank"),
}
TIMES = {
    "stock": word("as it stands in a school year; a figure of autumn counts for the year that follows"),
    "intake": word("intake of a school year; that of autumn or of a calendar year counts for the year that follows"),
    "flow": word("over a year; a figure of a calendar year counts for that year"),
}


class Definition(NamedTuple):
    """An entry of the dictionary; `kind` and `time` are message ids; `known` is 0 for a label it does not have."""

    id: int
    key: str
    name: str
    gloss: str
    unit: str
    path: str
    chapter: str
    chapter_gloss: str
    kind: str
    time: str
    scope: str
    denominator: str
    formula: str  # 升学率 = 升学人数 / 毕业生人数 x 100
    whole: str  # key
    known: int
    terms: tuple[str, ...] = ()  # keys of what the formula is made of


_QUERY = """
SELECT i.id, i.key, i.name, i.gloss, i.unit, i.path, coalesce(h.name, ''), coalesce(h.gloss, ''), i.kind,
       i.time_basis, i.scope, i.denominator, i.formula, coalesce(w.key, ''), i.known
FROM json_each(?) x JOIN indicator i ON i.key = x.value LEFT JOIN chapter h ON h.id = i.chapter_id
LEFT JOIN indicator w ON w.id = i.whole_id ORDER BY x.key"""


def of_indicators(conn: sqlite3.Connection, keys: Sequence[str]) -> list[Definition]:
    """In the order of the keys; keys that no indicator has are left out."""
    names = dict(conn.execute("SELECT key, name FROM indicator"))
    return [_in_words(Definition(*row), names) for row in conn.execute(_QUERY, (json.dumps(list(keys)),))]


def _in_words(found: Definition, names: dict[str, str]) -> Definition:
    """With the formula in names, kind and time in words."""
    terms = tuple(part.strip() for part in found.formula.split("/")) if found.formula else ()
    formula = f"{found.name} = {' / '.join(names.get(term, term) for term in terms)}" if terms else ""
    formula += " x 100" if formula and found.unit == "%" else ""
    return found._replace(kind=KINDS[found.kind], time=TIMES[found.time], formula=formula, terms=terms)
