"""Shares in sentences: of what part in which whole a percentage is (占…的四成, 占比 7.5 %, 六成布点在城区).

A share of two known indicators is the ratio that the dictionary makes of them; any other bears the words of the
sentence, so that it is never taken for a ratio of another denominator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from db.reference import indicators
from loaders.labels import candidates, indicator_of
from loaders.prose.quantities import Quantity
from loaders.words import fold

_OF = re.compile(
    r"(?:约|大约|大致)?占(?!比)(?:到|了|全部)?(?P<whole>[^，。；：占\d]{2,14}?)的?(?:比例|比重|份额)?(?:已?达到?|约?为|是|将近)?$"
)
_BARE = re.compile(r"(?:占比?|比例|比重)(?:分别)?(?:已?达到?|约?为|是)?$")
_AMONG = re.compile(
    r"(?:^|[，。；：])(?:全[省市县区州校]|我[省市县区])?(?P<whole>[^，。；：\d]{2,12})(?:之?中|当中|里)，"
)
_APPROXIMATE = re.compile(r"(?:约|大约|大致|共)$")
_STATES = re.compile(r"(?P<what>[\u4e00-\u9fff“”、]{3,16})(?=[，。；]|$)")
_NO_PREDICATE = re.compile(r"的|以上|左右|以内")


def share_label(text: str, quantity: Quantity, clause: int, before: str) -> str:
    """Key of a percentage; `clause` is where its clause begins, `before` the key of the number before; else empty."""
    if quantity.unit != "%":
        return ""
    lead = text[clause : quantity.start]
    if match := _OF.search(lead):
        return _share_of(_APPROXIMATE.sub("", lead[: match.start()]), match["whole"], before)
    if match := _BARE.fullmatch(lead):
        among = list(_AMONG.finditer(text, max(text.rfind("。", 0, clause), 0), clause))
        return _share_of("", among[-1]["whole"] if among else "", before)
    return _stated(text, quantity, before) if not lead else ""


def _share_of(part: str, whole: str, before: str) -> str:
    """Of the noun before 占, or of the number before where none is."""
    if part:
        return f"new:{part}占{whole}比例"
    if not before or before == "!":
        return ""
    known = [one.key for one in candidates(fold(whole.removesuffix("总数")), "", "", bare=True)] if whole else []
    ratios = [ratio for key in known if (ratio := _ratios().get((before, key)))]
    return ratios[0] if len(ratios) == 1 else f"new:{_name(before)}占{whole or '比'}{'比例' if whole else ''}"


def _stated(text: str, quantity: Quantity, before: str) -> str:
    """六成布点集中在城区; 财政专项3.08亿元，其中一半用于实训基地."""
    match = _STATES.match(text, quantity.end)
    if not match or _NO_PREDICATE.match(match["what"]):
        return ""
    inner = text[max(quantity.start - 3, 0) : quantity.start].endswith("其中")
    if inner and (not before or before == "!"):
        return ""
    return f"new:{_name(before) if inner else ''}{match['what']}的比例"


def _name(key: str) -> str:
    known = indicator_of(key)
    return known.name if known else key.removeprefix("new:")


@cache
def _ratios() -> dict[tuple[str, str], str]:
    """Ratios in % of the dictionary by numerator and denominator."""
    found: dict[tuple[str, str], str] = {}
    for one in indicators():
        parts: Sequence[str] = one.formula.split(" / ")
        if one.unit == "%" and len(parts) == 2:
            found[parts[0], parts[1]] = one.key
    return found
