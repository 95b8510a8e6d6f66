"""Where a bar stands in the cells of its column: right of zero, or left of it where it is negative."""

from __future__ import annotations

from typing import NamedTuple

from tui.signs import ascii_only

ZERO_SIGN = "|"
FILLS = ("+", "-")


class Bar(NamedTuple):
    """Cells `start` to `end` of a column; `zero` is the cell of the line at zero, None where all bars begin at it."""

    start: int
    end: int
    zero: int | None
    negative: bool

    def fill(self, *, signed: bool) -> str:
        """What the bar is filled with: blanks, for its colour makes it; signs where it may have none."""
        sign = FILLS[self.negative] if signed or ascii_only() else " "
        return sign * (self.end - self.start)

    def beside(self, width: int) -> tuple[str, str]:
        """What is left and right of it in so many cells."""
        line = " " * width if self.zero is None else " " * self.zero + ZERO_SIGN + " " * (width - self.zero - 1)
        return line[: self.start], line[self.end : width]


def laid(share: float | None, span: tuple[float, float], width: int) -> Bar:
    """A bar of this share in so many cells; what is not 0 is seen. None: there is no bar."""
    least, most = span
    if least >= 0:
        return Bar(0, _cells(share or 0.0, most, width), None, negative=False)
    zero = min(max(round((width - 1) * -least / (most - least)), 1), width - 1 - (most > 0))
    if share is None or share >= 0:
        return Bar(zero + 1, zero + 1 + _cells(share or 0.0, most, width - 1 - zero), zero, negative=False)
    return Bar(zero - _cells(share, least, zero), zero, zero, negative=True)


def _cells(share: float, whole: float, room: int) -> int:
    return min(max(round(share / whole * room), 1), room) if share else 0
