"""The English interface: Chinese names with their glosses beside them, and nothing of ours without one."""

import re

import pytest

from db.address import ViewRequest, parse_address
from db.reference import annex_forms, categories, category_glosses, chapters, indicators
from db.terms import Severity, Status
from db.view import Cell, Column, ColumnKind, Row, RowKind, View
from tests.library import bundled_library
from tests.tui.running import explorer
from tests.tui.test_grid import lines
from tests.tui.test_grid import shown as in_a_grid
from tui.celltext import STATUS_WORDS, shown
from tui.chips import STATUS_NAMES
from tui.cli.pretty import lines_of
from tui.i18n import _, set_language
from tui.listing import Listing

NAME = Column("name", label="指标", frozen=True)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def glossed(numbers: int = 1) -> Listing:
    """招生数 with its gloss under the heading of a chapter, and as many numbers beside it."""
    columns = (NAME, *(Column(f"n{i}", ColumnKind.NUMBER, label="2023/24") for i in range(numbers)))
    rows = (
        Row((Cell("办学规模", gloss="Students"),), RowKind.HEADING),
        Row((Cell("招生数", "招生数", gloss="entrants of the year"), *[Cell("4424", 4424)] * numbers)),
    )
    return Listing(columns, rows)


def view(address: str) -> View:
    return bundled_library().view(parse_address(address))


# --- everything has one ---


def test_every_indicator_chapter_form_and_category_has_a_gloss() -> None:
    of_the_dictionary = [*((i.key, i.gloss) for i in indicators()), *((c.key, c.gloss) for c in chapters())]
    others = [*((form.caption, form.gloss) for form in annex_forms()), *category_glosses().items()]
    assert tuple(category_glosses()) == categories()
    for name, gloss in (*of_the_dictionary, *others):
        assert gloss, name
        assert not CHINESE.search(gloss), name


def test_every_status_and_class_has_an_english_word() -> None:
    from db.audit.finding import SEVERITY_WORDS

    said = [STATUS_NAMES[status] for status in Status] + [SEVERITY_WORDS[severity] for severity in Severity]
    for message in (*said, *STATUS_WORDS.values()):
        assert _(message)
        assert not CHINESE.search(_(message)), message


@pytest.mark.parametrize(
    "address",
    ["region:甘肃省", "region:庆阳市/face=peers", "compare:庆阳市,天水市", "indicator", "gaps:gansu-2024", "major"],
)
def test_every_heading_and_indicator_of_a_view_has_a_gloss(address: str) -> None:
    rows = view(address).rows()
    headings = [row.cells[0] for row in rows if row.kind is RowKind.HEADING]
    assert len(headings) > 2
    assert [cell.text for cell in headings if not (cell.gloss or (cell.word and not cell.values))] == []
    known = {indicator.key for indicator in indicators()}
    named = [row.cells[0] for row in rows if row.kind is RowKind.DATA and row.key in known]
    assert named or address == "major"
    assert [cell.text for cell in named if not cell.gloss] == []


def test_the_sections_of_every_record_are_words() -> None:
    library = bundled_library()
    for school in library.view(ViewRequest("school")).rows():
        assert school.target
        record = library.view(school.target).rows()
        bare = [r.cells[0].text for r in record if r.kind is RowKind.HEADING and not r.cells[0].word]
        assert bare == [school.cells[0].text], "its own name heads the first section"


@pytest.mark.parametrize("region", ["甘肃省", "庆阳市", "环县", "甘肃省省属"])
def test_every_level_is_a_word(region: str) -> None:
    rows = view(f"definition:{region}/type=region").rows()
    (level,) = [row.cells[1] for row in rows if row.cells[0].word == "Level"]
    assert not CHINESE.search(_(level.word))
    assert level.word


def test_what_is_found_has_its_gloss() -> None:
    rows = view("find:招生数/type=indicator").rows()
    assert "entrants" in [row.cells[0].gloss for row in rows]


# --- it is shown ---


async def test_a_gloss_stands_beside_the_name_in_english() -> None:
    async with in_a_grid(glossed(), (60, 6)) as (grid, _pilot):
        _head, chapter, line = lines(grid)[:3]
        assert chapter.startswith("  办学规模  Students")
        assert "招生数  entrants of the year" in line
        assert not grid.is_cut


async def test_in_chinese_there_is_none() -> None:
    set_language("zh")
    async with in_a_grid(glossed(), (60, 6)) as (grid, _pilot):
        assert not any("ntrants" in line or "Students" in line for line in lines(grid))


async def test_a_gloss_gives_way_before_numbers_do() -> None:
    async with in_a_grid(glossed(5), (62, 6)) as (grid, _pilot):
        line = lines(grid)[2]
        assert line.count("4 424") == 5
        assert "entrants of the year" not in line
        assert "招生数" in line
        assert grid.is_cut, "the foot shows it whole"


async def test_where_there_is_much_room_a_gloss_has_some_in_any_case() -> None:
    async with in_a_grid(glossed(12), (100, 6)) as (grid, _pilot):
        assert "招生数  entrants" in lines(grid)[2]


async def test_the_foot_shows_a_gloss_that_is_cut() -> None:
    async with explorer((120, 40), bundled_library(), "", begin="indicator") as at:
        await at.until(lambda: at.listed.cell and at.listed.cell.text == "毕业去向落实率")
        await at.until(lambda: "毕业去向落实率  graduate placement rate" in at.foot)


def test_what_is_printed_for_the_eye_has_glosses() -> None:
    said = "\n".join(lines_of(view("region:庆阳市"), 120))
    assert "毕业与升学  Graduates and where they go" in said
    assert "direct employment rate" in said
    set_language("zh")
    assert "direct employment rate" not in "\n".join(lines_of(view("region:庆阳市"), 120))


def test_a_list_with_a_column_of_glosses_has_them_once() -> None:
    said = "\n".join(lines_of(view("indicator"), 240))
    assert said.count("direct employment rate") == 1


def test_a_gloss_is_no_part_of_the_text() -> None:
    cell = Cell("招生数", "招生数", gloss="entrants")
    said = shown(cell, NAME)
    assert (said.text, said.whole) == ("招生数", "招生数  entrants")
    set_language("zh")
    assert shown(cell, NAME).whole == "招生数"
