"""Whose report it is, as covers say it; the key made of it."""

import pytest

from db.errors import LoadError
from loaders.identify import Identity, identify
from loaders.reportkey import report_key
from loaders.text import document_of

GANSU = ("甘肃省中等职业教育质量年度报告（2024）", "甘肃省教育厅", "620000", "province", 2024)


def who(text: str, *, region: str = "", year: int = 0, kind: str = "", tables: int = 1) -> Identity:
    return identify(document_of(text, "text", ""), region=region, year=year, kind=kind, tables=tables)


def facts(identity: Identity) -> tuple[str, str, str, str, int]:
    return (identity.title, identity.issuer, identity.region, identity.kind, identity.year)


COVERS = {
    "markdown": ("# 甘肃省中等职业教育质量年度报告\n\n## Annual Report\n\n### ( 2024 年 )\n\n甘肃省教育厅", GANSU),
    "broken lines": ("甘肃省\n中等职业教育\n质量年度报告\n（2024）\n甘肃省教育厅\n2025年3月", GANSU),
    "year above": ("2024年度\n\n甘肃省中等职业教育质量年度报告\n\n甘肃省教育厅", GANSU),
    "issuer at the end": (
        "甘肃省中等职业教育质量年度报告（2024）\n\n1. 甲\n\n甲句。\n\n主办：甘肃省教育厅\n\n网址：x",
        GANSU,
    ),
    "no issuer": ("甘肃省中等职业教育质量年度报告（2024）", GANSU),
    "city": (
        "庆阳市中等职业教育质量报告\n\n（ 2025 年 ）\n\n庆阳市教育局\n\n2025 年 12 月",
        ("庆阳市中等职业教育质量报告（2025）", "庆阳市教育局", "621000", "prefecture", 2025),
    ),
    "city with its province": (
        "湖北省武汉市中等职业教育质量年度报告（2024年度）\n\n武汉市教育局",
        ("湖北省武汉市中等职业教育质量年度报告（2024年度）", "武汉市教育局", "420100", "prefecture", 2024),
    ),
    "school year": (
        "张家港市中等职业教育质量年度报告（2023-2024学年）",
        ("张家港市中等职业教育质量年度报告（2023-2024学年）", "张家港市教育局", "320582", "county", 2024),
    ),
    "school year apart": (
        "榆林市职业教育质量年度报告\n\n2023—2024 学年\n\n榆林市教育局",
        ("榆林市职业教育质量年度报告（2023—2024学年）", "榆林市教育局", "610800", "prefecture", 2024),
    ),
    "year in front": (
        "2023年度陇南市职业教育质量年报",
        ("2023年度陇南市职业教育质量年报", "陇南市教育局", "621200", "prefecture", 2023),
    ),
    "year in characters": (
        "玉林市职业教育质量年度报告\n\n（二〇二五年度）\n\n发布单位：玉林市教育局\n\n二〇二五年十二月",
        ("玉林市职业教育质量年度报告（2025）", "玉林市教育局", "450900", "prefecture", 2025),
    ),
    "municipality": (
        "上海市中等职业教育质量年度报告（2024）",
        ("上海市中等职业教育质量年度报告（2024）", "上海市教育委员会", "310000", "province", 2024),
    ),
    "county": (
        "环县职业教育质量年度报告（2024）\n环县教育局",
        ("环县职业教育质量年度报告（2024）", "环县教育局", "621022", "county", 2024),
    ),
    "region of the issuer": (
        "中等职业教育质量年度报告\n\n（2024年）\n\n庆阳市教育局",
        ("中等职业教育质量年度报告（2024）", "庆阳市教育局", "621000", "prefecture", 2024),
    ),
}


@pytest.mark.parametrize(("text", "expected"), COVERS.values(), ids=COVERS)
def test_covers(text: str, expected: tuple[str, str, str, str, int]) -> None:
    assert facts(who(text)) == expected


@pytest.mark.parametrize(
    ("text", "school", "region"),
    [
        ("甘肃省环县职业中等专业学校质量年度报告（2024）", "甘肃省环县职业中等专业学校", "621022"),
        ("环县职业中等专业学校\n中等职业教育质量年度报告\n（2024年）", "环县职业中等专业学校", "621022"),
        ("张掖市职业技术教育中心职业教育质量年度报告（2024）\n\n张掖市教育局", "张掖市职业技术教育中心", "620700"),
        ("2024年兰州女子中等专业学校教育质量年度报告", "兰州女子中等专业学校", "620100"),
        ("兰州职业技术学院高等职业教育质量年度报告（2024）", "兰州职业技术学院", "620100"),
    ],
)
def test_reports_of_schools(text: str, school: str, region: str) -> None:
    found = who(text)
    assert (found.kind, found.school, found.issuer, found.region, found.year) == (
        "school",
        school,
        school,
        region,
        2024,
    )


def test_options_go_before_the_cover() -> None:
    text = "庆阳市中等职业教育质量报告（2025）\n\n庆阳市教育局"
    assert facts(who(text, region="620000", year=2024, kind="province"))[2:] == ("620000", "province", 2024)
    assert who(text, region="西峰区").region == "621002"
    assert who("本市质量年度报告\n\n职业教育", region="庆阳", year=2025).issuer == "庆阳市教育局"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("玉林市中等职业教育质量年度报告\n\n玉林市教育局", "names no year; give it with --year"),
        ("玉林市中等职业教育质量年度报告\n\n玉林市教育局\n\n2025年12月", "names no year; give it with --year"),
        ("望潮市中等职业教育质量年度报告（2025）\n\n望潮市教育局", "names no region; give it with --region"),
        ("中等职业教育质量年度报告（2025）", "names no region; give it with --region"),
    ],
)
def test_what_the_cover_does_not_say_must_be_given(text: str, sentence: str) -> None:
    with pytest.raises(LoadError) as caught:
        who(text)
    assert sentence in str(caught.value)


def test_a_text_without_title_and_table_is_no_report() -> None:
    with pytest.raises(LoadError, match="is no report"):
        who("夜过山渡\n\n竹影落在水上，渡口无人。", region="620000", year=2024, tables=0)


def test_a_region_or_kind_that_there_is_not() -> None:
    with pytest.raises(LoadError, match="is no region of China"):
        who("职业教育质量年度报告（2025）", region="望潮市")
    with pytest.raises(LoadError, match="is no kind of report"):
        who("职业教育质量年度报告（2025）", kind="city")


@pytest.mark.parametrize(
    ("kind", "region", "school", "title", "key"),
    [
        ("province", "620000", "", "甘肃省中等职业教育质量年度报告", "gansu-2024"),
        ("prefecture", "621000", "", "", "qingyang-2024"),
        ("prefecture", "450900", "", "", "yulin-450900-2024"),
        ("prefecture", "610800", "", "", "yulin-610800-2024"),
        ("province", "140000", "", "", "shanxi-140000-2024"),
        ("province", "220000", "", "", "jilin-2024"),
        ("prefecture", "220200", "", "", "jilin-220200-2024"),
        ("prefecture", "622900", "", "", "linxiazhou-2024"),
        ("province", "500000", "", "", "chongqing-2024"),
        ("province", "620000", "", "甘肃省高等职业教育质量年度报告", "gansu-higher-2024"),
        ("school", "621022", "环县职业中等专业学校", "", "huanxianzhiyezhongdengzhuanyexuexiao-2024"),
    ],
)
def test_keys(kind: str, region: str, school: str, title: str, key: str) -> None:
    assert report_key(kind, region, 2024, school, title) == key


def test_regions_of_one_level_have_keys_of_their_own() -> None:
    from db.reference import divisions

    keys = [report_key(d.level, d.code, 2024) for d in divisions() if d.level != "county"]
    assert len(set(keys)) == len(keys)
