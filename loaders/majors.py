"""Majors (专业): cells that list them, and the catalogue in which they stand (职业教育专业目录, secondary level)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from db.model import Entity, EntityType
from db.reference import CatalogueMajor, majors, read_table
from loaders.regions import DATA

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[、，,；;/／]")
_GLOSS = re.compile(r"[（(]([^（()）]*)[)）]")
_TAIL = re.compile(r"(?<=.)(?:等?专业|等\d*个?专业|[。.]+|等)$")
_GROUP = re.compile(r"专业群$")


def split_majors(text: str) -> list[tuple[str, str]]:
    """The majors of a cell in order, each as (name, gloss in brackets). Spaces part them where no other mark does."""
    shielded = _GLOSS.sub(lambda match: "\0" * len(match[0]), text)
    pattern = _MARKS if _MARKS.search(shielded) else _SPACE
    parts: list[str] = []
    start = 0
    for match in pattern.finditer(shielded):
        parts.append(text[start : match.start()])
        start = match.end()
    parts.append(text[start:])
    return [pair for pair in map(_name_and_gloss, parts) if pair[0]]


def _name_and_gloss(part: str) -> tuple[str, str]:
    glosses = [_SPACE.sub("", match[1]) for match in _GLOSS.finditer(part)]
    name = fold(_GLOSS.sub("", part))
    gloss = "；".join(filter(None, glosses))
    return (name, gloss) if name else (fold(gloss), "")


def split_category(name: str) -> list[str]:
    """Two categories of majors printed without a mark between them: 轻纺食品交通运输."""
    ends = (known for known in _categories() if name.endswith(known) and len(name) >= len(known) + _SHORTEST)
    last = max(ends, key=len, default="")
    return [name.removesuffix(last), last] if last and name not in _categories() else [name]


@cache
def _categories() -> frozenset[str]:
    """Those of the catalogue whose names are long enough to be told apart, without 大类."""
    names = {major.category.removesuffix("大类") for major in majors()}
    return frozenset(name for name in names if len(name) >= _SHORTEST)


_SHORTEST = 4


def fold(name: str) -> str:
    """A major's name without spaces and without a trailing 专业 (but 护理专业群 stays)."""
    folded = _SPACE.sub("", name)
    while (match := _TAIL.search(folded)) and not _GROUP.search(folded):
        folded = folded[: match.start()]
    return folded


class Majors:
    """Resolves majors against the catalogue; a name that is not in it stays as it was printed."""

    def resolve(self, name: str) -> Entity:
        """The major of this name: code and category when the catalogue has exactly this name, else the name as key."""
        folded = fold(name)
        major = _catalogue().get(folded)
        if not major:
            return Entity(EntityType.MAJOR, folded, folded)
        return Entity(EntityType.MAJOR, major.code, major.name, code=major.code, parent=major.category)

    def looks_like_majors(self, cells: Iterable[str]) -> bool:
        """Whether cells list majors.

        Titles of courses and books end like majors too (儿科护理): a fair part must stand in the catalogue itself, and
        most must at least end as majors do.
        """
        names = [name for cell in cells for name, _ in split_majors(cell)]
        if not names:
            return False
        known = sum(name in _catalogue() for name in names)
        likely = sum(name in _catalogue() or _ends_like_major(name) for name in names)
        return known >= _KNOWN_SHARE * len(names) and likely >= _LIKELY_SHARE * len(names)


_KNOWN_SHARE = 0.3
_LIKELY_SHARE = 0.6


def _ends_like_major(name: str) -> bool:
    return len(name) <= 20 and name.endswith(_endings())


@cache
def _catalogue() -> dict[str, CatalogueMajor]:
    return {major.name: major for major in majors()}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in read_table(DATA / "major_endings.csv"))
