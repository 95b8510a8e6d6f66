"""The colours: ink (dark) and paper (light). One accent for the focus; cinnabar is for what needs attention."""

from __future__ import annotations

from textual.theme import Theme


def _theme(name: str, *, dark: bool, **colours: str) -> Theme:
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
        variables={
            "dim": colours["dim"],
            "heading": colours["heading"],
            "computed": colours["computed"],
            "cursor-row": colours["row"],
            "footer-background": colours["panel"],
            "footer-key-foreground": colours["focus"],
            "footer-description-foreground": colours["dim"],
            "input-selection-background": colours["row"],
        },
    )


INK = _theme(
    "ink",
    dark=True,
    ground="#14181f",
    panel="#1a1f28",
    text="#d9d5ca",
    dim="#7d8590",
    focus="#7f9fd1",
    row="#2b3a55",
    heading="#c9a86a",
    computed="#8a7fb8",
    cinnabar="#d9604c",
)
PAPER = _theme(
    "paper",
    dark=False,
    ground="#f6f1e6",
    panel="#efe8d9",
    text="#2a2d33",
    dim="#8a8577",
    focus="#2f5d9b",
    row="#dbe4f2",
    heading="#8a6420",
    computed="#6a5a9a",
    cinnabar="#b8372a",
)
THEMES = (INK, PAPER)
