"""Loading a report inside the app: chosen in the tree or typed, asked for what its title lacks, cancelled, refused."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from loaders.load import LoadSummary, Progress
from tests.tui.command_line import ROOT, database
from tests.tui.keeping import starting
from tests.tui.running import Explorer, explorer
from tests.tui.test_cli_load import content
from tui.busy import BusyLine
from tui.cli.keeping import SessionKeeper
from tui.frame import PaneLine
from tui.grid import Grid
from tui.keeper import Said
from tui.screens.loading import Files, LoadScreen
from tui.screens.sheet import Field, Sheet

__all__ = ["database"]

MADE_UP = ROOT / "tests" / "made_up"
BAD = MADE_UP / "bad"
YULIN = "yulin-450900-2025"


async def open_dialog(at: Explorer) -> LoadScreen:
    await at.until(lambda: at.app.source is not None and at.view.view)
    await at.press("L")
    await at.until(lambda: isinstance(at.app.screen, LoadScreen) and at.app.screen.query(Files))
    assert isinstance(at.app.screen, LoadScreen)
    return at.app.screen


async def type_path(at: Explorer, path: Path) -> None:
    field = at.app.screen.query(Field).first()
    field.focus()
    field.value = str(path)
    await at.press("enter")


def said(dialog: LoadScreen) -> str:
    return str(dialog.query_one("#said", Static).render())


def found(at: Explorer) -> str:
    view = at.app.screen.query_one(Grid).view
    return "\n".join(row.cells[0].text for row in view.rows()) if view else ""


async def loaded(at: Explorer) -> None:
    await at.until(lambda: isinstance(at.app.screen, Sheet) and found(at))


async def test_a_report_is_loaded_and_chosen_and_what_was_found_is_said(database: Path) -> None:
    async with starting(database) as at:
        await open_dialog(at)
        await type_path(at, MADE_UP / "yulin-2025.md")
        await loaded(at)
        assert found(at).startswith(YULIN)
        assert "tables: 11 of 11 recognised" in found(at)
        assert "labels that the dictionary does not know" in found(at)
        await at.press("escape")
        await at.shows(f"overview:{YULIN}")
        assert at.screen.state.pane == "reports"
        assert at.listed.has_focus
        assert at.listed.row
        assert at.listed.row.key == YULIN
        await at.until(lambda: at.screen.query_one(PaneLine).overview.startswith("reports: 3"))


async def test_a_file_is_chosen_in_the_tree_where_only_reports_are_offered(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "年报[2025]"
    (folder / "内").mkdir(parents=True)
    for name in ("b.csv", ".hidden.md", "年报[b].md"):
        (folder / name).write_bytes((MADE_UP / "yulin-2025.md").read_bytes())
    monkeypatch.chdir(folder)
    async with starting(database) as at:
        dialog = await open_dialog(at)
        tree = dialog.query_one(Files)
        await at.until(lambda: len(tree.root.children) == 2)
        assert [str(node.label) for node in tree.root.children] == ["内", "年报[b].md"]
        assert tree.has_focus
        await at.press("down", "down")
        await at.until(lambda: dialog.query(Field).first().value.endswith("年报[b].md"))
        await at.press("enter")
        await loaded(at)
        assert found(at).startswith(YULIN)


async def test_the_folder_above_and_the_folder_that_is_typed(database: Path, tmp_path: Path) -> None:
    async with starting(database) as at:
        dialog = await open_dialog(at)
        await type_path(at, tmp_path)
        await at.until(lambda: Path(dialog.query_one(Files).path) == tmp_path)
        await at.press("backspace")
        await at.until(lambda: Path(dialog.query_one(Files).path) == tmp_path.parent)
        await at.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        dialog = await open_dialog(at)
        assert Path(dialog.query_one(Files).path) == tmp_path.parent, "one looks where one looked last"


async def test_the_row_of_the_overview_loads_too(database: Path) -> None:
    async with starting(database) as at:
        await at.shows("overview")
        await at.press("tab")
        while at.view.row and at.view.row.key != "load":
            await at.press("down")
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, LoadScreen))


@pytest.mark.parametrize(
    "name", sorted(path.name for path in BAD.iterdir() if path.name not in ("gb18030.txt", "no_year.txt"))
)
async def test_a_bad_file_is_one_sentence_in_the_dialog_and_changes_nothing(database: Path, name: str) -> None:
    before = content(database)
    async with starting(database) as at:
        dialog = await open_dialog(at)
        hint = said(dialog)
        await type_path(at, BAD / name)
        await at.until(lambda: said(dialog) not in (hint, "esc cancels; nothing is changed then"))
        assert "defect" not in said(dialog)
        assert not dialog.query_one(BusyLine).display
        assert at.app.screen is dialog
    assert content(database) == before


async def test_what_the_title_does_not_say_is_asked(database: Path) -> None:
    async with starting(database) as at:
        dialog = await open_dialog(at)
        await type_path(at, BAD / "no_year.txt")
        await at.until(lambda: "names no year" in said(dialog))
        assert "--year" not in said(dialog)
        assert dialog.focused is dialog.query_one("#year")
        await at.press(*"x", "enter")
        await at.until(lambda: "four digits" in said(dialog))
        await at.press("backspace", *"2025", "enter")
        await loaded(at)
        assert found(at).splitlines()[0].split()[0].endswith("-2025")


class Halting(SessionKeeper):
    """Goes on to write only when the person has stopped it."""

    def load(self, path: Path, said: Said, progress: Progress, stopped: Callable[[], bool]) -> LoadSummary:
        def halted(what: str, done: int, of: int) -> None:
            progress(what, done, of)
            waited = Event()
            while done == 2 and not stopped():
                waited.wait(0.02)

        return super().load(path, said, halted, stopped)


async def test_loading_is_seen_and_cancelled_and_nothing_is_changed(database: Path) -> None:
    before = content(database)
    async with starting(database, Halting) as at:
        dialog = await open_dialog(at)
        await type_path(at, MADE_UP / "weifang-2023.md")
        line = dialog.query_one(BusyLine)
        await at.until(lambda: line.display and line.done == 2)
        assert "weifang-2023.md" in str(line.render())
        await at.press("escape")
        await at.until(lambda: said(dialog) == "Cancelled; nothing was changed.")
        assert at.app.screen is dialog
        await at.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        assert [row.key for row in at.listed.view.rows()] == ["", "gansu-2024", "qingyang-2025"]  # type: ignore[union-attr]
    assert content(database) == before


async def test_the_cursor_stays_where_it_was_when_the_views_are_asked_again(database: Path) -> None:
    async with starting(database) as at:
        await at.shows("overview")
        await at.press("1")
        await at.shows("region:甘肃省")
        await at.press("down")
        await at.until(lambda: at.address not in ("region:甘肃省", "overview") and at.view.view)
        await at.press("tab", "down", "down", "right")
        await at.until(lambda: at.view.place.row > 1)
        address, place, row = at.address, at.view.place, at.listed.place.row
        shown = at.view.view
        at.screen.show_anew()
        await at.until(lambda: at.view.view is not None and at.view.view is not shown)
        assert (at.address, at.view.place, at.listed.place.row) == (address, place, row)
        assert at.view.has_focus


async def test_where_nothing_can_be_loaded_that_is_said() -> None:
    async with explorer() as at:
        await at.press("L")
        await at.until(lambda: "Nothing can be loaded here." in at.foot)
