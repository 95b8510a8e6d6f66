"""A trend in a cell: for each year a dot at one of four heights, joined to the next year where that may be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from db.view import Point
from db.views.composed import year_label
from tui.signs import ascii_only

HEIGHTS = 4
LEFT, RIGHT = (0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08)
"""Dots of a braille sign in its two columns, from below."""
BRAILLE = 0x2800
LETTERS = "_.-'"
"""The heights in ASCII: twice where a year is joined to the next, so that both drawings have two columns a year."""


def drawn_trend(points: Sequence[Point]) -> str:
    """A cell for each year, in ASCII two; a blank for a year without a figure."""
    return "".join(_letters(*year) if ascii_only() else _dots(*year) for year in _years(points)).rstrip()


def told_trend(points: Sequence[Point]) -> str:
    """The figures that it stands for: 2023/24 7984; 2024/25 5084 #."""
    figures = [point for point in points if point.cell.number is not None]
    return "; ".join(f"{year_label(p.year)} {p.cell.text}{' #' if p.apart else ''}" for p in figures)


Height = int | None


def _years(points: Sequence[Point]) -> Iterator[tuple[Height, Height]]:
    """Of each year its height, and the one to which it is joined; None where there is no such."""
    numbers = [number for point in points if (number := point.cell.number) is not None]
    least, most = min(numbers, default=0), max(numbers, default=0)
    for point, after in zip_longest(points, points[1:]):
        joined = None if after is None or after.apart else _height(after, least, most)
        yield _height(point, least, most), joined


def _height(point: Point, least: float, most: float) -> Height:
    """From 0 to 3; in the middle where all figures are the same."""
    number = point.cell.number
    if number is None:
        return None
    return round((HEIGHTS - 1) * (number - least) / (most - least)) if most > least else HEIGHTS // 2


def _dots(height: Height, joined: Height) -> str:
    if height is None:
        return " "
    between = range(min(height, joined) + 1, max(height, joined)) if joined is not None else ()
    path = [] if joined is None else [*between] or [height]
    return chr(BRAILLE + LEFT[height] + sum(RIGHT[at] for at in path))


def _letters(height: Height, joined: Height) -> str:
    if height is None:
        return "  "
    return LETTERS[height] * (1 if joined is None else 2) + " " * (joined is None)
