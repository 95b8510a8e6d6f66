"""Asking the database without making anybody wait: in threads, or after a pause.

What is asked comes back as a message; only message handlers touch widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from db.errors import NianbaoError
from tui.faults import as_fault

if TYPE_CHECKING:
    from tui.source import Source


class Asking(Screen[None]):
    @dataclass
    class Refused(Message):
        """Whatever was asked; `group` says what it was."""

        group: str
        error: NianbaoError

    def __init__(self) -> None:
        super().__init__()
        self.source: Source | None = None
        self._pending: dict[str, Timer] = {}

    def ask(self, group: str, question: Callable[[Source], Message]) -> None:
        """Ask in a thread; the answer comes as a message. A newer question of the group makes an older one void."""
        source = self.source
        if source is None:
            return

        def work() -> None:
            try:
                answer = question(source)
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                answer = self.Refused(group, as_fault(error))
            self.post_message(answer)

        self.run_worker(work, thread=True, exclusive=True, group=group)

    def later(self, name: str, pause: float, action: Callable[[], None]) -> None:
        """Do it after a pause, unless something newer of this name is put in its place meanwhile."""

        def act() -> None:
            self._pending.pop(name, None)
            action()

        self.not_now(name)
        self._pending[name] = self.set_timer(max(pause, 0.001), act)

    def not_now(self, name: str) -> bool:
        """Forget what waits under this name; False if nothing does."""
        timer = self._pending.pop(name, None)
        if timer is not None:
            timer.stop()
        return timer is not None
