"""Text in a given number of cells, counted as Textual counts them; what does not fit is cut with a mark, never without.

Wants literal text (`tui.celltext.literal`): it holds no character that joins others, so that widths add up.
"""

from __future__ import annotations

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
