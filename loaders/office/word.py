"""What stands in a paragraph of Word, and which paragraphs and tables follow each other (ECMA-376, part 1, chapter 17).

Tracked changes are taken as accepted. Notes, comments, field codes and hidden text are no text; text boxes are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH, TABLE, BOX = f"{W}p", f"{W}tbl", f"{W}txbxContent"
_VALUE, _RUN, _BREAK, _TWO_WAYS = f"{W}val", f"{W}r", f"{W}br", f"{_MC}AlternateContent"
_TEXTS = {f"{W}t", f"{_M}t"}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SILENT = {
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tcPr", "trPr", "tblPr", "rt", "rubyPr", "sdtPr")
} | {PARAGRAPH, TABLE, BOX}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "[]")
_MARKS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_POWER = re.compile("(?<=[A-Za-z])[²³]")
_KEEPS_MARKS = re.compile(r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|[【\[〔\s]*附?表\s*[\d一二三四五六七八九十])")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\xad]")
_OFF = ("0", "false", "off", "none")


def value(element: Element | None, *path: str) -> str | None:
    """`w:val` of the descendant named by the path; None where there is none, "" where it has no value."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return None if element is None else element.get(_VALUE, "")


def is_on(element: Element | None, *path: str) -> bool | None:
    """A property that is there or not (`<w:b/>`, `<w:b w:val="0"/>`); None where nothing is said."""
    found = value(element, *path)
    return None if found is None else found not in _OFF


def integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"-?\d+", text) else default


def text_of(paragraph: Element) -> str:
    """The text with tabs; `\\n` is a break of line, one of page or column is nothing.

    Raised digits are marks of footnotes: gone, but for those that lead a note or end a caption, by which a note finds
    its table, as in a converted text. Those after a letter are powers: m².
    """
    text = _INVISIBLE.sub("", "".join(_pieces(paragraph))).replace("\xa0", " ")
    text = _POWER.sub(lambda match: "23"["²³".index(match[0])], text)
    return text if _KEEPS_MARKS.match(text) else _MARKS.sub("", text)


def _pieces(element: Element, raised: bool = False) -> Iterator[str]:
    for child in shown(element):
        if child.tag in _TEXTS:
            yield (child.text or "").translate(_RAISED) if raised else child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _BREAK:
            yield "" if child.get(f"{W}type") in ("page", "column") else "\n"
        elif child.tag == _RUN:
            properties = child.find(f"{W}rPr")
            if properties is None or not is_on(properties, "vanish"):
                yield from _pieces(child, value(properties, "vertAlign") == "superscript")
        elif child.tag not in _SILENT:
            yield from _pieces(child, raised)


def shown(element: Element) -> Iterator[Element]:
    """The children; of a thing drawn in two ways, for newer and for older programs, the first way."""
    for child in element:
        if child.tag == _TWO_WAYS:
            yield from shown(next(iter(child), child))
        else:
            yield child


def flow(container: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those of text boxes after the paragraph that holds the box."""
    for child in shown(container):
        if child.tag == PARAGRAPH:
            yield child
            yield from _in_boxes(child)
        elif child.tag == TABLE:
            yield child
        elif child.tag not in _SILENT and not _is_contents(child):
            yield from flow(child)


def _in_boxes(element: Element) -> Iterator[Element]:
    for child in shown(element):
        if child.tag == BOX:
            yield from flow(child)
        elif child.tag not in _SILENT:
            yield from _in_boxes(child)


def _is_contents(element: Element) -> bool:
    """A table of contents that Word keeps up to date."""
    return value(element, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"


def runs_on(paragraph: Element) -> bool:
    """Its end was deleted, with changes tracked: the next paragraph goes on in it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
