"""The sheets of a workbook and their cells as texts (ECMA-376, part 1, chapter 18).

A formula is the value that Excel computed last; without one the formula itself is shown. A merged cell has its text at
its top left and covers the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from db.place import column_number
from loaders.office.package import Package
from loaders.office.shown import BUILT_IN, GENERAL, shown_number

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\r]")

At = tuple[int, int]  # row and column, from 1


@dataclass(slots=True)
class SheetCells:
    """The texts of a sheet by their place, none empty, and the places that merged cells cover."""

    name: str
    hidden: bool
    texts: dict[At, str] = field(default_factory=dict)
    covered: set[At] = field(default_factory=set)


def sheets_of(package: Package) -> Iterator[SheetCells]:
    """All sheets of cells in order; those that are hidden without their cells."""
    book = package.part(package.main)
    if book is None:
        raise package.damaged(package.main)
    reader = _Reader(package, book)
    parts = package.relations(package.main)
    for sheet in book.iter(f"{_S}sheet"):
        kind, name = parts.get(sheet.get(_ID, ""), ("", ""))
        found = SheetCells(sheet.get("name", ""), sheet.get("state", "visible") != "visible")
        if kind == "worksheet":
            if not found.hidden:
                reader.fill(found, name)
            yield found


class _Reader:
    """What the sheets of a workbook share: texts, number formats, the day from which days are counted."""

    def __init__(self, package: Package, book: Element) -> None:
        self._package = package
        settings = book.find(f"{_S}workbookPr")
        self._epoch_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        strings = package.related("sharedStrings")
        self._strings = [] if strings is None else [_text(item) for item in strings.iter(f"{_S}si")]
        self._formats = _formats(package.related("styles"))

    def fill(self, sheet: SheetCells, part: str) -> None:
        root = self._package.part(part)
        if root is None:
            raise self._package.damaged(part)
        try:
            for at, cell in _cells(root):
                if text := _tidy(self._shown(cell)):
                    sheet.texts[at] = text
        except (ValueError, IndexError, ArithmeticError) as error:
            raise self._package.damaged(part) from error
        _cover(sheet, [merged.get("ref", "") for merged in root.iter(f"{_S}mergeCell")])

    def _shown(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text(inline) for inline in cell.iter(f"{_S}is"))
        text = cell.findtext(f"{_S}v", "")
        if not text.strip():
            formula = cell.find(f"{_S}f")
            return "" if formula is None or kind == "str" else f"={formula.text or ''}"
        if kind == "s":
            return self._strings[int(text)]
        if kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        return self._number(text, cell.get("s", "0")) if kind == "n" else text

    def _number(self, text: str, style: str) -> str:
        number = int(style)
        form = self._formats[number] if number < len(self._formats) else GENERAL
        return shown_number(text, form, epoch_1904=self._epoch_1904)


def _formats(styles: Element | None) -> list[str]:
    """The number format of each cell style."""
    if styles is None:
        return []
    own = {one.get("numFmtId"): one.get("formatCode") or GENERAL for one in styles.iter(f"{_S}numFmt")}
    usual = {str(id_): form for id_, form in BUILT_IN.items()}
    cells = styles.find(f"{_S}cellXfs")
    ids = [one.get("numFmtId", "0") for one in cells] if cells is not None else []
    return [own.get(id_) or usual.get(id_, GENERAL) for id_ in ids]


def _cells(root: Element) -> Iterator[tuple[At, Element]]:
    """Rows and cells that do not say where they are follow the one before."""
    row_number = 0
    for row in root.iter(f"{_S}row"):
        row_number = int(row.get("r") or row_number + 1)
        column = 0
        for cell in row.iter(f"{_S}c"):
            match = _REFERENCE.match(cell.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            yield (row_number, column), cell


def _cover(sheet: SheetCells, references: Sequence[str]) -> None:
    """Mark what merged cells cover, as far as the sheet goes; texts left under them are not shown."""
    last_row = max((row for row, _ in sheet.texts), default=0)
    last_column = max((column for _, column in sheet.texts), default=0)
    for match in filter(None, map(_REFERENCE.fullmatch, references)):
        top, left = int(match[2]), column_number(match[1])
        if not match[3] or (top, left) not in sheet.texts:
            continue
        rows = range(top, min(int(match[4]), last_row) + 1)
        columns = range(left, min(column_number(match[3]), last_column) + 1)
        covered = {(row, column) for row in rows for column in columns} - {(top, left)}
        sheet.covered |= covered
        for at in covered & sheet.texts.keys():
            del sheet.texts[at]


def _text(item: Element) -> str:
    """A text of several runs, without the readings beside it."""
    runs = (run for run in item if run.tag in (f"{_S}t", f"{_S}r"))
    return "".join(text.text or "" for run in runs for text in run.iter(f"{_S}t"))


def _tidy(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return _INVISIBLE.sub("", text).replace("\xa0", " ").strip()
