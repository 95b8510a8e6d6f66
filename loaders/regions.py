"""Which region a printed name means: official names, short forms, reporting units (省属), development zones (兰州新区).

What a name means depends on whose report it stands in: 城关 is Lanzhou's in a report of Gansu. The report's own region
and what lies under it come first, then its province, then the country; a name that stays ambiguous is no region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db import regions as naming
from db.model import Entity, EntityType
from db.reference import Division, divisions, read_table

DATA = Path(__file__).parent / "data"

_SPACE = re.compile(r"\s+")
_TRAILING_MARKS = re.compile(r"(?:<sup>.*?</sup>|\[\d+\]|[*＊※#†:：¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨])+$")

# How much a form says: 张家川回族自治县, 张家川县, 张家川; and 华亭县 for the 华亭市 of today.
_OFFICIAL, WITH_UNIT_WORD, _BARE, _OLD = range(4)
_LARGER_NAME = re.compile(
    r"[镇乡村]|[省市州县区盟旗](?!直|属)|[东西南北中]?[路街]"
)  # 金昌路 is a street, wherever it is
_UNIT_WORDS = tuple("省市区州县盟旗")


@dataclass(frozen=True, slots=True)
class _Form:
    division: Division
    strength: int


class Regions:
    """Finds regions as a report of `home_code` (GB/T 2260; empty when not known yet) means them."""

    def __init__(self, home_code: str = "") -> None:
        self.home = _by_code().get(home_code)
        self._home_line = _line(home_code)
        self._scopes: dict[str, int] = {}

    def find(self, text: str) -> Entity | None:
        """The region that a table cell names, exactly; None for any other text and for a name that stays ambiguous."""
        name = bare(text)
        division = self._choose(_forms().get(name, ()))
        return self.entity(division) if division else self._unit(name) or self._zone(name)

    def find_in(self, text: str) -> Division | None:
        """The region that a title or an issuer names first, down to the smallest: 甘肃省庆阳市… is 庆阳市."""
        name = _SPACE.sub("", text)
        for bound in (WITH_UNIT_WORD, _BARE):
            for start in range(len(name)):
                steps = self.steps(name[start:], first=bound)
                if steps:
                    return steps[-1][0]
        return None

    @property
    def province(self) -> str:
        """Code of the province the report lies in; empty when home is not known."""
        return self._home_line[-1] if self._home_line else ""

    def short_name(self, division: Division) -> str:
        return naming.short_name(division.name, division.level)

    def division(self, code: str) -> Division | None:
        return _by_code().get(code)

    def entity(self, division: Division) -> Entity:
        code, name = division.code, division.name
        return Entity(EntityType.REGION, code, name, code=code, level=division.level, parent=division.parent)

    def lead(self, text: str) -> tuple[Division | None, str]:
        """The smallest region that a text begins with, and the rest: 陇南市礼县X is (礼县, X)."""
        steps = self.steps(text)
        return steps[-1] if steps else (None, text)

    def steps(self, text: str, *, first: int = _OLD, counties: int = _OLD) -> list[tuple[Division, str]]:
        """The regions that a text begins with, each lying in the one before it, each with the text left behind it.

        `first` bounds the form of the first name, `counties` those of counties (`WITH_UNIT_WORD`: 环县, but not 华亭).
        """
        steps: list[tuple[Division, str]] = []
        above: Division | None = None
        while step := self._step(above, text, _OLD if above else first, counties):
            above, text = step
            steps.append(step)
        return steps

    def _step(self, above: Division | None, text: str, bound: int, counties: int) -> tuple[Division, str] | None:
        for length in _lengths().get(text[:2], ()):
            name, rest = text[:length], text[length:]
            division = self._choose(
                [
                    form
                    for form in _forms().get(name, ())
                    if form.strength <= (min(bound, counties) if form.division.level == "county" else bound)
                    and (_lies_in(form.division, above) if above else self._may_begin(form))
                    and not self._is_chance(form, name, rest)
                ]
            )
            if division:
                return division, rest
        return None

    def _may_begin(self, form: _Form) -> bool:
        """Bare names of counties of other provinces begin too many texts by chance."""
        if form.strength <= WITH_UNIT_WORD:
            return True
        near = self._scope(form.division) <= _PROVINCE_SCOPE
        return near or (form.strength == _BARE and form.division.level != "county")

    def _is_chance(self, form: _Form, name: str, rest: str) -> bool:
        """A bare name that begins a larger one (金昌路), or is a common word (新华) and no prefecture near home."""
        if form.strength != _BARE:
            return False
        near = form.division.level != "county" and self._scope(form.division) <= _PROVINCE_SCOPE
        return bool(_LARGER_NAME.match(rest)) or (name in _common_words() and not near)

    def _choose(self, forms: list[_Form] | tuple[_Form, ...]) -> Division | None:
        if len(forms) < 2:
            return forms[0].division if forms else None
        ranked = sorted(((self._rank(form), form.division) for form in forms), key=lambda pair: pair[0])
        return ranked[0][1] if ranked[0][0] < ranked[1][0] else None

    def _rank(self, form: _Form) -> tuple[bool, int, int]:
        return form.strength == _OLD, self._scope(form.division), form.strength

    def _scope(self, division: Division) -> int:
        """How far a region is from home: 0 home, 1 and 2 below it, 3 above it, its province, provinces, the country."""
        code = division.code
        if code not in self._scopes:
            self._scopes[code] = self._measure(division)
        return self._scopes[code]

    def _measure(self, division: Division) -> int:
        line = _line(division.code)
        if self.home and self.home.code in line:
            return line.index(self.home.code)
        if division.code in self._home_line:
            return 3
        if self._home_line and line[-1] == self._home_line[-1]:
            return _PROVINCE_SCOPE
        return _PROVINCE_SCOPE + (1 if division.level == "province" else 2)

    def _unit(self, name: str) -> Entity | None:
        """A reporting unit, of the report's own region (省属) or of one named before it (甘肃省属)."""
        if name in _units() and self.home:
            word, ending = _units()[name]
            line = [_by_code()[code] for code in self._home_line]
            owner = next((region for region in line if region.name.endswith(ending)), self.home)
            return _without_code(owner, word, owner.name + word)
        for text, (word, ending) in _units().items():
            owner_named = self._choose(_forms().get(name.removesuffix(text), ())) if name.endswith(text) else None
            if owner_named and owner_named.name.endswith(ending):
                return _without_code(owner_named, word, owner_named.name + word)
        return None

    def _zone(self, name: str) -> Entity | None:
        known = _zones().get(name)
        if known:
            return _without_code(_by_code()[known], name, name)
        if not name.endswith(_zone_endings()):
            return None
        place, rest = self.lead(name)
        if not place or not rest.endswith(_zone_endings()):
            return None
        short = self.short_name(place)
        full = short + rest.removeprefix(short)
        return _without_code(place, full, full)


_PROVINCE_SCOPE = 4


def may_begin(start: str) -> bool:
    """Whether any region's name begins with these two characters."""
    return start in _lengths()


def bare(text: str) -> str:
    """A printed name without the spaces inside it and the marks behind it: `兴 业 县*` → 兴业县."""
    return _TRAILING_MARKS.sub("", _SPACE.sub("", text))


def _without_code(owner: Division, word: str, name: str) -> Entity:
    return Entity(EntityType.REGION, f"{owner.code}:{word}", name, level="unit", parent=owner.code)


@cache
def _by_code() -> dict[str, Division]:
    return {division.code: division for division in divisions()}


@cache
def _line(code: str) -> tuple[str, ...]:
    """A region's code, then those above it."""
    division = _by_code().get(code)
    return (code, *_line(division.parent)) if division else ()


def _lies_in(division: Division, above: Division) -> bool:
    return above.code in _line(division.code)[1:]


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    forms: dict[str, dict[Division, int]] = {}
    for division in divisions():
        for text, strength in _forms_of(division):
            known = forms.setdefault(text, {})
            known[division] = min(strength, known.get(division, strength))
    return {text: tuple(_Form(*item) for item in known.items()) for text, known in forms.items()}


def _forms_of(division: Division) -> Iterator[tuple[str, int]]:
    name, level = division.name, division.level
    yield name, _OFFICIAL
    short = naming.short_name(name, level)
    for form in naming.short_names(name, level):
        yield form, WITH_UNIT_WORD if form.endswith(_UNIT_WORDS) else _BARE
    for long, word in (("自治县", "县"), ("自治旗", "旗"), ("自治州", "自治州"), ("自治区", "自治区")):
        if name.endswith(long):
            yield short.removesuffix("州") + word, WITH_UNIT_WORD
    if level == "county" and name.endswith(("市", "区")) and short != name:
        yield short + "县", _OLD  # a county that has become a city or a district, and a city a district, keeps its stem
        yield short + "市", _OLD
    for text in _other_names().get(division.code, ()):
        yield text, WITH_UNIT_WORD


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """By the first two characters: how long the forms are that begin so, longest first."""
    lengths: dict[str, set[int]] = {}
    for text in _forms():
        lengths.setdefault(text[:2], set()).add(len(text))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in read_table(DATA / "region_names.csv"):
        names[row["code"]] = (*names.get(row["code"], ()), row["text"])
    return names


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["text"]: (row["name"], row["ending"]) for row in read_table(DATA / "units.csv")}


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["text"] for row in read_table(DATA / "region_words.csv"))


@cache
def _zones() -> dict[str, str]:
    return {row["text"]: row["parent"] for row in read_table(DATA / "zones.csv") if row["parent"]}


@cache
def _zone_endings() -> tuple[str, ...]:
    return tuple(row["text"] for row in read_table(DATA / "zones.csv") if not row["parent"])
