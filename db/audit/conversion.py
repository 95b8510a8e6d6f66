"""Doubts that are ours: what the conversion of the document lost, moved or garbled. Compare with the printed report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from db.audit.facts import AuditedTable, Fact, Facts, ListedRecord
from db.audit.finding import Finding, Severity
from db.audit.making import finding, record_side, table_side
from db.audit.numbers import in_unit, text_of
from db.audit.totals import ColumnSum, columns_with_lost, hint, lost_totals
from db.view import word


def lost_cell(facts: Facts) -> Iterator[Finding]:
    """Cells that were dropped, one finding a table; and the value of each that would make its column hold."""
    hinted: set[int] = set()
    for column in columns_with_lost(facts):
        hinted.update(fact.id for fact in column.missing)
        yield hint(facts, "lost_cell", column)
    for column in (column for column in lost_totals(facts) if column.whole.status == "lost"):
        hinted.add(column.whole.id)
        yield _total_hint(facts, "lost_cell", column)
    for key, table in facts.by_table.items():
        lost = [fact for fact in table if fact.status == "lost"]
        if any(fact.id not in hinted for fact in lost):
            moved = [fact for fact in table if fact.status == "realigned"]
            yield _lost(facts, key, lost, moved)


def _total_hint(facts: Facts, rule: str, column: ColumnSum) -> Finding:
    value = in_unit(column.sum, column.whole.unit)
    return finding(
        facts,
        rule,
        Severity.CONVERSION,
        word("{subject}: the total has no value; the rows sum to {expected}"),
        [column.whole],
        [],
        expected=value,
        found=None,
        difference=value,
        arithmetic=column.arithmetic,
    )


def blank_total(facts: Facts) -> Iterator[Finding]:
    """A stated total that was left empty or cannot be read, with the sum of its rows."""
    for column in lost_totals(facts):
        if column.whole.status != "lost":
            yield _total_hint(facts, "blank_total", column)


def _lost(facts: Facts, key: str, lost: Sequence[Fact], moved: Sequence[Fact]) -> Finding:
    return finding(
        facts,
        "lost_cell",
        Severity.CONVERSION,
        word("{subject}: {found} rows have a cell too few; {note} values were moved back to their columns"),
        lost,
        [],
        expected=None,
        found=len({fact.line for fact in lost}),
        difference=len({fact.line for fact in lost}),
        subject=key,
        note=str(len(moved)),
    )


def realigned_cell(facts: Facts) -> Iterator[Finding]:
    """Values whose column differs from their printed place, in a table that lost no cell."""
    for key, table in facts.by_table.items():
        moved = [fact for fact in table if fact.status == "realigned"]
        if moved and not any(fact.status == "lost" for fact in table):
            yield finding(
                facts,
                "realigned_cell",
                Severity.CONVERSION,
                word("{subject}: {found} values stand in another column than printed"),
                moved,
                [],
                expected=None,
                found=len(moved),
                subject=key,
            )


def unreadable_cell(facts: Facts) -> Iterator[Finding]:
    """Something stands in the cell of a figure that is no number."""
    for fact in facts.all:
        if fact.status == "unreadable":
            yield finding(
                facts,
                "unreadable_cell",
                Severity.CONVERSION,
                word("{subject}: “{found}” is no number"),
                [fact],
                [],
                expected=None,
                found=fact.printed,
            )


def short_row(facts: Facts) -> Iterator[Finding]:
    """A row of figures with fewer cells than the header, of which no cell is known to be lost."""
    lost = {(f.table, f.line) for f in facts.all if f.status == "lost"}
    for table in facts.tables:
        header = max((cells for cells, _line, roles in table.widths.values() if "header" in roles), default=0)
        for cells, line, roles in table.widths.values():
            if table.form == "crosstab" and "observation" in roles and cells < header and (table.key, line) not in lost:
                yield _short(facts, table, line, header, cells)


def _short(facts: Facts, table: AuditedTable, line: int, header: int, cells: int) -> Finding:
    return Finding(
        rule="short_row",
        severity=Severity.CONVERSION,
        report=facts.report.key,
        message=word("{subject}: a row has {found} cells, the header {expected}; compare with the printed report"),
        subject=table.key,
        expected=header,
        found=cells,
        difference=header - cells,
        arithmetic=text_of(Decimal(header - cells)),
        a=table_side(facts, table, line),
        lines=(str(line),),
    )


_GAPS = "断页"  # the list of gaps in a text
_NUMBERED = re.compile(r"(附?表)(\d+)")


def missing_table(facts: Facts) -> Iterator[Finding]:
    """Tables are numbered without a gap; one that is missing was not converted, or not recognised as a table."""
    series: dict[str, dict[int, AuditedTable]] = defaultdict(dict)
    for table in facts.tables:
        if match := _NUMBERED.fullmatch(table.key):
            series[match[1]][int(match[2])] = table
    for kind, numbers in series.items():
        for number in range(1, max(numbers)):
            if number not in numbers:
                after = next(numbers[n] for n in sorted(numbers) if n > number)
                yield _missing(facts, f"{kind}{number}", after)


def missing_page(facts: Facts) -> Iterator[Finding]:
    """A text does not break off before a heading, and its pictures are numbered without a gap (records of 断页)."""
    for record in facts.records:
        if record.list == _GAPS:
            yield _page(facts, record)


def _page(facts: Facts, record: ListedRecord) -> Finding:
    return Finding(
        rule="missing_page",
        severity=Severity.CONVERSION,
        report=facts.report.key,
        message=word("the text has a gap here ({subject}); compare with the printed report"),
        subject=" ".join(filter(None, (record.item, record.detail))),
        expected=None,
        found=None,
        difference=None,
        arithmetic="",
        a=record_side(facts, record),
        lines=(str(record.line),),
    )


def _missing(facts: Facts, key: str, after: AuditedTable) -> Finding:
    return Finding(
        rule="missing_table",
        severity=Severity.CONVERSION,
        report=facts.report.key,
        message=word("{subject} is missing before {note}; compare with the printed report"),
        subject=key,
        expected=key,
        found=None,
        difference=None,
        arithmetic="",
        a=table_side(facts, after),
        lines=(str(after.line),),
        note=after.key,
    )
