"""What cannot well be: one of two quantities zero while the other is not, a value beyond what sense allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from db.audit.facts import Fact, Facts, terms
from db.audit.finding import Finding, Severity
from db.audit.making import finding
from db.audit.numbers import plain, text_of
from db.audit.reference import Limit, difference, limits, together
from db.view import word

Group = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class Term:
    """A printed figure, or the difference of two."""

    facts: tuple[Fact, ...]

    @property
    def number(self) -> Decimal:
        return self.facts[0].number - (self.facts[1].number if len(self.facts) > 1 else 0)

    @property
    def text(self) -> str:
        values = " - ".join(fact.text for fact in self.facts)
        return f"{values} = {text_of(self.number)}" if len(self.facts) > 1 else values

    @property
    def name(self) -> str:
        return " - ".join(fact.measure.name for fact in self.facts)


def both_zero(facts: Facts) -> Iterator[Finding]:
    """a = 0 exactly when b = 0, for the pairs of `together.csv`; a dash or a blank is not 0."""
    for pair in together():
        for group in facts.groups.values():
            a, b = _term(group, pair[0]), _term(group, pair[1])
            if a and b and _counted_alike(a, b) and (a.number == 0) != (b.number == 0):
                if len(a.facts) > 1 and a.number <= 0:
                    continue  # a remainder of nothing is the matter of `part_exceeds_whole`
                yield _one_zero(facts, *((b, a) if a.number == 0 else (a, b)))


def _term(group: Group, expression: str) -> Term | None:
    whole, minus = difference(expression)
    found = [next((f for f in group.get(key, ()) if f.is_exact), None) for key in filter(None, (whole, minus))]
    facts = tuple(fact for fact in found if fact)
    return Term(facts) if len(facts) == len(found) else None


def _counted_alike(a: Term, b: Term) -> bool:
    return len({fact.geography for fact in (*a.facts, *b.facts)}) == 1


def _one_zero(facts: Facts, some: Term, none: Term) -> Finding:
    return finding(
        facts,
        "both_zero",
        Severity.VERIFY,
        word("{subject}: {expected} here while {note} is {found}"),
        some.facts,
        none.facts,
        expected=plain(some.number),
        found=plain(none.number),
        arithmetic=f"{some.text}; {none.text}",
        note=none.name,
        subject=f"{some.facts[0].name} {some.name}",
    )


def implausible(facts: Facts) -> Iterator[Finding]:
    """least ≤ value ≤ most, by `limits.csv`; of `a / b` the quotient of what is printed of both, nearest each other."""
    bounds = {limit.indicator: limit for limit in limits()}
    for fact in facts.all:
        limit = bounds.get(fact.indicator)
        if limit and fact.is_exact and fact.value and limit.passed(fact.number) is not None:
            yield _beyond(facts, limit, Quantity(fact.subject, fact.number, fact.text, (fact,)))
    for limit in limits():
        if pair := terms(limit.indicator):
            quotients = (_quotient(facts.contexts(group), *pair) for group in facts.groups.values())
            yield from (_beyond(facts, limit, q) for q in quotients if q and limit.passed(q.number) is not None)


class Quantity(NamedTuple):
    """A printed figure, or the quotient of two, as `text` shows it."""

    subject: str
    number: Decimal
    text: str
    facts: tuple[Fact, ...]


def _quotient(contexts: Sequence[Mapping[str, Fact]], numerator: str, denominator: str) -> Quantity | None:
    """Of the first place that prints both, else of the whole report."""
    both = ((place[numerator], place[denominator]) for place in contexts if {numerator, denominator} <= place.keys())
    for a, b in both:
        if a.is_exact and b.is_exact and b.number and a.geography == b.geography:
            number = a.number / b.number
            subject = f"{a.subject} ÷ {b.measure.name}"
            return Quantity(subject, number, f"{a.text} ÷ {b.text} = {text_of(number)}", (a, b))
    return None


def _beyond(facts: Facts, limit: Limit, quantity: Quantity) -> Finding:
    bound = limit.passed(quantity.number)
    assert bound is not None
    a, *b = quantity.facts
    return finding(
        facts,
        "implausible",
        Severity.VERIFY,
        word("{subject}: {found} is beyond what can be expected ({note}); unit or value to be checked"),
        [a],
        b,
        expected=None,
        found=plain(round(quantity.number, 2)) if b else a.value,
        arithmetic=f"{quantity.text} {'>' if bound == limit.most else '<'} {bound:g}",
        note=limit.reason,
        subject=quantity.subject,
    )
