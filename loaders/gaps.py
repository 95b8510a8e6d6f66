"""Where a text has a gap: a paragraph that breaks off before a numbered heading, a number that captions leave out.

A gap is a statement of nobody in the list `断页`: its item is the number left out (图19), else `正文`; its line is
where the text breaks off, else that of the caption after the gap. Nothing of the text itself is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.captions import is_figure_caption
from loaders.headings import number_of
from loaders.material import Block, Document, Grid, Heading, Paragraph, Statement

GAPS = "断页"

_CAPTION = re.compile(r"(?P<kind>附?图)\s*(?P<number>\d{1,3})(?![\d.．—–-])")
_PAGE = re.compile(r"[—–\-\s·]*\d{1,3}[—–\-\s·]*")
_END = re.compile(r"[。！？!?；;：:”」』）)…]\s*$")
_SENTENCE = 40  # characters of a paragraph that is more than a line of a list
_LONGEST_GAP = 3  # numbers; a greater step is another count

_Numbered = tuple[int, int]  # number, line


def gaps_of(document: Document, hidden: frozenset[int] = frozenset()) -> Iterator[Statement]:
    """The gaps of a text, by line; one that shows in both ways is told once. `hidden` lines belong to tables."""
    blocks = [block for block in document.blocks if isinstance(block, Grid) or block.line not in hidden]
    broken = list(_broken(blocks))
    for number, before, after in _left_out(blocks):
        within = next((line for line in broken if before[1] < line < after[1]), None)
        broken = [line for line in broken if line != within]
        yield _gap(within or after[1], f"图{number}", f"图{before[0]}—图{after[0]}")
    yield from (_gap(line, "正文", "") for line in broken)


def _gap(line: int, item: str, detail: str) -> Statement:
    return Statement(line, "", GAPS, item, "", detail=detail)


def _broken(blocks: list[Block]) -> Iterator[int]:
    """Lines of paragraphs without an end, followed by a numbered heading."""
    text = [b for b in blocks if isinstance(b, Grid) or not (_PAGE.fullmatch(b.text) or is_figure_caption(b.text))]
    for before, after in pairwise(text):
        if not isinstance(before, Paragraph) or len(before.text) <= _SENTENCE or _END.search(before.text):
            continue
        if isinstance(after, Heading) and number_of(after.text):
            yield before.line


def _left_out(blocks: list[Block]) -> Iterator[tuple[int, _Numbered, _Numbered]]:
    """Numbers that no caption of a picture bears, with those before and after."""
    found = [(int(match["number"]), block.line) for block in blocks if (match := _numbered(block))]
    borne = {number for number, _ in found}
    for before, after in pairwise(found):
        if 1 < after[0] - before[0] <= _LONGEST_GAP + 1:
            missing = (number for number in range(before[0] + 1, after[0]) if number not in borne)
            yield from ((number, before, after) for number in missing)


def _numbered(block: Block) -> re.Match[str] | None:
    """The number of a picture's caption; those of an annex are counted apart."""
    if isinstance(block, Grid) or not is_figure_caption(block.text):
        return None
    match = _CAPTION.match(block.text)
    return match if match and match["kind"] == "图" else None
