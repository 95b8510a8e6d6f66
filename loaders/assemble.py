"""Tables put together from a document: which caption, number, section, period, unit and notes belong to which rows.

Captions stand above or below; which is the rule is seen from the whole document, exceptions from each table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, takewhile

from loaders.captions import (
    Caption,
    caption_of,
    caption_text,
    footnote_of,
    is_aside,
    is_note,
    is_title,
    unit_of,
    without_unit,
)
from loaders.headers import filled, header_rows, squeezed
from loaders.headings import without_number
from loaders.material import Block, Document, Grid, GridRow, Heading, Paragraph, PrintedTable
from loaders.pages import Draft, drafts
from loaders.rosters import roster_title, with_rosters
from loaders.sections import context_before, heading_before, in_annex, period_before, school_year_of, section_at


@dataclass(slots=True)
class _Titled:
    """A draft with the caption that was found for it, and where."""

    draft: Draft
    caption: Caption = field(default_factory=lambda: Caption("", ""))
    place: int = -1  # block of the caption; -1: none


def assemble(document: Document) -> tuple[PrintedTable, ...]:
    """All tables of the document, in order, keys unique.

    Every filled cell of a grid is in a table's rows, caption, unit or notes, but for rules and repeated headers.
    """
    blocks = with_rosters(tuple(_whole_captions(_unpacked(document.blocks))))
    tables = _titled(drafts(blocks), blocks)
    keys = _keys(tables, blocks)
    year = school_year_of(blocks)
    return tuple(_printed(table, key, blocks, year) for table, key in zip(tables, keys, strict=True))


# --- what stands inside a grid and is no row of it ---


def _unpacked(blocks: Sequence[Block]) -> Iterator[Block]:
    """Captions, units and notes printed as rows of one cell leave their grids, each to where it is found again."""
    for block in blocks:
        yield from _parts(block) if isinstance(block, Grid) else (block,)


def _parts(grid: Grid) -> Iterator[Block]:
    rows: list[GridRow] = []
    for i, row in enumerate(grid.rows):
        text = "".join(row.cells) if filled(row) == 1 else ""
        if not text or not _leaves(text, rows, grid.rows[i + 1 :]):
            rows.append(row)
            continue
        if rows:
            yield Grid(tuple(rows))
        rows = []
        yield Paragraph(text, row.line)
    if rows:
        yield Grid(tuple(rows))


def _leaves(text: str, before: Sequence[GridRow], after: Sequence[GridRow]) -> bool:
    """A caption leads rows of its own, a unit stands above all rows, a note below some."""
    if caption_of(text):
        return any(filled(row) > 1 for row in after[:1])
    return bool(after and not before and unit_of(text)) or bool(before and is_note(text))


# --- captions ---


def _whole_captions(blocks: Iterable[Block]) -> Iterator[Block]:
    """A caption that fell into two lines, `表 1` and its text, is put together."""
    joined = False
    for block, after in pairwise([*blocks, None]):
        if joined or block is None:
            joined = False
        elif not isinstance(block, Grid) and isinstance(after, Paragraph) and _lacks_text(block.text, after):
            yield replace(block, text=f"{block.text} {after.text}")
            joined = True
        else:
            yield block


def _lacks_text(text: str, after: Paragraph) -> bool:
    caption = caption_of(text)
    if not caption or not caption.number or caption.text:
        return False
    return is_title(after.text) and not is_aside(after) and not caption_of(after.text)


def _titled(found: Sequence[Draft], blocks: Sequence[Block]) -> list[_Titled]:
    above = [_caption_near(blocks, range(d.first - 1, -1, -1)) for d in found]
    below = [_caption_near(blocks, range(d.last + 1, len(blocks))) for d in found]
    _give_to_the_nearer(found, blocks, above, below)
    first, second = (above, below) if _count(above) >= _count(below) else (below, above)
    taken = {place for place in first if place >= 0}
    places = [a if a >= 0 else (b if b not in taken else -1) for a, b in zip(first, second, strict=True)]
    return [_with_caption(draft, place, blocks) for draft, place in zip(found, places, strict=True)]


def _give_to_the_nearer(found: Sequence[Draft], blocks: Sequence[Block], above: list[int], below: list[int]) -> None:
    """A caption between two tables that stands right on one of them is not the other's."""
    for i, (upper, lower) in enumerate(pairwise(found)):
        if below[i] < 0 or below[i] != above[i + 1]:
            continue
        line = blocks[below[i]].line
        on_upper, on_lower = line - upper.rows[-1].line == 1, lower.rows[0].line - line == 1
        if on_upper != on_lower:
            (above if on_upper else below)[i + on_upper] = -1


def _count(places: Sequence[int]) -> int:
    return sum(place >= 0 for place in places)


def _caption_near(blocks: Sequence[Block], places: range) -> int:
    """The block of the caption next to a table on one side, over notes and lines of unit; -1 if there is none."""
    for place in places:
        caption = caption_of(caption_text(blocks[place]))
        if caption and not caption.again:
            return place
        if not caption and not is_aside(blocks[place]):
            return -1
    return -1


def _with_caption(draft: Draft, place: int, blocks: Sequence[Block]) -> _Titled:
    if place >= 0 and (caption := caption_of(caption_text(blocks[place]))):
        return _Titled(draft, caption, place)
    text, unit = without_unit(_title_above(draft, blocks))
    return _Titled(draft, Caption("", text, unit=unit))


def _title_above(draft: Draft, blocks: Sequence[Block]) -> str:
    """Title of a table without number: the short line before it, or its heading without the number."""
    if not draft.header and (title := roster_title(blocks[: draft.first])):
        return re.sub(r"(?:如下)?[：:]?$", "", title)
    place = next((i for i in range(draft.first - 1, -1, -1) if not is_aside(blocks[i])), -1)
    text = caption_text(blocks[place]) if place >= 0 else ""
    if isinstance(blocks[place], Heading):
        return without_number(text)
    return text.rstrip("：:") if text and is_title(text) else ""


# --- keys ---


def _keys(tables: Sequence[_Titled], blocks: Sequence[Block]) -> list[str]:
    """表3, 附表3, or @LINE for tables without number and for a number that is taken."""
    numbers = Counter(t.caption.number for t in tables if t.caption.number and not _is_annex(t, blocks))
    twice = any(n > 1 for n in numbers.values())
    taken: set[str] = set()
    keys = []
    for table in tables:
        key = _key(table, _is_annex(table, blocks) or (twice and _has_annex_form(table.draft)))
        if key in taken:
            key = f"@{table.draft.rows[0].line}"
        taken.add(key)
        keys.append(key)
    return keys


def _key(table: _Titled, annex: bool) -> str:
    if not table.caption.number:
        return f"@{table.draft.rows[0].line}"
    return ("附表" if annex else "表") + table.caption.number


def _is_annex(table: _Titled, blocks: Sequence[Block]) -> bool:
    return table.caption.annex or in_annex(blocks, table.draft.first)


def _has_annex_form(draft: Draft) -> bool:
    """The form that every province, city and school fills in: 指标, 单位 and columns of years."""
    cells = [squeezed(cell) for row in draft.header for cell in row.cells]
    return "单位" in cells and all(any(re.match(form, cell) for cell in cells) for form in ("指标", r"20\d\d"))


# --- the table ---


def _printed(table: _Titled, key: str, blocks: Sequence[Block], school_year: str) -> PrintedTable:
    draft, caption = table.draft, table.caption
    return PrintedTable(
        key=key,
        caption=caption.text,
        section=section_at(blocks, draft.first),
        heading=heading_before(blocks, draft.first),
        line=draft.rows[0].line,
        rows=tuple(draft.rows),
        header_rows=header_rows(draft.rows),
        period=period_before(blocks, draft.first, caption.text, school_year),
        context=context_before(blocks, draft.first, caption.text),
        unit=caption.unit or _unit_near(table, blocks),
        notes=tuple(_notes(table, blocks)),
        repaired=tuple(draft.repaired),
    )


def _asides(table: _Titled, blocks: Sequence[Block]) -> Iterator[str]:
    """Lines between caption and table, between its halves, and beside it, that are no sentences of the text."""
    first, last = _extent(table)
    yield from (caption_text(block) for block in blocks[first : last + 1] if is_aside(block))
    for side in (reversed(blocks[:first]), blocks[last + 1 :]):
        yield from map(caption_text, takewhile(is_aside, side))


def _extent(table: _Titled) -> tuple[int, int]:
    """First and last block of the table with its caption."""
    places = [table.draft.first, table.draft.last, *([table.place] if table.place >= 0 else [])]
    return min(places), max(places)


def _unit_near(table: _Titled, blocks: Sequence[Block]) -> str:
    return next((unit for text in _asides(table, blocks) if (unit := unit_of(text))), "")


def _notes(table: _Titled, blocks: Sequence[Block]) -> Iterator[str]:
    """Notes between the halves and below; of the footnotes the one whose mark the caption bears."""
    first, last = table.draft.first, _extent(table)[1]
    beside = [*blocks[first : last + 1], *takewhile(is_aside, blocks[last + 1 :])]
    yield from (text for text in map(caption_text, beside) if is_note(text))
    footnotes = (footnote for block in blocks[first:] if (footnote := footnote_of(caption_text(block))))
    yield from islice((text for mark, text in footnotes if mark == table.caption.mark), 1)
