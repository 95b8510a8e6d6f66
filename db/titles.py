"""Titles and lists, found by their names: what a report calls a list of schools, and what a sentence says they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from db.folding import folded, spelled
from db.matches import english_words
from db.reference import record_gloss, record_section
from db.search import Condition, both, either, holding, pattern, terms

_SECTIONS = ("titles", "plans")
"""Of a record, those in which an item is a title (`db/reference/record_sections.csv`)."""
_FEWEST_LETTERS = 3
_FEWEST_CHARACTERS = 3


class Title(NamedTuple):
    """`of` is what a sentence calls it (称号), empty for a list; `named` counts the schools and others with it."""

    name: str
    of: str
    named: int
    reports: str
    tables: str  # in which a list stands


def find_titles(conn: sqlite3.Connection, text: str, limit: int) -> tuple[list[Title], int]:
    """The first ones, that which is just this before others, and how many there are.

    Several words must all stand in a name or in who tells of it. Where none does, the characters stand in it in this
    order (优质校). English words are looked for in what the names mean.
    """
    found = _of_words(conn, text) or _abbreviated(conn, text) or _in_english(conn, text)
    found.sort(key=lambda title: (folded(title.name) != folded(text), -title.named, title.name))
    return found[:limit], len(found)


def _of_words(conn: sqlite3.Connection, text: str) -> list[Title]:
    words = terms(text)
    if not words:
        return []
    anywhere = both(*(holding(word, "%(name)s", "c.list", "r.title", "r.issuer") for word in words))
    in_name = either(*(holding(word, "%(name)s") for word in words))
    return list(_titles(conn, both(in_name, anywhere)))


def _abbreviated(conn: sqlite3.Connection, text: str) -> list[Title]:
    short = folded(text)
    if spelled(text) or len(short) < _FEWEST_CHARACTERS:
        return []
    like = "%".join(["", *(pattern(character)[1:-1] for character in short), ""])
    return list(_titles(conn, ("%(name)s LIKE ? ESCAPE '\\'", (like,))))


def _in_english(conn: sqlite3.Connection, text: str) -> list[Title]:
    words = english_words(text) if text.isascii() and len(text) >= _FEWEST_LETTERS else frozenset()
    if not words:
        return []
    return [title for title in _titles(conn, ("1", ())) if words <= english_words(record_gloss(title.name))]


def _titles(conn: sqlite3.Connection, condition: Condition) -> Iterator[Title]:
    """Lists that are printed as tables, then what sentences say of somebody; the condition is on `%(name)s`."""
    sql, parameters = condition
    for name, of, table in (("c.list", "''", "IS NOT NULL"), ("c.item", "c.list || ' ' || c.role", "IS NULL")):
        query = f"""SELECT {name}, {of}, count(DISTINCT c.entity_id), group_concat(DISTINCT r.key),
                coalesce(group_concat(DISTINCT t.key), '')
            FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN source_table t ON t.id = c.table_id
            WHERE c.table_id {table} AND c.entity_id IS NOT NULL AND ({sql.replace("%(name)s", name)})
            GROUP BY {name}"""
        for row in conn.execute(query, parameters):
            title = Title(*row)
            if not title.of or _is_title(title.of):
                yield title._replace(of=title.of.partition(" ")[0])


def _is_title(told: str) -> bool:
    return record_section(told) in _SECTIONS
