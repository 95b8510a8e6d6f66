"""What may be compared with what: a property of two indicators and of two families of tables, with a reason.

A change is computed for `yes` and for `note` (marked `~`); for `no` the figures stand side by side (marked `#`), and so
do those of two statements (`apart`, marked `~`).
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import NamedTuple

from db.figures import Figure
from db.reference import FOLDER, read_table
from db.view import Note, Phrase, together, word

MARKS = {"yes": "", "note": "~", "apart": "~", "no": "#"}
WORDS = {
    "yes": word("comparable"),
    "note": word("comparable, with a remark"),
    "apart": word("side by side, without a change"),
    "no": word("not comparable"),
}
_ORDER = ("yes", "note", "apart", "no")


class Verdict(NamedTuple):
    answer: str = "yes"  # yes|note|apart|no
    reason: str = ""
    told: Note | None = None  # whose the figures are

    @property
    def phrase(self) -> Phrase | None:
        """The reason, to be told in any language."""
        return Phrase(self.reason) if self.reason else None

    @property
    def notes(self) -> list[Note]:
        """The reason, and whose the figures are."""
        reason = [Note("{text}", {"text": self.phrase})] if self.reason else []
        return [*reason, self.told] if self.told else reason

    @property
    def has_change(self) -> bool:
        return self.answer in ("yes", "note")

    @property
    def mark(self) -> str:
        return MARKS[self.answer]

    def beside(self, other: Verdict) -> Verdict:
        """Both at once, with all that is said."""
        worse = self.worse(other)
        told = [note for verdict in (other, self) for note in verdict.notes if verdict is not worse]
        return worse._replace(told=together([*([worse.told] if worse.told else []), *told]))

    def worse(self, other: Verdict) -> Verdict:
        return other if _ORDER.index(other.answer) > _ORDER.index(self.answer) else self


@cache
def _geographies() -> dict[frozenset[str], dict[str, str]]:
    return {frozenset((row["a"], row["b"])): row for row in read_table(FOLDER / "geography.csv")}


def of_geography(a: Figure, b: Figure, *, ratio: bool) -> Verdict:
    """Two figures out of tables that may count different schools under a region."""
    return of_tables(a.geography, b.geography, ratio=ratio)


def of_tables(a: str, b: str, *, ratio: bool) -> Verdict:
    """Figures out of tables of these geographies (see `db.terms.Geography`)."""
    row = _geographies().get(frozenset((a, b)))
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
