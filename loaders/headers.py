"""Which rows of a table are its header: seen by their cells, for a figure stands in none of them but as a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from unicodedata import normalize

from loaders import institutions
from loaders.material import GridRow
from loaders.regions import Regions
from loaders.words import fold, words

_YEAR = re.compile(r"20\d\d(?:\s*(?:[年届级学]|[-—–/~至]\s*(?:20)?\d\d(?!\d)).*)?")
_FIGURE = re.compile(
    r"[<>≥≤≈约近超]?\s*[-+−]?\d[\d,.\s]*(?::\s*[\d.]+)?\s*(?:%|‰|[余多]?[\u4e00-\u9fff/]{0,4}|[A-Za-z/]{0,6})(?:以上|左右)?\*?"
)
_SERIAL = re.compile(r"\d{1,3}|[①-⑳]|[(（]\d{1,2}[)）]")
_DASH = re.compile(r"[-—–─]{1,4}|/|无|\*")
_HEADING_ROLES = ("serial", "label", "unit", "note", "body", "person", "post")
_UNIT = re.compile(r"[（(][^（()）]*[)）]\s*\*?")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def is_figure(cell: str) -> bool:
    """A number with or without its unit, a serial number, or a mark for "not reported"; not a year."""
    text = normalize("NFKC", cell).strip()
    if not text or _YEAR.fullmatch(text):
        return False
    return bool(_FIGURE.fullmatch(text) or _DASH.fullmatch(text) or _SERIAL.fullmatch(cell.strip()))


def has_figures(row: GridRow) -> bool:
    return any(map(is_figure, row.cells))


def filled(row: GridRow) -> int:
    return sum(map(bool, row.cells))


def is_header_like(row: GridRow) -> bool:
    """Several cells and no figure among them."""
    return filled(row) > 1 and not has_figures(row)


def reads_like_header(row: GridRow) -> bool:
    """Half of the cells are words that head columns: 序号, 课程名称, 负责人."""
    cells = [cell for cell in row.cells if cell]
    return sum(map(_heads_column, cells)) * 2 >= len(cells) > 0


def _heads_column(cell: str) -> bool:
    return any(fold(cell).endswith(tuple(words(role))) for role in _HEADING_ROLES) and not is_institution(cell)


def same_cells(one: GridRow, other: GridRow) -> bool:
    return [squeezed(c) for c in one.cells if c] == [squeezed(c) for c in other.cells if c] and filled(one) > 0


def is_institution(text: str) -> bool:
    return institutions.is_institution(text, _anywhere())


@cache
def _anywhere() -> Regions:
    return Regions()


def header_rows(rows: Sequence[GridRow]) -> int:
    """How many rows the header has: 0 for a bare list, 2 and more where cells are merged."""
    if not rows or has_figures(rows[0]) or _is_bare_list(rows):
        return 0
    count = 1
    while count < min(3, len(rows) - 1) and _is_lower_header(rows[count - 1], rows[count], rows[count + 1 :]):
        count += 1
    return count


def _is_bare_list(rows: Sequence[GridRow]) -> bool:
    """Names alone: every row holds an institution in the same column, the first too."""
    columns = [i for i, cell in enumerate(rows[0].cells) if is_institution(cell)]
    if any(cell and _is_figure_column(rows[1:], i) for i, cell in enumerate(rows[0].cells)):
        return False
    return any(all(i < len(row.cells) and is_institution(row.cells[i]) for row in rows) for i in columns)


def _is_figure_column(rows: Sequence[GridRow], column: int) -> bool:
    cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
    return bool(cells) and all(map(is_figure, cells))


def _is_lower_header(above: GridRow, row: GridRow, below: Sequence[GridRow]) -> bool:
    """A lower header row names the parts of merged cells: nothing of its own at the left, figures soon below it."""
    if has_figures(row) or not filled(row) or not any(map(has_figures, below[:2])):
        return False
    first_above, first = above.cells[0], row.cells[0]
    merged = not all(above.cells[1:]) or any(a == b != "" for a, b in zip(above.cells, row.cells, strict=False))
    return merged and first in ("", first_above)


def is_banded(rows: Sequence[GridRow]) -> bool:
    """Headers and single rows of values in turn, at least twice."""
    valued = [has_figures(row) for row in rows if filled(row) > 1]
    turns = list(pairwise(valued))
    return valued[:1] == [False] and (True, False) in turns and (True, True) not in turns


def is_total(row: GridRow) -> bool:
    """A row that closes a table."""
    first = next((squeezed(cell) for cell in row.cells if cell), "")
    return first in words("total")


def mended(header: GridRow, fragment: GridRow) -> GridRow | None:
    """The header with a piece put back that a break tore off one of its cells; None if nothing shows where.

    `益(万元)` under `…经济效益`, while all other cells end in their unit, is the end of that cell; what stands in both
    is printed once.
    """
    if filled(fragment) != 1 or has_figures(fragment) or filled(header) < 3 or has_figures(header):
        return None
    place, piece = next((i, cell) for i, cell in enumerate(fragment.cells) if cell)
    column = place if place and _is_torn(header, place, piece) else _torn_column(header, piece)
    if column is None:
        return None
    cells = list(header.cells)
    cells[column] += piece[_overlap(cells[column], piece) :]
    return replace(header, cells=tuple(cells))


def _torn_column(header: GridRow, piece: str) -> int | None:
    """The one column whose cell lacks what the piece brings: its unit, all others having one, or a bracket."""
    torn = [i for i in range(1, len(header.cells)) if _is_torn(header, i, piece)]
    joined = [i for i in torn if _overlap(header.cells[i], piece)]
    if len(joined) == 1 or len(torn) == 1:
        return (joined if len(joined) == 1 else torn)[0]
    return None


def _is_torn(header: GridRow, column: int, piece: str) -> bool:
    if column >= len(header.cells) or not header.cells[column]:
        return False
    cell = header.cells[column]
    if len(re.findall("[（(]", cell)) > len(re.findall("[)）]", cell)):
        return True
    others = [c for i, c in enumerate(header.cells) if i not in (0, column)]
    return bool(_UNIT.search(piece)) and not _UNIT.search(cell) and all(map(_UNIT.search, others))


def _overlap(cell: str, piece: str) -> int:
    """How many characters end the cell and begin the piece."""
    return max((n for n in range(1, min(len(cell), len(piece)) + 1) if cell.endswith(piece[:n])), default=0)
