"""Settings from within the explorer: found by their words, chosen, written down."""

from pathlib import Path

import pytest

from tests.tui.running import Explorer, explorer
from tui.actions import ACTIONS
from tui.frame import KeyLine, PaneLine
from tui.grid import Grid
from tui.i18n import LOCALES, set_language
from tui.screens.sheet import Sheet
from tui.settings import SETTINGS, Settings, read_settings
from tui.settings_file import NAMES, template, write_down
from tui.sought import fitting


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "nianbao" / "config.toml"


async def choose(at: Explorer, action: str, row: str = "") -> list[str]:
    """Carry an action out by the palette; give the rows of its sheet, and choose one by its key."""
    await at.press("ctrl+p")
    await at.until(lambda: isinstance(at.app.screen, Sheet))
    first = at.app.screen
    await at.press(*action)
    await at.press("enter")
    await at.until(lambda: isinstance(at.app.screen, Sheet) and at.app.screen is not first)
    grid = at.app.screen.query_one(Grid)
    await at.until(lambda: grid.row)
    assert grid.view
    rows = grid.view.rows()
    if row:
        at.app.screen.dismiss(row)
        await at.until(lambda: at.app.screen is at.screen)
    return [" ".join(cell.text for cell in one.cells).strip() for one in rows]


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("设置", "settings"),
        ("settings", "settings"),
        ("config", "settings"),
        ("shezhi", "settings"),
        ("语言", "choose_language"),
        ("language", "choose_language"),
        ("English", "choose_language"),
        ("高对比", "choose_theme"),
        ("high contrast", "choose_theme"),
    ],
)
def test_the_settings_are_found_by_their_words(typed: str, id_: str, lang: str) -> None:
    set_language(lang)
    assert fitting(ACTIONS, typed)[0].id == id_


@pytest.mark.parametrize("typed", ["theme", "主题", "zhuti"])
def test_both_ways_to_a_theme_are_found(typed: str) -> None:
    assert {"theme", "choose_theme"} <= {action.id for action in fitting(ACTIONS, typed)[:2]}


async def test_a_theme_is_chosen_by_its_name(file: Path) -> None:
    async with explorer(settings=Settings(path=file)) as at:
        rows = await choose(at, "contrast", "paper-high")
        assert rows[0] == "ink: dark ink in force"
        assert "paper: light, high contrast paper-high" in rows
        await at.until(lambda: at.app.theme == at.screen.chosen_theme == "paper-high")
        assert "Theme: paper-high (paper: light, high contrast)" in at.foot
        assert not file.exists()


async def test_a_theme_that_the_file_names_is_changed_there(file: Path) -> None:
    write_down(file, "theme", "ink")
    settings = read_settings({"NIANBAO_CONFIG": str(file)})
    async with explorer(settings=settings) as at:
        await choose(at, "contrast", "paper")
        await at.until(lambda: at.app.theme == "paper")
    assert read_settings({"NIANBAO_CONFIG": str(file)}).theme == "paper"


async def test_the_next_theme_is_told_by_its_name() -> None:
    async with explorer(lang="zh") as at:
        await at.press("ctrl+t", "ctrl+t")
        assert "主题：ink-high (墨：深色，高对比)" in at.foot


async def test_a_language_counts_at_once_and_is_written_down(file: Path) -> None:
    async with explorer(settings=Settings(path=file)) as at:
        await choose(at, "language", "zh")
        await at.until(lambda: at.listed.view and "已写入" in at.foot)
        assert ("?", "帮助") in at.screen.query_one(KeyLine).keys
        assert "地区" in str(at.screen.query_one(PaneLine).render())
        assert "来源" in at.foot or "已写入" in at.foot
    assert read_settings({"NIANBAO_CONFIG": str(file)}).language == "zh"


async def test_the_settings_are_shown_and_their_file_is_made(file: Path) -> None:
    async with explorer(settings=Settings(path=file)) as at:
        rows = await choose(at, "settings")
        assert rows[0] == f"File: {file} (made now)"
        assert [row.split()[0] for row in rows[1:6]] == list(SETTINGS)
        assert read_settings({"NIANBAO_CONFIG": str(file)}) == Settings(path=file)
        at.app.screen.dismiss("language")
        await at.until(lambda: "中文 (Chinese) zh" in _texts(at))


def _texts(at: Explorer) -> list[str]:
    view = at.app.screen.query_one(Grid).view if isinstance(at.app.screen, Sheet) else None
    return [" ".join(cell.text for cell in row.cells).strip() for row in view.rows()] if view else []


async def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with explorer(settings=Settings(path=tmp_path / "file" / "config.toml")) as at:
        at.screen.action_settings()
        await at.until(lambda: "cannot be written" in at.foot)
        assert at.app.screen is at.screen


def test_one_setting_is_put_into_the_file_and_all_else_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('# mine\nsigns = "ascii"\n[keys]\nhelp = "f3"\n', encoding="utf-8")
    write_down(file, "language", "en")
    write_down(file, "language", "zh")
    assert file.read_text(encoding="utf-8") == 'language = "zh"\n# mine\nsigns = "ascii"\n[keys]\nhelp = "f3"\n'


def test_a_setting_takes_the_place_it_has_in_the_template(file: Path) -> None:
    set_language("en")
    write_down(file, "theme", "paper")
    written = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in written if line not in list(template())] == ['theme = "paper"']


@pytest.mark.parametrize("lang", LOCALES)
def test_every_theme_is_told_by_what_it_is(lang: str) -> None:
    set_language(lang)
    text = "\n".join(template())
    assert set(NAMES["theme"]) == set(SETTINGS["theme"].values)
    assert ("墨：深色，高对比" if lang == "zh" else "ink: dark, high contrast") in text
