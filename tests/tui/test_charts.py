"""Charts in the explorer: `v` draws what is under the cursor, again the lines over years."""

from collections.abc import AsyncIterator

import pytest
from textual_plotext import PlotextPlot

from db.view import ColumnKind
from db.views.charted import Line, Point
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.screens.lines import LineScreen, runs


@pytest.fixture
async def real() -> AsyncIterator[Explorer]:
    with bundled_library() as library:
        async with explorer(source=library, first="region:甘肃省") as running:
            yield running


async def opened(real: Explorer, address: str) -> None:
    from db.address import parse_address

    real.screen.open(parse_address(address))
    await real.shows(address)


async def test_a_column_of_regions_becomes_bars_and_esc_leads_back(real: Explorer) -> None:
    await opened(real, "indicator:entrants")
    await real.press("down", "down", "down", "v")
    await real.shows("indicator:entrants/chart=y2024")
    assert real.view.view is not None
    assert real.view.view.columns[-1].kind is ColumnKind.BAR
    assert real.view.row is not None
    name = real.view.row.cells[0].text
    await real.press("enter")
    await real.until(lambda: real.address.startswith("region:"))
    assert real.trail[-1] == name
    await real.press("escape", "escape")
    await real.shows("indicator:entrants")


async def test_a_row_becomes_bars_over_its_years(real: Explorer) -> None:
    await opened(real, "region:庆阳市/year=2024,2025")
    await real.press("down", "v")
    await real.until(lambda: "chart=row." in real.address)
    assert real.view.view is not None
    assert [row.cells[0].text for row in real.view.view.rows()] == ["2023/24", "2024/25"]
    await real.press("v")
    await real.until(lambda: "three years" in real.foot)


async def test_lines_are_drawn_in_the_colours_of_the_theme_and_esc_ends_them(real: Explorer) -> None:
    points = (Point(2022, 3.0, "3", False), Point(2023, 5.0, "5", False), Point(2025, 4.0, "4", False))
    screen = LineScreen("甲市 / 招生数", [Line("", points)])
    await real.app.push_screen(screen)
    await real.pilot.pause()
    plot = screen.query_one(PlotextPlot)
    drawn = str(plot.render())
    assert any("\u2800" < sign <= "\u28ff" for sign in drawn), "drawn in braille, which is narrow everywhere"
    assert not any("\u2500" <= sign <= "\u259f" for sign in drawn), "no sign of ambiguous width"
    assert all(year in drawn for year in ("2021/22", "2024/25"))
    theme = real.app.theme
    await real.press("ctrl+t")
    await real.until(lambda: real.app.theme != theme)
    await real.press("escape")
    await real.until(lambda: real.app.screen is real.screen)


async def test_nothing_to_draw_is_said(real: Explorer) -> None:
    await opened(real, "tables")
    await real.press("v")
    await real.until(lambda: "no figures to draw" in real.foot)
    assert real.address == "tables"


def test_a_gap_is_never_bridged() -> None:
    def point(year: int, value: float | None, *, apart: bool = False) -> Point:
        return Point(year, value, "", apart)

    points = [
        point(2020, 1),
        point(2021, 2),
        point(2022, None),
        point(2023, 3),
        point(2025, 4),
        point(2026, 5, apart=True),
    ]
    assert [[p.year for p in run] for run in runs(points)] == [[2020, 2021], [2023], [2025], [2026]]
