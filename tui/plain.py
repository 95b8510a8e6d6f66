"""Without colours (NO_COLOR): what stands out by its colour stands out reversed, underlined, bold or dim.

It goes by contrast in the theme ink and knows no names: a ground far from that of the screen is reversed, one a little
off underlined; of the ink, what is fainter than the text is dim. So whatever is drawn in the colours of ink is seen.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.themes import INK

REVERSED, UNDERLINED, DIMMED = 3.0, 1.25, 7.5  # contrasts, as WCAG counts them

DEFAULT = RichColor.default()
GROUND = Color.parse(INK.background or "")


class Plain(LineFilter):
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 -- Textual's form
        return [Segment(text, plain(style) if style else None) for text, style, _control in segments]


@lru_cache(maxsize=1024)
def plain(style: Style) -> Style:
    below = Color.from_rich_color(style.bgcolor) if style.bgcolor and not style.bgcolor.is_default else GROUND
    ink = Color.from_rich_color(style.color) if style.color and not style.color.is_default else None
    apart = contrast(below, GROUND)
    dim = ink is not None and apart < REVERSED and contrast(ink, below) < DIMMED and not style.bold
    return style + Style(
        color=DEFAULT,
        bgcolor=DEFAULT,
        reverse=apart >= REVERSED or bool(style.reverse),
        underline=UNDERLINED <= apart < REVERSED or bool(style.underline),
        dim=dim,
    )


def contrast(one: Color, other: Color) -> float:
    """From 1 (the same) to 21: the contrast ratio of WCAG 2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 255 for part in colour.rgb)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PLAIN = Plain()
