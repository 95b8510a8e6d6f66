"""The themes are told apart and can be read: contrasts as WCAG counts them; sixteen colours, and none at all."""

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tests.tui.command_line import database, run_process
from tests.tui.running import explorer
from tui.app import NianbaoApp
from tui.drawing import LOOKS
from tui.plain import contrast, plain
from tui.settings import SETTINGS, Settings
from tui.themes import INK, INK_HIGH, NAMES, PAPER, PAPER_HIGH, SIXTEEN, THEMES, next_theme, theme_of

__all__ = ["database"]

INKS = ("text", "dim", "focus", "heading", "computed", "cinnabar")
GROUNDS = ("ground", "panel", "row")


def colour(theme: Theme, name: str) -> Color:
    named = {
        "text": theme.foreground,
        "focus": theme.primary,
        "cinnabar": theme.error,
        "ground": theme.background,
        "panel": theme.panel,
        "row": theme.variables["cursor-row"],
    }
    return Color.parse(named.get(name) or theme.variables[name])


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize(("theme", "least"), [(INK, 4.5), (PAPER, 4.5), (INK_HIGH, 7), (PAPER_HIGH, 7)])
def test_all_text_can_be_read(theme: Theme, least: float, ink: str, ground: str) -> None:
    assert contrast(colour(theme, ink), colour(theme, ground)) >= least


@pytest.mark.parametrize(("theme", "least"), [(INK, 4.5), (PAPER, 4.5), (INK_HIGH, 7), (PAPER_HIGH, 7)])
def test_the_cell_under_the_cursor_can_be_read(theme: Theme, least: float) -> None:
    assert contrast(colour(theme, "ground"), colour(theme, "focus")) >= least


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color.parse("#abc"), Color.parse("#abc")) == 1


def test_the_settings_know_the_themes() -> None:
    assert SETTINGS["theme"].values == ("auto", *NAMES)


def test_a_theme_is_chosen() -> None:
    assert theme_of("paper", "ink-high", "standard") == "paper"
    assert theme_of("auto", "ink-high", "standard") == "ink-high"
    assert theme_of("auto", "", "standard") == "sixteen"
    assert theme_of("auto", "gone", "truecolor") == "ink"
    assert theme_of("auto", "", "256") == "ink"


def test_the_next_theme_goes_round() -> None:
    seen = [INK.name]
    while (name := next_theme(seen[-1])) != INK.name:
        seen.append(name)
    assert seen == [theme.name for theme in THEMES]


def test_sixteen_colours_are_those_of_the_terminal() -> None:
    colours = dict(SIXTEEN.variables)
    assert all(value.startswith("ansi_") for value in colours.values())
    variables = {**colours, "primary": SIXTEEN.primary, "background": SIXTEEN.background or ""}
    style = LOOKS["cell"].style(variables)
    assert style.bgcolor is not None
    assert style.bgcolor.is_system_defined


@pytest.mark.parametrize("theme", NAMES)
async def test_the_explorer_is_drawn_in_every_theme(theme: str) -> None:
    async with explorer(settings=Settings(theme=theme)) as at:
        assert at.app.theme == theme
        await at.press("question_mark", "escape", "tab", "slash", "escape")
        assert "甲省" in at.listed.render_line(1).text


async def test_ctrl_t_goes_through_the_themes() -> None:
    async with explorer() as at:
        seen = [at.app.theme]
        for _ in THEMES:
            await at.press("ctrl+t")
            seen.append(at.app.theme)
        assert seen == [*NAMES, INK.name]


async def test_a_terminal_of_sixteen_colours_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-16color")
    monkeypatch.delenv("COLORTERM")
    async with explorer() as at:
        assert at.app.theme == "sixteen"


# No colour


def styled(ink: str, ground: str = "ground") -> Style:
    """How text in these colours of ink looks without colours."""
    style = Style.from_color(colour(INK, ink).rich_color, colour(INK, ground).rich_color)
    return plain(style)


def test_without_colours_there_are_none() -> None:
    for ink in INKS:
        for ground in GROUNDS:
            style = styled(ink, ground)
            assert style.color == style.bgcolor == RichColor.default()


def test_without_colours_the_cursor_the_row_and_what_is_dim_are_seen() -> None:
    assert styled("ground", "focus").reverse
    assert styled("ground", "cinnabar").reverse
    row = styled("text", "row")
    assert row.underline
    assert not row.reverse
    assert styled("dim").dim
    text = styled("text", "panel")
    assert (text.reverse, text.underline, text.dim) == (False, False, False)


async def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer() as at:
        assert isinstance(at.app, NianbaoApp)
        drawn = [segment for y in range(6) for segment in at.screen._compositor.render_strips()[y]]
        styles = [segment.style for segment in drawn if segment.style]
        assert all(style.color is None or style.color.is_default for style in styles)
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
        assert any(style.reverse for style in styles)
        assert any(style.underline for style in styles)
        await at.press("ctrl+t")
        assert "NO_COLOR is set" in at.foot


def test_the_settings_do_not_import_the_app(database: Path) -> None:
    assert database.exists()
    shown = run_process("config", "--lang", "en", PYTHONPROFILEIMPORTTIME="1")
    assert shown.code == 0
    assert "textual" not in shown.err
