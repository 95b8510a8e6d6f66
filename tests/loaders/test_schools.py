import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model import EntityType
from db.reference import divisions, read_table
from db.regions import short_name
from loaders.regions import DATA, Regions
from loaders.schools import Schools

GOLDEN = Path(__file__).parents[1] / "golden" / "records.csv"

# Names of one school each: printed in the two reports, in lists of other provinces, or invented after their manner.
SAME = {
    "620000": [
        ["环县职专", "环县职业中等专业学校", "甘肃省环县职业中等专业学校", "庆阳市环县职业中专", "环县职业中专学校"],
        ["金塔汽修中等专业学校", "金塔汽车维修中等专业学校", "甘肃金塔汽修中等专业学校", "金塔县汽修中专"],
        ["陇南市礼县职业中等专业学校", "礼县职业中等专业学校", "礼县职专"],
        ["甘肃省武威市凉州区职业中等专业学校", "凉州区职业中等专业学校"],
        ["甘肃省酒泉卫生学校", "酒泉卫生学校", "酒泉卫校"],
        ["天水市农业学校", "天水农业学校", "天水农校"],
        ["甘南藏族自治州卫生学校", "甘南州卫生学校", "甘南州卫校"],
        ["甘肃省临夏州职业技术学校", "临夏回族自治州职业技术学校"],
        ["舟曲职业中等专业学校", "舟曲县职业中等专业学校"],
        ["甘肃省会宁职业中等专业学校", "会宁县职业中等专业学校"],
        ["甘肃省理工中等专业学校", "甘肃省理工中专"],
        ["西峰职专", "西峰职业中等专业学校", "庆阳市西峰区职业中等专业学校", "西峰职业中专"],
        ["甘肃省高台县职业中等专业学校", "高台县职业中专"],
        ["宕昌职业中等专业学校", "宕昌县职业中等专业学校"],
        ["临泽县职业中专", "临泽县职业中等专业学校"],
        ["张家川县职业中专", "张家川回族自治县职业中等专业学校"],
        ["甘肃电大天水分校", "甘肃广播电视大学天水分校"],
        ["静宁县职教中心", "静宁县职业教育中心"],
        ["西峰英才职业高中", "西峰英才职业高级中学"],
        ["华亭县职业教育中心", "华亭市职业教育中心"],
        ["兰州理工中等专业学校（本部）", "兰州理工中等专业学校"],
        ["景泰职专*", "景 泰 职 专"],
        ["武威市凉州区教育局", "凉州区教育局"],
        ["甘肃省图书馆", "甘肃图书馆"],
    ],
    "450000": [
        ["兴业县职业教育中心", "玉林市兴业县职教中心", "广西壮族自治区兴业县职业教育中心", "兴 业 县职业教育中心"],
        ["广西梧州农业学校", "梧州农业学校", "梧州市农业学校"],
        ["横县职业教育中心", "横州市职教中心"],
    ],
    "410000": [["浚县职业中等专业学校", "鹤壁市浚县职业中专"]],
    "330000": [["杭州市西湖区职业高级中学", "西湖区职业高中"]],
    "340000": [["六安市金寨县职业学校", "金寨职业学校", "安徽省金寨县职校"]],
    "360000": [["南昌市交通航空职业学校(南昌市第二十三中学)", "南昌市交通航空职业学校"]],
    "650000": [["巴州职业技术学校", "巴音郭楞蒙古自治州职业技术学校"]],
}

# Names of as many institutions as there are names.
DIFFERENT = {
    "620000": [
        ["甘肃省理工中等专业学校", "兰州理工中等专业学校", "平凉理工中等专业学校", "甘肃省定西理工中等专业学校"],
        ["定西工贸中等专业学校", "定西中医药科技中等专业学校", "酒泉工贸中等专业学校"],
        ["永昌县职业中学", "永昌县职业中等专业学校", "永昌县职业技术学校", "永昌县职教中心"],
        ["天水市职业技术学校", "天水市卫生学校", "天水农业学校", "天水市职业学校"],
        ["民乐县职业教育中心学校", "张掖市职业技术教育中心"],
        ["临夏市职业技术学校", "临夏县职业技术学校", "甘肃省临夏州职业技术学校"],
        ["酒泉职业技术学院", "酒泉市职业技术学校"],
        ["平凉机电工程学校", "平凉信息工程学校", "庆阳市机电工程学校"],
        ["兰州铁路技师学院", "兰州铁路学校"],
        ["兰州职业技术学院", "兰州现代职业学院", "武威职业学院", "酒泉职业技术学院"],
        ["西峰北辰职业技术学校", "北辰职业技术学校", "西峰环宇职业学校", "西峰高新职业学校"],
        ["兰州市第一中学", "兰州市第二中学"],
        ["华亭市教育局", "平凉市教育局", "甘肃省教育厅"],
        ["金昌路职业学校", "金昌职业学校"],
    ],
    "130000": [["承德县职业技术教育中心", "承德市职业技术教育中心"]],
    "210000": [["朝阳县职业教育中心", "朝阳市职业教育中心"]],
    "320000": [["徐州市鼓楼区职业学校", "南京市鼓楼区职业学校", "鼓楼区职业学校"]],
    "410000": [["新华职业学校", "河南省平顶山市新华区职业学校", "郑州新华职业学校"]],
    "370000": [["历城职业中等专业学校", "历下职业中等专业学校"]],
}


def cases(groups: dict[str, list[list[str]]]) -> list[tuple[str, str, str]]:
    return [(home, *pair) for home, sets in groups.items() for names in sets for pair in combinations(names, 2)]


def gansu() -> Schools:
    return Schools(Regions("620000"))


@pytest.mark.parametrize(("home", "one", "other"), cases(SAME))
def test_one_school_under_two_names(home: str, one: str, other: str) -> None:
    schools = Schools(Regions(home))
    assert schools.resolve(one).key == schools.resolve(other).key


@pytest.mark.parametrize(("home", "one", "other"), cases(DIFFERENT))
def test_two_schools_stay_two(home: str, one: str, other: str) -> None:
    schools = Schools(Regions(home))
    assert schools.resolve(one).key != schools.resolve(other).key


def test_a_school_has_the_same_key_in_reports_of_province_prefecture_and_county() -> None:
    keys = {Schools(Regions(home)).resolve("环县职专").key for home in ("620000", "621000", "621022", "620100")}
    assert keys == {"621022|职业中等专业学校"}


@pytest.mark.parametrize(
    ("name", "type_", "level", "parent"),
    [
        ("环县职专", "school", "secondary", "621022"),
        ("甘肃省理工中等专业学校", "school", "secondary", "620000"),
        ("兰州城市建设学校", "school", "secondary", "620100"),
        ("山丹培黎学校", "school", "secondary", "620725"),
        ("武威市劳动服务技工学校", "school", "technical", "620600"),
        ("兰州铁路技师学院", "school", "technical", "620100"),
        ("酒泉职业技术学院", "school", "college", "620900"),
        ("兰州石化职业技术大学", "school", "college", "620100"),
        ("甘肃广播电视大学天水分校", "school", "college", "620500"),
        ("天水巾帼职业培训学校", "school", "", "620500"),
        ("环县环城小学", "body", "", "621022"),
        ("临泽县第一幼儿园", "body", "", "620723"),
        ("兰州市教育局", "body", "", "620100"),
        ("中国电信股份有限公司兰州分公司", "body", "", "620100"),
        ("正宁老年开放大学", "body", "", ""),  # a county's bare name says nothing outside names of schools
        ("兰石集团有限公司", "body", "", ""),
        ("清华大学", "school", "college", ""),
        ("中华职业学校", "school", "secondary", "620000"),  # named without a place in a report of this region
    ],
)
def test_type_level_and_place(name: str, type_: str, level: str, parent: str) -> None:
    entity = gansu().resolve(name)
    assert (entity.type, entity.level, entity.parent) == (type_, level, parent)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (["环县职专"], "环县职业中等专业学校"),
        (["甘肃省环县职业中等专业学校", "环县职专"], "环县职业中等专业学校"),
        (["礼县职业中等专业学校", "陇南市礼县职业中等专业学校"], "陇南市礼县职业中等专业学校"),
        (["金塔汽修中等专业学校", "金塔汽车维修中等专业学校"], "金塔汽车维修中等专业学校"),
        (["甘肃省理工中等专业学校"], "甘肃省理工中等专业学校"),
        (["甘肃省定西理工中等专业学校"], "定西理工中等专业学校"),
        (["西峰英才职业高中"], "西峰英才职业高中"),
        (["宁德职业中专学校"], "宁德职业中专学校"),
    ],
)
def test_the_name_shown_is_the_fullest_printed_one_whatever_the_order(printed: list[str], name: str) -> None:
    for order in (printed, printed[::-1]):
        schools = gansu()
        schools.learn(order)
        assert {schools.resolve(text).name for text in order} == {name}


def test_printed_names_are_remembered_with_their_uses() -> None:
    schools = gansu()
    schools.learn(["凉州区职业中等专业学校 武威职业学院"])
    entity = schools.resolve("环县职专")
    assert schools.resolve("甘肃省环县职业中等专业学校").key == schools.resolve("环县职专").key
    assert schools.printed(entity) == ("环县职专", "甘肃省环县职业中等专业学校")
    used = {(name.text, name.uses) for name in schools.names if name.uses}
    assert used == {("环县职专", 2), ("甘肃省环县职业中等专业学校", 1)}


def test_a_school_is_known_by_its_everyday_short_form_as_well() -> None:
    schools = gansu()
    schools.resolve("西峰职业中等专业学校")
    names = {name.text: name.uses for name in schools.names}
    assert names["西峰职业中等专业学校"] == 1
    assert names["西峰职专"] == 0


def test_what_is_left_apart_is_said() -> None:
    schools = gansu()
    for name in ("永昌县职业中学", "永昌县职业中等专业学校", "定西工贸中等专业学校", "定西中医药科技中等专业学校"):
        schools.resolve(name)
    yongchang, dingxi = (one.text for one in schools.unsure)
    assert "“永昌县职业中学”" in yongchang
    assert "“永昌县职业中等专业学校”" in yongchang
    assert "“定西工贸中等专业学校”" in dingxi
    assert "“定西中医药科技中等专业学校”" in dingxi
    assert yongchang.endswith("。")
    scores = [one.score or 0 for one in schools.unsure]
    assert 100 > scores[0] > scores[1] > 0


@pytest.mark.parametrize(
    "names",
    [
        ["甘肃省理工中等专业学校", "兰州理工中等专业学校"],
        ["平凉信息工程学校", "平凉机电工程学校"],
        ["环县职专", "甘肃省环县职业中等专业学校"],
        ["天水市职业技术学校", "天水市卫生学校", "天水农业学校"],
        ["兰州铁路技师学院", "兰州铁路技工学校"],
        ["定西工贸中等专业学校"],
    ],
)
def test_names_that_leave_no_doubt_are_not_listed(names: list[str]) -> None:
    schools = gansu()
    schools.learn(names)
    assert schools.unsure == ()


def test_a_school_without_a_place_is_doubted_beside_one_with_it() -> None:
    schools = gansu()
    schools.learn(["西峰北辰职业技术学校", "北辰职业技术学校"])
    (doubt,) = schools.unsure
    assert "“北辰职业技术学校”与“西峰北辰职业技术学校”" in doubt.text
    assert doubt.score == 85


@pytest.mark.parametrize(
    "text",
    [
        "学校",
        "学校名称",
        "中职学校",
        "职业院校",
        "高职院校",
        "技师学院",
        "牵头学校",
        "公办职业中专",
        "民办职业高中",
        "全省中等职业学校",
        "甘肃省中等职业学校",
        "庆阳市中等职业学校",
        "国家级重点校",
        "省级优质校",
        "省级重点学校",
        "第一批省级重点中等职业学校",
        "国家中等职业教育改革与发展示范学校",
        "38 所学校",
        "开设专业的学校",
        "其他机构",
        "教育局",
        "各县区教育局",
        "西部",
        "企业",
        "总计",
        "黄 丽",
        "酒泉市",
        "机电技术应用",
        "护理学基础",
        "中职生入学教育",
        "满意度",
        "",
        "—",
        "3092.48",
    ],
)
def test_headings_collectives_and_other_cells_are_no_institutions(text: str) -> None:
    assert not gansu().is_school(text)
    assert not gansu().is_institution(text)


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_school_and_body_of_the_golden_records_is_seen_as_one() -> None:
    schools = gansu()
    entities = {row["entity"] for row in golden()} - {"华亭市"}
    assert len(entities) > 70
    assert {name for name in entities if not schools.is_institution(name)} == set()


def test_no_course_textbook_or_person_of_the_golden_records_is_an_institution() -> None:
    schools = gansu()
    items = {row["item"] for row in golden() if row["item"] != row["entity"]}
    assert len(items) > 100
    assert {item for item in items if schools.is_institution(item)} == set()


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (
            "酒泉经开区管委会 酒泉职业技术学院 甘肃金风风电设备制造有限公司",
            ["酒泉经开区管委会", "酒泉职业技术学院", "甘肃金风风电设备制造有限公司"],
        ),
        ("武威工业园区 武威职业学院", ["武威工业园区", "武威职业学院"]),
        ("兰州石化职业技术大学、兰州职业技术学院", ["兰州石化职业技术大学", "兰州职业技术学院"]),
        ("环县职专，宁县职专；合水职专", ["环县职专", "宁县职专", "合水职专"]),
        ("张掖市 职业技术教育中心", ["张掖市 职业技术教育中心"]),
        ("天水市文化、旅游局 兰州理工大学", ["天水市文化、旅游局", "兰州理工大学"]),
        (
            "省属技工学校代表团（甘肃有色金属技师学院、兰州大学）",
            ["省属技工学校代表团（甘肃有色金属技师学院、兰州大学）"],
        ),
        ("黄 丽", ["黄 丽"]),
        ("兰州理工大学 黄 丽", ["兰州理工大学 黄 丽"]),
        ("环县职专校长 西峰职专教师", ["环县职专校长", "西峰职专教师"]),
        ("兰州大学", ["兰州大学"]),
        ("", []),
    ],
)
def test_a_cell_is_cut_between_institutions_only(cell: str, parts: list[str]) -> None:
    assert gansu().split_institutions(cell) == parts


@pytest.mark.parametrize(
    ("text", "institution"),
    [
        ("天水巾帼职业培训学校校长", "天水巾帼职业培训学校"),
        ("华亭市退休教师", "华亭市"),
        ("临泽县第一幼儿园园长", "临泽县第一幼儿园"),
        ("临夏市蒙娜丽莎婚纱摄影楼总经理", "临夏市蒙娜丽莎婚纱摄影楼"),
        ("陇西县醴坪酒坊非国有酒器博物馆馆长", "陇西县醴坪酒坊非国有酒器博物馆"),
        ("环县职业中等专业学校党委副书记、校长", "环县职业中等专业学校"),
        ("兰州理工中等专业学校机电系主任", "兰州理工中等专业学校"),
        ("甘肃省图书馆", "甘肃省图书馆"),
        ("兰州市教育局", "兰州市教育局"),
        ("校长", ""),
    ],
)
def test_a_post_is_taken_off_its_institution(text: str, institution: str) -> None:
    assert gansu().institution_of(text) == institution


PARTS = [
    *(row["ending"] for row in read_table(DATA / "endings.csv")),
    *(row["short"] for row in read_table(DATA / "abbreviations.csv")),
    *(row["word"] for row in read_table(DATA / "loose_words.csv")),
    *(row["word"] for row in read_table(DATA / "posts.csv")),
    *(short_name(division.name, division.level) for division in divisions()),
    *(division.name for division in divisions()),
]
MARKS = ["（", "）", "、", "，", "*", " ", "的", "3", "新区", "附属"]
names = st.one_of(
    st.text(max_size=14),
    st.lists(st.one_of(st.sampled_from(PARTS), st.sampled_from(MARKS)), max_size=7).map("".join),
)
homes = st.sampled_from(["", "620000", "621000", "621002", "340000"])


@given(names, homes)
def test_the_shown_name_is_a_name_of_the_same_entity(text: str, home: str) -> None:
    entity = Schools(Regions(home)).resolve(text)
    again = Schools(Regions(home)).resolve(entity.name)
    assert (again.type, again.key, again.name) == (entity.type, entity.key, entity.name)
    assert entity.type in (EntityType.SCHOOL, EntityType.BODY)


@given(names, homes)
def test_cutting_a_cell_loses_nothing_but_separators(text: str, home: str) -> None:
    schools = Schools(Regions(home))
    parts = schools.split_institutions(text)
    separators = str.maketrans("", "", "、，,；;")
    assert "".join("".join(parts).translate(separators).split()) == "".join(text.translate(separators).split())
    assert all(part and part == part.strip() for part in parts)


@given(st.lists(names, max_size=6))
def test_keys_do_not_depend_on_what_else_is_printed(texts: list[str]) -> None:
    together = gansu()
    together.learn(texts)
    assert [together.resolve(text).key for text in texts] == [gansu().resolve(text).key for text in texts]
