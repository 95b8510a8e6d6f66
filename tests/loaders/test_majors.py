import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model import Entity, EntityType
from db.reference import majors
from loaders.majors import Majors, split_majors

GOLDEN = Path(__file__).parents[1] / "golden" / "records.csv"

# Gansu 2024, 表 5: a school, the count of majors printed beside it, and the cell that names them.
TABLE = Path(__file__).parent / "majors_of_schools.csv"
MISCOUNTED = {"平凉信息工程学校": 5}  # the report prints 4 and names five


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def golden(field: str) -> dict[str, list[str]]:
    """One field of the records, by table."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(GOLDEN):
        found[row["table"]].append(row[field])
    return found


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: row["school"])
def test_a_cell_names_as_many_majors_as_the_report_counts(row: dict[str, str]) -> None:
    expected = MISCOUNTED.get(row["school"], int(row["printed_count"]))
    assert len(split_majors(row["cell"])) == expected


def test_all_majors_of_the_table_are_those_read_by_eye() -> None:
    expected = [(row["item"], row["detail"]) for row in rows(GOLDEN) if row["table"] == "表5"]
    assert [pair for row in rows(TABLE) for pair in split_majors(row["cell"])] == expected
    assert len(expected) == 147


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("护理，中医护理，幼儿保育专业", [("护理", ""), ("中医护理", ""), ("幼儿保育", "")]),
        ("电子商务、陶瓷工艺；计算机应用", [("电子商务", ""), ("陶瓷工艺", ""), ("计算机应用", "")]),
        ("会计/电算会计", [("会计", ""), ("电算会计", "")]),
        ("汽车运用与维修 现代农艺", [("汽车运用与维修", ""), ("现代农艺", "")]),
        ("汽车运用 与维修、护 理", [("汽车运用与维修", ""), ("护理", "")]),  # spaces part nothing beside another mark
        ("护理（3+2，五年制）、药剂(高考班)专业", [("护理", "3+2，五年制"), ("药剂", "高考班")]),
        ("护理 （高考 班） 药剂", [("护理", ""), ("高考班", ""), ("药剂", "")]),
        ("护理、药剂等专业", [("护理", ""), ("药剂", "")]),
        ("护理专业群（护理、助产）", [("护理专业群", "护理、助产")]),
        ("护理（药剂、会计", [("护理（药剂", ""), ("会计", "")]),  # a bracket that is never closed is text
        ("护理。", [("护理", "")]),
        ("专业", [("专业", "")]),
        ("", []),
        ("、，", []),
    ],
)
def test_majors_are_parted_with_their_glosses(cell: str, pairs: list[tuple[str, str]]) -> None:
    assert split_majors(cell) == pairs


def test_a_major_of_the_catalogue_has_its_code_and_category() -> None:
    expected = Entity(EntityType.MAJOR, "660301", "机电技术应用", code="660301", parent="装备制造大类")
    assert Majors().resolve("机电技术应用专业") == Majors().resolve("机电 技术应用") == expected


@pytest.mark.parametrize("name", ["会计电算化", "学前教育", "现代农艺", "商务阿语", "护理专业群", "数控技术"])
def test_a_name_that_is_not_in_the_catalogue_is_not_guessed_onto_it(name: str) -> None:
    assert Majors().resolve(name) == Entity(EntityType.MAJOR, name, name)


def test_every_major_of_the_catalogue_resolves_to_itself_and_is_one_major() -> None:
    for major in majors():
        assert Majors().resolve(major.name).key == major.code
        assert split_majors(major.name) == [(major.name, "")]


def test_a_column_of_majors_is_known_by_its_content() -> None:
    assert Majors().looks_like_majors([row["cell"] for row in rows(TABLE)])
    assert Majors().looks_like_majors(
        ["护理，中医护理，幼儿保育专业", "电子商务、陶瓷工艺；计算机应用", "旅游服务与管理"]
    )


@pytest.mark.parametrize("field", ["item", "entity", "detail"])
def test_courses_textbooks_persons_and_schools_are_no_majors(field: str) -> None:
    for table, cells in golden(field).items():
        if table != "表5":  # its items are majors, their details the glosses of majors
            assert not Majors().looks_like_majors(cells), table


@pytest.mark.parametrize(
    "cells", [[], [""], ["甘肃省", "庆阳市"], ["3", "4"], ["环县职业中等专业学校"], ["会计学院", "护理学院"]]
)
def test_other_cells_are_no_majors(cells: list[str]) -> None:
    assert not Majors().looks_like_majors(cells)


cells = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from([*(m.name for m in majors()), "、", "，", "/", " ", "（", "）", "专业", "群", "等"]), max_size=9
    ).map("".join),
)


@given(cells)
def test_a_resolved_name_resolves_to_itself(text: str) -> None:
    for name, _ in split_majors(text):
        entity = Majors().resolve(name)
        assert Majors().resolve(entity.name) == entity
    assert Majors().resolve(text) == Majors().resolve(Majors().resolve(text).name)


@given(st.lists(st.sampled_from([m.name for m in majors()]), min_size=2, max_size=6), st.sampled_from("、，,；;/"))
def test_majors_joined_and_parted_are_the_same(names: list[str], mark: str) -> None:
    assert [name for name, _ in split_majors(mark.join(names))] == names


@given(st.text(alphabet="护理药剂会计、，；/ （）()+3", max_size=20))
def test_parting_loses_nothing_but_separators_and_brackets(text: str) -> None:
    kept = "".join(name + gloss for name, gloss in split_majors(text))
    marks = str.maketrans("", "", "、，；/ （）()")
    assert sorted(kept.translate(marks)) == sorted(text.translate(marks))
