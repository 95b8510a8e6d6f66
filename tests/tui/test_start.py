"""The first ten seconds: the database is made, brought up to date or refused while the app is on the screen."""

import sqlite3
from asyncio import sleep
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from db.errors import DatabaseError
from db.store import SCHEMA_VERSION
from loaders.bundled import ensure_built
from tests.tui.command_line import Run, database, run
from tests.tui.fake import FakeSource
from tests.tui.keeping import one_edition, starting
from tests.tui.running import Explorer, explorer
from tui.cli.keeping import SessionKeeper
from tui.foot import Foot
from tui.frame import PaneLine
from tui.grid import Grid
from tui.keeper import Keeper
from tui.screens.opening import Trouble, Waiting

__all__ = ["database", "one_edition", "run"]


def make_older(path: Path, file: str = "") -> bytes:
    """The database as an older nianbao would have left it, with a report of the person's own where `file` is given."""
    with closing(sqlite3.connect(path)) as conn:
        if file:
            conn.execute("UPDATE report SET origin = 'file', file = ? WHERE key = 'qingyang-2025'", (file,))
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        conn.commit()
    return path.read_bytes()


async def choices(at: Explorer) -> list[str]:
    await at.until(lambda: isinstance(at.app.screen, Trouble) and at.app.screen.query(Grid) and grid_of(at).view)
    view = grid_of(at).view
    assert view
    return [row.key for row in view.rows()]


def grid_of(at: Explorer) -> Grid:
    return at.app.screen.query_one(Grid)


def said(at: Explorer) -> str:
    remark = at.screen.query_one(Foot).said
    return remark.text if remark else ""


@pytest.mark.usefixtures("one_edition")
async def test_the_first_start_builds_the_database_on_the_screen_and_opens_the_overview(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "new.db"
    async with starting(path) as at:
        await at.until(lambda: isinstance(at.app.screen, Waiting))
        await at.shows("overview")
        assert path.exists()
        assert at.screen.query_one(PaneLine).chosen == "reports"
        assert at.listed.has_focus
        await at.until(lambda: "Database built" in said(at))
        assert [row.key for row in at.listed.view.rows()] == ["", "qingyang-2025"]  # type: ignore[union-attr]


@pytest.mark.usefixtures("one_edition")
@pytest.mark.parametrize("key", ["escape", "q"])
async def test_building_can_be_left_and_leaves_nothing(tmp_path: Path, key: str) -> None:
    path, waiting = tmp_path / "db" / "new.db", Event()

    class Halting(SessionKeeper):
        def ensure(self, progress: object) -> None:
            def halted(what: str, done: int, of: int) -> None:
                progress(what, done, of)  # type: ignore[operator]
                assert not done or waiting.wait(8)

            super().ensure(halted)

    async with starting(path, Halting) as at:
        await at.until(lambda: isinstance(at.app.screen, Waiting))
        await at.press(key)
        await at.until(at.app._leaving.is_set)
        waiting.set()
    assert at.app.source is None
    for _ in range(1000):  # the thread sees it at its next step
        if not list(path.parent.iterdir()):
            break
        await sleep(0.02)
    assert not list(path.parent.iterdir())


@pytest.mark.usefixtures("one_edition")
async def test_an_older_database_of_bundled_reports_is_brought_up_to_date_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    ensure_built(path)
    make_older(path)
    async with starting(path) as at:
        await at.until(lambda: at.address == "overview")
        await at.until(lambda: f"brought up to date: {path}" in said(at))


@pytest.mark.usefixtures("one_edition")
async def test_an_older_database_with_a_report_of_ones_own_is_not_touched_unasked(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    ensure_built(path)
    before = make_older(path, "my report.txt")
    async with starting(path) as at:
        assert await choices(at) == ["anew", "again", "leave"]
        texts = " ".join(str(widget.render()) for widget in at.app.screen.query("Static"))
        assert "older nianbao" in texts
        assert "my report.txt" in texts
        await at.press("down", "down", "enter")
        await at.until(lambda: not at.app.is_running)
    assert path.read_bytes() == before
    assert at.app.return_code == 1


@pytest.mark.usefixtures("one_edition")
async def test_a_new_database_is_built_beside_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    ensure_built(path)
    before = make_older(path, "my report.txt")
    async with starting(path) as at:
        assert "anew" in await choices(at)
        await at.press("enter")
        await at.until(lambda: at.address == "overview")
        (kept,) = tmp_path.glob("n.db.old-*")
        await at.until(lambda: str(kept) in said(at))
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("one_edition")
@pytest.mark.parametrize("content", [b"Dear all", b"SQLite format 3\x00" + b"\x00" * 50])
async def test_a_damaged_file_is_kept_under_another_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(content)
    async with starting(path) as at:
        assert "anew" in await choices(at)
        assert not said(at), "why it cannot be used stands over the explorer, and only there"
        assert path.read_bytes() == content
        await at.press("enter")
        await at.until(lambda: at.address == "overview")
    (kept,) = tmp_path.glob("n.db.old-*")
    assert kept.read_bytes() == content


@pytest.mark.usefixtures("one_edition")
async def test_two_old_files_of_a_day_have_two_names(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    for content in (b"first", b"second"):
        path.write_bytes(content)
        async with starting(path) as at:
            assert "anew" in await choices(at)
            await at.press("enter")
            await at.until(lambda: at.address == "overview")
    assert {kept.read_bytes() for kept in tmp_path.glob("n.db.old-*")} == {b"first", b"second"}


async def test_what_is_only_in_use_is_tried_again_and_never_built_anew(tmp_path: Path) -> None:
    sentence, calls = "{path} is in use by another program; try again when it has finished.", []

    def opened() -> FakeSource:
        calls.append(1)
        if len(calls) == 1:
            raise DatabaseError(sentence, path="n.db")
        return FakeSource()

    class Idle(SessionKeeper):
        def ensure(self, _progress: object) -> None:
            pass

    async with starting(tmp_path / "n.db", Idle, opened) as at:
        assert await choices(at) == ["again", "leave"]
        await at.press("enter")
        await at.until(lambda: at.app.source is not None)
        assert not isinstance(at.app.screen, Trouble)


async def test_a_slow_database_is_told_and_freezes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.opening.SLOW", 0.05)
    ready = Event()

    def opened() -> FakeSource:
        assert ready.wait(8)
        return FakeSource()

    def idle(_session: object) -> Keeper:
        class Idle(SessionKeeper):
            def ensure(self, _progress: object) -> None:
                pass

        return Idle(_session)  # type: ignore[arg-type]

    async with starting(tmp_path / "share.db", idle, opened) as at:
        await at.until(lambda: isinstance(at.app.screen, Waiting))
        assert "share.db" in at.app.screen._line.what  # type: ignore[attr-defined]
        ready.set()
        await at.until(lambda: at.app.source is not None and at.app.screen is at.screen)


async def test_a_database_that_opens_while_one_leaves_is_closed_with_the_app() -> None:
    async with explorer() as at:
        app = at.app
    source = FakeSource()
    app.on_opening_opened(app.Opened(source, "Database built"))
    assert app.source is source
    app.on_opening_refused(app.Refused(DatabaseError("There is no database."), ()))


async def test_the_reports_are_a_pane_and_its_rows_lead_on(database: Path) -> None:
    async with starting(database) as at:
        await at.shows("overview")
        await at.press("enter", "enter")
        await at.shows("region:庆阳市/year=2024,2025")
        await at.press("escape")
        await at.shows("overview")
        await at.press("3", "0")
        await at.until(lambda: at.screen.state.pane == "reports")
        await at.press("tab", "down")
        await at.shows("overview:gansu-2024")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_all_panes_have_room_in_80_columns(database: Path, language: str) -> None:
    from tui.i18n import set_language

    async with starting(database, size=(80, 24)) as at:
        set_language(language)
        at.screen.query_one(PaneLine).refresh()
        await at.pilot.pause()
        assert at.screen.query_one(PaneLine).render().cell_length <= 80
        assert "6" in at.screen.query_one(PaneLine).render().plain


def test_the_command_line_says_what_to_run_for_an_older_database(run: Run, database: Path) -> None:
    before = make_older(database, "my report.txt")
    shown = run("show", "region", "庆阳")
    assert (shown.code, shown.out) == (1, "")
    older = f"{database} was made by an older nianbao (format {SCHEMA_VERSION - 1})"
    assert shown.err.splitlines() == [f"{older}; move it away, then: nianbao load 'my report.txt'"]
    assert database.read_bytes() == before


def test_the_command_line_says_what_to_run_for_a_damaged_database(run: Run, database: Path) -> None:
    database.write_bytes(database.read_bytes()[:5000])
    shown = run("reports")
    assert (shown.code, shown.out) == (1, "")
    assert "is damaged" in shown.err
    assert "nianbao load FILE" in shown.err
