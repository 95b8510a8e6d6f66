"""Lines become headings, paragraphs and grids; contents lists, page numbers and markup become nothing."""

from pathlib import Path

import pytest

from db.errors import LoadError
from loaders.material import Block, Grid, Heading, Paragraph
from loaders.text import blocks_of, read_text

REPORTS = Path(__file__).parents[3] / "shared" / "reports"


def read(text: str) -> tuple[Block, ...]:
    return blocks_of(text.split("\n"))


def cells(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Grid)
    return [row.cells for row in block.rows]


def kinds(text: str) -> str:
    return "".join(type(block).__name__[0] for block in read(text))


# --- grids ---


def test_cells_stand_between_tabs_and_short_rows_stay_short() -> None:
    (grid,) = read("地区\t在校生\t招生\n甲市\t\t5\n乙市\t7")
    assert cells(grid) == [("地区", "在校生", "招生"), ("甲市", "", "5"), ("乙市", "7")]
    assert isinstance(grid, Grid)
    assert [row.line for row in grid.rows] == [1, 2, 3]


def test_a_trailing_tab_is_an_empty_cell() -> None:
    (grid,) = read("甲\t1\t\n乙\t2\t3")
    assert cells(grid) == [("甲", "1", ""), ("乙", "2", "3")]


@pytest.mark.parametrize(
    "text",
    [
        "| 学校 | 人数 |\n|---|---|\n| 甲校 | 5 |",
        "学校 | 人数\n--- | ---\n甲校 | 5",
        "| **学校** | 人数<sup>2</sup> |\n| :--- | ---: |\n|甲校|5|",
        "学校\t人数\n------\t------\n甲校\t5",
    ],
)
def test_bars_and_rules(text: str) -> None:
    (grid,) = read(text)
    assert cells(grid) == [("学校", "人数"), ("甲校", "5")]


def test_an_escaped_bar_is_content() -> None:
    (grid,) = read("| 项目 | 数 |\n|---|---|\n| 甲\\|乙 | |")
    assert cells(grid)[1] == ("甲|乙", "")


def test_bars_with_wide_gaps_are_still_bars() -> None:
    (grid,) = read("|  | 640 | 5,200 |\n| 待就业 |  | 70 |\n|  | 150 | 70 |")
    assert cells(grid) == [("", "640", "5,200"), ("待就业", "", "70"), ("", "150", "70")]


def test_columns_of_fixed_place_keep_empty_cells_in_their_column() -> None:
    lines = [
        "学校        在校生    教师",
        "甲校          3,456     210",
        "乙校                     88",
        "合计          3,456     298",
    ]
    (grid,) = read("\n".join(lines))
    assert cells(grid) == [
        ("学校", "在校生", "教师"),
        ("甲校", "3,456", "210"),
        ("乙校", "", "88"),
        ("合计", "3,456", "298"),
    ]


def test_prose_with_wide_gaps_is_no_grid() -> None:
    assert kinds("庆阳市教育局    2025年\n\n　　全市共有学校十五所。  其中公办八所。") == "PP"


def test_an_indented_line_is_text() -> None:
    (paragraph,) = read("\t全市共有学校十五所。")
    assert paragraph == Paragraph("全市共有学校十五所。", 1)


def test_a_row_of_a_label_and_blanks_is_a_row() -> None:
    (grid,) = read("白银市\t\t\t")
    assert cells(grid) == [("白银市", "", "", "")]


def test_a_blank_line_parts_grids() -> None:
    assert kinds("甲\t1\n乙\t2\n\n丙\t3\n丁\t4") == "GG"


# --- headings ---


@pytest.mark.parametrize(
    ("line", "text", "level"),
    [
        ("# 1 基本情况", "1 基本情况", 1),
        ("1.1 学校概况", "1.1 学校概况", 2),
        ("4. 文化传承", "4. 文化传承", 1),
        ("2.人才培养", "2.人才培养", 1),
        ("**2.1.1 立德树人。**", "2.1.1 立德树人", 3),
        ("第三章 服务贡献", "第三章 服务贡献", 1),
        ("一、基本情况", "一、基本情况", 1),
        ("（二）学校条件", "（二）学校条件", 1),
        ("附 表", "附 表", 1),
        ("前 言", "前 言", 1),
    ],
)
def test_headings(line: str, text: str, level: int) -> None:
    assert read(line) == (Heading(text, level, 1),)


def test_a_bold_number_leads_into_its_paragraph() -> None:
    assert read("**2.2.4 教材建设。**全省有教材19部。") == (
        Heading("2.2.4 教材建设", 3, 1),
        Paragraph("全省有教材19部。", 1),
    )


def test_a_number_of_several_parts_leads_in_without_bold() -> None:
    assert read("2.2.4 教材建设。全省有教材19部。") == (
        Heading("2.2.4 教材建设", 3, 1),
        Paragraph("全省有教材19部。", 1),
    )
    assert read("2.5 倍。全省有教材19部。") == (Paragraph("2.5 倍。全省有教材19部。", 1),)


def test_a_heading_that_ran_into_its_paragraph_is_cut_at_the_full_stop() -> None:
    assert read("**2.3.3 规范管理，成效显著。强化基地建**") == (
        Heading("2.3.3 规范管理，成效显著", 3, 1),
        Paragraph("强化基地建", 1),
    )


@pytest.mark.parametrize(
    "line",
    [
        "87 个团队参与大赛",
        "7 月 11 日至 12 日",
        "2025 年 12 月",
        "1.5 万元",
        "15 所",
        "一是加强管理。",
        "3.85%",
        "10.09: 1",
        "1.全市共有学校十五所，在校学生一万五千人；",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert read(line) == (Paragraph(line, 1),)


def test_levels_follow_the_numbers_not_the_markup() -> None:
    blocks = read("## 1 甲章\n\n# 1.1 乙节\n\n#### 1.1.1 丙目\n\n# 2 丁章")
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2, 3, 1]


def test_the_family_of_numbers_that_comes_first_is_the_outermost() -> None:
    blocks = read("一、甲\n\n文。\n\n（一）乙\n\n文。\n\n1. 丙\n\n文。\n\n二、丁\n\n文。")
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2, 3, 1]


def test_a_numbered_list_is_no_row_of_headings() -> None:
    assert kinds("1. 甲职业学校\n2. 乙职业学校\n3. 丙职业学校") == "PPP"


def test_the_annex_in_a_picture_is_no_heading() -> None:
    assert kinds("2.3 技能成长\n\n附件 4\n\n优秀名单\n\n2.4 多样成才\n\n文。") == "HPPHP"
    assert kinds("8. 挑战\n\n文。\n\n附件 1\n\n一、指标") == "HPHH"


# --- contents, page numbers, markup ---

CONTENTS = {
    "tabs": "目录\n1\t基本情况\t1\n1.1\t学校概况\t1\n1.2\t专业情况\t3\n2\t人才培养\t5",
    "dots": "目录\n1 基本情况 ..... 1\n1.1 学校概况 …… 1\n1.2 专业情况 ...... 3\n2 人才培养······5",
    "blanks": "目 录\n1 基本情况    1\n1.1 学校概况    1\n1.2 专业情况    3\n2 人才培养    5",
    "bars": "目录\n\n| 序号 | 名称 | 页码 |\n|---|---|---|\n| 1 | 基本情况 | 1 |\n| 2 | 人才培养 | 5 |",
    "no heading": "1\t基本情况\t1\n1.1\t学校概况\t1\n1.2\t专业情况\t3",
    "tables": "表索引\n表 1 学校分布统计表\t1\n表 2 在校生统计表\t4\n附表 1 计分卡 .....\t7",
    "two lines": "案例索引\n案例 1 甲市创新实践家校共育新路径，携手并进\n促成长育人模式 ..... 12\n案例 2 乙市 .... 14",
}


@pytest.mark.parametrize("text", CONTENTS.values(), ids=CONTENTS)
def test_a_list_of_contents_is_nothing(text: str) -> None:
    blocks = read(text + "\n\n# 1 基本情况\n\n表 1 学校分布统计表\n\n地区\t学校数\n甲市\t3\n乙市\t4")
    assert not [block for block in blocks if not isinstance(block, Heading) and block.line <= text.count("\n") + 1]
    assert cells(blocks[-1]) == [("地区", "学校数"), ("甲市", "3"), ("乙市", "4")]


def test_dots_for_what_was_not_reported_are_no_leader() -> None:
    (grid,) = read("地区\t学校数\t教师数\n甲市\t……\t12\n乙市\t3\t20")
    assert cells(grid)[1] == ("甲市", "……", "12")


def test_a_column_of_catalogues_is_no_list_of_contents() -> None:
    (grid,) = read("类别\t专业目录\n农林\t3\n财经\t12")
    assert len(cells(grid)) == 3


def test_a_table_whose_last_column_rises_is_no_list_of_contents() -> None:
    (grid,) = read("编号\t指标\t数\n1.1\t学校数\t12\n1.2\t专业数\t20\n1.3\t教师数\t300")
    assert len(cells(grid)) == 4


@pytest.mark.parametrize("line", ["- 68 -", "— 18 —", "第 3 页", "第3页 共90页", "3 / 90"])
def test_page_numbers_are_nothing(line: str) -> None:
    assert read(line) == ()


def test_a_bare_number_is_kept_for_it_may_belong_to_a_row() -> None:
    assert read("19") == (Paragraph("19", 1),)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("在校生 159689 人<sup>1</sup>，招生", "在校生 159689 人，招生"),
        ("<sup>1</sup> 数据来源：统计", "¹ 数据来源：统计"),
        ("表 6 统计表<sup>5</sup>", "表 6 统计表⁵"),
        ("网址：<https://example.org/a>", "网址：https://example.org/a"),
        ("<b>附 注</b>", "附 注"),
        ("*注：* 估计数", "注： 估计数"),
        ("培训项目数*(项)、培训学时*(学时)", "培训项目数*(项)、培训学时*(学时)"),
        ("- 图 1 分布图", "图 1 分布图"),
    ],
)
def test_markup_is_taken_away(line: str, text: str) -> None:
    (block,) = read(line)
    assert not isinstance(block, Grid)
    assert block.text == text


# --- files ---


def test_a_byte_order_mark_and_line_ends_of_any_kind(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes("\ufeff甲\t1\r\n乙\t2\r丙\t3\n".encode())
    document = read_text(path)
    assert document.line_count == 3
    assert document.file == "报告.txt"
    assert cells(document.blocks[0]) == [("甲", "1"), ("乙", "2"), ("丙", "3")]


def test_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("甘肃省中等职业教育质量年度报告\n地区\t数\n甲市\t5\n".encode("gb18030"))
    assert read_text(path).blocks[0] == Paragraph("甘肃省中等职业教育质量年度报告", 1)


LONG = "甘肃省中等职业教育质量年度报告（2024）\n"
FAULTS = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n\n", "is empty"),
    "binary": (b"PK\x03\x04\0\0", "is a binary file"),
    "cut off": (LONG.encode()[:-2], "is cut off in the middle of a character (line 1, byte "),
    "cut off GB18030": (LONG.encode("gb18030")[:-2], "is cut off in the middle of a character (line 1"),
    "a bad byte": (LONG.encode() + b"\xff\xfe abc", "a byte that cannot be read stands in line 2"),
    "another encoding": ("Rapport sur la qualité de l'enseignement".encode("latin-1"), "is neither UTF-8 nor GB18030"),
}


@pytest.mark.parametrize(("content", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_file_with_one_fault_gives_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        read_text(path)
    assert sentence in str(caught.value)
    assert "report.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="There is no file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(LoadError, match="is a folder"):
        read_text(tmp_path)


# --- the published reports ---


@pytest.mark.parametrize(
    ("name", "lines", "grids", "sections"), [("gansu-2024", 1428, 32, 60), ("qingyang-2025", 302, 3, 29)]
)
def test_the_published_reports(name: str, lines: int, grids: int, sections: int) -> None:
    path = REPORTS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the published reports are not here")
    document = read_text(path)
    numbered = [b for b in document.blocks if isinstance(b, Heading) and b.text[0].isdigit()]
    assert document.line_count == lines
    assert sum(isinstance(block, Grid) for block in document.blocks) == grids
    assert len(numbered) == sections
