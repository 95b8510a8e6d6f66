"""English for the Chinese texts of the reference data: reasons, scopes, bases, names of indicators and chapters."""

from __future__ import annotations

import re
from functools import cache

from db.reference import FOLDER, category_glosses, chapters, indicators, read_table, record_gloss

WITH_REASONS = ("comparability.csv", "geography.csv", "lookalikes.csv", "limits.csv")
_COUNTED = re.compile(r"共(?P<all>\d+)\D*，列名(?P<named>\d+)[^\d等]*(?P<more>等)?")
_SIZES = {"万": "10,000", "亿": "100 million"}
_JOINTS = {"、": ", ", "：": ": ", "；": "; "}


def english(text: str) -> str:
    """Of a text made of several that are known, each of them; what is not known stays Chinese."""
    if text in _known():
        return _known()[text]
    parts = re.split(f"([{''.join(_JOINTS)}])", text)
    return "".join(_JOINTS.get(part) or _part(part) for part in parts)


def _part(text: str) -> str:
    if text in _known():
        return _known()[text]
    if counted := _COUNTED.fullmatch(text):
        return f"{counted['all']} in all, {counted['named']} named{' and others' if counted['more'] else ''}"
    gloss = record_gloss(text)
    return f"{gloss} ({text})" if gloss else text


def unit_in_english(unit: str, number: str = "") -> str:
    """persons, 10,000 yuan; of the number 1, a person. Empty for a unit that is not known."""
    for letter, size in _SIZES.items():
        if unit.startswith(letter) and unit != letter:
            rest = unit_in_english(unit.removeprefix(letter))
            return rest and f"{size} {rest}"
    return _units().get(unit, ("", ""))[number != "1"]


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {row["unit"]: (row["one"], row["many"]) for row in read_table(FOLDER / "units.csv")}


@cache
def _known() -> dict[str, str]:
    """By the Chinese text. The name of an indicator stays behind its gloss: it is what the tables show."""
    reasons = (row for file in WITH_REASONS for row in read_table(FOLDER / file))
    return {
        **{one.name: f"{one.gloss} ({one.name})" for one in chapters() if one.gloss},
        **{one.name: f"{one.gloss} ({one.name})" for one in indicators() if one.gloss},
        **category_glosses(),
        **{row["word"]: row["gloss"] for row in read_table(FOLDER / "record_words.csv") if not row["part"]},
        **{row["reason"]: row["english"] for row in reasons if row.get("english")},
        **{row["text"]: row["english"] for row in read_table(FOLDER / "english.csv")},
    }
