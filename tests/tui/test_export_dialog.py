"""The export dialog: rows, format, encoding, columns and note; by keys and by mouse."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from db.address import ViewRequest
from tests.tui.fake import FakeSource
from tests.tui.running import Explorer, explorer
from tui.exporting import Choices, Subject, proposed_name
from tui.screens.export import ExportScreen, WriteLine
from tui.screens.options import OptionLine
from tui.screens.sheet import Field

SIZES = [(120, 40), (80, 24)]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def opened(at: Explorer) -> ExportScreen:
    await at.press("e")
    await at.until(lambda: isinstance(at.app.screen, ExportScreen) and at.app.screen.query(WriteLine))
    assert isinstance(at.app.screen, ExportScreen)
    return at.app.screen


async def on_view(at: Explorer) -> None:
    await at.press("enter")
    await at.until(lambda: at.view.has_focus)


def line(dialog: ExportScreen, name: str) -> OptionLine:
    return dialog.query_one(f"#{name}", OptionLine)


def rows_of(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding=encoding).splitlines()))


async def written(at: Explorer) -> None:
    await at.until(lambda: "written to" in at.foot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_name_follows_the_format_and_the_format_the_name(size: tuple[int, int], tmp_path: Path) -> None:
    async with explorer(size) as at:
        dialog = await opened(at)
        field = dialog.query_one(Field)
        assert field.has_focus
        await at.press("down", "right")
        await at.until(lambda: field.value == str(tmp_path / "region.xlsx"))
        await at.press("right", "right")
        await at.until(lambda: field.value == str(tmp_path / "region.json"))
        field.value = str(tmp_path / "mine.md")
        await at.until(lambda: dialog.choices.form == "md")
        await at.press("enter")
        await written(at)
        assert "| 甲省 | 137 |" in (tmp_path / "mine.md").read_text(encoding="utf-8")


async def test_only_csv_has_a_choice_of_encoding(tmp_path: Path) -> None:
    async with explorer() as at:
        dialog = await opened(at)
        encoding = line(dialog, "encoding").parent
        assert encoding
        assert encoding.display
        await at.press("down", "right")
        await at.until(lambda: not encoding.display)
        await at.press("left", "down", "down", "right", "right", "enter")
        await written(at)
        assert rows_of(tmp_path / "region.csv", "gb18030")[1] == ["甲省", "137"]


@pytest.mark.parametrize("size", SIZES)
async def test_columns_beside_the_figures(size: tuple[int, int], tmp_path: Path) -> None:
    async with explorer(size) as at:
        await on_view(at)
        dialog = await opened(at)
        line(dialog, "extras").focus()
        await at.press("space", "right", "space", "right", "space", "enter")
        await written(at)
        head, *rows = rows_of(tmp_path / "region-甲省.csv")
        beside = ["2023/24", "2023/24 status", "2023/24 unit", "2023/24 source"]
        assert [name for name in head if name.startswith("2023/24")] == beside
        entrants = dict(zip(head, next(row for row in rows if "招生数" in row), strict=True))
        assert [entrants[name] for name in beside] == ["7984", "as printed", "人", "bing-2025 8.1 line 286"]
        rate = dict(zip(head, next(row for row in rows if "升学率" in row), strict=True))
        assert rate["2023/24 status"] == "computed"


async def test_the_note_beside_the_file(tmp_path: Path) -> None:
    async with explorer() as at:
        await on_view(at)
        dialog = await opened(at)
        line(dialog, "sidecar").focus()
        await at.press("space", "enter")
        await written(at)
        note = (tmp_path / "region-甲省.csv.notes.md").read_text(encoding="utf-8")
        assert "`nianbao region:甲省`" in note
        assert "- 丙市 招生数: 7984 in one place, 4424 in another; the two differ, please check" in note
        assert "甲省教育厅" in note


async def test_a_note_that_is_there_is_asked_about_too(tmp_path: Path) -> None:
    (tmp_path / "region.csv.notes.md").write_text("mine")
    async with explorer() as at:
        dialog = await opened(at)
        line(dialog, "sidecar").focus()
        await at.press("space", "enter")
        await at.until(lambda: "region.csv.notes.md is there already" in str(dialog.query_one("#said").render()))
        assert (tmp_path / "region.csv.notes.md").read_text() == "mine"
        assert not (tmp_path / "region.csv").exists()
        await at.press("enter")
        await written(at)
        assert "region" in (tmp_path / "region.csv.notes.md").read_text()


async def test_marked_rows(tmp_path: Path) -> None:
    async with explorer() as at:
        dialog = await opened(at)
        assert [option.id for option in line(dialog, "rows").options] == ["shown"]
        await at.press("escape", "down", "down", "space", "down", "down", "space")
        dialog = await opened(at)
        assert [option.label for option in line(dialog, "rows").options] == ["shown 5", "marked 2"]
        line(dialog, "rows").choose("marked")
        await at.press("enter")
        await written(at)
        assert rows_of(tmp_path / "region.csv") == [["地区", "学校"], ["乙市", "18"], ["丁州", "3"]]


async def test_all_rows_of_a_view_that_is_narrowed(tmp_path: Path) -> None:
    async with explorer() as at:
        await at.press("slash", *"丙市", "enter")
        await at.until(lambda: at.listed.view and at.listed.view.count == 1)
        dialog = await opened(at)
        assert [option.id for option in line(dialog, "rows").options] == ["shown", "all"]
        line(dialog, "rows").choose("all")
        await at.press("enter")
        await at.until(lambda: "rows: 5" in at.foot)
        assert len(rows_of(tmp_path / "region-丙市.csv")) == 6


async def test_the_last_choices_are_kept_while_the_program_runs() -> None:
    async with explorer() as at:
        dialog = await opened(at)
        await at.press("down", "right", "right", "right")
        line(dialog, "extras").focus()
        await at.press("space", "enter")
        await written(at)
        dialog = await opened(at)
        assert dialog.choices == Choices(form="json", extras=("status",))
        assert dialog.query_one(Field).value.endswith("region.json")
        await at.press("escape")
        dialog = await opened(at)
        line(dialog, "form").choose("csv")
        await at.press("escape")
        assert (await opened(at)).choices.form == "json", "what was not written is not remembered"


async def test_the_encoding_of_the_settings_is_proposed() -> None:
    from tui.settings import Settings

    async with explorer() as at:
        at.app.settings = Settings(encoding="gb18030")
        assert (await opened(at)).choices.encoding == "gb18030"


@pytest.mark.parametrize("size", SIZES)
async def test_everything_by_mouse(size: tuple[int, int], tmp_path: Path) -> None:
    async with explorer(size) as at:
        dialog = await opened(at)
        json_at = len("(x) CSV  ( ) Excel  ( ) Markdown  ")
        assert await at.pilot.click(line(dialog, "form"), offset=(json_at + 1, 0))
        await at.until(lambda: dialog.choices.form == "json")
        assert await at.pilot.click(line(dialog, "extras"), offset=(1, 0))
        assert dialog.choices.extras == ("status",)
        assert await at.pilot.click(line(dialog, "extras"), offset=(1, 0))
        assert dialog.choices.extras == ()
        assert await at.pilot.click(WriteLine, offset=(2, 0))
        await written(at)
        assert json.loads((tmp_path / "region.json").read_text(encoding="utf-8"))[0] == {"name": "甲省", "schools": 137}
        dialog = await opened(at)
        assert await at.pilot.click(WriteLine, offset=(len(" enter write ") + 3, 0))
        await at.until(lambda: at.app.screen is at.screen)


async def test_arrows_and_tab_walk_through_the_form() -> None:
    async with explorer() as at:
        dialog = await opened(at)
        seen = []
        for key in ("down", "tab", "down", "j", "down"):
            await at.press(key)
            seen.append(at.app.focused.id if at.app.focused else None)
        assert seen == ["form", "rows", "encoding", "extras", "sidecar"]
        await at.press("up", "k", "shift+tab")
        assert at.app.focused is line(dialog, "rows")


async def test_a_long_export_tells_how_far_it_is_and_can_be_cancelled(tmp_path: Path) -> None:
    go_on = Event()

    class Slow(FakeSource):
        def cited(self, observation_ids: Any) -> list[Any]:
            assert go_on.wait(8)
            return super().cited(observation_ids)

    async with explorer(source=Slow()) as at:
        dialog = await opened(at)
        line(dialog, "extras").focus()
        await at.press("space", "enter", "escape")
        assert at.app.screen is dialog, "esc stops the writing first"
        go_on.set()
        await at.until(lambda: "Cancelled; nothing was written." in str(dialog.query_one("#said").render()))
        assert not list(tmp_path.iterdir())
        await at.press("enter")
        await written(at)


def test_the_name_says_a_name_rather_than_a_key() -> None:
    request = ViewRequest("region", ("621000",)).having(year=("2024", "2025"))
    assert proposed_name(request, "csv", ["甘肃省", "庆阳市"]) == "region-庆阳市-2024-2025.csv"
    assert proposed_name(ViewRequest("table", ("a", "b")), "md", ["表"]) == "table-a-b.md"


def test_the_name_of_a_chart_says_what_is_drawn_and_of_what() -> None:
    bars = ViewRequest("indicator", ("entrants",)).having(chart="y2024")
    assert proposed_name(bars, "svg", ["招生数", "2023/24"]) == "indicator-招生数-2023_24.svg"
    of_row = ViewRequest("compare", ("庆阳市", "天水市")).having(chart="row.entrants")
    assert proposed_name(of_row, "csv", ["庆阳市 / 天水市", "招生数"]) == "compare-庆阳市-天水市-招生数.csv"


def test_what_narrows_is_taken_away_and_nothing_else() -> None:
    source = FakeSource()
    view = source.view(ViewRequest("region").having(q="丙", sort="-schools"))
    assert str(Subject(view, source).whole) == "region/sort=-schools"
