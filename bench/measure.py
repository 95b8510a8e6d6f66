"""Timing things in turn: a round runs each of them once, so that what the machine does meanwhile falls on all alike."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Seconds = float
Job = Callable[[], Seconds]

_DISTURBING = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "CI", "FORCE_COLOR")
"""Without compiled modules every import is two to four times dearer, and one would measure the wrong thing."""


def child_environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in _DISTURBING}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", **more}


def piped(command: Sequence[str], environment: Mapping[str, str]) -> Job:
    """A fresh process with its output in a pipe, from start to end."""

    def run() -> Seconds:
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        taken = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
        return taken

    return run


def in_turn(jobs: Mapping[str, Job], rounds: int) -> dict[str, list[Seconds]]:
    """Times of each job, sorted; the first round compiles and fills caches, and does not count."""
    times: dict[str, list[Seconds]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            taken = job()
            if number:
                times[name].append(taken)
    return {name: sorted(taken) for name, taken in times.items()}


def p90(times: Sequence[Seconds]) -> Seconds:
    return sorted(times)[max(0, round(0.9 * len(times)) - 1)]


__all__ = ["Job", "Seconds", "child_environment", "in_turn", "median", "p90", "piped"]
