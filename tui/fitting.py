"""Text in a given number of cells, counted as Textual counts them; what does not fit is cut with a mark, never without.

Wants literal text (`tui.celltext.literal`): it holds no character that joins others, so that widths add up.
"""

from __future__ import annotations

from rich.cells import cell_len

from tui.celltext import CUT


def cut(text: str, width: int) -> str:
    """The text when it fits into `width` cells, else as much as does with a mark at its end."""
    if cell_len(text) <= width:
        return text
    room = max(width - len(CUT), 0)
    taken = 0
    for index, character in enumerate(text):
        taken += cell_len(character)
        if taken > room:
            return text[:index] + CUT[:width]
    return text


def fitted(text: str, width: int, right: bool = False) -> str:
    """The text in exactly `width` cells."""
    text = cut(text, width)
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
