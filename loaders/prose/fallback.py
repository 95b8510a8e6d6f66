"""Numbers that no pattern knows: the noun beside the number through the dictionary of labels.

Only where the noun is all that the clause says, so that 职普融通实验班招生 is never taken for 招生.
"""

from __future__ import annotations

import re
from functools import cache

from db.reference import read_table
from loaders.labels import candidates
from loaders.labels import indicator_of as known_indicator
from loaders.prose.changes import rise_at
from loaders.prose.quantities import DATA, Quantity
from loaders.words import compatible, dimension, fold

_VERB = re.compile(r"(?:分别|共有|共计|合计|达到了?|升至|约?为|是|有|共|达|计)?$")
_LEADS = re.compile(r"[，。；：！？、（]")
_QUOTES = re.compile("[“”\"'‘’]")
_UNCLEAR = re.compile(
    r"[的了和与及其等比较占每各另]|新增|减少|增加|认定|举办|完成|获|参加|培训|开[设展办]|建[设成]|立项|评选|遴选|组织"
)
_BLURRED = re.compile(
    r"[了和与及其等比较占每各另不未]|培训|开展|参加|获|新增|减少|增加|超[过出]|高于|低于|分别|全[国省]|另外|可|将|能|应当|计划|预计|力争"
)
_SHARES = re.compile("(?:率|度|比例|占比|比重)$")
_NAMELESS = re.compile(
    r"(?:^|[，。；])(?:该|本|这[一所家])?(?:公司|企业|集团|园区|工厂|合作社|基地)|该[校院市县区]|这所"
)
_PHRASE = re.compile(r"[\u4e00-\u9fff“”]{2,9}(?:、?[\u4e00-\u9fff“”]{1,9}){0,2}")
_LEVELS = {"国家级": "national", "省级": "provincial", "市级": "municipal", "校级": "school"}
_OUTPUT = ("年产", "年出", "日产")


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_table(DATA / "prose_words.csv") if row["role"] == "noun")


def new_label(text: str, quantity: Quantity, start: int) -> str:
    """`new:` and the words from `start` on, where the clause says nothing but them and the number; else empty.

    Their last word says what is counted: 新建实训基地, 文化课合格率, 年产基酒.
    """
    rise = rise_at(text, start, quantity)
    noun = _VERB.sub("", text[start : quantity.start if rise is None else rise]).strip("“”")
    ends = rise is not None or not text[quantity.end : quantity.end + 1] or text[quantity.end] in "，。；、（）"
    if not ends or not quantity.unit or not _PHRASE.fullmatch(noun) or _of_another(text, start):
        return ""
    told = _names_share(noun) if dimension(quantity.unit) == "share" else _names_count(noun)
    return f"new:{noun}" if told else ""


def _names_share(noun: str) -> bool:
    """文化课合格率, but not 通过率: of what it is a rate must be said."""
    return len(noun) > 3 and bool(_SHARES.search(noun)) and not _BLURRED.search(_SHARES.sub("", noun))


def _names_count(noun: str) -> bool:
    return (noun.endswith(_nouns()) or noun.startswith(_OUTPUT)) and not _BLURRED.search(noun)


def _of_another(text: str, start: int) -> bool:
    """Whether the sentence speaks of somebody without a name: 公司, 该校."""
    sentence = text[text.rfind("。", 0, start) + 1 : start + 3]
    return bool(_NAMELESS.search(sentence))


def at_other_level(between: str, before: str) -> str:
    """Key of 国家级2门 behind 省级精品课程16门: that of the number before at another level, where the level is all that
    stands `between` the two; else empty."""
    level = _VERB.sub("", between.lstrip("，、；（").removeprefix("其中"))
    known = known_indicator(before)
    if level not in _LEVELS:
        return ""
    if known is None:
        old = next((one for one in _LEVELS if one in before), "")
        return before.replace(old, level) if old else ""
    whole, _, last = known.key.rpartition(".")
    key = f"{whole}.{_LEVELS[level]}"
    return key if last in _LEVELS.values() and known_indicator(key) else ""


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
