"""A chart is saved as a picture from the dialog and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.address import parse_address
from db.errors import ExportError
from db.export.drawn_bars import SET_OFF
from db.export.raster import png_of
from tests.library import bundled_library
from tests.tui.command_line import Run, database, run
from tests.tui.running import Explorer, explorer
from tui.exporting import Choices, Subject, write
from tui.screens.export import ExportScreen, WriteLine
from tui.screens.options import OptionLine
from tui.screens.sheet import Field

__all__ = ["database", "run"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    try:
        png_of("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    except ExportError:
        pytest.skip("this system has no font with Chinese characters")


async def dialog_of(at: Explorer) -> ExportScreen:
    await at.press("e")
    await at.until(lambda: isinstance(at.app.screen, ExportScreen) and at.app.screen.query(WriteLine))
    assert isinstance(at.app.screen, ExportScreen)
    return at.app.screen


def formats(dialog: ExportScreen) -> list[str]:
    return [option.id for option in dialog.query_one("#form", OptionLine).options]


def drawn(dialog: ExportScreen) -> str:
    line = dialog.query_one("#form", OptionLine)
    return "\n".join(line.render_line(y).text for y in range(line.size.height))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_chart_is_saved_as_png(size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with bundled_library() as library:
        async with explorer(size, library, "region:甘肃省") as at:
            await at.press("tab")
            assert "png" not in formats(await dialog_of(at)), "a table is no picture"
            await at.press("escape")
            await at.until(lambda: at.app.screen is at.screen)
            await at.press("v")
            await at.until(lambda: "chart=" in at.address)
            dialog = await dialog_of(at)
            assert formats(dialog)[-2:] == ["svg", "png"]
            assert "( ) PNG" in drawn(dialog), "all of them are seen"
            await at.press("down", *["right"] * 6)
            await at.until(lambda: dialog.choices.form == "png")
            path = Path(dialog.query_one(Field).value)
            assert path.suffix == ".png"
            await at.press("enter")
            await at.until(lambda: "written to" in at.foot)
            assert path.read_bytes().startswith(SIGNATURE)


def test_the_name_of_the_file_asks_for_png(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    assert run("export", "indicator:招生数/chart=y2024", "-o", str(path)).code == 0
    assert path.read_bytes().startswith(SIGNATURE)
    done = run("export", "region:庆阳市", "-o", str(tmp_path / "y.png"))
    assert done.code == 1
    assert "Only a chart" in done.err
    assert not (tmp_path / "y.png").exists()


async def test_the_last_of_two_lines_of_formats_is_clicked() -> None:
    with bundled_library() as library:
        async with explorer(
            (80, 24), library, "indicator:entrants/chart=y2024", "indicator:entrants/chart=y2024"
        ) as at:
            dialog = await dialog_of(at)
            line = dialog.query_one("#form", OptionLine)
            await at.until(lambda: line.size.height == 2)
            text = line.render_line(1).text
            await at.pilot.click(line, offset=(text.index("PNG"), 1))
            await at.until(lambda: dialog.choices.form == "png")


@pytest.mark.parametrize(("marks", "set_off"), [(frozenset(), 0), (frozenset({"region:天水市", "region:庆阳市"}), 2)])
def test_what_is_marked_is_set_off(marks: frozenset[str], set_off: int, tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    with bundled_library() as library:
        for address in ("indicator:招生数/chart=y2024", "region/chart=schools"):
            subject = Subject(library.view(parse_address(address)), library, marks)
            write(subject, path, Choices(form="svg"), overwrite=True)
            assert path.read_text().count(SET_OFF) == set_off


def test_a_chart_is_asked_for_as_the_help_says(run: Run, tmp_path: Path) -> None:
    asked = [line.split() for line in run("export", "--help").lines if "chart=" in line and "-o" in line]
    assert len(asked) == 2
    for _program, *words, name in asked:
        done = run(*words, str(tmp_path / name))
        assert done.code == 0, done.err
        assert (tmp_path / name).stat().st_size


def test_what_can_be_drawn_is_named_where_something_else_was_asked_for(run: Run, tmp_path: Path) -> None:
    done = run("export", "indicator:毕业去向落实率/year=2024/chart=bars", "-o", str(tmp_path / "x.svg"))
    assert done.code == 1
    assert "y2024" in done.err
    assert "rank" not in done.err
