"""What the rules read: one report's figures with all that the dictionary says of them, its lists and its tables.

Figures of other reports on the same entities stand beside them, for the rules that compare reports.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from db.audit.numbers import exact, scale_of
from db.figures import decimal_text, printed_decimals

MISSING = ("blank", "dash", "lost", "unreadable", "not_applicable")


@dataclass(frozen=True, slots=True)
class AuditedReport:
    id: int
    key: str
    issuer: str
    year: int
    kind: str
    entity: int
    entity_name: str

    @property
    def order(self) -> tuple[int, int, str]:
        """Two reports that disagree: it is filed under the later one, of one year under that of the lower level."""
        levels = ("province", "prefecture", "county", "school")
        return self.year, levels.index(self.kind) if self.kind in levels else len(levels), self.key


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as the dictionary has it; `formula` is (numerator, denominator) by keys."""

    key: str
    name: str
    unit: str
    whole: str
    kind: str
    denominator: str
    formula: tuple[str, str] | None
    position: int

    @property
    def is_count(self) -> bool:
        return self.kind in ("count", "amount")


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation. `geography` is `own` for a report's own entity, whatever rows its table sets apart."""

    id: int
    report: AuditedReport
    entity: int
    name: str
    entity_type: str
    parent: int | None
    measure: Measure
    period: str
    year: int | None
    value: int | float | None
    unit: str
    qualifier: str
    status: str
    printed: str
    origin: str
    table: str
    form: str
    geography: str
    row: int | None
    column: int | None
    row_label: str
    column_label: str
    section: str
    line: int

    @property
    def indicator(self) -> str:
        return self.measure.key

    @property
    def number(self) -> Decimal:
        """The value in the plain unit: 1.28 of 万元 is 12800."""
        return exact(self.value or 0) * scale_of(self.unit)

    @property
    def quantum(self) -> Decimal:
        """One step of the last printed decimal, in the plain unit."""
        return Decimal(1).scaleb(-printed_decimals(self.value or 0, self.printed)) * scale_of(self.unit)

    @property
    def slack(self) -> Decimal:
        """How far rounding may have moved it: half a step of printed decimals, nothing for a whole number."""
        return self.quantum / 2 if self.value is not None and self.quantum < scale_of(self.unit) else Decimal(0)

    @property
    def text(self) -> str:
        if self.value is None:
            return ""
        return decimal_text(self.value, printed_decimals(self.value, self.printed))

    @property
    def is_exact(self) -> bool:
        return self.value is not None and not self.qualifier

    @property
    def is_cumulative(self) -> bool:
        return ".." in self.period

    @property
    def is_own(self) -> bool:
        return self.entity == self.report.entity

    @property
    def place(self) -> tuple[str, str | int]:
        """The table it stands in, or the paragraph."""
        return (self.table, "") if self.table else ("", self.line)

    @property
    def subject(self) -> str:
        return f"{self.name} {self.measure.name}"

    @property
    def source(self) -> str:
        fields = (self.report.key, self.table or self.section, self.row_label, self.column_label, str(self.line))
        return "|".join(part.replace("|", "/") for part in fields)


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A statement of a list; `group` is the table, or the list's name where it stands in prose."""

    id: int
    group: str
    table: str
    list: str
    item: str
    entity: int | None
    name: str
    entity_type: str
    major: int | None
    major_name: str
    role: str
    row: int | None
    column: int | None
    row_label: str
    line: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AuditedTable:
    key: str
    caption: str
    form: str
    section: str
    line: int
    notes: str
    geography: str
    widths: dict[int, tuple[int, int, str]] = field(default_factory=dict)  # row: cells, line, roles


Group = tuple[int, int | None, bool]
"""Entity, year, whether the period is cumulative: within it figures may be set in relation."""


@dataclass
class Facts:
    report: AuditedReport
    all: Sequence[Fact]
    elsewhere: Sequence[Fact] = ()
    records: Sequence[ListedRecord] = ()
    tables: Sequence[AuditedTable] = ()

    @cached_property
    def groups(self) -> dict[Group, dict[str, list[Fact]]]:
        """Facts by entity and year, then by indicator, in printed order."""
        groups: dict[Group, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in sorted(self.all, key=lambda f: (f.line, f.id)):
            groups[fact.entity, fact.year, fact.is_cumulative][fact.indicator].append(fact)
        return {group: dict(by_indicator) for group, by_indicator in groups.items()}

    @cached_property
    def by_table(self) -> dict[str, list[Fact]]:
        tables: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.all:
            if fact.table:
                tables[fact.table].append(fact)
        return dict(tables)

    def same_value(self, fact: Fact) -> list[Fact]:
        """The fact and all others of this report that print the same value for the same thing."""
        group = self.groups[fact.entity, fact.year, fact.is_cumulative][fact.indicator]
        return [fact, *(f for f in group if f is not fact and f.value is not None and f.number == fact.number)]

    def contexts(self, group: dict[str, list[Fact]]) -> list[dict[str, Fact]]:
        """Where figures of a group stand together: each table, each paragraph; at the end the whole report."""
        places: dict[tuple[str, str | int], dict[str, Fact]] = defaultdict(dict)
        everything: dict[str, Fact] = {}
        for indicator, facts in group.items():
            for fact in facts:
                places[fact.place].setdefault(indicator, fact)
            everything[indicator] = min(facts, key=lambda f: (f.value is None, f.qualifier != "", f.origin != "table"))
        return [*places.values(), everything]


_FACTS = """
SELECT o.id, o.report_id, o.entity_id, e.name, e.type, e.parent_id, o.indicator_id, o.period, o.year, o.value, o.unit,
       o.qualifier, o.status, o.printed, o.origin, coalesce(t.key, ''), coalesce(t.form, ''),
       CASE WHEN r.entity_id = o.entity_id THEN 'own' ELSE coalesce(t.geography, '') END,
       o.cell_row, o.cell_col, lr.text, lc.text, ls.text, o.line
FROM observation o JOIN report r ON r.id = o.report_id JOIN entity e ON e.id = o.entity_id
LEFT JOIN source_table t ON t.id = o.table_id
JOIN label lr ON lr.id = o.row_id JOIN label lc ON lc.id = o.column_id JOIN label ls ON ls.id = o.section_id
WHERE """

_ELSEWHERE = """o.report_id <> :report
AND o.entity_id IN (SELECT DISTINCT entity_id FROM observation WHERE report_id = :report)
AND o.year BETWEEN (SELECT min(year) FROM observation WHERE report_id = :report) - 1
    AND (SELECT max(year) FROM observation WHERE report_id = :report)
ORDER BY o.report_id, o.id"""

_RECORDS = """
SELECT c.id, coalesce(t.key, c.list), coalesce(t.key, ''), c.list, c.item, c.entity_id, coalesce(e.name, ''),
       coalesce(e.type, ''), c.major_id, coalesce(m.name, ''), c.role, c.cell_row, c.cell_col, c.row, c.line, c.detail
FROM record c LEFT JOIN source_table t ON t.id = c.table_id LEFT JOIN entity e ON e.id = c.entity_id
LEFT JOIN entity m ON m.id = c.major_id WHERE c.report_id = ? ORDER BY c.id"""

_TABLES = """
SELECT id, key, caption, form, section, line, notes, geography FROM source_table WHERE report_id = ?
ORDER BY position"""

_WIDTHS = "SELECT row, count(*), min(line), group_concat(DISTINCT role) FROM cell WHERE table_id = ? GROUP BY row"


def read_facts(conn: sqlite3.Connection, key: str) -> Facts:
    """All facts of a report, and those of others on the same entities in the same years."""
    reports = _reports(conn)
    report = next(r for r in reports.values() if r.key == key)
    measures = _measures(conn)
    own = conn.execute(_FACTS + "o.report_id = :report ORDER BY o.id", {"report": report.id})
    facts = [_fact(row, reports, measures) for row in own]
    others = conn.execute(_FACTS + _ELSEWHERE, {"report": report.id}) if len(reports) > 1 else ()
    return Facts(
        report,
        facts,
        [_fact(row, reports, measures) for row in others],
        [ListedRecord(*row) for row in conn.execute(_RECORDS, (report.id,))],
        [_table(conn, *row) for row in conn.execute(_TABLES, (report.id,)).fetchall()],
    )


def _reports(conn: sqlite3.Connection) -> dict[int, AuditedReport]:
    query = (
        "SELECT r.id, r.key, r.issuer, r.year, r.kind, r.entity_id, e.name FROM report r"
        " JOIN entity e ON e.id = r.entity_id"
    )
    return {row[0]: AuditedReport(*row) for row in conn.execute(query)}


def _measures(conn: sqlite3.Connection) -> dict[int, Measure]:
    query = (
        "SELECT i.id, i.key, i.name, i.unit, coalesce(w.key, ''), i.kind, i.denominator, i.formula, i.position"
        " FROM indicator i LEFT JOIN indicator w ON w.id = i.whole_id"
    )
    return {
        id_: Measure(key, name, unit, whole, kind, denominator, terms(formula), position)
        for id_, key, name, unit, whole, kind, denominator, formula, position in conn.execute(query)
    }


def terms(formula: str) -> tuple[str, str] | None:
    numerator, slash, denominator = (part.strip() for part in formula.partition("/"))
    return (numerator, denominator) if slash and numerator and denominator else None


def _fact(row: Sequence[object], reports: dict[int, AuditedReport], measures: dict[int, Measure]) -> Fact:
    id_, report, entity, name, type_, parent, indicator, *rest = row
    return Fact(id_, reports[report], entity, name, type_, parent, measures[indicator], *rest)  # type: ignore[arg-type,index]


def _table(conn: sqlite3.Connection, id_: int, *fields: Any) -> AuditedTable:
    widths = {row: (cells, line, roles) for row, cells, line, roles in conn.execute(_WIDTHS, (id_,))}
    values = [*fields, widths]
    return AuditedTable(*values)


def dependents(conn: sqlite3.Connection, report: str) -> list[str]:
    """Reports whose findings may rest on this one: those that it shares entities with, or that name it in a finding."""
    query = """
        SELECT DISTINCT r.key FROM report r WHERE r.key <> :key AND EXISTS (
            SELECT 1 FROM json_each(:entities) w JOIN observation o ON o.entity_id = w.value AND o.report_id = r.id)"""
    named = conn.execute(
        "SELECT DISTINCT o.entity_id FROM observation o JOIN report r ON r.id = o.report_id WHERE r.key = ?", (report,)
    )
    entities = json.dumps([entity for (entity,) in named])
    return [key for (key,) in conn.execute(query, {"key": report, "entities": entities})]


def exact_values(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each distinct value, in printed order."""
    distinct: dict[Decimal, Fact] = {}
    for fact in facts:
        if fact.is_exact:
            distinct.setdefault(fact.number, fact)
    return list(distinct.values())
