"""Finding by a part of what is written: any substring, and for names their pinyin or initials (no input method).

Narrowing and `db.find` share these conditions, so that they agree.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence

from db.folding import folded, simplified, spelled

Condition = tuple[str, tuple[object, ...]]  # SQL and its parameters

_LIKE = "LIKE ? ESCAPE '\\'"


def pattern(text: str) -> str:
    """A LIKE pattern (ESCAPE '\\') for texts that hold this one."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


def matching_names(text: str) -> Condition:
    """Rows `n` of a table of names that hold a text, are read like it, or have these initials."""
    columns = columns_read(letters := spelled(text))
    conditions = ["instr(n.folded, ?)", *(f"instr(n.{column}, ?)" for column in columns)]
    return " OR ".join(conditions), (folded(text), *[letters] * len(columns))


def columns_read(letters: str) -> tuple[str, ...]:
    """Where in a table of names to look for letters: a single one is no part of a pinyin that anyone means."""
    return () if not letters else ("initials",) if len(letters) == 1 else ("pinyin", "initials", "readings")


def names_read(text: str) -> Condition:
    """Rows `n` of a table of names that are typed so, in full, by pinyin or initials in any reading."""
    letters = spelled(text)
    exact = "? IN (n.folded, n.pinyin, n.initials) OR instr(' ' || n.readings || ' ', ' ' || ? || ' ')"
    return (exact, (letters, letters)) if letters else ("n.folded = ?", (folded(text),))


def abbreviated_names(text: str) -> Condition:
    """Rows `n` of a table of names that begin like a text and hold its characters in this order: 环县职专, hxzz."""
    letters = spelled(text)
    column, short = ("n.initials", letters) if letters else ("n.folded", folded(text))
    like = "%".join(pattern(character)[1:-1] for character in short) + "%"
    return f"n.kind <> 'english' AND {column} {_LIKE}", (like,)


def found_by_name(text: str, *ids: str) -> Condition:
    """Rows in which one of these expressions is the id of an entity with a matching name. The names are read once."""
    condition, parameters = matching_names(text)
    named = f"SELECT n.entity_id FROM name n WHERE {condition}"
    return " OR ".join(f"{id_} IN ({named})" for id_ in ids), parameters * len(ids)


def found_indicator(text: str, alias: str = "i") -> Condition:
    """Rows of indicators with a matching name or key, or that are part of one whose name holds the text."""
    condition, parameters = matching_names(text)
    named = f"{alias}.id IN (SELECT n.indicator_id FROM indicator_name n WHERE {condition})", parameters
    return either(named, holding(text, f"{alias}.path", f"{alias}.key"))


class Names:
    """The names of entities and indicators under which rows are shown: which of them a text means, how one is read."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def meant(self, text: str) -> frozenset[str]:
        """Of those that have a matching name, whatever it has in common with the one that is shown."""
        if not text:
            return frozenset()
        condition, parameters = matching_names(text)
        found = self._conn.execute(
            f"SELECT e.name FROM entity e WHERE e.id IN (SELECT n.entity_id FROM name n WHERE {condition})"
            f" UNION SELECT i.name FROM indicator i WHERE i.id IN"
            f" (SELECT n.indicator_id FROM indicator_name n WHERE {condition})",
            (*parameters, *parameters),
        )
        return frozenset(name for (name,) in found)

    def reading(self, text: str) -> str:
        """Its pinyin, by which names are put in order; a text that is no name stays."""
        query = "SELECT pinyin FROM {table} WHERE text = ? AND pinyin <> '' LIMIT 1"
        tables = ("name", "indicator_name")
        found = (self._conn.execute(query.format(table=table), (text,)).fetchone() for table in tables)
        return str(next(filter(None, found), (text,))[0])


def holding(text: str, *columns: str) -> Condition:
    """Rows in which one of these columns holds the text, as it stands or in half-width and simplified characters."""
    forms = dict.fromkeys((text, simplified(unicodedata.normalize("NFKC", text))))
    found = [f"{column} {_LIKE}" for column in columns for _ in forms]
    return " OR ".join(found), tuple(pattern(form) for _ in columns for form in forms)


def either(*conditions: Condition) -> Condition:
    return " OR ".join(f"({sql})" for sql, _ in conditions), tuple(
        p for _, parameters in conditions for p in parameters
    )


def both(*conditions: Condition) -> Condition:
    return " AND ".join(f"({sql})" for sql, _ in conditions), tuple(
        p for _, parameters in conditions for p in parameters
    )


def among(column: str, values: Sequence[object]) -> Condition:
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),)


def terms(text: str) -> list[str]:
    """Words that must all be found, in any order."""
    return typed(text).split()


def typed(text: str) -> str:
    """A text without what cannot be printed: a NUL would end a LIKE pattern before its time."""
    return "".join(c if c.isprintable() else " " for c in text).strip()
