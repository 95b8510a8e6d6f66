"""Every key of the explorer: what it changes."""

import csv
from pathlib import Path

import pytest
from textual.widgets import Input

from db.errors import DatabaseError
from db.view import Row, View
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, explorer
from tui.actions import ACTIONS, BY_ID, Context, bindings
from tui.exporting import format_of, proposed_name
from tui.frame import KeyLine
from tui.grid import Grid
from tui.screens.export import ExportScreen
from tui.screens.sheet import Field, Sheet
from tui.state import Place
from tui.window import RowWindow

SIZES = [(120, 40), (80, 24)]


def first_texts(grid: Grid) -> list[str]:
    assert grid.view
    return [row.cells[0].text for row in grid.view.rows()]


async def to_entrants(at: Explorer) -> None:
    """The cursor on 7984, of which one more value is printed."""
    await at.press("tab", "down", "down", "down", "right", "right")
    assert at.view.cell
    assert at.view.cell.text == "7984"


# /


@pytest.mark.parametrize("size", SIZES)
async def test_slash_narrows_while_one_types_and_esc_widens(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("2")
        await at.until(lambda: at.listed.view and at.listed.view.count == 5000)
        at.listed.move_to(42, 1)
        place = at.listed.place
        await at.press("slash", "4", "9", "9", "0")
        await at.until(lambda: first_texts(at.listed) == ["第4990职业中等专业学校"])
        await at.shows("school:第4990职业中等专业学校")
        await at.press("escape")
        await at.until(lambda: at.listed.view and at.listed.view.count == 5000)
        assert at.listed.place == place
        assert at.listed.has_focus
        assert not at.screen.query(Field)


async def test_enter_keeps_what_is_narrowed_and_esc_widens_later() -> None:
    async with explorer() as at:
        await at.press("slash", *"市", "enter")
        await at.until(lambda: first_texts(at.listed) == ["乙市", "丙市"])
        assert at.listed.has_focus
        await at.press("down")
        await at.shows("region:丙市")
        await at.press("escape")
        await at.until(lambda: len(first_texts(at.listed)) == 5)
        assert at.listed.place == Place()


async def test_the_view_follows_a_narrowed_list_after_a_step_back_too() -> None:
    async with explorer() as at:
        await at.press("tab", "enter")
        await at.shows("indicator:升学率")
        await at.press("escape", "escape")
        await at.shows("region:甲省")
        assert at.listed.has_focus
        await at.press("slash", "丙", "enter")
        await at.shows("region:丙市")


async def test_narrowing_is_kept_on_the_way_back() -> None:
    async with explorer() as at:
        await at.press("tab", "slash", *"生", "enter")
        await at.until(lambda: "在校生数" in first_texts(at.view) and "升学率" not in first_texts(at.view))
        await at.press("down", "enter")
        await at.shows("indicator:在校生数")
        await at.press("escape")
        await at.shows("region:甲省/q=生")
        assert at.view.cell
        assert at.view.cell.text == "在校生数"
        await at.press("escape")
        await at.shows("region:甲省")


async def test_the_arrows_move_in_the_list_while_one_types() -> None:
    async with explorer() as at:
        await at.press("slash", "down", "down")
        assert at.listed.place.row == 2
        assert isinstance(at.app.focused, Input)


async def test_what_is_typed_after_slash_is_text() -> None:
    async with explorer() as at:
        await at.press("slash", "q", "s", "question_mark", "1")
        await at.until(lambda: at.listed.view and at.listed.view.count == 0)
        assert at.screen.query_one(Field).value == "qs?1"
        await at.press("escape", "escape")
        await at.until(lambda: at.listed.view and at.listed.view.count == 5)


# s


@pytest.mark.parametrize("size", SIZES)
async def test_s_sorts_by_the_column_under_the_cursor(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("right", "s")
        await at.until(lambda: first_texts(at.listed)[0] == "丁州")
        assert at.listed.place.column == 1
        assert "^" in at.listed.render_line(0).text
        await at.press("s")
        await at.until(lambda: first_texts(at.listed)[0] == "甲省")
        assert "v" in at.listed.render_line(0).text
        assert (
            [row.cells[1].value for row in at.listed.view.rows()] == [137, 18, 15, 11, 3] if at.listed.view else False
        )
        await at.press("s")
        await at.until(lambda: str(at.screen.request_of("list")) == "region")


# space and =


async def test_space_marks_and_equals_sets_side_by_side() -> None:
    async with explorer() as at:
        await at.press("down", "down", "space")
        assert at.screen.state.marks == ("region:乙市",)
        assert "1 marked" in at.foot
        await at.press("down", "space")
        assert at.screen.state.marks == ("region:乙市", "region:丙市")
        assert "›*" in at.listed.render_line(4).text
        await at.press("equals_sign")
        await at.shows("compare:乙市,丙市")
        assert at.view.has_focus
        await at.press("escape")
        await at.until(lambda: at.address.startswith("region:"))
        assert at.listed.has_focus
        await at.press("space")
        assert at.screen.state.marks == ("region:乙市",)


async def test_one_marked_and_the_cursor_on_another_are_compared() -> None:
    async with explorer() as at:
        await at.press("down", "space", "down", "down", "equals_sign")
        await at.shows("compare:省属,丙市")


async def test_too_few_marked_is_said() -> None:
    async with explorer() as at:
        await at.press("equals_sign")
        assert "Mark two regions or more" in at.foot
        assert at.address == "region:甲省"
        await at.press("5")
        await at.until(lambda: at.screen.state.pane == "tables" and at.listed.row)
        await at.press("space")
        assert "Only regions, schools and indicators can be marked." in at.foot


async def test_regions_in_the_view_can_be_marked() -> None:
    async with explorer() as at:
        await at.press("tab", "enter")
        await at.shows("indicator:升学率")
        await at.press("down", "space", "down", "space", "equals_sign")
        await at.shows("compare:乙市,丙市")


# p


async def test_p_shows_a_region_among_its_peers_and_back() -> None:
    async with explorer() as at:
        await at.press("p")
        await at.shows("region:甲省/face=peers")
        await at.press("p")
        await at.shows("region:甲省")
        await at.press("escape")
        await at.shows("region:甲省/face=peers")
        await at.press("2", "p")
        await at.until(lambda: "Only a region" in at.foot or at.address.startswith("school"))
        await at.press("p")
        assert "Only a region stands among peers." in at.foot


# o


@pytest.mark.parametrize("size", SIZES)
async def test_o_opens_the_source_table_at_the_cell(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await at.press("tab", "right", "right")
        place = at.view.place
        await at.press("o")
        await at.shows("table:jia-2024,表3/at=3.2")
        assert (at.view.place.row, at.view.place.column) == (3, 2)
        assert at.view.cell
        assert at.view.cell.text == "3.2"
        await at.press("escape")
        await at.shows("region:甲省")
        assert at.view.place == place


async def test_o_lists_several_values_first() -> None:
    async with explorer() as at:
        await to_entrants(at)
        await at.press("o")
        await at.until(lambda: isinstance(at.app.screen, Sheet))
        grid = at.app.screen.query_one(Grid)
        assert [row.cells[0].text for row in grid.view.rows()] == ["7984", "4424"] if grid.view else False
        await at.press("down", "enter")
        await at.shows("table:jia-2024,表3/at=3.2")


async def test_o_on_a_record_leads_to_its_table() -> None:
    async with explorer() as at:
        await at.press("2")
        await at.shows("school:第0职业中等专业学校")
        await at.press("tab", "o")
        await at.shows("table:jia-2024,表3/at=2.1")
        assert at.view.place.row == 2


async def test_o_where_nothing_is_printed_says_so() -> None:
    async with explorer() as at:
        await at.press("p")
        await at.shows("region:甲省/face=peers")
        await at.press("o")
        assert "Nothing was printed for this cell." in at.foot
        await at.press("enter")
        assert at.address == "region:甲省/face=peers"


# y, Y


async def test_y_copies_the_plain_number_and_Y_the_row() -> None:  # noqa: N802 -- two keys
    async with explorer() as at:
        await to_entrants(at)
        await at.press("y")
        assert at.app.clipboard == "7984"
        assert "Copied: 7984" in at.foot
        await at.press("Y")
        assert at.app.clipboard == "招生数\t人\t7984\t5084\t-2900"
        await at.press("down")
        assert "Copied" not in at.foot
        await at.press("y")
        assert "nothing was copied" in at.foot
        assert at.app.clipboard == "招生数\t人\t7984\t5084\t-2900"


# e


async def opened_export(at: Explorer) -> ExportScreen:
    await at.press("e")
    await at.until(lambda: isinstance(at.app.screen, ExportScreen) and at.app.screen.query(Field))
    assert isinstance(at.app.screen, ExportScreen)
    return at.app.screen


async def test_e_writes_exactly_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as at:
        await at.press("right", "s", "s")
        await at.until(lambda: first_texts(at.listed)[1] == "乙市")
        dialog = await opened_export(at)
        assert Path(dialog.query_one(Field).value) == tmp_path / "region.csv"
        await at.press("enter")
        await at.until(lambda: "rows: 5" in at.foot)
        assert str(tmp_path / "region.csv") in at.foot
    raw = (tmp_path / "region.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[:3] == [["地区", "学校"], ["甲省", "137"], ["乙市", "18"]]


async def test_e_asks_before_it_replaces_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "region.csv").write_text("old")
    async with explorer() as at:
        dialog = await opened_export(at)
        await at.press("enter")
        await at.until(lambda: "region.csv is there already" in str(dialog.query_one("#said").render()))
        assert (tmp_path / "region.csv").read_text() == "old"
        await at.press("end", "backspace", "x", "backspace", "v")
        await at.press("enter")
        await at.pilot.pause(0.1)
        assert (tmp_path / "region.csv").read_text() == "old", "a change of the name asks anew"
        await at.press("enter")
        await at.until(lambda: "rows: 5" in at.foot)
        assert (tmp_path / "region.csv").read_text(encoding="utf-8-sig").startswith("地区")


async def test_e_says_why_it_cannot_write_and_esc_leaves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as at:
        dialog = await opened_export(at)
        dialog.query_one(Field).value = str(tmp_path / "no" / "x.csv")
        await at.press("enter")
        await at.until(lambda: "no folder" in str(dialog.query_one("#said").render()))
        await at.press("escape")
        assert at.app.screen is at.screen
        assert not list(tmp_path.iterdir())


def test_the_name_of_the_file_comes_from_the_address() -> None:
    from db.address import parse_address

    assert proposed_name(parse_address("table:gansu-2024,表3"), "csv") == "table-gansu-2024-表3.csv"
    assert proposed_name(parse_address("region:a%2Fb/face=peers"), "csv") == "region-a_b-peers.csv"
    assert format_of(Path("x.XLSX")) == "xlsx"
    assert format_of(Path("x.txt")) == ""


# The foot


async def test_the_foot_has_at_most_six_keys_of_the_focused_part() -> None:
    async with explorer() as at:
        line = at.screen.query_one(KeyLine)
        assert line.keys == [
            ("enter", "open"),
            ("space", "mark"),
            ("=", "compare"),
            ("/", "narrow"),
            ("F2", "find"),
            ("?", "help"),
        ]
        await at.press("tab")
        await at.until(lambda: ("o", "source") in line.keys)
        assert len(line.keys) == 6
        await at.pilot.click(line, offset=(line.render().plain.index("/ narrow") + 3, 0))
        await at.until(lambda: at.screen.query(Field))


# The registry


def test_ids_and_keys_are_unique() -> None:
    assert len(BY_ID) == len(ACTIONS)
    keys = [key for action in ACTIONS for key in action.keys.split()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("half", ["list", "view", "compare"])
def test_no_more_than_six_actions_at_the_foot(half: str) -> None:
    assert len([action for action in ACTIONS if half in action.foot]) <= 6


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_carried_out(action: object) -> None:
    from tui.actions import Action
    from tui.app import NianbaoApp
    from tui.screens.explorer import ExplorerScreen

    assert isinstance(action, Action)
    node = {Context.GRID: Grid, Context.EXPLORER: ExplorerScreen, Context.APP: NianbaoApp}[action.context]
    assert hasattr(node, f"action_{action.action.partition('(')[0]}")


def test_single_characters_have_full_width_twins() -> None:
    keys = {binding.key for context in Context for binding in bindings(context) if not isinstance(binding, tuple)}
    together = ",".join(keys).split(",")
    for twin in "？／＝ｊｑ１５ｏＧＹ：":
        assert twin in together


async def test_full_width_keys_act_as_their_twins() -> None:
    async with explorer() as at:
        await at.press("ｊ", "fullwidth_solidus")
        assert at.listed.place.row == 1
        assert at.screen.query(Field)
        await at.press("escape", "５")
        await at.until(lambda: at.screen.state.pane == "tables")


# Rows that cannot be read


class Broken:
    """A view whose rows cannot be read."""

    def __init__(self, view: View) -> None:
        self.request, self.trail, self.columns, self.count, self.notes = view.request, view.trail, view.columns, 3, ()

    def rows(self, offset: int = 0, limit: int | None = None) -> list[Row]:  # noqa: ARG002 -- the protocol's
        raise DatabaseError("{path} is damaged.", path="x.db")


async def test_rows_that_cannot_be_read_are_said() -> None:
    async with explorer() as at:
        view = Broken(FakeSource().view(at.screen.state.way.now.list.request))
        at.view.show(view, rows=RowWindow(view))
        await at.until(lambda: "Fault: x.db is damaged." in at.foot)
