"""The rules: id, family, what each holds a report to, the class that its findings usually are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from db.audit import conversion, last_year, lists, parts, plausible, ratios, totals, twice
from db.audit.facts import Facts
from db.audit.finding import Finding, Severity
from db.audit.words import RULE_WORDS

Finder = Callable[[Facts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """The documentation of `find` gives the formula."""

    id: str
    severity: Severity
    find: Finder

    @property
    def family(self) -> str:
        return self.find.__module__.rpartition(".")[2]

    @property
    def word(self) -> str:
        """Message id of its description."""
        return RULE_WORDS[self.id]


RULES = (
    Rule("total_of_column", Severity.MISMATCH, totals.total_of_column),
    Rule("parts_of_whole", Severity.MISMATCH, parts.parts_of_whole),  # and total_of_row
    Rule("part_exceeds_whole", Severity.VERIFY, parts.part_exceeds_whole),
    Rule("weighted_mean", Severity.MISMATCH, parts.weighted_mean),
    Rule("ratio", Severity.MISMATCH, ratios.ratio),
    Rule("percent_above_100", Severity.VERIFY, ratios.percent_above_100),
    Rule("count_of_list", Severity.MISMATCH, lists.count_of_list),
    Rule("list_members", Severity.INCONSISTENT, lists.list_members),
    Rule("list_duplicates", Severity.VERIFY, lists.list_duplicates),
    Rule("printed_twice", Severity.INCONSISTENT, twice.printed_twice),
    Rule("last_year", Severity.INCONSISTENT, last_year.last_year),
    Rule("both_zero", Severity.VERIFY, plausible.both_zero),
    Rule("implausible", Severity.VERIFY, plausible.implausible),
    Rule("lost_cell", Severity.CONVERSION, conversion.lost_cell),
    Rule("blank_total", Severity.CONVERSION, conversion.blank_total),
    Rule("realigned_cell", Severity.CONVERSION, conversion.realigned_cell),
    Rule("unreadable_cell", Severity.CONVERSION, conversion.unreadable_cell),
    Rule("short_row", Severity.CONVERSION, conversion.short_row),
    Rule("missing_table", Severity.CONVERSION, conversion.missing_table),
    Rule("missing_page", Severity.CONVERSION, conversion.missing_page),
)
