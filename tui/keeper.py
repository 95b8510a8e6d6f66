"""What makes the database and puts reports into it, as the app asks for it. `tui.cli.explore` gives the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db.errors import CancelledError

if TYPE_CHECKING:
    from db.meta import OwnReport
    from loaders.load import LoadSummary, Progress


class Said(NamedTuple):
    """What a person says of a report where its title does not; empty and 0: not said."""

    region: str = ""
    year: int = 0
    kind: str = ""


class Keeper(Protocol):
    """Each call is made in a thread, may take its time, tells its progress and may raise a `NianbaoError`."""

    @property
    def path(self) -> Path: ...

    def ensure(self, progress: Progress, /) -> None:
        """Make the database if there is none, bring it up to date."""

    def build_anew(self, progress: Progress, /) -> Path:
        """Make it whatever stands in its place; gives where that is kept."""

    def own_reports(self) -> Sequence[OwnReport]:
        """What the person loaded into a database that cannot be used, as far as it can be read."""

    def load(self, path: Path, said: Said, progress: Progress, stopped: Callable[[], bool], /) -> LoadSummary: ...

    def check(self, path: Path, said: Said, progress: Progress, /) -> Sequence[str]:
        """Lines on a file that is read and not kept: the findings, and what was not understood."""

    def remove(self, report: str, /) -> bool:
        """Take a report out, by its key; True where it comes with the program and can be loaded by its key."""


class Stoppable:
    """Progress that is told on, and at which a person may stop what goes on; not any more once it is done."""

    def __init__(self, tell: Progress, stop: Event) -> None:
        self.tell, self.stop = tell, stop

    def __call__(self, what: str, done: int, of: int) -> None:
        if self.stop.is_set() and done < of:
            raise CancelledError
        self.tell(what, done, of)
