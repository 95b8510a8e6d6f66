"""From a key to the screen: in the explorer itself, and our grid against Textual's table with the same rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.measure import Seconds, median, p90
from bench.terminal import FRAME_END, Terminal

ADDRESS = "observations"
"""The longest view of the bundled reports: more than a thousand rows of 22 columns."""

FIRST_ROW = "兰州市"
FIRST_CELL = "gansu-2024"
KEYS = {"down": ("\x1b[B", "\x1b[A"), "page": ("\x1b[6~", "\x1b[5~"), "end": ("G", "g")}
"""Each key and the one that leads back."""

KEYS_OF_TABLE = {**KEYS, "end": ("\x1b[1;5F", "\x1b[1;5H")}

LIMIT = 0.016
"""Of the 90th percentile: one frame at 60 a second."""

Measured = tuple[str, Seconds, str, float, float]


def measure(nianbao: Sequence[str], environment: dict[str, str], rounds: int) -> list[Measured]:
    apps = [sys.executable, "-m", "bench.apps"]
    grid, table = ([*apps, kind, environment["NIANBAO_DB"], ADDRESS] for kind in ("grid", "table"))
    with (
        Terminal([*nianbao, "region"], environment) as explorer,
        Terminal(grid, environment) as ours,
        Terminal(table, environment) as theirs,
    ):
        explorer.until(FIRST_ROW)
        ours.until(FIRST_CELL)
        theirs.until(FIRST_CELL)
        for terminal in (explorer, ours, theirs):
            terminal.rest(1.5)
        return [found for key in KEYS for found in _of_key(key, explorer, ours, theirs, rounds)]


def _of_key(key: str, explorer: Terminal, ours: Terminal, theirs: Terminal, rounds: int) -> list[Measured]:
    first, settled, other = [], [], []
    for press, press_there in list(zip(KEYS[key], KEYS_OF_TABLE[key], strict=True)) * rounds:
        first.append(_first_frame(explorer, press))
        settled.append(_last_frame(ours, press))
        other.append(_last_frame(theirs, press_there))
    return [
        (f"explorer, {key}: p90", p90(first), "16 ms", p90(first) / LIMIT, 1.0),
        (f"grid, {key}: median", median(settled), "DataTable", median(settled) / median(other), 0.3),
    ]


def _first_frame(terminal: Terminal, key: str) -> Seconds:
    """Until the first frame after the key is complete; what follows the cursor comes later, on purpose."""
    terminal.press(key)
    taken = terminal.until(FRAME_END)
    terminal.rest(0.3)
    return taken


def _last_frame(terminal: Terminal, key: str) -> Seconds:
    """Until the screen stands still again."""
    terminal.press(key)
    terminal.rest(0.15)
    return terminal.stamp - terminal.start
