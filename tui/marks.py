"""What can be marked to be set side by side: rows that lead to a region, a school or an indicator.

A mark is the address of where the row leads, without options: `region:庆阳市`.
"""

from __future__ import annotations

from collections.abc import Iterable

from db.address import ViewRequest, parse_address
from db.view import Row

MARKED_KINDS = ("region", "school", "indicator")


def mark_of(row: Row | None) -> str:
    """The mark of the row, empty where it cannot be marked."""
    target = row.target if row else None
    if target is None or target.kind not in MARKED_KINDS or not target.names:
        return ""
    return str(ViewRequest(target.kind, target.names))


def mark_here(row: Row | None, shown: ViewRequest | None) -> str:
    """The mark of the row, else of what the view is of; in a school's record not of the place it is in."""
    mark = mark_of(row)
    if shown is None or shown.kind not in MARKED_KINDS or len(shown.names) != 1:
        return mark
    is_of_view = not mark or (shown.kind == "school" and mark.startswith("region:"))
    return str(ViewRequest(shown.kind, shown.names)) if is_of_view else mark


def marks_of(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(ViewRequest(kind, (name,))) for name in names)


def marked_names(marks: Iterable[str], kind: str) -> tuple[str, ...]:
    """Names of those of one kind, in the order in which they were marked."""
    return tuple(mark.names[0] for mark in map(parse_address, marks) if mark.kind == kind)
