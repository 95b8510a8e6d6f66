import pytest

from db.reference import indicators, read_table
from loaders.axis import Axis
from loaders.labels import _DATA, candidates, read_label
from loaders.words import dimension, fold


@pytest.mark.parametrize(
    ("text", "name", "unit", "part"),
    [
        ("毕业生人数*", "毕业生人数", "", False),
        ("其中：升学人数(人)", "升学人数", "人", True),
        ("其中：A类：留在当地就业人数", "留在当地就业人数", "", True),
        ("“双师型”教师比例", "双师型教师比例", "", False),
        ("生均用地面积 （平方米/生）", "生均用地面积", "平方米/生", False),
        ("招生数/人", "招生数", "人", False),
        ("1.生师比", "生师比", "", False),
        ("（一）学校数（所）", "学校数", "所", False),
        ("公共基础课（不含思想政治课）教学满意度", "公共基础课(不含思想政治课)教学满意度", "", False),
        ("市（州）", "市(州)", "", False),
        ("3+2贯通（人）", "3+2贯通", "人", False),
        ("个数", "个数", "个", False),
    ],
)
def test_a_label_is_taken_apart(text: str, name: str, unit: str, part: bool) -> None:
    label = read_label(text)
    assert (label.name, label.unit, label.part) == (name, unit, part)


def keys(*labels: str, around: str = "", units: tuple[str, ...] = ()) -> list[str]:
    read = [read_label(label) for label in labels]
    printed = units or tuple(label.unit for label in read)
    return [meaning.key for meaning in Axis(read, fold(around), printed).resolve() if meaning]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("在校学生总数", "students"),
        ("在校生人数", "students"),
        ("在校生（人）", "students"),
        ("全日制在校生人数", "students.fulltime"),
        ("非全日制中职学历教育在校生数（人）", "students.parttime"),
        ("招生人数", "entrants"),
        ("教职工数", "staff"),
        ("双师素质专任教师比例", "rate.double.fulltime"),
        ("双师型教师占专业课教师的比例", "rate.double.major"),
        ("双师型教师占比", "rate.double"),
        ("毕业生就业率", "rate.employment"),
        ("毕业去向落实率", "rate.placement"),
        ("理工农医类专业相关度", "rate.related"),
        ("年财政专项拨款", "funding.special"),
        ("企业兼职教师年课时总量", "mentors.hours"),
        ("开设专业总数（个）", "offerings"),
        ("专业数", "majors"),
        ("专业种类数", "majors.kinds"),
    ],
)
def test_variants_of_other_reports_are_known(text: str, key: str) -> None:
    assert keys(text) == [key]


def test_the_words_around_choose_the_scope() -> None:
    classes = ("一般类", "艺术类", "总计")
    assert keys(*classes, around="学校分布") == ["schools.general", "schools.arts", "schools"]
    assert keys(*classes, around="学校分布 实际招生")[-1] == "schools.enrolling"
    assert keys("公办", "民办", "合计", around="在校生分布") == ["new:公办", "new:民办", "new:合计"]


def test_the_unit_chooses_the_measure() -> None:
    assert keys("教学计划内课程总数", "教学计划内课程总数", units=("门", "学时")) == ["courses", "courses.hours"]
    assert keys("在校生满意度", "在校生满意度", units=("%", "人次")) == ["satisfaction.students", "survey.students"]


def test_a_label_with_the_wrong_unit_is_another_quantity() -> None:
    assert keys("招生数", units=("%",)) == ["new:招生数"]
    assert keys("网络教学课程数", units=("人",)) == ["new:网络教学课程数"]


def test_the_nearest_whole_above_tells_equal_labels_apart() -> None:
    rows = ("专业教学资源库数", "其中：国家级数量", "接入国家智慧教育平台数", "省级数量", "接入国家智慧教育平台数")
    rows += ("虚拟仿真实训基地数", "其中：国家级数量", "接入国家智慧教育平台数")
    assert keys(*rows) == [
        "libraries",
        "libraries.national",
        "libraries.national.platform",
        "libraries.provincial",
        "libraries.provincial.platform",
        "simulation",
        "simulation.national",
        "simulation.national.platform",
    ]


def test_students_of_joint_programmes_are_not_all_students() -> None:
    assert keys("中外合作办学专业数", "其中：在校生数") == ["sino_foreign.majors", "sino_foreign.students"]
    assert keys("在校生数", "中外合作办学专业数") == ["students", "sino_foreign.majors"]


def test_an_equal_label_without_its_whole_is_not_guessed() -> None:
    assert keys("国家级数量（个）") == ["new:国家级数量"]


def test_a_second_label_for_the_same_indicator_is_not_guessed() -> None:
    assert keys("招生数", "招生人数") == ["entrants", "new:招生人数"]


def test_unknown_labels_that_are_printed_alike_are_told_apart() -> None:
    found = keys("甲项目数（个）", "其中：国家级", "乙项目数（个）", "其中：国家级")
    assert len(set(found)) == 4


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("升学情况", "升学渠道分类", "职教高考升学人数"), "graduates.vocational_gaokao"),
        (("招生数", "贯通培养"), "entrants.through"),
        (("贯通培养", "招生数"), "entrants.through"),
        (("毕业生", "人数"), "graduates"),
        (("毕业去向落实人数", "升学人数"), "graduates.progressed"),
        (("走读生", "在校生数"), "new:走读生/在校生数"),
        (("在校生数", "走读生"), "new:在校生数/走读生"),
    ],
)
def test_a_level_above_belongs_to_the_label_or_makes_it_another_quantity(path: tuple[str, ...], key: str) -> None:
    levels = [read_label(level) for level in path[:-1]]
    (meaning,) = Axis([read_label(path[-1], levels)], "", [""]).resolve()
    assert meaning
    assert meaning.key == key


def test_a_bare_noun_counts_only_beside_counts() -> None:
    assert keys("在校生数", "专任教师") == ["students", "teachers"]
    assert keys("专任教师", "家长") == ["new:专任教师", "new:家长"]
    assert keys("专任教师", units=("%",)) == ["new:专任教师"]


def test_every_line_of_the_labels_is_used() -> None:
    known = {indicator.key: indicator for indicator in indicators()}
    rows = read_table(_DATA / "labels.csv")
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    for row in rows:
        assert row["indicator"] in known, row
        assert not row["unit"] or dimension(row["unit"]), row
        around = "".join(group.split("|")[0] for group in row["within"].split())
        found = candidates(read_label(row["label"]).name, row["unit"], fold(around))
        assert known[row["indicator"]] in found, row
