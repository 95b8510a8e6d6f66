"""The line of chips: what keeps rows back, above the half in which it does; a click takes one away."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from tui.fitting import cut
from tui.frame import ActionLine, Piece

SIGN = " [x] "
LEAST = 8  # cells that a chip is shown in


class ChipLine(ActionLine):
    """Shown while there is a chip in either half."""

    DEFAULT_CSS = """
    ChipLine { display: none; }
    """

    listed: Sequence[str] = ()
    viewed: Sequence[str] = ()
    counted = ""
    list_width = 0

    def show(self, listed: Sequence[str], viewed: Sequence[str], counted: str, list_width: int) -> None:
        """Chips of list and view, how many rows these leave of the half in use; the list takes `list_width` cells."""
        self.listed, self.viewed, self.counted, self.list_width = listed, viewed, counted, list_width
        self.display = bool(listed or viewed)
        self.refresh()

    def pieces(self) -> Sequence[Piece]:
        width = self.content_size.width
        room = min(self.list_width, width) if self.viewed else width
        listed = self._chips("list", self.listed, room - self.GAP)
        taken = sum(piece.content.cell_length + self.GAP for piece in listed)
        gap = [Piece(Content(" " * (room - taken - self.GAP)), "", self.screen)] if self.viewed and room else []
        rest = width - (room if self.viewed else taken) - cell_len(self.counted) - self.GAP
        return [*listed, *gap, *self._chips("view", self.viewed, rest), self._said()]

    def _chips(self, half: str, texts: Sequence[str], room: int) -> list[Piece]:
        """As many as there is room for, the last of them first, cut where they are too wide."""
        pieces: list[Piece] = []
        for number, text in reversed(list(enumerate(texts))):
            if room < LEAST:
                break
            said = cut(f" {text}", max(room - len(SIGN), 1)) + SIGN
            action = f"drop_chip('{half}', {number})"
            pieces.insert(0, Piece(Content.styled(said, "$primary on $panel"), action, self.screen))
            room -= cell_len(said) + self.GAP
        return pieces

    def _said(self) -> Piece:
        return Piece(Content.styled(self.counted, "$dim"), "", self.screen)
