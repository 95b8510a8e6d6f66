"""Charts in the explorer: `v` draws bars of what is under the cursor, again the lines over years, or says why not."""

from collections.abc import AsyncIterator

import pytest

from db.address import parse_address
from db.view import ColumnKind
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.screens.lines import LineScreen
from tui.screens.possible import why_not


@pytest.fixture
async def real() -> AsyncIterator[Explorer]:
    with bundled_library() as library:
        async with explorer(source=library, first="region:甘肃省") as running:
            yield running


async def opened(real: Explorer, address: str) -> None:
    real.screen.open(parse_address(address))
    await real.shows(address)


async def marked(real: Explorer, *names: str) -> None:
    """Mark them in the list, where the cursor stays on the last one."""
    await real.press("escape")
    for name in names:
        view = real.listed.view
        assert view is not None
        place = view.position(name)
        assert place is not None
        real.listed.move_to(place, 0)
        await real.press("space")
    await real.shows(f"region:{names[-1]}")


async def lines_of(real: Explorer) -> LineScreen:
    await real.until(lambda: isinstance(real.app.screen, LineScreen))
    screen = real.app.screen
    assert isinstance(screen, LineScreen)
    await real.pilot.pause()
    return screen


def names(screen: LineScreen) -> list[str]:
    return [line.name for line in screen.drawn.lines]


# Bars


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


async def test_a_bar_of_a_comparison_leads_to_whom_it_is_of(real: Explorer) -> None:
    await opened(real, "compare:庆阳市,天水市/chart=row.entrants")
    await real.press("down", "right", "right", "enter")
    await real.shows("region:天水市")


async def test_in_the_list_what_is_marked_becomes_bars_of_the_indicator_under_the_cursor(real: Explorer) -> None:
    await marked(real, "天水市", "庆阳市")
    assert real.view.view is not None
    place = real.view.view.position("entrants")
    assert place is not None
    real.view.move_to(place, 0)
    await real.press("v")
    await real.shows("compare:天水市,庆阳市/indicator=entrants/chart=row.entrants")
    assert [row.cells[1].value for row in real.view.view.rows()] == [6964, 4424]


# Lines


async def test_bars_of_a_row_become_lines_and_esc_leads_back(real: Explorer) -> None:
    await opened(real, "region:庆阳市/chart=row.entrants")
    await real.press("v")
    screen = await lines_of(real)
    assert names(screen) == [""]
    assert screen.drawn.title == "庆阳市 / 招生数"
    await real.press("escape")
    assert real.app.screen is real.screen
    assert real.address == "region:庆阳市/chart=row.entrants"


async def test_bars_of_a_comparison_become_a_line_for_each_over_all_years(real: Explorer) -> None:
    await opened(real, "compare:庆阳市,天水市/chart=row.entrants")
    await real.press("v")
    screen = await lines_of(real)
    assert names(screen) == ["庆阳市", "天水市"]
    assert [point.year for point in screen.drawn.lines[0].points] == [2024, 2025, 2026]


async def test_a_comparison_that_names_its_years_is_drawn_over_these(real: Explorer) -> None:
    await opened(real, "compare:庆阳市,天水市/year=2024,2025/chart=row.entrants")
    await real.press("v")
    screen = await lines_of(real)
    assert [point.year for point in screen.drawn.lines[0].points] == [2024, 2025]


@pytest.mark.parametrize("chart", ["indicator:entrants/chart=y2024", "region:甘肃省/chart=row.entrants"])
async def test_what_is_marked_becomes_lines_without_a_comparison(real: Explorer, chart: str) -> None:
    await marked(real, "天水市", "庆阳市")
    await opened(real, chart)
    await real.press("v")
    screen = await lines_of(real)
    assert names(screen) == ["天水市", "庆阳市"]
    assert screen.drawn.indicator == "招生数"
    await real.press("escape")
    assert real.address == chart


async def test_marked_schools_none_of_which_reports_it_are_told(real: Explorer) -> None:
    real.screen.state = real.screen.state.marking(("school:环县职业中等专业学校", "school:兰州理工中等专业学校"))
    await opened(real, "region:庆阳市/chart=row.entrants")
    await real.press("v")
    await real.until(lambda: "two years or more" in real.foot)
    assert real.app.screen is real.screen


# Why not


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tables", "no figures to draw"),
        ("observations", "no figures to draw"),
        ("indicator:entrants/chart=y2024", "mark two or more"),
        ("region:天水市/chart=row.entrants", "two years or more"),
    ],
)
async def test_why_nothing_is_drawn_is_said_and_is_among_the_reasons(real: Explorer, address: str, said: str) -> None:
    await opened(real, address)
    assert said in why_not(real.screen)["chart"]
    await real.press("v")
    await real.until(lambda: said in real.foot)
    assert real.address == address


async def test_marked_regions_alone_make_no_lines_without_an_indicator(real: Explorer) -> None:
    await marked(real, "天水市", "庆阳市")
    await opened(real, "region/chart=schools")
    await real.press("v")
    await real.until(lambda: "one indicator" in real.foot)


async def test_marked_regions_without_figures_of_two_years_are_told(real: Explorer) -> None:
    await marked(real, "天水市", "兰州市")
    await opened(real, "indicator:entrants/chart=y2024")
    assert "chart" not in why_not(real.screen), "only the database knows"
    await real.press("v")
    await real.until(lambda: "two years or more" in real.foot)
    assert real.app.screen is real.screen


# What is drawn


@pytest.mark.parametrize("column", [0, 1])
async def test_the_rank_and_the_name_draw_the_newest_year(real: Explorer, column: int) -> None:
    await opened(real, "indicator:rate.progression/year=2024")
    real.view.move_to(0, column)
    await real.press("v")
    await real.shows("indicator:rate.progression/year=2024/chart=y2024")
    assert real.view.view is not None
    bars = [row.cells[2].number or 0 for row in real.view.view.rows()]
    assert bars[0] == max(bars) == 1.0, "the best has the longest bar"


async def test_a_year_with_few_figures_is_not_the_newest_unless_the_cursor_is_on_it(real: Explorer) -> None:
    await opened(real, "indicator:entrants")
    assert real.view.view is not None
    columns = [column.id for column in real.view.view.columns]
    await real.press("v")
    await real.shows("indicator:entrants/chart=y2024")
    await real.press("escape")
    await real.shows("indicator:entrants")
    real.view.move_to(10, columns.index("y2026"))
    await real.press("v")
    await real.shows("indicator:entrants/chart=y2026")


async def test_among_peers_the_row_becomes_bars_of_the_peers_with_the_cursor_on_its_region(real: Explorer) -> None:
    await opened(real, "region:庆阳市/face=peers")
    real.view.move_to(2, 0)
    await real.press("v")
    await real.shows("region:庆阳市/face=peers/chart=row.rate.progression/at=region%3A庆阳市")
    assert real.view.view is not None
    assert real.view.row is not None
    assert real.view.view.count == 14
    assert real.view.row.cells[0].text == "庆阳市"
    await real.press("enter")
    await real.shows("region:庆阳市")


async def test_the_region_one_has_come_from_is_set_off_in_its_picture(real: Explorer) -> None:
    await opened(real, "region:庆阳市")
    await opened(real, "indicator:entrants")
    await real.press("v")
    await real.shows("indicator:entrants/chart=y2024/at=region%3A庆阳市")
