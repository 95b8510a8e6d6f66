"""In which format a file is written, by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import ExportError
from tests.tui.command_line import Run, database, run
from tests.tui.running import explorer
from tui.exporting import FORMATS, file_for
from tui.screens.export import ExportScreen, WriteLine
from tui.screens.sheet import Field

__all__ = ["database", "run"]


@pytest.mark.parametrize(
    ("name", "form", "written"),
    [
        ("a.csv", "", ("a.csv", "csv")),
        ("a.XLSX", "", ("a.XLSX", "xlsx")),
        ("a", "", ("a.csv", "csv")),
        ("a", "json", ("a.json", "json")),
        ("a.txt", "csv", ("a.txt", "csv")),
    ],
)
def test_the_ending_tells_the_format(tmp_path: Path, name: str, form: str, written: tuple[str, str]) -> None:
    path, chosen = file_for(tmp_path / name, form)
    assert (path.name, chosen) == written


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.csve"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=Path(name).suffix) as caught:
        file_for(tmp_path / name)
    assert all(f".{form}" in str(caught.value) for form in FORMATS)


def test_the_command_writes_nothing_under_another_ending(run: Run, tmp_path: Path) -> None:
    done = run("export", "school:环县职专", "-o", str(tmp_path / "a.docx"))
    assert done.code == 1
    assert "“.docx” is no format" in done.err
    assert not list(tmp_path.glob("[ac]*"))


def test_the_command_names_the_file_that_it_wrote(run: Run, tmp_path: Path) -> None:
    done = run("export", "school:环县职专", "-o", str(tmp_path / "a"))
    assert done.code == 0
    assert "a.csv" in done.err
    assert [path.name for path in tmp_path.glob("a*")] == ["a.csv"]


def test_the_command_refuses_two_schools_in_one_record(run: Run, tmp_path: Path) -> None:
    done = run("export", "school:环县职专,西峰职专", "-o", str(tmp_path / "c.xlsx"))
    assert done.code == 1
    assert "takes one name" in done.err
    assert not list(tmp_path.glob("[ac]*"))


async def test_the_dialog_refuses_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as at:
        await at.press("e")
        await at.until(lambda: isinstance(at.app.screen, ExportScreen) and at.app.screen.query(WriteLine))
        at.app.screen.query_one(Field).value = "a.csve"
        await at.press("enter")
        said = at.app.screen.query_one("#said")
        await at.until(lambda: "“.csve” is no format" in str(said.render()))
        assert isinstance(at.app.screen, ExportScreen)
        assert not list(tmp_path.glob("[ac]*"))
