"""What can be marked to be set side by side: rows that lead to a region, a school or an indicator.

A mark is the address of where the row leads, without options: `region:庆阳市`.
"""

from __future__ import annotations

from collections.abc import Iterable

from db.address import ViewRequest, parse_address
from db.errors import AddressError
from db.view import Row

MARKED_KINDS = ("region", "school", "indicator")


def mark_of(row: Row | None) -> str:
    """The mark of the row, empty where it cannot be marked."""
    target = row.target if row else None
    if target is None or target.kind not in MARKED_KINDS or not target.names:
        return ""
    return str(ViewRequest(target.kind, target.names))


def is_mark(text: str) -> bool:
    try:
        return parse_address(text).kind in MARKED_KINDS
    except AddressError:
        return False


def marks_of(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(ViewRequest(kind, (name,))) for name in names)


def marked_names(marks: Iterable[str], kind: str) -> tuple[str, ...]:
    """Names of those of one kind, in the order in which they were marked."""
    return tuple(mark.names[0] for mark in map(parse_address, marks) if mark.kind == kind)
