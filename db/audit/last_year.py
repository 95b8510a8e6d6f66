"""Last year's values: as this report prints or implies them, against what was printed for that year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.audit.facts import Fact, Facts
from db.audit.finding import Finding, Severity
from db.audit.making import finding
from db.audit.numbers import in_unit, scale_of, text_of
from db.audit.twice import agree
from db.view import word


def last_year(facts: Facts) -> Iterator[Finding]:
    """A value for an earlier year = that year's value in the same issuer's report of that year.

    A value derived from a printed change (增加 250 人) is also held against what this report prints for that year. A
    change of a rate in % is doubtful.
    """
    yield from _changes_of_rates(facts)
    for (entity, year, cumulative), group in facts.groups.items():
        for indicator, printed in group.items():
            said = [f for f in printed if f.is_exact]
            derived = [f for f in said if f.status == "derived"]
            stated = [f for f in said if f.status != "derived"]
            yield from _against(facts, derived, [f for f in stated if not any(_apart(d, f) for d in derived)])
            earlier = [
                f
                for f in facts.elsewhere
                if (f.entity, f.year, f.is_cumulative, f.indicator) == (entity, year, cumulative, indicator)
                and f.report.entity == facts.report.entity
                and f.report.order < facts.report.order
                and f.is_exact
            ]
            yield from _against(facts, said, earlier)


def _apart(derived: Fact, stated: Fact) -> bool:
    """A stock of autumn 2024 and one of 2025 are compared under one year, and are not the same."""
    return derived.period.endswith("-autumn") and stated.period.isdigit() and stated.period != derived.period[:4]


def _changes_of_rates(facts: Facts) -> Iterator[Finding]:
    """A rate that rose by so many %: percentage points, or per cent of itself, which give two values for last year."""
    for fact in facts.all:
        base = fact.indicator.removesuffix(".change")
        if base == fact.indicator or not fact.is_exact or not fact.printed.rstrip().endswith(("%", "％")):
            continue
        rates = facts.groups[fact.entity, fact.year, fact.is_cumulative].get(base, [])
        rate = next((f for f in rates if f.is_exact and f.measure.unit == "%"), None)
        if rate:
            yield _doubtful(facts, fact, rate)


def _doubtful(facts: Facts, change: Fact, rate: Fact) -> Finding:
    points = rate.number - change.number
    percent = rate.number / (1 + change.number / 100)
    return finding(
        facts,
        "last_year",
        Severity.VERIFY,
        word("{subject}: {expected} % may be percentage points or per cent of the rate; last year's is not certain"),
        [change],
        [rate],
        expected=change.value,
        found=None,
        arithmetic=f"{rate.text} - {change.text} = {text_of(points)}; "
        f"{rate.text} ÷ (1 + {change.text}%) = {text_of(percent)}",
    )


def _against(facts: Facts, now: Sequence[Fact], then: Sequence[Fact]) -> Iterator[Finding]:
    """One finding when none of the values now agrees with any of those printed then."""
    if now and then and not any(agree(a, b) for a in now for b in then):
        a, b = now[0], then[0]
        yield finding(
            facts,
            "last_year",
            Severity.INCONSISTENT,
            word("{subject}: {expected} for the earlier year here, {found} where that year was reported"),
            [a],
            [b],
            expected=a.value,
            found=b.value,
            difference=in_unit(abs(a.number - b.number), min(a.unit, b.unit, key=scale_of)),
            arithmetic=f"{text_of(a.number, a.quantum)} ≠ {text_of(b.number, b.quantum)}",
            note=a.period,
        )
