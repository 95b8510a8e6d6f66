"""Changes: against last year (which number is one, of which number before it, in which direction), and from one year to
another in a sentence (由2020年的180人增加到2025年的450人)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.labels import indicator_of
from loaders.prose.quantities import Quantity

_SINCE_LAST_YEAR = re.compile(
    r"(?:较|比|同比|与)(?:(?:上一?|去|前一?)(?:年度|学年|年)|20\d\d年|往年)?(?:同期)?(?:相比)?，?(?:共|净|约|实际)?"
    r"(?P<verb>多出|增加|增长|上升|提高|提升|多|增|下降|减少|降低|少|降|减)了?(?:约|近)?$"
)
_FROM = re.compile(r"(?:由|从)20\d\d(?:年度?|届)的?(?:约|近)?$")
_TO = re.compile(
    r"，?[^，。；\d]{0,4}(?:增|升|降|减|提高|扩大|发展|增长|增加|下降|减少)[到至为]20\d\d(?:年度?|届)的?(?:约|近)?"
)
_UP = ("多出", "增加", "增长", "上升", "提高", "提升", "多", "增")


def rise_at(text: str, start: int, quantity: Quantity) -> int | None:
    """Where 由2020年的 begins right before a number, from `start` on; None where it does not."""
    match = _FROM.search(text, start, quantity.start)
    return match.start() if match else None


def is_risen(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether the second number is what the first has become in a later year."""
    return first.unit == second.unit and bool(_TO.fullmatch(text[first.end : second.start]))


def changes_of(text: str, quantities: Sequence[Quantity]) -> dict[int, tuple[int, int]]:
    """By place of a number that is a change: place of the number that changed, and +1 or -1."""
    found: dict[int, tuple[int, int]] = {}
    for number, quantity in enumerate(quantities):
        match = _SINCE_LAST_YEAR.search(text, max(0, quantity.start - 25), quantity.start)
        if not match or number == 0:
            continue
        sentence = max(text.rfind(mark, 0, quantity.start) for mark in "。；")
        of = next((i for i in range(number - 1, -1, -1) if quantities[i].start > sentence and i not in found), -1)
        of = _value_of(quantities, of, quantity, sentence)
        if of >= 0:
            found[number] = (of, 1 if match["verb"] in _UP else -1)
    return found


def _value_of(quantities: Sequence[Quantity], last: int, change: Quantity, sentence: int) -> int:
    """The number that changed: the last one before of the same unit, for points and % also a rate or any other."""
    same = [i for i in range(last, -1, -1) if quantities[i].start > sentence and quantities[i].unit == change.unit]
    if change.unit in ("百分点", "%"):
        rates = [i for i in range(last, -1, -1) if quantities[i].start > sentence and quantities[i].unit == "%"]
        return rates[0] if rates else last
    return same[0] if same else -1


def change_key(key: str) -> str:
    """The indicator of a change: of the dictionary, else new."""
    if indicator_of(f"{key}.change"):
        return f"{key}.change"
    known = indicator_of(key)
    return f"new:{known.name if known else key.removeprefix('new:')}较上年变化"


def is_difference(value: Quantity, change: Quantity) -> bool:
    """Whether value minus change is last year's value: same unit, or percentage points of a rate; never % of a rate."""
    if value.qualifier or change.qualifier:
        return False
    if value.unit == "%":
        return change.unit == "百分点"
    return change.unit == value.unit
