"""Each screen as it stands, cell by cell, in both languages, on the bundled reports: at 120x40, then shrunk to 80x24.

After a change that is meant: `make test ARGS="tests/tui/test_screens.py --snapshot-update"`, and read the difference.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.worker import WorkerState

from db.errors import UnusableError, fault
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tui.cli.keeping import SessionKeeper
from tui.cli.session import Session
from tui.screens.opening import Trouble, Waiting
from tui.screens.sheet import Field

SIZES = ((120, 40), (80, 24))
STEADY = 3  # looks at the screen in a row that have to be alike


class Way(NamedTuple):
    """To a screen: where the explorer is opened, and the keys from there."""

    address: str
    keys: str = ""


REGION = "region:庆阳市/q=招生"
SCREENS = {
    "overview": Way("overview"),
    "region": Way("region:庆阳市", "down right"),
    "region-narrowed": Way("region:庆阳市", "slash z s s"),
    "region-folded": Way("region:庆阳市", "Z"),
    "peers": Way("region:庆阳市/face=peers"),
    "school": Way("school:环县职业中等专业学校"),
    "major": Way("major:护理"),
    "indicator": Way("indicator:entrants"),
    "table": Way("table:gansu-2024,表3/at=庆阳市"),
    "findings": Way("findings"),
    "chart": Way("indicator:entrants/chart=y2024"),
    "lines": Way("region:庆阳市/chart=row.entrants", "v"),
    "gaps": Way("gaps:qingyang-2025"),
    "compare": Way("compare:庆阳市,天水市,平凉市,白银市/year=2024"),
    "find": Way("overview", "f2 h x z z"),
    "filtered": Way("region:庆阳市/where=-unit.人", "down"),
    "values": Way("region:庆阳市", "right f"),
    "columns": Way("region:庆阳市", "C"),
    "definition": Way(REGION, "down right i"),
    "citation": Way(REGION, "down right right c"),
    "export": Way(REGION, "e"),
    "load": Way("overview", "L"),
    "jump": Way("overview", "semicolon"),
    "help": Way("region:庆阳市", "question_mark"),
    "palette": Way("region:庆阳市", "ctrl+p"),
}


class Texts(SingleFileSnapshotExtension):
    """One text file a picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Texts)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture(autouse=True)
def _in_a_folder_of_known_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "报告.txt").touch()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(name: str, lang: str, pictures: SnapshotAssertion) -> None:
    way = SCREENS[name]
    async with explorer(SIZES[0], bundled_library(), "", way.address, lang=lang) as at:
        await picture(at)
        at.screen.keeper = SessionKeeper(Session())  # so that reports could be loaded
        for key in way.keys.split():
            await at.press(key)
            await picture(at)
        for field in at.app.screen.query(Field):
            field.value = field.value.replace(str(Path.home()), "~")
        await hold(at, pictures)


async def test_tour(lang: str, pictures: SnapshotAssertion) -> None:
    async with explorer(SIZES[0], bundled_library(), "", "overview", lang=lang) as at:
        await picture(at)
        at.screen.action_tour()
        await hold(at, pictures)


async def test_waiting_for_the_database(lang: str, pictures: SnapshotAssertion) -> None:
    async with explorer(SIZES[0], bundled_library(), "", "overview", lang=lang) as at:
        await picture(at)
        waiting = Waiting()
        at.app.push_screen(waiting)
        waiting.tell("gansu-2024.md", 1, 2)
        await hold(at, pictures)


async def test_a_damaged_database(lang: str, pictures: SnapshotAssertion) -> None:
    async with explorer(SIZES[0], bundled_library(), "", "overview", lang=lang) as at:
        await picture(at)
        at.app.push_screen(Trouble(UnusableError(fault("The database {path} is damaged."), path="年报.db")))
        await hold(at, pictures)


async def hold(at: Explorer, pictures: SnapshotAssertion) -> None:
    """The screen at every size is the one that was kept."""
    for width, height in SIZES:
        await at.pilot.resize_terminal(width, height)
        lines = await picture(at)
        assert len(lines) == height
        strips = at.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {width}, "a wide character is cut"
        assert max(map(cell_len, lines)) <= width
        assert "\n".join(lines) + "\n" == pictures(name=f"{width}x{height}")


async def picture(at: Explorer) -> list[str]:
    """The lines of the screen, blanks at their ends cut, once nothing is under way and nothing changes any more."""
    seen: list[list[str]] = []

    def settled() -> bool:
        seen.append(lines_of(at))
        return len(seen) > STEADY and not busy(at) and all(lines == seen[-1] for lines in seen[-STEADY - 1 :])

    await at.until(settled)
    return seen[-1]


def busy(at: Explorer) -> bool:
    """Whether the explorer asks something of the database, or is about to."""
    asked = [worker for worker in at.app.workers if worker.node is at.screen]
    under_way = (WorkerState.PENDING, WorkerState.RUNNING)
    return any(worker.state in under_way for worker in asked) or bool(at.screen._pending.keys() - {"stay"})


def lines_of(at: Explorer) -> list[str]:
    return [strip.text.rstrip() for strip in at.app.screen._compositor.render_strips()]
