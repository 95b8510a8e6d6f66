"""`nianbao check` says what it read: a draft that was not understood is never said to be without fault."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tui.command_line import Run, database, run
from tests.tui.test_check import CONTRACT, rows

__all__ = ["database", "run"]  # fixtures

HEAD = "玉林市中等职业教育质量报告\n\n（2026 年）\n\n玉林市教育局\n\n1.1 学校概况\n\n"
OWN_WORDS = "全市在校生规模达14321 人，专任教师占比 85.2%。共有中等职业学校14所，其中公办8所、民办6所。\n"
PLAIN = "共有中等职业学校14所，其中公办8所、民办6所。\n"
READ = "Figures read: {}; not understood, therefore not checked: {}"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.txt"
    file.write_text(f"{HEAD}{OWN_WORDS}\n{OWN_WORDS}", encoding="utf-8")
    return file


def sheets(file: Path) -> str:
    """All texts of a workbook."""
    with ZipFile(file) as book:
        return book.read("xl/workbook.xml").decode() + book.read("xl/sharedStrings.xml").decode()


def test_what_was_not_understood_stands_at_the_end_with_its_lines(run: Run, draft: Path) -> None:
    outcome = run("check", str(draft))
    assert outcome.code == 0
    assert "Nothing was found that does not agree." not in outcome.out
    assert "In what was understood nothing was found that does not agree." in outcome.lines
    at = outcome.lines.index(READ.format(8, 3))
    assert "  labels that the dictionary does not know: 1" in outcome.lines[at:]
    assert "    line 9: 专任教师占比" in outcome.lines[at:]
    assert "    1.1 line 11: 14321 人" in outcome.lines[at:]


def test_a_draft_that_was_understood_says_how_much_was_read(run: Run, draft: Path) -> None:
    draft.write_text(HEAD + PLAIN, encoding="utf-8")
    assert run("check", str(draft)).lines[-2:] == ["Nothing was found that does not agree.", READ.format(3, 0)]


def test_a_draft_without_a_figure_is_not_said_to_be_checked(run: Run, draft: Path) -> None:
    draft.write_text(f"{HEAD}办学质量稳步提升。\n", encoding="utf-8")
    assert run("check", str(draft)).lines[-2] == "No figure was read, therefore nothing was checked."


def test_only_the_first_few_are_listed_unless_all_are_asked_for(run: Run, draft: Path) -> None:
    sentences = "".join(f"在校生规模达{number} 人。\n\n" for number in range(5001, 5009))
    draft.write_text(HEAD + sentences, encoding="utf-8")
    few, everything = run("check", str(draft)).out, run("check", str(draft), "--all").out
    assert "5005 人" in few
    assert "5006 人" not in few
    assert "and 3 more; --all lists them" in few
    assert "5008 人" in everything


@pytest.mark.parametrize("form", ["csv", "json"])
def test_data_stays_pure_and_the_remark_goes_to_standard_error(run: Run, draft: Path, form: str) -> None:
    outcome = run("check", str(draft), "--format", form)
    assert "14321" not in outcome.out
    assert outcome.out.split() in ([CONTRACT], ["[", "]"])
    assert READ.format(8, 3) in outcome.err
    assert "1.1 line 9: 14321 人" in outcome.err


@pytest.mark.parametrize("name", ["findings.md", "findings.xlsx"])
def test_files_for_people_say_it_too(run: Run, draft: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    outcome = run("check", str(draft), "-o", str(file))
    assert READ.format(8, 3) in outcome.err
    written = sheets(file) if name.endswith("xlsx") else file.read_text(encoding="utf-8")
    assert READ.format(8, 3) in written
    assert "1.1 line 9: 14321 人" in written


def test_a_part_of_the_name_of_a_report_names_it(run: Run) -> None:
    assert run("check", "庆阳").out == run("check", "qingyang-2025").out


def test_of_all_reports_the_list_names_the_report(run: Run) -> None:
    said = run("check").out
    assert "    qingyang-2025 3.1 line 158: 19人" in said


# For people


def test_both_sides_are_quoted_with_what_is_printed(run: Run) -> None:
    said = run("check", "qingyang-2025", "--class", "scope").out
    assert "中等职业学校数 15: qingyang-2025 表1 / 中职学校 / 合计 line 35, 庆阳市教育局" in said
    assert "中职招生学校数 11 所: qingyang-2025 7.2 line 270, 庆阳市教育局" in said


def test_of_many_figures_the_first_are_quoted(run: Run) -> None:
    said = run("check", "gansu-2024", "--rule", "total_of_column").out
    assert " more: gansu-2024 表" in said


def test_a_workbook_has_the_columns_of_the_explorer_in_its_language(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "findings.xlsx"
    run("check", "qingyang-2025", "-o", str(file), lang="zh")
    texts = sheets(file)
    for said in ("类别", "规则", "原文", "算式", "硬性不符", "总数与分项之和", "读取情况", "文本行 73"):
        assert said in texts
    for code in ("severity", "parts_of_whole", "mismatch", "qingyang-2025|表2"):
        assert code not in texts


def test_markdown_has_no_codes(run: Run) -> None:
    said = run("check", "qingyang-2025", "--format", "md", lang="zh").out
    assert "### 总数与分项之和：1\n" in said
    assert "parts_of_whole" not in said.replace("\\", "")


def test_csv_in_a_file_is_the_contract(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "findings.csv"
    run("check", "qingyang-2025", "-o", str(file), lang="zh")
    text = file.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == CONTRACT
    assert {row["severity"] for row in rows(text)} >= {"mismatch", "scope"}
