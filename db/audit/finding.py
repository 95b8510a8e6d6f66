"""A finding: two sides that do not agree, where each was printed and by whom, and the arithmetic that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from db.terms import Severity
from db.view import word

__all__ = ["ORDER", "SEVERITY_WORDS", "Finding", "Severity", "Side", "Value"]

Value = int | float | str | None
SEVERITY_WORDS = {
    Severity.MISMATCH: word("mismatch"),
    Severity.INCONSISTENT: word("inconsistent"),
    Severity.VERIFY: word("to verify"),
    Severity.SCOPE: word("difference of scope"),
    Severity.CONVERSION: word("doubt of conversion"),
}
ORDER = {severity: position for position, severity in enumerate(Severity)}


class Side(NamedTuple):
    """One side of a finding: observations (by id), where they were printed, and the view that shows the place."""

    observations: tuple[int, ...] = ()
    source: str = ""  # report|table or section|row|column|line
    address: str = ""  # of the source table with the cell marked; empty for prose


class Finding(NamedTuple):
    """`message` is a message id; its fields `{subject}`, `{expected}`, `{found}`, `{arithmetic}`, `{note}` are data."""

    rule: str
    severity: Severity
    report: str  # key
    message: str
    subject: str  # what it is about: entity and indicator, or a table
    expected: Value
    found: Value
    difference: Value
    arithmetic: str  # 6 + 113 + 423 = 542
    a: Side
    b: Side = Side()
    lines: tuple[str, ...] = ()  # those of another report as `report:line`
    note: str = ""

    @property
    def values(self) -> Mapping[str, object]:
        return {
            "subject": self.subject,
            "expected": "" if self.expected is None else self.expected,
            "found": "" if self.found is None else self.found,
            "arithmetic": self.arithmetic,
            "note": self.note,
        }

    @property
    def identity(self) -> tuple[object, ...]:
        """The same disagreement found twice, by two ways, is told once."""
        return self.rule, self.report, str(self.expected), str(self.found), self.lines, self.subject
