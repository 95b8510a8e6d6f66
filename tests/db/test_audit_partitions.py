"""Which parts make which whole, and which quotients are plausible: the data of the rules, each where it must tell."""

from __future__ import annotations

import pytest

from db.audit.facts import Facts
from db.audit.finding import Finding
from db.audit.reference import limits, partitions
from db.audit.rules import RULES
from db.reference import indicators
from tests.db.audited import fact, together

FIND = {rule.id: rule.find for rule in RULES}
KEYS = {indicator.key for indicator in indicators()}


def found(rule: str, facts: Facts) -> list[Finding]:
    return list(FIND[rule](facts))


def printed(values: dict[str, float]) -> Facts:
    return together(*(fact(key, value, table="", line=5) for key, value in values.items()))


GRANTS = {
    "funding.grants": 3317.23,
    "funding.grants.central": 2736.38,
    "funding.grants.provincial": 546.1,
    "funding.grants.municipal": 34.75,
}
THROUGH = {"entrants.through": 3185, "entrants.three_two": 3155, "entrants.three_four": 30}


def test_the_data_speaks_of_indicators_of_the_dictionary() -> None:
    for partition in partitions():
        assert {partition.whole, *partition.parts, *partition.weights} <= KEYS
    for limit in limits():
        assert {part.strip() for part in limit.indicator.split("/")} <= KEYS
        assert limit.least < limit.most


def test_grants_by_who_pays_sum_to_their_whole() -> None:
    assert not found("parts_of_whole", printed(GRANTS))
    (finding,) = found("parts_of_whole", printed(GRANTS | {"funding.grants.central": 2763.38}))
    assert (finding.severity, finding.expected, finding.found) == ("verify", 3317.23, 3344.23)
    assert finding.arithmetic == "2763.38 + 546.1 + 34.75 = 3344.23"


def test_what_a_county_pays_beside_the_others_is_no_fault() -> None:
    county = fact("new:县级资金", 100, unit="万元", table="", line=5)
    short = printed(GRANTS | {"funding.grants": 3417.23})
    assert found("parts_of_whole", short)
    assert not found("parts_of_whole", together(*short.all, county))


def test_entrants_to_through_training_by_programme() -> None:
    assert not found("parts_of_whole", printed(THROUGH))
    (finding,) = found("parts_of_whole", printed(THROUGH | {"entrants.three_two": 3115}))
    assert (finding.expected, finding.found, finding.severity) == (3185, 3145, "verify")
    assert not found("parts_of_whole", printed(THROUGH | {"entrants.through": 3285, "entrants.five_year": 100}))


@pytest.mark.parametrize(
    ("whole", "part"), [("teachers", "teachers.double"), ("students", "entrants"), ("teachers", "teachers.senior")]
)
def test_a_part_is_no_larger_than_its_whole(whole: str, part: str) -> None:
    assert not found("part_exceeds_whole", printed({whole: 1325, part: 1325}))
    (finding,) = found("part_exceeds_whole", printed({whole: 1325, part: 1470}))
    assert (finding.severity, finding.expected, finding.found) == ("verify", 1325, 1470)


def test_titles_and_degrees_of_teachers_are_complete() -> None:
    degrees = {
        f"teachers.degree.{key}": n for key, n in (("doctor", 1), ("master", 9), ("bachelor", 80), ("college", 5))
    }
    assert not found("parts_of_whole", printed({"teachers": 95} | degrees))
    (finding,) = found("parts_of_whole", printed({"teachers": 100} | degrees))
    assert (finding.severity, finding.found) == ("mismatch", 95)


class TestPupilsToATeacher:
    @pytest.mark.parametrize("students", [2_700, 15_176, 79_000])
    def test_a_number_that_can_be(self, students: int) -> None:
        assert not found("implausible", printed({"students": students, "teachers": 1325}))

    def test_a_number_that_cannot(self) -> None:
        (finding,) = found("implausible", printed({"students": 151_760, "teachers": 1325}))
        assert (finding.severity, finding.found) == ("verify", 114.54)
        assert finding.arithmetic == "151760 ÷ 1325 = 114.54 > 60"
        assert finding.subject == "玉林市 在校生总数 ÷ 专任教师数"
        assert (len(finding.a.observations), len(finding.b.observations)) == (1, 1)
        assert "< 2" in found("implausible", printed({"students": 1000, "teachers": 1325}))[0].arithmetic

    def test_figures_of_one_place_speak_before_those_of_two(self) -> None:
        apart = fact("students", 151_760, table="表9", line=90)
        facts = printed({"students": 15_176, "teachers": 1325})
        assert not found("implausible", together(apart, *facts.all))

    def test_years_counts_and_vague_figures_that_do_not_go_together(self) -> None:
        teachers = fact("teachers", 1325, table="", line=5)
        for students in (
            fact("students", 151_760, year=2024, period="2024"),
            fact("students", 151_760, entity=20),
            fact("students", 151_760, qualifier="about"),
        ):
            assert not found("implausible", together(students, teachers))
        assert not found("implausible", together(teachers, fact("students", 151_760, geography="location")))
