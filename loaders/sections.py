"""Sections by their numbers, and what the text before a table says about it: its heading, the period named last, the
words of scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from db.period import find_period
from db.reference import read_table
from loaders.captions import DATA, caption_of, footnote_of, is_bare_number, is_figure_caption, is_note, unit_of
from loaders.headings import is_annex_heading, is_annex_open, number_of
from loaders.material import Block, Grid, Heading, Paragraph

_BELOW_ALL = 99  # deeper than any heading
_CASE = re.compile(r"(?:典型)?案例\s*(?:[\d一二三四五六七八九十]+)?\s*[.．、:：]?\s*(?P<title>.*)")
_IS_CASE = re.compile(r"(?:典型)?案例\s*[\d一二三四五六七八九十]")
_SCHOOL_YEAR = re.compile(r"20\d\d\s*[-—–－~～至/]{1,2}\s*(?:20)?\d\d\s*学年")


@dataclass(slots=True)
class Section:
    """The headings open at a place."""

    headings: list[Heading] = field(default_factory=list)
    case: str = ""

    def enter(self, heading: Heading) -> None:
        title = case_title(heading.text)
        self.case = title
        if is_annex_heading(heading.text):
            self.headings = [heading]
        elif not title and (number_of(heading.text) or not any(number_of(h.text) for h in self.headings)):
            self.headings = [h for h in self.headings if h.level < heading.level]
            self.headings.append(heading)

    @property
    def number(self) -> str:
        return section_number([heading.text for heading in self.headings])


def section_number(headings: Sequence[str]) -> str:
    """What names a section: its decimal number, its numbers from outside to inside, or its title when it has none."""
    found = ""
    for text in headings:
        number = number_of(text)
        if number and number.family == "decimal":
            found = ".".join(map(str, number.parts))
        elif number:
            found += _printed_number(text)
        elif not found:
            found = re.sub(r"\s", "", text)
    return found


def _printed_number(text: str) -> str:
    match = re.match(r"第?\s*([（(]?[一二三四五六七八九十\d]+[）)]?)", text)
    return match[1] if match else ""


def case_title(text: str) -> str:
    match = _CASE.fullmatch(text.strip()) if _IS_CASE.match(text.strip()) else None
    return match["title"] if match else ""


def section_at(blocks: Sequence[Block], place: int) -> str:
    """The number of the section that a block stands in, as sentences there have it."""
    section = Section()
    for block in blocks[:place]:
        if isinstance(block, Heading) and not caption_of(block.text):
            section.enter(block)
    return section.number


def heading_before(blocks: Sequence[Block], place: int) -> str:
    """The heading that a block stands under, as printed."""
    return next((b.text for b in reversed(blocks[:place]) if isinstance(b, Heading) and not caption_of(b.text)), "")


def in_annex(blocks: Sequence[Block], place: int) -> bool:
    return is_annex_open([b.text for b in blocks[:place] if isinstance(b, Heading) and not caption_of(b.text)])


def school_year_of(blocks: Sequence[Block]) -> str:
    """What a report means by 本学年: the school year that it names first, as printed; empty if it names none."""
    texts = (block.text for block in blocks if not isinstance(block, Grid))
    return next((match[0] for text in texts if (match := _SCHOOL_YEAR.search(text))), "")


def period_before(blocks: Sequence[Block], place: int, caption: str, school_year: str) -> str:
    """The period that the caption names, else the last one named before the table in its section or in what introduces
    the sections around it; empty if none is named. 本学年 is `school_year`."""
    texts = (caption, *(block.text for block in _speaking(blocks, place)))
    named = (find_period(text.replace("本学年", school_year) if school_year else text) for text in texts)
    return next(filter(None, named), "")


def _speaking(blocks: Sequence[Block], place: int) -> Iterator[Heading | Paragraph]:
    """Headings and sentences that speak for a block, the nearest first: those of its own section, then the openings of
    the sections around it, up to the chapter or the annex. What a section beside it says does not speak for it."""
    level = _BELOW_ALL
    held: list[Heading | Paragraph] = []
    for block in reversed(blocks[:place]):
        if isinstance(block, Grid) or not _is_statement(block):
            continue
        held.append(block)
        if isinstance(block, Heading) and (is_annex_heading(block.text) or number_of(block.text)):
            if block.level < level:
                yield from held
                level = block.level
            held = []
            if level <= 1 or is_annex_heading(block.text):
                return


def _is_statement(block: Heading | Paragraph) -> bool:
    text = block.text
    if caption_of(text) or is_figure_caption(text) or is_bare_number(text):
        return False
    return not (is_note(text) or footnote_of(text) or unit_of(text))


def context_before(blocks: Sequence[Block], place: int, caption: str) -> tuple[str, ...]:
    """Words of scope in the caption or in the paragraph that leads to the table."""
    text = caption + "\n" + _last_paragraph(blocks, place)
    return tuple(word for pattern, word in _patterns() if pattern.search(text))


def _last_paragraph(blocks: Sequence[Block], place: int) -> str:
    for block in reversed(blocks[:place]):
        if isinstance(block, Grid) or (isinstance(block, Heading) and not caption_of(block.text)):
            return ""
        if isinstance(block, Paragraph) and _is_statement(block):
            return block.text
    return ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["word"]) for row in read_table(DATA / "context.csv"))
