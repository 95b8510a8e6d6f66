"""The same quantity printed twice: in two tables, in table and prose, by two reports; and what only looks the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from db.audit.facts import Fact, Facts
from db.audit.finding import Finding, Severity
from db.audit.making import finding
from db.audit.numbers import close, in_unit, rounds_to, scale_of, text_of
from db.audit.reference import Lookalike, count_verdict, lookalikes
from db.view import word


def agree(a: Fact, b: Fact) -> bool:
    """Whether two printed values may be one: equal, rounded to the other's decimals, within what 余 or 以上 say."""
    coarse, fine = (a, b) if a.quantum >= b.quantum else (b, a)
    for vague, other in ((a, b), (b, a)):
        if vague.qualifier == "at_least":
            return other.number >= vague.number
        if vague.qualifier == "about":
            return close(a.number, b.number)
    return abs(coarse.number - fine.number) <= coarse.quantum / 2 and rounds_to(
        fine.number, coarse.number, coarse.quantum
    )


def printed_twice(facts: Facts) -> Iterator[Finding]:
    """One indicator, entity and year has one value: within the report, and in another report of another issuer.

    Rounding is set apart by the printed decimals. A difference of geography, of stated dates or of indicators that only
    look alike is told as `scope`.
    """
    yield from _within(facts)
    yield from _across(facts)
    yield from _alike(facts)


def _within(facts: Facts) -> Iterator[Finding]:
    for group in facts.groups.values():
        for printed in group.values():
            values = _distinct(f for f in printed if f.value is not None and f.status != "derived")
            first = values[0] if values else []
            yield from (_differing(facts, first, other) for other in values[1:] if not agree(first[0], other[0]))


def _distinct(printed: Iterator[Fact]) -> list[list[Fact]]:
    """Facts by value, in printed order."""
    values: dict[tuple[Decimal, str], list[Fact]] = defaultdict(list)
    for fact in printed:
        values[fact.number, fact.qualifier].append(fact)
    return list(values.values())


def _differing(facts: Facts, a: Sequence[Fact], b: Sequence[Fact]) -> Finding:
    severity, reason = _class_of(a[0], b[0])
    message = (
        word("{subject}: {expected} and {found}; they count differently: {note}")
        if severity is Severity.SCOPE
        else word("{subject}: {expected} in one place, {found} in another; the two differ, please check")
    )
    return _finding(facts, severity, message, a, b, reason)


def _class_of(a: Fact, b: Fact) -> tuple[Severity, str]:
    verdict, reason = count_verdict(a.geography, b.geography)
    if verdict == "no" and a.measure.is_count:
        return Severity.SCOPE, reason
    if _dated_apart(a.period, b.period):
        return Severity.SCOPE, f"{a.period}、{b.period}"
    for pair in lookalikes():
        if pair.a == pair.b == a.indicator and a.origin != b.origin:
            return pair.severity, pair.reason
    return Severity.INCONSISTENT, reason


def _dated_apart(a: str, b: str) -> bool:
    """Both name a month, and not the same one."""
    return a.count("-") > 0 and b.count("-") > 0 and a[:7] != b[:7] and "autumn" not in a + b


def _finding(  # noqa: PLR0913 -- the fields of a finding
    facts: Facts,
    severity: Severity,
    message: str,
    a: Sequence[Fact],
    b: Sequence[Fact],
    note: str,
    *,
    subject: str = "",
) -> Finding:
    first, second = a[0], b[0]
    found = second.value if first.unit == second.unit else in_unit(second.number, second.unit)
    return finding(
        facts,
        "printed_twice",
        severity,
        message,
        a,
        b,
        expected=first.value,
        found=found,
        difference=in_unit(abs(first.number - second.number), min(first.unit, second.unit, key=scale_of)),
        arithmetic=f"{text_of(first.number, first.quantum)} ≠ {text_of(second.number, second.quantum)}",
        note=note,
        subject=subject,
    )


def _across(facts: Facts) -> Iterator[Finding]:
    """Against earlier reports of other issuers; the report's own table speaks first, then the lowest line."""
    others = _others(facts)
    for (entity, year, cumulative), group in facts.groups.items():
        for indicator, printed in group.items():
            own = _spoken(printed)
            for theirs in others.get((entity, year, cumulative, indicator), {}).values():
                other = _spoken(theirs)
                if own and other and not any(agree(a, b) for a in printed for b in theirs if _said(a) and _said(b)):
                    yield _differing(facts, facts.same_value(own), [other])


def _said(fact: Fact) -> bool:
    return fact.value is not None and fact.status != "derived"


def _spoken(printed: Sequence[Fact]) -> Fact | None:
    """The one of several values that a report is taken at: exact before vague, table before text, lowest line."""
    said = [f for f in printed if _said(f)]
    return min(said, key=lambda f: (f.qualifier != "", f.origin != "table", f.line)) if said else None


Elsewhere = dict[tuple[int, int | None, bool, str], dict[str, list[Fact]]]


def _others(facts: Facts) -> Elsewhere:
    """Facts of earlier reports whose own entity is another one, by what they are about and by report."""
    others: Elsewhere = defaultdict(lambda: defaultdict(list))
    for fact in facts.elsewhere:
        if fact.report.order < facts.report.order and fact.report.entity != facts.report.entity:
            others[fact.entity, fact.year, fact.is_cumulative, fact.indicator][fact.report.key].append(fact)
    return others


def _alike(facts: Facts) -> Iterator[Finding]:
    """Two indicators that a reader takes for one (`lookalikes.csv`), with two values for one entity and year."""
    for pair in (pair for pair in lookalikes() if pair.a != pair.b):
        for group in facts.groups.values():
            a, b = _spoken(group.get(pair.a, ())), _spoken(group.get(pair.b, ()))
            if a and b and not agree(a, b):
                yield _lookalike(facts, pair, facts.same_value(b), facts.same_value(a))  # what is special first
        yield from _alike_across(facts, pair)


def _alike_across(facts: Facts, pair: Lookalike) -> Iterator[Finding]:
    """The report's own entity in an earlier report of another issuer, of the same year or the one before."""
    theirs = [f for f in facts.elsewhere if f.entity == facts.report.entity and f.report.order < facts.report.order]
    for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
        own = [f for f in facts.all if f.indicator == mine and f.is_own and _said(f)]
        for candidate in [f for f in theirs if f.indicator == other and _said(f)]:
            near = [f for f in own if f.year and candidate.year and 0 <= f.year - candidate.year <= 1]
            fact = _spoken(near)
            if fact and not agree(fact, candidate):
                yield _lookalike(facts, pair, facts.same_value(fact), [candidate])
                break


def _lookalike(facts: Facts, pair: Lookalike, a: Sequence[Fact], b: Sequence[Fact]) -> Finding:
    message = (
        word("{subject}: {expected} and {found}; they count differently: {note}")
        if pair.severity is Severity.SCOPE
        else word("{subject}: {expected} in one place, {found} in another; names and sources differ: {note}")
    )
    subject = f"{a[0].subject}、{b[0].measure.name}"
    return _finding(facts, pair.severity, message, a, b, pair.reason, subject=subject)
