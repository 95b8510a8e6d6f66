"""Styles of a Word document: which paragraphs are headings, which belong to contents, how large and bold text is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders.office.word import W, integer, is_on, value

_HEADING = re.compile(r"(?:heading|标题)\s*(?P<level>[1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|文档标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d|table of figures|图表目录", re.IGNORECASE)
_BODY_TEXT = 9  # of outline levels, which count from 0


class Styles:
    """A paragraph's own properties go before those of its style, these before those of the style that is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        usual = (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true"))
        self._default = next((style.get(f"{W}styleId", "") for style in usual), "")
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault")

    def level(self, paragraph: Element) -> int:
        """1 to 9 of a heading (a title is 1), 0 of any other paragraph."""
        for one in (paragraph, *self.chain(paragraph)):
            if outline := value(one, "pPr", "outlineLvl"):
                return integer(outline) + 1 if 0 <= integer(outline) < _BODY_TEXT else 0
            name = value(one, "name") or ""
            if match := _HEADING.fullmatch(name.strip()):
                return int(match["level"])
            if _TITLE.fullmatch(name.strip()):
                return 1
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        """An entry of a table of contents, or of an index of tables or figures."""
        return any(_CONTENTS.match(value(style, "name") or "") for style in self.chain(paragraph))

    def numbering(self, paragraph: Element) -> tuple[str, int]:
        """Id and level of the list that numbers it; the id is empty when none does."""
        found, level = "", None
        for one in (paragraph, *self.chain(paragraph)):
            level = level or value(one, "pPr", "numPr", "ilvl")
            if found := value(one, "pPr", "numPr", "numId") or "":
                break
        return ("" if found == "0" else found), min(max(0, integer(level)), _BODY_TEXT - 1)

    def size(self, paragraph: Element) -> int:
        """In half points, of the first run; 0 if nothing says it."""
        return integer(next(filter(None, self._of_runs(paragraph, "sz")), None))

    def is_bold(self, paragraph: Element) -> bool:
        """Whether all runs with text are bold."""
        by_style = next((on for s in self.chain(paragraph) if (on := is_on(s, "rPr", "b")) is not None), False)
        own = [is_on(run, "rPr", "b") for run in _runs(paragraph)]
        return bool(own) and all(by_style if on is None else on for on in own)

    def _of_runs(self, paragraph: Element, name: str) -> Iterator[str | None]:
        yield from (value(run, "rPr", name) for run in _runs(paragraph))
        yield from (value(style, "rPr", name) for style in self.chain(paragraph))
        yield value(self._defaults, "rPr", name)

    def chain(self, paragraph: Element) -> Iterator[Element]:
        """Its style, and the styles that one is based on."""
        name = value(paragraph, "pPr", "pStyle") or self._default
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn") or ""


def _runs(paragraph: Element) -> Iterator[Element]:
    return (run for run in paragraph.iter(f"{W}r") if any(text.text for text in run.iter(f"{W}t")))
