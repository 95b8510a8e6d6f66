"""The numbers that Word puts before headings and items by itself: 第一章, （二）, 3.1.

Each list counts on its own; a number of one level starts the levels below it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from loaders.office.styles import Styles
from loaders.office.word import W, integer, value

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}
_MOST = 400  # letters and Roman numbers of no list go so far
_TIGHT = "、．.）)】》：:"  # after these no blank follows a number, as in print


@dataclass(slots=True)
class _List:
    levels: dict[int, Element]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Numbers paragraphs as they come: ask once for each, in the order of the document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums = {} if root is None else {n.get(f"{W}numId", ""): n for n in root.findall(f"{W}num")}
        found = () if root is None else root.findall(f"{W}abstractNum")
        self._lists = {one.get(f"{W}abstractNumId", ""): _List(_levels(one)) for one in found}
        linked = {link: one.get(f"{W}abstractNumId", "") for one in found if (link := value(one, "styleLink"))}
        for one in found:
            if (target := linked.get(value(one, "numStyleLink") or "")) is not None:
                self._lists[one.get(f"{W}abstractNumId", "")] = self._lists[target]
        self._begun: set[str] = set()

    def label(self, paragraph: Element) -> str:
        """The number as printed, with the blank after it; empty for a paragraph without one."""
        if not self._nums:
            return ""
        name, level = self._styles.numbering(paragraph)
        num = self._nums.get(name)
        counted = self._lists.get(value(num, "abstractNumId") or "")
        if num is None or counted is None:
            return ""
        level = _level_of_style(counted, value(paragraph, "pPr", "pStyle") or "", level, paragraph)
        self._begin(name, num, counted)
        _count(counted, level)
        return _printed(counted, level)

    def _begin(self, name: str, num: Element, counted: _List) -> None:
        """A list that starts anew, or has levels of its own, says so where it is used first."""
        if name in self._begun:
            return
        self._begun.add(name)
        for override in num.findall(f"{W}lvlOverride"):
            level = integer(override.get(f"{W}ilvl"))
            own = override.find(f"{W}lvl")
            if own is not None:
                counted.levels[level] = own
            if start := value(override, "startOverride"):
                counted.counts[level] = integer(start) - 1


def _levels(element: Element) -> dict[int, Element]:
    return {integer(level.get(f"{W}ilvl")): level for level in element.findall(f"{W}lvl")}


def _level_of_style(counted: _List, style: str, level: int, paragraph: Element) -> int:
    """A list made for headings names the style of each of its levels."""
    if not style or value(paragraph, "pPr", "numPr", "ilvl") is not None:
        return level
    return next((number for number, one in counted.levels.items() if value(one, "pStyle") == style), level)


def _start(counted: _List, level: int) -> int:
    return integer(value(counted.levels.get(level), "start"), 1)


def _count(counted: _List, level: int) -> None:
    for upper in range(level):
        counted.counts.setdefault(upper, _start(counted, upper))
    counted.counts[level] = counted.counts.get(level, _start(counted, level) - 1) + 1
    for lower in [lower for lower in counted.counts if lower > level]:
        if value(counted.levels.get(lower), "lvlRestart") != "0":
            del counted.counts[lower]


def _printed(counted: _List, level: int) -> str:
    one = counted.levels.get(level)
    form = value(one, "lvlText")
    if one is None or not form or value(one, "numFmt") == "bullet":
        return ""
    decimal = one.find(f"{W}isLgl") is not None
    text = re.sub(r"%([1-9])", lambda match: _number(counted, int(match[1]) - 1, decimal), form).strip()
    return text if not text or text[-1] in _TIGHT or value(one, "suff") == "nothing" else f"{text} "


def _number(counted: _List, level: int, decimal: bool) -> str:
    form = "decimal" if decimal else value(counted.levels.get(level), "numFmt") or "decimal"
    return number_text(counted.counts.get(level, _start(counted, level)), form)


def number_text(number: int, form: str) -> str:
    """A number of a list in a format of Word (ST_NumberFormat); digits for the formats that no report uses."""
    if form == "none":
        return ""
    if form.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "ideographDigital")):
        return _chinese(number)
    if form in ("chineseLegalSimplified", "japaneseLegal", "ideographLegalTraditional"):
        return _chinese(number).translate(_LEGAL)
    if form in ("upperRoman", "lowerRoman") and 0 < number < _MOST:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("upperLetter", "lowerLetter") and 0 < number < _MOST:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return _from_row(number, form)


def _from_row(number: int, form: str) -> str:
    """Formats whose signs stand in a row; digits beyond its end."""
    row = _ROWS.get(form, "")
    if 0 < number <= len(row):
        return row[number - 1]
    return f"{number:02}" if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    text = ""
    for amount, sign in _ROMAN.items():
        while number >= amount:
            text += sign
            number -= amount
    return text
