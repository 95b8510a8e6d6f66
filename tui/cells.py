"""How text takes its place on a terminal where rich is not at hand: Chinese characters fill two cells, combining marks
none. Help and plain output count by this, for they have to start faster than rich does; ambiguous width is one cell, as
in rich, unless the settings say two.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def cells(text: str) -> int:
    """Cells that the text fills."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


_WIDE = {"W", "F"}


def count_ambiguous_as(width: int) -> None:
    """Characters of ambiguous width fill so many cells from now on: 1 or 2 (see `tui.width`)."""
    (_WIDE.add if width == 2 else _WIDE.discard)("A")
    _cells_of.cache_clear()


@lru_cache(maxsize=8192)
def _cells_of(character: str) -> int:
    if unicodedata.east_asian_width(character) in _WIDE and unicodedata.category(character) not in ("Mn", "Me", "Cf"):
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled up with spaces to `width` cells, at its left side for `right`; a longer one stays whole."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


_NOT_FIRST = frozenset("，。、；：！？）》】」』”’…,.;:!?)]}%")
_NOT_LAST = frozenset("（《【「『“‘([{")


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at spaces and between Chinese characters, not before a closing mark."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and cells(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line or not lines else lines


def folded(text: str, width: int) -> list[str]:
    """As `wrapped`, and what may not be broken is broken all the same where it is wider than a line."""
    return [part for line in wrapped(text, width) for part in _chopped(line, width)]


def _chopped(line: str, width: int) -> list[str]:
    parts = [""]
    for character in line:
        if parts[-1] and cells(parts[-1]) + _cells_of(character) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _pieces(text: str) -> list[str]:
    """What may not be broken: words with the space that follows, Chinese characters with their punctuation."""
    pieces: list[str] = []
    for character in text:
        if pieces and not _may_break(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    return before == " " or _cells_of(before) == 2 or _cells_of(after) == 2
