"""Characters of ambiguous width (“ ” — ① ℃ ·): one cell on most terminals, two on some Chinese ones.

Texts of documents are full of them, so where the terminal draws two, all that is measured has to count two: by us, by
rich and by Textual, which measures by rich. rich has no setting for it; its table of widths is exchanged here, and
nowhere else. Nothing is replaced in the texts, and while the width is one nothing is done at all.

The terminal is asked after the app has taken it over: one such character is written, then the place of the cursor is
asked for. The answer comes as an event like any other; if none comes, the width is one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from rich import cells as rich_cells
from rich import segment as rich_segment

from tui.cells import count_ambiguous_as

TWO = 2
PROBE = "\x1b7\x1b[H\u00b7\x1b[6n\x1b8"
"""Keep the cursor's place, go to the first cell, write a middle dot, ask where the cursor is, go back."""

_table: Callable[[], rich_cells.CellTable] = vars(rich_cells)["load_cell_table"]
_single = rich_cells._SINGLE_CELLS
_cached = (rich_cells.get_character_cell_size, rich_cells.cached_cell_len, rich_segment.Segment._split_cells)
_counted = 1


def wide_at(column: int) -> bool | None:
    """Whether the dot took two cells, by the cursor's column (from 0) behind it; None where that is no answer."""
    return {1: False, 2: True}.get(column)


def count_ambiguous(width: int) -> None:
    """From now on such a character counts as so many cells (1 or 2), in the whole program."""
    global _counted  # noqa: PLW0603 -- one terminal per process
    if width == _counted:
        return
    _counted = width
    count_ambiguous_as(width)
    wide = frozenset(_ambiguous()) if width == TWO else frozenset()
    table, single = _widened(_table(), wide), (_single - wide).issuperset
    for module, name, value in (
        (rich_cells, "load_cell_table", lambda _version="auto": table),
        (rich_cells, "_is_single_cell_widths", single),
        (rich_segment, "_is_single_cell_widths", single),
    ):
        setattr(module, name, value)
    for cached in _cached:
        cached.cache_clear()


def _ambiguous() -> Iterator[str]:
    """All of them that take a cell of their own; those for private use are left out."""
    for code in (*range(0xA1, 0xE000), *range(0xFFFD, 0xFFFE), *range(0x1F100, 0x1F1AE)):
        character = chr(code)
        if unicodedata.east_asian_width(character) == "A" and unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            yield character


def _widened(table: rich_cells.CellTable, characters: Iterable[str]) -> rich_cells.CellTable:
    """The table with these characters two cells wide."""
    wide = [(ord(character), ord(character), TWO) for character in characters]
    return table._replace(widths=tuple(sorted([*table.widths, *wide])))
