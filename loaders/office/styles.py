"""Styles of a Word document: which paragraphs are headings, which belong to contents, how large and bold text is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from loaders.office.word import W, integer, is_on, value

_HEADING = re.compile(r"(?:heading|标题)\s*(?P<level>[1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|文档标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d|table of figures|图表目录", re.IGNORECASE)
_BODY_TEXT = 9  # of outline levels, which count from 0


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style brings, by itself or from the styles that it is based on."""

    level: int  # of headings, a title is 1; 0: none
    is_contents: bool
    list_id: str
    list_level: str
    size: int
    bold: bool


class Styles:
    """A paragraph's own properties go before those of its style."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.findall(f"{W}style")
        self._elements = {style.get(f"{W}styleId", ""): style for style in styles}
        usual = (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true"))
        self._default = next((style.get(f"{W}styleId", "") for style in usual), "")
        self._size = integer(None if root is None else value(root, "docDefaults", "rPrDefault", "rPr", "sz"))
        self._styles: dict[str, _Style] = {}

    def level(self, paragraph: Element) -> int:
        """1 to 9 of a heading, 0 of any other paragraph."""
        own = value(paragraph, "pPr", "outlineLvl")
        return _outlined(own) if own else self._of(paragraph).level

    def is_contents(self, paragraph: Element) -> bool:
        """An entry of a table of contents, or of an index of tables or figures."""
        return self._of(paragraph).is_contents

    def numbering(self, paragraph: Element) -> tuple[str, int]:
        """Id and level of the list that numbers it; the id is empty when none does."""
        style = self._of(paragraph)
        found = value(paragraph, "pPr", "numPr", "numId") or style.list_id
        level = value(paragraph, "pPr", "numPr", "ilvl") or style.list_level
        return ("" if found == "0" else found), min(max(0, integer(level)), _BODY_TEXT - 1)

    def size(self, paragraph: Element) -> int:
        """In half points, of the first run; 0 if nothing says it."""
        own = (size for run in _runs(paragraph) if (size := value(run, "rPr", "sz")))
        return integer(next(own, None)) or self._of(paragraph).size or self._size

    def is_bold(self, paragraph: Element) -> bool:
        """Whether all runs with text are bold."""
        own = [is_on(run, "rPr", "b") for run in _runs(paragraph)]
        return bool(own) and all(self._of(paragraph).bold if on is None else on for on in own)

    def _of(self, paragraph: Element) -> _Style:
        name = value(paragraph, "pPr", "pStyle") or self._default
        if name not in self._styles:
            self._styles[name] = _resolved(list(self._chain(name)))
        return self._styles[name]

    def _chain(self, name: str) -> Iterator[Element]:
        """The style, and those that it is based on."""
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            yield self._elements[name]
            name = value(self._elements[name], "basedOn") or ""


def _resolved(chain: list[Element]) -> _Style:
    def first(*path: str) -> str:
        return next(filter(None, (value(style, *path) for style in chain)), "")

    return _Style(
        level=next((level for style in chain if (level := _level(style)) is not None), 0),
        is_contents=any(_CONTENTS.match(value(style, "name") or "") for style in chain),
        list_id=first("pPr", "numPr", "numId"),
        list_level=first("pPr", "numPr", "ilvl"),
        size=integer(first("rPr", "sz")),
        bold=next((on for style in chain if (on := is_on(style, "rPr", "b")) is not None), False),
    )


def _level(style: Element) -> int | None:
    """What one style says of it, by its outline level or by its name."""
    if own := value(style, "pPr", "outlineLvl"):
        return _outlined(own)
    name = (value(style, "name") or "").strip()
    if match := _HEADING.fullmatch(name):
        return int(match["level"])
    return 1 if _TITLE.fullmatch(name) else None


def _outlined(level: str) -> int:
    return integer(level) + 1 if 0 <= integer(level) < _BODY_TEXT else 0


def _runs(paragraph: Element) -> Iterator[Element]:
    return (run for run in paragraph.iter(f"{W}r") if any(text.text for text in run.iter(f"{W}t")))
