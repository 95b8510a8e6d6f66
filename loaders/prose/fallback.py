"""Numbers that no pattern knows: the noun beside the number through the dictionary of labels.

Only where the noun is all that the clause says, so that 职普融通实验班招生 is never taken for 招生.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.labels import candidates
from loaders.prose.quantities import Quantity
from loaders.words import compatible, fold

_VERBS = re.compile(r"(?:总数|人数|数量|总量|数)?(?:共有|共计|合计|达到了?|升至|分别为|约?为|是|有|共|达|计)?$")
_LEADS = re.compile(r"[，。；：！？、（]")
_QUOTES = re.compile("[“”\"'‘’]")
_UNCLEAR = re.compile(r"[的了和与及其等比较占]")


def noun_before(text: str, quantity: Quantity, openings: Iterable[int]) -> str:
    """What stands between the opening of the clause and the number, without the verb that joins them."""
    start = max((m.end() for m in _LEADS.finditer(text, 0, quantity.start)), default=0)
    start = max((place for place in openings if start <= place <= quantity.start), default=start)
    phrase = text[start : quantity.start]
    return _QUOTES.sub("", _VERBS.sub("", phrase)) if phrase else ""


def indicator_of(text: str, quantity: Quantity, openings: frozenset[int]) -> str:
    """Key of the one indicator whose label is the whole noun before a number; empty when there is none."""
    start = max((m.end() for m in _LEADS.finditer(text, 0, quantity.start)), default=0)
    for opening in sorted(place for place in (*openings, start) if start <= place < quantity.start):
        phrase = _QUOTES.sub("", text[opening : quantity.start])
        for noun in dict.fromkeys((phrase, _VERBS.sub("", phrase), re.sub(r"(?:共有|为|达到?|有|共|是)$", "", phrase))):
            if len(noun) < 2 or _UNCLEAR.search(noun):
                continue
            found = candidates(fold(noun), quantity.unit.lstrip("万亿"), "", bare=True)
            if len(found) == 1 and compatible(quantity.unit.lstrip("万亿"), found[0].unit):
                return found[0].key
    return ""
