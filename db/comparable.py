"""What may be compared with what: a property of two indicators and of two families of tables, with a reason.

A change is computed for `yes` and for `note` (marked `~`); for `no` the figures stand side by side (marked `#`).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache

from db.figures import Figure
from db.reference import FOLDER, read_table
from db.view import word

MARKS = {"yes": "", "note": "~", "no": "#"}
WORDS = {
    "yes": word("comparable"),
    "note": word("comparable, with a remark"),
    "no": word("not comparable"),
}
_ORDER = ("yes", "note", "no")


@dataclass(frozen=True, slots=True)
class Verdict:
    answer: str = "yes"  # yes|note|no
    reason: str = ""

    @property
    def mark(self) -> str:
        return MARKS[self.answer]

    def worse(self, other: Verdict) -> Verdict:
        return other if _ORDER.index(other.answer) > _ORDER.index(self.answer) else self


@cache
def _geographies() -> dict[frozenset[str], dict[str, str]]:
    return {frozenset((row["a"], row["b"])): row for row in read_table(FOLDER / "geography.csv")}


def of_geography(a: Figure, b: Figure, *, ratio: bool) -> Verdict:
    """Two figures out of tables that may count different schools under a region."""
    row = _geographies().get(frozenset((a.geography, b.geography)))
    if row is None:
        return Verdict()
    return Verdict(row["ratios" if ratio else "counts"], row["reason"])


def of_quantity(a: Figure, b: Figure, *, ratio: bool) -> Verdict:
    """Two figures that stand for the same quantity, printed or as the numerator of what is computed."""
    units = Verdict("no", "") if a.indicator == b.indicator and a.unit != b.unit else Verdict()
    return of_geography(a, b, ratio=ratio).worse(units)


class Rules:
    """The dictionary's verdicts on pairs of indicators, by database id."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        query = (
            "SELECT a.id, b.id, verdict, reason FROM comparability c"
            " JOIN indicator a ON a.key = c.a JOIN indicator b ON b.key = c.b ORDER BY c.rowid"
        )
        self._pairs = {(a, b): Verdict(verdict, reason) for a, b, verdict, reason in conn.execute(query)}

    def of_indicators(self, a: int, b: int) -> Verdict:
        if a == b:
            return Verdict()
        return self._pairs.get((a, b)) or self._pairs.get((b, a)) or Verdict("no", "")

    def partners(self, indicator: int) -> list[tuple[int, Verdict]]:
        """Indicators that the dictionary sets beside this one, with the verdict."""
        return [(b if a == indicator else a, v) for (a, b), v in self._pairs.items() if indicator in (a, b)]

    def stand_ins(self, indicator: int) -> list[tuple[int, Verdict]]:
        """Indicators that may stand in this one's row in a year that lacks it, named after it in the dictionary."""
        return [(b, v) for (a, b), v in self._pairs.items() if a == indicator and v.answer != "no"]
