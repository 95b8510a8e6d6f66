"""How a box over the explorer looks: part of the style of every screen that is one."""

from __future__ import annotations

BOX = """
    align: center middle;
    background: $background 60%;
    & > Vertical { width: 84%; max-width: 104; height: auto; max-height: 86%; background: $panel; padding: 1 2; }
    .-title { height: 1; color: $heading; text-style: bold; margin-bottom: 1; }
    .-hint { height: auto; color: $dim; margin-top: 1; }
    Grid { height: auto; max-height: 70vh; scrollbar-background: $panel; scrollbar-color: $cursor-row; }
"""
"""Of the box itself, of its title (class `-title`), of the keys at its foot (`-hint`) and of a grid in it."""


def room_in(width: int) -> int:
    """Cells of a text in the grid of a box, on a screen of this width."""
    return max(min(width * 84 // 100, 104) - 8, 20)
