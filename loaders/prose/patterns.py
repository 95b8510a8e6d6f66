"""What a number counts, by the words around it: the patterns of `data/prose.csv` and how they are read.

The language of a pattern, made for people who know the reports and not regular expressions:

    {n}        a number with any unit        {人|名}   a number with one of these units
    …          up to 12 other characters within a clause, no number
    ……         up to 60 other characters within a sentence, no number
    [a|b]      one of these words            [a|b|]    one of these or none
    ^          here a clause begins, after its subject, its time and words like 共, 其中

All else stands for itself; between a word and the number behind it 共, 有, 为, 达 and the like may stand. Text and
pattern are compared without blanks. Several numbers take the indicators of the row in their order; `-` leaves a number
to other patterns, `=` says that the words of the clause are its name. Where several patterns claim a number the one
with the most words of its own has it, and among equals the one whose words of `within` stand nearest before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from db.reference import read_table
from loaders.prose.quantities import DATA, Quantity

OWN_WORDS = "="
_UNITS = 0xE100  # private characters that stand for units
_NUMBERS = 0xF0000  # private characters that stand for the numbers of a text
_ANY = "[\ue000-\uf8ff]"
_NUMBER = "[\U000f0000-\U000ffffd]"
_NO_NUMBER = "\ue000-\uf8ff\U000f0000-\U000ffffd"
_NEAR = f"[^，。；！？：{_NO_NUMBER}]{{0,12}}?"
_FAR = f"[^。！？{_NO_NUMBER}]{{0,60}}?"
_FILLER = "(?:总共|共计?|合计|总计|累计|达到?了?|约?为|是|[共现]?有)?"
_PIECE = re.compile(r"\{(?P<units>[^}]*)\}|\[(?P<words>[^\]]*)\]|(?P<far>……)|(?P<near>…)|(?P<plain>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in which every number is two characters: one for its unit, one for its place among the numbers."""

    text: str
    places: tuple[int, ...]  # of each character, in the squeezed text
    openings: frozenset[int]  # places in the squeezed text where a clause begins, after its subject and its time


def marked(text: str, quantities: Sequence[Quantity], openings: frozenset[int]) -> Marked:
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for number, quantity in enumerate(quantities):
        if quantity.start >= at:
            parts.append(text[at : quantity.start])
            places += range(at, quantity.start)
        parts.append(_code(quantity.unit) + chr(_NUMBERS + number))
        places += [quantity.start, quantity.start]
        at = max(at, quantity.end)
    parts.append(text[at:])
    places += [*range(at, len(text)), len(text)]
    return Marked("".join(parts), tuple(places), openings)


_codes: dict[str, str] = {}


def _code(unit: str) -> str:
    """The character that stands for a unit; 万人 and 人 are told apart, patterns that ask for 人 take both."""
    return _codes.setdefault(unit, chr(_UNITS + len(_codes)))


@dataclass(frozen=True)
class Pattern:
    """A row of `data/prose.csv`. `entity` says of whom it speaks where that is not the subject of its clause."""

    source: str
    indicators: tuple[str, ...]
    within: str
    entity: str
    period: str

    @property
    def anchored(self) -> bool:
        return self.source.startswith("^")

    @cached_property
    def weight(self) -> int:
        """How many characters of its own a match has at least."""
        plain = re.sub(r"\{[^}]*\}|…|\^", "", self.source)
        least = re.sub(r"\[([^\]]*)\]", lambda m: min(m[1].split("|"), key=len), plain)
        return len(least) + 2 * self.anchored + (3 if self.within else 0)

    @cached_property
    def literal(self) -> str:
        """The longest run of characters that every match holds."""
        pieces = re.split(r"\{[^}]*\}|\[[^\]]*\]|…+|\^", self.source)
        return max(pieces, key=len)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        pieces = list(_PIECE.finditer(self.source.removeprefix("^")))
        before = [None, *pieces]
        return re.compile("".join(_piece(match, last) for match, last in zip(pieces, before, strict=False)))

    @cached_property
    def context(self) -> re.Pattern[str] | None:
        return re.compile(self.within) if self.within else None


def _piece(match: re.Match[str], before: re.Match[str] | None) -> str:
    if match["units"] is not None:
        after_word = before is not None and (before["words"] or re.match(r"\w", before["plain"] or ""))
        return (_FILLER if after_word else "") + _number(match["units"])
    if match["words"] is not None:
        return "(?:" + "|".join(map(re.escape, match["words"].split("|"))) + ")"
    return _FAR if match["far"] else _NEAR if match["near"] else re.escape(match["plain"] or "")


def _number(units: str) -> str:
    if units == "n":
        return f"{_ANY}({_NUMBER})"
    codes = [_code(scale + ("" if unit == "-" else unit)) for unit in units.split("|") for scale in ("", "万", "亿")]
    return f"[{''.join(codes)}]({_NUMBER})"


@dataclass(frozen=True, slots=True)
class Claim:
    """A pattern's claim on one number."""

    quantity: int
    indicator: str
    pattern: Pattern
    start: int  # of the match, in the squeezed text
    end: int
    nearness: int


@cache
def patterns() -> tuple[Pattern, ...]:
    return tuple(
        Pattern(row["pattern"], tuple(row["indicators"].split(";")), row["within"], row["entity"], row["period"])
        for row in read_table(DATA / "prose.csv")
    )


def claims(text: Marked, before: str = "") -> dict[int, Claim]:
    """For each number that a pattern knows the best claim; `before` are headings and sentences before the text."""
    found: dict[int, Claim] = {}
    for pattern in patterns():
        if pattern.literal in text.text:
            for claim in _claims_of(pattern, text, before):
                known = found.get(claim.quantity)
                if known is None or _rank(claim) > _rank(known):
                    found[claim.quantity] = claim
    return found


def _rank(claim: Claim) -> tuple[int, int]:
    return claim.pattern.weight, claim.nearness


def _claims_of(pattern: Pattern, text: Marked, before: str) -> Iterator[Claim]:
    regex = pattern.regex
    at = 0
    while match := regex.search(text.text, at):
        at = match.start() + 1
        start = text.places[match.start()]
        if pattern.anchored and start not in text.openings:
            continue
        nearness = _nearness(pattern, text.text, match.end(), before)
        if nearness is None:
            continue
        for indicator, number in zip(pattern.indicators, match.groups(), strict=False):
            if indicator != "-":
                place = ord(number) - _NUMBERS
                yield Claim(place, indicator, pattern, start, text.places[match.end()], nearness)


def _nearness(pattern: Pattern, text: str, end: int, before: str) -> int | None:
    """Minus the distance to the words that must stand before; None when they do not."""
    if not pattern.context:
        return 0
    whole = before + text[:end]
    last = max((m.end() for m in pattern.context.finditer(whole)), default=-1)
    return None if last < 0 else last - len(whole)
