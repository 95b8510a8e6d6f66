"""The few signs that are drawn and are no letters: as they are, or in ASCII where a terminal's font lacks them."""

from __future__ import annotations

from collections.abc import Mapping

from tui.settings import AUTO

_TWINS = str.maketrans("›‹", "><")
_ascii = False


def use_ascii(wanted: bool) -> None:
    """Draw in ASCII from now on, or not."""
    global _ascii  # noqa: PLW0603 -- one terminal per process
    _ascii = wanted


def ascii_only() -> bool:
    return _ascii


def drawn(sign: str) -> str:
    return sign.translate(_TWINS) if _ascii else sign


def ascii_wanted(setting: str, environ: Mapping[str, str]) -> bool:
    """By the setting; else on terminals whose font has few signs."""
    return setting == "ascii" or (setting == AUTO and environ.get("TERM") in ("linux", "dumb"))
