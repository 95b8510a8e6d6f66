"""The filters of a view in words of the interface: the column, and the value it is held to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from db.chips import CHAPTER, STATUS, Chip, chips_of, range_of
from db.terms import Status
from db.view import Column, ColumnKind, word
from tui.actions import BY_ID
from tui.celltext import heading, literal
from tui.i18n import _, language, translate

if TYPE_CHECKING:
    from db.address import ViewRequest

ASPECT_WORDS = {STATUS: word("Status"), CHAPTER: word("Chapter")}
STATUS_NAMES = {
    Status.NORMAL: word("as printed"),
    Status.BLANK: word("blank"),
    Status.DASH: word("a dash"),
    Status.NOT_APPLICABLE: word("n/a"),
    Status.UNREADABLE: word("unreadable"),
    Status.LOST: word("lost"),
    Status.REALIGNED: word("moved back to its column"),
    Status.REPAIRED: word("put together again"),
    Status.DERIVED: word("computed from a printed change"),
}


def chip_text(chip: Chip, columns: Sequence[Column]) -> str:
    """状态 丢失; 单位 不是 人."""
    numeric = is_numeric(chip.column, columns)
    values = {"column": column_name(chip.column, columns), "value": value_name(chip.column, chip.value, numeric)}
    return translate(word("{column} not {value}") if chip.excluded else word("{column} {value}"), **values)


def column_name(id_: str, columns: Iterable[Column]) -> str:
    named = next((heading(column) for column in columns if column.id == id_), "")
    return named or _(ASPECT_WORDS.get(id_, "")) or literal(id_)


def is_numeric(id_: str, columns: Iterable[Column]) -> bool:
    return any(column.id == id_ and column.kind is ColumnKind.NUMBER for column in columns)


def value_name(column: str, value: str, numeric: bool = False) -> str:
    """As a value is called; one of numbers may be a range."""
    if not value:
        return _(word("none"))
    if numeric and range_of(value):
        low, _dots, high = value.partition("..")
        message = word("{low} to {high}") if low and high else word("{low} or more") if low else word("{high} or less")
        return translate(message, low=low, high=high)
    if column == STATUS and value in STATUS_NAMES:
        return _(STATUS_NAMES[Status(value)])
    return literal(_chapter_name(value) if column == CHAPTER else value)


def _chapter_name(key: str) -> str:
    from db.reference import chapters

    known = {chapter.key: chapter for chapter in chapters()}
    if key not in known:
        return key
    return known[key].gloss if language() == "en" else known[key].name


def filters_of(request: ViewRequest, columns: Sequence[Column]) -> list[str]:
    """All that keeps rows back, in words: the chips, then the narrowing text."""
    said = [chip_text(chip, columns) for chip in chips_of(request)]
    text = request.first("q")
    return [*said, translate(word("holds {text}"), text=literal(text))] if text else said


def said_of_none(request: ViewRequest) -> str:
    """What stands where there are no rows: nothing was asked for, or all are held back."""
    if request.first("q") or request.first("where"):
        return translate(word("Nothing fits the filters; {key} takes them away."), key=BY_ID["drop_all"].key)
    return _(word("Nothing to show."))
