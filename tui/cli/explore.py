"""Opens the explorer: the database is built first, where that can be seen, then the screen is the app's."""

from __future__ import annotations

import gc

from tui.cli.session import Session


def open_explorer(session: Session) -> int:
    session.ensure_built()
    gc.disable()  # what is imported now stays; the app switches it on again
    from tui.app import run

    return run(session.open_library)
