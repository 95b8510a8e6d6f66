"""`python -m bench [--rounds N]`: every measurement as a ratio, beside its goal."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import finding, keys, loading
from bench.apps import MARKER
from bench.measure import Job, Seconds, child_environment, in_turn, piped
from bench.terminal import Terminal

NIANBAO = [sys.executable, "-m", "tui"]
SCHOOL = ["show", "school", "环县职专"]
FIRST_ROW = "全部年报"
"""Stands in the first list of the explorer and nowhere else on an empty screen."""


@dataclass(frozen=True)
class Result:
    job: str
    seconds: Seconds
    against: str
    ratio: float
    goal: float


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=11, help="how often each job is run (11)")
    arguments.add_argument("what", nargs="*", help=f"only some of: {', '.join(PARTS)}")
    chosen = arguments.parse_args()
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "bench.db")
        environment = child_environment(
            NIANBAO_DB=database, NIANBAO_LANG="zh", XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder
        )
        piped([*NIANBAO, "reports"], environment)()
        for name, part in PARTS.items():
            if not chosen.what or name in chosen.what:
                print_results(part(environment, chosen.rounds))


def starts(environment: dict[str, str], rounds: int) -> list[Result]:
    times = in_turn(
        {
            "bare": piped([sys.executable, "-c", "pass"], environment),
            "--help": piped([*NIANBAO, "--help"], environment),
            "show, piped": piped([*NIANBAO, *SCHOOL], environment),
            "show, terminal": on_terminal([*NIANBAO, *SCHOOL], environment),
        },
        rounds,
    )
    bare = median(times["bare"])
    goals = {"--help": 5.5, "show, piped": 6.5, "show, terminal": 8.0}
    return [
        Result(f"nianbao {job}", median(times[job]), "python -c pass", median(times[job]) / bare, goal)
        for job, goal in goals.items()
    ]


def first_rows(environment: dict[str, str], rounds: int) -> list[Result]:
    static = [sys.executable, "-m", "bench.apps", "static"]
    times = in_turn(
        {"static": painted(static, environment, MARKER), "rows": painted(NIANBAO, environment, FIRST_ROW)}, rounds
    )
    ratio = median(times["rows"]) / median(times["static"])
    return [Result("first rows of the explorer", median(times["rows"]), "one Static", ratio, 1.25)]


def on_terminal(command: Sequence[str], environment: dict[str, str]) -> Job:
    def run() -> Seconds:
        with Terminal(command, environment) as terminal:
            return terminal.ended()

    return run


def painted(command: Sequence[str], environment: dict[str, str], marker: str) -> Job:
    """Until a text stands on the screen."""

    def run() -> Seconds:
        with Terminal(command, environment) as terminal:
            return terminal.until(marker)

    return run


def key_presses(environment: dict[str, str], rounds: int) -> list[Result]:
    return [Result(*measured) for measured in keys.measure(NIANBAO, environment, rounds)]


def finds(_environment: dict[str, str], rounds: int) -> list[Result]:
    return [Result(*measured) for measured in finding.measure(rounds)]


def loads(_environment: dict[str, str], _rounds: int) -> list[Result]:
    loading.report()
    return []


PARTS = {"starts": starts, "rows": first_rows, "keys": key_presses, "finds": finds, "loads": loads}


def print_results(results: Sequence[Result]) -> None:
    for result in results:
        verdict = "ok" if result.ratio <= result.goal else "SLOWER THAN THE GOAL"
        print(
            f"{result.job:32} {result.seconds * 1000:8.1f} ms  {result.ratio:6.2f} x {result.against:18}"
            f"  goal {result.goal:5.2f}  {verdict}",
            flush=True,
        )


if __name__ == "__main__":
    main()
