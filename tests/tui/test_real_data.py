"""The explorer on the bundled reports: the main way through it, and every kind of view in the grid."""

import csv
from pathlib import Path

import pytest

from db.address import parse_address
from db.view import ColumnKind, RowKind
from tests.library import bundled_library
from tests.test_contract import ADDRESSES
from tests.tui.running import explorer
from tests.tui.test_grid import shown as in_a_grid
from tui.celltext import shown
from tui.columns import is_title
from tui.grid import Grid
from tui.i18n import set_language
from tui.screens.sheet import Field, Sheet

MOST_ROWS = 40


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_from_a_city_to_the_printed_cell_and_into_a_file(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer(size, bundled_library(), "") as at:
        await at.press("slash", *"qys", "enter")
        await at.until(lambda: at.listed.view and at.listed.cell and at.listed.cell.text == "庆阳市")
        await at.shows("region:庆阳市")
        await at.press("enter", "slash", *"招生数", "enter")
        await at.shows("region:庆阳市/q=招生数")
        while at.view.row and at.view.row.cells[0].text != "招生数":
            await at.press("down")
        await at.press("right", "right")
        assert at.view.cell
        assert at.view.cell.value in (7984, 4424), "the city's own figure, or the province's while prose is not read"
        await at.until(lambda: "318" in at.foot)
        await at.press("e")
        await at.until(lambda: at.app.screen.query(Field))
        await at.press("enter")
        await at.until(lambda: "written to" in at.foot)
        place = at.view.place
        await at.press("o")
        await at.until(lambda: "/at=" in at.address or isinstance(at.app.screen, Sheet))
        if isinstance(at.app.screen, Sheet):
            while (row := at.app.screen.query_one(Grid).row) and row.cells[0].text != "4424":
                await at.press("down")
            await at.press("enter")
        await at.until(lambda: at.address.startswith("table:gansu-2024,表3/at="))
        assert at.view.cell
        assert at.view.cell.text == "4424"
        assert at.view.row
        assert at.view.row.cells[0].text == "庆阳市"
        await at.press("escape")
        await at.shows("region:庆阳市/q=招生数")
        assert at.view.place == place
    (file,) = tmp_path.iterdir()
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert any("招生数" in row and ("7984" in row or "4424" in row) for row in rows)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if "省属" not in a])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_number_of_every_view_can_be_read_whole(address: str, size: tuple[int, int]) -> None:
    set_language("zh")
    with bundled_library() as library:
        view = library.view(parse_address(address))
        async with in_a_grid(view, size) as (grid, _pilot):
            for number, row in enumerate(view.rows(0, MOST_ROWS)):
                if row.kind is RowKind.HEADING:
                    assert not is_title(row) or row.cells
                    continue
                for index, (cell, column) in enumerate(zip(row.cells, view.columns, strict=True)):
                    grid.move_to(number, index)
                    if column.kind is ColumnKind.NUMBER:
                        line = grid.render_line(number - grid.scroll_offset.y + 1).text
                        assert shown(cell, column).text in line
                        assert shown(cell, column).suffix in line
