"""What must be true of the bundled divisions and majors, whatever line is added to them."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[1] / "db" / "reference"
FILES = ["divisions.csv", "majors.csv"]
ABOVE = {"province": "", "prefecture": "province", "county": "prefecture"}
Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def divisions() -> dict[str, Row]:
    return {row["code"]: row for row in read("divisions.csv")}


@pytest.fixture(scope="module")
def majors() -> list[Row]:
    return read("majors.csv")


def counties_of(divisions: dict[str, Row], parent: str) -> list[str]:
    return [row["name"] for row in divisions.values() if row["level"] == "county" and row["parent_code"] == parent]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_plain(name: str) -> None:
    raw = (REFERENCE / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("name", FILES)
def test_cells_are_whole_and_bare(name: str) -> None:
    for row in read(name):
        assert None not in row, "a line has too many cells"
        assert None not in row.values(), "a line has too few cells"
        assert all(cell == cell.strip() for cell in row.values())


@pytest.mark.parametrize("name", FILES)
def test_codes_are_six_digits_unique_and_in_order(name: str) -> None:
    codes = [row["code"] for row in read(name)]
    assert codes == sorted(set(codes))
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in codes)


def test_the_country_is_complete(divisions: dict[str, Row]) -> None:
    levels = Counter(row["level"] for row in divisions.values())
    assert levels == {"province": 34, "prefecture": 333, "county": 2845}


def test_a_parent_exists_and_stands_higher(divisions: dict[str, Row]) -> None:
    for row in divisions.values():
        if row["level"] == "province":
            assert row["parent_code"] == ""
            continue
        level = divisions[row["parent_code"]]["level"]
        assert level == ABOVE[row["level"]] or (row["level"], level) == ("county", "province"), row


def test_a_code_begins_with_its_parents(divisions: dict[str, Row]) -> None:
    for row in divisions.values():
        parent = row["parent_code"]
        assert row["code"].startswith(parent.removesuffix("00").removesuffix("00") if parent else ""), row


def test_a_county_hangs_under_its_prefecture_where_there_is_one(divisions: dict[str, Row]) -> None:
    for row in divisions.values():
        if row["level"] == "county" and row["code"][:4] + "00" in divisions:
            assert row["parent_code"] == row["code"][:4] + "00", row


def test_names_are_unique_under_one_parent(divisions: dict[str, Row]) -> None:
    names = Counter((row["parent_code"], row["name"]) for row in divisions.values())
    assert not [name for name, times in names.items() if times > 1]


def test_names_of_provinces_and_prefectures_are_unique(divisions: dict[str, Row]) -> None:
    names = Counter(row["name"] for row in divisions.values() if row["level"] != "county")
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize(("code", "count"), [("110000", 16), ("120000", 16), ("310000", 16), ("500000", 38)])
def test_the_municipalities_have_their_districts_at_once(divisions: dict[str, Row], code: str, count: int) -> None:
    below = [row for row in divisions.values() if row["parent_code"] == code]
    assert {row["level"] for row in below} == {"county"}
    assert len(below) == count


def test_only_four_provinces_beside_them_run_counties(divisions: dict[str, Row]) -> None:
    provinces = {code for code, row in divisions.items() if row["level"] == "province" and counties_of(divisions, code)}
    assert provinces == {"110000", "120000", "310000", "500000", "410000", "420000", "460000", "650000"}
    assert counties_of(divisions, "410000") == ["济源市"]
    assert counties_of(divisions, "420000") == ["仙桃市", "潜江市", "天门市", "神农架林区"]


def test_only_four_prefectures_have_no_county(divisions: dict[str, Row]) -> None:
    bare = {
        row["name"]
        for code, row in divisions.items()
        if row["level"] == "prefecture" and not counties_of(divisions, code)
    }
    assert bare == {"东莞市", "中山市", "儋州市", "嘉峪关市"}


def test_nothing_stands_in_for_a_division(divisions: dict[str, Row]) -> None:
    names = {row["name"] for row in divisions.values()}
    assert not names & {
        "市辖区",
        "县",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        "省属",
        "兰州新区",
        "苏州工业园区",
    }
    assert not [code for code, row in divisions.items() if row["level"] == "county" and code[4] == "7"]


def test_gansu(divisions: dict[str, Row]) -> None:
    prefectures = [row["name"] for row in divisions.values() if row["parent_code"] == "620000"]
    assert " ".join(prefectures) == (
        "兰州市 嘉峪关市 金昌市 白银市 天水市 武威市 张掖市 平凉市 酒泉市 庆阳市 定西市 陇南市"
        " 临夏回族自治州 甘南藏族自治州"
    )
    assert sum(row["level"] == "county" for code, row in divisions.items() if code.startswith("62")) == 86
    assert counties_of(divisions, "621000") == [
        "西峰区",
        "庆城县",
        "环县",
        "华池县",
        "合水县",
        "正宁县",
        "宁县",
        "镇原县",
    ]


def test_the_catalogue_of_2021_is_complete(majors: list[Row]) -> None:
    catalogue = [row for row in majors if row["in_2021"] == "1"]
    assert len(catalogue) == 358
    assert len({row["category_code"] for row in catalogue}) == 19
    assert {row["in_2021"] for row in majors} == {"0", "1"}


def test_names_of_majors_are_unique(majors: list[Row]) -> None:
    assert not [name for name, times in Counter(row["name"] for row in majors).items() if times > 1]


def test_the_code_of_a_major_holds_its_class_and_category(majors: list[Row]) -> None:
    for row in majors:
        assert (row["class_code"], row["category_code"]) == (row["code"][:4], row["code"][:2])


@pytest.mark.parametrize("of", ["category", "class"])
def test_a_group_has_one_name_and_a_name_one_group(majors: list[Row], of: str) -> None:
    names, codes = defaultdict(set), defaultdict(set)
    for row in majors:
        names[row[f"{of}_code"]].add(row[f"{of}_name"])
        codes[row[f"{of}_name"]].add(row[f"{of}_code"])
    assert all(len(found) == 1 for found in [*names.values(), *codes.values()])
    assert all(name.endswith({"category": "大类", "class": "类"}[of]) for name in codes)
