"""How a table that pages tore apart is put together: halves joined, repeated headers dropped, rows and headers mended.

Two pieces are one table when the second goes on where the first stopped: the same header again, the next serial number,
rows of the same make. A caption or a heading between them, a total at the end of the first, another header, or labels
that start over keep them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.captions import Caption, caption_of, caption_text, is_aside, is_bare_number, is_figure_caption
from loaders.headers import (
    has_figures,
    header_rows,
    is_banded,
    is_figure,
    is_header_like,
    is_total,
    mended,
    reads_like_header,
    same_cells,
    squeezed,
)
from loaders.material import Block, Grid, GridRow, Heading, Paragraph

_LONGEST_CELL = 40  # characters of a cell that fell out of its row


@dataclass(slots=True)
class Draft:
    """A table in the making: rows and the range of blocks that it was made from."""

    rows: list[GridRow]
    first: int
    last: int
    above: tuple[Caption, ...] = ()  # captions directly above, which a page may repeat
    repaired: list[int] = field(default_factory=list)

    @property
    def header(self) -> list[GridRow]:
        return self.rows[: header_rows(self.rows)]

    @property
    def body(self) -> list[GridRow]:
        return self.rows[header_rows(self.rows) :]


def drafts(blocks: Sequence[Block]) -> list[Draft]:
    """All tables of a document, in order."""
    found: list[Draft] = []
    for i, block in enumerate(blocks):
        if not isinstance(block, Grid):
            continue
        if found and _goes_on(found[-1], blocks[found[-1].last + 1 : i], block.rows):
            _append(found[-1], block.rows, i)
        else:
            found.append(Draft(_without_repeats(block.rows), i, i, _captions(blocks[max(0, i - 3) : i])))
        _mend_header(found[-1])
        _mend_fallen_rows(found[-1], blocks)
    return found


def _append(draft: Draft, rows: Sequence[GridRow], last: int) -> None:
    draft.rows = _without_repeats([*draft.rows, *rows])
    draft.last = last


def _without_repeats(rows: Sequence[GridRow]) -> list[GridRow]:
    """Rows without those that say the header again."""
    header = rows[: header_rows(rows)]
    return [row for i, row in enumerate(rows) if i < len(header) or not any(same_cells(row, h) for h in header)]


def _mend_header(draft: Draft) -> None:
    """Rows of one line are of a table that no conversion tore apart (DOCX)."""
    while len(draft.rows) > 1 and draft.rows[0].line != draft.rows[1].line:
        header = mended(draft.rows[0], draft.rows[1])
        if header is None:
            return
        draft.repaired.append(header.line)
        draft.rows[:2] = [header]


# --- joining ---


def _goes_on(draft: Draft, gap: Sequence[Block], rows: Sequence[GridRow]) -> bool:
    """Whether a grid continues the table before it, over what stands between them."""
    if _is_parted(draft, gap) or _starts_over(draft, rows):
        return False
    between = [block for block in gap if not _is_passed_over(block)]
    if _repeats_header(draft, rows) or _next_serial(draft, rows) or _ends_header(draft, rows):
        return not between or _is_broken_text(between)
    if between:
        return _is_broken_text(between) and _is_alike(draft, rows) and any(map(has_figures, rows))
    return _is_alike(draft, rows) or is_banded([*draft.rows, *rows])


def _is_parted(draft: Draft, gap: Sequence[Block]) -> bool:
    """A heading between, or a caption other than the table's own and 续表."""
    headings = [block for block in gap if isinstance(block, Heading) and not caption_of(block.text)]
    return bool(headings) or any(not caption.again and caption not in draft.above for caption in _captions(gap))


def _captions(blocks: Sequence[Block]) -> tuple[Caption, ...]:
    return tuple(caption for block in blocks if (caption := caption_of(caption_text(block))))


def _is_passed_over(block: Block) -> bool:
    text = caption_text(block)
    return is_aside(block) or bool(caption_of(text)) or is_figure_caption(text)


def _is_broken_text(between: Sequence[Block]) -> bool:
    """A few lines of which a sentence runs on over the page break: one of them has no end."""
    texts = [block.text for block in between if isinstance(block, Paragraph)]
    return len(texts) == len(between) <= 3 and not all(text.endswith(("。", "！", "？", "：", ":")) for text in texts)


def _starts_over(draft: Draft, rows: Sequence[GridRow]) -> bool:
    """The first table is closed by its total, or the second counts or names from the beginning again."""
    body = rows[1:] if _repeats_header(draft, rows) else rows
    if (len(draft.body) > 1 and is_total(draft.body[-1])) or _brings_another_header(draft, rows):
        return True
    last, first = _last_serial(draft.rows), _first_serial(body)
    if last and first:
        return first <= last
    known, new = _labels(draft.body), _labels(body)
    return bool(known and new) and not last and (new[0] == known[0] or (len(set(new)) > 1 and set(new) <= set(known)))


def _labels(rows: Sequence[GridRow]) -> list[str]:
    return [squeezed(row.cells[0]) for row in rows if row.cells and row.cells[0]]


def _brings_another_header(draft: Draft, rows: Sequence[GridRow]) -> bool:
    """序号 stands at the head of both, and the rest of the header differs."""
    if not draft.header or _repeats_header(draft, rows):
        return False
    head = squeezed(draft.header[0].cells[0])
    return bool(head) and squeezed(rows[0].cells[0]) == head


def _repeats_header(draft: Draft, rows: Sequence[GridRow]) -> bool:
    return bool(draft.header) and same_cells(draft.header[0], rows[0])


def _serial(row: GridRow) -> int:
    return int(row.cells[0]) if row.cells and re.fullmatch(r"[1-9]\d{0,2}", row.cells[0]) else 0


def _last_serial(rows: Sequence[GridRow]) -> int:
    return next((serial for row in reversed(rows) if (serial := _serial(row))), 0)


def _first_serial(rows: Sequence[GridRow]) -> int:
    return next((serial for row in rows if (serial := _serial(row))), 0)


def _next_serial(draft: Draft, rows: Sequence[GridRow]) -> bool:
    last = _last_serial(draft.rows)
    return bool(last) and _first_serial(rows) == last + 1 and _width(rows) <= _width(draft.rows)


def _ends_header(draft: Draft, rows: Sequence[GridRow]) -> bool:
    """Nothing but the header stood on the page before."""
    if len(draft.rows) != len(draft.header) or _width(rows) > _width(draft.rows):
        return False
    fits = _width(rows) == _width(draft.rows) and (has_figures(rows[0]) or not any(map(has_figures, rows)))
    return fits or bool(mended(draft.rows[0], rows[0]))


def _is_alike(draft: Draft, rows: Sequence[GridRow]) -> bool:
    """Rows of the same make, without a header of their own: as wide (a cell may be lost), figures in the same share."""
    if not draft.body or not _width(draft.rows) - 1 <= _width(rows) <= _width(draft.rows):
        return False
    if is_header_like(rows[0]) and (any(map(has_figures, draft.body)) or reads_like_header(rows[0])):
        return False
    return abs(_share_of_figures(draft.body) - _share_of_figures(rows)) <= 0.35


def _width(rows: Sequence[GridRow]) -> int:
    return max(len(row.cells) for row in rows)


def _share_of_figures(rows: Sequence[GridRow]) -> float:
    cells = [cell for row in rows for cell in row.cells if cell]
    return sum(map(is_figure, cells)) / len(cells) if cells else 0.0


# --- rows that fell apart ---


def _mend_fallen_rows(draft: Draft, blocks: Sequence[Block]) -> None:
    while fallen := _fallen_row(draft, blocks):
        position, row = fallen
        draft.rows.append(row)
        draft.repaired.append(row.line)
        draft.last = position + len(row.cells) - 1


def _fallen_row(draft: Draft, blocks: Sequence[Block]) -> tuple[int, GridRow] | None:
    """The next row, when its cells stand as paragraphs: the next serial number first, as many as there are columns."""
    serial, columns = _last_serial(draft.rows) + 1, _width(draft.rows)
    for position in _places_after(draft, blocks):
        if serial > 1 and columns > 1 and caption_text(blocks[position]) == str(serial):
            cells = list(_fallen_cells(blocks[position + 1 : position + columns + 1], serial))
            if len(cells) == columns - 1:
                return position, GridRow(blocks[position].line, (str(serial), *cells))
    return None


def _places_after(draft: Draft, blocks: Sequence[Block]) -> Iterator[int]:
    """The block after the table, and further ones as long as page numbers stand between."""
    for position in range(draft.last + 1, len(blocks)):
        yield position
        if not is_bare_number(caption_text(blocks[position])):
            return


def _fallen_cells(blocks: Sequence[Block], serial: int) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Paragraph) or not _is_cell_like(block.text) or block.text == str(serial + 1):
            return
        yield block.text


def _is_cell_like(text: str) -> bool:
    return (
        len(text) <= _LONGEST_CELL
        and not re.search(r"[。；！？]", text)
        and not caption_of(text)
        and not is_figure_caption(text)
    )
