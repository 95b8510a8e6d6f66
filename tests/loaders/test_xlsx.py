"""XLSX: numbers as shown, blocks of cells, places, and the tables of the made-up report typed into a workbook."""

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from db.errors import LoadError
from db.model import Observation
from db.place import column_letters, place_of
from loaders.assemble import assemble
from loaders.material import Block, Grid, Heading, Material, Paragraph
from loaders.office.shown import BUILT_IN, shown_number
from loaders.recognise import recognise
from tests.loaders.office import outline, packed, read_workbook, sheet_parts, workbook
from tests.loaders.test_docx import figures, typed_blocks

# --- numbers as shown ---


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        ("1234.5", "General", "1234.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.742170818505338", "General", "0.742170819"),
        ("21603123.456", "General", "21603123.46"),
        ("200000000000", "General", "200000000000"),
        ("1E+3", "General", "1000"),
        ("0.00001234", "General", "1.23400E-5"),
        ("1234.5", "0.00", "1234.50"),
        ("2.675", "0.00", "2.68"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("12", "#,##0", "12"),
        ("0", "#,###", ""),
        ("1234", "#,##0.##", "1,234"),
        ("7", "000", "007"),
        (".5", ".00", ".50"),
        ("0.9786", "0.00%", "97.86%"),
        ("0.285", "0%", "29%"),
        ("12345678", "0.00E+00", "1.23E+07"),
        ("12345", '0!.0,"万"', "1.2万"),
        ("1234567", "#,##0.00,,", "1.23"),
        ("-5", "0", "-5"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"—"', "—"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("5", "[Red]0.0", "5.0"),
        ("12", '[>=10]"多"0;"少"0', "多12"),
        ("1", '[>=10]"多"0;"少"0', "少1"),
        ("-1234", '"¥"#,##0;[Red]\\-"¥"#,##0', "-¥1,234"),
        ("1234", "[$¥-804]#,##0", "¥1,234"),
        ("2024", '0"年"', "2024年"),
        ("16.5", '0.0":1"', "16.5:1"),
        ("5", "@", "5"),
        ("-5", 'General"人"', "-5人"),
        ("5", 'G/通用格式"人"', "5人"),
        ("45657", 'yyyy"年"m"月"d"日"', "2024年12月31日"),
        ("45657", "yyyy-mm-dd;@", "2024-12-31"),
        ("45657", "yyyy.m", "2024.12"),
        ("45657", "[$-F800]dddd, mmmm dd, yyyy", "2024年12月31日"),
        ("45657", "aaaa", "星期二"),
        ("45657.5", "yyyy/m/d h:mm", "2024/12/31 12:00"),
        ("45657.25", '上午/下午h"时"mm"分"', "上午6时00分"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("-1", "yyyy", "-1"),
        ("abc", "0", "abc"),
    ],
)
def test_a_number_is_shown_in_its_format(number: str, form: str, shown: str) -> None:
    assert shown_number(number, form) == shown


def test_days_may_be_counted_from_1904() -> None:
    assert shown_number("0", "yyyy-mm-dd", epoch_1904=True) == "1904-01-01"


def test_formats_known_by_their_number() -> None:
    shown = {number: shown_number("45657.5", BUILT_IN[number]) for number in (1, 2, 3, 4, 9, 14, 31, 57)}
    assert shown == {
        1: "45658",
        2: "45657.50",
        3: "45,658",
        4: "45,657.50",
        9: "4565750%",
        14: "2024/12/31",
        31: "2024年12月31日",
        57: "2024年12月",
    }


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_are_shown_entirely(number: int) -> None:
    assert shown_number(str(number)) == str(number)
    assert shown_number(str(number), "#,##0") == f"{number:,}"
    assert shown_number(str(number), "0.00") == f"{number}.00"


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,%;"人"\\!_*[]@yYmdhsEGa/ -()', max_size=10))
def test_any_format_of_any_number_is_shown_somehow(number: float, form: str) -> None:
    assert isinstance(shown_number(repr(number), form), str)


# --- cells ---


def read(fill: Any) -> tuple[Block, ...]:
    """The blocks of a workbook that `fill` writes the sheet of."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        fill(book, book.add_worksheet("甲"))
    return read_workbook(stream.getvalue()).blocks


def test_cells_of_every_kind_are_read_as_shown() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["地区", "人数", "占比", "日期", "和"])
        sheet.write_string(1, 0, " 甲\n市 ")
        sheet.write_number(1, 1, 15200, book.add_format({"num_format": "#,##0"}))
        sheet.write_number(1, 2, 0.9786, book.add_format({"num_format": "0.00%"}))
        sheet.write_number(1, 3, 45657, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
        sheet.write_formula(1, 4, "=SUM(B2:B2)", book.add_format({"num_format": "0.0"}), 15200)
        sheet.write_rich_string(2, 0, "乙", book.add_format({"bold": True}), "市")
        sheet.write_boolean(2, 1, True)
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 3, '="a"&"b"', None, "ab")
        sheet.write_blank(2, 4, None, book.add_format({"bold": True}))

    (grid,) = read(fill)[1:]
    assert isinstance(grid, Grid)
    assert [row.cells for row in grid.rows][1:] == [
        ("甲 市", "15,200", "97.86%", "2024年12月31日", "15200.0"),
        ("乙市", "TRUE", "#DIV/0!", "ab", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<c><f>SUM(B2:B9)</f></c>", "=SUM(B2:B9)"),
        ("<c><f>SUM(B2:B9)</f><v></v></c>", "=SUM(B2:B9)"),
        ('<c t="str"><f>"甲"&amp;""</f><v>甲</v></c>', "甲"),
        ('<c t="str"><f>""</f><v></v></c>', ""),
    ],
)
def test_a_formula_that_was_never_computed_is_shown_itself(cell: str, shown: str) -> None:
    rows = f'<row><c t="str"><v>和</v></c>{cell}<c><v>1</v></c></row>'
    assert outline(read_workbook(packed(sheet_parts(rows))).blocks) == ["# 甲", [("和", shown, "1")]]


def test_rows_and_cells_need_not_say_where_they_are() -> None:
    rows = '<row><c><v>1</v></c><c t="str"><v>甲</v></c></row><row r="2"><c r="B2"><v>2</v></c><c><v>3</v></c></row>'
    assert outline(read_workbook(packed(sheet_parts(rows))).blocks)[1] == [("1", "甲", ""), ("", "2", "3")]


def test_readings_beside_a_text_are_no_text() -> None:
    strings = "<si><t>甲_x000D_市</t><rPh><t>jia</t></rPh></si><si><r><t>乙</t></r><r><t>市</t></r></si>"
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    assert outline(read_workbook(packed(sheet_parts(rows, strings=strings))).blocks)[1] == [("甲市", "乙市")]


def test_a_merged_cell_has_its_text_once() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A2", "地区")
        sheet.merge_range("B1:C1", "学校")
        sheet.write_row("B2", ["公办", "民办"])
        sheet.write_row("A3", ["甲市", 3, 1])

    assert outline(read(fill))[1] == [("地区", "学校", ""), ("", "公办", "民办"), ("甲市", "3", "1")]


def test_what_is_left_under_a_merged_cell_is_not_shown() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert outline(read_workbook(packed(sheet_parts(rows, after=merged))).blocks)[1] == [("1", "", "3")]


# --- blocks ---


def shape(**cells: Any) -> list[Any]:
    """What one sheet with these cells gives, without the heading of the sheet."""
    return outline(read_workbook(workbook(("甲", cells))).blocks)[1:]


SMALL = {"A1": "地区", "B1": "人数", "A2": "甲市", "B2": 5}
GRID = [("地区", "人数"), ("甲市", "5")]


def moved(cells: dict[str, Any], rows: int = 0, columns: int = 0) -> dict[str, Any]:
    return {f"{chr(ord(at[0]) + columns)}{int(at[1:]) + rows}": value for at, value in cells.items()}


def test_an_empty_row_parts_tables() -> None:
    assert shape(**SMALL, **moved(SMALL, rows=3)) == [GRID, GRID]


def test_an_empty_column_parts_tables_with_labels_of_their_own() -> None:
    assert shape(**SMALL, **moved(SMALL, columns=3)) == [GRID, GRID]
    other = {"D1": "学校", "E1": "课程", "D2": "甲校", "E2": "护理"}
    assert shape(**SMALL, **other) == [GRID, [("学校", "课程"), ("甲校", "护理")]]
    serial = {"A1": "序号", "B1": "校名", "A2": 1, "B2": "甲校"}
    assert len(shape(**serial, **moved(serial, columns=3))) == 2


def test_an_empty_column_in_which_nothing_was_filled_in_parts_nothing() -> None:
    more = {"D1": "面积", "E1": "经费", "D2": 7, "E2": 8}
    assert shape(**SMALL, **more) == [[("地区", "人数", "", "面积", "经费"), ("甲市", "5", "", "7", "8")]]
    units = {"A1": "指标", "A2": "人数", "C1": "单位", "D1": "数", "C2": "人", "D2": 5}
    assert shape(**units) == [[("指标", "", "单位", "数"), ("人数", "", "人", "5")]]


def test_cells_far_to_the_right_make_no_table_wide() -> None:
    assert shape(**SMALL, Z1="备注", XFD2="甲") == [GRID, "备注", "甲"]


def test_lines_above_and_below_a_table_stand_by_themselves() -> None:
    lines = {
        "A1": "2026年基本情况",
        "A2": "填报单位：甲市教育局",
        "B2": "单位：万元",
        "A5": "填报人：甲",
        "B5": "审核人：乙",
    }
    assert shape(**lines, **moved(SMALL, rows=2)) == [
        "2026年基本情况",
        "填报单位：甲市教育局",
        "单位：万元",
        GRID,
        "填报人：甲",
        "审核人：乙",
    ]


def test_a_merged_title_over_two_tables_and_a_merged_cell_over_columns() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:E1", "两市情况")
        for reference, value in (moved(SMALL, rows=1) | moved(SMALL, rows=1, columns=3)).items():
            sheet.write(reference, value)

    assert outline(read(fill))[1:] == ["两市情况", GRID, GRID]

    def headed(_book: Any, sheet: Any) -> None:
        sheet.merge_range("B1:C1", "学生")
        sheet.write_row("A2", ["地区", "男", "女"])
        sheet.write_row("A3", ["甲市", 5, 6])

    assert outline(read(headed))[1] == [("", "学生", ""), ("地区", "男", "女"), ("甲市", "5", "6")]


def test_a_band_of_figures_goes_on_in_the_columns_of_the_table_above() -> None:
    total = {"B4": 5, "C4": 7}
    grid, rest = shape(**SMALL, C1="面积", C2=7, **total)
    assert rest == [("", "5", "7")]
    (table,) = assemble(read_workbook(workbook(("甲", {**SMALL, "C1": "面积", "C2": 7, **total}))))
    assert [row.cells for row in table.rows] == [*grid, *rest]


def test_a_line_of_several_texts_is_no_table() -> None:
    assert shape(A1="甲市", D1="乙市", A3="地区", B3="人数") == ["甲市", "乙市", [("地区", "人数")]]


def test_captions_units_and_notes_find_their_table() -> None:
    cells = {"A1": "表1-2 2025年经费", "B2": "单位：万元", "A6": "注：不含技工学校", **moved(SMALL, rows=2)}
    (table,) = assemble(read_workbook(workbook(("附表", cells))))
    assert (table.key, table.caption, table.unit, table.notes) == (
        "附表1-2",
        "2025年经费",
        "万元",
        ("注：不含技工学校",),
    )
    assert (table.section, table.line, table.period, table.header_rows) == ("附表", 3, "2025", 1)


def test_a_tidy_file_is_one_table() -> None:
    tidy = [["地区", "指标", "年份", "数值"], ["甲市", "在校生数", "2025", "5"], ["乙市", "在校生数", "2025", "6"]]
    cells = {f"{column_letters(j + 1)}{i + 1}": text for i, one in enumerate(tidy) for j, text in enumerate(one)}
    assert shape(**cells) == [[tuple(one) for one in tidy]]


# --- places ---


def test_each_sheet_is_a_section_and_hidden_ones_are_named() -> None:
    sheets = [
        ("规模", SMALL),
        ("空", {}),
        ("底稿", SMALL),
        ("经费", {"A5": "甲句。", **moved(SMALL, rows=6, columns=1)}),
    ]
    document = read_workbook(workbook(*sheets, hidden=["底稿"]))
    assert outline(document.blocks) == ["# 规模", GRID, "# 经费", "甲句。", GRID]
    assert document.left_out == ("底稿",)
    assert [block.line for block in document.blocks] == [1, 1, 7, 7, 9]
    assert document.line_count == 10
    assert document.places == "cell/1:A1:规模/7:A5:经费/9:B7:经费"
    assert place_of(document.places, 2, (1, 1)).text == "规模!B2"
    assert place_of(document.places, 7).text == "经费!5"
    assert place_of(document.places, 10, (1, 1)).text == "经费!C8"


def test_rows_beside_others_have_lines_of_their_own() -> None:
    sheet = {**SMALL, **moved(SMALL, columns=3), **moved(SMALL, rows=9)}
    document = read_workbook(workbook(("甲", sheet)))
    assert [block.line for block in document.blocks] == [1, 1, 3, 10]
    assert place_of(document.places, 4, (1, 0)).text == "甲!D2"
    assert place_of(document.places, 11, (1, 1)).text == "甲!B11"


CELLS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 6)),
    st.one_of(
        st.integers(0, 99999), st.sampled_from(["甲市", "人数", "合 计", "—", "表1 甲", "单位：人", "甲\n乙", "1 甲"])
    ),
    min_size=1,
)


@given(st.lists(CELLS, min_size=1, max_size=3))
def test_every_cell_of_any_workbook_comes_back_with_its_place(sheets: list[dict[tuple[int, int], Any]]) -> None:
    written = {
        f"表{i}!{column_letters(column)}{row}": " ".join(str(value).split())
        for i, sheet in enumerate(sheets)
        for (row, column), value in sheet.items()
    }
    named = [
        (f"表{i}", {f"{column_letters(c)}{r}": value for (r, c), value in sheet.items()})
        for i, sheet in enumerate(sheets)
    ]
    document = read_workbook(workbook(*named))
    found = [placed for block in document.blocks for placed in placed_texts(document.places, block)]
    titles = {text for text, _ in named}
    assert Counter(text for text, place in found if place == "") == Counter(titles)
    assert {place: text for text, place in found if place} == written
    assert [block.line for block in document.blocks] == sorted(block.line for block in document.blocks)


def placed_texts(places: str, block: Block) -> list[tuple[str, str]]:
    """Texts with their cells; the heading of a sheet has none."""
    if isinstance(block, Grid):
        cells = [(row.line, column, text) for row in block.rows for column, text in enumerate(row.cells) if text]
        return [(text, place_of(places, line, (0, column)).text) for line, column, text in cells]
    if isinstance(block, Heading) and block.text.startswith("表"):
        return [(block.text, "")]
    assert isinstance(block, Heading | Paragraph)
    return [(block.text, place_of(places, block.line, (0, 0)).text)]


# --- the made-up report as a workbook ---


def as_workbook(found: list[Any]) -> bytes:
    """Each table of the report on a sheet of its own, under its caption."""
    captions = [one for one in found if isinstance(one, str) and one.startswith(("表", "附表"))]
    tables = [one for one in found if not isinstance(one, str)]
    sheets = [("封面", {"A1": found[0].removeprefix("# "), "A2": found[1]})]
    for caption, rows in zip(captions, tables, strict=True):
        cells = {"A1": caption}
        for i, one in enumerate(rows):
            cells |= {f"{column_letters(j + 1)}{i + 3}": text for j, text in enumerate(one) if text}
        sheets.append((caption.split()[0].replace("附表", "附录"), cells))
    return workbook(*sheets)


def test_the_tables_of_the_made_up_report_give_the_same_figures_from_a_workbook() -> None:
    found = [one for one in typed_blocks() if not isinstance(one, str) or not one.startswith("## 附件")]
    document = read_workbook(as_workbook(found))
    tables = assemble(document)
    material = Material(
        found[0], found[1], "520300", "prefecture", 2026, "", "", document.line_count, tables, places=document.places
    )
    facts = recognise(material, "zunyi-2026")
    ours = Counter(said(one) for one in facts.observations if one.table != "表4")
    theirs = Counter(said(one) for same in figures().values() for one in same if one.table != "表4")
    assert {one[2:] for one in ours} == {one[2:] for one in theirs}
    assert sum(ours.values()) == sum(theirs.values()) > 80
    assert facts.report.places.startswith("cell/1:A1:封面/")


def said(one: Observation) -> tuple[Any, ...]:
    return (one.table, one.period, one.entity.name, one.row, one.column, one.value, one.unit, one.status)


# --- the file ---


def test_a_workbook_without_cells_is_empty() -> None:
    for data in (workbook(("甲", {})), workbook(("甲", {}), ("乙", SMALL), hidden=["乙"])):
        with pytest.raises(LoadError, match=r"报告\.xlsx. is empty"):
            read_workbook(data)


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        ('<row><c t="s"><v>7</v></c></row>', ""),
        ('<row r="x"><c><v>1</v></c></row>', ""),
        ("<row><c><v>1</v></c></row>", "xl/worksheets/sheet1.xml"),
    ],
    ids=["a text that is not there", "a row without number", "a sheet that is not there"],
)
def test_a_damaged_sheet_is_one_sentence(rows: str, lost: str) -> None:
    parts = {name: part for name, part in sheet_parts(rows).items() if name != lost}
    with pytest.raises(LoadError, match=r"is damaged in its part xl/worksheets/sheet1\.xml"):
        read_workbook(packed(parts))


def test_styles_and_texts_may_be_missing() -> None:
    parts = sheet_parts('<row><c s="9"><v>1</v></c><c s="0"><v>2</v></c></row>')
    bare = {name: part for name, part in parts.items() if name not in ("xl/styles.xml", "xl/strings.xml")}
    assert outline(read_workbook(packed(bare)).blocks)[1] == [("1", "2")]
