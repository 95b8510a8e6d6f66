"""The key of a report: whose it is, in pinyin, and its year: `gansu-2024`, `yulin-450900-2025` (玉林, not 榆林)."""

from __future__ import annotations

import re
from functools import cache

from db.names import pinyin_of
from db.reference import Division, divisions
from db.regions import short_name
from loaders.material import Material

_LEVELS = ("province", "prefecture", "county")
_HIGHER = re.compile(r"高等职业|高职|高等专科")


def key_of(material: Material) -> str:
    return report_key(material.kind, material.region, material.year, material.school, material.title)


def report_key(kind: str, region: str, year: int, school: str = "", title: str = "") -> str:
    """Kind, division code, year, and what tells reports of one issuer apart: the school, or 高等职业 in the title."""
    place = pinyin_of(school)[0] if kind == "school" and school else _place(region)
    higher = "-higher" if kind != "school" and _HIGHER.search(title) else ""
    return f"{place}{higher}-{year}"


def _place(code: str) -> str:
    """Pinyin of the region's short name; with the code where another of its level, or above, is spelt alike."""
    division = next((d for d in divisions() if d.code == code), None)
    if division is None:
        return code
    spelt = _spelling(division)
    peers = _LEVELS[: _LEVELS.index(division.level) + 1]
    alike = any(d.code != code and d.level in peers and _spelling(d) == spelt for d in divisions())
    return f"{spelt}-{code}" if alike else spelt


@cache
def _spelling(division: Division) -> str:
    return pinyin_of(short_name(division.name, division.level))[0]
