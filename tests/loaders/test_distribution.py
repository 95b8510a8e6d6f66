"""Tables that divide a whole by title, degree or age: each class is a quantity of its own, never the whole."""

import pytest

from db.model import CellRole
from tests.loaders.reports import facts
from tests.loaders.tables import facts_of, figures, table

DIVIDED = """\
结构|分类|人数|比例（%）
职称|正高级|4|2.0
|副高级|36|18.0
|中级|160|80.0
学历|博士|2|1.0
|硕士|38|19.0
|本科|160|80.0
年龄|40岁以下|120|60.0
|40岁及以上|80|40.0
合计||200|100"""


def found(text: str, caption: str) -> dict[tuple[str, str], tuple[str, object]]:
    return {(one.row, one.column): (one.indicator, one.value) for one in figures(table(text, caption=caption))}


@pytest.mark.parametrize("caption", ["全市中等职业学校专任教师结构情况", "2025年各校专任教师构成统计表"])
def test_teachers_by_title_degree_and_age(caption: str) -> None:
    said = found(DIVIDED, caption)
    assert said["正高级", "人数"] == ("teachers.title.full", 4)
    assert said["副高级", "人数"] == ("teachers.title.associate", 36)
    assert said["博士", "人数"] == ("teachers.degree.doctor", 2)
    assert said["本科", "人数"] == ("teachers.degree.bachelor", 160)
    assert said["40岁以下", "人数"] == ("new:专任教师/年龄/40岁以下", 120)
    assert said["硕士", "比例（%）"] == ("new:专任教师/学历/硕士/占比", 19.0)
    assert said["合计", "人数"] == ("teachers", 200)
    assert not [cell for cell in facts_of(table(DIVIDED, caption=caption)).tables[0].cells if cell.role == "unknown"]


def test_classes_of_an_unknown_whole_bear_its_name() -> None:
    said = found(DIVIDED, "各校兼职教师结构")
    assert said["副高级", "人数"] == ("new:兼职教师/职称/副高级", 36)
    assert "teachers" not in {indicator for indicator, _ in said.values()}


def test_the_made_up_report_has_every_class_of_its_teachers() -> None:
    of_table = [one for one in facts("hengyang-2024").observations if one.table == "表2"]
    counted = {one.row: one.value for one in of_table if one.column == "人数（人）"}
    assert counted == {
        "正高级": 38,
        "副高级": 948,
        "中级": 1512,
        "初级": 986,
        "未评职称": 380,
        "研究生": 432,
        "本科": 3246,
        "专科及以下": 186,
        "35岁及以下": 1420,
        "36—50岁": 1806,
        "51岁及以上": 638,
    }
    assert len(of_table) == 2 * len(counted)
    cells = [cell for one in facts("hengyang-2024").tables for cell in one.cells]
    assert not [cell for cell in cells if cell.role is CellRole.UNKNOWN]
