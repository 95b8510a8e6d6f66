"""DOCX: the made-up report against what was typed of it, then feature by feature on documents of a few lines."""

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import reference
from db.errors import LoadError
from db.model import Observation, Origin, ReportFacts, Status
from db.period import year_of
from loaders.material import Grid, Heading, Paragraph
from loaders.office.numbering import number_text
from loaders.prose.passages import passages
from loaders.read import read_report
from loaders.recognise import recognise
from tests.loaders.office import (
    below,
    blocks,
    cell,
    merged,
    outline,
    packed,
    paragraph,
    read_word,
    row,
    run,
    spanning,
    styled,
    table,
    word,
    word_parts,
)

MADE_UP = Path(__file__).parents[1] / "made_up"
ZUNYI = MADE_UP / "zunyi-2026.docx"

# --- the made-up report ---


def typed(kind: str) -> list[dict[str, str]]:
    with (MADE_UP / f"zunyi-2026.{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed_blocks() -> list[Any]:
    """Blocks of the expected Markdown, as `outline` gives them."""
    parts = (MADE_UP / "zunyi-2026.expected.md").read_text(encoding="utf-8").strip().split("\n\n")
    return [typed_rows(part) if part.startswith("|") else part for part in parts]


def typed_rows(part: str) -> list[tuple[str, ...]]:
    lines = [line for line in part.split("\n") if not line.startswith("|---")]
    return [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]


@cache
def zunyi() -> ReportFacts:
    return recognise(read_report(ZUNYI), "zunyi-2026")


def test_the_made_up_report_gives_every_block_that_was_typed() -> None:
    document = read_word(ZUNYI.read_bytes())
    assert outline(document.blocks) == typed_blocks()
    assert [block.line for block in document.blocks] == list(range(1, 36))
    assert (document.line_count, document.places) == (35, "block")


def test_the_made_up_report_is_known_by_its_cover() -> None:
    material = read_report(ZUNYI)
    assert (material.issuer, material.region, material.kind, material.year) == (
        "遵义市教育局",
        "520300",
        "prefecture",
        2026,
    )
    assert [t.key for t in material.tables] == ["表1", "表2", "表3", "表4", "附表1", "附表2"]
    assert [t.header_rows for t in material.tables] == [2, 1, 1, 1, 1, 1]
    assert not any(t.repaired for t in material.tables)


def figures() -> dict[tuple[str, ...], list[Observation]]:
    found = defaultdict(list)
    for one in zunyi().observations:
        if one.origin is Origin.TABLE:
            found[one.table, str(one.line), one.row, one.column, one.printed].append(one)
    return found


def place(typed: dict[str, str]) -> tuple[str, ...]:
    return tuple(typed[name] for name in ("table", "line", "row", "column", "printed"))


def test_every_figure_of_its_tables_is_read_and_no_other() -> None:
    found, rows = figures(), typed("figures")
    assert len(rows) > 100
    assert Counter({key: len(same) for key, same in found.items()}) == Counter(map(place, rows))
    for one in rows:
        assert matches(found[place(one)], one), one


def matches(found: list[Observation], one: dict[str, str]) -> bool:
    """The printed period of 表2 is that of a section beside it, which by the design does not speak for it: its year is
    the same."""
    basis = {indicator.key: indicator.time_basis for indicator in reference.indicators()}
    return any(
        (o.entity.type, o.entity.name, o.unit, o.status)
        == (one["entity_type"], one["entity"], one["unit"], one["status"])
        and o.value == (float(one["value"]) if one["value"] else None)
        and year_of(o.period, basis.get(o.indicator, reference.TimeBasis.STOCK)) == int(one["year"])
        and (o.period == one["period"] or o.table == "表2")
        for o in found
    )


def test_the_cell_that_is_not_there_is_lost() -> None:
    assert [(o.table, o.row, o.column) for o in zunyi().observations if o.status is Status.LOST] == [
        ("表4", "习水县", "培训学时（学时）")
    ]


# --- paragraphs ---


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("39") + run("630", "<w:b/>") + run("人"), "39630人"),
        (run("较上年减") + '<w:r><w:br w:type="page"/></w:r>' + run("少720人"), "较上年减少720人"),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲 乙"),
        (run("3") + "<w:r><w:noBreakHyphen/></w:r>" + run("2"), "3-2"),
        (run("甲\u200b乙\xa0丙"), "甲乙 丙"),
        (run("密", "<w:vanish/>") + run("明", '<w:vanish w:val="0"/>'), "明"),
        (run("人数5") + run("[3]", '<w:vertAlign w:val="superscript"/>') + run("人"), "人数5人"),
        (run("面积5 km") + run("2", '<w:vertAlign w:val="superscript"/>'), "面积5 km2"),
        (run("表1 人数") + run("2", '<w:vertAlign w:val="superscript"/>'), "表1 人数²"),
        (run("甲") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("乙"), "甲乙"),
        ("<w:r><w:fldChar/><w:instrText>SEQ 表</w:instrText></w:r>" + run("甲"), "甲"),
        (f"<w:hyperlink r:id='r9'>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>", "甲乙"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
        ("<w:r><w:ruby><w:rt>" + run("jia") + "</w:rt><w:rubyBase>" + run("甲") + "</w:rubyBase></w:ruby></w:r>", "甲"),
        ("<m:oMath><m:r><m:t>16.5:1</m:t></m:r></m:oMath>", "16.5:1"),
    ],
)
def test_the_text_of_a_paragraph(content: str, text: str) -> None:
    assert outline(blocks(paragraph(content))) == [text]


def test_a_break_by_hand_begins_a_block_and_an_empty_paragraph_is_none() -> None:
    found = blocks(paragraph("甲句。", "<w:r><w:br/></w:r>", "乙句。") + paragraph() + paragraph("丙句。"))
    assert found == (Paragraph("甲句。", 1), Paragraph("乙句。", 2), Paragraph("丙句。", 3))


def test_tracked_changes_are_taken_as_accepted() -> None:
    deleted = f"<w:del>{run('5')}<w:r><w:delText>6</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"
    assert outline(blocks(paragraph("共", deleted, f"<w:ins>{run('7')}</w:ins>", "人", moved))) == ["共7人新"]


def test_a_deleted_end_joins_two_paragraphs() -> None:
    first = paragraph("共5", properties="<w:rPr><w:del/></w:rPr>")
    assert blocks(first + paragraph("人") + paragraph("丙")) == (Paragraph("共5人", 1), Paragraph("丙", 2))


BOX = f"<w:txbxContent>{paragraph('框中')}</w:txbxContent>"


@pytest.mark.parametrize(
    "box",
    [
        f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>",
        (
            f"<mc:AlternateContent><mc:Choice><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
        ),
    ],
)
def test_a_text_box_stands_after_its_paragraph_and_once(box: str) -> None:
    assert outline(blocks(paragraph("甲", f"<w:r>{box}</w:r>", "乙") + paragraph("丙"))) == ["甲乙", "框中", "丙"]


CONTENTS = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"


def test_tables_of_contents_are_left_out() -> None:
    kept_by_word = (
        f"<w:sdt><w:sdtPr>{CONTENTS}</w:sdtPr><w:sdtContent>{paragraph('1 规模', ' 3')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="toc 1"/></w:style>'
    entry, by_hand = styled("a", "2 条件 5"), paragraph("目录") + paragraph("3 质量……7")
    assert outline(blocks(kept_by_word + entry + by_hand + paragraph("正文。"), styles)) == ["# 目录", "正文。"]


def test_lines_with_tabs_that_follow_each_other_are_rows() -> None:
    tab = "<w:r><w:tab/></w:r>"
    rows = paragraph("地区", tab, "人数") + paragraph("甲市", tab, "5")
    assert outline(blocks(rows + paragraph("丙句。"))) == [[("地区", "人数"), ("甲市", "5")], "丙句。"]
    assert outline(blocks(paragraph("表1 人数", tab, "单位：人") + paragraph("丙句。"))) == [
        "表1 人数 单位：人",
        "丙句。",
    ]


@given(st.lists(st.text("甲乙0123456789，。 ", max_size=5), max_size=6))
def test_a_text_is_the_same_however_it_falls_into_runs(pieces: list[str]) -> None:
    noise = f"<w:del>{run('删')}</w:del><w:bookmarkStart/><w:r><w:lastRenderedPageBreak/></w:r>"
    whole = "".join(pieces).strip()
    found = blocks(paragraph(*(run(piece) + noise for piece in pieces))) if whole else ()
    assert "".join(block.text for block in found if not isinstance(block, Grid)) == whole.strip()


def test_short_paragraphs_are_no_pieces_of_one_sentence() -> None:
    """As in text boxes beside each other; a sentence that a conversion broke still is one."""
    body = (
        paragraph("学校13所")
        + paragraph("学生5人")
        + paragraph("全市面向社会开展各类职业培训，共计")
        + paragraph("5人次。")
    )
    printed = [one.printed for one in passages(read_word(word(body)))]
    assert printed == ["学校13所", "学生5人", "全市面向社会开展各类职业培训，共计5人次。"]


# --- headings ---

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="by"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="甲"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="乙"/><w:basedOn w:val="x"/></w:style>
"""


@pytest.mark.parametrize(
    ("style", "text", "shown"),
    [
        ("t", "年度报告", "# 年度报告"),
        ("1", "规模", "# 规模"),
        ("2", "1.1 规模", "## 1.1 规模"),
        ("own", "规模", "# 规模"),
        ("by", "规模", "### 规模"),
        ("a", "规模", "规模"),
        ("x", "规模", "规模"),
        ("none", "规模", "规模"),
        ("1", "表1 各市规模", "表1 各市规模"),
        ("1", "本市" + "规模" * 40, "本市" + "规模" * 40),
    ],
)
def test_headings_by_style(style: str, text: str, shown: str) -> None:
    assert outline(blocks(styled(style, text), STYLES)) == [shown]


def test_the_outline_level_of_a_paragraph_goes_before_its_style() -> None:
    level = '<w:pStyle w:val="1"/><w:outlineLvl w:val="{}"/>'
    assert outline(blocks(paragraph("规模", properties=level.format(3)), STYLES)) == ["#### 规模"]
    assert outline(blocks(paragraph("规模", properties=level.format(9)), STYLES)) == ["规模"]


def test_a_heading_may_run_into_its_paragraph_and_over_two_lines() -> None:
    assert outline(blocks(styled("1", "一、规模。全市5所。"), STYLES)) == ["# 一、规模", "全市5所。"]
    two = paragraph("遵义市", "<w:r><w:br/></w:r>", "年度报告", properties='<w:pStyle w:val="t"/>')
    assert blocks(two, STYLES) == (Heading("遵义市年度报告", 1, 1),)


def test_levels_are_those_of_the_styles_whatever_the_numbers_say() -> None:
    body = (
        styled("1", "3 专业")
        + styled("2", "4 案例")
        + paragraph("（一）做法")
        + paragraph("全市平稳。")
        + styled("1", "5 资源")
    )
    assert outline(blocks(body, STYLES)) == ["# 3 专业", "## 4 案例", "### （一）做法", "全市平稳。", "# 5 资源"]


def test_without_styles_headings_are_known_by_number_weight_and_size() -> None:
    large = paragraph(run("年度报告", '<w:sz w:val="44"/>'))
    bold = paragraph(run("典型经验", "<w:b/>"))
    body = (
        large + paragraph("一、规模") + paragraph("全市5所。") + paragraph("（一）学校") + bold + paragraph("甲", "。")
    )
    assert outline(blocks(body)) == [
        "######### 年度报告",
        "# 一、规模",
        "全市5所。",
        "## （一）学校",
        "######### 典型经验",
        "甲。",
    ]


@pytest.mark.parametrize("text", ["表1 各市规模", "图 2 各市规模", "一是加强领导；二是", "说明：甲", "甲" * 50])
def test_what_is_bold_is_not_always_a_heading(text: str) -> None:
    assert outline(blocks(paragraph(run(text, "<w:b/>")) + paragraph("正文" * 30))) == [text, "正文" * 30]


def level(number: int, form: str, text: str, more: str = "") -> str:
    counted = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{counted}</w:lvl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "第%1章")
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + level(2, "chineseCounting", "（%3）")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "●")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def numbered(text: str, ilvl: int = 0, num: int = 1, style: str = "a") -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>{numbers}')


def test_numbers_that_word_counts_are_printed() -> None:
    body = (
        numbered("规模", 0, style="1")
        + numbered("学校", 1, style="2")
        + numbered("教师", 1, style="2")
        + numbered("甲句。", 2)
        + numbered("条件", 0, style="1")
        + numbered("经费", 1, style="2")
        + numbered("乙句。", 0, num=2)
        + numbered("丙句。", 0, num=0)
        + numbered("附录", 0, num=3, style="1")
    )
    assert outline(blocks(body, STYLES, LISTS)) == [
        "# 第一章 规模",
        "## 1.1 学校",
        "## 1.2 教师",
        "（一）甲句。",
        "# 第二章 条件",
        "## 2.1 经费",
        "乙句。",
        "丙句。",
        "# 第九章 附录",
    ]


def test_a_style_may_bring_the_number() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="heading {0}"/>'
        '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1", '<w:pStyle w:val="1"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="2"/>')
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = styled("1", "规模") + styled("2", "学校") + styled("2", "教师")
    assert outline(blocks(body, style.format(1) + style.format(2), lists)) == ["# 1 规模", "## 1.1 学校", "## 1.2 教师"]


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("decimal", {1: "1", 30: "30"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 12: "十二", 20: "二十", 35: "三十五", 100: "100"}),
        ("chineseLegalSimplified", {3: "叁", 10: "拾"}),
        ("upperLetter", {1: "A", 27: "AA"}),
        ("lowerRoman", {4: "iv", 14: "xiv"}),
        ("ideographTraditional", {2: "乙", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("none", {1: ""}),
    ],
)
def test_number_formats_of_lists(form: str, texts: dict[int, str]) -> None:
    assert {number: number_text(number, form) for number in texts} == texts


# --- tables ---


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (
            (row(merged("地区"), spanning("学校", 2)), row(below(), "公办", "民办"), ("甲市", "3", "1")),
            [("地区", "学校", ""), ("", "公办", "民办"), ("甲市", "3", "1")],
        ),
        (
            (
                row("甲", cell("乙", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>")),
                ("1", "2", "3"),
            ),
            [("甲", "乙", ""), ("1", "2", "3")],
        ),
        ((("甲", "乙", "丙"), ("1", "3")), [("甲", "乙", "丙"), ("1", "3")]),
        (
            (("甲", "乙", "丙"), row("1", "2", properties='<w:gridBefore w:val="1"/>')),
            [("甲", "乙", "丙"), ("", "1", "2")],
        ),
        (
            (("甲", "乙", "丙"), row("1", "2", properties='<w:gridAfter w:val="1"/>')),
            [("甲", "乙", "丙"), ("1", "2")],
        ),
        (
            (row(spanning("甲", 2), "乙"), row(spanning("1", 2), "2")),  # a column in which no cell begins
            [("甲", "乙"), ("1", "2")],
        ),
        (
            (("甲", "乙"), row("1", "2", properties="<w:del/>"), row("3", "4", properties="<w:ins/>")),
            [("甲", "乙"), ("3", "4")],
        ),
        ((("甲", "乙"), f"<w:sdt><w:sdtContent>{row('1', '2')}</w:sdtContent></w:sdt>"), [("甲", "乙"), ("1", "2")]),
        ((row(cell("护理", "会计"), cell("甲", "", "（人）")), ("1", "2")), [("护理 会计", "甲 （人）"), ("1", "2")]),
        (
            (row(cell(table(("甲", "乙"), ("1", "2")), paragraph()), "丙"), ("3", "4")),
            [("甲 乙 1 2", "丙"), ("3", "4")],
        ),
        ((row("", "甲"), row("", "")), [("", "甲"), ("", "")]),
    ],
    ids=[
        "merged",
        "old merge",
        "short",
        "before",
        "after",
        "layout",
        "tracked",
        "control",
        "paragraphs",
        "nested",
        "blank",
    ],
)
def test_cells_of_a_table(rows: tuple[Any, ...], cells: list[tuple[str, ...]]) -> None:
    found = blocks(paragraph("前") + table(("表头", "表头") if cells == [("", "甲"), ("", "")] else ("",), *rows))
    assert outline(found)[1][1:] == cells


def test_all_rows_have_the_number_of_their_table() -> None:
    found = blocks(paragraph("甲句。") + table(("甲", "乙"), ("1", "2")) + paragraph("乙句。"))
    assert [block.line for block in found] == [1, 2, 3]
    assert isinstance(found[1], Grid)
    assert {one.line for one in found[1].rows} == {2}


def test_bands_stretched_to_one_width_are_printed_without_their_spans() -> None:
    bands = (
        row(spanning("毕业生", 3), spanning("就业", 3)),
        row(spanning("50", 3), spanning("40", 3)),
        row(spanning("一产", 2), spanning("二产", 2), spanning("三产", 2)),
        row(spanning("5", 2), spanning("15", 2), spanning("20", 2)),
    )
    assert outline(blocks(table(*bands))) == [
        [("毕业生", "就业"), ("50", "40"), ("一产", "二产", "三产"), ("5", "15", "20")]
    ]


def test_a_frame_around_text_is_no_table() -> None:
    inside = paragraph("案例一。") + table(("甲", "乙"), ("1", "2")) + paragraph("完。")
    assert outline(blocks(table(row(cell(inside))))) == ["案例一。", [("甲", "乙"), ("1", "2")], "完。"]
    assert outline(blocks(table(("甲句。",), ("乙句。",)))) == ["甲句。", "乙句。"]


def test_serial_numbers_that_word_counts() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    rows = [row(cell(numbered("")), text) for text in ("甲", "乙")]
    assert outline(blocks(table(("序号", "校名"), *rows), "", lists)) == [[("序号", "校名"), ("1", "甲"), ("2", "乙")]]


def test_the_footnote_mark_of_a_number_is_no_digit_of_it() -> None:
    marked = cell(paragraph(run("905") + run("1", '<w:vertAlign w:val="superscript"/>')))
    assert outline(blocks(table(("甲", "乙"), row("1", marked)))) == [[("甲", "乙"), ("1", "905")]]


TEXTS = st.text("甲乙丙 0123456789.,%—（）\t", max_size=6)


@given(st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[TEXTS] * width), min_size=1, max_size=5)))
def test_any_grid_comes_back_cell_by_cell(rows: list[tuple[str, ...]]) -> None:
    written = [tuple(" ".join(text.split()) for text in one) for one in rows]
    found = blocks(table(("表头", "表头"), *rows))
    assert [one.cells for block in found if isinstance(block, Grid) for one in block.rows][1:] == written


# --- the file ---


def test_other_namespaces_names_and_places_of_the_parts() -> None:
    parts = word_parts(styled("1", "规模") + table(("甲", "乙"), ("1", "2")), STYLES)
    strict = {
        name: re.sub(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
            str(text),
        )
        for name, text in parts.items()
    }
    moved = {
        name.replace("document.xml", "Document2.xml"): str(text).replace("document.xml", "document2.xml")
        for name, text in parts.items()
    }
    bare = {name: text for name, text in parts.items() if name == "word/document.xml"}
    whole = ["# 规模", [("甲", "乙"), ("1", "2")]]
    assert outline(read_word(packed(strict)).blocks) == whole
    assert outline(read_word(packed(moved)).blocks) == whole
    assert outline(read_word(packed(bare)).blocks) == ["规模", whole[1]]


def test_headers_footers_notes_and_comments_are_other_parts() -> None:
    other = {
        f"word/{name}.xml": str(word_parts(paragraph("别处"))["word/document.xml"])
        for name in ("header1", "footnotes", "comments")
    }
    assert outline(read_word(packed(word_parts(paragraph("正文。")) | other)).blocks) == ["正文。"]


@pytest.mark.parametrize("body", ["", paragraph(), paragraph("<w:r><w:drawing/></w:r>") + table(("", ""))])
def test_a_document_without_text_is_empty(body: str) -> None:
    with pytest.raises(LoadError, match=r"报告\.docx. is empty"):
        read_word(word(body))


def test_text_nested_too_deep_is_damage_and_no_crash() -> None:
    deep = 5000
    with pytest.raises(LoadError, match=r"is damaged in its part word/document\.xml"):
        read_word(word("<w:sdt>" * deep + paragraph("甲") + "</w:sdt>" * deep))
