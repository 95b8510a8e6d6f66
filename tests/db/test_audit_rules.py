"""Every rule on a small set of facts where it fires, and on one that is nearly the same where it must not."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from db.audit.facts import Fact, Facts
from db.audit.finding import Finding, Severity
from db.audit.rules import RULES
from db.audit.words import RULE_WORDS
from tests.db.audited import CITY, EARLIER, PROVINCE, fact, record, table, together

FIND = {rule.id: rule.find for rule in RULES}


def found(rule: str, facts: Facts) -> list[Finding]:
    return list(FIND[rule](facts))


def only(rule: str, facts: Facts) -> Finding:
    (finding,) = found(rule, facts)
    return finding


def column(*values: float | None, total: float | None, statuses: dict[int, str] | None = None) -> Facts:
    """Rows of counties and a total row below."""
    statuses = statuses or {}
    rows = [
        fact("entrants", value, entity=20 + i, row=i, line=10 + i, row_label=f"县{i}", status=statuses.get(i, "normal"))
        for i, value in enumerate(values)
    ]
    last = len(values)
    whole = fact("entrants", total, row=last, line=10 + last, row_label="合计", status=statuses.get(last, "normal"))
    return together(*rows, whole)


def test_each_rule_says_its_formula_and_has_a_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert inspect.getdoc(rule.find)
        assert rule.word == RULE_WORDS[rule.id]
        assert rule.family


class TestTotalOfColumn:
    def test_rows_that_sum_to_something_else(self) -> None:
        finding = only("total_of_column", column(100, 200, 300, total=610))
        assert (finding.severity, finding.expected, finding.found, finding.difference) == ("mismatch", 610, 600, 10)
        assert finding.arithmetic == "100 + 200 + 300 = 600"
        assert finding.lines == ("10", "11", "12", "13")
        assert finding.a.address == "table:yulin-2025,表1/at=3.1"

    def test_rows_that_sum_to_the_total(self) -> None:
        assert not found("total_of_column", column(100, 200, 310, total=610))

    def test_a_blank_gives_a_hint_instead(self) -> None:
        finding = only("total_of_column", column(100, None, 300, total=610))
        assert (finding.severity, finding.difference) == ("conversion", 210)

    def test_a_blank_does_not_excuse_rows_that_exceed_the_total(self) -> None:
        assert only("total_of_column", column(400, None, 300, total=610)).severity == "mismatch"

    def test_a_dash_where_the_sum_holds_is_nothing(self) -> None:
        assert not found("total_of_column", column(310, None, 300, total=610, statuses={1: "dash"}))

    def test_decimals_may_each_be_rounded(self) -> None:
        rows = [
            fact("training.income", value, entity=20 + i, printed=f"{value}") for i, value in enumerate((0.33, 0.33))
        ]
        assert not found("total_of_column", together(*rows, fact("training.income", 0.67, row_label="合计")))

    def test_values_in_a_row_that_lost_a_cell_are_not_judged(self) -> None:
        lost = fact("students", None, status="lost", entity=21, line=11)
        facts = column(100, 200, 300, total=610)
        assert not found("total_of_column", replace(facts, all=[*facts.all, lost]))

    def test_a_list_and_the_total_stated_in_prose(self) -> None:
        rows = [fact("major_groups.quality", n, entity=30 + n, form="list", table="表5", line=n) for n in (3, 4)]
        stated = fact("major_groups.quality", 8, table="", line=90)
        finding = only("total_of_column", together(*rows, stated))
        assert (finding.severity, finding.expected, finding.found) == ("inconsistent", 8, 7)
        assert not found("total_of_column", together(*rows, fact("major_groups.quality", 7, table="", line=90)))


class TestParts:
    def test_levels_that_do_not_sum_to_their_whole(self) -> None:
        finding = only("parts_of_whole", together(*levels(60, 2, 10, 49)))
        assert (finding.rule, finding.severity, finding.expected, finding.found) == (
            "parts_of_whole",
            "mismatch",
            60,
            61,
        )
        assert finding.arithmetic == "2 + 10 + 49 = 61"

    def test_levels_that_do(self) -> None:
        assert not found("parts_of_whole", together(*levels(61, 2, 10, 49)))

    def test_under_a_column_of_totals_it_is_the_total_of_a_row(self) -> None:
        row = [
            fact("students", 100, column_label="在校生总数"),
            fact("students.fulltime", 90, column=2),
            fact("students.parttime", 20, column=3),
        ]
        assert only("parts_of_whole", together(*row)).rule == "total_of_row"

    def test_what_is_lacking_stands_beside_as_others(self) -> None:
        stated = [fact("graduates.progressed", 100), fact("graduates.bachelor", 10), fact("graduates.college", 80)]
        assert found("parts_of_whole", together(*stated))
        others = fact("new:升学去向/其他", 10, column_label="其他")
        assert not found("parts_of_whole", together(*stated, others))

    def test_one_of_two_ways_to_divide_is_enough(self) -> None:
        kinds = [
            fact("graduates.employed_direct", 100), fact("graduates.contract", 60), fact("graduates.matched", 45),
            fact("graduates.soldiers", 10), fact("graduates.self_employed", 10), fact("graduates.flexible", 20),
        ]  # fmt: skip
        assert not found("parts_of_whole", together(*kinds))
        assert only("parts_of_whole", together(fact("graduates.employed_direct", 85), *kinds[1:])).severity == "verify"

    def test_gathered_from_all_over_the_report_it_is_not_hard(self) -> None:
        scattered = [replace(f, table=f"表{n}", line=n) for n, f in enumerate(levels(60, 2, 10, 49))]
        assert only("parts_of_whole", together(*scattered)).severity == "inconsistent"

    def test_a_blank_part_is_told_with_what_would_do(self) -> None:
        finding = only("parts_of_whole", together(*levels(60, 2, None, 49)))
        assert (finding.severity, finding.difference) == ("conversion", 9)

    def test_different_years_are_not_put_together(self) -> None:
        whole, *parts = levels(60, 2, 10, 49)
        assert not found("parts_of_whole", together(replace(whole, year=2024, period="2024"), *parts))

    def test_a_part_that_exceeds_its_whole(self) -> None:
        finding = only("part_exceeds_whole", together(fact("property.patents", 29), fact("property.inventions", 31)))
        assert (finding.severity, finding.expected, finding.found) == ("verify", 29, 31)
        assert not found("part_exceeds_whole", together(fact("property.patents", 31), fact("property.inventions", 31)))

    def test_parts_within_a_remainder(self) -> None:
        row = [fact("graduates.placed", 100), fact("graduates.progressed", 60), fact("graduates.sectors", 41)]
        assert only("part_exceeds_whole", together(*row)).arithmetic == "100 - 60 = 40; 41 > 40"
        assert not found("part_exceeds_whole", together(*row[:2], fact("graduates.sectors", 40)))

    def test_a_satisfaction_above_the_overall_one_is_no_part_that_exceeds(self) -> None:
        scores = [fact("satisfaction.students", 91.0), fact("satisfaction.students.politics", 94.5)]
        assert not found("part_exceeds_whole", together(*scores))

    def test_a_mean_weighted_by_numbers(self) -> None:
        finding = only("weighted_mean", together(*survey(95.60)))
        assert (finding.severity, finding.expected, finding.found) == ("mismatch", 95.6, 95.38)
        assert not found("weighted_mean", together(*survey(95.38)))


def levels(whole: int, national: int | None, provincial: int | None, school: int | None) -> list[Fact]:
    stated = {"": whole, ".national": national, ".provincial": provincial, ".school": school}
    return [fact(f"online_courses{key}", value, line=n, row=n) for n, (key, value) in enumerate(stated.items(), 1)]


def survey(mean: float) -> list[Fact]:
    return [
        fact("satisfaction.graduates", mean, printed=f"{mean:.2f}"),
        fact("satisfaction.graduates.recent", 96.0, printed="96.00"),
        fact("satisfaction.graduates.three_years", 95.0, printed="95.00"),
        fact("survey.graduates.recent", 1500),
        fact("survey.graduates.three_years", 2500),
    ]


class TestRatio:
    def test_terms_of_the_same_row(self) -> None:
        finding = only("ratio", together(*placement(97.47)))
        assert (finding.severity, finding.expected, finding.found) == ("mismatch", 97.47, 97.74)
        assert finding.arithmetic == "1080 ÷ 1105 = 97.74%"

    @pytest.mark.parametrize("printed", [97.74, 97.7, 98, 97.73])
    def test_rounded_or_cut_to_the_printed_decimals(self, printed: float) -> None:
        assert not found("ratio", together(*placement(printed)))

    def test_the_denominator_that_fits_is_named(self) -> None:
        finding = only("ratio", together(*placement(90.0), fact("graduates.first_job", 1200)))
        assert finding.note == "毕业生初次就业人数"

    def test_an_unstated_base_may_be_any_of_the_plausible_ones(self) -> None:
        base = [fact("graduates.self_employed", 139), fact("graduates.employed_direct", 709), fact("graduates", 4558)]
        assert not found("ratio", together(*base, fact("rate.self_employed", 3.05)))
        assert only("ratio", together(*base, fact("rate.self_employed", 13.76))).severity == "verify"

    def test_two_printed_values_of_a_term_leave_it_to_be_verified(self) -> None:
        facts = together(*placement(90.0), fact("graduates", 1110, table="表9"))
        assert only("ratio", replace(facts, all=[replace(f, table="") if f.indicator == "rate.placement" else f for f in facts.all])).severity == "verify"  # fmt: skip # noqa: E501

    def test_a_share_above_the_whole(self) -> None:
        assert only("percent_above_100", together(fact("rate.placement", 101.2))).found == 101.2
        assert not found("percent_above_100", together(fact("rate.placement", 100.0)))


def placement(rate: float) -> list[Fact]:
    return [
        fact("graduates", 1105),
        fact("graduates.placed", 1080, column=2),
        fact("rate.placement", rate, column=3, printed=f"{rate:g}"),
    ]


class TestLists:
    def test_a_count_beside_what_is_listed(self) -> None:
        stated = fact("major_groups.quality", 3, form="list", table="表3", column_label="数量（个）")
        majors = [record("表3", name, "学校甲", major=n) for n, name in enumerate(("电子", "护理"))]
        finding = only("count_of_list", Facts(CITY, [stated], records=majors))
        assert (finding.severity, finding.expected, finding.found) == ("mismatch", 3, 2)
        assert not found("count_of_list", Facts(CITY, [replace(stated, value=2)], records=majors))

    def test_a_count_in_the_caption(self) -> None:
        members = [record("表8", f"学校{n}", f"学校{n}", row=n) for n in range(3)]
        listed = table("表8", caption="优秀组织单位名单(共 4 个)", form="list")
        assert only("count_of_list", Facts(CITY, [], records=members, tables=[listed])).expected == 4
        three = replace(listed, caption="优秀组织单位名单（共3个）")
        assert not found("count_of_list", Facts(CITY, [], records=members, tables=[three]))

    def test_a_count_stated_elsewhere(self) -> None:
        stated = fact("schools.provincial_quality", 3, table="", line=50)
        members = quality("表2", "甲校", "乙校")
        assert only("count_of_list", Facts(CITY, [stated], records=members)).severity == "inconsistent"
        assert not found("count_of_list", Facts(CITY, [stated], records=[*members, *quality("表2", "丙校")]))

    def test_a_member_that_the_other_list_lacks(self) -> None:
        lists = [*quality("表2", "甲县职校", "乙县职校", "丙县职校"), *quality("表5", "甲县职校", "乙县工贸学校")]
        pair, single = found("list_members", Facts(CITY, [], records=lists))
        assert (pair.expected, pair.found) == ("乙县职校", "乙县工贸学校")
        assert (single.expected, single.found) == ("丙县职校", None)
        assert not found("list_members", Facts(CITY, [], records=[*quality("表2", "甲"), *quality("表5", "甲")]))

    def test_lists_of_different_kinds_are_not_compared(self) -> None:
        other = record("表9", "乙校", "乙校", list="国家规划教材")
        assert not found("list_members", Facts(CITY, [], records=[*quality("表2", "甲校"), other]))

    def test_a_member_that_stands_twice(self) -> None:
        twice = [*quality("表2", "甲校", "乙校"), *quality("表2", "甲校")]
        assert only("list_duplicates", Facts(CITY, [], records=twice)).subject == "甲校"
        assert not found("list_duplicates", Facts(CITY, [], records=[*quality("表2", "甲校"), *quality("表5", "甲校")]))


def quality(group: str, *names: str) -> list[Any]:
    return [
        record(group, name, name, list=f"{group} 优质中等职业学校名单", row=n, line=n) for n, name in enumerate(names)
    ]


class TestTwice:
    def test_two_values_for_one_thing(self) -> None:
        finding = only("printed_twice", together(fact("students", 15176), fact("students", 15167, table="", line=50)))
        assert (finding.severity, finding.difference, finding.lines) == ("inconsistent", 9, ("1", "50"))

    @pytest.mark.parametrize(
        "other",
        [
            fact("rate.fitness", 91.5, table="", line=9),
            fact("rate.fitness", 91.49, table="表9"),
            fact("rate.fitness", 90, table="", qualifier="at_least"),
            fact("rate.fitness", 95, table="", qualifier="about"),
            fact("rate.fitness", 80.0, year=2024, period="2024"),
            fact("rate.fitness", 80.0, entity=20),
        ],
        ids=["rounded", "equal", "at least", "about", "another year", "another entity"],
    )
    def test_what_agrees_or_is_of_something_else(self, other: Fact) -> None:
        assert not found("printed_twice", together(fact("rate.fitness", 91.49), other))

    def test_units_of_ten_thousand(self) -> None:
        plain = fact("conditions.equipment", 12852.14)
        assert found("printed_twice", together(plain, fact("conditions.equipment", 1.28, unit="万元/生", table="")))
        assert not found("printed_twice", together(plain, fact("conditions.equipment", 1.29, unit="万元/生", table="")))

    def test_other_geography_is_a_matter_of_scope(self) -> None:
        pair = [fact("graduates", 5, entity=20), fact("graduates", 6, entity=20, geography="location", table="表9")]
        assert only("printed_twice", together(*pair)).severity is Severity.SCOPE

    def test_other_dates_are_a_matter_of_scope(self) -> None:
        pair = [fact("students", 5, period="2025-03"), fact("students", 6, period="2025-10", table="表9")]
        assert only("printed_twice", together(*pair)).severity is Severity.SCOPE

    def test_another_issuer_before(self) -> None:
        own = fact("entrants", 7984, year=2024, period="2023")
        theirs = fact("entrants", 4424, year=2024, period="2023/2024", report=PROVINCE, line=318)
        finding = only("printed_twice", together(own, elsewhere=(theirs,)))
        assert (finding.severity, finding.lines) == ("inconsistent", ("1", "guangxi-2024:318"))
        assert not found("printed_twice", together(replace(own, value=4424), elsewhere=(theirs,)))

    def test_names_that_are_taken_for_one_another(self) -> None:
        pair = [fact("rate.double.fulltime", 27.67), fact("rate.double", 49.02, table="表9")]
        finding = only("printed_twice", together(*pair))
        assert (finding.severity, finding.expected, finding.found) == ("scope", 49.02, 27.67)
        assert finding.subject == "玉林市 双师型教师比例、双师型教师占专任教师比例"
        assert not found("printed_twice", together(fact("graduates.bachelor", 1), fact("graduates.college", 2)))


class TestLastYear:
    def test_the_value_that_a_change_implies(self) -> None:
        change = fact("graduates.progressed", 6490, status="derived", table="", line=21, year=2024)
        printed = fact("graduates.progressed", 6480, year=2024, line=139)
        finding = only("last_year", together(change, printed))
        assert (finding.severity, finding.expected, finding.found) == ("inconsistent", 6490, 6480)
        assert not found("last_year", together(change, replace(printed, value=6490)))

    def test_the_same_issuer_a_year_before(self) -> None:
        now = fact("funding.total", 20.4, unit="亿元", year=2024)
        then = fact("funding.total", 203000, year=2024, report=EARLIER)
        assert only("last_year", together(now, elsewhere=(then,))).found == 203000
        assert not found("last_year", together(now, elsewhere=(replace(then, value=204300),)))
        assert not found("printed_twice", together(now, elsewhere=(then,)))


class TestPlausible:
    def test_one_of_two_that_are_zero_together(self) -> None:
        finding = only("both_zero", together(fact("sino_foreign.majors", 0), fact("sino_foreign.students", 42)))
        assert (finding.severity, finding.expected, finding.found) == ("verify", 42, 0)

    @pytest.mark.parametrize("majors", [1, None])
    def test_neither_or_a_blank(self, majors: int | None) -> None:
        stated = together(fact("sino_foreign.majors", majors), fact("sino_foreign.students", 42))
        assert not found("both_zero", stated)

    def test_a_remainder_without_its_part(self) -> None:
        row = [fact("graduates.placed", 3090), fact("graduates.progressed", 2935), fact("graduates.sectors", 0)]
        assert only("both_zero", together(*row)).expected == 155
        assert not found("both_zero", together(row[0], fact("graduates.progressed", 3090), row[2]))

    def test_beyond_what_sense_allows(self) -> None:
        assert only("implausible", together(fact("conditions.workstations", 29.9))).found == 29.9
        assert not found("implausible", together(fact("conditions.workstations", 0.9)))


class TestConversion:
    def test_a_lost_cell_with_the_value_that_would_do(self) -> None:
        finding = only("lost_cell", column(100, None, 300, total=610, statuses={1: "lost"}))
        assert (finding.severity, finding.difference) == ("conversion", 210)
        assert not found("total_of_column", column(100, None, 300, total=610, statuses={1: "lost"}))

    def test_lost_cells_that_change_no_sum_are_told_once_a_table(self) -> None:
        facts = column(100, None, None, total=100, statuses={1: "lost", 2: "lost"})
        assert only("lost_cell", facts).found == 2
        assert not found("lost_cell", column(100, None, None, total=100))

    def test_a_lost_total(self) -> None:
        assert only("lost_cell", column(1, 2, total=None, statuses={2: "lost"})).expected == 3

    def test_a_blank_total(self) -> None:
        assert only("blank_total", column(1, 2, total=None, statuses={2: "blank"})).expected == 3
        assert not found("blank_total", column(1, 2, total=None, statuses={2: "dash"}))

    def test_moved_values_of_a_table_that_lost_nothing(self) -> None:
        moved = fact("entrants", 5, status="realigned")
        assert only("realigned_cell", together(moved, fact("students", 9))).found == 1
        assert not found("realigned_cell", together(moved, fact("students", None, status="lost")))

    def test_what_is_no_number(self) -> None:
        assert (
            only("unreadable_cell", together(fact("entrants", None, status="unreadable", printed="?!"))).found == "?!"
        )
        assert not found("unreadable_cell", together(fact("entrants", None, status="dash", printed="—")))

    def test_a_row_shorter_than_the_header(self) -> None:
        short = table("表1", widths={0: (4, 1, "header"), 1: (3, 2, "label,observation")})
        assert only("short_row", Facts(CITY, [], tables=[short])).lines == ("2",)
        lost = fact("entrants", None, status="lost", line=2)
        assert not found("short_row", Facts(CITY, [lost], tables=[short]))

    def test_a_gap_in_the_numbers_of_tables(self) -> None:
        tables = [table(key, line=n) for n, key in enumerate(("表1", "表3", "附表1", "@90"))]
        assert only("missing_table", Facts(CITY, [], tables=tables)).subject == "表2"
        assert not found("missing_table", Facts(CITY, [], tables=[table("表1"), table("表2"), table("附表1")]))


@pytest.mark.parametrize("find", FIND.values(), ids=FIND.keys())
def test_a_report_that_says_nothing_has_no_findings(find: Callable[[Facts], Any]) -> None:
    assert not list(find(Facts(CITY, [])))


class TestInText:
    @staticmethod
    def said(detail: str, *names: str, line: int = 5) -> list[Any]:
        return [record("称号", "市级优质学校", name, table="", detail=detail, line=line) for name in names]

    def test_a_sentence_that_names_fewer_than_it_states(self) -> None:
        one = only("count_of_list", Facts(CITY, [], records=self.said("共3所，列名2所", "甲校", "乙校")))
        assert (one.expected, one.found, one.severity, one.lines) == (3, 2, Severity.MISMATCH, ("5",))

    @pytest.mark.parametrize("detail", ["共2所，列名2所", "共两所，列名2所", "共3所，列名2所等", ""])
    def test_as_many_as_stated_or_only_examples(self, detail: str) -> None:
        assert not found("count_of_list", Facts(CITY, [], records=self.said(detail, "甲校", "乙校")))

    def test_a_sentence_and_a_table_of_one_kind(self) -> None:
        rows = [record("表2", name, name, list="市级优质学校骨干专业", line=9) for name in ("甲校", "丙校")]
        told = self.said("共2所，列名2所", "甲校", "乙校")
        one = only("list_members", Facts(CITY, [], records=[*rows, *told]))
        assert {one.expected, one.found} == {"乙校", "丙校"}

    def test_a_gap_in_the_text(self) -> None:
        gap = replace(record("断页", "图19", "", table="", line=7), entity=None)
        assert only("missing_page", Facts(CITY, [], records=[gap])).lines == ("7",)
