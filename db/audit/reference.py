"""The data files that the rules read: which parts make a whole, what a ratio is taken of, what is zero together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from db.audit.finding import Severity
from db.reference import FOLDER, read_table


@dataclass(frozen=True, slots=True)
class Partition:
    """`minus` is subtracted from the whole; `weights` are those of a mean, in the order of the parts."""

    whole: str
    minus: str
    parts: tuple[str, ...]
    weights: tuple[str, ...]
    kind: str  # complete|within|mean
    group: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class RatioTerms:
    ratio: str
    numerator: str
    denominator: str
    is_basis: bool


@dataclass(frozen=True, slots=True)
class Lookalike:
    a: str
    b: str
    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Limit:
    indicator: str  # or the quotient of two: a / b
    least: float
    most: float
    reason: str

    def passed(self, number: Decimal) -> float | None:
        """The bound that a number is beyond."""
        return self.most if number > self.most else self.least if number < self.least else None


@dataclass(frozen=True, slots=True)
class ListKind:
    pattern: str
    indicator: str
    counts: str  # entities|items


@cache
def partitions() -> tuple[Partition, ...]:
    return tuple(map(_partition, read_table(FOLDER / "partitions.csv")))


def _partition(row: dict[str, str]) -> Partition:
    whole, minus = difference(row["whole"])
    pairs = [part.partition("*") for part in row["parts"].split()]
    weights = tuple(weight for _part, _star, weight in pairs if weight)
    parts = tuple(part for part, _star, _weight in pairs)
    return Partition(whole, minus, parts, weights, row["kind"], row["group"], Severity(row["severity"]))


def difference(expression: str) -> tuple[str, str]:
    """`a - b` as the two keys, `a` alone with an empty one."""
    whole, _minus, less = expression.partition(" - ")
    return whole.strip(), less.strip()


@cache
def ratios() -> tuple[RatioTerms, ...]:
    rows = read_table(FOLDER / "ratios.csv")
    return tuple(RatioTerms(r["ratio"], r["numerator"], r["denominator"], r["role"] == "basis") for r in rows)


@cache
def lookalikes() -> tuple[Lookalike, ...]:
    reasons = {frozenset((r["a"], r["b"])): r["reason"] for r in read_table(FOLDER / "comparability.csv")}
    return tuple(
        Lookalike(r["a"], r["b"], Severity(r["class"]), r["reason"] or reasons.get(frozenset((r["a"], r["b"])), ""))
        for r in read_table(FOLDER / "lookalikes.csv")
    )


@cache
def together() -> tuple[tuple[str, str], ...]:
    return tuple((r["a"], r["b"]) for r in read_table(FOLDER / "together.csv"))


@cache
def limits() -> tuple[Limit, ...]:
    rows = read_table(FOLDER / "limits.csv")
    return tuple(Limit(r["indicator"], float(r["least"]), float(r["most"]), r["reason"]) for r in rows)


@cache
def list_kinds() -> tuple[ListKind, ...]:
    return tuple(ListKind(**row) for row in read_table(FOLDER / "lists.csv"))


@cache
def count_verdict(a: str, b: str) -> tuple[str, str]:
    """Whether counts of two geographies may be compared (yes|note|no), and the reason."""
    for row in read_table(FOLDER / "geography.csv"):
        if {row["a"], row["b"]} == {a, b}:
            return row["counts"], row["reason"]
    return "yes", ""
