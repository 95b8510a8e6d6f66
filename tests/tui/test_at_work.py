"""What an officer and a researcher stumbled over when they did their work in the explorer."""

import csv
from io import BytesIO, TextIOWrapper
from pathlib import Path

from db.address import parse_address
from db.export import Words, write_view
from db.view import View
from tests.library import bundled_library
from tests.tui.command_line import database
from tests.tui.keeping import starting
from tests.tui.running import explorer
from tests.tui.test_load_dialog import MADE_UP, found, loaded, open_dialog, type_path
from tui.celltext import file_heading, heading
from tui.chips import said_of_none
from tui.i18n import _, set_language
from tui.screens.loading import PathField
from tui.settings import VARIABLE, read_settings

__all__ = ["database"]


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


async def test_a_path_that_is_pasted_takes_the_place_of_the_folder(database: Path) -> None:
    async with starting(database) as at:
        dialog = await open_dialog(at)
        field = dialog.query_one(PathField)
        assert field.value == str(dialog.folder)
        field.focus()
        await at.until(lambda: field.has_focus)
        await at.press(*"/tmp")
        await at.until(lambda: field.value == "/tmp")


async def test_where_the_filters_leave_no_row_the_way_out_is_said() -> None:
    async with explorer() as at:
        await at.press("tab", "/", *"qqqq", "enter")
        await at.until(lambda: at.view.view and at.view.view.count == 0)
        assert "X takes them away" in drawn(at.view)
        await at.press("X")
        await at.until(lambda: at.view.view and at.view.view.count > 0)
        assert "X takes them away" not in drawn(at.view)


def drawn(grid: object) -> str:
    return "\n".join(grid.render_line(y).text for y in range(grid.size.height))  # type: ignore[attr-defined]


def test_an_empty_view_without_filters_is_only_empty() -> None:
    assert "X" not in said_of_none(parse_address("observations"))
    assert "X" in said_of_none(parse_address("observations/where=status.lost"))


def test_all_figures_have_words_above_them_and_their_contract_in_files() -> None:
    set_language("zh")
    for address in ("observations/report=qingyang-2025", "records/report=qingyang-2025"):
        view = shown(address)
        on_screen = [heading(column) for column in view.columns]
        assert on_screen[0] == "年报"
        assert not [name for name, column in zip(on_screen, view.columns, strict=True) if name == column.id]
        file = BytesIO()
        write_view(view, "csv", file, Words(file_heading, _))
        file.seek(0)
        assert next(csv.reader(TextIOWrapper(file, "utf-8-sig"))) == [column.id for column in view.columns]


def test_among_no_ranked_peers_no_year_is_named() -> None:
    value = next(column for column in shown("region:甘肃省/face=peers").columns if column.id == "value")
    assert (value.label, value.word) == ("", "Value")


def test_what_is_not_ranked_is_counted() -> None:
    note = next(note for note in shown("region:庆阳市/face=peers").notes if "least" in note.values)
    figures = shown("observations:庆阳市")
    places = {column.id: place for place, column in enumerate(figures.columns)}
    reported = {
        row.cells[places["indicator"]].text for row in figures.rows() if row.cells[places["value"]].value is not None
    }
    years = ("2022", "2023", "2024", "2025", "2026")
    ranked = {row.key for year in years for row in shown(f"region:庆阳市/face=peers/year={year}").rows()}
    assert note.values["n"] == len(reported - ranked) > 0


def test_small_ratios_are_told_of_a_thousand() -> None:
    view = shown("compare:庆阳市,天水市/year=2024/per=student")
    ids = [column.id for column in view.columns]
    row = next(row for row in view.rows() if row.cells[0].text == "专业布点数")
    assert row.cells[ids.index("unit")].text == "个/千人"
    assert row.cells[ids.index("e1_2024")].text == "8.156"


async def test_what_is_loaded_says_what_the_audit_found(database: Path) -> None:
    async with starting(database) as at:
        await open_dialog(at)
        await type_path(at, MADE_UP / "zunyi-2026.docx")
        await loaded(at)
        assert "findings: mismatch 6, inconsistent 3" in found(at)


async def test_many_faults_of_the_settings_are_counted_one_is_told(tmp_path: Path) -> None:
    for content, said in (
        ('langage = "zh"\ntheme = "blue"\n', "2 faults in the settings: nianbao config"),
        ('langage = "zh"\n', "there is no setting “langage”"),
    ):
        (tmp_path / "config.toml").write_text(content, encoding="utf-8")
        async with explorer(settings=read_settings({VARIABLE: str(tmp_path / "config.toml")})) as at:
            await at.until(lambda said=said: said in at.foot)
