"""Observations as the views need them: read by entity or by indicator, one chosen to be shown, the others counted.

A view of one entity shows the entity's own report first, a table before text, the newest report, the lowest line;
over years the statement that has several of them (`db.views.series`). A view that sets entities beside each other
takes one table for all of them, the one that covers most, and never mixes issuers.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.place import Place, place_of
from db.terms import Status
from db.view import Cell

Number = int | float


class Figure(NamedTuple):
    """One observation with what a choice between several needs to know."""

    id: int
    entity: int
    indicator: int
    year: int
    value: Number | None
    unit: str
    qualifier: str
    status: str
    printed: str
    own: int  # 1: printed in the entity's own report
    origin: str
    report: int
    issuer: str
    report_year: int
    table: int | None
    geography: str  # an entity's own report counts all of it, whatever rows its tables set apart
    line: int
    report_key: str
    table_key: str | None
    places: str  # what a line is in the report (`db.place`)
    cell_row: int | None
    cell_column: int | None
    section: str
    table_form: str | None

    @property
    def rank(self) -> tuple[bool, int, bool, int, int]:
        """Sorts what is to be shown in a view of one entity to the front; a value before a cell without one."""
        return (self.value is None, -self.own, self.origin != "table", -self.report_year, self.line)

    @property
    def source(self) -> tuple[int, int | None]:
        return self.report, self.table

    @property
    def place(self) -> Place:
        """Its line, as people look for it in that kind of document."""
        cell = None if self.cell_row is None or self.cell_column is None else (self.cell_row, self.cell_column)
        return place_of(self.places, self.line, cell)


_SELECT = """
SELECT o.id, o.entity_id, o.indicator_id, o.year, o.value, o.unit, o.qualifier, o.status, o.printed,
       r.entity_id = o.entity_id, o.origin, r.id, r.issuer, r.year, o.table_id,
       CASE WHEN r.entity_id = o.entity_id THEN 'own' ELSE coalesce(t.geography, '') END, o.line, r.key, t.key,
       r.places, o.cell_row, o.cell_col, s.text, t.form
FROM observation o JOIN report r ON r.id = o.report_id LEFT JOIN source_table t ON t.id = o.table_id
JOIN label s ON s.id = o.section_id
WHERE o.year IS NOT NULL AND """


def of_entity(conn: sqlite3.Connection, entity: int) -> list[Figure]:
    return _read(conn, _SELECT + "o.entity_id = ?", (entity,))


def of_ids(conn: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Figure]:
    """Figures by their ids, as far as they have a year."""
    found = _read(conn, _SELECT + "o.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    return {figure.id: figure for figure in found}


def of_entities(conn: sqlite3.Connection, entities: Iterable[int], year: int | None = None) -> list[Figure]:
    condition = "o.entity_id IN (SELECT value FROM json_each(?)) AND (? IS NULL OR o.year = ?)"
    return _read(conn, _SELECT + condition, (json.dumps(list(entities)), year, year))


def of_indicator(conn: sqlite3.Connection, indicator: int) -> list[Figure]:
    return _read(conn, _SELECT + "o.indicator_id = ?", (indicator,))


def _read(conn: sqlite3.Connection, query: str, parameters: tuple[object, ...]) -> list[Figure]:
    return [Figure(*row) for row in conn.execute(query, parameters)]


Grouped = dict[tuple[int, int], list[Figure]]


def by_indicator_and_year(figures: Iterable[Figure]) -> Grouped:
    """Figures of one entity under (indicator, year), the one to be shown first."""
    groups: Grouped = defaultdict(list)
    for figure in figures:
        groups[figure.indicator, figure.year].append(figure)
    for group in groups.values():
        group.sort(key=lambda figure: figure.rank)
    return dict(groups)


class OneSource(NamedTuple):
    """Figures of several entities for one indicator and year out of one table; `others`: all else printed of each."""

    shown: dict[int, Figure]
    others: dict[int, list[Figure]]

    @property
    def values(self) -> dict[int, Number]:
        return {entity: f.value for entity, f in self.shown.items() if f.value is not None}

    def group(self, entity: int) -> list[Figure]:
        """All figures of an entity, the shown one first; empty when this source does not name it."""
        shown = self.shown.get(entity)
        return [shown, *self.others.get(entity, [])] if shown else []


def from_one_source(figures: Iterable[Figure]) -> OneSource:
    """Choose for figures of one indicator and year the table (or report) that covers most entities with a value."""
    sources: dict[tuple[int, int | None], dict[int, Figure]] = defaultdict(dict)
    everything: dict[int, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.rank):
        everything[figure.entity].append(figure)
        sources[figure.source].setdefault(figure.entity, figure)
    if not sources:
        return OneSource({}, {})
    shown = max(sources.values(), key=_coverage)
    others = {e: [f for f in all_ if f is not shown.get(e)] for e, all_ in everything.items()}
    return OneSource(shown, others)


def _coverage(source: dict[int, Figure]) -> tuple[int, int, bool, int, int]:
    first = min(source.values(), key=lambda f: f.line)
    covered = sum(f.value is not None for f in source.values())
    return covered, len(source), first.table is not None, first.report_year, -first.line


def cell_of(group: Sequence[Figure], mark: str = "") -> Cell:
    """The cell that shows the first figure of a group and counts the others."""
    if not group:
        return Cell()
    shown = group[0]
    return Cell(
        text=shown_number(shown),
        value=shown.value,
        status=Status(shown.status),
        mark=mark,
        more=sum(f.value is not None for f in group[1:]),
        observations=tuple(f.id for f in group),
        qualifier=shown.qualifier and printed_qualifier(shown.printed, shown.qualifier),
    )


_QUALIFIERS = re.compile("以上|不少于|不低于|至少|大约|超过|左右|上下|[余多约近超逾]")


def printed_qualifier(printed: str, qualifier: str) -> str:
    """The word by which a figure is about or at least so much, around the number: `{} 余`, `约 {}`."""
    found = _QUALIFIERS.search(printed)
    if not found:
        return _USUAL[qualifier]
    is_behind = any(map(str.isdigit, printed[: found.start()]))
    return f"{{}} {found[0]}" if is_behind else f"{found[0]} {{}}"


_USUAL = {"about": "约 {}", "at_least": "{} 以上"}


def shown_number(figure: Figure) -> str:
    """The value with the decimals that were printed: 9000, 31.00; empty when there is none."""
    return "" if figure.value is None else printed_number(figure.value, figure.printed)


def printed_number(value: Number, printed: str) -> str:
    return decimal_text(value, printed_decimals(value, printed))


def printed_decimals(value: Number, printed: str) -> int:
    """Decimals as printed; the value's own where the printed text is of another scale."""
    own = len(decimal_text(value).partition(".")[2])
    digits = "".join(c for c in printed.partition(":")[0] if c in "0123456789.")
    return max(own, len(digits.partition(".")[2]) if digits.count(".") == 1 else 0)


def decimal_text(value: Number, decimals: int | None = None) -> str:
    """A number without grouping and without exponent; `decimals` None: as many as it has."""
    if decimals is not None:
        return f"{value:.{decimals}f}"
    if isinstance(value, int):
        return str(value)
    shortest = repr(round(value, 10))
    return (f"{value:.10f}" if "e" in shortest else shortest).rstrip("0").rstrip(".")
