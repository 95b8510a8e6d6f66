"""The house has three floors and imports go down only: tui may call loaders and db, loaders may call db."""

import ast
import configparser
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("db", "loaders", "tui")
BANNED = {
    "db": {"loaders", "tui", "textual"},
    "loaders": {"tui", "textual", "sqlite3", "sqlite_utils"},
    "tui": {"sqlite3", "sqlite_utils"},
}
HEAVY = {"textual", "polars", "rich", "pypinyin", "sqlite_utils"}
DATA = {".csv", ".sql", ".md", ".po", ".mo", ".tcss", ".toml"}

STATEMENT = (
    r"\b(SELECT\b.+\bFROM\b|INSERT\s+(OR\s+\w+\s+)?INTO\b|REPLACE\s+INTO\b|DELETE\s+FROM\b|UPDATE\s+\S+\s+SET\b"
    r"|CREATE\s+(TABLE|INDEX|VIEW)\b)"
)
ANYWHERE = re.compile(STATEMENT, re.DOTALL)
AT_THE_START = re.compile(rf"\s*(WITH\b.+)?{STATEMENT}", re.DOTALL | re.IGNORECASE)


def modules(floor: str) -> list[Path]:
    return sorted((ROOT / floor).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Top-level names of all that is imported, in functions and under TYPE_CHECKING too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def docstrings(tree: ast.AST) -> set[int]:
    """Ids of the constants that are docstrings or other bare strings: they are read, never run."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def strings(tree: ast.AST) -> Iterator[str]:
    """Strings of a module; of an f-string its fixed parts, with a word in place of each hole."""
    prose = docstrings(tree)
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "hole" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose | inner:
            yield node.value


def is_sql(text: str) -> bool:
    """In capitals a statement is seen anywhere; in small letters only where it begins the text."""
    return bool(ANYWHERE.search(text) or (text.lstrip()[:1].islower() and AT_THE_START.match(text)))


def holds_sql(source: str) -> bool:
    return any(is_sql(text) for text in strings(ast.parse(source)))


def modules_after(code: str) -> set[str]:
    """Top-level names in `sys.modules` of a fresh interpreter that ran `code`."""
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_go_down_only(floor: str) -> None:
    assert modules(floor), f"there is no {floor}"
    found = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(floor)
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name in BANNED[floor]
    }
    assert not found


def test_an_import_inside_a_function_is_seen() -> None:
    assert set(imported(ast.parse("def f():\n    from tui.app import App\n    import polars as pl, os.path"))) == {
        "tui",
        "polars",
        "os",
    }


@pytest.mark.parametrize("floor", ["loaders", "tui"])
def test_there_is_no_sql_outside_db(floor: str) -> None:
    assert not [path for path in modules(floor) if holds_sql(path.read_text(encoding="utf-8"))]
    assert not list((ROOT / floor).rglob("*.sql"))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM report",
        "select id\nfrom report",
        "with a as (select 1) select * from a",
        "insert into report values (?)",
        "INSERT OR REPLACE INTO report VALUES (?)",
        "delete from report",
        "update report set title = ?",
        "and id in (SELECT id FROM report)",
        "CREATE TABLE x (y)",
    ],
)
def test_a_statement_is_seen(statement: str) -> None:
    assert holds_sql(f"text = {statement!r}")


def test_a_statement_with_holes_is_seen() -> None:
    assert holds_sql("text = f'select {column} from {table}'")


@pytest.mark.parametrize(
    "words",
    ["Select a region from the list", "updates what is set", "delete", "从列表中选择", "List; select one from it"],
)
def test_words_are_no_statement(words: str) -> None:
    assert not holds_sql(f"text = {words!r}")


def test_importing_tui_imports_nothing_heavy() -> None:
    assert not modules_after("import tui") & HEAVY


def test_asking_for_help_imports_nothing_heavy() -> None:
    code = """
import sys
from tui.__main__ import main
sys.argv = ["nianbao", "--help"]
try:
    sys.exit(main())
except SystemExit as end:
    assert not end.code, end.code
"""
    names = modules_after(code)
    assert "tui" in names
    assert not names & HEAVY


def test_what_is_heavy_is_seen() -> None:
    assert HEAVY & modules_after("import rich.console") == {"rich"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_three_floors_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {name for name in tops if not name.endswith(".dist-info")} == set(FLOORS)
    assert not [name for name in wheel.namelist() if "__pycache__" in name or name.endswith(".db")]


def test_the_wheel_holds_every_module_and_data_file(wheel: zipfile.ZipFile) -> None:
    kept = {
        path.relative_to(ROOT).as_posix()
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*")
        if path.suffix in DATA | {".py"}
    }
    assert not kept - set(wheel.namelist())


def test_the_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith("/entry_points.txt")]
    entries = configparser.ConfigParser()
    entries.read_string(wheel.read(name).decode())
    assert dict(entries["console_scripts"]) == {"nianbao": "tui.__main__:main"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_locked_requirements_have_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    requirements = re.findall(r"^[a-z0-9].*(?:\n {4}.*)*", text, re.MULTILINE)
    assert len(requirements) > 20
    assert all("==" in one and "--hash=sha256:" in one for one in requirements)
    assert not re.findall(r"^-", text, re.MULTILINE)


def test_each_folder_of_tests_is_a_package() -> None:
    """Without its `__init__.py`, tests/db would hide our own db."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]
