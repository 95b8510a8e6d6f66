"""Regions in English letters: the pinyin of the short name, as 庆阳市 is Qingyang and 环县 Huanxian.

The stored readings have no bounds between syllables; with the initials, which have one letter for each, they are found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache

from db.reference import FOLDER, read_table
from db.regions import short_names
from db.search import among

_UNITS = {"省属": "province-run", "市属": "city-run"}
_VOWELS = frozenset("aeiouv")


def english_name(name: str, level: str, pinyin: str, initials: str) -> str:
    """English for a region of this reading; empty where it cannot be told."""
    if level == "unit":
        return _UNITS.get(name[-2:], "")
    if name in _usual():
        return _usual()[name]
    read = syllables(pinyin, initials)
    if len(read) != len(name):
        return ""
    short = short_names(name, level)
    return _spelled(read[: len(short[-1]) if short else len(name)])


def english_names(conn: sqlite3.Connection, regions: Iterable[int]) -> dict[int, str]:
    """By id."""
    condition, parameters = among("e.id", list(regions))
    found = conn.execute(
        "SELECT e.id, e.name, e.level, n.pinyin, n.initials FROM entity e"
        f" JOIN name n ON n.entity_id = e.id AND n.text = e.name WHERE e.type = 'region' AND {condition}",
        parameters,
    )
    return {id_: english_name(*said) for id_, *said in found}


def syllables(pinyin: str, initials: str) -> list[str]:
    """huanxian, hx → huan, xian: each from the last place of its initial that leaves it a vowel; empty if none is."""
    found: list[str] = []
    for initial in reversed(initials):
        start = pinyin.rfind(initial)
        while start >= 0 and not _VOWELS.intersection(pinyin[start:]):
            start = pinyin.rfind(initial, 0, start)
        if start < 0:
            return []
        found.insert(0, pinyin[start:])
        pinyin = pinyin[:start]
    return [] if pinyin else found


def _spelled(syllables: Iterable[str]) -> str:
    """Xi'an: an apostrophe stands before a syllable that begins with a vowel."""
    first, *rest = syllables
    return (first + "".join(f"'{s}" if s[0] in "aeo" else s for s in rest)).capitalize()


@cache
def _usual() -> dict[str, str]:
    return {row["name"]: row["english"] for row in read_table(FOLDER / "romanised.csv")}
