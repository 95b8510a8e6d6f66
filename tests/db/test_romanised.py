"""English beside Chinese: regions by their pinyin, lists, titles and roles by the words of the reference data."""

from __future__ import annotations

import pytest

from db.address import parse_address
from db.english import english
from db.reference import record_gloss
from db.romanised import english_name, english_names
from db.view import RowKind, View
from tests.library import bundled_library


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


@pytest.mark.parametrize(
    ("name", "level", "pinyin", "initials", "english"),
    [
        ("庆阳市", "prefecture", "qingyangshi", "qys", "Qingyang"),
        ("环县", "county", "huanxian", "hx", "Huanxian"),
        ("西安市", "prefecture", "xianshi", "xas", "Xi'an"),
        ("东阿县", "county", "dongexian", "dex", "Dong'e"),
        ("临夏回族自治州", "prefecture", "linxiahuizuzizhizhou", "lxhzzzz", "Linxia"),
        ("张家川回族自治县", "county", "zhangjiachuanhuizuzizhixian", "zjchzzzx", "Zhangjiachuan"),
        ("陕西省", "province", "shanxisheng", "sxs", "Shaanxi"),
        ("甘肃省省属", "unit", "gansushengshengshu", "gssss", "province-run"),
        ("庆阳市", "prefecture", "qingyang", "qys", ""),
    ],
)  # fmt: skip
def test_a_region_in_english_letters(name: str, level: str, pinyin: str, initials: str, english: str) -> None:
    assert english_name(name, level, pinyin, initials) == english


def test_every_region_of_the_reference_data_has_an_english_name() -> None:
    conn = bundled_library()._conn
    names = dict(conn.execute("SELECT id, name FROM entity WHERE type = 'region' AND level <> 'unit'"))
    english = english_names(conn, names)
    assert len(names) > 3200
    assert [names[id_] for id_ in names if not english.get(id_)] == []
    assert all(text.replace("'", "").replace(" ", "").isascii() for text in english.values())


@pytest.mark.parametrize(
    ("address", "column"),
    [("region", "name"), ("indicator:entrants", "entity"), ("region:庆阳市/face=peers", "highest_region")],
)
def test_regions_stand_with_their_english_names(address: str, column: str) -> None:
    view = shown(address)
    place = [one.id for one in view.columns].index(column)
    glosses = {r.cells[place].text: r.cells[place].gloss for r in view.rows() if r.kind is not RowKind.HEADING}
    assert glosses["兰州市"] == "Lanzhou"


def test_lists_and_roles_stand_with_english() -> None:
    view = shown("records/q=庆阳职业技术学院")
    ids = [column.id for column in view.columns]
    found = {(r.cells[ids.index("list")].gloss, r.cells[ids.index("role")].gloss) for r in view.rows()}
    assert ("cooperation", "leads") in found
    contents = {row.cells[1].text for row in shown("school:庆阳职业技术学院").rows()[1:] if len(row.cells) > 1}
    assert "合作；牵头" in contents
    assert english("合作；牵头") == "cooperation; leads"


def test_a_title_says_its_level() -> None:
    assert (
        record_gloss("国家中等职业教育改革与发展示范学校") == "national demonstration school of reform and development"
    )
    assert record_gloss("省级优质中等职业学校") == "provincial quality secondary vocational school"
    assert record_gloss("数控技术应用") == ""


def test_every_list_and_role_of_the_bundled_reports_has_english() -> None:
    conn = bundled_library()._conn
    said = {text for row in conn.execute("SELECT DISTINCT list, role FROM record") for text in row if text}
    assert [text for text in said if not record_gloss(text)] == []
