"""Names that are nearly what is typed: with a mistake or two, heard the same; failing all, the nearest there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from db.folding import folded, spelled
from db.matches import TABLES, Match, best_of_each
from db.romanised import syllables
from db.terms import EntityType

BEGINS, INSIDE = 1000, 2000
"""Added to the rank of a name that only begins so, or only has it inside."""
LEAST, LEAST_READ = 40, 60
"""How like a name has to be to be the nearest, of 100: in writing, or as it is read."""
HEARD, HEARD_IN = 99, 80
"""Of a name that is read the same, or of which a part is."""


def alike(conn: sqlite3.Connection, text: str) -> list[Match]:
    """In full, and where the text is not short, in part: inside a name only where none begins so.

    Chinese is also compared as it is read.
    """
    letters = spelled(text)
    wanted = letters or folded(text)
    allowed = 1 if len(wanted) < (12 if letters else 8) else 2
    columns = ("pinyin", "initials") if letters else ("folded",)
    found = [match for column in columns for match in _mistaken(conn, column, wanted, allowed)]
    if not letters:
        found += _heard(conn, wanted)
    best = best_of_each(found)
    has_better = any(match.rank < INSIDE for match in best)
    return [match for match in best if match.rank < INSIDE or not has_better]


def _mistaken(conn: sqlite3.Connection, column: str, wanted: str, allowed: int) -> Iterator[Match]:
    """Names of which this column is near what is wanted."""
    for owner, table in TABLES.items():
        ranks = _near(wanted, _written(conn, table, column), allowed)
        query = f"SELECT n.{owner}, n.{column}, n.text FROM {table} n"
        among = f"n.{column} IN (SELECT value FROM json_each(?))"
        for id_, written, name in conn.execute(f"{query} WHERE {among}", (json.dumps(list(ranks)),)):
            yield Match(ranks[written], owner, id_, name, "" if column == "folded" else written)


def _heard(conn: sqlite3.Connection, wanted: str) -> Iterator[Match]:
    """Names that are read like what is wanted, or begin so."""
    read = reading(conn, wanted) if len(wanted) > 1 else ""
    for owner, table in TABLES.items() if read else ():
        query = f"SELECT n.{owner}, n.text, n.pinyin FROM {table} n WHERE n.pinyin BETWEEN ? AND ? || '~'"
        for id_, name, pinyin in conn.execute(query, (read, read)):
            yield Match(BEGINS * (pinyin != read), owner, id_, name, pinyin)


def _written(conn: sqlite3.Connection, table: str, column: str) -> list[str]:
    """Each once. They come as one text, which takes a third of the time that a row for each would."""
    (together,) = conn.execute(f"SELECT group_concat(n.{column}, char(10)) FROM {table} n").fetchone()
    return list(dict.fromkeys((together or "").split("\n")))


def _near(wanted: str, written: Sequence[str], allowed: int) -> dict[str, int]:
    """The texts with at most so many mistakes, with how unlike they are, at best, in thousandths."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Levenshtein

    if len(wanted) < 2:
        return {}
    found: dict[str, int] = {}
    if len(wanted) > 3:
        least = 100 * (1 - allowed / len(wanted))
        parts = process.extract(wanted, written, scorer=fuzz.partial_ratio, score_cutoff=least, limit=None)
        for text, score, _ in parts:
            if len(text) >= len(wanted) - allowed:
                found[text] = _where(wanted, text) + round(1000 - 10 * score)
    whole = process.extract(wanted, written, scorer=Levenshtein.distance, score_cutoff=allowed, limit=None)
    return {**found, **{text: round(distance) for text, distance, _ in whole}}


def _where(wanted: str, text: str) -> int:
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(wanted, text)
    return BEGINS if found is None or not found.dest_start else INSIDE


def reading(conn: sqlite3.Connection, text: str) -> str:
    """The pinyin of a text, as names with its characters are read; empty where a character stands in none."""
    read = [_read(conn, character) for character in text]
    return "".join(read) if all(read) else ""


def _read(conn: sqlite3.Connection, character: str) -> str:
    for table in TABLES.values():
        query = f"""SELECT n.folded, n.pinyin, n.initials FROM {table} n
            WHERE instr(n.folded, ?) AND length(n.folded) = length(n.initials) LIMIT 5"""
        for name, pinyin, initials in conn.execute(query, (character,)):
            if read := syllables(pinyin, initials):
                return str(read[name.index(character)])
    return ""


def nearest_names(
    conn: sqlite3.Connection, text: str, limit: int, types: Collection[str] = (*EntityType, "indicator")
) -> list[Match]:
    """What has names that resemble a text most, of those that reports use and of regions, with the best one of each."""
    from rapidfuzz import fuzz, process

    letters = spelled(text)
    wanted, least = letters or folded(text), LEAST_READ if letters else LEAST
    read = letters or reading(conn, wanted)
    names = [row for owner in TABLES for row in _names(conn, owner, types)]
    compared = [pinyin if letters else name for _, _, name, pinyin, _ in names]
    near = process.extract(wanted, compared, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    scores = {i: score for _, score, i in near}
    if read:
        heard = {i: HEARD if row[3] == read else HEARD_IN for i, row in enumerate(names) if read in row[3]}
        scores = {i: max(scores.get(i, 0), heard.get(i, 0)) for i in (*scores, *heard)}
    best: dict[tuple[str, int], Match] = {}
    for i in sorted(scores, key=lambda i: (-scores[i], not names[i][4], names[i][2])):
        owner, id_, name, pinyin, _spoken = names[i]
        best.setdefault((owner, id_), Match(round(100 - scores[i]), owner, id_, name, pinyin if letters else ""))
        if len(best) == limit:
            break
    return list(best.values())


def _names(conn: sqlite3.Connection, owner: str, types: Collection[str]) -> list[tuple[str, int, str, str, bool]]:
    """Owner, id, name, pinyin, and whether a report uses it."""
    query = {
        "entity_id": """SELECT 'entity_id', e.id, n.text, n.pinyin, n.report_id IS NOT NULL
            FROM name n JOIN entity e ON e.id = n.entity_id
            WHERE e.type IN (SELECT value FROM json_each(?)) AND (n.report_id IS NOT NULL OR e.type = 'region')""",
        "indicator_id": """SELECT 'indicator_id', n.indicator_id, n.text, n.pinyin, n.kind = 'official'
            FROM indicator_name n WHERE 'indicator' IN (SELECT value FROM json_each(?)) AND n.kind <> 'english'
            AND EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = n.indicator_id)""",
    }[owner]
    return conn.execute(query, (json.dumps(list(types)),)).fetchall()
