"""Figures as sentences, in both languages."""

from __future__ import annotations

import pytest

from db.address import parse_address
from tests.library import bundled_library
from tui.citing import Citation, Computed, Quote, quotes
from tui.i18n import set_language
from tui.screens.explaining import defined_by, shown_ids


def quoted(address: str, name: str, column: str) -> dict[str, str]:
    """The forms in which the cell of this row and column is quoted."""
    set_language("en")
    with bundled_library() as library:
        view = library.view(parse_address(address))
        row = next(row for row in view.rows() if row.cells[0].text == name)
        cell = row.cells[[column.id for column in view.columns].index(column)]
        ids = shown_ids(row, cell)
        request = defined_by(row, cell, view.request) if cell.observations else None
        made = Computed(cell.text, library.definitions(request.names)[0]) if request else None
        told = [one for one in library.findings_of(ids) if one.waiver is None]
        return {quote.kind: quote.text for quote in quotes(Citation(library.cited(ids), told, made))}


def test_a_printed_figure() -> None:
    said = quoted("region:平凉市/year=2024", "招生数", "y2024")
    assert said["zh"].startswith("平凉市2023/2024学年招生数为") or said["zh"].startswith("平凉市2023年招生数为")
    assert "甘肃省教育厅《甘肃省中等职业教育质量年度报告（2024）》，表3 各市（州）办学规模统计表，文本行 " in said["zh"]
    assert said["gbt7714"] == "甘肃省教育厅. 甘肃省中等职业教育质量年度报告（2024）[R]. 2024."


def test_the_english_sentence_can_stand_in_an_english_text() -> None:
    said = quoted("region:平凉市/year=2024", "招生数", "y2024")
    assert said["en"].startswith("entrants (招生数) of Pingliang (平凉市), ")
    assert " persons (Gansu Provincial Department of Education, " in said["en"]
    title = "Annual report on the quality of secondary vocational education in Gansu"
    assert f"{title}, 2024 [in Chinese: 甘肃省教育厅, 甘肃省中等职业教育质量年度报告（2024）]" in said["en"]
    assert ", Table 3 (表3), line " in said["en"]
    assert said["apa"] == (
        "Gansu Provincial Department of Education [甘肃省教育厅]. (2024). 甘肃省中等职业教育质量年度报告（2024） "
        f"[{title}]."
    )


def test_a_report_of_an_unknown_kind_is_said_to_be_in_chinese() -> None:
    said = sentences(issuer="甲省某所")
    assert "(甲省某所, 甲省报告 [in Chinese], Table 3 (表3), line 7)" in said["en"]
    assert said["apa"] == "甲省某所. (2024). 甲省报告 [in Chinese]."


@pytest.mark.parametrize(
    ("unit", "chinese", "english"),
    [
        ("所", "为12所（", ": 12 schools ("),
        ("万元", "为12万元（", ": 12 x 10,000 yuan ("),
        ("%", "为12%（", ": 12% ("),
        (":1", "为12:1（", ": 12:1 ("),
        ("扎", "为12扎（", ": 12 扎 ("),
    ],
)
def test_the_unit_is_said_in_the_language(unit: str, chinese: str, english: str) -> None:
    said = sentences(unit=unit)
    assert chinese in said["zh"]
    assert english in said["en"]


def test_a_table_without_a_number_is_said_to_be_one() -> None:
    said = sentences(table="@101")
    assert "无编号表（行 101） 规模" in said["zh"]
    assert "table without a number (line 101), line 7" in said["en"]


def test_the_findings_on_it_are_part_of_the_sentence() -> None:
    said = quoted("region:庆阳市/year=2024,2025", "招生数", "y2024")
    assert "庆阳市2023年招生数为7984人（" in said["zh"]
    assert "校核：庆阳市 招生数：一处作 7984，另一处作 4424；两处数值不同，请核对。" in said["zh"]
    assert "Check: 庆阳市 招生数: 7984 in one place, 4424 in another" in said["en"]


def test_a_computed_figure_names_both_its_sources() -> None:
    said = quoted("region:庆阳市/year=2024,2025", "升学率", "y2024")
    assert said["zh"].startswith("庆阳市2024年升学率为62.02%，年报未直接给出，据以下数据计算：升学人数1143人（")
    assert "/ 毕业生人数1843人（" in said["zh"]
    assert said["zh"].endswith("x 100。")
    assert "62.02%; not printed but computed: " in said["en"]


def test_a_cell_that_is_no_figure_stands_for_its_row() -> None:
    said = quoted("region:庆阳市/year=2024,2025", "升入专科人数", "indicator")
    assert "升入专科人数为1848人" in said["zh"]


@pytest.mark.parametrize(
    ("status", "value", "chinese", "english"),
    [
        ("realigned", 12, "12人（已移回本列，请与原件核对）", "12 persons (moved back to its column; "),
        ("blank", None, "空白（原表此格无数）", "no figure, the cell is printed empty"),
        ("lost", None, "缺失（文档转换时丢失此格）", "no figure, the conversion"),
        ("derived", 12, "12人（由所印增减推算）", "12 persons (derived from a printed change)"),
    ],
)
def test_what_became_of_the_figure_is_said(status: str, value: int | None, chinese: str, english: str) -> None:
    from db.terms import Status

    said = sentences(status=Status(status), value=value, printed="12")
    assert chinese in said["zh"]
    assert english in said["en"]


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        ("2023/2024", "2023/2024学年", "school year 2023/2024"),
        ("2024-autumn", "2024年秋季", "autumn 2024"),
        ("2024-09-01", "2024年9月1日", "2024-09-01"),
        ("2023..2025", "2023至2025年", "2023 to 2025"),
        ("2024", "2024年", "year 2024"),
    ],
)
def test_the_period_is_said_as_people_say_it(period: str, chinese: str, english: str) -> None:
    said = sentences(period=period)
    assert said["zh"].startswith(f"乙市{chinese}招生数为")
    assert said["en"].startswith(f"entrants (招生数) of 乙市, {english}: ")


def test_about_and_at_least_are_said() -> None:
    assert "约12人" in sentences(qualifier="about")["zh"]
    assert "at least 12 persons" in sentences(qualifier="at_least")["en"]


def test_data_cannot_change_the_terminal() -> None:
    said = sentences(issuer="甲\x1b[31m局{x}")
    assert all("\x1b" not in text for text in said.values())
    assert "{x}" in said["zh"]


def sentences(qualifier: str = "", **line: object) -> dict[str, str]:
    from db.citation import Cited
    from db.place import Place
    from db.source import SourceLine
    from db.terms import Status

    fields = {
        "report": "jia-2024", "issuer": "甲省教育厅", "title": "甲省报告", "table": "表3", "caption": "规模",
        "row": "乙市", "column": "招生数",
        "section": "", "line": 7, "printed": "12", "period": "2024", "value": 12, "unit": "人",
        "status": Status.NORMAL, "request": None, "place": Place("line", 7),
    }  # fmt: skip
    source = SourceLine(**{**fields, **line})  # type: ignore[arg-type]
    one = Cited(1, "乙市", "entrants", "招生数", "entrants", "", qualifier, 2024, source)
    forms: list[Quote] = quotes(Citation([one]))
    return {quote.kind: quote.text for quote in forms}
