"""A whole and the figures that should make it: what any sum of the audit is reckoned from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db.audit.facts import Fact
from db.audit.numbers import total


class Sum:
    """Base of the sums that hold `whole` and `parts`; parts without a value are `missing` and count for nothing."""

    whole: Fact
    parts: Sequence[Fact]

    @property
    def known(self) -> list[Fact]:
        return [fact for fact in self.parts if fact.value is not None]

    @property
    def missing(self) -> list[Fact]:
        return [fact for fact in self.parts if fact.value is None]

    @property
    def sum(self) -> Decimal:
        return total(fact.number for fact in self.known)

    @property
    def tolerance(self) -> Decimal:
        """Whole numbers must agree; of decimals each may be half a step off."""
        return total(fact.slack for fact in (*self.known, self.whole))
