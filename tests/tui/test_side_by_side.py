"""In the app: what is computed tells its terms, a peer's row leads to the ranking, ratios skip what nobody has."""

from __future__ import annotations

from tests.library import bundled_library
from tests.tui.running import explorer


async def test_a_peers_row_leads_to_the_ranking_at_the_region_one_came_from() -> None:
    with bundled_library() as library:
        async with explorer((120, 40), library, "", "region:庆阳市/face=peers") as at:
            await at.until(lambda: bool(at.view.row and at.view.row.target))
            while at.view.row and at.view.row.key != "rate.progression":
                await at.press("down")
            await at.press("enter")
            await at.until(lambda: at.address.startswith("indicator:"))
            await at.until(lambda: bool(at.view.row) and at.view.row.key == "region:庆阳市")
            assert at.view.row
            assert at.view.row.cells[0].value == 12


async def test_a_computed_figure_tells_both_terms_and_no_other_value() -> None:
    with bundled_library() as library:
        async with explorer((120, 40), library, "", "indicator:升学率/year=2024") as at:
            await at.until(lambda: bool(at.view.row and at.view.row.cells))
            while not (at.view.cell and at.view.cell.mark == "="):
                await at.press("right")
            await at.until(lambda: "Computed from" in at.foot)
            assert "升学人数" in at.foot
            assert "毕业生人数" in at.foot
            assert "Also" not in at.foot


async def test_ratios_leave_out_what_nobody_can_be_divided_by() -> None:
    with bundled_library() as library:
        async with explorer((120, 40), library, "", "compare:庆阳市,天水市/year=2024") as at:
            await at.press("r")
            await at.until(lambda: "per=student" in at.address)
            await at.press("r")
            await at.until(lambda: "per=" not in at.address)
            await at.until(lambda: "Not per teacher" in at.foot)


async def test_where_nothing_divides_the_comparison_stays_and_it_is_said() -> None:
    with bundled_library() as library:
        async with explorer((120, 40), library, "", "compare:永登县,永昌县") as at:
            await at.press("r")
            await at.until(lambda: "Not per teacher" in at.foot)
            assert "per=" not in at.address
