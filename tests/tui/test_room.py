"""What stands on the screen without scrolling, on the bundled reports: small and in English too."""

import pytest

from tests.library import bundled_library
from tests.tui.running import Explorer, explorer
from tests.tui.test_screens import picture
from tui.foot import NoteLines

SMALL = (80, 24)


def head(at: Explorer) -> str:
    """The names of the columns of the view that are on the screen."""
    return at.view.render_line(0).text


def whole_columns(at: Explorer) -> list[str]:
    """Ids of the columns of the view that are on the screen as wide as their content."""
    view = at.view.view
    assert view
    return [column.id for index, column in enumerate(view.columns) if at.view._is_whole(index)]


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_two_years_of_a_region_and_the_change_are_in_sight(size: tuple[int, int], lang: str) -> None:
    async with explorer(size, bundled_library(), "", "region:庆阳市", lang=lang) as at:
        await picture(at)
        assert {"y2024", "y2025", "change"} <= {*whole_columns(at)}
        assert all(name in head(at) for name in ("2023/24", "2024/25", {"zh": "增减", "en": "Change"}[lang]))


@pytest.mark.parametrize(
    "address", ["compare:庆阳市,天水市/year=2024,2025", "compare:庆阳市,天水市", "indicator:entrants", "region:甘肃省"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_two_columns_of_figures_are_in_sight_on_a_small_screen(address: str, lang: str) -> None:
    async with explorer(SMALL, bundled_library(), "", address, lang=lang) as at:
        await picture(at)
        figures = [id_ for id_ in whole_columns(at) if (id_[0] in "yec" and id_[1:2].isdigit()) or id_ == "change"]
        assert len(figures) >= 2, whole_columns(at)


async def test_a_name_is_shortened_in_the_middle_where_there_is_little_room() -> None:
    cities = "compare:庆阳市,天水市,平凉市,白银市/year=2024"
    async with explorer(SMALL, bundled_library(), "", cities, lang="zh") as at:
        await picture(at)
        lines = "\n".join(at.view.render_line(y).text for y in range(at.view.size.height))
        assert "毕业生面向..业就业人数" in lines


async def test_glosses_and_the_change_share_the_room() -> None:
    async with explorer((120, 40), bundled_library(), "", "region:庆阳市", lang="en") as at:
        await picture(at)
        row = at.view.render_line(2).text
        assert "毕业去向落实率  graduate pla" in row
        assert "+1.54" in row


async def test_years_with_few_figures_are_behind_the_change_and_come_into_sight() -> None:
    async with explorer(SMALL, bundled_library(), "", "region:庆阳市", lang="en") as at:
        await picture(at)
        assert "2025/26" not in head(at)
        assert any("2025/26 (8)" in note for note in at.screen.query_one(NoteLines).notes)
        view = at.view.view
        assert view
        await at.press(*["right"] * (len(view.columns) - 1))
        await at.until(lambda: "2025/26" in head(at))


async def test_short_notes_share_a_line() -> None:
    async with explorer((120, 40), bundled_library(), "", "region:庆阳市", lang="zh") as at:
        await picture(at)
        notes = at.screen.query_one(NoteLines)
        assert len(notes.notes) == 2
        assert notes.size.height == 1
        await at.pilot.resize_terminal(50, 24)
        await at.until(lambda: notes.size.height == 2)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_overview_tells_its_details_whole_on_a_small_screen(lang: str) -> None:
    async with explorer(SMALL, bundled_library(), "", "overview", lang=lang) as at:
        await picture(at)
        lines = [at.view.render_line(y).text for y in range(at.view.size.height)]
        assert any("nianbao load FILE" in line for line in lines), "how a report is loaded"
        assert any("658719.04 › 837832.31 万元" in line for line in lines)
        assert any("62.02 › 74.19 %" in line for line in lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_counts_of_the_findings_stand_beside_their_rules(lang: str) -> None:
    async with explorer(SMALL, bundled_library(), "", "findings/face=rules", lang=lang) as at:
        await picture(at)
        lines = [at.listed.render_line(y).text.rstrip() for y in range(1, 4)]
        assert all(line[-1].isdigit() for line in lines), lines
        await at.press("down", "down", "right", "left")
        await picture(at)
        lines = [at.listed.render_line(y).text.rstrip() for y in range(1, 4)]
        assert all(line[-1].isdigit() for line in lines), lines


async def test_a_list_is_as_wide_as_its_names_with_short_glosses() -> None:
    async with explorer((120, 40), bundled_library(), "", "region:庆阳市", lang="en") as at:
        await picture(at)
        lines = "\n".join(at.listed.render_line(y).text for y in range(at.listed.size.height))
        assert "嘉峪关市  Jiayuguan " in lines
        assert at.listed.render_line(0).text.split()[:2] == ["Region", "Schools"]
        assert at.listed.outer_size.width <= 40
