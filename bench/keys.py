"""From a key to the frame that it changes, in the explorer and in Textual's own table with the same rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.measure import Seconds, median, p90
from bench.terminal import FRAME_END, Terminal

ADDRESS = "region"
FIRST_ROW = "兰州市"
KEYS = {"down": "\x1b[B", "page": "\x1b[6~", "end": "\x1b[F"}
BACK = {"down": "\x1b[A", "page": "\x1b[5~", "end": "\x1b[H"}
LIMIT = 0.016
"""Of the 90th percentile: one frame at 60 a second."""

Measured = tuple[str, Seconds, str, float, float]


def measure(nianbao: Sequence[str], database: str, environment: dict[str, str], rounds: int) -> list[Measured]:
    """For each key its 90th percentile, as a ratio to that of the table, and as one to the limit."""
    table = [sys.executable, "-m", "bench.apps", "table", database, ADDRESS]
    with Terminal(nianbao, environment) as ours, Terminal(table, environment) as theirs:
        for terminal in (ours, theirs):
            terminal.until(FIRST_ROW)
            terminal.rest(1.0)
        return [found for key in KEYS for found in _of_key(key, ours, theirs, rounds)]


def _of_key(key: str, ours: Terminal, theirs: Terminal, rounds: int) -> list[Measured]:
    mine, other = [], []
    for _ in range(rounds):
        mine += [_frame(ours, KEYS[key]), _frame(ours, BACK[key])]
        other += [_frame(theirs, KEYS[key]), _frame(theirs, BACK[key])]
    return [
        (f"key to screen: {key}, p90", p90(mine), "16 ms", p90(mine) / LIMIT, 1.0),
        (f"key to screen: {key}, median", median(mine), "DataTable", median(mine) / median(other), 0.3),
    ]


def _frame(terminal: Terminal, key: str) -> Seconds:
    """Until the first frame after the key is complete."""
    terminal.press(key)
    taken = terminal.until(FRAME_END)
    terminal.rest(0.25)
    return taken
