"""Tables of the forms that reports have, each in small: what is recognised, whose figures they are, and of what."""

import pytest

from db.model import EntityType, Geography, Status
from tests.loaders.tables import cells, facts_of, figures, table


def test_indicators_by_regions_turned_round() -> None:
    text = "指标|西峰区|环县|合计\n学校数（所）|3|1|4\n在校生数（人）|5000|3000|8000"
    facts = facts_of(table(text))
    assert cells(list(facts.observations)) == [
        ("西峰区", "schools", 3),
        ("环县", "schools", 1),
        ("庆阳市", "schools", 4),
        ("西峰区", "students", 5000),
        ("环县", "students", 3000),
        ("庆阳市", "students", 8000),
    ]
    assert facts.tables[0].geography is Geography.LOCATION


def test_regions_by_years_of_what_the_caption_names() -> None:
    text = "县区|2022年|2023年\n西峰区|5000|4000\n合计|6000|4900"
    found = figures(table(text, caption="2022—2023年庆阳市各县区中职招生数统计表"))
    assert {one.indicator for one in found} == {"entrants"}
    assert [(one.entity.name, one.period) for one in found[:2]] == [("西峰区", "2022"), ("西峰区", "2023")]


def test_a_caption_that_says_more_is_another_quantity() -> None:
    found = figures(table("县区|2022年\n西峰区|5000\n环县|40", caption="各县区贫困家庭在校生数"))
    assert {one.indicator for one in found} == {"new:各县区贫困家庭在校生数"}


def test_years_by_indicators() -> None:
    found = figures(table("年度|招生数|在校生数\n2022|5000|16000\n2023|4000|15000"))
    assert [(one.period, one.indicator, one.value, one.row) for one in found] == [
        ("2022", "entrants", 5000, "2022"),
        ("2022", "students", 16000, "2022"),
        ("2023", "entrants", 4000, "2023"),
        ("2023", "students", 15000, "2023"),
    ]


@pytest.mark.parametrize(("caption", "whole"), [("各学校规模", True), ("部分学校规模", False)])
def test_the_total_of_schools_is_the_regions_only_when_all_are_listed(caption: str, whole: bool) -> None:
    text = "学校名称|在校生数|专任教师数\n环县职业中等专业学校|3000|180\n西峰职业中等专业学校|5000|350\n合计|8000|530"
    facts = facts_of(table(text, caption=caption))
    of_region = [one.value for one in facts.observations if one.entity.type is EntityType.REGION]
    assert of_region == ([8000, 530] if whole else [])
    assert {one.entity.name for one in facts.observations if one.entity.type is EntityType.SCHOOL} == {
        "环县职业中等专业学校",
        "西峰职业中等专业学校",
    }


def test_ownership_is_taken_from_its_column() -> None:
    text = "学校|性质|在校生数\n环县职业中等专业学校|公办|3000\n庆阳女子职业学校|民办|500"
    found = figures(table(text))
    assert [(one.entity.ownership, one.indicator) for one in found] == [("public", "students"), ("private", "students")]


def test_classes_of_an_indicator_are_not_the_indicator() -> None:
    by_columns = figures(table("项目|住校|走读|合计\n在校生数|300|200|500\n招生数|100|50|150"))
    by_rows = figures(table("项目|招生数|在校生数\n住校|100|300\n走读|50|200\n合计|150|500"))
    for found in (by_columns, by_rows):
        assert sorted((one.indicator, one.value) for one in found if not one.indicator.startswith("new:")) == [
            ("entrants", 150),
            ("students", 500),
        ]
        assert len({one.indicator for one in found}) == 6


def test_classes_of_schools_have_names_of_their_own() -> None:
    found = figures(table("学校类型|学校数（所）\n普通中专|3\n职业高中|4\n合计|7"))
    assert cells(found) == [
        ("庆阳市", "schools.specialised", 3),
        ("庆阳市", "schools.vocational_high", 4),
        ("庆阳市", "schools", 7),
    ]


def test_figures_of_others_are_not_the_reports() -> None:
    facts = facts_of(table("指标|单位|全市|全国平均\n生师比|:1|15.2|18\n生均图书|册/生|30|25"))
    assert cells(list(facts.observations)) == [
        ("庆阳市", "ratio.student_teacher", 15.2),
        ("庆阳市", "conditions.books", 30),
    ]
    assert [cell.text for cell in facts.tables[0].cells if cell.role == "unknown"] == ["18", "25"]


def test_headings_inside_a_table_order_it() -> None:
    text = "一、学生情况|\n在校生数|3000\n其中：走读生|1400\n二、教师情况|\n教职工数|250\n其中：专任教师|200"
    found = figures(table(text, header=0))
    assert [one.indicator for one in found] == ["students", "new:学生情况/在校生数/走读生", "staff", "teachers"]


def test_two_columns_of_labels() -> None:
    text = "一级指标|二级指标|单位|2024年\n学生|在校生数|人|3000\n|招生数|人|1000\n教师|专任教师数|人|200"
    assert [one.indicator for one in figures(table(text))] == ["students", "entrants", "teachers"]


def test_a_period_in_a_label_is_no_part_of_it() -> None:
    found = figures(table("项目|数值\n2023年招生数（人）|4424\n2024年招生数（人）|4100"))
    assert [(one.indicator, one.period) for one in found] == [("entrants", "2023"), ("entrants", "2024")]


def test_a_table_in_two_halves_side_by_side() -> None:
    found = figures(table("指标|数值|指标|数值\n在校生数|3000|专任教师数|200\n招生数|1000|教职工数|250"))
    assert [(one.indicator, one.cell) for one in found] == [
        ("students", (1, 1)),
        ("entrants", (2, 1)),
        ("teachers", (1, 3)),
        ("staff", (2, 3)),
    ]


def test_the_unit_of_the_table_is_that_of_labels_without_one() -> None:
    found = figures(table("县区|财政专项经费|招生数\n西峰区|12.5|300\n环县|8|200", unit="元"))
    assert [one.unit for one in found[:2]] == ["元", "人"]


def test_the_annex_of_a_school_is_of_the_school() -> None:
    text = "序号|指标|单位|2024年\n1|全日制在校生人数|人|3000\n2|专任教师总数|人|200"
    found = figures(table(text), kind="school", school="环县职业中等专业学校")
    assert {(one.entity.type, one.entity.name) for one in found} == {(EntityType.SCHOOL, "环县职业中等专业学校")}


def test_bands_with_a_value_for_every_label() -> None:
    text = "毕业生数|就业率\n120|98%\n升学情况|本科层次|专科层次\n|20|60"
    found = figures(table(text, caption="毕业生情况"))
    assert [(one.indicator, one.value, one.unit, one.column) for one in found] == [
        ("graduates", 120, "人", "毕业生数"),
        ("rate.employment", 98, "%", "就业率"),
        ("graduates.bachelor", 20, "人", "升学情况 / 本科层次"),
        ("graduates.college", 60, "人", "升学情况 / 专科层次"),
    ]


def test_a_list_says_what_and_whose() -> None:
    text = "序号|课程|单位|主讲\n1|儿科护理|天水市卫生学校|黄 丽\n2|机械制图|兰州理工中等专业学校|王一"
    (first, second) = facts_of(table(text, caption="课程名单"), region="620000", kind="province").records
    assert (first.item, first.role, first.detail, first.row, first.list) == (
        "儿科护理",
        "单位",
        "主讲：黄 丽",
        "1",
        "课程名单",
    )
    assert first.entity
    assert first.entity.type is EntityType.SCHOOL
    assert second.item == "机械制图"


def test_a_list_in_two_halves_holds_both() -> None:
    text = "序号|学校|序号|学校\n1|环县职业中等专业学校|3|镇原县职业中等专业学校\n2|西峰职业中等专业学校"
    assert [one.item for one in facts_of(table(text)).records] == [
        "环县职业中等专业学校",
        "西峰职业中等专业学校",
        "镇原县职业中等专业学校",
    ]


def test_majors_of_a_school_are_one_record_each() -> None:
    text = "学校|优质专业群数|优质专业\n环县职业中等专业学校|2|护理专业、作物生产技术（玉米方向）"
    facts = facts_of(table(text))
    assert [(one.item, one.detail, one.major.code if one.major else "") for one in facts.records] == [
        ("护理", "", "720201"),
        ("作物生产技术", "玉米方向", "610102"),
    ]
    assert cells(list(facts.observations)) == [("环县职业中等专业学校", "major_groups.quality", 2)]


def test_figures_of_majors_stay_beside_them() -> None:
    first, *_ = facts_of(table("专业名称|招生数\n护理|100\n幼儿保育|50\n汽车运用与维修|80")).records
    assert (first.item, first.detail) == ("护理", "招生数：100")


def test_what_is_no_table_of_the_kind_is_kept_and_said() -> None:
    facts = facts_of(table("这是|一段\n没有|意义\n的文|字呀"))
    assert facts.tables[0].form == ""
    assert [cell.role for cell in facts.tables[0].cells][2:] == ["unknown"] * 4


def test_a_mended_row_says_so() -> None:
    (first, second) = figures(table("指标|数值\n在校生数|3000\n招生数|—", repaired=(11, 12)))
    assert (first.status, second.status) == (Status.REPAIRED, Status.DASH)


def test_a_region_that_nothing_is_known_of_is_left_open() -> None:
    facts = facts_of(table("县区|招生数\n西峰区|10\n环县|20\n乌有乡|5"))
    assert [one.value for one in facts.observations] == [10, 20]
    assert [cell.text for cell in facts.tables[0].cells if cell.role == "unknown"] == ["乌有乡", "5"]
