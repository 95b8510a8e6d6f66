"""Parts and wholes by the dictionary and `partitions.csv`: sums that must hold, parts above their whole, means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.audit.facts import Fact, Facts
from db.audit.finding import Finding, Severity
from db.audit.making import finding
from db.audit.numbers import in_unit, plain, plain_unit, rounds_to, said, text_of, total
from db.audit.reference import Partition, partitions
from db.audit.sums import Sum
from db.view import word

Context = Mapping[str, Fact]
_OTHERS = re.compile(r"其[他它]")
_TOTAL_COLUMN = re.compile(r"总|合\s*计|小\s*计|共计")


@dataclass(frozen=True)
class PartSum(Sum):
    """A whole (less another quantity, for a remainder) and its parts as they stand together in one place."""

    partition: Partition
    whole: Fact
    minus: Fact | None
    parts: Sequence[Fact]
    is_scattered: bool  # gathered from all over the report

    @property
    def target(self) -> Decimal:
        return self.whole.number - (self.minus.number if self.minus else 0)

    @property
    def subject(self) -> str:
        """Whose number `target` is: a remainder is not what the report prints for the whole."""
        return f"{self.whole.subject} - {self.minus.measure.name}" if self.minus else self.whole.subject

    @property
    def holds(self) -> bool:
        if self.partition.kind == "within" or self.missing:
            return self.sum <= self.target + self.tolerance
        return abs(self.sum - self.target) <= self.tolerance

    @property
    def arithmetic(self) -> str:
        left = " + ".join(fact.text for fact in self.known)
        parts = f"{left} = {self.said(self.sum)}" if len(self.known) > 1 else left
        if self.minus:
            return f"{self.whole.text} - {self.minus.text} = {self.said(self.target)}; {parts}"
        return parts

    def said(self, number: Decimal) -> str:
        return said(number, self.whole.unit, min(fact.quantum for fact in (*self.known, self.whole)))


def sums(facts: Facts, kinds: tuple[str, ...]) -> Iterator[list[PartSum]]:
    """Alternatives of each whole in each place where it stands with its parts; in the whole report when none does."""
    by_group: dict[str, list[Partition]] = defaultdict(list)
    for number, partition in enumerate(partitions()):
        if partition.kind in kinds:
            by_group[partition.group or str(number)].append(partition)
    for group in facts.groups.values():
        present = set(group)
        wanted = [ps for ps in by_group.values() if any(_needs(p) <= present for p in ps)]
        contexts = facts.contexts(group) if wanted else []
        for alternatives in wanted:
            yield from _placed(alternatives, contexts)


def _needs(partition: Partition) -> set[str]:
    return {partition.whole, *partition.parts, *partition.weights, *filter(None, (partition.minus,))}


def _placed(alternatives: Sequence[Partition], contexts: Sequence[Context]) -> Iterator[list[PartSum]]:
    *places, everything = contexts
    found = [s for context in places if (s := _at(alternatives, context, is_scattered=False))]
    yield from found
    if not found and (scattered := _at(alternatives, everything, is_scattered=True)):
        yield scattered


def _at(alternatives: Sequence[Partition], context: Context, *, is_scattered: bool) -> list[PartSum]:
    made = []
    for partition in alternatives:
        if not all(key in context for key in _needs(partition)):
            continue
        parts = [context[part] for part in partition.parts]
        whole, minus = context[partition.whole], context.get(partition.minus)
        if whole.is_exact and (minus is None or minus.is_exact) and _alike(whole, parts):
            made.append(PartSum(partition, whole, minus, parts, is_scattered))
    return made


def _alike(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Of one unit and geography, printed exactly or without a value, some with one."""
    return any(f.value is not None for f in parts) and all(
        plain_unit(f.unit) == plain_unit(whole.unit) and f.geography == whole.geography and not f.qualifier
        for f in parts
    )


def parts_of_whole(facts: Facts) -> Iterator[Finding]:
    """Whole = sum of its parts, where `partitions.csv` says that the parts are complete.

    In one row of a table under a column of totals this is `total_of_row`. Alternatives of one group: one must hold.
    """
    for alternatives in sums(facts, ("complete",)):
        if any(s.holds for s in alternatives):
            yield from _blank_parts(facts, alternatives)
        elif not any(_has_others(facts, s) for s in alternatives):
            yield _failing(facts, alternatives[0])


def _has_others(facts: Facts, made: PartSum) -> bool:
    """Whether what is lacking stands beside the parts: as 其他, or under a label that the dictionary does not know."""
    lacking = made.target - made.sum
    group = facts.groups[made.whole.entity, made.whole.year, made.whole.is_cumulative]
    beside = [fact for printed in group.values() for fact in printed if fact.place == made.whole.place]
    return lacking > 0 and any(
        fact.value is not None
        and fact.number == lacking
        and (fact.indicator.startswith("new:") or _OTHERS.search(f"{fact.row_label}{fact.column_label}"))
        for fact in beside
    )


def _failing(facts: Facts, made: PartSum) -> Finding:
    in_row = made.whole.table and all((f.table, f.row) == (made.whole.table, made.whole.row) for f in made.parts)
    is_total = bool(in_row and _TOTAL_COLUMN.search(made.whole.column_label))
    severity = made.partition.severity
    if made.is_scattered and severity is Severity.MISMATCH:
        severity = Severity.INCONSISTENT
    return finding(
        facts,
        "total_of_row" if is_total else "parts_of_whole",
        severity,
        word("{subject}: the whole is {expected}, its parts sum to {found}"),
        facts.same_value(made.whole),
        made.known,
        expected=in_unit(made.target, made.whole.unit),
        found=in_unit(made.sum, made.whole.unit),
        arithmetic=made.arithmetic,
        subject=made.subject,
    )


def _blank_parts(facts: Facts, alternatives: Sequence[PartSum]) -> Iterator[Finding]:
    """A part that was left empty or cannot be read is told with the value that would make the sum hold."""
    made = alternatives[0]
    empty = [f for f in made.missing if f.status in ("blank", "unreadable")]
    if len(empty) == 1 and len(made.missing) == 1 and made.sum < made.target:
        yield finding(
            facts,
            "parts_of_whole",
            Severity.CONVERSION,
            word("{subject}: the parts with a value sum to {found}, the whole is {expected}; without a value: {note}"),
            [made.whole],
            [*empty, *made.known],
            expected=in_unit(made.target, made.whole.unit),
            found=in_unit(made.sum, made.whole.unit),
            arithmetic=f"{made.said(made.target)} - {made.said(made.sum)} = {made.said(made.target - made.sum)}",
            note=empty[0].measure.name,
            subject=made.subject,
        )


def part_exceeds_whole(facts: Facts) -> Iterator[Finding]:
    """Part ≤ whole, for every `其中` of the dictionary and every `within` of `partitions.csv`."""
    for alternatives in sums(facts, ("within",)):
        yield from (_exceeding(facts, s, s.partition.severity) for s in alternatives if not s.holds)
    for group in facts.groups.values():
        for context in facts.contexts(group)[:-1]:
            for part in context.values():
                whole = context.get(part.measure.whole)
                if whole and _exceeds(part, whole):
                    made = PartSum(_WITHIN, whole, None, [part], is_scattered=False)
                    yield _exceeding(facts, made, Severity.VERIFY)


_WITHIN = Partition("", "", (), (), "within", "", Severity.VERIFY)


def _exceeds(part: Fact, whole: Fact) -> bool:
    """Both are exact and count the same things; a score of a part may well be higher than the whole's."""
    comparable = part.is_exact and whole.is_exact and part.measure.kind != "score"
    return comparable and plain_unit(part.unit) == plain_unit(whole.unit) and part.number > whole.number


def _exceeding(facts: Facts, made: PartSum, severity: Severity) -> Finding:
    several = len(made.parts) > 1
    message = (
        word("{subject}: the whole is {expected}, some of its parts alone sum to {found}")
        if several
        else word("{subject}: the whole is {expected}, a part of it ({note}) is {found}")
    )
    whole = [made.whole, *filter(None, (made.minus,))]
    return finding(
        facts,
        "part_exceeds_whole",
        severity,
        message,
        whole,
        made.known,
        expected=in_unit(made.target, made.whole.unit),
        found=in_unit(made.sum, made.whole.unit),
        arithmetic=f"{made.arithmetic} > {made.said(made.target)}",
        note="、".join(fact.measure.name for fact in made.known),
        subject=made.subject,
    )


def weighted_mean(facts: Facts) -> Iterator[Finding]:
    """Whole = Σ(part × weight) ÷ Σ(weight), each part rounded as printed."""
    for alternatives in sums(facts, ("mean",)):
        for made in alternatives:
            group = facts.groups[made.whole.entity, made.whole.year, made.whole.is_cumulative]
            weights = [_beside(group[key], made.whole) for key in made.partition.weights]
            if made.missing or not all(w.is_exact for w in weights) or not sum(w.number for w in weights):
                continue
            yield from _mean(facts, made, weights)


def _beside(candidates: Sequence[Fact], whole: Fact) -> Fact:
    return next((f for f in candidates if f.place == whole.place), candidates[0])


def _mean(facts: Facts, made: PartSum, weights: Sequence[Fact]) -> Iterator[Finding]:
    pairs = list(zip(made.parts, weights, strict=True))
    divisor = total(w.number for w in weights)
    mean = total(p.number * w.number for p, w in pairs) / divisor
    slack = total(p.quantum * w.number for p, w in pairs) / divisor / 2
    step = made.whole.quantum
    if rounds_to(mean, made.whole.number, step) or abs(mean - made.whole.number) <= slack + step / 2:
        return
    terms = " + ".join(f"{p.text} × {w.text}" for p, w in pairs)
    yield finding(
        facts,
        "weighted_mean",
        Severity.MISMATCH,
        word("{subject}: {expected} is printed, the mean of its parts weighted by their numbers is {found}"),
        [made.whole],
        [*made.parts, *weights],
        expected=made.whole.value,
        found=plain(mean.quantize(step)),
        arithmetic=f"({terms}) ÷ {text_of(divisor)} = {text_of(mean, step)}",
    )
