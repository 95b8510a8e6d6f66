"""`nianbao find TEXT`."""

import subprocess
import sys
from pathlib import Path

from tests.tui.command_line import Run, database, run, run_process
from tui.i18n import set_language

__all__ = ["database", "run"]  # fixtures


def test_groups_are_printed_with_how_many_there_are(run: Run) -> None:
    outcome = run("find", "庆阳", "-n", "2")
    assert outcome.code == 0
    assert "Regions: 1" in outcome.lines
    assert outcome.cells("庆阳市") == ["庆阳市", "甘肃省", "庆阳"]
    heading = outcome.lines.index("Schools: 4")
    below = [line.split()[0] for line in outcome.lines[heading + 1 : heading + 4]]
    assert below == ["庆阳开放大学", "庆阳女子职业学校", "all"]


def test_a_name_is_found_by_what_is_typed_for_it(run: Run) -> None:
    for typed in (["hxzz"], ["ｈｘｚｚ"], ["環縣職專"], ["环县质专"], ["环县", "职专"]):
        assert "环县职业中等专业学校" in run("find", *typed).out


def test_nothing_found_says_what_is_nearest_and_is_no_success(run: Run) -> None:
    outcome = run("find", "qqqqqqq")
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.startswith("There is nothing called “qqqqqqq” here.")
    assert "环县" in run("find", "环县龘龘龘").err


def test_it_speaks_chinese(run: Run) -> None:
    outcome = run("find", "hxzz", lang="zh")
    assert "院校：1" in outcome.lines
    set_language("en")


def test_wrong_words_are_said_in_a_sentence(run: Run) -> None:
    assert run("find").code == 2
    assert run("find", "庆阳", "-n", "0").code == 2
    assert run("find", " ").code == 1


def test_neither_rich_nor_textual_nor_pypinyin_is_imported(database: Path) -> None:
    code = (
        "import sys; from tui.__main__ import main; main(['--db', sys.argv[1], 'find', 'hxzz']);"
        " print({'rich', 'textual', 'polars', 'pypinyin', 'opencc', 'rapidfuzz'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(database)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_what_is_piped_is_utf8(database: Path) -> None:
    assert "环县职业中等专业学校" in run_process("--db", str(database), "find", "hxzz", LC_ALL="C").out
