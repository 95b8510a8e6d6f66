"""Runs the program as a person does: in this process, with its output in a pipe, or on a terminal of its own."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.bundled import ensure_built
from tests.library import bundled_database
from tui.__main__ import main

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "tui"]
LONGEST = 120  # seconds that a run on a terminal may take; then it is ended and the test fails


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def cells(self, first: str) -> list[str]:
        """The cells of the first line that has this one, from it on; marks behind them are left out."""
        rows = (re.split(r" {2,}", line.strip()) for line in self.lines)
        found = next(row[row.index(first) :] for row in rows if first in row)
        return [re.sub(r"( ([=~#!^]|\+\d+))+$", "", cell) for cell in found]


Run = Callable[..., Outcome]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of the bundled reports that the test may change."""
    path = tmp_path / "mine.db"
    shutil.copy(bundled_database(), path)
    ensure_built(path)  # the program may have been changed since the tests began
    monkeypatch.setenv("NIANBAO_DB", str(path))
    return path


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in this process on that database, in English unless told otherwise."""
    assert database.exists()
    monkeypatch.setenv("LANGUAGE", "")  # the program sets it, and it is to be as it was afterwards

    def run_words(*words: str, lang: str = "en") -> Outcome:
        capsys.readouterr()
        code = main(["--lang", lang, *words])
        return Outcome(code, *capsys.readouterr())

    return run_words


def run_process(*words: str, **environment: str) -> Outcome:
    """In a process of its own, without input, with its output in pipes."""
    settings = {**os.environ, **environment}
    command = [*PROGRAM, *words]
    done = subprocess.run(command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_on_terminal(*words: str, keys: str = "", after: str = "", **environment: str) -> tuple[str, int]:
    """On a terminal of 100x40: all that it shows, escape sequences taken out, and the exit code.

    `keys` are pressed once `after` stands on the screen. TimeoutError when it does not end, with what it shows.
    """
    ours, theirs = pty.openpty()
    settings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", **environment}
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=ROOT, env=settings, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        with closing(os.fdopen(ours, "rb", buffering=0)) as terminal:
            try:
                shown = _all_of(terminal.fileno(), keys.encode(), after.encode())
            except TimeoutError:
                process.kill()
                raise
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.replace("\r\n", "\n")), process.returncode


def _all_of(descriptor: int, keys: bytes, after: bytes) -> str:
    shown = b""
    end = time.monotonic() + LONGEST
    while True:
        if not select.select([descriptor], [], [], max(end - time.monotonic(), 0))[0]:
            raise TimeoutError(shown.decode(errors="replace"))
        try:
            data = os.read(descriptor, 1 << 16)
        except OSError:
            break
        if not data:
            break
        shown += data
        if keys and after in shown:
            os.write(descriptor, keys)
            keys = b""
    return shown.decode(errors="replace")
