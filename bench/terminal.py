"""A pseudo-terminal for timing a program from outside: what comes is stamped when it is read, queries are answered."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType

from bench.measure import Seconds

COLUMNS, ROWS = 120, 40
LIMIT = 30.0
FRAME_END = b"\x1b[?2026l"
"""Textual closes each frame with the end of a synchronised update, once it knows that the terminal can do them."""

_ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
)


class Terminal:
    """A program in a pseudo-terminal of 120x40; used in a `with`, at whose end the program is ended."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.start = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.seen = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._fd)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def until(self, marker: str | bytes) -> Seconds:
        """Seconds from the start of the program, or from the last key, until this text has come."""
        wanted = marker.encode() if isinstance(marker, str) else marker
        while wanted not in self.seen:
            if self._read(LIMIT) is None:
                raise SystemExit(f"{marker!r} never came: {self.seen[-400:]!r}")
        return self.stamp - self.start

    def ended(self) -> Seconds:
        """Seconds until the program closed its terminal."""
        while self._read(LIMIT) is not None:
            pass
        return time.perf_counter() - self.start

    def press(self, keys: str) -> None:
        """Send keys; times count from here, and only what comes after it is seen."""
        self.seen = b""
        self.start = time.perf_counter()
        os.write(self._fd, keys.encode())

    def rest(self, quiet: Seconds = 0.3) -> None:
        """Read until nothing has come for a while."""
        while self._read(quiet) is not None:
            pass

    def _read(self, timeout: Seconds) -> bytes | None:
        """One chunk; None when nothing came in time or the program is gone."""
        if not select.select([self._fd], [], [], timeout)[0]:
            return None
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return None
        self.stamp = time.perf_counter()
        for query, answer in _ANSWERS:
            if query.search(data):
                os.write(self._fd, answer)
        self.seen += data
        return data or None
