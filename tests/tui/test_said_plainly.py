"""What is shown can be read whole and says what it is: keys, chips, buttons, reasons, ambiguous names."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from tests.tui.command_line import Run, database, run
from tests.tui.running import explorer
from tests.tui.test_cite import on_row, opened
from tui.celltext import note_text
from tui.chipline import ChipLine
from tui.grid import Grid
from tui.screens.definition import DefinitionSheet
from tui.screens.export import ExportScreen, WriteLine
from tui.screens.sheet import Field, Sheet

__all__ = ["database", "run"]

SIZES = [(120, 40), (80, 24)]


def lines_of(grid: Grid) -> list[str]:
    return [grid.render_line(y).text for y in range(grid.size.height)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("typed", "key"), [("标记", "space"), ("换主题", "ctrl+t")])
async def test_the_keys_in_the_palette_are_never_cut(size: tuple[int, int], typed: str, key: str) -> None:
    async with explorer(size, lang="zh") as at:
        await at.press("ctrl+p")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        at.app.screen.query_one(Field).insert_text_at_cursor(typed)
        grid = at.app.screen.query_one(Grid)
        await at.until(lambda: key in " ".join(lines_of(grid)))
        assert not any(f"{key[:2]}.." in line for line in lines_of(grid))


async def test_what_can_be_typed_in_the_palette_stands_there_whole_in_narrow_terminals() -> None:
    async with explorer((80, 24)) as at:
        await at.press("ctrl+p")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        assert at.app.screen.query_one(Field).render_line(0).text.rstrip().endswith("address: region:庆阳")


async def test_the_sign_that_takes_a_chip_away_is_apart_from_its_text() -> None:
    async with explorer() as at:
        await at.press("slash", *"bing", "enter")
        await at.until(lambda: "holds bing [x]" in str(at.screen.query_one(ChipLine).render()))


async def test_in_an_empty_list_the_advice_stands_whole() -> None:
    async with explorer((80, 24)) as at:
        await at.press("slash", *"zzzz", "enter")
        await at.until(lambda: at.listed.view and not at.listed.view.count)
        said = " ".join(" ".join(lines_of(at.listed)).split())
        assert "Nothing fits the filters; X takes them away." in said


async def test_the_way_out_that_enter_takes_is_marked() -> None:
    async with explorer(lang="zh") as at:
        await at.press("enter", "e")
        await at.until(lambda: isinstance(at.app.screen, ExportScreen))
        write, back = at.app.screen.query_one(WriteLine).pieces()
        assert (str(write.content), str(back.content)) == (" enter 写出 ", " esc 返回 ")
        assert [write.content.spans[0].style, back.content.spans[0].style] == ["bold $background on $primary", "$dim"]


@pytest.mark.parametrize("size", SIZES)
async def test_i_says_the_whole_reason_of_the_row(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await on_row(at, "升学率")
        row = at.view.row
        assert row
        assert row.note
        await opened(at, "i", DefinitionSheet)
        below = at.app.screen.query_one("#below", Static)
        await at.until(lambda: "".join(note_text(row.note).split()) in "".join(str(below.render()).split()))


# On the command line


def test_a_code_that_is_offered_can_be_typed_in_a_shell(run: Run) -> None:
    found = run("show", "school", "职业中等专业学校", "--lang", "zh")
    assert found.code == 2
    assert "请写出全称或给出代码" in found.err
    codes = [line.split()[0] for line in found.err.splitlines() if line.startswith("  ")]
    assert "621022" in codes
    assert all(code.isdigit() or code.startswith("'") for code in codes)
    assert "环县职业中等专业学校" in run("show", "school", "职业中等专业学校", "--code", "621022").lines[0]


def test_show_takes_the_kind_of_any_view_and_a_name(run: Run) -> None:
    assert run("show", "definition", "招生数").out == run("definition:招生数").out
    refused = run("show", "region:庆阳市", "平凉市")
    assert refused.code == 2
    assert "names already what is shown" in refused.err


@pytest.mark.parametrize("command", ["serve", "show", "check"])
def test_the_help_of_a_command_lists_what_its_examples_use(run: Run, command: str) -> None:
    said = run(command, "--help").out
    assert "--db FILE" in said
    assert "--lang" in said
