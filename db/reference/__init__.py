"""Bundled reference data: divisions, majors, the indicator dictionary. `README.md` beside it describes each file."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from db.terms import TimeBasis

FOLDER = Path(__file__).parent


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header; lines that begin with `#` are remarks."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class Division(NamedTuple):
    """A region of GB/T 2260: six-digit code, official name, level province|prefecture|county, code of the one above."""

    code: str
    name: str
    level: str
    parent: str


class CatalogueMajor(NamedTuple):
    code: str
    name: str
    category: str  # 专业大类
    family: str  # 专业类


class OldMajor(NamedTuple):
    """A name that the catalogue does not have, and the name of today that it is likely to mean; empty if unknown."""

    name: str
    likely: str
    source: str  # 2010|short|college|technical
    note: str


class Chapter(NamedTuple):
    key: str
    name: str
    gloss: str


class KnownIndicator(NamedTuple):
    """A row of the dictionary. `whole` is the key of what it is part of, `formula` is `numerator / denominator`
    by keys (times 100 when the unit is %). `rate_position` orders the rates that a region's view shows first."""

    key: str
    name: str
    gloss: str
    unit: str
    whole: str
    chapter: str
    time_basis: TimeBasis
    kind: str  # count|amount|ratio|score
    scope: str
    denominator: str
    formula: str
    rate_position: int


class AnnexForm(NamedTuple):
    """A form in the annex of a report: its number there, and the keys of the indicators that it asks for."""

    number: int
    caption: str
    gloss: str
    indicators: tuple[str, ...]


class Comparability(NamedTuple):
    a: str
    b: str
    verdict: str  # yes|note|no
    reason: str


@cache
def divisions() -> tuple[Division, ...]:
    rows = read_table(FOLDER / "divisions.csv")
    return tuple(Division(r["code"], r["name"], r["level"], r["parent_code"]) for r in rows)


@cache
def majors() -> tuple[CatalogueMajor, ...]:
    rows = read_table(FOLDER / "majors.csv")
    return tuple(CatalogueMajor(r["code"], r["name"], r["category_name"], r["class_name"]) for r in rows)


@cache
def categories() -> tuple[str, ...]:
    """Categories (专业大类) in the order of the catalogue."""
    return tuple(dict.fromkeys(major.category for major in majors()))


@cache
def category_glosses() -> dict[str, str]:
    """What each category is in English."""
    return {row["name"]: row["gloss"] for row in read_table(FOLDER / "major_categories.csv")}


def category_called(name: str) -> str:
    """The category of this name, with or without 大类; empty when there is none."""
    return next((category for category in categories() if name in (category, category.removesuffix("大类"))), "")


@cache
def old_majors() -> dict[str, OldMajor]:
    return {row["name"]: OldMajor(**row) for row in read_table(FOLDER / "old_majors.csv")}


@cache
def record_sections() -> tuple[tuple[str, str], ...]:
    """Words in the names of lists, and the section of an institution's record in which such a list stands."""
    return tuple((row["word"], row["section"]) for row in read_table(FOLDER / "record_sections.csv"))


def record_section(*told: str) -> str:
    """The section for what is told of a record, of its list and role; empty where no word of these names one."""
    return next((section for name, section in record_sections() if any(name in text for text in told)), "")


@cache
def record_gloss(text: str) -> str:
    """English for the name of a list, a title or a role, with its level where it names one; empty if unknown."""
    level, words = _record_words()
    gloss = next((gloss for word, gloss in words if word in text), "")
    before = next((gloss for word, gloss in level if text.startswith(word)), "") if gloss else ""
    return f"{before} {gloss}".strip()


@cache
def _record_words() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Levels, and all other words, each with its gloss."""
    rows = read_table(FOLDER / "record_words.csv")
    level, words = ([(r["word"], r["gloss"]) for r in rows if (r["part"] == "level") is it] for it in (True, False))
    return level, words


@cache
def chapters() -> tuple[Chapter, ...]:
    return tuple(Chapter(r["key"], r["name"], r["gloss"]) for r in read_table(FOLDER / "chapters.csv"))


_TEXTS = ("key", "name", "gloss", "unit", "whole", "chapter", "kind", "scope", "denominator", "formula")


@cache
def indicators() -> tuple[KnownIndicator, ...]:
    return tuple(
        KnownIndicator(
            **{
                k: r[k]
                for k in ("key", "name", "gloss", "unit", "whole", "chapter", "kind", "scope", "denominator", "formula")
            },
            time_basis=TimeBasis(r["time_basis"]),
            rate_position=int(r["rate_position"] or 0),
        )
        for r in read_table(FOLDER / "indicators.csv")
    )


@cache
def comparability() -> tuple[Comparability, ...]:
    rows = read_table(FOLDER / "comparability.csv")
    return tuple(Comparability(r["a"], r["b"], r["verdict"], r["reason"]) for r in rows)


@cache
def annex_forms() -> tuple[AnnexForm, ...]:
    forms: dict[tuple[int, str, str], list[str]] = {}
    for row in read_table(FOLDER / "annex_forms.csv"):
        forms.setdefault((int(row["form"]), row["caption"], row["gloss"]), []).append(row["indicator"])
    return tuple(AnnexForm(*form, tuple(keys)) for form, keys in forms.items())
