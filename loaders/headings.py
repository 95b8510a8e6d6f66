"""What makes a line a heading, and how headings lie in each other: by their numbers rather than by their markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.contents import is_contents_heading
from loaders.material import Block, Heading, Paragraph

LONGEST = 45  # characters; what is longer is prose
_CHINESE = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?P<chapter>第\s*(?:[{_CHINESE}]+|\d+)\s*[章篇])|(?P<part>第\s*(?:[{_CHINESE}]+|\d+)\s*节)"
    rf"|(?P<chinese>[{_CHINESE}]{{1,3}})[、.．]"
    rf"|[（(](?P<bracket>[{_CHINESE}]{{1,3}})[)）]"
    r"|(?P<decimal>\d{1,2}(?:[.．]\d{1,2}){0,3})(?P<point>[.．、]?)(?P<blank>\s*)(?![\d.．%％)）:：/-])"
)
_SENTENCE = re.compile(r"[。；！？;]|[，、：:,]$")
_MEASURE = re.compile(r"(?:年|月|日|[万亿]?元|万|亿|%|％|倍|[人所个名门项次种届部本家]+(?![\u4e00-\u9fff]))")
_ANNEX = re.compile(rf"附\s*[表录件]\s*(?:[{_CHINESE}]+|\d+|[A-Z])?\s*(?:[:：\s].*)?")
_FRONT = re.compile(r"前言|引言|序言|结语|后记|摘要|编制说明")


@dataclass(frozen=True, slots=True)
class Number:
    """`family` chapter|part|chinese|bracket|decimal; `parts` as integers: 2.1.3 → (2, 1, 3)."""

    family: str
    parts: tuple[int, ...]
    bare: bool  # no mark after the number: `2 人才培养`


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block as read, and whether it was marked up as what it is."""

    block: Block
    marked: bool


def number_of(text: str) -> Number | None:
    """The number a heading begins with; None if it has none or is nothing but a number."""
    match = _NUMBER.match(text)
    if not match or not re.match(r"[^\W\d_]|[“《\"（(]", text[match.end() :].lstrip()):
        return None
    if match["decimal"]:
        if _MEASURE.match(text[match.end() :].lstrip()):
            return None
        return Number("decimal", tuple(map(int, re.split(r"[.．]", match["decimal"]))), not match["point"])
    for family in ("chapter", "part", "chinese", "bracket"):
        if match[family]:
            return Number(family, (_integer(match[family]),), False)
    return None


def without_number(text: str) -> str:
    match = _NUMBER.match(text) if number_of(text) else None
    return text[match.end() :].strip() if match else text


def _integer(text: str) -> int:
    """十二 → 12, 第3章 → 3."""
    if digits := re.search(r"\d+", text):
        return int(digits[0])
    tens, ten, ones = "".join(c for c in text if c in _CHINESE).rpartition("十")
    unit = _CHINESE.index(ones) + 1 if ones else 0
    return unit + (10 * (_CHINESE.index(tens) + 1 if tens else 1) if ten else 0)


def is_annex_heading(text: str) -> bool:
    return len(text) <= LONGEST and bool(_ANNEX.fullmatch(text.strip())) and not _SENTENCE.search(text)


def is_plain_heading(text: str) -> bool:
    """Whether a line without markup reads like a heading."""
    if len(text) > LONGEST or _SENTENCE.search(text):
        return False
    front = _FRONT.fullmatch(re.sub(r"\s", "", text)) or is_contents_heading(text)
    return bool(front or number_of(text) or is_annex_heading(text))


def settle(candidates: Sequence[Candidate]) -> tuple[Block, ...]:
    """Headings that turn out to be items of a list or of a picture become paragraphs; the rest get their levels."""
    blocks = [c.block for c in candidates]
    for position in _list_items(candidates) | _stray_numbers(candidates) | _pictured_annexes(candidates):
        heading = blocks[position]
        blocks[position] = Paragraph(heading.text, heading.line) if isinstance(heading, Heading) else heading
    return _levelled(blocks)


def _unmarked_number(candidate: Candidate) -> Number | None:
    return None if candidate.marked or not isinstance(candidate.block, Heading) else number_of(candidate.block.text)


def _list_items(candidates: Sequence[Candidate]) -> set[int]:
    """Three or more numbered lines that follow each other with nothing between, and count on: a list."""
    numbers = [_unmarked_number(c) for c in candidates]
    found: set[int] = set()
    run: list[int] = []
    for i, number in enumerate([*numbers, None]):
        if run and not _counts_on(numbers[run[-1]], number):
            found.update(run if len(run) >= 3 else ())
            run = []
        if number:
            run.append(i)
    return found


def _counts_on(before: Number | None, after: Number | None) -> bool:
    if not before or not after or before.family != after.family:
        return False
    return before.parts[:-1] == after.parts[:-1] and before.parts[-1] + 1 == after.parts[-1]


def _stray_numbers(candidates: Sequence[Candidate]) -> set[int]:
    """`3 名教师…` reads like `3 服务贡献`; it is a heading only where it counts on from a heading before."""
    found: set[int] = set()
    last = 0
    for i, candidate in enumerate(candidates):
        number = number_of(candidate.block.text) if isinstance(candidate.block, Heading) else None
        if number and number.family == "decimal" and len(number.parts) == 1:
            if not candidate.marked and number.bare and number.parts[0] != last + 1:
                found.add(i)
            else:
                last = number.parts[0]
    return found


def _pictured_annexes(candidates: Sequence[Candidate]) -> set[int]:
    """An unmarked 附件 after which the numbered chapters go on is the text of a picture."""
    texts = [c.block.text if isinstance(c.block, Heading) else "" for c in candidates]
    last = _last_numbers(texts)
    return {
        i
        for i, candidate in enumerate(candidates)
        if not candidate.marked
        and is_annex_heading(texts[i])
        and any(_passes(last[i], text) for text in texts[i + 1 :])
    }


def is_annex_open(headings: Sequence[str]) -> bool:
    """Whether, after these headings, an annex has begun and no numbered chapter has gone on since."""
    last = _last_numbers(headings)
    begun = next((i for i in range(len(headings) - 1, -1, -1) if is_annex_heading(headings[i])), -1)
    return begun >= 0 and not any(_passes(last[begun], text) for text in headings[begun + 1 :])


def _last_numbers(headings: Sequence[str]) -> list[dict[str, tuple[int, ...]]]:
    """For each place the last number of each family before it."""
    found: list[dict[str, tuple[int, ...]]] = []
    last: dict[str, tuple[int, ...]] = {}
    for text in headings:
        found.append(last)
        if number := number_of(text):
            last = {**last, number.family: number.parts}
    return found


def _passes(last: dict[str, tuple[int, ...]], heading: str) -> bool:
    """Whether a heading's number goes on from those before; an annex counts from the beginning."""
    number = number_of(heading)
    return bool(number and number.parts > last.get(number.family, number.parts))


def _levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Levels by number: the family that comes first is the outermost. Others keep the level of their markup."""
    numbers = {i: n for i, b in enumerate(blocks) if isinstance(b, Heading) and (n := number_of(b.text))}
    above: dict[str, int] = {}
    depth = 0
    for number in numbers.values():
        if number.family not in above:
            above[number.family] = depth
            depth += max(len(n.parts) for n in numbers.values() if n.family == number.family)
    return tuple(
        replace(b, level=above[numbers[i].family] + len(numbers[i].parts))
        if isinstance(b, Heading) and i in numbers
        else b
        for i, b in enumerate(blocks)
    )
