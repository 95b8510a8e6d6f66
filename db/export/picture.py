"""A chart as a picture (SVG): its bars with names and figures, the title above and the notes below."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree import ElementTree as ET

from db.errors import ExportError, fault
from db.export.origins import notes_of, title_of
from db.export.table import Words
from db.view import Cell, ColumnKind, Row, RowKind, View, worded

NAMESPACE = "http://www.w3.org/2000/svg"
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
WIDTH, LINE, MARGIN = 960, 26, 24  # pixels
NAMES, FIGURES = 260, 140  # room for names and for figures
INK, DIM, BAR = "#2a2d33", "#686357", "#2f5d9b"
TEXT_SIZE, TITLE_SIZE = 15, 19


def write_picture(view: View, stream: BinaryIO, words: Words) -> int:
    """Gives the number of bars; ExportError when the view is no chart."""
    if view.columns[-1].kind is not ColumnKind.BAR:
        raise ExportError(fault("Only a chart can be written as a picture; its address has chart=, the key is v."))
    rows, notes = view.rows(), notes_of(view, words)
    height = MARGIN * 2 + LINE * (len(rows) + len(notes) + 3)
    size = {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": str(height)}
    svg = ET.Element("svg", {"xmlns": NAMESPACE, **size, "font-family": FONTS, "font-size": str(TEXT_SIZE)})
    ET.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    y = MARGIN + TITLE_SIZE
    _text(svg, MARGIN, y, title_of(view, words), font_size=str(TITLE_SIZE))
    for row in rows:
        y += LINE
        _row(svg, row, y, words)
    y += LINE // 2
    for note in notes:
        y += LINE
        _text(svg, MARGIN, y, note, fill=DIM)
    ET.ElementTree(svg).write(stream, encoding="utf-8", xml_declaration=True)
    return sum(row.kind is RowKind.DATA for row in rows)


def _row(svg: ET.Element, row: Row, y: int, words: Words) -> None:
    name, *others = row.cells
    if row.kind is RowKind.HEADING or len(others) < 2:
        _text(svg, MARGIN, y, _said(name, words), fill=DIM)
        return
    figure, bar = others[-2:]
    left = MARGIN + NAMES + FIGURES + LINE // 2
    _text(svg, MARGIN + NAMES, y, _said(name, words), text_anchor="end")
    _text(svg, MARGIN + NAMES + FIGURES, y, f"{_said(figure, words)} {figure.mark}".strip(), text_anchor="end")
    if bar.number is not None:
        place = {"x": str(left), "y": str(y - TEXT_SIZE), "height": str(LINE - 6), "fill": BAR}
        ET.SubElement(svg, "rect", {**place, "width": f"{bar.number * (WIDTH - MARGIN - left):.1f}"})


def _said(cell: Cell, words: Words) -> str:
    return worded(cell, words.translate) or words.translate(cell.status or "")


def _text(svg: ET.Element, x: int, y: int, text: str, **look: str) -> None:
    """`look` are attributes; `_` stands for the hyphen in their names."""
    place = {"x": str(x), "y": str(y), "fill": INK, **{name.replace("_", "-"): value for name, value in look.items()}}
    ET.SubElement(svg, "text", place).text = "".join(c for c in text if c.isprintable())
