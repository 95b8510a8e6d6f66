"""Opens the explorer: the screen is the app's at once, the database is made and opened behind it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tui.cli.session import Session

if TYPE_CHECKING:
    from db.address import ViewRequest


def open_explorer(session: Session, begin: ViewRequest | None = None) -> int:
    """Open it at a view, else where one left off."""
    gc.disable()  # what is imported now stays; the app switches it on again
    from tui.app import run
    from tui.cli.keeping import SessionKeeper
    from tui.remembered import Memory

    memory = Memory(session.database, fresh=session.fresh)
    keeper = SessionKeeper(session)
    return run(session.open_library, settings=session.settings, memory=memory, begin=begin, keeper=keeper)
