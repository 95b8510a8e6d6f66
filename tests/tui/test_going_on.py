"""From what was found one goes on in the list it is in, and back to where one was; on the bundled reports."""

from pathlib import Path

import pytest

from db.address import ViewRequest
from db.errors import UnknownNameError
from db.view import View
from tests.library import bundled_library
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, explorer
from tests.tui.test_find import opened, results
from tui.frame import PaneLine
from tui.remembered import Memory
from tui.screens.navigator import Navigator

RECORD = "school:环县职业中等专业学校"


async def found(at: Explorer, text: str, address: str) -> None:
    await opened(at)
    await at.press(*text)
    await at.until(lambda: (row := results(at).row) and row.target and str(row.target) == address)
    await at.press("enter")
    await at.shows(address)


def listed(at: Explorer) -> str:
    """The list on the left and the row under its cursor."""
    return f"{at.screen.request_of('list')} {at.listed.row.key if at.listed.row else ''}"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_was_found_stands_beside_the_list_it_is_in(size: tuple[int, int]) -> None:
    async with explorer(size, bundled_library(), "", "region") as at:
        await at.press("down", "down")
        await at.shows("region:兰州市")
        await at.press("enter", "down")
        before = (listed(at), at.view.place, at.listed.place)
        await found(at, "hxzz", RECORD)
        await at.until(lambda: listed(at) == "school 环县职业中等专业学校")
        assert at.screen.query_one(PaneLine).chosen == "school"
        assert at.view.has_focus
        assert at.address == RECORD, "the view does not follow a row passed on the way"
        await at.press("escape")
        await at.shows("region:兰州市")
        assert at.screen.query_one(PaneLine).chosen == "region"
        assert (listed(at), at.view.place, at.listed.place) == before
        assert at.view.has_focus


async def test_n_goes_on_among_the_records_of_its_kind_and_esc_back_to_the_pane_one_came_from() -> None:
    async with explorer(source=bundled_library(), first="", begin="region:庆阳市") as at:
        await found(at, "hxzz", RECORD)
        await at.until(lambda: listed(at) == "school 环县职业中等专业学校")
        row = at.listed.place.row
        await at.press("n")
        await at.until(lambda: at.address != RECORD)
        assert at.address.startswith("school:")
        assert at.listed.place.row == row + 1
        await at.press("N")
        await at.shows(RECORD)
        await at.press("N")
        await at.until(lambda: at.address != RECORD)
        assert at.listed.place.row == row - 1
        await at.press("escape")
        await at.shows("region:庆阳市")
        assert at.screen.state.pane == "region"


async def test_found_in_the_pane_one_is_in_the_cursor_of_the_list_goes_there_and_comes_back() -> None:
    async with explorer() as at:
        await at.press("down")
        await at.shows("region:省属")
        await found(at, "bing", "region:丙市")
        await at.until(lambda: listed(at) == "region 丙市")
        await at.press("n")
        await at.shows("region:丁州")
        await at.press("escape")
        await at.shows("region:省属")
        assert listed(at) == "region 省属"


async def test_each_pane_stays_as_one_left_it_though_something_was_found_in_it() -> None:
    async with explorer(source=bundled_library(), first="", begin="school") as at:
        await at.press("down", "down")
        await at.until(lambda: at.listed.row and at.address.removeprefix("school:") == at.listed.row.key)
        left = listed(at)
        await at.press("1")
        await at.until(lambda: at.address.startswith("region:"))
        await found(at, "hxzz", RECORD)
        await at.press("escape")
        await at.until(lambda: at.screen.state.pane == "region")
        await at.press("2")
        await at.until(lambda: listed(at) == left)


async def test_history_goes_back_to_what_was_shown_before_it_was_found() -> None:
    async with explorer(source=bundled_library(), first="", begin="region:庆阳市") as at:
        await found(at, "hxzz", RECORD)
        await at.press("ctrl+o")
        await at.shows("region:庆阳市")
        assert at.screen.state.pane == "region"
        await at.press("alt+right")
        await at.shows(RECORD)
        assert at.screen.state.pane == "school"


async def test_a_place_in_a_text_opens_where_one_is() -> None:
    """No list has it."""
    async with explorer(source=bundled_library(), first="", begin="region:庆阳市") as at:
        await opened(at)
        await at.press(*"4424")
        await at.until(lambda: (row := results(at).row) and row.target)
        target = results(at).row
        assert target
        await at.press("enter")
        await at.until(lambda: at.address == str(target.target))
        assert at.screen.state.pane == ("tables" if str(target.target).startswith("table:") else "region")


async def test_where_one_came_from_is_kept_for_the_next_start(tmp_path: Path) -> None:
    def memory() -> Memory:
        return Memory(tmp_path / "nianbao.db", tmp_path / "state.json")

    async with explorer(begin="region", memory=memory()) as at:
        await found(at, "bing", "region:丙市")
        await at.press("2")
        await at.until(lambda: at.screen.state.pane == "school")
        await opened(at)
        await at.press(*"bing")
        await at.until(lambda: (row := results(at).row) and row.target)
        await at.press("enter")
        await at.shows("region:丙市")
        at.screen.keep()
    async with explorer(begin="", first="region:丙市", memory=memory()) as at:
        await at.press("escape")
        await at.until(lambda: at.screen.state.pane == "school")


async def test_what_was_found_but_is_gone_leaves_one_where_one_was_and_says_so() -> None:
    async with explorer(source=(source := Gone())) as at:
        await at.press("2")
        await at.until(lambda: at.screen.state.pane == "school" and at.address.startswith("school:"))
        before = at.address
        await opened(at)
        await at.press(*"bing")
        await at.until(lambda: (row := results(at).row) and row.target)
        source.gone = True
        await at.press("enter")
        await at.until(lambda: "There is no region" in at.foot)
        assert at.screen.state.pane == "school"
        assert at.address == before
        assert isinstance(at.app.screen, Navigator)


class Gone(FakeSource):
    """A region that was found is not there any more when one goes to it."""

    gone = False

    def view(self, request: ViewRequest) -> View:
        if self.gone and request.kind == "region" and request.names:
            raise UnknownNameError("There is no region “{name}”.", name=request.names[0])
        return super().view(request)
