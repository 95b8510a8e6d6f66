"""Quantities in a sentence: numbers with their units and qualifiers, and the numbers that are none (dates, names)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from db.model import Qualifier
from db.reference import read_table

DATA = Path(__file__).parents[1] / "data"

_DIGITS = "〇零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_SPOKEN = "[一二两三四五六七八九十百千万零〇]+"
_NEVER_PLAIN = ("名次", "金", "银", "铜")  # found by their own finders
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AFTER = "以上|以内|左右|多|余"
_BEFORE = r"(?P<before>约为?|近|接?近于?|超过?|逾|突破|不少于|不低于|至少|大约|高于)?"
_AT_LEAST = ("超", "超过", "逾", "突破", "不少于", "不低于", "至少", "高于", "以上")
_RANK = re.compile(
    rf"(?:全[省市国区州县]|[团总].{{0,3}}|排?名|位?列)第(?P<rank>\d{{1,2}}|{_SPOKEN})(?![批届期次轮章节个])"
)
_MEDALS = re.compile(r"(?P<number>\d+)(?P<unit>[金银铜])(?![奖牌川融属山])")
_TENTHS = re.compile(
    r"(?P<before>超过?|近|约)?(?P<tens>[一二三四五六七八九])成(?P<half>[半一二三四五六七八九])?(?P<after>以上|左右)?"
)
_ABOUT_A_SHARE = re.compile(r"大?约占[^，。；：\d]{0,14}$")
_FRACTIONS = re.compile(
    rf"(?P<before>超过?|近|约)?(?:(?P<whole>百|{_SPOKEN})分之(?P<part>{_SPOKEN}(?:点[{_DIGITS}]+)?)|(?P<half>一半|半数))"
    r"(?P<after>以上|左右)?"
)
_RATIO = re.compile(rf"(?P<number>{_NUMBER})[:：∶]1(?!\d)|(?:师生比|生师比)(?:为|达到?)?1[:：∶](?P<reverse>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, from `start` to `end`; `unit` as printed with 万 or 亿, `%` for 成, empty when none is."""

    start: int
    end: int
    value: int | float
    unit: str
    qualifier: Qualifier = Qualifier.NONE


@cache
def units() -> dict[str, str]:
    """Units that make a number a quantity, and what each is shown as."""
    return {row["unit"]: row["shown"] or row["unit"] for row in read_table(DATA / "prose_units.csv")}


@cache
def _spoken_units() -> frozenset[str]:
    """Units that also stand behind numbers in characters."""
    return frozenset(row["unit"] for row in read_table(DATA / "prose_units.csv") if row["spoken"])


def shown_unit(unit: str) -> str:
    """A unit as figures bear it: 9金 are 9枚, a place in a ranking is a 名."""
    return {"金": "枚", "银": "枚", "铜": "枚", "名次": "名"}.get(unit, unit)


def _alternatives(words: frozenset[str] | tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _plain() -> re.Pattern[str]:
    unit = _alternatives(tuple(u for u in units() if u not in _NEVER_PLAIN))
    number = (
        rf"(?P<number>{_NUMBER})(?!\d)(?P<upper>(?:[—–~～]+|-+|至){_NUMBER})?"
        rf"(?P<mid>多|余)?(?P<scale>[万亿])?(?P<mid2>多|余)?(?P<unit>{unit})?(?P<after>{_AFTER})?"
    )
    return re.compile(rf"{_BEFORE}(?<![\d.A-Za-z])(?:{number})")


@cache
def _spoken() -> re.Pattern[str]:
    unit = _alternatives(_spoken_units())
    return re.compile(
        rf"{_BEFORE}(?<![第几数{_DIGITS}十百千万])(?P<number>{_SPOKEN})(?P<mid>多|余)?(?P<unit>{unit})(?P<after>{_AFTER})?"
    )


@cache
def _excluded() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table(DATA / "not_quantities.csv"))


def not_quantities(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that count nothing: dates, document numbers, names of programmes."""
    return [match.span() for pattern in _excluded() for match in pattern.finditer(text)]


def quantities(text: str) -> list[Quantity]:
    """The quantities of a squeezed text, in order; a range gives its lower and its upper bound."""
    masked = list(text)
    for start, end in not_quantities(text):
        masked[start:end] = [" " if c.isdigit() or c in _DIGITS + "两十百千万" else c for c in masked[start:end]]
    rest = "".join(masked)
    found: list[Quantity] = []
    for finder in (_medals, _ranks, _ratios, _tenths, _fractions, _plain_quantities, _spoken_quantities):
        for quantity in finder(rest):
            if not any(q.start < quantity.end and quantity.start < q.end for q in found) or _is_upper(quantity, found):
                found.append(quantity)
    return sorted((_approximate(rest, q) for q in found), key=lambda q: (q.start, q.value))


def _approximate(text: str, quantity: Quantity) -> Quantity:
    """约占专任教师的一成: 约 stands before the words and not before the number."""
    if quantity.qualifier or not _ABOUT_A_SHARE.search(text, 0, quantity.start):
        return quantity
    return replace(quantity, qualifier=Qualifier.ABOUT)


def _is_upper(quantity: Quantity, found: list[Quantity]) -> bool:
    """The two bounds of one range stand in the same place."""
    return bool(found) and (found[-1].start, found[-1].end) == (quantity.start, quantity.end)


def _medals(text: str) -> Iterator[Quantity]:
    runs = re.finditer(r"(?:\d+[金银铜](?![奖牌川融属山])[、，]?)+", text)
    for run in runs:
        for match in _MEDALS.finditer(text, run.start(), run.end()):
            yield Quantity(match.start(), match.end(), int(match["number"]), match["unit"])


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        rank = match["rank"]
        start = match.start() if match[0].startswith("全") else match.start("rank") - 1
        yield Quantity(start, match.end(), int(rank) if rank.isdigit() else spoken_number(rank), "名次")


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        start = match.start() if match["number"] else match.start("reverse") - 2
        yield Quantity(start, match.end(), _value(match["number"] or match["reverse"]), ":1")


def _tenths(text: str) -> Iterator[Quantity]:
    for match in _TENTHS.finditer(text):
        half = {"半": 5}.get(match["half"] or "", _DIGITS.find(match["half"]) - 1 if match["half"] else 0)
        value = (_DIGITS.index(match["tens"]) - 1) * 10 + half
        yield Quantity(match.start(), match.end(), value, "%", _qualifier(match["before"], "", match["after"]))


def _fractions(text: str) -> Iterator[Quantity]:
    """四分之三, 百分之九十五, 一半, as percentages."""
    for match in _FRACTIONS.finditer(text):
        value = round(50 if match["half"] else 100 * _with_point(match["part"]) / spoken_number(match["whole"]), 2)
        qualifier = _qualifier(match["before"], "", match["after"])
        yield Quantity(match.start(), match.end(), int(value) if value == int(value) else value, "%", qualifier)


def _with_point(spoken: str) -> float:
    whole, _, part = spoken.partition("点")
    return spoken_number(whole) + (spoken_number("零" + part) / 10 ** len(part) if part else 0)


def _plain_quantities(text: str) -> Iterator[Quantity]:
    for match in _plain().finditer(text):
        unit = (match["scale"] or "") + units().get(match["unit"] or "", "")
        if not match["unit"] and not (match["scale"] or _stands_bare(text, match)):
            continue
        middle = match["mid"] or match["mid2"] or ""
        qualifier = _qualifier(match["before"], middle, match["after"])
        start = match.start("number") if not match["before"] or match["before"] == "近于" else match.start()
        yield Quantity(start, match.end(), _value(match["number"]), unit, qualifier)
        if match["upper"]:
            upper = re.sub(r"^[^\d]+", "", match["upper"])
            yield Quantity(start, match.end(), _value(upper), unit, qualifier)


def _stands_bare(text: str, match: re.Match[str]) -> bool:
    """A number without unit counts when a word leads to it and the clause ends behind it."""
    after = text[match.end() : match.end() + 1]
    return bool(
        len(match["number"]) > 1
        and (not after or after in "，。；、（）")
        and re.search(r"[\u4e00-\u9fff]$", text[: match.start()])
    )


def _spoken_quantities(text: str) -> Iterator[Quantity]:
    for match in _spoken().finditer(text):
        value = spoken_number(match["number"])
        if value > 1 or match["unit"] in ("项", "个奖"):
            qualifier = _qualifier(match["before"], match["mid"], match["after"])
            start = match.start() if match["before"] else match.start("number")
            yield Quantity(start, match.end(), value, units()[match["unit"]], qualifier)


def _qualifier(before: str | None, middle: str | None, after: str | None) -> Qualifier:
    if before in _AT_LEAST or after in _AT_LEAST:
        return Qualifier.AT_LEAST
    return Qualifier.ABOUT if before or middle or after else Qualifier.NONE


def _value(digits: str) -> int | float:
    plain = digits.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def spoken_number(text: str) -> int:
    """一万三千 → 13000, 六十四 → 64, 二〇二五 → 2025."""
    text = text.replace("两", "二")
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(max(_DIGITS.index(c) - 1, 0)) for c in text))
    whole, _, part = text.rpartition("万")
    return (spoken_number(whole) * 10_000 if whole else 0) + _below_10000(part)


def _below_10000(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = max(_DIGITS.index(character) - 1, 0)
    return total + digit
