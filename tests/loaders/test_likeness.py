"""Likeness: the same is 100, what decides weighs, what is not stated counts half."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.likeness import likeness

NAMES = ("职业中学", "职业中等专业学校")
PLACES = ("620321", "620321")
KINDS = ("secondary", "secondary")
OWNED = ("public", "public")


def test_the_same_is_all() -> None:
    assert likeness(("理工学校", "理工学校"), PLACES, KINDS, OWNED) == 100


def test_another_place_kind_or_owner_makes_less_like() -> None:
    whole = likeness(NAMES, PLACES, KINDS, OWNED)
    assert likeness(NAMES, ("620321", "620102"), KINDS, OWNED) == whole - 20
    assert likeness(NAMES, PLACES, ("secondary", "technical"), OWNED) == whole - 10
    assert likeness(NAMES, PLACES, KINDS, ("public", "private")) == whole - 10


def test_what_is_not_stated_counts_half() -> None:
    assert likeness(NAMES, ("620321", ""), KINDS, OWNED) == likeness(NAMES, PLACES, KINDS, OWNED) - 10


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=2), st.text(max_size=2))
def test_it_lies_between_0_and_100_and_is_the_same_both_ways(a: str, b: str, p: str, q: str) -> None:
    score = likeness((a, b), (p, q), KINDS, OWNED)
    assert 0 <= score <= 100
    assert score == likeness((b, a), (q, p), KINDS, OWNED)
