"""A paper of paper in SVG: lines of text from above, and room to draw in between; as wide as a page of Word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2000/svg"
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
WIDTH, MARGIN, LINE = 680, 20, 26  # pixels; 16 cm between the margins of a page make letters of ten points
ROOM = WIDTH - 2 * MARGIN
INK, DIM, RULE = "#2a2d33", "#686357", "#c9c5bd"
CIRCLE = "circle"
CLOSING = tuple("，。、；：！？）》」”")
TEXT_SIZE, TITLE_SIZE, SMALL = 15, 19, 13


@dataclass(frozen=True, slots=True)
class Look:
    """Of a text; one that needs more room than it has is set closer."""

    fill: str = INK
    size: int = TEXT_SIZE
    anchor: str = "start"
    room: int = ROOM
    bold: bool = False


class Paper:
    """`y` is the bottom of what stands on it so far."""

    def __init__(self) -> None:
        self.svg = ET.Element("svg", {"xmlns": NAMESPACE, "font-family": FONTS})
        self.rectangle(0, 0, "100%", "100%", "#ffffff")
        self.y = MARGIN

    def write(self, text: str, look: Look = Look()) -> None:
        """On as many lines as it takes."""
        for line in wrapped(text, look.size, look.room):
            self.y += round(look.size * 1.5)
            self.text(MARGIN, self.y, line, look)

    def text(self, x: float, y: float, text: str, look: Look = Look()) -> None:
        said = "".join(c for c in text if c.isprintable())
        place = {"x": f"{x:g}", "y": f"{y:g}", "fill": look.fill, "font-size": str(look.size)}
        if look.anchor != "start":
            place["text-anchor"] = look.anchor
        if look.bold:
            place["font-weight"] = "bold"
        if length(said, look.size) > look.room:
            place |= {"textLength": str(look.room), "lengthAdjust": "spacingAndGlyphs"}
        ET.SubElement(self.svg, "text", place).text = said

    def rectangle(self, x: float, y: float, width: float | str, height: float | str, fill: str) -> None:
        place = {"x": x, "y": y, "width": width, "height": height}
        said = {name: value if isinstance(value, str) else f"{value:.1f}" for name, value in place.items()}
        ET.SubElement(self.svg, "rect", {**said, "fill": fill})

    def line(self, start: tuple[float, float], end: tuple[float, float], stroke: str, width: float = 1) -> None:
        place = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        said = {name: f"{value:.1f}" for name, value in place.items()}
        ET.SubElement(self.svg, "line", {**said, "stroke": stroke, "stroke-width": f"{width:g}"})

    def point(self, at: tuple[float, float], shape: str, fill: str) -> None:
        """A circle, or a polygon of these corners about it: `x,y x,y x,y`."""
        x, y = at
        if shape == CIRCLE:
            ET.SubElement(self.svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4.5", "fill": fill})
            return
        place = {"transform": f"translate({x:.1f} {y:.1f})", "points": shape}
        ET.SubElement(self.svg, "polygon", {**place, "fill": fill})

    def finished(self) -> bytes:
        height = self.y + MARGIN
        self.svg.attrib |= {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": str(height)}
        return bytes(ET.tostring(self.svg, encoding="utf-8", xml_declaration=True))


def wrapped(text: str, size: int, room: int) -> Iterator[str]:
    """Chinese is broken anywhere but before a sign that closes, words of letters only between them."""
    line = ""
    for piece in _pieces(text):
        if line and piece not in CLOSING and length(line + piece.rstrip(), size) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        if _is_wide(character):
            yield from filter(None, (piece, character))
            piece = ""
        elif character == " ":
            yield piece + character
            piece = ""
        else:
            piece += character
    if piece:
        yield piece


def length(text: str, size: int) -> float:
    """Pixels, about."""
    return size * sum(1.0 if _is_wide(c) else 0.6 for c in text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
