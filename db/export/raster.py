"""A picture in dots: SVG as PNG, drawn by resvg with the fonts of the system."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from db.errors import ExportError, fault
from db.export.paper import FONTS, NAMESPACE

ZOOM = 2  # dots a pixel, so that it is sharp in print and on dense screens
PROBES = ("年", "报")


def png_of(svg: str) -> bytes:
    """ExportError where resvg or a font with Chinese characters is missing."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise ExportError(
            fault("PNG needs the package resvg-py, which is missing here: pip install resvg-py. SVG needs nothing.")
        ) from error
    if len({svg_to_bytes(svg_string=_of_letter(letter)) for letter in PROBES}) < len(PROBES):
        raise ExportError(
            fault("PNG needs a font with Chinese characters, and this system has none; install one, or write SVG.")
        )
    return bytes(svg_to_bytes(svg_string=svg, zoom=ZOOM))


def _of_letter(letter: str) -> str:
    """A font without the letters draws the same for both: nothing, or the same box."""
    return (
        f'<svg xmlns="{NAMESPACE}" width="32" height="32" font-family={quoteattr(FONTS)} font-size="24">'
        f'<text x="4" y="26">{letter}</text></svg>'
    )
