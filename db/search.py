"""Finding by a part of what is written: any substring, and for names their pinyin or initials (no input method)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence

Condition = tuple[str, tuple[object, ...]]  # SQL and its parameters

_LIKE = "LIKE ? ESCAPE '\\'"


def pattern(text: str) -> str:
    """A LIKE pattern (ESCAPE '\\') for texts that hold this one."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


def spelled(text: str) -> str:
    """The letters of a text typed as pinyin or initials (full-width ones too), empty if it is something else."""
    letters = re.sub(r"[\s']", "", unicodedata.normalize("NFKC", text)).lower()
    return letters if letters.isascii() and letters.isalnum() else ""


def matching_names(text: str) -> Condition:
    """Rows `n` of the table of names that hold a text, are read like it, or have these initials."""
    letters = spelled(text)
    if not letters:
        return f"n.text {_LIKE}", (pattern(text.strip()),)
    return f"n.text {_LIKE} OR n.pinyin {_LIKE} OR n.initials {_LIKE}", (pattern(text.strip()), *[pattern(letters)] * 2)


def abbreviated_names(text: str) -> Condition:
    """Rows `n` of the table of names that begin like a text and hold its characters in this order: 环县职专, hxzz."""
    letters = spelled(text)
    column, short = ("n.initials", letters) if letters else ("n.text", "".join(text.split()))
    return f"{column} {_LIKE}", ("%".join(pattern(character)[1:-1] for character in short) + "%",)


def found_by_name(text: str, *ids: str) -> Condition:
    """Rows in which one of these expressions is the id of an entity with a matching name. The names are read once."""
    condition, parameters = matching_names(text)
    named = f"SELECT n.entity_id FROM name n WHERE {condition}"
    return " OR ".join(f"{id_} IN ({named})" for id_ in ids), parameters * len(ids)


def holding(text: str, *columns: str) -> Condition:
    """Rows in which one of these columns holds the text."""
    return " OR ".join(f"{column} {_LIKE}" for column in columns), (pattern(text),) * len(columns)


def either(*conditions: Condition) -> Condition:
    return " OR ".join(f"({sql})" for sql, _ in conditions), tuple(
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
