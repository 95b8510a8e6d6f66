"""Columns in the explorer: hidden, moved, frozen, chosen on a sheet; what is shown is what the address says."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.address import ViewRequest, parse_address
from db.view import Column
from tests.library import bundled_library
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, explorer
from tui.columnplan import ColumnPlan, plan_of
from tui.columns import frozen_count
from tui.grid import Grid
from tui.listing import Listing
from tui.screens.columns import ColumnSheet, Hints

SIZES = [(120, 40), (80, 24)]
REGION = ["indicator", "unit", "y2024", "y2025", "change"]


def ids(at: Explorer) -> list[str]:
    return [column.id for column in at.view.view.columns] if at.view.view else []


async def in_the_view(at: Explorer, column: int) -> None:
    await at.press("tab", "down", *["right"] * column)
    assert at.view.place.column == column


async def on_the_sheet(at: Explorer) -> ColumnSheet:
    await at.press("C")
    await at.until(lambda: isinstance(at.app.screen, ColumnSheet) and at.app.screen.query_one(Grid).view)
    assert isinstance(at.app.screen, ColumnSheet)
    return at.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_underscore_hides_the_column_under_the_cursor(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await in_the_view(at, 1)
        row = at.view.row
        await at.press("underscore")
        await at.shows("region:甲省/columns=indicator,y2024,y2025,change")
        assert ids(at) == ["indicator", "y2024", "y2025", "change"]
        assert at.view.place.column == 1
        assert at.view.row
        assert row
        assert at.view.row.key == row.key
        await at.until(lambda: "单位 is hidden; C shows it again" in at.foot)


async def test_the_last_column_stays() -> None:
    async with explorer() as at:
        await in_the_view(at, 0)
        for _column in REGION[:-1]:
            count = len(ids(at))
            await at.press("underscore")
            await at.until(lambda count=count: len(ids(at)) == count - 1)
        await at.press("underscore")
        await at.until(lambda: "One column has to stay." in at.foot)
        assert ids(at) == ["change"]


@pytest.mark.parametrize(("right", "left"), [(">", "<"), ("＞", "＜")])
async def test_a_column_is_moved_and_the_cursor_goes_with_it(right: str, left: str) -> None:
    async with explorer() as at:
        await in_the_view(at, 2)
        await at.press(right)
        await at.shows("region:甲省/columns=indicator,unit,y2025,y2024,change")
        assert at.view.place.column == 3
        await at.press(left)
        await at.until(lambda: ids(at) == REGION)
        assert at.view.place.column == 2
        assert frozen_count(at.view.view.columns if at.view.view else ()) == 1


async def test_at_the_edge_a_column_stays_where_it_is() -> None:
    async with explorer() as at:
        await in_the_view(at, 0)
        await at.press("<")
        await at.pilot.pause(0.1)
        assert at.address == "region:甲省"


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_shows_hides_moves_and_freezes(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await in_the_view(at, 1)
        sheet = await on_the_sheet(at)
        grid = sheet.query_one(Grid)
        assert grid.place.row == 1, "it begins at the column under the cursor"
        await at.press("space", "down", "f", "down", ">")
        assert sheet.plan.shown == ("indicator", "y2024", "change", "y2025")
        assert grid.marked == {"indicator", "y2024", "change", "y2025"}
        await at.press("enter")
        await at.shows("region:甲省/columns=indicator,y2024,change,y2025/frozen=2")
        assert frozen_count(at.view.view.columns if at.view.view else ()) == 2
        assert at.view.has_focus


async def test_hidden_columns_are_on_the_sheet_and_all_come_back() -> None:
    async with explorer() as at:
        await in_the_view(at, 1)
        await at.press("underscore")
        await at.until(lambda: len(ids(at)) == 4)
        sheet = await on_the_sheet(at)
        rows = sheet.query_one(Grid).view
        assert rows
        assert [(row.key, row.cells[1].word) for row in rows.rows()] == [
            ("indicator", "stays in sight"),
            ("y2024", ""),
            ("y2025", ""),
            ("change", ""),
            ("unit", "hidden"),
        ]
        await at.press("r", "enter")
        await at.until(lambda: ids(at) == REGION)


async def test_the_keys_of_the_sheet_can_be_clicked() -> None:
    async with explorer() as at:
        await in_the_view(at, 1)
        sheet = await on_the_sheet(at)
        for label in ("show or hide", "further down", "take"):
            line = next(line for line in sheet.query(Hints) if label in line.render().plain)
            await at.pilot.click(line, offset=(line.render().plain.index(label), 0))
        await at.shows("region:甲省/columns=indicator,y2024,y2025,change")


async def test_esc_leaves_the_columns_as_they_were() -> None:
    async with explorer() as at:
        await in_the_view(at, 1)
        await on_the_sheet(at)
        await at.press("space", "escape")
        assert at.app.screen is at.screen
        assert at.address == "region:甲省"


async def test_what_is_written_has_the_columns_that_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.export import save

    monkeypatch.chdir(tmp_path)
    async with explorer() as at:
        await in_the_view(at, 1)
        await at.press("underscore")
        await at.until(lambda: len(ids(at)) == 4)
        address = at.address
    view = FakeSource().view(parse_address(address))
    save(view, tmp_path / "x.csv", "csv")
    head = next(csv.reader((tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert head == ["group", "指标", "2023/24", "2024/25", "增减"]


async def test_frozen_columns_stay_in_sight() -> None:
    async with explorer((80, 24), bundled_library(), "") as at:
        at.screen.open(ViewRequest("observations").having(frozen="2"))
        await at.until(lambda: at.address == "observations/frozen=2")
        at.view.move_to(0, 12)
        await at.pilot.pause()
        planned = at.view._planned()
        assert [slot.index for slot in planned.slots][:2] == [0, 1]
        assert planned.slot(12)


# The plan

COLUMNS = [Column(f"c{i}", frozen=i == 0) for i in range(6)]
PLANS = st.builds(
    lambda order, hidden, frozen: ColumnPlan(tuple(order), frozenset(hidden), min(frozen, 6 - len(hidden))),
    st.permutations([column.id for column in COLUMNS]),
    st.sets(st.sampled_from([column.id for column in COLUMNS]), max_size=5),
    st.integers(1, 6),
)


@given(PLANS, st.sampled_from([column.id for column in COLUMNS]), st.sampled_from([-1, 1]))
def test_a_plan_always_holds_every_column_once(plan: ColumnPlan, id_: str, step: int) -> None:
    for other in (plan.moved(id_, step), plan.toggled(id_), plan.frozen_to(id_)):
        assert sorted(other.order) == sorted(plan.order)
        assert other.shown
        assert 1 <= other.frozen <= len(other.shown)
    moved = plan.moved(id_, step)
    assert moved == plan or moved.moved(id_, -step).shown == plan.shown


@given(PLANS)
def test_a_plan_is_what_the_request_shows(plan: ColumnPlan) -> None:
    view = Listing(tuple(COLUMNS), ())
    request = plan.applied(ViewRequest("region"), view)
    assert (request.option("columns") or tuple(column.id for column in COLUMNS)) == plan.shown
    by_id = {column.id: column for column in COLUMNS}
    shown = [by_id[id_] for id_ in plan.shown]
    assert int(request.first("frozen") or frozen_count(shown)) == plan.frozen
    assert plan_of(view).applied(request, view) == request, "nothing is changed by taking what is shown"
