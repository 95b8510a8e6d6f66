"""Sentences as they were before pages broke them: paragraphs joined, each character with its line.

A text ready to be searched has no blanks, half-width digits and full-width Chinese punctuation; what was printed, and
where, is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.model import TextLine
from loaders.captions import caption_of, footnote_of, is_bare_number, is_figure_caption, is_note, unit_of
from loaders.headings import is_annex_heading
from loaders.material import Block, Document, Grid, Heading, Paragraph, PrintedTable
from loaders.sections import Section, case_title

_END = re.compile(r"[。！？!?；;”」』）)…]\s*$")
_INVISIBLE = "\u200b\ufeff"
_HALF = str.maketrans("０１２３４５６７８９％．－＋", "0123456789%.-+")
_FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_CLOSING_QUOTE = re.compile(r"[”」』）)]\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph put together: `text` squeezed, `printed` as it stands, `places[i]` where `text[i]` stands in it."""

    text: str
    printed: str
    places: tuple[int, ...]
    lines: tuple[int, ...]  # line of each character of `text`
    section: str  # number of the section: 2.1.3, 二（一）, 前言
    case: str = ""  # title of the case study it belongs to
    heading: tuple[str, ...] = ()  # headings it stands under, outermost first
    parts: tuple[Paragraph, ...] = ()  # as the lines of the document give them

    def as_printed(self, start: int, end: int) -> str:
        return self.printed[self.places[start] : self.places[end - 1] + 1]


@dataclass(frozen=True, slots=True)
class Title:
    """A caption of a picture, or the heading of a case study (then `case` is its title)."""

    text: str  # as printed, number included
    line: int
    section: str
    case: str = ""


def lines_of(tables: Sequence[PrintedTable]) -> frozenset[int]:
    """The lines that tables take up."""
    return frozenset(row.line for table in tables for row in table.rows)


def text_of(text: Sequence[Passage]) -> tuple[TextLine, ...]:
    """The running text, line by line."""
    lines = (TextLine(part.line, passage.section, part.text) for passage in text for part in passage.parts)
    return tuple({line.line: line for line in lines}.values())


def titles(document: Document, hidden: frozenset[int] = frozenset()) -> Iterator[Title]:
    """Captions of pictures and headings of cases, in order, with the sections they stand in."""
    section = Section()
    for block in document.blocks:
        if isinstance(block, Grid) or block.line in hidden:
            continue
        case = case_title(block.text) if len(block.text) < 60 else ""
        if isinstance(block, Heading):
            section.enter(block)
        if case or is_figure_caption(block.text):
            yield Title(block.text, block.line, section.number, case)


def passages(document: Document, hidden: frozenset[int] = frozenset()) -> Iterator[Passage]:
    """All paragraphs of the document that are sentences; lines in `hidden` belong to tables."""
    section = Section()
    open_parts: list[Paragraph] = []
    blocks = [block for block in document.blocks if not _is_silent(block, hidden)]
    for block in blocks:
        if open_parts and not _goes_on(open_parts[-1], block, by_lines=not document.places):
            yield _joined(open_parts, section)
            open_parts = []
        if isinstance(block, Heading):
            section.enter(block)
        elif isinstance(block, Paragraph) and case_title(block.text) and len(block.text) < 60:
            section.case = case_title(block.text)
        elif isinstance(block, Paragraph):
            open_parts.append(block)
    if open_parts:
        yield _joined(open_parts, section)


def _is_silent(block: Block, hidden: frozenset[int]) -> bool:
    """Captions, notes, footnotes and page numbers stand between sentences and are none."""
    if isinstance(block, Grid):
        return True
    text = block.text
    if caption_of(text) or (is_figure_caption(text) and not case_title(text)):
        return True
    if isinstance(block, Heading):
        return False
    if block.line in hidden or is_annex_heading(text):
        return True
    return bool(is_note(text) or footnote_of(text) or unit_of(text) or is_bare_number(text))


def _goes_on(before: Paragraph, block: Block, *, by_lines: bool) -> bool:
    """Whether a paragraph goes on in the next one: it ends without a mark that ends a sentence.

    `by_lines`: those of a text are its lines, and short ones that follow each other belong together.
    """
    if not isinstance(block, Paragraph) or case_title(block.text):
        return False
    if not _END.search(before.text):
        return len(before.text) > 15 or (by_lines and block.line == before.line + 1)
    quoted = _CLOSING_QUOTE.search(before.text) and re.match(r"[型的\u4e00-\u9fff“]", block.text)
    return bool(quoted and len(before.text) > 40 and not re.search(r"。[”」』）)]\s*$", before.text))


def _joined(parts: Sequence[Paragraph], section: Section) -> Passage:
    printed = "".join(part.text for part in parts)
    text: list[str] = []
    places: list[int] = []
    lines: list[int] = []
    place = 0
    for part in parts:
        for character in part.text:
            if not character.isspace() and character not in _INVISIBLE:
                text.append(character)
                places.append(place)
                lines.append(part.line)
            place += 1
    return Passage(
        _punctuated("".join(text).translate(_HALF)),
        printed,
        tuple(places),
        tuple(lines),
        section.number,
        section.case,
        tuple(heading.text for heading in section.headings),
        tuple(parts),
    )


def _punctuated(text: str) -> str:
    """Half-width marks between Chinese words become full-width; those inside numbers stay."""
    return re.sub(r"(?<!\d)[,:;()?!]|[,:;()?!](?!\d)", lambda match: _FULL[match[0]], text)
