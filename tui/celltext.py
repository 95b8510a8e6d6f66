"""What a cell of a view says: literal text, grouped numbers, words for what is missing, marks after the number.

Both the explorer and the command line speak through it; nothing heavy is imported.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from db.place import PLACE_WORDS, Place
from db.terms import Status
from db.view import Cell, Column, ColumnKind, Note, marks_of, said, word, worded
from tui.i18n import _, language, translate

CUT = ".."
"""Stands at the end of a text that goes on (see `tui.fitting`)."""

GLOSS_GAP = "  "

STATUS_WORDS = {
    Status.BLANK: word("blank"),
    Status.DASH: "--",
    Status.NOT_APPLICABLE: word("n/a"),
    Status.UNREADABLE: word("unreadable"),
    Status.LOST: word("lost"),
}

LEGEND = (
    ("=", word("computed from printed figures")),
    ("~", word("comparable, but read the note below")),
    ("#", word("not comparable, therefore not set against the others")),
    ("+1", word("one more value is printed elsewhere; o lists them")),
    ("^", word("moved back to its column, or put together again; compare with the printed report")),
    ("!", word("the audit found something that does not agree here; a opens it")),
    ("--", word("a dash was printed: not reported")),
    (STATUS_WORDS[Status.BLANK], word("an empty cell was printed; it is not 0")),
    (STATUS_WORDS[Status.LOST], word("the conversion of the document lost the cell; it is not 0")),
    (STATUS_WORDS[Status.NOT_APPLICABLE], word("does not apply")),
    (STATUS_WORDS[Status.UNREADABLE], word("something stands there that is no number")),
    (CUT, word("the text goes on; the line at the foot shows it whole")),
    ("*", word("marked for comparison")),
    (word("Trend"), word("a dot for each year there is, joined where years may be compared; a blank: no figure")),
)
"""Every mark and what it means, for the help."""


def meanings(cell: Cell) -> list[str]:
    """What the marks of a cell say, or that no number stands in it, each with the mark."""
    legend = dict(LEGEND)
    marks = ["+1" if mark.startswith("+") else mark for mark in marks_of(cell)]
    missing = [] if cell.text or cell.status not in STATUS_WORDS else [STATUS_WORDS[cell.status]]
    drawn = ["Trend"] if cell.points else []
    return [f"{_(mark)}  {_(legend[mark])}" for mark in (*missing, *marks, *drawn) if mark in legend]


class Shown(NamedTuple):
    """`suffix` holds the marks that stand after the text; `tone` is computed, missing, trend or empty.

    `gloss` stands beside the text where there is room: what a Chinese term means, where English is spoken.
    """

    text: str
    suffix: str = ""
    tone: str = ""
    gloss: str = ""
    hit: str = ""  # the part of the text that was looked for

    @property
    def whole(self) -> str:
        """The text with its gloss."""
        return f"{self.text}{GLOSS_GAP}{self.gloss}" if self.gloss else self.text


def shown(cell: Cell, column: Column) -> Shown:
    if not cell.text and not cell.word and cell.status in STATUS_WORDS:
        return Shown(_(STATUS_WORDS[cell.status]), " ".join(marks_of(cell)), "missing")
    if cell.points:
        from tui.trends import drawn_trend

        return Shown(drawn_trend(cell.points), tone="trend")
    text = literal(worded(cell, _))
    if column.kind is ColumnKind.NUMBER:
        text = with_qualifier(cell, grouped(text))
    gloss = literal(cell.gloss) if cell.gloss and language() == "en" else ""
    return Shown(text, " ".join(marks_of(cell)), _tone(cell), gloss, literal(cell.hit))


def with_qualifier(cell: Cell, text: str) -> str:
    """The number with a word that stands before it: 超 40 000; one behind it is a mark, so that numbers are in line."""
    return text if not cell.qualifier or cell.qualifier.startswith("{}") else cell.qualifier.format(text)


def worded_place(place: Place) -> str:
    """Line, paragraph or row of a table; sheet and cell of a workbook."""
    return translate(PLACE_WORDS[place.kind], number=place.number, text=literal(place.text))


def heading(column: Column) -> str:
    """The column's name with its unit: what is data in it first, then words."""
    name = " ".join(filter(None, (literal(column.label), _(column.word))))
    return f"{name} {literal(column.unit)}" if column.unit else name


def file_heading(column: Column) -> str:
    """The same in a file."""
    return column.id if column.fixed else heading(column)


def _tone(cell: Cell) -> str:
    return "computed" if cell.mark == "=" else ""


_NUMBER = re.compile(r"([+-]?)(\d{4,})(\D.*|)", re.DOTALL)


def grouped(text: str) -> str:
    """16553 → 16 553, -1377.5 → -1 377.5; what is no number stays."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return text
    sign, digits, rest = match.groups()
    head = len(digits) % 3
    groups = [digits[:head]] * bool(head) + [digits[i : i + 3] for i in range(head, len(digits), 3)]
    return sign + " ".join(groups) + rest


_DECIMALS = re.compile(r"[+-]?[\d ]+(\.\d+)?")


def decimals(text: str) -> int:
    """Cells from the decimal point on, the point included; 0 for what has none."""
    match = _DECIMALS.fullmatch(text)
    return len(match[1] or "") if match else 0


def note_text(note: Note) -> str:
    """A remark in the language chosen, harmless as `literal` text is."""
    return literal(str(said(note, _)))


_JOINERS = dict.fromkeys((0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x2060, *range(0xFE00, 0xFE10), 0xFEFF))
_UNSAFE = {"Cc": "?", "Cf": "?", "Cn": "?", "Co": "?", "Cs": "?", "Zl": " ", "Zp": " "}


@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """The text on one line and harmless: never an escape sequence, never a character that changes its neighbours."""
    text = text.translate(_JOINERS)
    if text.isprintable():
        return text
    return "".join(" " if c in "\t\n\r\v\f\x85" else _UNSAFE.get(unicodedata.category(c), c) for c in text)
