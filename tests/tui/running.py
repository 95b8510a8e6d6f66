"""What the tests of the explorer share: the app on the made-up source, and waiting for what it does in threads."""

from asyncio import get_running_loop
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from time import monotonic

from textual.pilot import Pilot

from db.address import parse_address
from tests.tui.fake import FakeSource
from tui.app import DEFAULTS, NianbaoApp
from tui.foot import Foot
from tui.frame import Trail
from tui.grid import Grid
from tui.i18n import set_language
from tui.remembered import Memory
from tui.screens.explorer import ExplorerScreen
from tui.settings import Settings
from tui.source import Source

PATIENCE = 30
"""Seconds: a machine with much else to do is slow, and only a test that fails waits as long."""


async def until(pilot: Pilot[int], condition: Callable[[], object], said: Callable[[], str] = str) -> None:
    """Wait for what the app does in threads; `said` tells what there is when it is in vain."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"waited in vain; {said()}"
        await pilot.pause(0.02)


@contextmanager
def own_threads() -> Iterator[None]:
    """The threads of one app, which have ended when its database is closed."""
    pool = ThreadPoolExecutor()
    get_running_loop().set_default_executor(pool)
    try:
        yield
    finally:
        pool.shutdown()


class Explorer:
    """The running app, with shorthands."""

    def __init__(self, pilot: Pilot[int], source: FakeSource) -> None:
        self.pilot, self.source = pilot, source

    @property
    def app(self) -> NianbaoApp:
        assert isinstance(self.pilot.app, NianbaoApp)
        return self.pilot.app

    @property
    def screen(self) -> ExplorerScreen:
        return self.app.explorer

    @property
    def listed(self) -> Grid:
        return self.screen.grid_of("list")

    @property
    def view(self) -> Grid:
        return self.screen.grid_of("view")

    @property
    def trail(self) -> list[str]:
        return list(self.screen.query_one(Trail).names)

    @property
    def address(self) -> str:
        """What the right half shows."""
        return str(self.screen.request_of("view"))

    @property
    def foot(self) -> str:
        return "\n".join(f"{remark.label}: {remark.text}" for remark in self.screen.query_one(Foot).shown)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, condition: Callable[[], object]) -> None:
        await until(self.pilot, condition, lambda: f"the view is {self.address}, the foot says:\n{self.foot}")

    async def shows(self, address: str) -> None:
        """Wait until the right half shows this."""
        await self.until(lambda: self.address == address and self.view.view is not None)


@asynccontextmanager
async def explorer(
    size: tuple[int, int] = (120, 40),
    source: Source | None = None,
    first: str = "region:甲省",
    begin: str = "region",
    memory: Memory | None = None,
    settings: Settings = DEFAULTS,
    *,
    lang: str = "en",
) -> AsyncIterator[Explorer]:
    """The app with the first view on the screen. `begin` is the address it is opened at."""
    set_language(lang)
    fake = FakeSource()
    opened_at = parse_address(begin) if begin else None
    app = NianbaoApp(lambda: source or fake, settings=settings, memory=memory, begin=opened_at)
    with own_threads():
        async with app.run_test(size=size) as pilot:
            running = Explorer(pilot, fake)
            await running.until(lambda: running.view.view and (not first or running.address == first))
            yield running
