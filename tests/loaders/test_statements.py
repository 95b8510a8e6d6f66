"""What sentences say of institutions by name: an invented example of every pattern, and what must not be read."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from db.model import ReportFacts
from loaders.edition import material_of, write_edition
from loaders.identify import Identity
from loaders.load import read_facts
from loaders.material import Statement
from loaders.prose.passages import passages
from loaders.read import read_report
from loaders.recognise import recognise
from loaders.statements import statements_of
from loaders.text import document_of

HERE = Path(__file__).parent
MADE_UP = HERE.parent / "made_up"
YULIN = Identity("", "", "450900", "prefecture", 2025)


def examples() -> list[dict[str, str]]:
    with (HERE / "statement_examples.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def said(text: str) -> list[Statement]:
    document = document_of(text, "a.txt", "0")
    return list(statements_of(document, YULIN, tuple(passages(document)), frozenset()))


def as_typed(one: Statement) -> str:
    return f"{one.list}|{one.entity}|{one.item}|{one.role}|{one.detail}|{one.ownership}"


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["text"][:20])
def test_every_pattern_reads_its_example(example: dict[str, str]) -> None:
    assert "//".join(map(as_typed, said(example["text"]))) == example["says"]


def test_there_is_an_example_of_every_list() -> None:
    with (HERE.parents[1] / "loaders" / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        lists = Counter(row["list"] for row in csv.DictReader(line for line in file if not line.startswith("#")))
    shown = Counter(name for row in examples() for name in {one.split("|")[0] for one in row["says"].split("//")})
    assert all(shown[name] >= count for name, count in lists.items()), lists - shown


def test_a_name_is_told_with_its_own_line_and_section() -> None:
    text = "# 1 概况\n\n## 1.1 学校\n\n全市目前共有自治区级示范学校2所（容县职专、\n\n北流职专），重点学校1所。\n"
    assert [(one.entity, one.line, one.section) for one in said(text)] == [
        ("容县职专", 5, "1.1"),
        ("北流职专", 7, "1.1"),
    ]


def test_a_case_of_a_region_is_also_that_of_the_school_it_tells_of() -> None:
    text = "## 案例 1 玉林市推进竹编传承\n\n多年来，容县职专开展竹编教学，成绩显著。\n"
    assert [(one.entity, one.line) for one in said(text)] == [("玉林市", 1), ("容县职专", 3)]


def test_the_index_of_cases_and_pictures_says_nothing() -> None:
    cases = "案例 1 容县职专：竹编进课堂 ..... 12\n\n案例 2 北流职专：陶艺 ..... 15"
    assert said(f"## 案例索引\n\n{cases}\n\n- 图 1 容县职专竹编 ..... 3\n") == []


@cache
def weifang() -> ReportFacts:
    return read_facts(MADE_UP / "weifang-2023.md")


def test_a_stated_count_is_kept_beside_the_names_listed() -> None:
    found = [
        (one.entity.name, one.detail)
        for one in weifang().records
        if one.item == "第二批品牌专业的申报学校" and one.entity
    ]
    assert found == [
        (name, "共5所，列名4所")
        for name in ("潍坊市白浪河工程学校", "青州市云岭职业学校", "寿光市弥水职业学校", "高密市凤城职业学校")
    ]


def test_what_is_said_of_a_school_stands_with_the_one_record_of_its_tables() -> None:
    by_text = {one.entity for one in weifang().records if not one.table}
    by_table = {one.entity for one in weifang().records if one.table}
    assert {one.name for one in by_text & by_table if one} == {
        "潍坊市白浪河工程学校",
        "青州市云岭职业学校",
        "寿光市弥水职业学校",
        "高密市凤城职业学校",
    }


@pytest.mark.parametrize("name", ["weifang-2023.md", "yulin-2025.md", "zunyi-2026.docx"])
def test_an_edition_gives_the_same_records(name: str, tmp_path: Path) -> None:
    material = read_report(MADE_UP / name)
    edition = material_of(write_edition(material), tmp_path / "edition.md")
    assert edition.statements == material.statements
    assert recognise(edition, "a").records == recognise(material, "a").records


def test_stated_ownership_is_kept_with_the_school_and_all_its_names(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(OWNED, encoding="utf-8")
    facts = read_facts(path)
    owned = {name.text: name.entity.ownership for name in facts.names}
    assert (owned["容县职专"], owned["容县职业中等专业学校"], owned["北流职专"]) == ("private", "private", "")


def test_a_name_that_may_stand_for_several_schools_is_listed_and_not_used(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(OWNED + "\n图 3 为玉林市职业学校师生作报告\n", encoding="utf-8")
    facts = read_facts(path)
    assert not any(one.list == "图片" for one in facts.records)
    assert sum("玉林市职业学校" in one.text for one in facts.unsure) == 1


OWNED = """\
玉林市中等职业教育质量年度报告（2025）

玉林市教育局

1 概况

1.1 学校

全市有民办职业学校1所（容县职专）。

表1 学校情况

学校\t在校生（人）\t专任教师（人）
容县职业中等专业学校\t1200\t60
北流职专\t800\t40
合计\t2000\t100
"""
