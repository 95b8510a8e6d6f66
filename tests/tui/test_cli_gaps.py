"""`nianbao gaps`: what the annex forms ask for, on the command line."""

from tests.tui.command_line import Run, database, run

__all__ = ["database", "run"]


def test_all_reports_or_one(run: Run) -> None:
    assert run("gaps").cells("qingyang-2025")[2:9] == ["3", "1", "0", "0", "0", "2", "6"]
    one = run("gaps", "qingyang-2025")
    assert "附表6 落实政策表: 2 of 21; computable: 0, otherwise defined: 3" in one.lines
    assert one.cells("毕业三年晋升比例")[1] == "not in the report"


def test_a_report_that_is_not_there_is_one_sentence(run: Run) -> None:
    shown = run("gaps", "nowhere-2024")
    assert (shown.code, shown.out) == (1, "")
    assert "nowhere-2024" in shown.err
