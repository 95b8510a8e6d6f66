"""Finding by name over everything that has one: regions, schools and other bodies, majors, indicators.

A name is found by any part of it, in traditional or full-width characters, by its pinyin or initials in any reading;
where nothing is called so, by its characters in this order (环县职专); where nothing is either, with a mistake in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from db.address import ViewRequest
from db.folding import folded, spelled
from db.search import abbreviated_names, columns_read, matching_names, terms
from db.views.lists import ADDRESS

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
    if matches := _matching(conn, text) or _by_code(conn, text) or _by_words(conn, text):
        found = _told(conn, matches, limit)
        return found._replace(narrows=found.spoken)
    return _told(conn, _abbreviated(conn, text), limit)


def find_alike(conn: sqlite3.Connection, text: str, limit: int) -> NamesFound:
    """What has a name that differs from the text, or its pinyin or initials, in a character or two."""
    return _told(conn, _alike(conn, text), limit)


class _Match(NamedTuple):
    """How well a name matches, the lowest rank best; `owner` is the column of its table with whose name it is."""

    rank: int
    owner: str
    id: int
    name: str
    typed: str


_TABLES = {"entity_id": "name", "indicator_id": "indicator_name"}
_EXACT = (0, 1, 5)
_RANK = """CASE
    WHEN n.folded = :text THEN n.kind <> 'official'
    WHEN n.kind = 'english' AND instr(n.folded, :text) THEN 10
    WHEN instr(n.folded, :text) = 1 THEN 3 - (n.kind = 'official')
    WHEN instr(n.folded, :text) THEN 4
    WHEN :letters IN (n.initials, n.pinyin) THEN 5
    WHEN instr(n.initials, :letters) = 1 THEN 6
    WHEN instr(n.pinyin, :letters) = 1 THEN 7
    WHEN instr(n.initials, :letters) THEN 8
    WHEN instr(n.pinyin, :letters) THEN 9
    ELSE 11 END"""
_TYPED = """CASE WHEN instr(n.folded, :text) THEN '' WHEN instr(n.initials, :letters) THEN n.initials
    WHEN instr(n.pinyin, :letters) THEN n.pinyin ELSE n.readings END"""


def _matching(conn: sqlite3.Connection, text: str) -> list[_Match]:
    """Of each thing the name that matches best, a short one before a long one."""
    fields = {"text": folded(text), "letters": spelled(text)}
    if not fields["text"]:
        return []
    read = [f"instr(n.{column}, :letters)" for column in columns_read(fields["letters"])]
    condition = " OR ".join(["instr(n.folded, :text)", *read])
    return list(_matches(conn, f"{_RANK} * 1000 + length(n.folded)", _TYPED, lambda _: condition, fields))


def _by_code(conn: sqlite3.Connection, text: str) -> list[_Match]:
    """The code of a region or a major, the key of an indicator."""
    query = """SELECT 0, 'entity_id', e.id, e.name, e.code FROM entity e WHERE e.code = :text AND e.code <> ''
        UNION ALL SELECT 0, 'indicator_id', i.id, i.name, i.key FROM indicator i WHERE i.key = :text"""
    return list(map(_Match._make, conn.execute(query, {"text": folded(text)})))


def _by_words(conn: sqlite3.Connection, text: str) -> list[_Match]:
    """Each of several words has to match one of its names."""
    words = terms(text)
    if len(words) < 2:
        return []
    conditions = [matching_names(word) for word in words]

    def condition(owner: str) -> str:
        found = (f"SELECT n.{owner} FROM {_TABLES[owner]} n WHERE {sql}" for sql, _ in conditions)
        return " AND ".join(f"n.{owner} IN ({one})" for one in found)

    parameters = [value for _, values in conditions for value in values]
    return list(_matches(conn, "length(n.folded)", "''", condition, parameters))


def _abbreviated(conn: sqlite3.Connection, text: str) -> list[_Match]:
    if len(folded(text)) < 3:
        return []
    condition, parameters = abbreviated_names(text)
    typed = "n.initials" if spelled(text) else "''"
    return list(_matches(conn, "length(n.folded)", typed, lambda _: condition, parameters))


def _alike(conn: sqlite3.Connection, text: str) -> list[_Match]:
    """Names are compared in full, and where the text is not short, a part of them too."""
    letters = spelled(text)
    wanted = letters or folded(text)
    allowed = 1 if len(wanted) < (12 if letters else 8) else 2
    found: dict[tuple[str, int], _Match] = {}
    for column in ("pinyin", "initials") if letters else ("folded",):
        for owner, table in _TABLES.items():
            names = conn.execute(f"SELECT DISTINCT n.{owner}, n.{column}, n.text FROM {table} n").fetchall()
            for index, mistakes in _near(wanted, [written for _, written, _ in names], allowed):
                id_, written, name = names[index]
                match = _Match(mistakes, owner, id_, name, written if letters else "")
                found[owner, id_] = min(match, found.get((owner, id_), match))
    return list(found.values())


def _near(wanted: str, written: Sequence[str], allowed: int) -> Iterator[tuple[int, int]]:
    """Positions of the texts with at most so many mistakes, with how unlike they are, in thousandths."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Levenshtein

    if len(wanted) < 2:
        return
    whole = process.extract(wanted, written, scorer=Levenshtein.distance, score_cutoff=allowed, limit=None)
    yield from ((index, round(distance)) for _, distance, index in whole)
    if len(wanted) > 3:
        least = 100 * (1 - allowed / len(wanted))
        long = {i: text for i, text in enumerate(written) if len(text) >= len(wanted) - allowed}
        parts = process.extract(wanted, long, scorer=fuzz.partial_ratio, score_cutoff=least, limit=None)
        yield from ((index, round(1000 - 10 * score)) for _, score, index in parts)


def _matches(
    conn: sqlite3.Connection,
    rank: str,
    typed: str,
    condition: Callable[[str], str],
    parameters: Mapping[str, object] | Sequence[object],
) -> Iterator[_Match]:
    """Of each thing its name of the lowest rank, out of both tables; the condition may need the owner."""
    for owner, table in _TABLES.items():
        query = f"SELECT min({rank}), '{owner}', n.{owner}, n.text, {typed} FROM {table} n"
        found = conn.execute(f"{query} WHERE {condition(owner)} GROUP BY n.{owner}", parameters)
        yield from map(_Match._make, found)


_BELOW = """WITH RECURSIVE below (id) AS (
    SELECT x.id FROM entity x WHERE x.parent_id = e.id
    UNION SELECT x.id FROM below JOIN entity x ON x.parent_id = below.id)"""
_KINDS_OF = {
    "entity_id": f"""SELECT e.id, e.type, NOT e.reference
        OR EXISTS (SELECT 1 FROM name n WHERE n.entity_id = e.id AND n.report_id IS NOT NULL)
        OR EXISTS ({_BELOW} SELECT 1 FROM below b JOIN name n ON n.entity_id = b.id WHERE n.report_id IS NOT NULL)
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


def _told(conn: sqlite3.Connection, matches: Sequence[_Match], limit: int) -> NamesFound:
    """What reports speak of; where they speak of none of it, what the reference data knows."""
    kinds = {(owner, id_): (kind, spoken) for owner in _TABLES for id_, kind, spoken in _kinds(conn, owner, matches)}
    any_spoken = any(spoken for _, spoken in kinds.values())
    of_kind: dict[str, list[_Match]] = {}
    for match in sorted(matches, key=itemgetter(0, 2)):
        kind, spoken = kinds[match.owner, match.id]
        if spoken == any_spoken:
            of_kind.setdefault(kind, []).append(match)
    order = sorted(of_kind, key=lambda kind: (of_kind[kind][0].rank // 1000 not in _EXACT, KINDS.index(kind)))
    best = {kind: [_named(conn, match) for match in of_kind[kind][:limit]] for kind in order}
    return NamesFound(best, {kind: len(of_kind[kind]) for kind in order}, any_spoken)


def _kinds(conn: sqlite3.Connection, owner: str, matches: Iterable[_Match]) -> list[tuple[int, str, bool]]:
    ids = json.dumps([match.id for match in matches if match.owner == owner])
    return [(id_, kind, bool(spoken)) for id_, kind, spoken in conn.execute(_KINDS_OF[owner], (ids,))]


def _named(conn: sqlite3.Connection, match: _Match) -> Named:
    return Named._make((*conn.execute(_DETAILS[match.owner], (match.id,)).fetchone(), match.name, match.typed))
