"""Of whom a sentence speaks: the regions, schools and bodies named in it, and which of them is the subject where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from db.reference import read_table
from loaders.institutions import SCHOOL_KINDS, ending_of, expand, is_institution
from loaders.prose.quantities import DATA
from loaders.regions import WITH_UNIT_WORD, Regions, may_begin

_BREAK = re.compile(r"[，。；！？：（]")
_STOP = "，。；！？：（）、“”《》—"
_LONGEST = 26
_PIECE = re.compile(f"[^{_STOP}]{{1,{_LONGEST}}}")
_BARE = 2  # strength of a region's bare name (兰州)
_JOINED = re.compile(r"[、与和及]")
_TIME = re.compile(
    r"(?:(?:截至|截止|到|至|自|从)?(?:目前|现在|20\d\d年(?:[春秋]季)?(?:学期)?(?:\d+月)?(?:\d+日)?(?:[末底初内]|以来|开始|起|度)?"
    r"|20\d\d[-—–～~/]+(?:20)?\d\d(?:学年|年度|年)|20\d\d届|(?:(?:本|当|去|上)(?:学年|年度|年)|学年|年度|年(?=[末底内]))(?:末|底|内|入学)?|近年来|(?:近|过去|连续)?[一两二三四五十]年[来间内]|(?:近|过去|连续)[一两二三四五十]年|全?年内|现(?![代场状实]))，?)"
)
_CONTEST = (
    r"(?:(?!组织|举办|参加|参与|承办|选拔|选派|在|获|荣)[^，。；\d]){0,14}(?:大赛|竞赛|比赛|国赛|省赛|表彰|评选)"
    r"|第[一二三四五六七八九十\d]|前[列\d]"
)
"""甘肃省职业院校技能大赛, 全省第六: the region is part of a contest or of a rank, and no subject."""
_NATION = re.compile(rf"(?:全国|我国)(?!{_CONTEST}|赛|高)")


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    printed: str  # as resolved later: 环县职专
    kind: str  # region|school|body


@dataclass(frozen=True, slots=True)
class Subject:
    """From this place on the text speaks of these (several only when a list of names leads the clause)."""

    start: int
    names: tuple[Mention, ...]


@cache
def _words(*roles: str) -> re.Pattern[str]:
    """Any of the words of these roles of `data/prose_words.csv`, the longest first."""
    words = [row["word"] for row in read_table(DATA / "prose_words.csv") if row["role"] in roles]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


class Subjects:
    """Mentions and subjects of one passage."""

    def __init__(self, text: str, regions: Regions, home: Mention, case: Mention | None, known: Sequence[str]) -> None:
        self._text = text
        self._regions = regions
        self._home = home
        self._case = case
        self._tails = _tails(tuple(known))
        self.mentions = self._find_mentions()
        self._starts = {mention.start: mention for mention in self.mentions}
        self.openings: set[int] = set()
        self._subjects: list[Subject] = [Subject(-1, (case or home,))]
        self._regions_named: list[Subject] = [Subject(-1, (self._region_of(case or home),))]
        for start in (0, *(match.end() for match in _BREAK.finditer(text))):
            self._clause(start)

    def at(self, place: int) -> tuple[Mention, ...]:
        """The subject of the clause that a place is in."""
        return self._last(self._subjects, place)

    def region_at(self, place: int) -> Mention:
        """The region spoken of at a place: the last subject that is one."""
        return self._last(self._regions_named, place)[0]

    def named_before(self, place: int, kinds: Sequence[str]) -> Mention | None:
        """The last school or body named before a place."""
        return next((m for m in reversed(self.mentions) if m.end <= place and m.kind in kinds), None)

    def inside(self, start: int, end: int, kinds: Sequence[str]) -> Mention | None:
        """The first one named within a span."""
        return next((m for m in self.mentions if start <= m.start and m.end <= end and m.kind in kinds), None)

    def list_before(self, place: int) -> tuple[Mention, ...]:
        """The names joined by 、 that end right at a place: 西峰区、庆城县…各1所."""
        found: list[Mention] = []
        at = place
        while mention := next((m for m in self.mentions if m.end == at), None):
            found.insert(0, mention)
            if mention.start == 0 or not _JOINED.match(self._text[mention.start - 1]):
                break
            at = mention.start - 1
        return tuple(found)

    @staticmethod
    def _last(subjects: Sequence[Subject], place: int) -> tuple[Mention, ...]:
        return subjects[bisect_right([s.start for s in subjects], place) - 1].names

    # --- subjects ---

    def _clause(self, start: int) -> None:
        """What a clause begins with: words of order and time, then perhaps a subject, then such words again."""
        self.openings.add(start)
        at = self._skip(start, "order")
        if self._text[start - 1 : start] == "（":
            self._skip(at, "has", "kind")
            return
        names = self._names_at(at)
        if names:
            self._enter(start, names)
            at = names[-1].end
        elif match := _NATION.match(self._text, at):
            self._enter(start, (Mention(at, match.end(), "全国", "region"),))
            at = match.end()
        elif (match := _words("own").match(self._text, at)) and not re.match(_CONTEST, self._text[match.end() :]):
            self._enter(start, (self._own(match[0], start),))
            at = match.end()
        else:
            self._own_inside(start)
        self.openings.add(at)
        self._skip(at, "order", "has", "kind")

    def _skip(self, at: int, *roles: str) -> int:
        """Past words that say nothing of what is counted; each place passed may be where a pattern begins."""
        while match := _TIME.match(self._text, at) or _words(*roles).match(self._text, at):
            self.openings.add(match.end())
            at = match.end()
        self.openings.add(at)
        return at

    def _names_at(self, at: int) -> tuple[Mention, ...]:
        first = self._starts.get(at)
        if first is None or self._is_no_subject(first):
            return ()
        names = [first]
        while (
            names[-1].end < len(self._text)
            and _JOINED.match(self._text[names[-1].end])
            and (following := self._starts.get(names[-1].end + 1))
        ):
            names.append(following)
        if len(names) > 1 and self._is_no_subject(names[-1]):
            return ()
        return tuple(map(self._standing_for, names))

    def _is_no_subject(self, mention: Mention) -> bool:
        """兰州市教育局等4个市, 甘肃省职业院校技能大赛: the name is part of something else."""
        return bool(re.match(rf"等|籍|{_CONTEST}", self._text[mention.end :]))

    def _standing_for(self, mention: Mention) -> Mention:
        """An authority speaks for its region."""
        if mention.kind == "body" and re.search(r"(?:教育[局厅]|人民政府|政府|教体局|教育和体育局)$", mention.printed):
            place, _ = self._regions.lead(mention.printed)
            if place:
                return Mention(mention.start, mention.end, place.name, "region")
        return mention

    def _own_inside(self, start: int) -> None:
        """全市 within a clause leads back from a school to the region."""
        end = next((m.start() for m in _BREAK.finditer(self._text, start)), len(self._text))
        subject = self.at(start)
        match = re.search(rf"全[省市县州区](?!一盘|国|{_CONTEST})", self._text[start:end])
        if match and subject[0].kind != "region" and self._case is None:
            self._enter(start + match.start(), (self._own(match[0], start),))

    def _own(self, word: str, start: int) -> Mention:
        """全省 is the province whose report it is; 全市 the city spoken of, else the city whose report it is."""
        if word.startswith(("全省", "我省", "省内", "全区", "各市", "各县", "各地")):
            return self._home
        region = self.region_at(start)
        return self._home if self._home.printed.endswith(word[-1]) and not region.printed.endswith(word[-1]) else region

    def _enter(self, start: int, names: tuple[Mention, ...]) -> None:
        self._subjects.append(Subject(start, names))
        if names[0].kind == "region":
            self._regions_named.append(Subject(start, names[:1]))

    def _region_of(self, mention: Mention) -> Mention:
        if mention.kind == "region":
            return mention
        place, _ = self._regions.lead(mention.printed)
        while place and place.level == "county" and (above := self._regions.division(place.parent)):
            place = above
        return Mention(-1, -1, place.name, "region") if place else self._home

    # --- mentions ---

    def _find_mentions(self) -> list[Mention]:
        found: list[Mention] = []
        place = 0
        while place < len(self._text):
            begins = self._is_open(place) or may_begin(self._text[place : place + 2])
            mention = (self._institution(place) or self._region(place)) if begins else None
            if mention:
                found.append(mention)
                place = mention.end
            else:
                place += 1
        return found

    def _is_open(self, place: int) -> bool:
        return place == 0 or self._text[place - 1] in _STOP

    def _institution(self, place: int) -> Mention | None:
        """The institution whose name begins here: behind a region's name, or a known name without it."""
        text = self._piece(place)
        if len(text) < 4:
            return None
        if not self._regions.steps(text[:12]):
            return self._known_tail(place, text)
        for length in range(4, len(text) + 1):
            name = text[:length]
            kind = _kind_of(name)
            if kind and not _goes_on(text, length) and (kind == "named" or is_institution(name, self._regions)):
                return Mention(place, place + length, name, "school" if kind in SCHOOL_KINDS else "body")
        return None

    def _known_tail(self, place: int, text: str) -> Mention | None:
        """白浪河工程学校, where 潍坊市白浪河工程学校 was named before."""
        if not self._is_open(place):
            return None
        found = (tail for tail in self._tails if text.startswith(tail))
        return next((Mention(place, place + len(tail), self._tails[tail], "school") for tail in found), None)

    def _region(self, place: int) -> Mention | None:
        text = self._piece(place)
        bound = _BARE if self._is_open(place) else WITH_UNIT_WORD
        unit = re.match(r"(?:[省市州区县]属|[省市区州]直)(?:院校|学校|中职学校|中等职业学校)?", text)
        if unit and self._is_open(place) and self._regions.find(unit[0]):
            return Mention(place, place + unit.end(), unit[0], "region")
        steps = self._regions.steps(text, first=bound, counties=WITH_UNIT_WORD)
        if not steps:
            return None
        rest = steps[-1][1]
        return Mention(place, place + len(text) - len(rest), text[: len(text) - len(rest)], "region")

    def _piece(self, place: int) -> str:
        match = _PIECE.match(self._text, place)
        return match[0] if match else ""


@lru_cache(maxsize=8)
def _tails(names: tuple[str, ...]) -> dict[str, str]:
    """Names without what they begin with, at least two characters and an ending, and the whole names."""
    found: dict[str, str] = {}
    for name in names:
        ending = ending_of(name)
        for start in range(2, len(name) - len(ending.text) - 1 if ending.kind in SCHOOL_KINDS else 0):
            found.setdefault(name[start:], name)
    return found


def _kind_of(name: str) -> str:
    """What kind of institution a name is by its ending; empty for collectives, for endings that say too little in a
    sentence (院, 会) and where a verb stands within."""
    if _words("body").search(name) and name.endswith(("体", "团")):
        return "" if _words("verb").search(name) or re.search(r"\d", name) else "named"
    ending = ending_of(expand(name)[0])
    if ending.kind == "group" or (len(ending.text) < 2 and ending.text not in ("局", "厅")):
        return ""
    return "" if _words("verb").search(name) else ending.kind


def _goes_on(text: str, length: int) -> bool:
    """Whether the name is not at its end: 职业技术学院|中转部, 职业教育中心|学校, 职业学校|学生."""
    tail = text[length:]
    heads = (tail[:length] for length in range(1, min(8, len(tail)) + 1))
    return any(ending_of(head).text == head for head in heads if ending_of(head).kind)
