"""A printed label, and the indicators of the dictionary that it may mean.

A label is compared without marks, serial numbers, `其中：` and its unit. Of the indicators that bear a label, the unit
and the words around the table leave those that fit; among several the labels beside it decide (`loaders.axis`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.period import find_period
from db.reference import KnownIndicator, indicators, read_table
from loaders.words import canonical_unit, compatible, dimension, fold, longest_first, shown, words

_DATA = Path(__file__).parent / "data"
_QUOTES = re.compile("[“”\"'‘’「」『』《》*※#＊]")
_ORDINAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SERIAL = re.compile(rf"(?:[(（]?{_ORDINAL}[)）]|{_ORDINAL}[、.．](?!\d)|[①-⑳])\s*")
_PERIOD = re.compile(
    r"20\d\d\s*(?:年?\s*[-—–－~～至/]{1,2}\s*(?:20)?\d\d\s*)?(?:学年度?|年度?|届)?"
    r"\s*(?:(?:秋|春)季?(?:学期)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|底)?)?"
)
_CLASS = re.compile(r"[A-Z]类\s*[:：]\s*")
_PART = re.compile(r"其\s*中\s*[:：,，、]?\s*")
_UNIT = re.compile(
    r"\s*(?:[（(\[［【]\s*(?P<bracket>[^（()）\[\]［］【】]+?)\s*[)）\]］】]|(?<=[^/／])[/／]\s*(?P<slash>[^/／]{1,4}))\s*[*＊※:：]*$"
)
_NAMED_UNIT = re.compile(r".+?(?P<unit>人次|学时|课时|人)数?")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label taken apart. `levels` are the labels above it, outermost first; `unit` may be empty."""

    text: str  # as shown
    name: str  # folded, without marks and unit
    unit: str = ""
    part: bool = False  # marked 其中
    levels: tuple[Label, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        return (*(level.bare for level in self.levels), self.bare)

    @property
    def bare(self) -> str:
        """As shown, without marks and unit: what the path of an unknown label is made of."""
        text = _leading_marks(_without_unit(self.text)[0])[0]
        return re.sub(r"[*＊※]", "", text).strip() or self.text


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of `labels.csv`: an indicator under one of its printed labels."""

    indicator: KnownIndicator
    within: tuple[tuple[str, ...], ...] = ()
    unit: str = ""

    def fulfilled(self, around: str) -> int | None:
        """How many of its words stand around the label; None when one is missing."""
        return len(self.within) if all(any(word in around for word in group) for group in self.within) else None

    @property
    def unit_to_match(self) -> str:
        return self.unit or self.indicator.unit


def read_label(text: str, levels: Sequence[Label] = ()) -> Label:
    """Take a printed label apart."""
    display = shown(text)
    rest, unit = _without_unit(display)
    rest, part = _leading_marks(rest)
    return Label(display, _folded(rest), unit or _unit_named(rest), part, tuple(levels))


def _without_unit(text: str) -> tuple[str, str]:
    match = _UNIT.search(text)
    unit = canonical_unit(match["bracket"] or match["slash"]) if match else ""
    return (text[: match.start()], unit) if match and match.start() and dimension(unit) else (text, "")


def _leading_marks(text: str) -> tuple[str, bool]:
    """The text without serial number, 其中 and A类, and whether it was marked as a part."""
    part = False
    rest = text.strip()
    while match := _SERIAL.match(rest) or _CLASS.match(rest) or _PART.match(rest):
        part = part or match[0].startswith("其")
        if match.end() == len(rest):
            break
        rest = rest[match.end() :]
    return rest, part


def without_period(text: str) -> str:
    """A label without the period in it: 2024年招生数 is 招生数."""
    if not find_period(text):
        return text
    rest = _PERIOD.sub("", text)
    return re.sub(r"[（(]\s*[)）]", "", rest).strip()


def _unit_named(text: str) -> str:
    """The unit in a bare measure: 个数, 人数, 学时数."""
    name = fold(text)
    return name.removesuffix("数") if name.endswith("数") and dimension(name.removesuffix("数")) else ""


def is_bare_measure(label: Label) -> bool:
    """Whether a label only says in what is counted, not what: 个数, 数量, 合计."""
    measures = words("total") | words("value") | words("suffix") | words("foreign")
    return label.name in measures or label.name == f"{label.unit}数"


def implied_unit(name: str) -> str:
    """The unit that the last word of a label names: 参赛人数 are 人."""
    match = _NAMED_UNIT.fullmatch(name)
    return match["unit"] if match and not name.endswith("人") else ""


def _folded(text: str) -> str:
    return fold(_QUOTES.sub("", text)).rstrip(":")


@cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """All entries by folded label; the names of the dictionary are labels too."""
    known = {indicator.key: indicator for indicator in indicators()}
    found: dict[str, list[_Entry]] = {}
    for indicator in known.values():
        found.setdefault(_folded(indicator.name), []).append(_Entry(indicator))
    for row in read_table(_DATA / "labels.csv"):
        within = tuple(tuple(map(fold, group.split("|"))) for group in row["within"].split())
        entry = _Entry(known[row["indicator"]], within, row["unit"])
        found.setdefault(_folded(row["label"]), []).append(entry)
    return {label: tuple(entries) for label, entries in found.items()}


@cache
def _stems() -> dict[str, tuple[_Entry, ...]]:
    """Entries by label without its counting suffix: 招生数, 招生人数 and 招生总数 are one."""
    found: dict[str, list[_Entry]] = {}
    for label, entries in _entries().items():
        stem = _stem(label)
        if stem != label:
            found.setdefault(stem, []).extend(entries)
    return {stem: tuple(entries) for stem, entries in found.items()}


def _stem(name: str) -> str:
    for suffix in longest_first("suffix"):
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name.removesuffix(suffix)
    return name


def candidates(name: str, unit: str, around: str, *, bare: bool = False) -> tuple[KnownIndicator, ...]:
    """The indicators that a folded label may mean among these words and with this unit (empty: not printed).

    A bare noun (毕业生) counts as a label only beside a printed unit of counts, or where `bare` allows it.
    """
    return _fitting(_entries().get(name, ()), unit, around) or _by_stem(name, unit, around, bare)


def _by_stem(name: str, unit: str, around: str, bare: bool) -> tuple[KnownIndicator, ...]:
    stem = _stem(name)
    if stem == name and not bare and dimension(unit) not in {"count", "persons"}:
        return ()
    return _fitting(_stems().get(stem, ()), unit, around)


def is_label_of(label: Label, indicator: str) -> bool:
    """Whether a label is one of those that the indicator of this key may have."""
    entries = (*_entries().get(label.name, ()), *_stems().get(_stem(label.name), ()))
    return any(entry.indicator.key == indicator for entry in entries)


def _fitting(entries: Iterable[_Entry], unit: str, around: str) -> tuple[KnownIndicator, ...]:
    """Of the entries whose unit and words fit, those with the most words."""
    scored = [
        (score, entry.indicator)
        for entry in entries
        if compatible(unit, entry.unit_to_match) and (unit or not entry.unit)
        if (score := entry.fulfilled(around)) is not None
    ]
    most = max((score for score, _ in scored), default=0)
    return tuple(dict.fromkeys(indicator for score, indicator in scored if score == most))


def possible(label: Label, unit: str, around: str, *, bare: bool = False) -> tuple[KnownIndicator, ...]:
    """The indicators that a label may mean with the levels above it.

    A level either belongs to the label (招生数 / 全日制), names the whole it is part of, or only orders the table
    (升学情况); any other level makes it another quantity.
    """
    if not label.levels:
        return candidates(label.name, unit, around, bare=bare)
    above = label.levels[-1].name
    joined = candidates(above + label.name, unit, around) or candidates(label.name + above, unit, around)
    if joined and all(_orders(level.name) for level in label.levels[:-1]):
        return joined
    levels = [level.name for level in label.levels]
    here = candidates(label.name, unit, around + "".join(levels), bare=bare)
    return tuple(one for one in here if all(_harmless(name, one, label.name) for name in levels))


def _orders(name: str) -> bool:
    """Whether a heading inside a table only orders it: 升学情况, 学生."""
    return name in words("topic") or name in words("value") or any(name.endswith(word) for word in words("group"))


def _harmless(level: str, indicator: KnownIndicator, name: str) -> bool:
    return _orders(level) or _names_whole(level, indicator) or _is_word_within(level, indicator, name)


def _names_whole(level: str, indicator: KnownIndicator) -> bool:
    entries = (*_entries().get(level, ()), *_stems().get(_stem(level), ()))
    return any(entry.indicator.key in ancestors(indicator) for entry in entries)


def _is_word_within(level: str, indicator: KnownIndicator, name: str) -> bool:
    entries = [entry for entry in _entries().get(name, ()) if entry.indicator == indicator]
    return any(word in level for entry in entries for group in entry.within for word in group)


@cache
def _by_key() -> dict[str, KnownIndicator]:
    return {indicator.key: indicator for indicator in indicators()}


def indicator_of(key: str) -> KnownIndicator | None:
    return _by_key().get(key)


def ancestors(indicator: KnownIndicator) -> frozenset[str]:
    """Keys of the indicators that this one is part of."""
    found: set[str] = set()
    while indicator.whole and indicator.whole not in found:
        found.add(indicator.whole)
        indicator = _by_key()[indicator.whole]
    return frozenset(found)


def unit_of_group(label: Label, around: str) -> str:
    """The unit of what a heading divides: 就业去向 divides 就业人数, which are persons."""
    for level in reversed(label.levels):
        word = next((word for word in longest_first("group") if level.name.endswith(word)), "")
        stem = level.name.removesuffix(word)
        found = candidates(stem + "人数", "人", around) if word and stem else ()
        if found:
            return found[0].unit
    return ""
