"""How a rule puts a finding together out of the facts of its two sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from db.address import ViewRequest
from db.audit.facts import AuditedTable, Fact, Facts, ListedRecord
from db.audit.finding import Finding, Severity, Side, Value
from db.audit.numbers import plain


def side(facts: Sequence[Fact]) -> Side:
    """The first fact gives the source that is named."""
    if not facts:
        return Side()
    first = facts[0]
    return Side(tuple(dict.fromkeys(f.id for f in facts)), first.source, _address(first))


def _address(fact: Fact) -> str:
    if not fact.table:
        return ""
    at = None if fact.row is None else f"{fact.row}.{fact.column}"
    return str(ViewRequest("table", (fact.report.key, fact.table)).having(at=at))


def record_side(facts: Facts, record: ListedRecord) -> Side:
    source = "|".join((facts.report.key, record.table or record.list, record.row_label, record.role, str(record.line)))
    at = None if record.row is None else f"{record.row}.{record.column}"
    address = str(ViewRequest("table", (facts.report.key, record.table)).having(at=at)) if record.table else ""
    return Side((), source, address)


def table_side(facts: Facts, table: AuditedTable, line: int | None = None) -> Side:
    source = "|".join((facts.report.key, table.key, "", "", str(line or table.line)))
    return Side((), source, str(ViewRequest("table", (facts.report.key, table.key))))


def lines_of(report: str, *groups: Iterable[Fact]) -> tuple[str, ...]:
    """Lines of this report in order, then those of others as `report:line`."""
    facts = [fact for group in groups for fact in group]
    own = sorted({f.line for f in facts if f.report.key == report})
    others = sorted({(f.report.key, f.line) for f in facts if f.report.key != report})
    return (*map(str, own), *(f"{key}:{line}" for key, line in others))


def finding(  # noqa: PLR0913 -- the fields of a finding
    facts: Facts,
    rule: str,
    severity: Severity,
    message: str,
    a: Sequence[Fact],
    b: Sequence[Fact],
    *,
    expected: Value,
    found: Value,
    arithmetic: str = "",
    note: str = "",
    subject: str = "",
    difference: Value = None,
) -> Finding:
    """The difference is that of the two numbers unless it is given."""
    if difference is None and isinstance(expected, int | float) and isinstance(found, int | float):
        difference = plain(abs(Decimal(str(expected)) - Decimal(str(found))))
    return Finding(
        rule=rule,
        severity=severity,
        report=facts.report.key,
        message=message,
        subject=subject or (a or b)[0].subject,
        expected=expected,
        found=found,
        difference=difference,
        arithmetic=arithmetic,
        a=side(a),
        b=side(b),
        lines=lines_of(facts.report.key, a, b),
        note=note,
    )
