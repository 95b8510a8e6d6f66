"""How a name is typed without an IME: its pinyin and its initials.

Readings are pypinyin's, put right by `reference/pinyin_overrides.csv`. pypinyin is slow to import (0.25 s): only what
writes names calls this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from db.reference import FOLDER, read_table

_RUN = re.compile(r"([㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]+)|([a-z0-9]+)")
_LETTERS = re.compile(r"[^a-z0-9]")


def pinyin_of(text: str) -> tuple[str, str]:
    """Pinyin without tones (ü is v) and initials: 庆阳市 → qingyangshi, qys.

    Letters and digits stay in both, all else is left out.
    """
    syllables: list[str] = []
    initials: list[str] = []
    for han, latin in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        read = [syllable for word in _cutter()(han) for syllable in _read(word)] if han else [latin]
        syllables += read
        initials += [syllable[:1] for syllable in read] if han else [latin]
    return "".join(syllables), "".join(initials)


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
