"""A text as it is looked for: full-width letters, capitals, traditional characters and spaces make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
"""Blocks of Chinese characters, first and last."""
_VARIANTS = frozenset("乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽")
"""Traditional characters in GB 2312."""


def folded(text: str) -> str:
    """NFKC, lower case, simplified characters, no spaces: 環縣 職專 → 环县职专, ＨＸ → hx."""
    return "".join(simplified(unicodedata.normalize("NFKC", text)).casefold().split())


def spelled(text: str) -> str:
    """The letters of a text typed as pinyin or initials (full-width ones too, tones left out, ü as v), else empty."""
    bare = re.sub("[\\s'’]", "", unicodedata.normalize("NFKC", text)).lower()
    letters = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", bare).replace("u\u0308", "v"))
    return letters if letters.isascii() and letters.isalnum() else ""


def simplified(text: str) -> str:
    """Each traditional character as its simplified one. The converter is loaded only where there may be one."""
    return "".join(map(_simplified, text)) if not text.isascii() else text


@lru_cache(maxsize=8192)
def _simplified(character: str) -> str:
    return _converter().convert(character) if _is_han(character) and _may_be_traditional(character) else character


def _is_han(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _HAN)


def _may_be_traditional(character: str) -> bool:
    """Whether GB 2312, which holds the simplified characters in common use, lacks it or has it as a variant."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return character in _VARIANTS


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
