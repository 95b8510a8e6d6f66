"""What is an institution, seen by its name: schools of every kind by the words they end with, and other bodies.

Knows endings, words that make a collective of them (全省中等职业学校), posts that stand behind them, and cells that
hold several. Whether two names are one school is known to `loaders.schools`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from db.reference import Division, read_table
from loaders.regions import DATA, WITH_UNIT_WORD, Regions, bare

SCHOOL_KINDS = ("secondary", "technical", "college", "vocational")

_LONGEST = 40
_PHRASE = re.compile(r"[，。；：！？、,;:!?=%|《》]|\d+(?:\.\d+)?[所个名项万]|^[\d.]+$|的|^(?:其中|如|含|包括)")
_HAS = re.compile(r"(?:共计?|现|还|设|建|办|拥)?有(?![色线限机])")  # 遵义市有中等职业学校 is a sentence
_GLOSS = re.compile(r"[（(][^（()）]*[)）]")
_BRANCH = re.compile(
    r"(?P<head>.*(?:公司|大学|学院|学校|银行|集团))(?P<where>.{2,10}?)(?:分公司|分校|分院|校区|支行|分行)"
)
_SEPARATORS = re.compile(r"[、，,；;\s]+")
_EDGES = re.compile(rf"^{_SEPARATORS.pattern}|{_SEPARATORS.pattern}$")
_BRACKETS = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Ending:
    text: str
    kind: str  # secondary|technical|college|vocational|branch|group|body
    needs: str = ""  # place|prefecture|county


NO_ENDING = Ending("", "")


def ending_of(name: str) -> Ending:
    """The longest known ending of a name, glosses at its end aside; `NO_ENDING` for a name that ends otherwise."""
    endings = _endings()
    for length in range(min(_longest_ending(), len(name)), 0, -1):
        ending = endings.get(name[-length:])
        if ending:
            return _of_head(name, ending) if ending.kind == "branch" else ending
    return NO_ENDING


def _of_head(name: str, ending: Ending) -> Ending:
    """A branch is what the whole is: 甘肃广播电视大学天水分校 is a college."""
    match = _BRANCH.fullmatch(name)
    kind = ending_of(match["head"]).kind if match else "body"
    return Ending(ending.text, kind if kind in SCHOOL_KINDS else "body")


def branch_place(name: str, regions: Regions) -> Division | None:
    """Where a branch is: 中国电信股份有限公司兰州分公司 is in 兰州市."""
    match = _BRANCH.fullmatch(name)
    steps = regions.steps(match["where"]) if match else []
    return steps[-1][0] if steps and not steps[-1][1] else None


def without_gloss(name: str) -> str:
    """A name without what stands in brackets at its end, unless nothing else is left."""
    text = name
    while (match := _trailing_gloss(text)) and match.start() > 0:
        text = text[: match.start()]
    return text


def _trailing_gloss(text: str) -> re.Match[str] | None:
    return next((match for match in _GLOSS.finditer(text) if match.end() == len(text)), None)


def clean(text: str) -> str:
    """A printed name without spaces and marks, brackets full-width."""
    return bare(text).translate(_BRACKETS)


def is_school(text: str, regions: Regions) -> bool:
    name = _long_form(text)
    return ending_of(name).kind in SCHOOL_KINDS and _names_one(name, regions)


def is_institution(text: str, regions: Regions) -> bool:
    name = _long_form(text)
    return ending_of(name).kind not in ("", "group") and _names_one(name, regions)


def _names_one(name: str, regions: Regions) -> bool:
    """Whether it is the name of one institution and no phrase, heading or collective."""
    if len(name) > _LONGEST or _PHRASE.search(name):
        return False
    ending = ending_of(name)
    steps = regions.steps(name, counties=WITH_UNIT_WORD)
    if ending.needs == "place":
        return bool(steps) and len(steps[-1][1]) >= len(ending.text)
    steps = regions.steps(name)
    if steps and _HAS.match(steps[-1][1]):
        return False
    place, rest = steps[-1] if steps else (None, name)
    if _only_loose(rest.removesuffix(ending.text)):
        return place is not None and rest.endswith(ending.text) and place.level in _LEVELS[ending.needs]
    return True


_LEVELS = {"": ("province", "prefecture", "county"), "prefecture": ("prefecture", "county"), "county": ("county",)}


def _only_loose(stem: str) -> bool:
    """Whether nothing but words that tell no school from another stands before the ending."""
    return not stem or any(stem.endswith(word) and _only_loose(stem.removesuffix(word)) for word in _loose_words())


def _long_form(text: str) -> str:
    return expand(without_gloss(clean(text)))[0]


def expand(name: str) -> tuple[str, bool]:
    """A school's name with its abbreviations written out, and whether one of them is no school's full name."""
    result, shortened = name, False
    for rule in _abbreviations():
        at_end = rule.where == "end"
        if rule.short not in result or (at_end and (not result.endswith(rule.short) or result.endswith(rule.full))):
            continue
        result = result.removesuffix(rule.short) + rule.full if at_end else result.replace(rule.short, rule.full)
        shortened = shortened or rule.expand
    return (result, shortened) if ending_of(result).kind in SCHOOL_KINDS else (name, False)


def short_forms(name: str) -> tuple[str, ...]:
    """The everyday forms of a school's full name: 环县职业中等专业学校 is 环县职专, 环县职中专 …"""
    rules = (rule for rule in _abbreviations() if rule.expand and rule.where == "end" and name.endswith(rule.full))
    return tuple(name.removesuffix(rule.full) + rule.short for rule in rules if name != rule.full)


def split_institutions(text: str, regions: Regions) -> list[str]:
    """The institutions of a cell in order.

    Cut only where what stands before the cut is an institution by itself, so a name with a space or a mark inside stays
    whole (黄 丽, 文化、旅游局), and so does what stands in brackets.
    """
    whole = _EDGES.sub("", text)
    starts, ends = [0], []
    for cut_start, cut_end in _separators(whole):
        if _stands_alone(whole[starts[-1] : cut_start], regions):
            ends.append(cut_start)
            starts.append(cut_end)
    ends.append(len(whole))
    if len(starts) > 1 and not _stands_alone(whole[starts[-1] :], regions):
        del starts[-1], ends[-2]  # the last piece was none: the cut before it is taken back
    return [whole[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _stands_alone(text: str, regions: Regions) -> bool:
    """An institution or a person's post at one; what is held together may have a mark inside (文化、旅游局)."""
    return is_institution(institution_of(text.replace("、", ""), regions), regions)


def _separators(text: str) -> list[tuple[int, int]]:
    """Where the separators of a text stand; those in brackets are text."""
    shielded = _GLOSS.sub(lambda match: "\0" * len(match[0]), text)
    return [match.span() for match in _SEPARATORS.finditer(shielded)]


def institution_of(text: str, regions: Regions) -> str:
    """The institution of a person's post: 临泽县第一幼儿园园长 → 临泽县第一幼儿园; other texts as they are."""
    name = clean(text)
    rest = _without_posts(name)
    if rest == name or is_institution(rest, regions):
        return rest
    cuts = (rest[:end] for end in range(len(rest) - 1, 3, -1))
    return next((head for head in cuts if is_institution(head, regions)), rest)


def _without_posts(name: str) -> str:
    stripped = _strip_last(name, "post")
    if stripped == name:
        return name
    return _without_posts(_strip_all(stripped, "qualifier").rstrip("、/／兼及和·，,"))


def _strip_all(name: str, kind: str) -> str:
    stripped = _strip_last(name, kind)
    return name if stripped == name else _strip_all(stripped, kind)


def _strip_last(name: str, kind: str) -> str:
    return next((name.removesuffix(word) for word in _posts(kind) if name.endswith(word)), name)


@dataclass(frozen=True, slots=True)
class _Abbreviation:
    short: str
    full: str
    where: str  # end|inside
    expand: bool


@cache
def _abbreviations() -> tuple[_Abbreviation, ...]:
    """Longest first, so that 职业中专 is read before 中专; what follows finds the written-out form and lets it be."""
    rules = [
        _Abbreviation(row["short"], row["full"], row["where"], row["name"] == "expand")
        for row in read_table(DATA / "abbreviations.csv")
    ]
    return tuple(sorted(rules, key=lambda rule: -len(rule.short)))


@cache
def _endings() -> dict[str, Ending]:
    return {row["ending"]: Ending(row["ending"], row["kind"], row["needs"]) for row in read_table(DATA / "endings.csv")}


@cache
def _longest_ending() -> int:
    return max(map(len, _endings()))


@cache
def _loose_words() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_table(DATA / "loose_words.csv"))


@cache
def _posts(kind: str) -> tuple[str, ...]:
    words = [row["word"] for row in read_table(DATA / "posts.csv") if row["kind"] == kind]
    return tuple(sorted(words, key=len, reverse=True))
