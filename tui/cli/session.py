"""What one run of the command line works on: the database, built and opened when first asked for."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.library import Library
    from db.meta import Connection

VARIABLE = "NIANBAO_DB"


class Session:
    """`database` is what `--db` names, else NIANBAO_DB, else a file in the user's data folder."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.fresh = False  # begin as on the first start, whatever was left
        self._named: Path | None = None

    @property
    def database(self) -> Path:
        if self._named:
            return self._named
        if os.environ.get(VARIABLE):
            return Path(os.environ[VARIABLE])
        return user_database()

    @property
    def on_terminal(self) -> bool:
        """Whether there is a screen and a keyboard for the explorer: a terminal, or a browser (`tui.browser`)."""
        if "TEXTUAL_DRIVER" in os.environ:
            return True
        return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()

    def say_faults(self) -> None:
        """What is wrong in the settings; the program goes on with what stands in its place."""
        if self.settings.faults:
            from tui.cli.faults import say
            from tui.faults import sentence

            for error in self.settings.faults:
                say(sentence(error))

    def name_database(self, path: Path) -> None:
        self._named = path

    def ensure_built(self) -> None:
        """The first start builds the database; later ones only look whether what is bundled has changed."""
        from loaders.bundled import ensure_built
        from tui.cli.progress import progress_bar

        with progress_bar() as progress:
            ensure_built(self.database, progress)

    def open_library(self) -> Library:
        from db.library import Library

        return Library.open(self.database)

    @contextmanager
    def library(self) -> Iterator[Library]:
        self.ensure_built()
        library = self.open_library()
        try:
            yield library
        finally:
            library.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        from db.store import open_for_writing

        self.ensure_built()
        conn = open_for_writing(self.database)
        try:
            yield conn
        finally:
            conn.close()


def user_database() -> Path:
    from platformdirs import user_data_path

    return user_data_path("nianbao", appauthor=False) / "nianbao.db"


pass_session = click.make_pass_decorator(Session)
