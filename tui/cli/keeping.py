"""The database as the app has it made and filled: the loaders are imported when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.session import Session
from tui.keeper import Said

if TYPE_CHECKING:
    from db.meta import OwnReport
    from loaders.load import LoadSummary, Progress


class SessionKeeper:
    """Fulfils `tui.keeper.Keeper`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def path(self) -> Path:
        return self._session.database

    def ensure(self, progress: Progress) -> None:
        from loaders.bundled import ensure_built

        ensure_built(self.path, progress)

    def build_anew(self, progress: Progress) -> Path:
        from loaders.bundled import build_anew

        return build_anew(self.path, progress)

    def own_reports(self) -> Sequence[OwnReport]:
        from db.meta import own_reports

        return own_reports(self.path)

    def load(self, path: Path, said: Said, progress: Progress, stopped: Callable[[], bool]) -> LoadSummary:
        """On a connection of its own; CancelledError, and nothing changed, once it is stopped."""
        from db.store import open_for_writing, stop_when
        from loaders.load import load_file

        with closing(open_for_writing(self.path)) as conn:
            stop_when(conn, stopped)
            return load_file(path, conn, progress=progress, **said._asdict())
