"""How much of the reports that are checked was read, and what was not understood, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.place import PLACE_WORDS
from db.view import Note, word, worded
from tui.celltext import literal, note_text
from tui.found import MISSED_WORDS, listed
from tui.i18n import _, translate

if TYPE_CHECKING:
    from db.library import Library
    from db.view import Cell, Row

_A_LINE = PLACE_WORDS["line"]
FEW = 5
"""Items of a list that are printed unless all are asked for."""


def read_line(library: Library, names: Sequence[str]) -> str:
    from db.views.findings import READ

    return note_text(Note(READ, library.reading(names)._asdict()))


def unread_lines(library: Library, names: Sequence[str], limit: int | None = FEW) -> Iterator[str]:
    """How much was read, and of each kind what was not understood, with its place."""
    yield read_line(library, names)
    for type_, heading in MISSED_WORDS.items():
        rows = library.view(ViewRequest("unclear", tuple(names)).having(type=type_)).rows()
        yield from listed(_(heading), [_item(row, len(names) != 1) for row in rows], limit)


def _item(row: Row, reported: bool) -> str:
    """1.1 line 9: 14321 人; the report before it where there are several."""
    text, _type, within, line, report = row.cells
    where = (report.text if reported else "", within.text, _placed(line))
    return literal(translate(word("{names}: {note}"), names=" ".join(filter(None, where)), note=text.text))


def _placed(line: Cell) -> str:
    return worded(line if line.word else line._replace(word=_A_LINE, values={"number": line.text}), _)
