"""What must hold of the dictionary of indicators, whatever line is added to it."""

from collections import Counter

from db.reference import chapters, comparability, indicators

KNOWN = {one.key: one for one in indicators()}
WRITTEN_ON = "schools schools.enrolling students students.fulltime students.parttime entrants teachers staff graduates"
WRITTEN_ON += " graduates.placed graduates.progressed graduates.bachelor graduates.employed_direct offerings"
WRITTEN_ON += " offerings.through ratio.student_teacher"
WRITTEN_ON += " rate.placement rate.employment rate.progression rate.bachelor rate.direct"


def test_keys_and_names_are_unique() -> None:
    assert len(KNOWN) == len(indicators())
    assert [name for name, uses in Counter(one.name for one in indicators()).items() if uses > 1] == []


def test_keys_are_plain_and_every_line_is_full() -> None:
    for one in indicators():
        assert one.key.replace(".", "").replace("_", "").isascii()
        assert one.name
        assert one.gloss.isascii(), one
        assert one.unit, one
        assert one.kind in {"count", "amount", "ratio", "score"}, one
        assert one.chapter in {chapter.key for chapter in chapters()}, one


def test_the_whole_of_an_indicator_exists_and_no_indicator_is_its_own_part() -> None:
    for one in indicators():
        seen = {one.key}
        whole = one.whole
        while whole:
            assert whole not in seen
            seen.add(whole)
            whole = KNOWN[whole].whole


def test_formulas_divide_known_indicators() -> None:
    rates = [one for one in indicators() if one.formula]
    assert rates
    for one in rates:
        over, under = one.formula.split(" / ")
        assert {over, under} <= set(KNOWN), one
        assert one.kind == "ratio"


def test_the_keys_that_other_parts_are_written_on_are_there() -> None:
    assert set(WRITTEN_ON.split()) <= set(KNOWN)
    shown_first = sorted((one.rate_position, one.key) for one in indicators() if one.rate_position)
    assert [position for position, _ in shown_first] == list(range(1, len(shown_first) + 1))


def test_comparability_names_two_indicators_once_and_says_why() -> None:
    pairs = [frozenset((one.a, one.b)) for one in comparability()]
    assert len(pairs) == len(set(pairs))
    for one in comparability():
        assert one.a != one.b
        assert {one.a, one.b} <= set(KNOWN), one
        assert one.verdict in {"yes", "note", "no"}
        assert one.reason
