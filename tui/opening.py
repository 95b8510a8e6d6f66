"""How the app comes to its source: made or brought up to date, then opened, in a thread; what is told meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual.app import App
from textual.message import Message
from textual.timer import Timer

from db.errors import CancelledError, NianbaoError
from db.view import word
from tui.faults import as_fault, sentence
from tui.foot import Foot
from tui.i18n import translate
from tui.keeper import Keeper, Stoppable

if TYPE_CHECKING:
    from db.meta import OwnReport
    from tui.screens.explorer import ExplorerScreen
    from tui.screens.opening import Waiting
    from tui.source import Source

SLOW = 1.0  # seconds after which the wait for a database is told


class Opening(App[int]):
    """`keeper` is None where the source needs no making."""

    @dataclass
    class Opened(Message):
        source: Source
        said: str = ""  # what was done to the database

    @dataclass
    class Refused(Message):
        error: NianbaoError
        own: tuple[OwnReport, ...] = ()  # in the database that is refused

    @dataclass
    class Progressed(Message):
        what: str
        done: int
        of: int

    explorer: ExplorerScreen

    def __init__(self, open_source: Callable[[], Source], keeper: Keeper | None = None) -> None:
        super().__init__()
        self._open_source = open_source
        self.keeper = keeper
        self.source: Source | None = None
        self._waiting: Waiting | None = None
        self._slow: Timer | None = None
        self._leaving = Event()

    def open_source(self) -> None:
        """Begin to open it; what comes of it is a message."""
        self._slow = self.set_timer(SLOW, self._say_that_it_takes_time)
        self.run_worker(lambda: self._answer(self._ensured), thread=True, group="open")

    def _answer(self, make: Callable[[], str]) -> None:
        try:
            said = make()
            answer: Message = self.Opened(self._open_source(), said)
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
            answer = self._refused(as_fault(error))
        self.post_message(answer)

    def _refused(self, error: NianbaoError) -> Message:
        from db.errors import UnusableError

        own = self.keeper.own_reports() if self.keeper and isinstance(error, UnusableError) else ()
        return self.Refused(error, tuple(own))

    def _ensured(self) -> str:
        """Nothing is said where nothing had to be done."""
        if self.keeper is None:
            return ""
        was_there, told = self.keeper.path.exists(), []

        def tell(what: str, done: int, of: int) -> None:
            told.append(what)
            self._tell(what, done, of)

        self.keeper.ensure(Stoppable(tell, self._leaving))
        if not told:
            return ""
        done = word("The database was brought up to date: {path}") if was_there else word("Database built: {path}")
        return translate(done, path=self.keeper.path)

    def _built_anew(self) -> str:
        assert self.keeper
        kept: Path = self.keeper.build_anew(Stoppable(self._tell, self._leaving))
        return translate(word("The old database is kept: {path}"), path=kept)

    def _tell(self, what: str, done: int, of: int) -> None:
        self.post_message(self.Progressed(what, done, of))

    def _say_that_it_takes_time(self) -> None:
        if self._waiting is None and len(self.screen_stack) == 1:
            path = str(self.keeper.path) if self.keeper else ""
            self._wait().tell(translate(word("Opening the database takes time: {path}"), path=path))

    def _wait(self) -> Waiting:
        from tui.screens.opening import Waiting

        if self._waiting is None:
            self._waiting = Waiting()
            self.push_screen(self._waiting, lambda left: self.exit() if left else None)
        return self._waiting

    def _waited(self) -> None:
        """It is open, or will not be."""
        if self._slow is not None:
            self._slow.stop()
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def on_opening_progressed(self, event: Progressed) -> None:
        building = translate(word("Building the database: {what}"), what=event.what)
        self._wait().tell(building, event.done, event.of)

    def on_opening_opened(self, event: Opened) -> None:
        self.source = event.source  # closed with the app, also where one leaves just now
        if not self.is_running:
            return
        self._waited()
        if event.said:
            self.explorer.tell(event.said)
        self.explorer.begin(event.source)

    def on_opening_refused(self, event: Refused) -> None:
        from tui.screens.opening import Trouble

        if not self.is_running:
            return
        self._waited()
        if self.keeper is not None:
            self.push_screen(Trouble(event.error, event.own), self._decided)
        else:
            self.explorer.query_one(Foot).say(sentence(event.error), fault=True)

    def _decided(self, choice: str | None) -> None:
        """Out of the screen that says why the database cannot be used."""
        if choice == "anew":
            self.run_worker(lambda: self._answer(self._built_anew), thread=True, group="open")
        elif choice == "again":
            self.open_source()
        else:
            self.exit(return_code=1)

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """What is being built or asked is given up: leaving waits for the threads."""
        self._leaving.set()
        if self.source is not None:
            self.source.interrupt()
        super().exit(result, return_code, message)
