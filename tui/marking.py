"""The line that says what is marked (see `tui.marks`)."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from db.view import word
from tui.celltext import literal
from tui.fitting import cut
from tui.frame import ActionLine, Piece
from tui.i18n import translate
from tui.marks import marked_names


class MarkLine(ActionLine):
    """How many are marked, and which; there only while something is. A click asks to change them."""

    DEFAULT_CSS = """
    MarkLine { height: 1; color: $heading; padding: 0 2; display: none; }
    """

    marks: Sequence[str] = ()

    def show(self, marks: Sequence[str]) -> None:
        self.marks = marks
        self.display = bool(marks)
        self.refresh()

    def pieces(self) -> Sequence[Piece]:
        names = "、".join((*marked_names(self.marks, "region"), *marked_names(self.marks, "school")))
        if indicators := len(marked_names(self.marks, "indicator")):
            names = " / ".join(filter(None, (names, translate(word("indicators: {n}"), n=indicators))))
        said = translate(word("{n} marked, = compares, P changes: {names}"), n=len(self.marks), names=literal(names))
        return [Piece(Content(cut(said, max(self.content_size.width, 1))), "marks", self.screen)]
