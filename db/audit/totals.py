"""Stated totals of a table: a total row against its rows, a list's rows against the total stated elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.audit.facts import Fact, Facts
from db.audit.finding import Finding, Severity
from db.audit.making import finding, lines_of
from db.audit.numbers import in_unit, said
from db.audit.sums import Sum
from db.view import word

_TOTAL = re.compile(r"^(总\s*计|合\s*计|小\s*计|总\s*数|共\s*计|全\s*[省市县区州]|汇\s*总)")


@dataclass(frozen=True)
class ColumnSum(Sum):
    """A column of a table with its total: `missing` are the cells (the total's among them) that have no value."""

    whole: Fact
    parts: Sequence[Fact]

    @property
    def holds(self) -> bool:
        return abs(self.sum - self.whole.number) <= self.tolerance

    @property
    def arithmetic(self) -> str:
        return f"{' + '.join(fact.text for fact in self.known)} = {self.said(self.sum)}"

    def said(self, number: Decimal) -> str:
        """In the unit of the total, with the finest decimals printed."""
        return said(number, self.whole.unit, min(fact.quantum for fact in (*self.known, self.whole)))


def columns(facts: Facts) -> Iterator[ColumnSum]:
    """Columns of counts with a total row and at least two rows of other entities."""
    for table in facts.by_table.values():
        by_column: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for fact in table:
            if fact.measure.is_count:
                by_column[fact.indicator, fact.period, fact.column_label].append(fact)
        for column in by_column.values():
            wholes = [f for f in column if f.is_own and _TOTAL.match(f.row_label)]
            parts = [f for f in column if not f.is_own]
            if len(wholes) == 1 and len(parts) > 1:
                yield ColumnSum(wholes[0], parts)


def total_of_column(facts: Facts) -> Iterator[Finding]:
    """Stated total = sum of the rows. A cell without a value stops the judgement; then the value is told that would do.

    With a missing cell the sum of the others may not exceed the total. Lost cells are the matter of `lost_cell`.
    """
    short = {(fact.table, fact.row) for fact in _kept_in_short_rows(facts)}
    for column in columns(facts):
        if column.whole.value is None or column.holds:
            continue
        if any((fact.table, fact.row) in short for fact in column.known):
            continue  # a value of a row that lost a cell may belong elsewhere
        if column.missing and column.sum < column.whole.number:
            if not any(fact.status == "lost" for fact in column.missing):
                yield hint(facts, "total_of_column", column)
        else:
            yield _failing(facts, column)
    yield from _total_elsewhere(facts)


def _kept_in_short_rows(facts: Facts) -> Iterator[Fact]:
    """Figures of rows that lost a cell and were left where they stood."""
    lost = {(f.table, f.line) for f in facts.all if f.status == "lost"}
    for fact in facts.all:
        if fact.status == "normal" and (fact.table, fact.line) in lost:
            yield fact


def _failing(facts: Facts, column: ColumnSum) -> Finding:
    return finding(
        facts,
        "total_of_column",
        Severity.MISMATCH,
        word("{subject}: the stated total is {expected}, the rows sum to {found}"),
        [column.whole],
        column.known,
        expected=in_unit(column.whole.number, column.whole.unit),
        found=in_unit(column.sum, column.whole.unit),
        arithmetic=column.arithmetic,
    )


def hint(facts: Facts, rule: str, column: ColumnSum) -> Finding:
    """The sum cannot be judged; `difference` is the value that would make it hold."""
    made = finding(
        facts,
        rule,
        Severity.CONVERSION,
        word(
            "{subject}: the rows with a value sum to {found}, the stated total is {expected}; without a value: {note}"
        ),
        [column.whole],
        column.missing,
        expected=in_unit(column.whole.number, column.whole.unit),
        found=in_unit(column.sum, column.whole.unit),
        arithmetic=f"{column.said(column.whole.number)} - {column.said(column.sum)} = "
        f"{column.said(column.whole.number - column.sum)}",
        note="、".join(fact.name for fact in column.missing),
    )
    return made._replace(lines=lines_of(facts.report.key, [column.whole, *column.parts]))


def _total_elsewhere(facts: Facts) -> Iterator[Finding]:
    """A table of schools without a total row: its rows sum to what the report states of its own entity elsewhere."""
    for key, table in facts.by_table.items():
        by_indicator: dict[str, list[Fact]] = defaultdict(list)
        for fact in table:
            if fact.form == "list" and fact.measure.is_count:
                by_indicator[fact.indicator].append(fact)
        for indicator, rows in by_indicator.items():
            stated = [f for f in _own(facts, indicator, rows[0].year) if f.table != key and f.is_exact]
            if stated and len(rows) > 1 and all(f.value is not None for f in rows):
                yield from _against(facts, stated, rows)


def _own(facts: Facts, indicator: str, year: int | None) -> list[Fact]:
    return facts.groups.get((facts.report.entity, year, False), {}).get(indicator, [])


def _against(facts: Facts, stated: Sequence[Fact], rows: Sequence[Fact]) -> Iterator[Finding]:
    column = ColumnSum(stated[0], rows)
    if not column.holds:
        yield finding(
            facts,
            "total_of_column",
            Severity.INCONSISTENT,
            word("{subject}: {expected} is stated, the rows of the list sum to {found}"),
            facts.same_value(stated[0]),
            rows,
            expected=in_unit(stated[0].number, stated[0].unit),
            found=in_unit(column.sum, stated[0].unit),
            arithmetic=column.arithmetic,
        )


def lost_totals(facts: Facts) -> Iterator[ColumnSum]:
    """Columns whose stated total has no value while all rows have one or are empty."""
    for column in columns(facts):
        if column.whole.value is None and column.whole.status in ("lost", "blank", "unreadable") and column.known:
            yield column


def columns_with_lost(facts: Facts) -> Iterable[ColumnSum]:
    """Columns that do not hold because a cell of a row was lost."""
    for column in columns(facts):
        lost = any(fact.status == "lost" for fact in column.missing)
        if lost and column.whole.value is not None and not column.holds and column.sum < column.whole.number:
            yield column
