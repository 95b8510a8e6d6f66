"""What a person may write for an entity, and what is said when it is none or several."""

from __future__ import annotations

import pytest

from db.errors import AmbiguousNameError, UnknownNameError
from db.folding import spelled
from db.library import Library
from db.regions import short_name, short_names
from db.search import pattern
from tests.facts import BEILIU


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("甘肃省", "province", "甘肃"),
        ("北京市", "province", "北京"),
        ("内蒙古自治区", "province", "内蒙古"),
        ("新疆维吾尔自治区", "province", "新疆"),
        ("香港特别行政区", "province", "香港"),
        ("庆阳市", "prefecture", "庆阳"),
        ("临夏回族自治州", "prefecture", "临夏州"),
        ("积石山保安族东乡族撒拉族自治县", "county", "积石山"),
        ("巴音郭楞蒙古自治州", "prefecture", "巴音郭楞州"),
        ("阿克苏地区", "prefecture", "阿克苏"),
        ("兴安盟", "prefecture", "兴安盟"),
        ("西峰区", "county", "西峰"),
        ("环县", "county", "环县"),
        ("张家川回族自治县", "county", "张家川"),
        ("东乡族自治县", "county", "东乡"),
        ("鄂伦春自治旗", "county", "鄂伦春"),
        ("神农架林区", "county", "神农架"),
        ("甘肃省省属", "unit", "省属"),
        ("兰州新区", "unit", "兰州新区"),
    ],
)
def test_short_names_of_regions(name: str, level: str, short: str) -> None:
    assert short_name(name, level) == short


def test_an_autonomous_prefecture_has_two_short_names() -> None:
    assert short_names("甘南藏族自治州", "prefecture") == ("甘南州", "甘南")
    assert short_names("环县", "county") == ()


@pytest.mark.parametrize(
    ("kind", "written", "name"),
    [
        ("region", "玉林市", "玉林市"),
        ("region", "玉林", "玉林市"),
        ("region", "450900", "玉林市"),
        ("region", "yulinshi", "玉林市"),
        ("region", "ｙｕｌｉｎ", "玉林市"),
        ("region", "区属", "广西壮族自治区区属"),
        ("region", "450000:区属", "广西壮族自治区区属"),
        ("region", "临夏州", "临夏回族自治州"),
        ("region", "城关区拉萨", ""),
        ("school", "北流职专", "北流市职业中等专业学校"),
        ("school", "blzz", "北流市职业中等专业学校"),
        ("school", "广西壮族自治区北流市职业中等专业学校", "北流市职业中等专业学校"),
        ("school", BEILIU.key, "北流市职业中等专业学校"),
        ("school", "北流市职业", "北流市职业中等专业学校"),
        ("school", "北流市中专", "北流市职业中等专业学校"),
        ("school", "玉林市教育局", "玉林市教育局"),
        ("major", "720201", "护理"),
        ("major", "电算会计", "电算会计"),
        ("indicator", "entrants", "招生数"),
        ("indicator", "实际招生学校数", "实际招生学校数"),
        ("indicator", "自评[分]", "自评[分]"),
    ],
)
def test_what_may_be_written(library: Library, kind: str, written: str, name: str) -> None:
    if not name:
        with pytest.raises(UnknownNameError):
            library.resolve(kind, written)
        return
    assert library.resolve(kind, written).name == name


def test_the_larger_region_is_meant_by_a_short_name_that_it_shares_with_one_in_it(library: Library) -> None:
    assert library.resolve("region", "白银").name == "白银市"
    assert library.resolve("region", "吉林").name == "吉林省"
    assert library.resolve("region", "海南").name == "海南省"
    assert library.resolve("region", "临夏").name == "临夏回族自治州"
    assert library.resolve("region", "临夏", code="622921").name == "临夏县"
    assert library.resolve("region", "", code="622901").name == "临夏市"


def test_several_are_listed_with_code_name_and_place(library: Library) -> None:
    with pytest.raises(AmbiguousNameError) as fault:
        library.resolve("region", "鼓楼")
    assert fault.value.matches == (
        ("320106", "鼓楼区", "江苏省 南京市"),
        ("320302", "鼓楼区", "江苏省 徐州市"),
        ("350102", "鼓楼区", "福建省 福州市"),
        ("410204", "鼓楼区", "河南省 开封市"),
    )
    assert library.resolve("region", "鼓楼", code="350102").place == "福建省 福州市"


def test_a_name_that_reports_speak_of_goes_before_the_rest_of_the_country(library: Library) -> None:
    assert library.resolve("region", "玉林").key == "450900"
    assert library.resolve("region", "yl").key == "450900"


def test_an_unknown_name_suggests_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownNameError, match="玉林师") as fault:
        library.resolve("region", "玉林师")
    assert fault.value.nearest[0] in ("玉林", "玉林市")
    with pytest.raises(UnknownNameError) as fault:
        library.resolve("school", "南流市职业中等专业学校")
    assert fault.value.nearest[0] == "北流市职业中等专业学校"
    with pytest.raises(UnknownNameError, match="no indicator"):
        library.resolve("indicator", "nothing like it")


@pytest.mark.parametrize("name", ["", " ", "%", "_", "'", "\\", '"; DROP TABLE entity', "\x00", "😀"])
def test_nothing_that_can_be_typed_is_anything_but_unknown(library: Library, name: str) -> None:
    for kind in ("region", "school", "major", "indicator", ""):
        with pytest.raises(UnknownNameError):
            library.resolve(kind, name)


def test_patterns_take_wildcards_literally() -> None:
    assert pattern("50%_\\") == "%50\\%\\_\\\\%"


def test_letters_are_read_as_pinyin_however_they_are_typed() -> None:
    assert spelled("Huan Xian") == spelled("ｈｕａｎｘｉａｎ") == "huanxian"
    assert spelled("xi'an") == "xian"
    assert spelled("环x") == ""
