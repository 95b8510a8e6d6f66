"""`nianbao compare`: the same workbench on the command line."""

import pytest

from tests.tui.command_line import Run, database, run

__all__ = ["database", "run"]


def names(run: Run, *words: str) -> list[str]:
    """First cells of the rows printed."""
    lines = run("compare", *words, "--year", "2024").lines
    return [line.split("  ")[0] for line in lines if "  " in line.strip() and not line.startswith(" ")]


def test_indicators_and_chapters_are_chosen(run: Run) -> None:
    shown = names(run, "庆阳", "天水", "--indicator", "招生数,rates")
    assert "招生数" in shown
    assert "升学率" in shown
    assert "毕业生人数" not in shown
    assert "在校生总数" in names(run, "庆阳", "天水", "--indicator", "办学规模")


def test_only_what_differs_biggest_first(run: Run) -> None:
    words = ("compare", "庆阳", "天水", "--year", "2024", "--indicator", "办学规模")
    assert "非全日制在校生数" in run(*words).out
    changed = run(*words, "--changed", "--sort", "-difference").out
    assert "非全日制在校生数" not in changed, "it is 0 in both"
    assert changed.index("贯通培养学生数") < changed.index("招生数") < changed.index("在校生总数")


def test_per_student(run: Run) -> None:
    shown = run("compare", "庆阳", "天水", "--year", "2024", "--per", "student")
    assert shown.cells("招生数")[1:5] == ["人/千人", "16.6", "267.3", "320.6"]
    assert "Each figure divided by 在校生总数" in shown.out


def test_schools_stand_side_by_side(run: Run) -> None:
    shown = run("compare", "环县职专", "西峰职业中等专业学校")
    assert shown.lines[0] == "环县职业中等专业学校 / 西峰职业中等专业学校"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("庆阳", "环县职专"), "only regions or only schools"),
        (("庆阳", "没有这里"), "There is no region"),
        (("庆阳", "天水", "--per", "school"), "'school' is not one of"),
        (("庆阳", "天水", "--sort", "none"), "none"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run("compare", *words)
    assert outcome.code
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_the_same_is_exported(run: Run) -> None:
    exported = run("export", "compare:庆阳市,天水市/year=2024/per=student/indicator=entrants")
    assert exported.lines[0].startswith(("Group,", "Indicator,", "Section,", "group", "Chapter"))
    assert any("招生数," in line and ",人/千人,16.6" in line for line in exported.lines)
