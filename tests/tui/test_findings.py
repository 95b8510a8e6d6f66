"""Findings in the explorer: told at the foot of a figure, opened from it, followed to both sides, and in their pane."""

import pytest

from db.address import parse_address
from db.view import RowKind
from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tests.tui.test_grid import shown as in_a_grid
from tests.tui.test_keys import to_entrants
from tui.celltext import shown
from tui.foot import Foot
from tui.frame import KeyLine, PaneLine
from tui.grid import Grid
from tui.remarks import figure_ids, standing
from tui.screens.sheet import Sheet

SIZES = [(120, 40), (80, 24)]
ENTRANTS = "findings:qingyang-2025/rule=printed_twice"


async def to_cell(at: Explorer, name: str, column: str) -> None:
    """The cursor of the view on a figure of the bundled reports."""
    await at.until(lambda: at.view.view and at.view.view.count)
    assert at.view.view
    names = [row.cells[0].text for row in at.view.view.rows()]
    at.view.move_to(names.index(name), [c.id for c in at.view.view.columns].index(column))
    await at.pilot.pause()


def labels(at: Explorer) -> list[str]:
    return [remark.label for remark in at.screen.query_one(Foot).remarks]


# At the foot


@pytest.mark.parametrize("size", SIZES)
async def test_the_finding_of_a_figure_is_told_in_cinnabar(size: tuple[int, int]) -> None:
    async with explorer(size) as at:
        await to_entrants(at)
        await at.until(lambda: "Findings: " in at.foot)
        assert at.foot.splitlines()[1].startswith("Findings: 4424 in jia-2024 表3 line 318; 丙市 招生数: 7984 in one")
        assert at.screen.query_one(Foot).shown[1].tone == "$error"
        await at.press("right")
        await at.until(lambda: "2023/2024" in at.foot and "Findings" not in at.foot)


async def test_only_the_cell_that_shows_the_figure_tells_its_finding() -> None:
    """Its name, its unit and its neighbour have no finding, though the row's source is told for them."""
    async with explorer() as at:
        await to_entrants(at)
        await at.until(lambda: "Findings" in labels(at))
        for key in ("left", "left"):
            await at.press(key)
            await at.until(lambda: "Findings" not in labels(at))
            assert "Source" in labels(at)


async def test_every_marked_figure_of_a_city_tells_a_finding_and_no_other_does() -> None:
    with bundled_library() as library:
        async with in_a_grid(library.view(parse_address("region:庆阳市")), (120, 40)) as (grid, _pilot):
            assert grid.view
            rows = enumerate(grid.view.rows())
            marked = 0
            for number, index in ((n, i) for n, row in rows if row.kind is RowKind.DATA for i in range(len(row.cells))):
                grid.move_to(number, index)
                assert grid.cell
                told = standing(library, figure_ids(grid))
                assert bool(grid.cell.finding) == any(one.severity != "scope" for one in told)
                marked += bool(grid.cell.finding)
            assert marked > 10


# a


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["a", "ａ"])
async def test_a_opens_the_findings_of_the_figure_and_esc_comes_back(size: tuple[int, int], key: str) -> None:
    async with explorer(size) as at:
        await to_entrants(at)
        place = at.view.place
        await at.press(key)
        await at.shows("findings:bing-2025/rule=printed_twice")
        assert at.view.has_focus
        assert at.view.row
        assert at.view.row.key == "7", "the cursor is on the finding of this figure"
        await at.press("escape")
        await at.shows("region:甲省")
        assert at.view.place == place
        assert at.view.has_focus


async def test_a_where_nothing_was_found_says_so() -> None:
    async with explorer() as at:
        await at.press("tab")
        await at.until(lambda: at.view.view)
        at.view.move_to(1, 3)
        await at.press("a")
        await at.until(lambda: "The audit found nothing on this figure." in at.foot)
        assert at.address == "region:甲省"


@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 0), (4, 4)], ids=["heading", "name", "change"])
async def test_a_on_what_is_no_printed_figure_says_so(row: int, column: int) -> None:
    async with explorer() as at:
        await at.press("tab")
        await at.until(lambda: at.view.view)
        at.view.move_to(row, column)
        await at.press("a")
        await at.until(lambda: "This cell holds no printed figure" in at.foot)
        assert at.address == "region:甲省"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["enter", "o"])
async def test_from_a_figure_over_its_finding_to_both_sides_and_back(size: tuple[int, int], key: str) -> None:
    """7984 (the city, in prose) and 4424 (the province, 表3)."""
    async with explorer(size, bundled_library(), "") as at:
        await at.press("slash", *"qys", "enter")
        await at.shows("region:庆阳市")
        await at.press("tab")
        await to_cell(at, "招生数", "y2024")
        await at.until(lambda: "7984 in one place, 4424 in another" in at.foot)
        before = at.view.place
        await at.press("a")
        await at.shows(ENTRANTS)
        assert at.view.row
        assert at.view.row.cells[0].values
        assert {at.view.row.cells[1].value, at.view.row.cells[2].value} == {7984, 4424}
        row = at.view.place.row
        assert at.view.view
        columns = [column.id for column in at.view.view.columns]
        sides = {}
        for side in ("source_a", "source_b"):
            at.view.move_to(row, columns.index(side))
            await at.pilot.pause()
            assert "Findings" not in labels(at)
            await at.press(key)
            await at.until(lambda: "/at=" in at.address)
            assert at.view.cell
            sides[at.address.partition("/")[0]] = at.view.cell.text
            await at.press("escape")
            await at.shows(ENTRANTS)
            assert at.view.place.row == row
        assert sides["table:gansu-2024,表3"] == "4424"
        assert "7984" in sides["text:qingyang-2025"]
        await at.press("escape")
        await at.shows("region:庆阳市")
        assert at.view.place == before


async def test_a_side_of_several_figures_lists_their_places() -> None:
    async with explorer((120, 40), bundled_library(), "") as at:
        await at.press("6")
        await at.until(lambda: at.address == "findings/type=mismatch" and at.view.view)
        assert at.view.view
        rows = at.view.view.rows()
        number = next(i for i, row in enumerate(rows) if len(row.cells) > 6 and len(row.cells[6].observations) > 2)
        await at.press("tab")
        at.view.move_to(number, 6)
        await at.press("o")
        await at.until(lambda: isinstance(at.app.screen, Sheet) and at.app.screen.query_one(Grid).view)
        listed = at.app.screen.query_one(Grid).view
        assert listed
        assert listed.count == len(rows[number].cells[6].observations)


async def test_a_stands_in_the_help_and_not_in_the_foot() -> None:
    async with explorer() as at:
        await at.press("tab", "question_mark")
        await at.until(lambda: isinstance(at.app.screen, Sheet) and at.app.screen.query_one(Grid).view)
        help_view = at.app.screen.query_one(Grid).view
        assert help_view
        assert any([c.text for c in r.cells] == ["a", "findings of this figure"] for r in help_view.rows())
        assert ("a", "findings of this figure") not in at.screen.query_one(KeyLine).keys


# The pane


@pytest.mark.parametrize("size", SIZES)
async def test_the_pane_lists_classes_and_rules_and_the_findings_follow(size: tuple[int, int]) -> None:
    async with explorer(size, bundled_library(), "") as at:
        await at.press("6")
        await at.until(lambda: at.address == "findings/type=mismatch" and at.view.view)
        assert at.screen.query_one(PaneLine).chosen == "findings"
        listed = at.listed.view
        assert listed
        rows = listed.rows()
        assert [shown(row.cells[0], listed.columns[0]).text for row in rows if not row.depth] == [
            "mismatch",
            "inconsistent",
            "to verify",
            "difference of scope",
            "doubt of conversion",
        ]
        for number, row in enumerate(rows[:8]):
            at.listed.move_to(number, 0)
            await at.shows(str(row.target))
            assert at.view.view
            found = [r for r in at.view.view.rows() if r.kind is RowKind.DATA]
            standing = [r for r in found if r.note is None]
            assert len(standing) == row.cells[1].value
        assert at.listed.has_focus
