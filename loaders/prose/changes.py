"""Changes against last year: which number is one, of which number before it, and in which direction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.prose.quantities import Quantity

_SINCE_LAST_YEAR = re.compile(
    r"(?:较|比|同比|与)(?:(?:上一?|去|前一?)(?:年度|学年|年)|20\d\d年|往年)?(?:同期)?(?:相比)?，?(?:共|净|约|实际)?"
    r"(?P<verb>增加|增长|上升|提高|提升|多|增|下降|减少|降低|少|降|减)了?(?:约|近)?$"
)
_UP = ("增加", "增长", "上升", "提高", "提升", "多", "增")


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
