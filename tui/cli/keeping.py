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
        """On a connection of its own; CancelledError, and nothing changed, once it is stopped.

        What comes with the program is loaded by its key, too.
        """
        from db.store import open_for_writing, stop_when
        from loaders.load import load_file
        from tui.cli.load import path_of

        with closing(open_for_writing(self.path)) as conn:
            stop_when(conn, stopped)
            return load_file(path_of(str(path)), conn, progress=progress, **said._asdict())

    def check(self, path: Path, said: Said, progress: Progress) -> Sequence[str]:
        """In a copy of the database, so that it meets the reports that came before it."""
        import click

        from db.library import Library
        from db.store import copy_in_memory
        from loaders.load import load_file
        from tui.cli.findings import text_lines

        with closing(copy_in_memory(self.path)) as conn:
            report = load_file(path, conn, progress=progress, **said._asdict()).report
            library = Library(conn)
            told = library.findings((report,))
            return [click.unstyle(line) for line in text_lines(library, (report,), told, None)]

    def remove(self, report: str) -> bool:
        from db.store import open_for_writing
        from db.write import remove_report
        from loaders.bundled import editions

        with closing(open_for_writing(self.path)) as conn:
            remove_report(conn, report)
        return report in editions()
