"""The sheet of lines: a cursor on the figures, what is told of them, where they lead; in all colours and in none."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.widgets import Static

from db.address import parse_address
from db.export.paper import NAMESPACE
from db.view import Cell, Column, Point
from db.views.lines import Line
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.app import DEFAULTS
from tui.celltext import grouped
from tui.lineplot import At, LinePlot, point_of
from tui.listing import Listing
from tui.screens.cite import CiteScreen
from tui.screens.export import ExportScreen, WriteLine
from tui.screens.lines import Drawn, LineScreen
from tui.screens.options import OptionLine
from tui.screens.sheet import Field
from tui.settings import Settings

CITIES = "compare:庆阳市,天水市,平凉市/chart=row.entrants"
ONE = "region:庆阳市/chart=row.entrants"


@asynccontextmanager
async def lines(
    address: str = CITIES, size: tuple[int, int] = (120, 40), settings: Settings = DEFAULTS
) -> AsyncIterator[tuple[Explorer, LineScreen]]:
    """The lines of the chart at this address."""
    with bundled_library() as library:
        async with explorer(size, library, "", address, settings=settings) as at:
            at.screen.action_chart()
            yield at, await sheet(at)


async def sheet(at: Explorer) -> LineScreen:
    await at.until(lambda: isinstance(at.app.screen, LineScreen))
    found = at.app.screen
    assert isinstance(found, LineScreen)
    await at.pilot.pause()
    return found


def told(screen: LineScreen, part: str = "told") -> str:
    return str(screen.query_one(f"#{part}", Static).content)


def figure_of(screen: LineScreen, year: int) -> str:
    return point_of(screen.drawn.lines, At(0, year)).cell.text


def plotted(screen: LineScreen) -> list[tuple[str, Style]]:
    """The pieces of the plot as they stand on the terminal."""
    region = screen.query_one(LinePlot).content_region
    strips = screen._compositor.render_strips()[region.y : region.bottom]
    return [(p.text, p.style or Style()) for strip in strips for p in strip.crop(region.x, region.right)]


def text_of(screen: LineScreen) -> str:
    return "".join(text for text, _ in plotted(screen))


# The cursor


async def test_left_and_right_go_from_figure_to_figure() -> None:
    async with lines(ONE) as (at, screen):
        assert screen.at == At(0, 2026)
        assert "庆阳市  招生数  2025/26  4 526 人" in told(screen)
        await at.press("left")
        assert screen.at == At(0, 2025)
        assert f"2024/25  {grouped(figure_of(screen, 2025))} 人" in told(screen)
        await at.press("h", "left")
        assert screen.at == At(0, 2024), "there is none before it"
        assert "Source  7984 人 in qingyang-2025 8.1" in told(screen)
        await at.press("right", "l")
        assert screen.at == At(0, 2026)


async def test_up_and_down_go_from_line_to_line_and_keep_the_year_in_mind() -> None:
    async with lines() as (at, screen):
        await at.press("down")
        assert screen.at == At(1, 2024), "the only year of 天水市"
        assert "天水市  招生数  2023/24  6 964 人" in told(screen)
        await at.press("down", "down")
        assert screen.at == At(2, 2024)
        await at.press("up", "k")
        assert screen.at == At(0, 2026)


async def test_the_figure_under_the_cursor_stands_between_brackets() -> None:
    async with lines() as (at, screen):
        assert "[o]" in text_of(screen)
        before = text_of(screen).index("[o]")
        await at.press("left")
        await at.pilot.pause()
        assert text_of(screen).index("[o]") != before
        await at.press("down")
        await at.pilot.pause()
        assert "[x]" in text_of(screen)
        assert "[o]" not in text_of(screen)
        assert next(style for text, style in plotted(screen) if "[x]" in text).reverse


async def test_the_line_in_use_stands_out_in_the_legend() -> None:
    async with lines() as (at, screen):
        assert told(screen, "legend").split() == ["o", "庆阳市", "x", "天水市", "+", "平凉市"]
        assert emphasized(screen, "legend") == ["o 庆阳市"]
        assert emphasized(screen, "figures") == ["2025/26 4 526"]
        await at.press("down")
        assert emphasized(screen, "legend") == ["x 天水市"]
        assert told(screen, "figures").strip() == "2023/24 6 964"


def emphasized(screen: LineScreen, part: str) -> list[str]:
    content = screen.query_one(f"#{part}", Static).content
    return [content.plain[span.start : span.end] for span in content.spans if "reverse" in str(span.style)]


async def test_a_click_chooses_the_figure_and_two_lead_to_it() -> None:
    async with lines() as (at, screen):
        plot = screen.query_one(LinePlot)
        text = [strip.text for strip in screen._compositor.render_strips()]
        y = next(i for i, line in enumerate(text) if "6 964" in line)
        x = cell_len(text[y][: text[y].index("x", text[y].index("6 964"))])
        await at.pilot.click(plot, (x - plot.region.x + 1, y - plot.region.y))
        assert screen.at == At(1, 2024)
        await at.pilot.click(plot, (x - plot.region.x, y - plot.region.y), times=2)
        await at.shows("region:天水市")


# Where a figure leads


async def test_enter_opens_whose_figure_it_is_with_the_cursor_on_it() -> None:
    async with lines() as (at, _screen):
        await at.press("down", "enter")
        await at.shows("region:天水市")
        assert at.view.row is not None
        assert at.view.row.key == "entrants"
        assert at.view.cell is not None
        assert at.view.cell.value == 6964
        await at.press("escape")
        await at.shows(CITIES)


async def test_enter_opens_the_indicator_where_all_figures_are_of_one() -> None:
    async with lines(ONE) as (at, screen):
        figure = figure_of(screen, 2025)
        await at.press("left", "enter")
        await at.shows("indicator:entrants")
        assert at.view.row is not None
        assert at.view.row.key == "region:庆阳市"
        assert at.view.cell is not None
        assert at.view.cell.text == figure


async def test_o_opens_the_table_it_is_printed_in() -> None:
    async with lines() as (at, _screen):
        await at.press("down", "o")
        await at.until(lambda: at.address.startswith("table:gansu-2024,表3"))


async def test_a_opens_the_findings_on_it() -> None:
    async with lines() as (at, screen):
        await at.press("left")
        assert told(screen).splitlines()[0].endswith("!")
        await at.press("a")
        await at.until(lambda: at.address.startswith("findings:qingyang-2025"))


async def test_a_where_nothing_was_found_says_so() -> None:
    async with lines() as (at, _screen):
        await at.press("a")
        await at.until(lambda: "found nothing" in at.foot)
        assert at.address == CITIES


async def test_c_cites_it_and_leads_back_to_the_lines() -> None:
    async with lines() as (at, screen):
        await at.press("down", "c")
        await at.until(lambda: isinstance(at.app.screen, CiteScreen))
        cite = at.app.screen
        assert isinstance(cite, CiteScreen)
        assert "6964" in cite.quotes[0].text
        assert "天水市" in cite.quotes[0].text
        await at.press("escape")
        assert at.app.screen is screen
        assert screen.at == At(1, 2024)


async def test_a_computed_figure_is_cited_with_its_terms() -> None:
    async with lines("region:庆阳市/chart=row.rate.placement") as (at, screen):
        await at.press("left")
        assert "=  computed from printed figures" in told(screen)
        assert told(screen).count("gansu-2024") == 2
        await at.press("c")
        await at.until(lambda: isinstance(at.app.screen, CiteScreen))
        cite = at.app.screen
        assert isinstance(cite, CiteScreen)
        assert "97.78" in cite.quotes[0].text


async def test_e_writes_the_lines_as_a_picture_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with lines(ONE) as (at, screen):
        await at.press("e")
        await at.until(lambda: isinstance(at.app.screen, ExportScreen) and at.app.screen.query(WriteLine))
        dialog = at.app.screen
        assert isinstance(dialog, ExportScreen)
        assert dialog.choices.form == "png"
        dialog.query_one("#form", OptionLine).choose("svg")
        await at.pilot.pause()
        path = Path(dialog.query_one(Field).value)
        await at.press("enter")
        await at.until(lambda: at.app.screen is screen and "written to" in told(screen, "hint"))
        svg = ElementTree.fromstring(path.read_bytes())
        assert len(svg.findall(f"{{{NAMESPACE}}}circle")) == 3


# Keys


@pytest.mark.parametrize("key", ["escape", "v", "ｖ", "q"])
async def test_it_is_left_by_the_keys_that_lead_back(key: str) -> None:
    async with lines() as (at, _screen):
        await at.press(key)
        assert at.app.screen is at.screen
        assert at.address == CITIES


async def test_keys_that_were_chosen_are_heeded_and_told() -> None:
    keys = Settings(keys={"theme": "f9", "source": "f8", "back": "escape f7"})
    async with lines(settings=keys) as (at, screen):
        assert "f8 source" in " ".join(str(static.content) for static in screen.query(Static))
        before = at.app.theme
        await at.press("ctrl+t")
        assert at.app.theme == before
        await at.press("f9")
        assert at.app.theme != before
        await at.press("f7")
        assert at.app.screen is at.screen


# How it looks


def point(year: int, value: float | None, *, apart: bool = False) -> Point:
    return Point(year, Cell("" if value is None else str(value), value, mark="#" if apart else ""))


def sheet_of(lines: Sequence[Line], unit: str = "人") -> LineScreen:
    """Of lines that were made up."""
    view = Listing((Column("name"), Column("value", unit=unit)), ())
    return LineScreen(Drawn("", "", view, lines, {}), cite=lambda _point: None, export=lambda _said: None)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 50)])
async def test_the_lines_have_room_on_every_terminal(size: tuple[int, int]) -> None:
    async with lines(CITIES, size) as (_at, screen):
        assert screen.query_one(LinePlot).size.height >= size[1] // 2
        assert "esc back" in "\n".join(strip.text for strip in screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 50)])
async def test_it_is_drawn_in_narrow_signs_with_printed_figures_at_the_axis(size: tuple[int, int]) -> None:
    async with lines(ONE, size) as (_at, screen):
        drawn = text_of(screen)
        assert any("\u2800" < sign <= "\u28ff" for sign in drawn), "braille is narrow everywhere"
        assert all(sign.isascii() or "\u2800" <= sign <= "\u28ff" for sign in drawn)
        assert all(text in drawn for text in ("7 984", " 0 ", "2023/24", "2025/26"))


async def test_an_axis_that_does_not_begin_at_0_says_so_and_gaps_are_told_where_there_are() -> None:
    near = Line("", (point(2023, 97.78), point(2024, 99.32), point(2025, None), point(2026, 98)))
    async with lines(ONE) as (at, screen):
        assert "not at 0" not in title(screen)
        assert "gaps" not in title(screen)
        rates = sheet_of([near], unit="%")
        await at.app.push_screen(rates)
        await at.pilot.pause()
        assert "the axis begins at 97.78, not at 0" in title(rates)
        assert "gaps: years without a figure" in title(rates)


def title(screen: LineScreen) -> str:
    return str(screen.query_one(".-title", Static).content)


async def test_a_figure_is_told_with_its_marks() -> None:
    async with lines(ONE) as (_at, screen):
        assert "2023/24 7 984 +1 !" in told(screen, "figures")


async def test_negative_figures_have_0_at_the_axis() -> None:
    async with lines(ONE) as (at, _screen):
        figures = tuple(point(year, value) for year, value in ((2023, -40.0), (2024, 10.0), (2025, 60.0)))
        screen = sheet_of([Line("", figures)])
        await at.app.push_screen(screen)
        await at.pilot.pause()
        rows = text_of(screen)
        assert all(label in rows for label in ("-40.0 ", " 0 ", "60.0 "))


async def test_many_lines_have_a_legend_that_follows_the_cursor() -> None:
    async with lines(ONE, (80, 24)) as (at, _screen):
        many = [Line(f"第{i}个城市", (point(2024, i), point(2025, i + 1))) for i in range(40)]
        screen = sheet_of(many)
        await at.app.push_screen(screen)
        await at.pilot.pause()
        assert "第0个城市" in told(screen, "legend")
        await at.press(*["down"] * 39)
        assert "第39个城市" in told(screen, "legend")
        assert len(told(screen, "legend").splitlines()) == 3
        assert "2024/25" in text_of(screen)


async def test_ascii_is_drawn_in_ascii() -> None:
    async with lines(settings=Settings(signs="ascii")) as (_at, screen):
        assert text_of(screen).isascii()
        assert "...." in text_of(screen)


async def test_lines_have_the_colours_of_the_theme_and_take_on_those_of_the_next() -> None:
    async with lines() as (at, screen):
        before = inks(screen)
        assert at.app.theme_variables["primary"].lower() in before
        await at.press("ctrl+t")
        await at.pilot.pause()
        assert at.app.theme_variables["primary"].lower() in inks(screen)
        assert inks(screen) != before


async def test_sixteen_colours_are_those_of_the_terminal() -> None:
    async with lines(settings=Settings(theme="sixteen")) as (_at, screen):
        colours = [colour for _, style in plotted(screen) for colour in (style.color, style.bgcolor) if colour]
        assert colours
        assert all(colour.is_system_defined for colour in colours)


async def test_without_colours_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with lines() as (_at, screen):
        colours = [colour for _, style in plotted(screen) for colour in (style.color, style.bgcolor) if colour]
        assert all(colour.is_default for colour in colours)
        assert next(style for text, style in plotted(screen) if "[o]" in text).reverse


def inks(screen: LineScreen) -> set[str]:
    return {style.color.name for _, style in plotted(screen) if style.color}


async def test_the_sheet_follows_the_size_of_the_terminal() -> None:
    async with lines() as (at, screen):
        await at.press("left")
        await at.pilot.resize_terminal(80, 24)
        await at.pilot.pause()
        assert screen.at == At(0, 2025)
        assert "[o]" in text_of(screen)
        await at.press("escape")
        at.screen.open(parse_address(ONE))
        await at.shows(ONE)
