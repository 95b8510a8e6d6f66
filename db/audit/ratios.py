"""Printed ratios against what they are taken of: the dictionary's formula, else the denominators that are plausible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.audit.facts import Fact, Facts, exact_values
from db.audit.finding import Finding, Severity
from db.audit.making import finding
from db.audit.numbers import in_unit, plain, plain_unit, rounds_to, text_of, total
from db.audit.reference import ratios
from db.view import word

Group = Mapping[str, Sequence[Fact]]
_UNSTATED = "未说明"
_FEW = 4
"""Quotients that are shown."""


@dataclass(frozen=True)
class Quotient:
    """The numerator is one figure, or several to be added."""

    ratio: Fact
    numerator: tuple[Fact, ...]
    denominator: Fact

    @property
    def terms(self) -> tuple[Fact, ...]:
        return (*self.numerator, self.denominator)

    @property
    def value(self) -> Decimal:
        scale = 100 if self.ratio.measure.unit == "%" else 1
        return scale * total(fact.number for fact in self.numerator) / self.denominator.number

    @property
    def fits(self) -> bool:
        return rounds_to(self.value, self.ratio.number, self.ratio.quantum)

    @property
    def rounded(self) -> Decimal:
        return self.value.quantize(min(self.ratio.quantum, Decimal("0.01")))

    @property
    def text(self) -> str:
        sign = "%" if self.ratio.measure.unit == "%" else ""
        above = " + ".join(fact.text for fact in self.numerator)
        above = f"({above})" if len(self.numerator) > 1 else above
        return f"{above} ÷ {self.denominator.text} = {text_of(self.rounded, self.ratio.quantum)}{sign}"


def ratio(facts: Facts) -> Iterator[Finding]:
    """Printed = numerator ÷ denominator (× 100 for %), rounded or cut to the printed decimals.

    Terms of the same table are taken first, then any of the report; each printed value is tried. When none of the
    proper terms fits, other denominators are tried and the one that fits is named.
    """
    for group in facts.groups.values():
        for printed in group.values():
            for fact in exact_values(printed):
                if fact.measure.kind == "ratio" and fact.measure.unit in ("%", ":1", "") and fact.number:
                    yield from _judge(facts, group, fact)


def _judge(facts: Facts, group: Group, fact: Fact) -> Iterator[Finding]:
    proper = _preferred(fact, list(_quotients(group, fact, _terms(fact, basis=True))))
    if not proper or any(q.fits for q in proper) or _is_settled(group, fact, proper):
        return
    others = [q for q in _quotients(group, fact, _terms(fact, basis=False)) if q.fits] or list(
        _guesses(group, proper[0])
    )
    yield _failing(facts, fact, proper, others)


def _is_settled(group: Group, fact: Fact, proper: Sequence[Quotient]) -> bool:
    """The terms fit another printed value of this ratio: that there are two is told by `printed_twice`."""
    others = [other for other in exact_values(group[fact.indicator]) if other.number != fact.number]
    return any(Quotient(other, q.numerator, q.denominator).fits for other in others for q in proper)


def _terms(fact: Fact, *, basis: bool) -> list[tuple[str, str]]:
    """Numerator and denominator by keys, the dictionary's formula first."""
    listed = [(t.numerator, t.denominator) for t in ratios() if t.ratio == fact.indicator and t.is_basis == basis]
    formula = [fact.measure.formula] if basis and fact.measure.formula else []
    return list(dict.fromkeys([*formula, *listed]))


def _quotients(group: Group, fact: Fact, terms: Iterable[tuple[str, str]]) -> Iterator[Quotient]:
    for numerator_key, denominator_key in terms:
        for numerator in _numerators(group, numerator_key):
            for denominator in exact_values(group.get(denominator_key, ())):
                if denominator.number and _counted_alike(fact, *numerator, denominator):
                    yield Quotient(fact, numerator, denominator)


def _numerators(group: Group, key: str) -> list[tuple[Fact, ...]]:
    """Each printed value of one figure; of a sum the first of each."""
    added = [exact_values(group.get(part.strip(), ())) for part in key.split("+")]
    if len(added) == 1:
        return [(fact,) for fact in added[0]]
    return [tuple(facts[0] for facts in added)] if all(added) else []


def _counted_alike(*facts: Fact) -> bool:
    return len({fact.geography for fact in facts}) == 1


def _preferred(fact: Fact, quotients: list[Quotient]) -> list[Quotient]:
    """Those of the table (its row, where it has rows of entities) or the paragraph in which the ratio stands."""
    near = [q for q in quotients if {term.place for term in q.terms} == {fact.place}]
    return near or quotients


def _guesses(group: Group, quotient: Quotient) -> Iterator[Quotient]:
    """Any count in the same unit and larger than the numerator, as a denominator that would fit."""
    for facts in group.values():
        for fact in exact_values(facts):
            above = quotient.numerator[0]
            alike = plain_unit(fact.unit) == plain_unit(above.unit) and fact.measure.is_count
            if alike and fact.number > above.number and _counted_alike(fact, above):
                guess = Quotient(quotient.ratio, quotient.numerator, fact)
                if guess.fits:
                    yield guess


def _failing(facts: Facts, fact: Fact, proper: Sequence[Quotient], others: Sequence[Quotient]) -> Finding:
    texts = dict.fromkeys(q.text for q in [*proper[:_FEW], *others[:1]])
    message = (
        word("{subject}: {expected} is printed, its terms give {found}; it would be a share of another figure: {note}")
        if others
        else word("{subject}: {expected} is printed, its terms give {found}")
    )
    used = [term for q in [*proper, *others[:1]] for term in q.terms]
    return finding(
        facts,
        "ratio",
        _severity(facts, fact, proper),
        message,
        facts.same_value(fact),
        list(dict.fromkeys(used)),
        expected=fact.value,
        found=plain(proper[0].rounded),
        arithmetic="; ".join(texts),
        note=others[0].denominator.measure.name if others else "",
    )


def _severity(facts: Facts, fact: Fact, proper: Sequence[Quotient]) -> Severity:
    """Hard only when the base is stated, the terms are printed with one value each, and so is the ratio itself."""
    group = facts.groups[fact.entity, fact.year, fact.is_cumulative][fact.indicator]
    is_stated = fact.measure.formula is not None or fact.measure.denominator not in ("", _UNSTATED)
    is_sole = len(proper) == 1 and len(exact_values(group)) == 1
    return Severity.MISMATCH if is_stated and is_sole else Severity.VERIFY


def percent_above_100(facts: Facts) -> Iterator[Finding]:
    """A share or a score in % is at most 100."""
    for fact in facts.all:
        is_share = fact.measure.unit == "%" and fact.measure.kind in ("ratio", "score")
        if is_share and fact.value is not None and fact.number > 100:
            yield finding(
                facts,
                "percent_above_100",
                Severity.VERIFY,
                word("{subject}: more than the whole: {found} %"),
                [fact],
                [],
                expected=100,
                found=in_unit(fact.number, fact.unit),
                arithmetic=f"{fact.text} > 100",
            )
