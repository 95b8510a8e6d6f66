from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model import Entity
from db.reference import divisions
from loaders.regions import Regions

GANSU = Regions("620000")
QINGYANG = Regions("621000")
ANYWHERE = Regions()


def found(regions: Regions, text: str) -> Entity:
    entity = regions.find(text)
    assert entity is not None, text
    return entity


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("庆阳市", "621000"),
        ("庆阳", "621000"),
        ("临夏回族自治州", "622900"),
        ("临夏州", "622900"),
        ("甘南州", "623000"),
        ("甘南藏族自治州", "623000"),
        ("西峰", "621002"),
        ("环县", "621022"),
        ("张家川", "620525"),
        ("张家川县", "620525"),
        ("积石山县", "622927"),
        ("城关区", "620102"),  # also in Lhasa
        ("城关", "620102"),
        ("临夏市", "622901"),
        ("临夏", "622900"),  # the prefecture before the city and the county of that name
        ("甘肃", "620000"),
        ("西 峰 区", "621002"),
        (" 庆阳市 ", "621000"),
        ("庆阳市*", "621000"),
        ("庆阳市<sup>5</sup>", "621000"),
        ("华亭县", "620881"),  # 华亭市 since 2018
        ("北京", "110000"),
        ("内蒙古", "150000"),
        ("浦东新区", "310115"),
        ("广西自治区", "450000"),
    ],
)
def test_a_printed_region_is_found(text: str, code: str) -> None:
    entity = found(GANSU, text)
    assert (entity.key, entity.code) == (code, code)


@pytest.mark.parametrize(("home", "code"), [("450000", "450924"), ("450900", "450924"), ("620000", "450924")])
def test_spaces_inside_a_name_do_not_matter(home: str, code: str) -> None:
    assert found(Regions(home), "兴 业 县").key == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "*",
        "合计",
        "总计",
        "全省",
        "全市",
        "地区",
        "市（州）",
        "学校名称",
        "白银市合计",
        "西部",
        "朝阳区",
        "朝阳",
        "鼓楼区",
    ],
)
def test_totals_headings_and_ambiguous_names_are_no_regions(text: str) -> None:
    assert GANSU.find(text) is None


def test_home_decides_between_regions_of_one_name() -> None:
    assert found(Regions("110000"), "朝阳").key == "110105"
    assert found(Regions("220100"), "朝阳区").key == "220104"
    assert found(Regions("211300"), "朝阳").key == "211300"
    assert found(Regions("540000"), "城关区").key == "540102"
    assert ANYWHERE.find("城关区") is None


def test_an_entity_carries_name_level_and_parent() -> None:
    assert GANSU.find("西峰") == Entity(found(GANSU, "西峰").type, "621002", "西峰区", "621002", "county", "621000")


@pytest.mark.parametrize(
    ("regions", "text", "key", "name"),
    [
        (GANSU, "省属", "620000:省属", "甘肃省省属"),
        (GANSU, "省属院校", "620000:省属", "甘肃省省属"),
        (GANSU, "甘肃省属", "620000:省属", "甘肃省省属"),
        (GANSU, "省直", "620000:省直", "甘肃省省直"),
        (GANSU, "市属", "620000:市属", "甘肃省市属"),
        (QINGYANG, "省属", "620000:省属", "甘肃省省属"),  # the same unit in both reports
        (QINGYANG, "市直", "621000:市直", "庆阳市市直"),
        (QINGYANG, "庆阳市本级", "621000:市本级", "庆阳市市本级"),
        (Regions("450000"), "区直", "450000:区直", "广西壮族自治区区直"),
    ],
)
def test_reporting_units_belong_to_the_region_that_runs_them(regions: Regions, text: str, key: str, name: str) -> None:
    entity = found(regions, text)
    assert (entity.key, entity.name, entity.level, entity.code) == (key, name, "unit", "")
    assert entity.parent == key.partition(":")[0]


def test_a_reporting_unit_needs_a_report() -> None:
    assert ANYWHERE.find("省属") is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("兰州新区", "620100:兰州新区"),
        ("兰州市兰州新区", "620100:兰州新区"),
        ("甘肃兰州新区", "620100:兰州新区"),
        ("白银高新区", "620400:白银高新区"),
        ("酒泉经济技术开发区", "620900:酒泉经济技术开发区"),
        ("两江新区", "500000:两江新区"),
    ],
)
def test_zones_without_a_code_lie_in_the_region_they_are_named_after(text: str, key: str) -> None:
    entity = found(GANSU, text)
    assert (entity.key, entity.level, entity.parent) == (key, "unit", key.partition(":")[0])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("庆阳市中等职业教育质量报告", "庆阳市"),
        ("甘肃省庆阳市中等职业教育质量年度报告（2025）", "庆阳市"),
        ("2024 年 甘肃省中等职业教育质量年度报告", "甘肃省"),
        ("甘肃省教育厅", "甘肃省"),
        ("环县职业教育质量报告", "环县"),
        ("庆阳市西峰区教育局", "西峰区"),
        ("2025年庆阳职业教育质量报告", "庆阳市"),
        ("临夏州 中等职业教育", "临夏回族自治州"),
        ("兰州理工中等专业学校质量年度报告", "兰州市"),
        ("内蒙古自治区呼和浩特市新城区职业教育", "新城区"),
        ("吉林省吉林市教育局", "吉林市"),
        ("杭州市西湖区职业教育", "西湖区"),
        ("南京市区职业教育", "南京市"),
        ("长沙市区职业教育", "长沙市"),  # not 沙市区
    ],
)
def test_a_title_names_its_smallest_region(title: str, name: str) -> None:
    division = ANYWHERE.find_in(title)
    assert division is not None
    assert division.name == name


@pytest.mark.parametrize("title", ["", "中等职业教育质量年度报告", "全国职业教育年度报告", "西湖区教育局", "教育部"])
def test_a_title_may_name_no_certain_region(title: str) -> None:
    assert ANYWHERE.find_in(title) is None


@pytest.mark.parametrize("code", ["620000", "621000", "622900", "620525", "150000", "420900"])
def test_short_names_are_those_of_db(code: str) -> None:
    names = {
        "620000": "甘肃",
        "621000": "庆阳",
        "622900": "临夏州",
        "620525": "张家川",
        "150000": "内蒙古",
        "420900": "孝感",
    }
    division = GANSU.division(code)
    assert division is not None
    assert GANSU.short_name(division) == names[code]


@pytest.mark.parametrize("home", ["620000", "621000", "450900", "110000", ""])
def test_official_names_are_never_taken_for_another_region_of_that_name(home: str) -> None:
    regions = Regions(home)
    for division in divisions():
        entity = regions.find(division.name)
        assert entity is None or entity.name == division.name


def test_within_its_own_prefecture_every_official_name_is_found() -> None:
    for division in divisions():
        if division.level == "county":
            assert found(Regions(division.parent), division.name).key == division.code


names = st.one_of(
    st.text(max_size=12),
    st.lists(
        st.sampled_from([*(d.name for d in divisions()), "新区", "省属", "市", "县", "职业学校", " ", "*"]), max_size=4
    ).map("".join),
)


@cache
def at_home(code: str) -> Regions:
    return Regions(code)


@given(names, st.sampled_from(["", "620000", "621000", "110000"]))
def test_any_text_is_looked_up_without_fault_and_a_found_name_finds_itself(text: str, home: str) -> None:
    regions = at_home(home)
    entity = regions.find(text)
    regions.find_in(text)
    if entity and entity.level == "unit":
        again = regions.find(entity.name)
        assert again is None or again.key == entity.key
    for division, rest in regions.steps(text):
        assert text.endswith(rest)
        assert division in divisions()
