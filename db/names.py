"""How a name is typed: as it is looked for, without an IME by its pinyin or its initials, in every reading.

Readings are pypinyin's, put right by `reference/pinyin_overrides.csv`; those that people try besides are in
`reference/readings.csv`. pypinyin is slow to import (0.25 s): only what writes names calls this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations, islice, product
from typing import NamedTuple

from db.folding import folded
from db.reference import FOLDER, read_table

_RUN = re.compile(r"([㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]+)|([a-z0-9]+)")
_LETTERS = re.compile(r"[^a-z0-9]")
_MOST_READINGS = 12
"""Of one name besides the right one: those with one character read otherwise come first."""


class Spelling(NamedTuple):
    """The columns of a name in the database: `readings` are pinyin and initials of the other readings, with spaces."""

    folded: str
    pinyin: str
    initials: str
    readings: str


class _Part(NamedTuple):
    """A character of a name, or a run of letters and digits in it, which is its own initials."""

    text: str
    read: str

    @property
    def initials(self) -> str:
        return self.read if self.text.isascii() else self.read[:1]


def spelling_of(text: str) -> Spelling:
    """All ways in which a name is typed."""
    parts = _parts(text)
    pinyin, initials = _spelled(parts)
    others = (way for reading in _other_readings(parts) for way in _spelled(reading))
    readings = dict.fromkeys(way for way in others if way not in (pinyin, initials))
    return Spelling(folded(text), pinyin, initials, " ".join(readings))


def pinyin_of(text: str) -> tuple[str, str]:
    """Pinyin without tones (ü is v) and initials: 庆阳市 → qingyangshi, qys.

    Letters and digits stay in both, all else is left out.
    """
    return _spelled(_parts(text))


def _spelled(parts: Iterable[_Part]) -> tuple[str, str]:
    held = tuple(parts)
    return "".join(part.read for part in held), "".join(part.initials for part in held)


def _parts(text: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for han, latin in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if latin:
            parts.append(_Part(latin, latin))
        for word in _cutter()(han) if han else ():
            parts += map(_Part, word, _read(word))
    return tuple(parts)


def _other_readings(parts: tuple[_Part, ...]) -> Iterator[tuple[_Part, ...]]:
    """The name with one ambiguous character read otherwise, then with two, and so on, up to a bound."""
    choices = {
        i: others for i, part in enumerate(parts) if (others := _ambiguous().get(part.text, set()) - {part.read})
    }

    def ways() -> Iterator[tuple[_Part, ...]]:
        for number in range(1, len(choices) + 1):
            for places in combinations(choices, number):
                for reads in product(*(sorted(choices[place]) for place in places)):
                    chosen = dict(zip(places, reads, strict=True))
                    yield tuple(_Part(part.text, chosen.get(i, part.read)) for i, part in enumerate(parts))

    return islice(ways(), _MOST_READINGS)


@cache
def _ambiguous() -> dict[str, set[str]]:
    return {row["character"]: set(row["readings"].split()) for row in read_table(FOLDER / "readings.csv")}


@cache
def _read(word: str) -> tuple[str, ...]:
    """Syllables of a word as pypinyin cuts them: it reads each by itself, so few of them are read for many names."""
    import pypinyin

    return tuple(_LETTERS.sub("", syllable) for syllable in pypinyin.lazy_pinyin([word]))


@cache
def _cutter() -> Callable[[str], Iterable[str]]:
    """pypinyin's own cutter, once it knows the overrides."""
    import pypinyin
    from pypinyin.seg import mmseg

    rows = [(row["text"], row["pinyin"].split()) for row in read_table(FOLDER / "pinyin_overrides.csv")]
    pypinyin.load_single_dict({ord(text): syllables[0] for text, syllables in rows if len(text) == 1})
    pypinyin.load_phrases_dict({text: [[s] for s in syllables] for text, syllables in rows if len(text) > 1})
    cut: Callable[[str], Iterable[str]] = mmseg.seg.cut
    return cut
