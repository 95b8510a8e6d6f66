"""The app on a real database of its own that it makes, opens and fills itself."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from loaders import bundled
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, own_threads
from tui.app import NianbaoApp
from tui.cli.keeping import SessionKeeper
from tui.cli.session import Session
from tui.i18n import set_language
from tui.keeper import Keeper

Kept = Callable[[Session], Keeper]


@pytest.fixture
def one_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Only the smaller of the bundled editions, so that building is quick."""
    folder = tmp_path / "editions"
    folder.mkdir()
    name = "qingyang-2025.md"
    (folder / name).write_text((bundled.EDITIONS / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(bundled, "EDITIONS", folder)
    return folder


@asynccontextmanager
async def starting(
    database: Path,
    kept: Kept = SessionKeeper,
    opened: Callable[[], Any] | None = None,
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[Explorer]:
    """The app as `nianbao` starts it, in English; `opened` stands in for opening the database."""
    set_language("en")
    session = Session()
    session.name_database(database)
    app = NianbaoApp(opened or session.open_library, keeper=kept(session))
    try:
        with own_threads():
            async with app.run_test(size=size) as pilot:
                yield Explorer(pilot, FakeSource())
    finally:
        if app.source is not None:
            app.source.close()
