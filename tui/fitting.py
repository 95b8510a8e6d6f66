"""Text in a given number of cells, counted as Textual counts them; what does not fit is cut with a mark, never without.

Wants literal text (`tui.celltext.literal`): it holds no character that joins others, so that widths add up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from itertools import chain, groupby, takewhile

from rich.cells import cell_len

from tui.celltext import CUT

SHORTENED_LEAST = 8  # cells for both ends of a name; with less, its beginning alone


def cut(text: str, width: int) -> str:
    """The text when it fits into `width` cells, else as much as does with a mark at its end."""
    if cell_len(text) <= width:
        return text
    return _within(text, width - len(CUT)) + CUT[:width]


def shortened(name: str, width: int) -> str:
    """The name when it fits into `width` cells, else both ends of it with a mark between: 庆阳..专业学校."""
    room = width - len(CUT)
    if cell_len(name) <= width or room < SHORTENED_LEAST:
        return cut(name, width)
    head = _within(name, (room + 1) // 2)
    tail = _within(name[::-1], room - cell_len(head))[::-1]
    return head + CUT + tail


def around(text: str, hit: str, width: int) -> str:
    """The text when it fits into `width` cells, else what stands around a part of it, marked where it is cut."""
    at = text.find(hit)
    if cell_len(text) <= width or at < 0:
        return cut(text, width)
    rest = cell_len(text[at:])
    lead = max((width - cell_len(hit)) // 2, width - rest) - len(CUT)
    start = at - len(_within(text[:at][::-1], lead))
    return CUT + cut(text[start:], width - len(CUT)) if start > 0 else cut(text, width)


def told_apart(name: str, width: int, others: Iterable[str], shorten: Callable[[str, int], str] = shortened) -> str:
    """The name as `shorten` has it, unless one of the others would read the same: then with what tells them apart."""
    said = shorten(name, width)
    others = [other for other in others if other != name]
    alike = [other for other in others if shorten(other, width) == said] if said != name else []
    telling: set[int] = set()
    while new := {min(_shared(name, other), len(name) - 1) for other in alike} - telling:
        telling |= new
        if cell_len(_with_gaps(name, telling)) > width:
            break
        said = _keeping(name, telling, width)
        reads = re.compile(".*".join(map(re.escape, said.split(CUT))))
        alike = [other for other in others if reads.fullmatch(other)]
    return said


def _keeping(name: str, telling: Collection[int], width: int) -> str:
    """The characters at these places, which fit into `width` cells, and as much of both ends as fits beside them."""
    kept = {*telling}
    inwards = zip(range(len(name)), reversed(range(len(name))), strict=True)
    for place in chain.from_iterable(inwards):
        if cell_len(_with_gaps(name, kept | {place})) <= width:
            kept.add(place)
    return _with_gaps(name, kept)


def _with_gaps(name: str, kept: Collection[int]) -> str:
    """The characters at these places, with a mark for those between."""
    pieces = groupby(range(len(name)), key=lambda place: place in kept)
    return "".join("".join(name[place] for place in places) if is_kept else CUT for is_kept, places in pieces)


def _shared(name: str, other: str) -> int:
    """Characters with which both begin."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False)))


def _within(text: str, room: int) -> str:
    """As much of the text as fits, without a mark."""
    for index, character in enumerate(text):
        room -= cell_len(character)
        if room < 0:
            return text[:index]
    return text


def fitted(text: str, width: int, right: bool = False) -> str:
    """The text in exactly `width` cells."""
    text = cut(text, width)
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
