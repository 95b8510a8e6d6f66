"""Inside the app: a report is taken out again and brought back, a file is checked without being loaded."""

from pathlib import Path

from tests.tui.command_line import database
from tests.tui.keeping import starting
from tests.tui.running import Explorer, explorer
from tests.tui.test_cli_load import content
from tests.tui.test_load_dialog import MADE_UP, YULIN, found, loaded, open_dialog, said, type_path
from tui.grid import Grid
from tui.screens.loading import LoadScreen
from tui.screens.sheet import Sheet

__all__ = ["database"]


async def remove(at: Explorer, report: str) -> None:
    await at.until(lambda: at.app.source is not None and at.view.view)
    at.screen.action_remove()
    await loaded(at)
    grid = at.app.screen.query_one(Grid)
    assert grid.view
    number = grid.view.position(report)
    assert number is not None
    grid.move_to(number, 0)
    await at.press("enter")


def listed(at: Explorer) -> list[str]:
    return [row.key for row in at.listed.view.rows()] if at.listed.view else []


async def test_what_was_loaded_is_taken_out_again_and_how_was_said(database: Path) -> None:
    async with starting(database) as at:
        await open_dialog(at)
        await type_path(at, MADE_UP / "yulin-2025.md")
        await loaded(at)
        assert f"nianbaoremove{YULIN}" in "".join(found(at).split())
        await at.press("escape")
        await at.until(lambda: YULIN in listed(at))
        await remove(at, YULIN)
        await at.until(lambda: YULIN not in listed(at))
        await at.until(lambda: f"Removed: {YULIN}. Its file is where it was" in at.foot)
        await at.shows("overview")


async def test_what_comes_with_the_program_comes_back_by_its_key(database: Path) -> None:
    async with starting(database) as at:
        await remove(at, "qingyang-2025")
        await at.until(lambda: "L and its key bring it back" in at.foot)
        assert "qingyang-2025" not in listed(at)
        await open_dialog(at)
        await type_path(at, Path("qingyang-2025"))
        await loaded(at)
        await at.press("escape")
        await at.until(lambda: "qingyang-2025" in listed(at))


async def test_where_nothing_is_kept_nothing_is_removed() -> None:
    async with explorer() as at:
        at.screen.action_remove()
        assert "Nothing can be loaded here." in at.foot


async def test_a_file_is_checked_and_not_kept(database: Path) -> None:
    before = content(database)
    async with starting(database) as at:
        dialog = await open_dialog(at)
        await at.press("f4")
        await at.until(lambda: "Choose a file first" in said(dialog))
        dialog.query_one("PathField").value = str(MADE_UP / "weifang-2023.md")  # type: ignore[attr-defined]
        await at.press("f4")
        await at.until(lambda: isinstance(at.app.screen, Sheet) and found(at))
        assert "findings" in found(at).lower()
        assert "\x1b" not in found(at)
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, LoadScreen))
        await at.press("escape")
        await at.until(lambda: at.app.screen is at.screen)
        assert listed(at) == ["", "gansu-2024", "qingyang-2025"]
    assert content(database) == before
