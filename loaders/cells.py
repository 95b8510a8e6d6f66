"""What a printed cell says: a number with its unit and qualifier, a mark for "not reported", or something else.

Numbers are kept as printed: `31` is an int, `31.00` a float, `1.2万元` is 1.2 with the unit 万元.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from db.model import Qualifier, Status
from loaders.words import canonical_unit, dimension, fold, words

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})(?P<rest>\D.*)?")
_RATIO = re.compile(rf"(?:(?P<number>{_NUMBER})[:∶]1|1[:∶](?P<inverse>{_NUMBER}))")
_GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:[ \u3000\u00a0]\d{3})+(?!\d)")
_BROKEN = re.compile(r"\d\s+\d")
_LONGEST = 15  # digits of a figure; what is longer is a code or a telephone number
_MARKS = re.compile(r"[-—–―─－~*/\\.…]+")
_STARS = re.compile(r"(?<=.)[*#※]+$")


@dataclass(frozen=True, slots=True)
class Printed:
    """What one cell says; `value` is None unless `status` is normal."""

    status: Status
    value: int | float | None = None
    unit: str = ""
    qualifier: Qualifier = Qualifier.NONE

    @property
    def is_figure(self) -> bool:
        return self.status is Status.NORMAL


@lru_cache(maxsize=20_000)
def read_cell(text: str) -> Printed:
    """Read a cell of a column of figures."""
    joined = _GROUPS.sub(lambda match: re.sub(r"\s", "", match[0]), text)
    plain = fold(joined)
    if not plain:
        return Printed(Status.BLANK)
    if plain in words("missing") or _MARKS.fullmatch(plain):
        return Printed(Status.DASH)
    if plain in words("not_applicable"):
        return Printed(Status.NOT_APPLICABLE)
    if _BROKEN.search(joined) or sum(map(str.isdigit, plain)) > _LONGEST:
        return Printed(Status.UNREADABLE)
    return _ratio(plain) or _figure(plain) or Printed(Status.UNREADABLE)


def is_value(text: str) -> bool:
    """Whether a cell stands in a column of figures: a number or a mark for a missing one."""
    return read_cell(text).status in {Status.NORMAL, Status.DASH, Status.NOT_APPLICABLE}


def _ratio(plain: str) -> Printed | None:
    match = _RATIO.fullmatch(_STARS.sub("", plain))
    return Printed(Status.NORMAL, number(match["number"] or match["inverse"]), ":1") if match else None


def _figure(plain: str) -> Printed | None:
    text, qualifier = _qualified(_STARS.sub("", plain))
    match = _FIGURE.fullmatch(text)
    if not match:
        return None
    unit, later = _trailing(match["rest"] or "")
    if unit and not dimension(unit):
        return None
    return Printed(Status.NORMAL, number(match["number"]), canonical_unit(unit), later or qualifier)


def _qualified(text: str) -> tuple[str, Qualifier]:
    """The text without a qualifier before or behind it: 约300, 8000元以上."""
    for word, qualifier in _qualifiers():
        if text.startswith(word):
            return text.removeprefix(word), qualifier
        if text.endswith(word):
            return text.removesuffix(word), qualifier
    return text, Qualifier.NONE


def _trailing(rest: str) -> tuple[str, Qualifier]:
    """The unit behind a number, and a qualifier between the two: 2000余人."""
    for word, qualifier in _qualifiers():
        if rest.startswith(word):
            return rest.removeprefix(word), qualifier
    return rest, Qualifier.NONE


@cache
def _qualifiers() -> tuple[tuple[str, Qualifier], ...]:
    found = [(word, Qualifier(role)) for role in ("about", "at_least") for word in words(role)]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def number(digits: str) -> int | float:
    plain = digits.replace(",", "")
    return float(plain) if "." in plain else int(plain)
