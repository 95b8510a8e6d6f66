"""The colours: ink (dark) and paper (light), both with more contrast, and one of sixteen colours.

One accent for the focus; cinnabar is for what needs attention. Where no colours are wanted, `tui.plain` has its way.
"""

from __future__ import annotations

from textual.theme import Theme

from tui.settings import AUTO


def _theme(name: str, *, dark: bool, ansi: bool = False, **colours: str) -> Theme:
    return Theme(
        name,
        primary=colours["focus"],
        accent=colours["focus"],
        error=colours["cinnabar"],
        warning=colours["heading"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["panel"],
        panel=colours["panel"],
        dark=dark,
        ansi=ansi,
        variables={
            "dim": colours["dim"],
            "heading": colours["heading"],
            "computed": colours["computed"],
            "cursor-row": colours["row"],
            "panel": colours["panel"],
            "surface": colours["panel"],
            "footer-background": colours["panel"],
            "footer-key-foreground": colours["focus"],
            "footer-description-foreground": colours["dim"],
            "input-cursor-background": colours["text"],
            "input-cursor-foreground": colours["ground"],
            "input-selection-background": colours["row"],
            **({"ansi-background": colours["ground"], "ansi-foreground": colours["text"]} if ansi else {}),
        },
    )


INK = _theme(
    "ink",
    dark=True,
    ground="#14181f",
    panel="#1a1f28",
    text="#d9d5ca",
    dim="#8f98a5",
    focus="#84a4d6",
    row="#232f47",
    heading="#c9a86a",
    computed="#a99fd6",
    cinnabar="#e8786a",
)
PAPER = _theme(
    "paper",
    dark=False,
    ground="#f6f1e6",
    panel="#efe8d9",
    text="#2a2d33",
    dim="#686357",
    focus="#2f5d9b",
    row="#dbe4f2",
    heading="#7a5718",
    computed="#6a5a9a",
    cinnabar="#a82f23",
)
INK_HIGH = _theme(
    "ink-high",
    dark=True,
    ground="#000000",
    panel="#0c0f14",
    text="#ffffff",
    dim="#c9ced6",
    focus="#9ecbff",
    row="#12325e",
    heading="#ffd479",
    computed="#d3c4ff",
    cinnabar="#ffb0a3",
)
PAPER_HIGH = _theme(
    "paper-high",
    dark=False,
    ground="#ffffff",
    panel="#f4f4f4",
    text="#000000",
    dim="#3a3a3a",
    focus="#003a80",
    row="#cfe2ff",
    heading="#4f3500",
    computed="#3d1f7a",
    cinnabar="#7d0b00",
)
SIXTEEN = _theme(
    "sixteen",
    dark=True,
    ansi=True,
    ground="ansi_black",
    panel="ansi_black",
    text="ansi_white",
    dim="ansi_white",
    focus="ansi_bright_cyan",
    row="ansi_blue",
    heading="ansi_bright_yellow",
    computed="ansi_bright_magenta",
    cinnabar="ansi_bright_red",
)
THEMES = (INK, PAPER, INK_HIGH, PAPER_HIGH, SIXTEEN)
NAMES = tuple(theme.name for theme in THEMES)


def theme_of(setting: str, chosen: str, colours: str | None) -> str:
    """The one of the settings, else the one chosen last time, else one for the colours that rich sees there are."""
    if setting != AUTO:
        return setting
    if chosen in NAMES:
        return chosen
    return SIXTEEN.name if colours == "standard" else INK.name


def next_theme(name: str) -> str:
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else INK.name
