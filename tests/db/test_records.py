"""The record of a school is complete: every row of `golden/school_records.csv` stands under the school, by its line.

All its sections are covered: titles, ownership, monitoring, majors, courses, textbooks, cooperation, cases, figures.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from db.address import parse_address
from db.errors import AddressError, UnknownNameError
from db.reference import majors, old_majors
from db.view import Row, RowKind, View, said, worded
from tests.library import bundled_library

CONTENT, SOURCE, ISSUER, YEARS = 1, 2, 3, 4
GOLDEN = Path(__file__).parents[1] / "golden" / "school_records.csv"


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def cells(address: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in shown(address).rows() if row.kind is RowKind.DATA]


def column(address: str, id_: str) -> list[str]:
    """The texts of one column, without those of headings."""
    view = shown(address)
    at = [one.id for one in view.columns].index(id_)
    return [row.cells[at].text for row in view.rows() if row.kind is RowKind.DATA]


def section(view: View, word: str) -> list[list[str]]:
    """The rows below the heading of this word."""
    found: list[list[str]] = []
    inside = False
    for row in view.rows():
        if row.kind is RowKind.HEADING:
            inside = word in (row.cells[0].word, row.cells[0].text)
        elif inside:
            found.append([cell.text or cell.word for cell in row.cells])
    return found


@pytest.mark.parametrize("row", golden(), ids=lambda row: f"{row['report']}-{row['line']}-{row['school']}")
def test_what_the_report_says_of_a_school_stands_in_its_record(row: dict[str, str]) -> None:
    sources = [text.split() for text in column(f"school:{row['school']}", "source")]
    assert any(source[:1] == [row["report"]] and source[-1:] == [row["line"]] for source in sources)


def test_the_golden_rows_cover_every_section() -> None:
    assert Counter(row["section"] for row in golden()) >= Counter(
        titles=8, ownership=7, monitoring=11, cooperation=9, cases=20, courses=3, majors=1, textbooks=2, figures=14
    )


NAMESAKES = [
    ("甘肃省理工中等专业学校", "兰州理工中等专业学校"),
    ("兰州理工中等专业学校", "平凉理工中等专业学校"),
    ("甘肃省定西理工中等专业学校", "甘肃省理工中等专业学校"),
    ("永昌县职业中学", "永昌县职业中等专业学校"),
    ("定西工贸中等专业学校", "定西中医药科技中等专业学校"),
    ("酒泉工贸中等专业学校", "定西工贸中等专业学校"),
    ("天水市卫生学校", "酒泉卫生学校"),
    ("镇原县职业中等专业学校", "镇原县新星中等职业学校"),
    ("西峰职业中等专业学校", "西峰高新职业学校"),
    ("酒泉职业技术学院", "庆阳职业技术学院"),
    ("平凉机电工程学校", "庆阳市机电工程学校"),
    ("庆阳开放大学", "嘉峪关开放大学"),
]


@pytest.mark.parametrize(("first", "second"), NAMESAKES)
def test_near_namesakes_are_two_records(first: str, second: str) -> None:
    library = bundled_library()
    one, other = library.resolve("school", first), library.resolve("school", second)
    assert one.id != other.id
    names = [{row[1] for row in section(shown(f"school:{name}"), name)} for name in (first, second)]
    assert not names[0] & names[1] - {""} - {" ".join(t for t, _ in shown(f"school:{first}").trail[:-1])}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("环县职专", "环县职业中等专业学校"),
        ("环县职专", "甘肃省环县职业中等专业学校"),
        ("西峰职专", "西峰职业中等专业学校"),
        ("西峰职业中专", "西峰职业中等专业学校"),
        ("民勤县职业中专", "民勤县职业中等专业学校"),
        ("金塔汽修中等专业学校", "金塔汽车维修中等专业学校"),
        ("华池职专", "华池县职业中等专业学校"),
    ],
)
def test_a_school_is_one_record_under_all_its_printed_names(short: str, full: str) -> None:
    library = bundled_library()
    assert library.resolve("school", short).id == library.resolve("school", full).id


def test_sections_stand_in_order_and_name_source_and_issuer() -> None:
    view = shown("school:环县职专")
    headings = [row.cells[0].word for row in view.rows() if row.kind is RowKind.HEADING]
    order = ["Titles and lists", "Planned", "Majors", "Courses", "Cooperation", "Cases and activities", "Figures"]
    assert [word for word in headings if word in order] == order
    assert [column.id for column in view.columns] == [
        "item", "content", "source", "issuer", "y2024", "y2025", "unit",
    ]  # fmt: skip
    said = {row.key: row.cells for row in view.rows() if row.key.startswith(("record", "figure"))}
    assert {row[ISSUER].text for row in said.values()} == {"甘肃省教育厅", "庆阳市教育局"}
    assert all(row[SOURCE].text.split()[0] in ("gansu-2024", "qingyang-2025") for row in said.values())


def test_figures_have_a_column_for_each_year_and_keep_their_unit() -> None:
    figures = section(shown("school:环县职专"), "Figures")
    groups = next(row for row in figures if row[0].startswith("优质专业群数"))
    assert groups[YEARS:] == ["6", "", "个"]


def test_a_figure_is_told_in_words_with_its_year_and_whose_it_is() -> None:
    told = {
        row.cells[0].text: worded(row.cells[CONTENT], str)
        for row in shown("school:环县职专").rows()[1:]
        if row.cells[1:]
    }
    assert told["优质专业群数"] == "6 个 (2023/24); 省级优质专业（群）"
    assert told["焊工培训班累计输送人数"] == "265 名 (2024/25)", "the name says already that it is cumulative"


def test_a_finding_names_its_source_as_people_read_it() -> None:
    (row,) = (row for row in shown("school:环县职专").rows() if row.key.startswith("finding"))
    source = row.cells[SOURCE]
    assert "|" not in source.text
    assert worded(source, str) == "gansu-2024 1.3 line 326"


def test_every_name_in_the_record_leads_to_its_view() -> None:
    library = bundled_library()
    view = shown("school:环县职专")
    rows = [row for row in view.rows() if row.kind is RowKind.DATA]
    kinds = {row.cells[0].text: row.target.kind for row in rows if row.target}
    assert (kinds["畜牧兽医"], kinds["place"]) == ("major", "region")
    for row in rows:
        report = row.cells[SOURCE]
        assert report.target or report.observations or not report.text, row.key
        assert report.target is None or report.target.kind != "tables", "that says nothing of where it is printed"
        for cell in row.cells:
            if cell.target:
                assert library.view(cell.target).count


def test_what_would_fill_the_record_is_said() -> None:
    notes = [said(note, str) for note in shown("school:环县职专").notes]
    assert "Not loaded: reports 庆阳市 2024; 环县职业中等专业学校 2024, 2025" in notes
    assert [note.word for note in shown("school:环县职专").notes][1].startswith("Nothing in the loaded reports on")


def test_that_a_school_stood_in_a_column_of_names_is_not_repeated() -> None:
    assert not [text for text in column("school:环县职专", "content") if text.endswith(("学校名称", "；学校"))]


def test_a_figure_of_the_trainees_of_a_course_says_whose_it_is() -> None:
    (wage,) = (row for row in shown("school:环县职专").rows() if "人均月工资" in row.cells[0].text)
    assert "学员" in wage.cells[0].text
    assert worded(wage.cells[CONTENT], str).startswith("8000 元以上 (2024/25); 一所学校一个培训班的学员")
    (figure,) = (cell for cell in wage.cells[YEARS:] if cell.observations)
    assert (figure.text, figure.value, figure.qualifier) == ("8000", 8000, "{} 以上")


def test_ownership_is_shown_where_it_is_stated() -> None:
    library = bundled_library()
    assert library.resolve("school", "西峰高新职业学校").ownership == "private"
    assert library.resolve("school", "西峰职专").ownership == ""


def test_what_may_be_several_schools_is_listed_as_unsure() -> None:
    names = {row[0] for row in cells("school")}
    assert "定西市职业学校" not in names


def record(school: str, item: str) -> Row:
    (found,) = (row for row in shown(f"school:{school}").rows() if row.cells[0].text == item)
    return found


def test_a_list_that_says_no_more_tells_how_many_it_names() -> None:
    content = record("环县职专", "甘肃省优质中等职业学校建设名单").cells[CONTENT]
    assert (content.word, content.values) == ("{n} named", {"n": 33})


def test_what_is_only_planned_is_no_title() -> None:
    view = shown("school:环县职专")
    assert [row[0] for row in section(view, "Planned")] == ["优质中职学校和优质专业"]
    assert "优质中职学校和优质专业" not in {row[0] for row in section(view, "Titles and lists")}


@pytest.mark.parametrize("title", ["国家中等职业教育改革与发展示范学校", "甘肃省优质中等职业学校建设名单"])
def test_a_title_leads_to_all_who_have_it(title: str) -> None:
    target = record("环县职专", title).cells[0].target
    assert str(target) == f"list:{title}"
    holders = column(str(target), "school")
    assert {"环县职业中等专业学校", "西峰职业中等专业学校"} <= set(holders)
    assert len(holders) == (33 if title.endswith("名单") else 2)
    assert {"n": len(holders)} in [note.values for note in shown(str(target)).notes]


def test_a_title_has_a_meaning() -> None:
    rows = shown("definition:国家中等职业教育改革与发展示范学校/type=list").rows()
    said = {row.cells[0].word: row.cells[1].text for row in rows if row.cells[1:]}
    assert said["Issuer"] == "庆阳市教育局"
    assert said["Stated in the report"] == "共2所，列名2所"
    assert said["Schools and others named"] == "2"
    assert rows[-1].target == parse_address("text:qingyang-2025").having(at="29 国家中等职业教育改革与发展示范学校")


def test_an_unknown_list_is_refused_with_names_like_it() -> None:
    with pytest.raises(UnknownNameError) as caught:
        shown("list:国家中等职业教育示范学校")
    assert "国家中等职业教育改革与发展示范学校" in caught.value.nearest


def test_what_a_sentence_says_leads_to_its_place_in_the_text() -> None:
    source = record("环县职专", "国家中等职业教育改革与发展示范学校").cells[SOURCE]
    assert worded(source, str) == "qingyang-2025 1.1 line 29"
    assert source.target is not None
    view = bundled_library().view(source.target)
    at = view.position(source.target.first("at"))
    assert at is not None
    (row,) = view.rows(at, 1)
    assert [cell.text for cell in row.cells][:2] == ["29", "国家中等职业教育改革与发展示范学校"]
    assert view.notes, "it is said how to load the text"


def test_a_view_of_one_thing_refuses_several() -> None:
    for address in (
        "school:环县职专,西峰职专",
        "region:庆阳市,天水市",
        "major:护理,会计事务",
        "indicator:招生数,在校生数",
    ):
        with pytest.raises(AddressError, match="takes one name"):
            shown(address)


# --- majors ---


def test_the_schools_of_a_major_stand_with_their_city() -> None:
    places = dict(zip(column("major:幼儿保育", "school"), column("major:幼儿保育", "place"), strict=True))
    assert places["环县职业中等专业学校"] == "庆阳市 环县"
    narrowed = cells("major:幼儿保育/q=庆阳")
    assert {row[0] for row in narrowed} == {school for school, place in places.items() if place.startswith("庆阳市")}


def test_likely_names_are_names_of_the_catalogue_and_old_ones_are_not() -> None:
    current = {major.name for major in majors()}
    assert {old.likely for old in old_majors().values()} - {""} <= current
    assert not set(old_majors()) & current
    assert all(bool(old.likely) is not bool(old.note) for old in old_majors().values())


def test_every_name_that_the_catalogue_does_not_have_is_judged() -> None:
    unmatched = {row[0] for row in cells("major") if not row[2]}
    assert len(unmatched) >= 36
    assert unmatched <= set(old_majors())


def test_an_old_name_is_shown_with_its_likely_successor_and_not_merged_with_it() -> None:
    view = shown("major:会计电算化")
    assert {"name": "会计事务", "code": "730301"} in [note.values for note in view.notes]
    assert {row[0] for row in cells("major:会计电算化")} == {
        "天水市职业技术学校",
        "民乐县职业教育中心学校",
        "张掖市职业技术教育中心",
    }
    by_name = {row[0]: row for row in cells("major")}
    assert by_name["会计电算化"][-1] == "会计事务"
    assert by_name["会计电算化"][2:4] == ["", ""]


def test_a_category_lists_its_majors_with_the_schools_named() -> None:
    for address in ("major:农林牧渔大类", "major:农林牧渔"):
        rows = {row[0]: row for row in cells(address)}
        assert rows["畜禽生产技术"][2] == "610301"
        assert (rows["畜牧兽医"][2], rows["畜牧兽医"][-1]) == ("", "畜禽生产技术")
        assert "护理" not in rows
    assert shown("major:畜禽生产技术").trail[0][0] == "农林牧渔大类"


def test_majors_stand_under_their_categories() -> None:
    headings = [row.cells[0] for row in shown("major").rows() if row.kind is RowKind.HEADING]
    assert headings[0].text == "农林牧渔大类"
    assert headings[-1].word == "Not in the catalogue"
    assert not [row for row in shown("major/sort=-schools").rows() if row.kind is RowKind.HEADING]
