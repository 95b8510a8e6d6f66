"""Which names fit what is typed: any part of one, in writing or as it is read, by code, in words, abbreviated.

Each way is tried only where the surer ones before it find nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from db.folding import folded, spelled
from db.romanised import syllables
from db.search import abbreviated_names, columns_read, holding, matching_names, terms


class Match(NamedTuple):
    """How well a name matches, the lowest rank best; `owner` is the column of its table with whose name it is."""

    rank: int
    owner: str
    id: int
    name: str
    typed: str  # its pinyin or initials, where it was found by them

    @property
    def is_whole(self) -> bool:
        """A name, or its reading, is just what was typed."""
        return self.rank // 1000 in (0, 1, 5)


def best_of_each(found: Iterable[Match]) -> list[Match]:
    """Of each thing the name that matches best."""
    best: dict[tuple[str, int], Match] = {}
    for match in found:
        best[match.owner, match.id] = min(match, best.get((match.owner, match.id), match))
    return list(best.values())


TABLES = {"entity_id": "name", "indicator_id": "indicator_name"}


class Matches(NamedTuple):
    """`narrows`: a list of such things shows the same ones when it is narrowed to the text."""

    matches: Sequence[Match] = ()
    narrows: bool = False


def matches(conn: sqlite3.Connection, text: str) -> Matches:
    written, worded = _written(conn, text), list(_in_english(conn, text))
    if worded:
        best = best_of_each([*written, *worded])
        return Matches(best, narrows=len(best) == len(written))
    if written:
        return Matches(written, narrows=True)
    if found := _by_code(conn, text) or _by_words(conn, text):
        return Matches(found, narrows=True)
    return Matches(
        _by_words_around(conn, text) or _by_syllables(conn, text) or _abbreviated(conn, text) or _lengthened(conn, text)
    )


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


def _written(conn: sqlite3.Connection, text: str) -> list[Match]:
    """Of each thing the name that matches best, a short one before a long one."""
    fields = {"text": folded(text), "letters": spelled(text)}
    if not fields["text"]:
        return []
    read = [f"instr(n.{column}, :letters)" for column in columns_read(fields["letters"])]
    condition = " OR ".join(["instr(n.folded, :text)", *read])
    return list(_best(conn, f"{_RANK} * 1000 + length(n.folded)", _TYPED, lambda _: condition, fields))


_WORD = re.compile(r"[a-z]+")
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with")
)
_FEWEST_LETTERS = 3
_IN_WORDS = 2
"""The rank of what has all words in its English name or key: after a whole name, before parts of any."""


def _in_english(conn: sqlite3.Connection, text: str) -> Iterator[Match]:
    """Indicators whose English name and key have all these words, in any order; they keep that of the dictionary."""
    wanted = english_words(text) if text.isascii() and len(text) >= _FEWEST_LETTERS else frozenset()
    if not wanted:
        return
    for id_, key, gloss, position in conn.execute("SELECT id, key, gloss, position FROM indicator WHERE gloss <> ''"):
        if text.lower() in (key, gloss.lower()):
            yield Match(1000, "indicator_id", id_, gloss, "")
        elif wanted <= english_words(f"{gloss} {key}"):
            in_gloss = wanted <= english_words(gloss)
            yield Match(_IN_WORDS * 1000 + min(position, 499) + 500 * (not in_gloss), "indicator_id", id_, gloss, "")


@lru_cache(maxsize=4096)
def english_words(text: str) -> frozenset[str]:
    """Those that say something, in the singular."""
    return frozenset(map(_singular, _WORD.findall(text.lower()))) - _SMALL


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _by_code(conn: sqlite3.Connection, text: str) -> list[Match]:
    """The code of a region or a major, the key of an indicator."""
    query = """SELECT 0, 'entity_id', e.id, e.name, e.code FROM entity e WHERE e.code = :text AND e.code <> ''
        UNION ALL SELECT 0, 'indicator_id', i.id, i.name, i.key FROM indicator i WHERE i.key = :text"""
    return list(map(Match._make, conn.execute(query, {"text": folded(text)})))


def _by_words(conn: sqlite3.Connection, text: str) -> list[Match]:
    """Each of several words has to match one of its names."""
    words = terms(text)
    if len(words) < 2:
        return []
    conditions = [matching_names(word) for word in words]

    def condition(owner: str) -> str:
        found = (f"SELECT n.{owner} FROM {TABLES[owner]} n WHERE {sql}" for sql, _ in conditions)
        return " AND ".join(f"n.{owner} IN ({one})" for one in found)

    parameters = [value for _, values in conditions for value in values]
    return list(_best(conn, "length(n.folded)", "''", condition, parameters))


def _by_words_around(conn: sqlite3.Connection, text: str) -> list[Match]:
    """Schools and others of which each of several words tells: a name of theirs, a region they lie in, what lists say.

    They are found by what lists say of them; of nothing a region alone can tell.
    """
    words = terms(text)
    if len(words) < 2:
        return []
    found = [_told_of(conn, word) for word in words]
    around = [{*told, *_within(conn, told)} for told in found]
    own = set(chain.from_iterable(found))
    ids = own.intersection(*around)
    query = "SELECT e.id, e.name FROM entity e WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.key"
    told_of = {id_: "；".join(dict.fromkeys(filter(None, (one.get(id_, "") for one in found)))) for id_ in ids}
    rows = conn.execute(query, (json.dumps(sorted(ids)),))
    return [Match(len(name), "entity_id", id_, told_of[id_] or name, "") for id_, name in rows]


def _told_of(conn: sqlite3.Connection, word: str) -> dict[int, str]:
    """Of what a word tells, by id: what lists say with it, nothing for its own names."""
    named, names = matching_names(word)
    (item, items), (listed, lists) = holding(word, "c.item"), holding(word, "c.list")
    told = f"""SELECT n.entity_id, '' FROM name n WHERE {named}
        UNION ALL SELECT c.entity_id, CASE WHEN {item} THEN c.item ELSE c.list END
        FROM record c WHERE c.entity_id IS NOT NULL AND ({item} OR {listed})"""
    return dict(conn.execute(told, (*names, *items, *items, *lists)))


def _within(conn: sqlite3.Connection, regions: Iterable[int]) -> Iterator[int]:
    """What lies in the regions among these."""
    below = """WITH RECURSIVE below (id) AS (
        SELECT e.id FROM entity e WHERE e.type = 'region' AND e.id IN (SELECT value FROM json_each(?))
        UNION SELECT e.id FROM below JOIN entity e ON e.parent_id = below.id) SELECT id FROM below"""
    return (id_ for (id_,) in conn.execute(below, (json.dumps(list(regions)),)))


def _by_syllables(conn: sqlite3.Connection, text: str) -> list[Match]:
    """Names that are read so when each syllable may be cut short: hxzhizhuan."""
    letters = spelled(text)
    if len(letters) < _FEWEST_LETTERS or letters.isdecimal():
        return []
    return best_of_each(_read_in_syllables(conn, letters))


def _read_in_syllables(conn: sqlite3.Connection, letters: str) -> Iterator[Match]:
    like = "%".join(["", *letters, ""])
    for owner, table in TABLES.items():
        query = f"SELECT n.{owner}, n.text, n.pinyin, n.initials FROM {table} n WHERE n.kind <> 'english'"
        for id_, name, pinyin, initials in conn.execute(f"{query} AND n.pinyin LIKE ?", (like,)):
            start = _read_from(letters, syllables(pinyin, initials))
            if start is not None:
                yield Match((start > 0) * 1000 + len(name), owner, id_, name, pinyin)


def _read_from(letters: str, read: Sequence[str]) -> int | None:
    """The first syllable from which on the letters are beginnings of one syllable after the other."""
    return next((start for start in range(len(read)) if _spells(letters, read[start:])), None)


def _spells(letters: str, read: Sequence[str]) -> bool:
    ends = {0}
    for syllable in read:
        ends = {
            end + size
            for end in ends
            for size in range(1, len(syllable) + 1)
            if letters.startswith(syllable[:size], end)
        }
        if len(letters) in ends or not ends:
            break
    return len(letters) in ends


def _abbreviated(conn: sqlite3.Connection, text: str) -> list[Match]:
    if len(folded(text)) < 3:
        return []
    condition, parameters = abbreviated_names(text)
    typed = "n.initials" if spelled(text) else "''"
    return list(_best(conn, "length(n.folded)", typed, lambda _: condition, parameters))


_LEAST_OF_LONG = 4


def _lengthened(conn: sqlite3.Connection, text: str) -> list[Match]:
    """Names that are short for what is typed: half of its characters or more, in this order, the first among them."""
    wanted = folded(text)
    if spelled(text) or len(wanted) <= _LEAST_OF_LONG:
        return []
    return best_of_each(_short_for(conn, wanted))


def _short_for(conn: sqlite3.Connection, wanted: str) -> Iterator[Match]:
    least = max(_LEAST_OF_LONG, (len(wanted) + 1) // 2)
    for owner, table in TABLES.items():
        query = f"""SELECT n.{owner}, n.text, n.folded FROM {table} n
            WHERE substr(n.folded, 1, 1) = ? AND length(n.folded) BETWEEN ? AND ?"""
        for id_, name, short in conn.execute(query, (wanted[0], least, len(wanted))):
            if _shortens(short, wanted):
                yield Match(len(wanted) - len(short), owner, id_, name, "")


def _shortens(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _best(
    conn: sqlite3.Connection,
    rank: str,
    typed: str,
    condition: Callable[[str], str],
    parameters: Mapping[str, object] | Sequence[object],
) -> Iterator[Match]:
    """Of each thing its name of the lowest rank, out of both tables; the condition may need the owner.

    The names are read in the order they stand in: in that of the index for `GROUP BY` it would take longer.
    """
    for owner, table in TABLES.items():
        query = f"SELECT min({rank}), '{owner}', n.{owner}, n.text, {typed} FROM {table} n NOT INDEXED"
        found = conn.execute(f"{query} WHERE {condition(owner)} GROUP BY n.{owner}", parameters)
        yield from map(Match._make, found)
