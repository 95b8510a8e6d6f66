"""Tables put together: against the golden files typed by eye, and case by case on small texts."""

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.assemble import assemble
from loaders.headers import filled, has_figures, same_cells
from loaders.material import Block, Document, Grid, GridRow, Heading, Material, Paragraph, PrintedTable
from loaders.read import read_report
from loaders.text import document_of

TESTS = Path(__file__).parents[1]
SOURCES = {
    "gansu-2024": TESTS.parents[1] / "shared" / "reports" / "gansu-2024.txt",
    "qingyang-2025": TESTS.parents[1] / "shared" / "reports" / "qingyang-2025.txt",
    "yulin-450900-2025": TESTS / "made_up" / "yulin-2025.md",
}


def golden() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in (TESTS / "golden" / "tables.csv", TESTS / "made_up" / "yulin-2025.tables.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


@cache
def material(report: str) -> Material:
    if not SOURCES[report].exists():
        pytest.skip("the published reports are not here")
    return read_report(SOURCES[report])


def table(report: str, key: str) -> PrintedTable:
    return next(t for t in material(report).tables if t.key == key)


def tables(text: str) -> tuple[PrintedTable, ...]:
    return assemble(document_of(text.strip("\n"), "text", ""))


def body(printed: PrintedTable) -> list[tuple[str, ...]]:
    return [row.cells for row in printed.rows[printed.header_rows :]]


def data_rows(printed: PrintedTable) -> int:
    """Rows that say something: in bands of header and values only those with values."""
    rows = printed.rows[printed.header_rows :]
    return sum(map(has_figures, rows)) if any(map(has_figures, rows)) else len(rows)


# --- golden ---


@pytest.mark.parametrize("row", golden(), ids=lambda row: f"{row['report']} {row['table']}")
def test_every_table_is_found_whole(row: dict[str, str]) -> None:
    found = table(row["report"], row["table"])
    assert (found.line, max(len(r.cells) for r in found.rows)) == (int(row["line"]), int(row["columns"]))
    assert data_rows(found) == int(row["rows"])
    assert found.caption.replace(" ", "") in row["caption"].replace(" ", "")
    assert row["caption"].replace(" ", "").endswith(found.caption.replace(" ", ""))


@pytest.mark.parametrize("report", SOURCES)
def test_there_are_no_other_tables(report: str) -> None:
    assert [t.key for t in material(report).tables] == [row["table"] for row in golden() if row["report"] == report]


PERIODS = {
    "gansu-2024": {
        "表1": "2023/2024",
        "表3": "2023/2024",
        "表4": "2023/2024",
        "表5": "2023/2024",
        "表6": "2024-10",
        "表11": "2024",
        "表12": "2024",
        "表13": "2023/2024",
        "表16": "2023/2024",
        "附表1": "",
    },
    "qingyang-2025": {"表1": "", "表2": "2025"},
    "yulin-450900-2025": {"表1-1": "2024/2025", "表1-3": "2025", "表2-1": "2025", "表3-1": "2025", "@172": "2025"},
}


@pytest.mark.parametrize("report", PERIODS)
def test_periods_come_from_caption_or_section(report: str) -> None:
    assert {key: table(report, key).period for key in PERIODS[report]} == PERIODS[report]


def test_what_the_reports_do_to_their_tables() -> None:
    assert table("gansu-2024", "表9").repaired == (627,)
    assert table("gansu-2024", "表9").rows[-1] == GridRow(627, ("19", "中职生应用文写作", "岷县职业中等专业学校"))
    assert table("gansu-2024", "表13").repaired == (825,)
    assert table("gansu-2024", "表13").rows[0].cells[2] == "横向技术服务产生的经济效益(万元)"
    assert table("gansu-2024", "表1").context == ("实际招生",)
    assert table("gansu-2024", "表6").notes == ("数据来源：全国中职学校管理信息系统学年度数据汇总",)
    assert table("gansu-2024", "表3").notes == ()
    assert table("gansu-2024", "附表3").section == "附表"
    assert 1328 not in [row.line for row in table("gansu-2024", "附表3").rows]
    assert sum(t.key.startswith("附表") for t in material("gansu-2024").tables) == 6


def test_merged_headers_bands_and_bare_lists() -> None:
    assert table("qingyang-2025", "表1").header_rows == 2
    assert table("qingyang-2025", "@101").header_rows == 0
    assert (table("qingyang-2025", "@101").section, table("qingyang-2025", "@101").heading) == ("2.3", "2.3 技能成长")
    bands = table("qingyang-2025", "表2")
    assert (bands.header_rows, [len(row.cells) for row in bands.rows]) == (1, [6, 6, 6, 6, 8, 8, 8, 8, 8])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学校\t2023年招生\t2024年招生\n甲校\t5\t6\n乙校\t7\t8", 1),
        ("学校\t2023\t2024\n甲校\t5\t6", 1),
        ("地区\t学生\t\t教师\t\n\t总数\t女\t总数\t女\n甲市\t5\t2\t3\t1", 2),
        ("地区\t学生\t\t\n\t中职\t\t高职\n\t公办\t民办\t公办\n甲市\t5\t2\t3", 3),
        ("地区\t学生\t学生\n地区\t总数\t女\n甲市\t5\t2", 2),
        ("编号\t承办学校\n①\t甲县职业学校\n②\t乙县职业学校", 1),
        ("1\t天水农业学校\n2\t酒泉卫生学校", 0),
        ("天水农业学校\t酒泉\n酒泉卫生学校\t天水", 0),
        ("指标\t数值\n教师（人）\t2,300余", 1),
        ("类别\t数\t面积\n公办学校\t\t\n天水校\t1\t2", 1),
    ],
)
def test_header_rows(text: str, expected: int) -> None:
    assert tables(text)[0].header_rows == expected


# --- captions and keys ---

ONE = "地区\t人数\n甲市\t5\n乙市\t6\n合计\t11"
TWO = "学校\t面积\n甲校\t50\n乙校\t60"


@pytest.mark.parametrize(
    ("line", "key", "caption"),
    [
        ("表 1 各市在校生统计表", "表1", "各市在校生统计表"),
        ("表12各市在校生统计表", "表12", "各市在校生统计表"),
        ("**表 4 各市情况<sup>5</sup>**", "表4", "各市情况"),
        ("### 表1-1　各市情况", "表1-1", "各市情况"),
        ("表 3.2：各市情况", "表3-2", "各市情况"),
        ("表二、各市情况", "表2", "各市情况"),
        ("附表 2 满意度调查表", "附表2", "满意度调查表"),
        ("表 2 2025 年各市情况", "表2", "2025 年各市情况"),
        ("表1\n\n各市情况", "表1", "各市情况"),
        ("各市在校生情况：", "@3", "各市在校生情况"),
        ("## 3.1 办学规模", "@3", "办学规模"),
        ("全市共有中等职业学校十五所。", "@3", ""),
        ("图 3 各市情况", "@3", ""),
        ("具体情况见下表：", "@3", ""),
        ("表 1 显示，各市差别很大。", "@3", ""),
    ],
)
def test_captions_above(line: str, key: str, caption: str) -> None:
    (found,) = tables(f"{line}\n\n{ONE}")
    assert (found.key.replace(f"@{found.line}", "@3"), found.caption) == (key, caption)


def test_captions_below() -> None:
    first, second = tables(f"甲句。\n\n{ONE}\n\n表 1 人数\n\n乙句。\n\n{TWO}\n\n表 2 面积")
    assert (first.key, first.caption, second.key, second.caption) == ("表1", "人数", "表2", "面积")


def test_one_caption_below_among_captions_above() -> None:
    text = f"表 1 人数\n\n{ONE}\n\n甲句。\n\n{TWO}\n\n表 2 面积\n\n乙句。\n\n表 3 人数\n\n{ONE}\n\n丙句。"
    assert [(t.key, t.rows[0].cells[1]) for t in tables(text)] == [("表1", "人数"), ("表2", "面积"), ("表3", "人数")]


def test_a_caption_right_above_its_rows_is_not_the_table_before_s() -> None:
    text = f"甲句。\n\n{ONE}\n\n表 2 面积\n{TWO}\n\n乙句。\n\n{ONE}\n\n表 3 人数"
    assert [(t.key, t.line) for t in tables(text)] == [("@3", 3), ("表2", 9), ("表3", 15)]


def test_a_caption_may_be_a_row_of_the_table() -> None:
    text = (
        "|  | 表 2 经费（单位：万元） |  |\n|---|---|---|\n| 学校 | 收入 | 支出 |\n| 甲 | 1 | 2 |\n| 注：估计数 | | |"
    )
    (found,) = tables(text)
    assert (found.key, found.caption, found.unit, found.notes) == ("表2", "经费", "万元", ("注：估计数",))
    assert body(found) == [("甲", "1", "2")]


FORM = "序号\t指标\t单位\t2024年\n1\t毕业生人数\t人\t5\n\t升学人数\t人\t3"


def test_numbers_begin_again_under_an_annex_heading() -> None:
    found = tables(f"1. 甲\n\n表 1 人数\n\n{ONE}\n\n附录\n\n表1 计分卡\n\n{FORM}")
    assert [(t.key, t.section) for t in found] == [("表1", "1"), ("附表1", "附录")]


def test_the_annex_form_tells_an_annex_without_heading() -> None:
    found = tables(f"表 1 人数\n\n{ONE}\n\n甲句。\n\n表1 计分卡\n\n{FORM}\n\n表2 服务贡献表\n\n{FORM}")
    assert [t.key for t in found] == ["表1", "附表1", "附表2"]
    assert [t.key for t in tables(f"表1 计分卡\n\n{FORM}\n\n表2 服务贡献表\n\n{FORM}")] == ["表1", "表2"]


def test_a_number_that_is_taken_gives_a_key_by_line() -> None:
    assert [t.key for t in tables(f"表 1 人数\n\n{ONE}\n\n表 1 面积\n\n{TWO}")] == ["表1", "@10"]


def test_the_annex_in_a_picture_makes_no_annex_of_the_rest() -> None:
    text = f"2.3 技能\n\n附件 4\n\n优秀名单\n\n图 3 名单\n\n2.4 其他\n\n表 1 人数\n\n{ONE}"
    assert [(t.key, t.section) for t in tables(text)] == [("表1", "2.4")]


# --- joining ---

HEAD = "序号\t学校\t人数"


def numbered(*numbers: int) -> str:
    return "\n".join(f"{n}\t第{n}学校\t{n * 10}" for n in numbers)


@pytest.mark.parametrize(
    "gap",
    [
        "",
        "\n\n",
        "12",
        "- 12 -",
        "<sup>3</sup> 数据来源：统计系统",
        "注：含分校。",
        "续表",
        "表 1（续）",
        "表 1 各校人数",
        HEAD,
        f"续表 1\n\n{HEAD}",
        "图 4 各校一角",
        "建设任务，全市各校按照要求开展了形式多样的活动，并以此为契机",
    ],
)
def test_halves_of_a_table_are_joined_over(gap: str) -> None:
    (found,) = tables(
        f"表 1 各校人数\n\n{HEAD}\n{numbered(1, 2, 3)}\n\n{gap}\n\n{numbered(4, 5)}\n\n全市平稳。".replace(
            f"{HEAD}\n\n4", f"{HEAD}\n4"
        )
    )
    assert (found.key, [row[0] for row in body(found)]) == ("表1", ["1", "2", "3", "4", "5"])


@pytest.mark.parametrize(
    "gap",
    [
        "表 2 各校面积",
        "## 1.2 条件",
        "全市各校平稳。",
        f"{HEAD}",
        "序号\t课程\t数",
    ],
)
def test_two_tables_are_never_joined(gap: str) -> None:
    text = f"表 1 各校人数\n\n{HEAD}\n{numbered(1, 2, 3)}\n\n{gap}\n\n{numbered(1, 2)}".replace("\n\n1\t", "\n1\t", 2)
    assert [len(t.rows) for t in tables(text)] in ([4, 2], [4, 3])


def test_a_total_closes_a_table() -> None:
    assert len(tables(f"表 1 人数\n\n{ONE}\n\n丙市\t7\n丁市\t8")) == 2


def test_regions_that_start_over_are_another_table() -> None:
    text = "地区\t人数\n甲市\t5\n乙市\t6\n\n地区\t人数\n甲市\t7\n乙市\t8"
    assert [t.rows[1].cells for t in tables(text)] == [("甲市", "5"), ("甲市", "7")]


def test_rows_that_lost_a_cell_still_belong() -> None:
    (found,) = tables("地区\t甲\t乙\t丙\n子市\t1\t2\t3\n\n\n\n丑市\t4\t9\n寅市\t5\t11")
    assert [len(row) for row in body(found)] == [4, 3, 3]


def test_lists_of_text_are_joined_only_without_a_header_between() -> None:
    first = "课程名称\t负责人\n护理\t张三\n会计\t李四"
    assert len(tables(f"{first}\n\n机械\t王五")) == 1
    assert len(tables(f"{first}\n\n教材名称\t主编\n机械\t王五")) == 2


def test_a_header_alone_at_the_foot_of_a_page() -> None:
    (found,) = tables("表 1 人数\n\n地区\t人数\t面积\n\n- 3 -\n\n甲市\t5\t6\n乙市\t7\t8")
    assert (found.header_rows, len(found.rows), found.line) == (1, 3, 3)


GAPS = ("", "\n\n", "- 12 -", "12", "<sup>9</sup> 数据来源：统计系统", "图 9 校园一角")


@pytest.mark.parametrize("name", ["yulin-2025.md", "weifang-2023.md"])
def test_a_page_break_anywhere_changes_nothing(name: str) -> None:
    lines = (TESTS / "made_up" / name).read_text(encoding="utf-8").split("\n")
    whole = tables_of(lines)
    for number, printed in enumerate(whole):
        for above, below in pairwise(printed.rows[printed.header_rows :]):
            if below.line == above.line + 1:
                gap = ["", GAPS[(number + above.line) % len(GAPS)], ""]
                torn = tables_of([*lines[: above.line], *gap, *lines[above.line :]])
                assert shapes(torn) == shapes(whole), (printed.key, above.line, gap)


def tables_of(lines: list[str]) -> tuple[PrintedTable, ...]:
    return assemble(document_of("\n".join(lines), "text", ""))


def shapes(found: tuple[PrintedTable, ...]) -> list[tuple[str, int, list[tuple[str, ...]]]]:
    return [(t.caption, t.header_rows, [row.cells for row in t.rows]) for t in found]


# --- mending ---


def test_a_row_that_fell_apart_is_put_together() -> None:
    (found,) = tables(
        f"表 1 各校\n\n{HEAD}\n{numbered(1, 2)}\n\n7\n\n3\n\n第3学校\n\n30\n\n4\n\n第4学校\n\n40\n\n全市平稳。"
    )
    assert body(found)[2:] == [("3", "第3学校", "30"), ("4", "第4学校", "40")]
    assert found.repaired == (9, 15)


def test_a_page_number_is_no_row() -> None:
    (found,) = tables(f"表 1 各校\n\n{HEAD}\n{numbered(1, 2)}\n\n3\n\n全市各校平稳发展。\n\n全省也是。")
    assert (len(found.rows), found.repaired) == (3, ())


def test_a_torn_header_is_mended_where_one_cell_lacks_its_unit() -> None:
    (found,) = tables("地区\t收入(万元)\t经济效益\t项目(项)\n---\t---\t---\t---\n\n\n益(万元)\t\t\t\n甲市\t1\t2\t3")
    assert found.rows[0].cells == ("地区", "收入(万元)", "经济效益(万元)", "项目(项)")
    assert (found.repaired, found.header_rows) == ((1,), 1)


def test_a_group_row_is_no_torn_header() -> None:
    (found,) = tables("类别\t数\t面积\n公办学校\t\t\n甲校\t1\t2")
    assert (len(found.rows), found.repaired) == (3, ())


# --- around a table ---


@pytest.mark.parametrize("line", ["单位：万元", "（单位：万元）", "计量单位: 万元"])
def test_a_line_of_unit(line: str) -> None:
    (found,) = tables(f"表 1 收入\n\n{line}\n\n{ONE}")
    assert (found.key, found.unit) == ("表1", "万元")


def test_notes_below_and_the_footnote_of_the_caption() -> None:
    notes = "说明：不含技工学校\n\n甲句。\n\n<sup>1</sup> 甲注\n\n<sup>2</sup> 数据来源：乙"
    text = f"表 1 人数<sup>2</sup>\n\n{ONE}\n\n{notes}"
    (found,) = tables(text)
    assert found.notes == ("说明：不含技工学校", "数据来源：乙")


def test_the_period_is_that_of_the_section_or_of_what_introduces_it() -> None:
    text = f"1. 甲\n\n2021年甲句。\n\n2. 乙\n\n2022年乙句。\n\n2.1 丙\n\n2023年丙句。\n\n2.2 丁\n\n丁句。\n\n{ONE}"
    assert tables(text)[0].period == "2022"
    assert tables(text.replace("丁句", "2023—2024学年丁句"))[0].period == "2023/2024"
    assert tables(text.replace("2022年", "").replace("2021年", ""))[0].period == ""
    assert tables(text.replace("丁句。", "丁句。\n\n表 1 2020年人数"))[0].period == "2020"


def test_captions_of_others_and_footnotes_say_nothing_about_the_period() -> None:
    before = "1. 甲\n\n2024年甲句。\n\n图 1 2019年掠影"
    between = "<sup>1</sup> 2018年数据\n\n乙句。"
    text = f"{before}\n\n表 1 2020年面积\n\n{TWO}\n\n{between}\n\n表 2 人数\n\n{ONE}"
    assert [t.period for t in tables(text)] == ["2020", "2024"]


def test_the_context_is_that_of_the_sentence_before() -> None:
    text = f"1. 甲\n\n实际招生的学校 20 所。\n\n表 1 学校\n\n{ONE}\n\n表 2 面积\n\n{TWO}"
    assert [t.context for t in tables(text)] == [("实际招生",), ()]


# --- lists without cells ---


def test_names_under_a_title_are_a_list() -> None:
    names = "兰州市教育局\n甘肃农业职业技术学院\n金昌市职业学校"
    text = f"2.1 比赛\n\n2025年比赛\n优秀组织单位名单\n（共3个）\n\n{names}\n\n图 1 名单"
    (found,) = tables(text)
    assert (found.key, found.line, found.caption, found.header_rows) == ("@7", 7, "优秀组织单位名单", 0)
    assert [row.cells for row in found.rows] == [("兰州市教育局",), ("甘肃农业职业技术学院",), ("金昌市职业学校",)]


def test_a_numbered_list_of_names() -> None:
    (found,) = tables("入选学校名单如下：\n\n1. 兰州女子中等专业学校\n2. 天水农业学校\n3. 酒泉卫生学校\n\n甲句。")
    assert (found.caption, body(found)[1]) == ("入选学校名单", ("2", "天水农业学校"))


def test_numbered_measures_are_no_list() -> None:
    assert tables("主要措施\n\n1. 加强组织领导\n2. 完善工作机制\n3. 加大经费投入\n\n甲句。") == ()


def test_two_names_and_names_without_title_are_no_list() -> None:
    assert tables("名单\n\n兰州市教育局\n天水农业学校\n\n甲句。") == ()
    assert tables("甲句。\n\n兰州市教育局\n天水农业学校\n酒泉卫生学校\n\n乙句。") == ()


# --- nothing is lost ---

FIGURES = ["", "5", "3.5", "—", "1", "2", "3", "2024年"]
WORDS = ["", "甲市", "合计", "序号", "人数", "地区", "天水农业学校", "收入(万元)"]
ALONE = ["单位：人", "注：甲", "说明：乙", "表 1 甲", "附表 2", "续表", "益(万元)"]
CELL = st.sampled_from(FIGURES + WORDS + ALONE)
ROW = st.lists(CELL, min_size=1, max_size=4)
BLOCK = st.one_of(
    st.lists(ROW, min_size=1, max_size=4),
    st.sampled_from(
        ["12", "表 2 乙", "表 2", "续表", "单位：万元", "乙句。", "未完的句子", "名单", "附表", "1 甲", "3"]
    ),
)


@settings(deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=6))
def test_every_cell_of_a_grid_is_in_a_table(pieces: list[list[list[str]] | str]) -> None:
    blocks: list[Block] = []
    line = 0
    for piece in pieces:
        line += 2
        if isinstance(piece, str):
            blocks.append(Heading(piece, 1, line) if piece == "附表" else Paragraph(piece, line))
            continue
        rows = [GridRow(line + i, tuple(row)) for i, row in enumerate(piece) if any(row)]
        line += len(piece)
        blocks += [Grid(tuple(rows))] if rows else []
    found = assemble(Document("text", "", line, tuple(blocks)))
    words = "\n".join(f"{t.key} {t.caption} {t.unit} " + " ".join(t.notes) for t in found).replace(" ", "")
    headers = [row for t in found for row in t.rows[: max(t.header_rows, 1)]]
    for row in (row for block in blocks if isinstance(block, Grid) for row in block.rows):
        if any(same_cells(row, header) for header in headers):
            continue
        for cell in filter(None, row.cells):
            assert _is_kept(row.line, cell, found) or (filled(row) == 1 and _said(cell, words, headers)), (row, found)
    assert len({t.key for t in found}) == len(found)


def _is_kept(line: int, cell: str, found: tuple[PrintedTable, ...]) -> bool:
    """In its row, or in a header cell that was mended with another piece."""
    rows = [(row, line in t.repaired) for t in found for row in t.rows if row.line == line]
    return any(cell in row.cells or (mended and any(cell in text for text in row.cells)) for row, mended in rows)


def _said(cell: str, words: str, headers: list[GridRow]) -> bool:
    """What stands alone in its row may be a caption, a unit, a note, or a torn-off piece of a header."""
    if cell.startswith(("单位", "注", "说明", "表", "附表")):
        bare = cell.removeprefix("单位：").replace(" ", "")
        return bare in words or bare.removeprefix("表1") in words
    return cell == "续表" or (
        cell.endswith("(万元)") and any(cell in text for header in headers for text in header.cells)
    )
