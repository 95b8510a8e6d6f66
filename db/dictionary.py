"""The indicator dictionary as it stands in the database, and rates computed by its formulas."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from db.figures import Figure, decimal_text
from db.view import Cell


class Indicator(NamedTuple):
    """A row of the dictionary; `formula` is (numerator id, denominator id), `rate_position` 0 if not a first one."""

    id: int
    key: str
    name: str
    gloss: str
    unit: str
    whole: int | None
    chapter: int | None
    position: int
    kind: str
    scope: str
    denominator: str
    known: int
    rate_position: int = 0
    formula: tuple[int, int] | None = None

    @property
    def is_ratio(self) -> bool:
        return self.kind in ("ratio", "score")


class Chapter(NamedTuple):
    id: int
    name: str
    gloss: str


_COLUMNS = "id, key, name, gloss, unit, whole_id, chapter_id, position, kind, scope, denominator, known, rate_position"


def indicators_of(conn: sqlite3.Connection, ids: Iterable[int]) -> list[Indicator]:
    """These few, in the dictionary's order, without their formulas."""
    query = f"SELECT {_COLUMNS} FROM indicator WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position, id"
    return [Indicator(*row) for row in conn.execute(query, (json.dumps(list(ids)),))]


class Dictionary:
    def __init__(self, conn: sqlite3.Connection) -> None:
        rows = conn.execute(f"SELECT {_COLUMNS}, formula FROM indicator ORDER BY position, id").fetchall()
        self._ids = ids = {row[1]: row[0] for row in rows}
        self.indicators = {row[0]: Indicator._make((*row[:-1], _terms(row[-1], ids))) for row in rows}
        self.chapters = [Chapter(*row) for row in conn.execute("SELECT id, name, gloss FROM chapter ORDER BY position")]

    def called(self, key: str) -> Indicator | None:
        return self.indicators.get(self._ids.get(key, 0))

    def rates(self) -> list[Indicator]:
        """The rates that a view shows first, in their order."""
        return sorted((i for i in self.indicators.values() if i.rate_position), key=lambda i: i.rate_position)

    def formula_of(self, indicator: Indicator) -> str:
        """升学率 = 升学人数 / 毕业生人数; empty for what is not computed."""
        terms = [self.indicators[term].name for term in indicator.formula or ()]
        return f"{indicator.name} = {' / '.join(terms)}" if terms else ""

    def by_chapter(self, wanted: Iterable[int]) -> list[tuple[Chapter | None, list[Indicator]]]:
        """The wanted indicators under their chapters, in the dictionary's order; unknown labels last, under None."""
        chosen = set(wanted)
        ordered = [indicator for id_, indicator in self.indicators.items() if id_ in chosen]
        groups: list[tuple[Chapter | None, list[Indicator]]] = []
        for chapter in [*self.chapters, None]:
            members = [i for i in ordered if i.chapter == (chapter.id if chapter else None)]
            if members:
                groups.append((chapter, members))
        return groups

    def depth(self, indicator: Indicator, among: set[int]) -> int:
        """How many wholes of it are shown above it."""
        depth, whole = 0, indicator.whole
        while whole is not None:
            depth += whole in among
            whole = self.indicators[whole].whole
        return depth


def _terms(formula: str, ids: dict[str, int]) -> tuple[int, int] | None:
    if not formula:
        return None
    numerator, slash, denominator = (part.strip() for part in formula.partition("/"))
    return (ids[numerator], ids[denominator]) if slash and numerator in ids and denominator in ids else None


class Rate(NamedTuple):
    """A rate that we compute; `figures` are numerator and denominator as printed."""

    value: float
    decimals: int
    figures: tuple[Figure, Figure]

    @property
    def text(self) -> str:
        return decimal_text(self.value, self.decimals)

    @property
    def cell(self) -> Cell:
        return Cell(self.text, self.value, mark="=", observations=tuple(figure.id for figure in self.figures))


def compute_rate(indicator: Indicator, numerators: Iterable[Figure], denominators: Iterable[Figure]) -> Rate | None:
    """The formula with the first pair out of one table, else of one report and geography; None if there is none."""
    over = list(denominators)
    pairs = [(n, d) for n in numerators for d in over if _fits(indicator, n, d)]
    same_table = [(n, d) for n, d in pairs if n.source == d.source]
    same_count = [(n, d) for n, d in pairs if n.report == d.report and n.geography == d.geography]
    for numerator, denominator in (same_table or same_count)[:1]:
        scale = 100 if indicator.unit == "%" else 1
        value = scale * (numerator.value or 0) / (denominator.value or 1)
        return Rate(round(value, 2), 2, (numerator, denominator))
    return None


def _fits(indicator: Indicator, numerator: Figure, denominator: Figure) -> bool:
    """Both have a value, the denominator is not 0, and no share is taken of a whole that its part exceeds."""
    if numerator.value is None or not denominator.value:
        return False
    return indicator.unit != "%" or numerator.value <= denominator.value
