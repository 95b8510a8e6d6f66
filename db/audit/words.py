"""What each rule is called. Apart from the rules themselves, so that showing findings loads none of them."""

from __future__ import annotations

from db.view import word

RULE_WORDS = {
    "total_of_column": word("Stated total and the sum of its rows"),
    "total_of_row": word("Stated total and the sum of its columns"),
    "parts_of_whole": word("Whole and the sum of its parts"),
    "part_exceeds_whole": word("Part larger than its whole"),
    "weighted_mean": word("Mean of parts weighted by their numbers"),
    "ratio": word("Printed ratio and what it is taken of"),
    "percent_above_100": word("Share above 100 %"),
    "count_of_list": word("Stated count and what is listed"),
    "list_members": word("Members of two lists of one kind"),
    "list_duplicates": word("Member standing in a list twice"),
    "printed_twice": word("Different values in two places"),
    "last_year": word("Last year's value and last year's report"),
    "both_zero": word("Two figures of which one alone is zero"),
    "implausible": word("Value beyond what can be expected"),
    "lost_cell": word("Cell lost in conversion"),
    "blank_total": word("Total without a value"),
    "realigned_cell": word("Value moved to its column"),
    "unreadable_cell": word("Cell that is no number"),
    "short_row": word("Row shorter than the header"),
    "missing_table": word("Gap in the numbers of tables"),
    "missing_page": word("Page missing from the text"),
}
"""In the order in which findings are told."""
