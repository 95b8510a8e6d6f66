"""The reader of text and Markdown: lines become headings, paragraphs and grids of cells, each with its line.

Both published reports are such texts, made from PDFs by machine: tabs between cells, page breaks as blank lines, now
and then some Markdown. Nothing is understood here; tables are put together by `loaders.assemble`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from loaders.captions import caption_of, is_figure_caption
from loaders.contents import contents_lines
from loaders.decode import decode, read_bytes
from loaders.grids import fixed_rows, in_columns, is_pipe_rule, is_rule, open_pipe_cells, pipe_cells, tab_cells
from loaders.headings import LONGEST, Candidate, is_plain_heading, number_of, settle
from loaders.markup import bold_lead, heading_mark, is_horizontal_rule, is_page_number, plain, without_bullet
from loaders.material import Block, Document, Grid, GridRow, Heading, Paragraph

_DEEPEST = 9  # level of a bold line without number


def read_text(path: Path) -> Document:
    """The document in a text file; LoadError with one sentence when the file cannot be read."""
    data = read_bytes(path)
    return document_of(decode(data, path), path.name, sha256(data).hexdigest())


def document_of(text: str, file: str, digest: str) -> Document:
    lines = text.removesuffix("\n").split("\n")
    return Document(file, digest, len(lines), blocks_of(lines))


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    hidden = contents_lines([plain(line) for line in lines])
    shown = ["" if i in hidden or is_page_number(plain(line)) else line for i, line in enumerate(lines)]
    found: list[Candidate] = []
    for run in _runs(shown):
        found += _blocks_of_run(shown, run)
    return settle(found)


def _runs(lines: Sequence[str]) -> Iterator[range]:
    """Lines that stand together, without a blank line or a horizontal rule between."""
    start = 0
    for i, line in enumerate([*lines, ""]):
        if not line.strip() or is_horizontal_rule(line):
            if start < i:
                yield range(start, i)
            start = i + 1


def _blocks_of_run(lines: Sequence[str], run: range) -> Iterator[Candidate]:
    rows = _rows_of_run(lines, run)
    grid: list[GridRow] = []
    for i in run:
        if i in rows:
            grid += [] if is_rule(rows[i]) else [GridRow(i + 1, rows[i])]
            continue
        yield from _grid(grid)
        grid = []
        yield from _line(lines[i], i + 1)
    yield from _grid(grid)


def _rows_of_run(lines: Sequence[str], run: range) -> dict[int, tuple[str, ...]]:
    open_pipes = any(is_pipe_rule(lines[i]) for i in run)
    rows = {i: cells for i in run if (cells := _cells(lines[i], open_pipes))}
    for columned, lot in groupby(run, key=lambda i: i not in rows and in_columns(plain(lines[i]))):
        places = list(lot) if columned else []
        rows.update(zip(places, fixed_rows([plain(lines[i]) for i in places]) or (), strict=False))
    return rows


def _cells(line: str, open_pipes: bool) -> tuple[str, ...] | None:
    cells = tab_cells(line) or pipe_cells(line) or (open_pipe_cells(line) if open_pipes else None)
    return tuple(plain(cell).strip() for cell in cells) if cells else None


def _grid(rows: list[GridRow]) -> Iterator[Candidate]:
    """A grid; lines with nothing before their last cell are indented text."""
    if any(any(row.cells[:-1]) for row in rows):
        yield Candidate(Grid(tuple(rows)), marked=True)
    else:
        for row in rows:
            yield from _line(row.cells[-1], row.line)


def _line(line: str, number: int) -> Iterator[Candidate]:
    """A heading, a paragraph, or a heading that leads into its paragraph."""
    text = without_bullet(plain(line)).strip()
    if not text:
        return
    if mark := heading_mark(line):
        yield from _heading(mark[1], mark[0], number)
    elif (bold := bold_lead(line)) and _is_bold_heading(*bold):
        yield from _heading(bold[0], _DEEPEST, number)
        if bold[1]:
            yield Candidate(Paragraph(bold[1], number), marked=True)
    elif is_plain_heading(text):
        yield Candidate(Heading(text, 1, number), marked=False)
    elif _leads_in(text):
        yield from _heading(text, _DEEPEST, number)
    else:
        yield Candidate(Paragraph(text, number), marked=False)


def _leads_in(text: str) -> bool:
    """A number of several parts, a short title and a full stop: a heading that leads into its paragraph."""
    head = text.partition("。")[0]
    lead = number_of(head)
    return bool(lead and len(lead.parts) > 1 and is_plain_heading(head))


def _is_bold_heading(lead: str, rest: str) -> bool:
    if number_of(lead):
        return True
    captioned = caption_of(lead) or is_figure_caption(lead)
    return not rest and len(lead) <= LONGEST and not captioned and not re.search(r"[。：:；]", lead)


def _heading(text: str, level: int, number: int) -> Iterator[Candidate]:
    """A full stop inside a heading is where its paragraph begins."""
    head, _, rest = text.partition("。")
    yield Candidate(Heading(head.strip(), level, number), marked=True)
    if rest.strip():
        yield Candidate(Paragraph(rest.strip(), number), marked=True)
