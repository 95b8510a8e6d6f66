"""What each column of a table holds, seen in its cells; its header only confirms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from db.model import Status
from db.period import find_period
from loaders.cells import is_value, read_cell
from loaders.labels import without_period
from loaders.names import Names, is_total
from loaders.sheet import Sheet
from loaders.words import canonical_unit, dimension, fold, words

_SERIAL = re.compile(r"[(（]?\d{1,3}[)）.、]?|[①-⑳㉑-㉟]|[一二三四五六七八九十]{1,3}、?")
_MOST = 0.6  # of the cells of a column that must be of its kind
_HALF = 0.5


class Kind(StrEnum):
    EMPTY = "empty"
    SERIAL = "serial"
    UNIT = "unit"
    NOTE = "note"
    PERIOD = "period"
    FIGURE = "figure"
    REGION = "region"
    INSTITUTION = "institution"
    MAJORS = "majors"
    TEXT = "text"


def kinds(sheet: Sheet, names: Names) -> list[Kind]:
    """The kind of every column."""
    return [_kind(column, sheet, names) for column in sheet.columns]


def _kind(column: int, sheet: Sheet, names: Names) -> Kind:
    cells = [cell for cell in sheet.column(column) if cell]
    head = fold("".join(sheet.head(column)[-1:]))
    if not cells:
        return Kind.EMPTY
    if _is_serial(column, head, cells):
        return Kind.SERIAL
    if head in words("note"):
        return Kind.NOTE
    return _by_figures(head, cells) or _by_names(head, cells, names)


def _by_figures(head: str, cells: Sequence[str]) -> Kind | None:
    if _share(cells, _is_unit) >= _MOST:
        return Kind.UNIT
    if all(map(_is_period, cells)) and (_is_identifier(head) or all("年" in cell for cell in cells)):
        return Kind.PERIOD
    if _share(cells, is_value) >= _MOST and not _is_identifier(head):
        return Kind.FIGURE
    return None


def _by_names(head: str, cells: Sequence[str], names: Names) -> Kind:
    regions = [cell for cell in cells if names.is_region(cell)]
    if regions and len(regions) + sum(map(is_total, cells)) >= _MOST * len(cells):
        return Kind.REGION
    if names.majors.looks_like_majors(cells) and not _is_person(head):
        return Kind.MAJORS
    if _names_somebody(cells, names) >= _HALF:
        return Kind.INSTITUTION
    return Kind.TEXT


def _names_somebody(cells: Sequence[str], names: Names) -> float:
    """The share of cells that name institutions, or a region in a person's post."""
    return _share(
        cells,
        lambda cell: any(names.is_institution(part) or names.is_region(part) for part in names.institutions(cell)),
    )


def find_lost_serials(sheet: Sheet) -> None:
    """Note the rows that lost the first cell: one cell short, and words where the header wants a serial number."""
    if not sheet.width or fold("".join(sheet.head(0)[-1:])) not in words("serial"):
        return
    for row in sheet.body:
        first = sheet.text(row, 0)
        if len(sheet.rows[row]) == sheet.width - 1 > 1 and first and not _SERIAL.fullmatch(first):
            sheet.gaps[row] = 0


def _is_serial(column: int, head: str, cells: Sequence[str]) -> bool:
    """Numbers under a header that says so, or counting from 1 in the first column."""
    if _share(cells, lambda cell: bool(_SERIAL.fullmatch(cell))) < _MOST:
        return False
    return head in words("serial") or (column == 0 and not head and len(cells) > 1 and _counts(cells))


def _counts(cells: Sequence[str]) -> bool:
    return [fold(cell) for cell in cells] == [str(i + 1) for i in range(len(cells))]


def _is_unit(cell: str) -> bool:
    return bool(dimension(canonical_unit(cell))) or fold(cell) == ":"


def _is_period(cell: str) -> bool:
    return bool(find_period(cell)) and not without_period(cell)


def _is_identifier(head: str) -> bool:
    return any(word in head for word in words("identifier"))


def _is_person(head: str) -> bool:
    return any(word in head for word in words("person"))


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def has_figure(sheet: Sheet, column: int) -> bool:
    return any(read_cell(cell).status is Status.NORMAL for cell in sheet.column(column))
