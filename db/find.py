"""Finding by name over everything that has one: regions, schools and other bodies, majors, indicators.

A name is found by any part of it, in traditional or full-width characters, by its pinyin or initials in any reading
(`db.matches`); where nothing is called so, with a mistake in it, and last what is nearest (`db.alike`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from db.address import ViewRequest
from db.alike import alike, nearest_names
from db.matches import TABLES, Match, matches
from db.search import among, terms
from db.views.entities import ADDRESS

KINDS = ("region", "school", "body", "major", "indicator")


class Named(NamedTuple):
    """Something that has a name; `matched` is the one by which it was found, `typed` its pinyin or initials then."""

    kind: str
    address: str  # its name, or its key where another of its kind has that name too
    name: str
    place: str  # regions it lies in, category of a major, whole and unit of an indicator
    gloss: str  # of an indicator, in English
    matched: str
    typed: str

    @property
    def target(self) -> ViewRequest:
        return ViewRequest("school" if self.kind == "body" else self.kind, (self.address,))


class NamesFound(NamedTuple):
    """The best of each kind, the kind first in which a name is just this, and how many there are of it.

    `spoken`: reports speak of them; else they are only known to the reference data. `narrows`: the lists of their
    kinds show the same when they are narrowed to the text.
    """

    best: Mapping[str, Sequence[Named]] = MappingProxyType({})
    counts: Mapping[str, int] = MappingProxyType({})
    spoken: bool = False
    narrows: bool = False


def find_names(conn: sqlite3.Connection, text: str, limit: int) -> NamesFound:
    """What is called so, the best first; at most `limit` of each kind."""
    found, narrows = matches(conn, text)
    told = _told(conn, found, limit)
    return told._replace(narrows=narrows and told.spoken)


def find_alike(conn: sqlite3.Connection, text: str, limit: int) -> NamesFound:
    """What has a name that differs from the text, or its pinyin or initials, in a character or two."""
    return _told(conn, alike(conn, text), limit)


def find_nearest(conn: sqlite3.Connection, text: str, limit: int) -> list[Named]:
    """What has a name most like the text, however little that is, the most alike first."""
    return [_named(conn, match) for match in nearest_names(conn, text, limit)]


Crossed = tuple[Named, Named]
"""A region or school, and an indicator of which it has figures."""


def find_crossed(conn: sqlite3.Connection, text: str, limit: int) -> tuple[list[Crossed], int]:
    """Who is called just as one part of several words, with the indicators that the rest means; and how many."""
    words = terms(text)
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    pairs = [pair for who, what in splits for pair in ((who, what), (what, who))]
    found = {(one.id, other.id): (one, other) for pair in pairs for one, other in _crossed(conn, *pair)}
    return [(_named(conn, one), _named(conn, other)) for one, other in list(found.values())[:limit]], len(found)


def _crossed(conn: sqlite3.Connection, who: str, what: str) -> list[tuple[Match, Match]]:
    """The indicator that fits best first; rates are computed where none is printed."""
    called = matches(conn, who)
    entities = {one.id: one for one in called.matches if called.narrows and one.is_whole and one.owner == "entity_id"}
    if not entities:
        return []
    indicators = {one.id: one for one in sorted(matches(conn, what).matches) if one.owner == "indicator_id"}
    (whose, ids), (of, keys) = among("entity_id", list(entities)), among("indicator_id", list(indicators))
    rows = conn.execute(
        f"""SELECT DISTINCT entity_id, indicator_id FROM observation WHERE {whose} AND {of}
            UNION SELECT DISTINCT entity_id, i.id FROM observation JOIN indicator i ON i.rate_position > 0
            WHERE {whose} AND {of.replace("indicator_id", "i.id")}""",
        (*ids, *keys) * 2,
    )
    ordered = sorted(rows, key=lambda row: (list(indicators).index(row[1]), row[0]))
    return [(entities[entity], indicators[indicator]) for entity, indicator in ordered]


_BELOW = """WITH RECURSIVE below (id) AS (
    SELECT x.id FROM entity x WHERE x.parent_id = e.id
    UNION SELECT x.id FROM below JOIN entity x ON x.parent_id = below.id)"""
_KINDS_OF = {
    "entity_id": f"""SELECT e.id, e.type, CASE WHEN NOT e.reference THEN 1
        WHEN EXISTS (SELECT 1 FROM name n WHERE n.entity_id = e.id AND n.report_id IS NOT NULL) THEN 1
        ELSE EXISTS ({_BELOW} SELECT 1 FROM below b WHERE EXISTS
            (SELECT 1 FROM name n WHERE n.entity_id = b.id AND n.report_id IS NOT NULL)) END
        FROM json_each(?) m JOIN entity e ON e.id = m.value""",
    "indicator_id": """SELECT i.id, 'indicator', EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = i.id)
        FROM json_each(?) m JOIN indicator i ON i.id = m.value""",
}
_DETAILS = {
    "entity_id": f"""SELECT e.type, {ADDRESS}, e.name,
        CASE e.type WHEN 'major' THEN e.category ELSE trim(coalesce(g.name, '') || ' ' || coalesce(p.name, '')) END, ''
        FROM entity e LEFT JOIN entity p ON p.id = e.parent_id
        LEFT JOIN entity g ON g.id = p.parent_id AND g.level <> 'province' WHERE e.id = ?""",
    "indicator_id": """SELECT 'indicator', i.key, i.name, coalesce(w.name || ' / ', '') || i.unit, i.gloss
        FROM indicator i LEFT JOIN indicator w ON w.id = i.whole_id WHERE i.id = ?""",
}


def _told(conn: sqlite3.Connection, matches: Sequence[Match], limit: int) -> NamesFound:
    """What reports speak of; where they speak of none of it, what the reference data knows."""
    kinds = {(owner, id_): (kind, spoken) for owner in TABLES for id_, kind, spoken in _kinds(conn, owner, matches)}
    any_spoken = any(spoken for _, spoken in kinds.values())
    of_kind: dict[str, list[Match]] = {}
    for match in sorted(matches, key=itemgetter(0, 2)):
        kind, spoken = kinds[match.owner, match.id]
        if spoken == any_spoken:
            of_kind.setdefault(kind, []).append(match)
    order = sorted(of_kind, key=lambda kind: (not of_kind[kind][0].is_whole, KINDS.index(kind)))
    best = {kind: [_named(conn, match) for match in of_kind[kind][:limit]] for kind in order}
    return NamesFound(best, {kind: len(of_kind[kind]) for kind in order}, any_spoken)


def _kinds(conn: sqlite3.Connection, owner: str, matches: Iterable[Match]) -> list[tuple[int, str, bool]]:
    ids = json.dumps([match.id for match in matches if match.owner == owner])
    return [(id_, kind, bool(spoken)) for id_, kind, spoken in conn.execute(_KINDS_OF[owner], (ids,))]


def _named(conn: sqlite3.Connection, match: Match) -> Named:
    return Named._make((*conn.execute(_DETAILS[match.owner], (match.id,)).fetchone(), match.name, match.typed))
