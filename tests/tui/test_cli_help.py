"""Help: in both languages, within the width in cells, quickly; and the choice of the language."""

import ast
import subprocess
import sys
from itertools import chain
from pathlib import Path

import click
import pytest

from tests.tui.command_line import ROOT, Run, database, run, run_process
from tui.__main__ import chosen_language
from tui.cells import cells, padded, wrapped
from tui.cli import COMMANDS, nianbao
from tui.cli.click_words import WORDS

__all__ = ["database", "run"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)])
def test_help_of_every_command_fits_the_width(run: Run, words: list[str], lang: str) -> None:
    shown = run(*words, "--help", lang=lang)
    assert (shown.code, shown.err) == (0, "")
    assert max(map(cells, shown.lines)) <= 80


def test_the_help_lists_every_command_with_its_first_words(run: Run) -> None:
    shown = run("--help")
    for name, line in COMMANDS.items():
        assert shown.cells(name)[1].split()[0] == line.split()[0]


def test_every_command_has_its_module() -> None:
    context = click.Context(nianbao)
    for name in COMMANDS:
        command = nianbao.get_command(context, name)
        assert command
        assert command.name == name
        assert command.help


def test_every_option_and_argument_is_explained() -> None:
    context = click.Context(nianbao)
    commands = [nianbao.get_command(context, name) for name in COMMANDS]
    for parameter in chain.from_iterable(command.params for command in commands if command):
        assert getattr(parameter, "help", None), parameter.name


def test_the_version(run: Run) -> None:
    assert run("--version").out.startswith("nianbao 0.")


def test_help_and_faults_in_words_import_nothing_heavy() -> None:
    code = "import sys; from tui.__main__ import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for words in (["--help"], ["load", "--help"], ["--version"], ["shwo"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True
        )
        loaded = {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}
        assert not loaded & {
            "textual",
            "polars",
            "rich",
            "pypinyin",
            "sqlite_utils",
            "sqlite3",
            "platformdirs",
            "rapidfuzz",
        }


def test_showing_in_a_pipe_imports_neither_tables_nor_what_loads(database: Path) -> None:
    code = "import sys; from tui.__main__ import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, "show", "region", "庆阳"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert not loaded & {
        "textual",
        "polars",
        "rich.table",
        "rich.console",
        "pypinyin",
        "sqlite_utils",
        "loaders.recognise",
    }
    assert "sqlite3" in loaded
    assert database.exists()


@pytest.mark.parametrize(
    ("words", "environ", "lang"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "NIANBAO_LANG": "en"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "NIANBAO_LANG": "xx"}, "en"),
        (["--lang", "en", "show"], {"NIANBAO_LANG": "zh"}, "en"),
        (["show", "--lang=en"], {}, "en"),
        (["show", "--lang"], {}, "zh"),
        (["--", "--lang", "en"], {}, "zh"),
    ],
)
def test_the_language_is_chosen_before_anything_is_said(words: list[str], environ: dict[str, str], lang: str) -> None:
    assert chosen_language(words, environ) == lang


def test_a_wrong_language_is_said(run: Run) -> None:
    assert run("reports", lang="fr").code == 2


def test_the_words_taken_over_from_click_are_those_that_it_says() -> None:
    said: set[str] = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    assert not set(WORDS) - said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七", ["一二三四五", "六七"]),
        ("一二三四五。六七", ["一二三四", "五。六七"]),
        ("（一）二三四（五）六", ["（一）二三", "四（五）六"]),
        ("one two three four", ["one two", "three four"]),
        ("年报 nianbao 年报", ["年报", "nianbao 年", "报"]),
        ("", [""]),
        ("averylongwordthatdoesnotfit x", ["averylongwordthatdoesnotfit", "x"]),
    ],
)
def test_lines_are_broken_by_cells(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10) == lines


def test_cells_are_counted_as_rich_counts_them() -> None:
    from rich.cells import cell_len

    for text in ("", "abc", "庆阳市", "甘肃省（2024）", "“职教”", "e\u0301", "１２３", "①·—…", "한글", "ﾊﾝｶｸ"):
        assert cells(text) == cell_len(text), text
    assert padded("庆阳", 6) == "庆阳  "
    assert padded("42", 6, right=True) == "    42"
    assert padded("庆阳市", 2) == "庆阳市"


def test_asked_from_another_folder_it_is_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == run_process("--help").out
