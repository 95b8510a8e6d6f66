"""Undo and redo of how a view is arranged: the stack by itself, and each change in the explorer."""

from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.address import ViewRequest
from tests.tui.fake import FakeSource
from tests.tui.running import explorer
from tests.tui.test_keys import first_texts
from tui.actions import BY_ID
from tui.app import NianbaoApp
from tui.state import MOST_CHANGES, Change, Changes

ARRANGING = [
    *("filter", "like_this", "topic", "drop_last", "drop_all", "sort", "undo", "redo"),
    *("columns", "column_left", "column_right", "hide_column"),
]
VIEW = ViewRequest("region", ("甲省",))


def at_step(number: int) -> ViewRequest:
    return VIEW.having(q=str(number)) if number else VIEW


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=60))
def test_undo_and_redo_walk_one_line_of_changes(moves: list[str]) -> None:
    changes, line, place = Changes(), [VIEW], 0
    for number, move in enumerate(moves, 1):
        if move == "do":
            after = at_step(number)
            changes = changes.with_change(Change(str(number), line[place], after))
            line, place = [*line[: place + 1], after], place + 1
            continue
        change, changes = changes.undo(line[place]) if move == "undo" else changes.redo(line[place])
        step = -1 if move == "undo" else 1
        if 0 <= place + step < len(line):
            assert change
            assert (change.before if move == "undo" else change.after) == line[place + step]
            place += step
        else:
            assert change is None


def test_a_view_opened_anew_has_nothing_to_undo() -> None:
    changes = Changes().with_change(Change("sort", VIEW, at_step(1)))
    assert changes.undo(VIEW)[0] is None
    assert changes.redo(at_step(1))[0] is None
    again = changes.with_change(Change("other", VIEW, at_step(2)))
    assert again.done == (Change("other", VIEW, at_step(2)),)


def test_the_stack_does_not_grow_for_ever() -> None:
    changes = Changes()
    for number in range(3 * MOST_CHANGES):
        changes = changes.with_change(Change("", at_step(number), at_step(number + 1)))
    assert len(changes.done) == MOST_CHANGES
    assert changes.undo(at_step(3 * MOST_CHANGES))[0]


@pytest.mark.parametrize(("undo", "redo"), [("u", "U"), ("ctrl+z", "ctrl+y"), ("ｕ", "Ｕ")])
async def test_sorting_filtering_and_columns_are_undone_and_done_again(undo: str, redo: str) -> None:
    async with explorer() as at:
        await at.press("tab", "down", "right")
        await at.press("F")
        await at.shows("region:甲省/where=unit.人")
        await at.press("underscore")
        await at.shows("region:甲省/where=unit.人/columns=indicator,y2024,y2025,change")
        await at.press("s")
        await at.shows("region:甲省/where=unit.人/sort=y2024/columns=indicator,y2024,y2025,change")
        await at.press("down")
        row = at.view.row
        await at.press(undo)
        await at.shows("region:甲省/where=unit.人/columns=indicator,y2024,y2025,change")
        await at.until(lambda: "Undone: order by 2023/24" in at.foot)
        assert at.view.row
        assert row
        assert at.view.row.key == row.key, "the cursor stays on its row"
        await at.press(undo)
        await at.shows("region:甲省/where=unit.人")
        await at.until(lambda: "Undone: hiding 单位" in at.foot)
        await at.press(undo)
        await at.shows("region:甲省")
        await at.until(lambda: "Undone: filter 单位 人" in at.foot)
        await at.press(undo)
        await at.until(lambda: "Nothing to undo in this view." in at.foot)
        await at.press(redo, redo)
        await at.shows("region:甲省/where=unit.人/columns=indicator,y2024,y2025,change")
        await at.until(lambda: "Done again: hiding 单位" in at.foot)
        await at.press(redo, redo)
        await at.until(lambda: "Nothing to do again." in at.foot)
        assert at.address == "region:甲省/where=unit.人/sort=y2024/columns=indicator,y2024,y2025,change"


async def test_narrowing_is_one_change_however_much_was_typed() -> None:
    async with explorer() as at:
        await at.press("slash", *"乙市", "enter")
        await at.until(lambda: first_texts(at.listed) == ["乙市"])
        await at.press("u")
        await at.until(lambda: len(first_texts(at.listed)) == 5)
        await at.until(lambda: "Undone: narrowed to 乙市" in at.foot)
        assert at.listed.row
        assert at.listed.row.key == "乙市"
        await at.press("U")
        await at.until(lambda: first_texts(at.listed) == ["乙市"])
        await at.press("escape")
        await at.until(lambda: len(first_texts(at.listed)) == 5)
        await at.press("u")
        await at.until(lambda: first_texts(at.listed) == ["乙市"])


async def test_going_on_is_no_change_and_each_view_has_its_own() -> None:
    async with explorer() as at:
        await at.press("right", "s")
        await at.until(lambda: first_texts(at.listed)[0] == "丁州")
        await at.press("tab", "u")
        await at.until(lambda: "Nothing to undo in this view." in at.foot)
        await at.press("tab", "u")
        await at.until(lambda: first_texts(at.listed)[0] == "甲省")


async def test_before_the_database_is_open_there_is_nothing_to_arrange() -> None:
    ready = Event()

    def open_source() -> FakeSource:
        assert ready.wait(20)
        return FakeSource()

    app = NianbaoApp(open_source)
    async with app.run_test(size=(120, 40)) as pilot:
        for id_ in ARRANGING:
            await app.run_action(BY_ID[id_].action, app.explorer)
        await pilot.pause()
        assert app.is_running
        assert app.explorer.request_of("list") is None
        ready.set()
