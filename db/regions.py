"""Short names of regions: 甘肃, 庆阳, 临夏州, 西峰, 张家川.

The rule is that of everyday use: the word for the kind of unit and the names of peoples are left out, an autonomous
prefecture keeps 州, and a name of one character keeps its word (环县).
"""

from __future__ import annotations

from functools import cache

_ENDINGS = {
    "province": ("特别行政区", "自治区", "省", "市"),
    "prefecture": ("自治州", "地区", "市"),
    "county": ("自治县", "自治旗", "林区", "新区", "特区", "县", "区", "市"),
}
_UNIT_WORDS = ("省", "市", "自治区", "自治州", "州", "县", "区")


def short_name(name: str, level: str) -> str:
    """The short name of a region (level province, prefecture, county or unit); the name itself when there is none."""
    if level == "unit":
        return _unit_word(name)
    ending = next((e for e in _ENDINGS.get(level, ()) if name.endswith(e)), "")
    stem = name.removesuffix(ending)
    if ending.startswith("自治"):
        stem = _without_peoples(stem)
    if len(stem) < 2:
        return name
    return stem + "州" if ending == "自治州" else stem


def short_names(name: str, level: str) -> tuple[str, ...]:
    """All short forms in use, the usual one first: 临夏州 is also called 临夏, like a city and a county in it."""
    short = short_name(name, level)
    if name.endswith("自治州") and len(short) > 2:
        return short, short.removesuffix("州")
    return () if short == name else (short,)


def _unit_word(name: str) -> str:
    """甘肃省省属 → 省属: the unit's own word is the one that begins the last two characters."""
    return name[-2:] if len(name) > 3 and name.endswith("属") and name[-2] in _UNIT_WORDS else name


def _without_peoples(stem: str) -> str:
    """积石山保安族东乡族撒拉族 → 积石山, 巴音郭楞蒙古 → 巴音郭楞, but 东乡族 → 东乡 and 内蒙古 as it is."""
    while True:
        bare = stem.removesuffix("族")
        people = next((p for p in _peoples() if bare.endswith(p) and len(bare) - len(p) >= 2), "")
        if not people or (bare == stem and len(people) < 2):
            return bare if len(bare) >= 2 else stem
        stem = bare.removesuffix(people)


@cache
def _peoples() -> tuple[str, ...]:
    """Longest first, so that 土家 is not taken for 家."""
    from db.reference import FOLDER, read_table

    return tuple(sorted((row["name"] for row in read_table(FOLDER / "ethnic_groups.csv")), key=len, reverse=True))
