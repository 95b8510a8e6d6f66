"""The tabs of the panes: the keys that stand on them are those in force."""

from collections.abc import Iterator

import pytest

from tests.tui.running import explorer
from tui.actions import use_keys
from tui.frame import PaneLine
from tui.settings import Settings


@pytest.fixture(autouse=True)
def _keys_as_before() -> Iterator[None]:
    yield
    use_keys({})


async def test_a_pane_says_the_key_that_was_chosen_for_it() -> None:
    async with explorer(settings=Settings(keys={"pane_schools": "f8"})) as at:
        tabs = [piece.content.plain.strip() for piece in at.screen.query_one(PaneLine).pieces()]
        assert tabs[:4] == ["0 Reports", "1 Regions", "f8 Schools", "3 Majors"]
        await at.press("f8")
        await at.until(lambda: at.address.startswith("school"))
