"""The grid: what is drawn for a view, where the cursor goes, what is never cut."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from db.address import ViewRequest
from db.model import Status
from db.view import Cell, Column, ColumnKind, Row, RowKind, View
from tests.tui.fake import region, school_list
from tui.drawing import LOOKS
from tui.grid import Grid
from tui.i18n import set_language
from tui.listing import Listing
from tui.state import Place
from tui.themes import INK
from tui.window import KEPT


class GridApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.register_theme(INK)
        self.theme = INK.name
        self.changes: list[Place] = []
        self.activated = 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return INK.variables

    def compose(self) -> ComposeResult:
        yield Grid(id="grid")

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        self.changes.append(event.grid.place)

    def on_grid_activated(self) -> None:
        self.activated += 1


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@asynccontextmanager
async def shown(view: View, size: tuple[int, int] = (60, 12)) -> AsyncIterator[tuple[Grid, Pilot[None]]]:
    app = GridApp()
    async with app.run_test(size=size) as pilot:
        grid = app.query_one(Grid)
        grid.show(view)
        await pilot.pause()
        yield grid, pilot


def lines(grid: Grid) -> list[str]:
    return [grid.render_line(y).text for y in range(grid.size.height)]


def numbers(*columns: Sequence[str]) -> Listing:
    """A view of number columns beside a name."""
    names = [
        Column("name", label="名称", frozen=True),
        *(Column(f"n{i}", ColumnKind.NUMBER, label=f"n{i}") for i in range(len(columns))),
    ]
    rows = [
        Row((Cell(f"行{r}"), *(Cell(text, text) for text in cells)))
        for r, cells in enumerate(zip(*columns, strict=True))
    ]
    return Listing(tuple(names), tuple(rows))


async def test_a_view_is_drawn_with_its_marks() -> None:
    async with shown(region(ViewRequest("region", ("丙市",)))) as (grid, _pilot):
        text = lines(grid)
    assert "指标" in text[0]
    assert "2023/24" in text[0]
    assert text[1].startswith("  毕业与升学")
    assert text[2].startswith("›   升学率")
    assert "62.02 =" in text[2]
    assert "1 843" in text[3]
    assert "7 984 +1" in text[6]
    assert "[双师]" in text[7]
    assert "blank" in text[7]
    assert "--" in text[7]


async def test_the_cursor_starts_on_the_first_row_that_is_no_heading() -> None:
    async with shown(region(ViewRequest("region", ("丙市",)))) as (grid, pilot):
        assert grid.place.row == 1
        await pilot.press("up")
        assert grid.place.row == 1
        await pilot.press("down", "down")
        assert grid.place.row == 4, "the heading between is skipped"
        await pilot.press("k")
        assert grid.place.row == 2


@pytest.mark.parametrize("keys", [["up", "down", "left", "right"], ["k", "j", "h", "l"]])
async def test_the_cursor_moves_over_cells(keys: list[str]) -> None:
    up, down, left, right = keys
    async with shown(numbers("123", "456", "789")) as (grid, pilot):
        await pilot.press(down, down, right, right)
        assert (grid.place.row, grid.place.column) == (2, 2)
        assert grid.cell
        assert grid.cell.text == "6"
        await pilot.press(up, left)
        assert grid.cell
        assert grid.cell.text == "2"
        await pilot.press(down, down, down, right, right, right)
        assert (grid.place.row, grid.place.column) == (2, 3), "the edges hold"


async def test_first_last_and_pages() -> None:
    async with shown(school_list(ViewRequest("school"))) as (grid, pilot):
        await pilot.press("pagedown")
        assert grid.place.row == 10
        await pilot.press("G")
        assert grid.place.row == 4999
        assert grid.place.top == 5000 - 11
        await pilot.press("pageup")
        assert grid.place.row == 4989
        await pilot.press("g")
        assert grid.place == Place()


async def test_only_a_few_windows_are_kept() -> None:
    view = school_list(ViewRequest("school"))
    async with shown(view) as (grid, _pilot):
        for row in range(0, 5000, 60):
            grid.move_to(row, 0)
            lines(grid)
        assert len(grid._rows._windows) <= KEPT
        assert "第4980职业" in "".join(lines(grid))


async def test_the_heading_above_the_first_row_comes_back_into_sight() -> None:
    rows = [Row((Cell("章"),), RowKind.HEADING), *(Row((Cell(str(i)),)) for i in range(30))]
    async with shown(Listing((Column("a"),), tuple(rows))) as (grid, pilot):
        await pilot.press("G", "g")
        assert grid.place.top == 0
        assert lines(grid)[1].strip() == "章"


async def test_decimal_points_stand_below_each_other() -> None:
    async with shown(numbers(["97.7", "1234", "5.25", "--"])) as (grid, _pilot):
        text = [line.rstrip() for line in lines(grid)[1:5]]
    assert len({line.index(".") for line in text if "." in line}) == 1
    assert text[1].endswith("1 234")
    assert text[1].index("4") == text[0].index(".") - 1


async def test_decimal_points_of_one_unit_stand_below_each_other() -> None:
    columns = (Column("name", frozen=True), Column("unit"), Column("n", ColumnKind.NUMBER))
    said = [("升学率", "%", "97.75"), ("就业率", "%", "84"), ("学生", "人", "12345"), ("满意度", "%", "5.3")]
    rows = [Row((Cell("规模"),), RowKind.HEADING), *(Row((*map(Cell, texts),)) for texts in said)]
    async with shown(Listing(columns, tuple(rows))) as (grid, _pilot):
        first, second, people, third = [line.rstrip() for line in lines(grid)[2:6]]
    assert first.index(".") == third.index(".") == len(second)
    assert cell_len(people) == cell_len(first), "counts are flush right, whatever the shares beside them"
    assert people.endswith("12 345")


async def test_both_ends_of_a_long_name_are_shown_but_a_sentence_is_read_from_its_beginning() -> None:
    names = ("庆阳市西峰区职业中等专业学校", "西峰区的学校，今年招生比去年多了一成")
    columns = (Column("name", frozen=True), Column("n", ColumnKind.NUMBER, width=12))
    rows = tuple(Row((Cell(name, name), Cell("1", 1))) for name in names)
    async with shown(Listing(columns, rows), size=(36, 5)) as (grid, _pilot):
        first, second = lines(grid)[1:3]
    assert "庆阳市" in first
    assert "..等专业学校 " in first
    assert "西峰区的学校" in second
    assert "一成" not in second


async def test_under_headings_numbers_are_flush_right() -> None:
    async with shown(region(ViewRequest("region", ("丙市",)))) as (grid, _pilot):
        text = lines(grid)
    ends = {
        line[: line.rindex(number) + len(number)]
        for line, number in ((text[2], "74.19"), (text[3], "2 948"), (text[5], "15 176"))
    }
    assert len({cell_len(end) for end in ends}) == 1


async def test_numbers_are_never_cut_and_scroll_into_sight() -> None:
    columns = [[str(10**8 + i)] for i in range(8)]
    async with shown(numbers(*columns), size=(40, 6)) as (grid, pilot):
        head, first = lines(grid)[:2]
        assert head.endswith("›")
        assert [part.strip() for part in first.split("行0")[1].split("  ") if part.strip()] == [
            "100 000 000",
            "100 000 001",
        ]
        for _ in range(8):
            await pilot.press("right")
        head, last = lines(grid)[:2]
        assert last.startswith("› 行0"), "the first column stays"
        assert [part.strip() for part in last.split("行0")[1].split("  ") if part.strip()] == [
            "100 000 006",
            "100 000 007",
        ]
        assert head.startswith("‹")
        assert not head.rstrip().endswith("›")


async def test_a_long_text_gives_way_with_a_mark() -> None:
    view = Listing(
        (Column("a"), Column("b", ColumnKind.NUMBER)), (Row((Cell("很长的名称" * 20), Cell("12345", 12345))),)
    )
    async with shown(view, size=(40, 5)) as (grid, _pilot):
        line = lines(grid)[1]
        assert ".." in line
        assert "12 345" in line
        assert grid.is_cut


async def test_a_wide_text_at_the_end_is_scrolled_to_rather_than_all_texts_cut_short() -> None:
    texts = ("项目" * 8, "内容" * 9, "出处" * 6, "单位" * 6)
    view = Listing(tuple(Column(f"c{i}", label=f"c{i}") for i in range(4)), (Row(tuple(map(Cell, texts))),))
    async with shown(view, size=(80, 5)) as (grid, pilot):
        head, line = lines(grid)[:2]
        assert texts[0] not in line
        assert "项目" * 3 + ".." + "目项" in line, "both ends are shown, each as wide as may be"
        assert "单位" not in line
        assert head.rstrip().endswith("›")
        await pilot.press("right", "right", "right")
        assert texts[3] in lines(grid)[1]


async def test_resizing_keeps_the_cursor_and_keeps_it_in_sight() -> None:
    async with shown(school_list(ViewRequest("school")), size=(60, 30)) as (grid, pilot):
        grid.move_to(28, 1)
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert (grid.place.row, grid.place.column) == (28, 1)
        assert grid.place.top <= 28 < grid.place.top + 7
        assert "第28职业" in "".join(lines(grid))


async def test_a_place_is_taken_up_again_exactly() -> None:
    async with shown(school_list(ViewRequest("school"))) as (grid, pilot):
        grid.move_to(400, 1)
        await pilot.press("up", "up", "up")
        place = grid.place
        grid.show(school_list(ViewRequest("school")), place)
        assert grid.place == place


async def test_a_bar_is_as_long_as_its_share() -> None:
    columns = (Column("name"), Column("bar", ColumnKind.BAR))
    rows = tuple(Row((Cell("甲"), Cell(value=share))) for share in (1.0, 0.5, 0.0, None, 0.001))
    async with shown(Listing(columns, rows), size=(60, 8)) as (grid, _pilot):
        colour = LOOKS["bar"].style(grid.app.theme_variables).bgcolor
        lengths = [
            sum(len(s.text) for s in grid.render_line(y) if s.style and s.style.bgcolor == colour) for y in range(2, 6)
        ]
    assert lengths == [27, 0, 0, 1]


async def test_a_mouse_click_chooses_and_a_double_click_enters() -> None:
    async with shown(numbers("123", "456")) as (grid, pilot):
        await pilot.click(grid, offset=(2, 3))
        assert (grid.place.row, grid.place.column) == (2, 0)
        await pilot.click(grid, offset=(9, 1))
        assert (grid.place.row, grid.place.column) == (0, 1)
        await pilot.click(grid, offset=(9, 2), times=2)
        assert grid.place.row == 1
        assert isinstance(pilot.app, GridApp)
        assert pilot.app.activated == 1


async def test_the_wheel_scrolls_without_moving_the_cursor() -> None:
    async with shown(school_list(ViewRequest("school"))) as (grid, _pilot):
        grid.scroll_down(animate=False)
        assert grid.scroll_offset.y == 1
        assert grid.place.row == 0


async def test_changes_of_the_cell_are_told_once() -> None:
    async with shown(numbers("12", "45")) as (_grid, pilot):
        assert isinstance(pilot.app, GridApp)
        pilot.app.changes.clear()
        await pilot.press("down", "down", "right")
        assert [(place.row, place.column) for place in pilot.app.changes] == [(1, 0), (1, 1)]


async def test_an_empty_view_says_so() -> None:
    async with shown(Listing((Column("a"),), ())) as (grid, pilot):
        await pilot.press("down", "G", "enter")
        assert "Nothing to show." in "".join(lines(grid))
        assert grid.row is None


async def test_marked_rows_have_a_sign() -> None:
    target = ViewRequest("region", ("甲市",))
    view = Listing((Column("a"),), (Row((Cell("甲市"),), target=target), Row((Cell("乙市"),))))
    async with shown(view) as (grid, _pilot):
        grid.mark(frozenset({"region:甲市"}))
        assert lines(grid)[1].startswith("›*甲市")
        assert lines(grid)[2].startswith("  乙市")


def cell_of(text: str, number: int | None, status: Status | None, mark: str) -> Cell:
    return Cell(text, number, status=status, mark=mark, more=abs(number or 0) % 3)


CELLS = st.builds(
    cell_of,
    st.text(max_size=60),
    st.none() | st.integers(),
    st.none() | st.sampled_from(Status),
    st.sampled_from(["", "=", "~", "#"]),
)


@st.composite
def views(draw: st.DrawFn) -> Listing:
    kinds = draw(st.lists(st.sampled_from(ColumnKind), min_size=1, max_size=6))
    columns = tuple(Column(f"c{i}", kind, label=draw(st.text(max_size=20))) for i, kind in enumerate(kinds))
    rows = draw(
        st.lists(
            st.builds(
                lambda cells, kind, depth: Row(tuple(cells), kind, depth),
                st.lists(CELLS, min_size=len(kinds), max_size=len(kinds)),
                st.sampled_from(RowKind),
                st.integers(0, 3),
            ),
            max_size=12,
        )
    )
    return Listing(columns, tuple(rows))


async def test_every_line_has_exactly_the_width_of_the_grid() -> None:
    """For any text: Chinese, emoji, control characters, brackets."""
    async with shown(numbers("1")) as (grid, _pilot):

        @settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
        @given(views(), st.integers(0, 6))
        def check(view: Listing, steps: int) -> None:
            grid.show(view)
            for _ in range(steps):
                grid.action_move(1, 1)
            for y in range(grid.size.height):
                strip = grid.render_line(y)
                assert sum(cell_len(segment.text) for segment in strip) == grid.size.width
                assert "\x1b" not in strip.text

        check()


async def test_a_long_text_runs_on_over_empty_cells_and_no_others() -> None:
    long = "甘肃省优质中等职业学校建设名单"
    columns = (Column("a", label="甲"), Column("b", label="乙"), Column("c", ColumnKind.NUMBER, label="丙"))
    rows = (
        Row((Cell(long), Cell(), Cell("7", 7))),
        Row((Cell(long), Cell("x"), Cell("8", 8))),
        Row((Cell("短"), Cell("y" * 30), Cell("9", 9))),
    )
    async with shown(Listing(columns, rows), (60, 8)) as (grid, _pilot):
        first, second, _third = lines(grid)[1:4]
        assert long in first
        assert first.rstrip().endswith("7")
        assert long not in second
        assert ".." in second
        assert not grid.is_cut
        grid.move_to(1, 0)
        assert grid.is_cut
        grid.move_to(0, 1)
        assert long not in lines(grid)[1], "the cell under the cursor is always there"


async def test_in_a_narrow_list_a_name_gives_way_to_the_number_beside_it() -> None:
    columns = (Column("rule", label="规则", frozen=True), Column("n", ColumnKind.NUMBER, label="数量"))
    rows = (Row((Cell("Stated total and the sum of its columns"), Cell("16", 16))),)
    grid = Grid(id="narrow", whole_names=True)
    async with shown(Listing(columns, rows)) as (_grid, pilot):
        await pilot.app.mount(grid)
        grid.styles.width = 30
        grid.show(Listing(columns, rows))
        await pilot.pause()
        assert lines(grid)[1].rstrip().endswith("16")
        assert ".." in lines(grid)[1]
