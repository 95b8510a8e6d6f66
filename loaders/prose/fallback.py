"""Numbers that no pattern knows: the noun beside the number through the dictionary of labels.

Only where the noun is all that the clause says, so that 职普融通实验班招生 is never taken for 招生.
"""

from __future__ import annotations

import re
from functools import cache

from db.reference import read_table
from loaders.labels import candidates
from loaders.prose.quantities import DATA, Quantity
from loaders.words import compatible, dimension, fold

_VERB = re.compile(r"(?:共有|共计|合计|达到了?|升至|约?为|是|有|共|达|计)?$")
_LEADS = re.compile(r"[，。；：！？、（]")
_QUOTES = re.compile("[“”\"'‘’]")
_UNCLEAR = re.compile(
    r"[的了和与及其等比较占每各另]|新增|减少|增加|认定|举办|完成|获|参加|培训|开[设展办]|建[设成]|立项|评选|遴选|组织"
)


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_table(DATA / "prose_words.csv") if row["role"] == "noun")


def new_label(text: str, quantity: Quantity, openings: frozenset[int]) -> str:
    """`new:` and the noun before a number, where the clause says nothing but this noun and the number; else empty."""
    start = max((place for place in openings if place <= quantity.start), default=0)
    noun = _VERB.sub("", text[start : quantity.start])
    ends = not text[quantity.end : quantity.end + 1] or text[quantity.end] in "，。；、（）"
    counts = dimension(quantity.unit.lstrip("万亿")) in ("count", "persons", "money")
    clean = re.fullmatch(r"[\u4e00-\u9fff]{2,10}", noun) and not _UNCLEAR.search(noun) and noun.endswith(_nouns())
    return f"new:{noun}" if ends and counts and clean else ""


def indicator_of(text: str, quantity: Quantity, openings: frozenset[int]) -> str:
    """Key of the one indicator whose label is the whole noun before a number; empty when there is none."""
    start = max((m.end() for m in _LEADS.finditer(text, 0, quantity.start)), default=0)
    for opening in sorted(place for place in (*openings, start) if start <= place < quantity.start):
        phrase = _QUOTES.sub("", text[opening : quantity.start])
        for noun in dict.fromkeys((phrase, _VERB.sub("", phrase))):
            if len(noun) < 2 or _UNCLEAR.search(noun):
                continue
            found = candidates(fold(noun), quantity.unit.lstrip("万亿"), "", bare=True)
            if len(found) == 1 and compatible(quantity.unit.lstrip("万亿"), found[0].unit):
                return found[0].key
    return ""
