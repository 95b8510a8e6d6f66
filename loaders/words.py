"""The words that tell what a cell, a row or a column is, and the dimensions of units; both from `data/`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from db.reference import read_table

_DATA = Path(__file__).parent / "data"
_SUPERSCRIPT = re.compile(r"<sup>.*?</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]+$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@cache
def words(role: str) -> frozenset[str]:
    """Folded words of one role of `data/forms.csv`."""
    return frozenset(meanings(role))


@cache
def meanings(role: str) -> dict[str, str]:
    """Folded words of one role and what each stands for."""
    return {fold(row["word"]): row["value"] for row in read_table(_DATA / "forms.csv") if row["role"] == role}


@cache
def longest_first(role: str) -> tuple[str, ...]:
    return tuple(sorted(words(role), key=len, reverse=True))


@cache
def _dimensions() -> dict[str, str]:
    return {fold(row["unit"]): row["dimension"] for row in read_table(_DATA / "dimensions.csv")}


def dimension(unit: str) -> str:
    """What a unit measures (count, money, share, …); empty for a unit that is not known."""
    return _dimensions().get(fold(unit), "")


def compatible(unit: str, other: str) -> bool:
    """Whether figures in these units may be the same quantity; what is not known does not speak against it."""
    mine, theirs = dimension(unit), dimension(other)
    return not mine or not theirs or mine == theirs


def canonical_unit(unit: str) -> str:
    """A unit as printed, but for what is printed in several ways: the ratio (`:`, `: 1`, `1:`), 平方米 (㎡) and
    none (—)."""
    text = shown(unit.replace("m²", "㎡"))
    folded = fold(text)
    if folded.replace("∶", ":") in {":", ":1", "1:", "x:1"}:
        return ":1"
    if folded in words("missing"):
        return ""
    return folded.replace("m2", "平方米") if folded.startswith("m2") else text


def shown(text: str) -> str:
    """A printed text as labels show it: without footnote marks and outer blanks."""
    return _SUPERSCRIPT.sub("", text.strip()).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A text by which words are compared: half-width, without blanks and footnote marks."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", shown(text)))
