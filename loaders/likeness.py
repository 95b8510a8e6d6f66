"""How like each other two names of institutions are that were left apart: for a person, never a reason to merge.

Names become one record only where place and remainder are the same; what is scored here stays apart.
"""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

_NAME, _PLACE, _KIND, _OWNERSHIP = 60, 20, 10, 10  # of 100


def likeness(names: tuple[str, str], places: tuple[str, str], kinds: tuple[str, str], owned: tuple[str, str]) -> int:
    """0 to 100: 60 for the names without their places, 20 for the place, 10 each for kind and ownership.

    What one of the two does not state (empty) counts half.
    """
    parts = ((_PLACE, places), (_KIND, kinds), (_OWNERSHIP, owned))
    return round(_NAME * ratio(*names) / 100 + sum(most * _agreement(*pair) for most, pair in parts))


def _agreement(first: str, second: str) -> float:
    if not first or not second:
        return 0.5
    return 1.0 if first == second else 0.0
