"""What is drawn, printed and exported are one view: for every kind of it, each of their cells against the others."""

import csv
import io
import re

import pytest

from db.address import parse_address
from db.comparable import MARKS, WORDS
from db.export import Words, write_view
from db.period import period_note
from db.view import DRAWN, ColumnKind, Row, View, said
from db.views.facts import ORIGINS, QUALIFIERS, TYPES
from tests.library import bundled_library
from tests.tui.test_grid import shown as in_a_grid
from tui.cells import cells
from tui.celltext import heading
from tui.cli.printer import GAP, WINDOW, is_section, print_view, shown_columns, title, widths_of
from tui.columns import Measures, Slot, plan
from tui.grid import Grid
from tui.i18n import _, set_language
from tui.window import RowWindow

TABLES = [
    *(f"table:gansu-2024,表{number}" for number in range(1, 18)),
    *(f"table:gansu-2024,附表{number}" for number in range(1, 7)),
    "table:qingyang-2025,表1",
    "table:qingyang-2025,表2",
    "table:qingyang-2025,@101",
]
ADDRESSES = [
    "region",
    "region:庆阳市",
    "region:庆阳市/year=2024",
    "region:甘肃省",
    "region:庆阳市/face=peers",
    "region:庆阳市/q=升学",
    "region:庆阳市/sort=-y2024",
    "region:庆阳市/columns=indicator,y2025",
    "region:庆阳市/where=status.dash,status.lost",
    "region:庆阳市/where=-unit.人/sort=-y2025/columns=y2025,unit,indicator/frozen=2",
    "school",
    "school/q=hxzz",
    "school:环县职业中等专业学校",
    "major",
    "major:护理",
    "indicator",
    "indicator:entrants",
    "indicator:rate.progression",
    "definition:rate.progression",
    "definition:环县职业中等专业学校/type=school",
    "compare:庆阳市,平凉市",
    "compare:庆阳市,平凉市,兰州市/year=2024",
    "compare:庆阳市,天水市/year=2024,2025/only=changed/sort=-difference",
    "compare:庆阳市,天水市,平凉市,白银市/year=2024/per=student",
    "compare:庆阳市,天水市,甘肃省省属/year=2024,2025/rank=yes",
    "compare:环县职业中等专业学校,西峰职业中等专业学校/type=school",
    "region:庆阳市/face=peers/among=天水市,平凉市",
    "region/among=庆阳市",
    "tables",
    "tables:qingyang-2025",
    *TABLES,
    "text:qingyang-2025",
    "reports",
    "reports/face=overview",
    "overview",
    "overview:gansu-2024",
    "unclear",
    "unclear:gansu-2024/type=lost",
    "observations/report=qingyang-2025",
    "observations/q=招生",
    "observations/where=-status.lost,value.100..200/columns=entity,status,value/frozen=2",
    "table:gansu-2024,表3/where=-c1.庆阳市/columns=c2,c1",
    "findings",
    "findings/face=rows",
    "find:hxzz",
    "find:招生/limit=4",
    "records",
    "list:国家中等职业教育改革与发展示范学校",
    "definition:甘肃省优质中等职业学校建设名单/type=list",
    "gaps",
    "gaps:qingyang-2025",
]


@pytest.fixture(autouse=True, params=["zh", "en"])
def _language(request: pytest.FixtureRequest) -> None:
    set_language(request.param)


@pytest.mark.parametrize("address", ADDRESSES)
def test_printed_and_exported_cells_are_the_same(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with bundled_library() as library:
        view = library.view(parse_address(address))
        exported = exported_rows(view)
        printed = printed_rows(view, capsys)
    assert len(printed) == len(exported) > 0
    for ours, theirs in zip(printed, exported, strict=True):
        assert [same_value(text, value) for text, value in zip(ours, theirs, strict=True)] == [True] * len(ours), (
            ours,
            theirs,
        )


@pytest.mark.parametrize("address", ADDRESSES)
async def test_drawn_cells_are_those_printed_and_exported(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with bundled_library() as library:
        view = library.view(parse_address(address))
        printed, exported = printed_rows(view, capsys), exported_rows(view)
        async with in_a_grid(view, (WIDE, 30)) as (grid, _pilot):
            drawn = drawn_rows(grid, view)
    assert drawn == printed
    for ours, theirs in zip(drawn, exported, strict=True):
        assert all(same_value(text, value) for text, value in zip(ours, theirs, strict=True)), (ours, theirs)


WIDE = 3000
"""Cells: no text of any view is cut for want of room."""


def drawn_rows(grid: Grid, view: View) -> list[list[str]]:
    """The cells of each line of the grid, found by where the columns stand; thousands are not set apart."""
    rows, window = view.rows(), RowWindow(view)
    window.read(0, view.count)
    grid.show(view, rows=window)
    measures = Measures(view.columns)
    measures.take(rows)
    planned = plan(measures, grid.size.width)
    slots = [slot for slot in planned.slots if view.columns[slot.index].kind not in DRAWN]
    assert len(slots) == len(shown_columns(view))
    return [drawn_cells(line_of(grid, i), slots, view, row) for i, row in enumerate(rows) if not is_section(row)]


def line_of(grid: Grid, row: int) -> str:
    grid.move_to(row, 0)
    return grid.render_line(row - grid.scroll_offset.y + 1).text


def drawn_cells(line: str, slots: list[Slot], view: View, row: Row) -> list[str]:
    """Text of each cell without its gloss; the marks where there is no text."""
    found = []
    for slot in slots:
        gloss = row.cells[slot.index].gloss if slot.index < len(row.cells) else ""
        text = between(line, slot.x, slot.x + slot.text).strip().removesuffix(gloss).strip()
        number = view.columns[slot.index].kind is ColumnKind.NUMBER
        found.append(
            (re.sub(r"(?<=\d) (?=\d{3})", "", text) if number else text)
            or between(line, slot.x + slot.text, slot.x + slot.width).strip()
        )
    return found


def exported_rows(view: View) -> list[list[str]]:
    """Rows of the CSV file without the leading column of groups."""
    stream = io.BytesIO()
    count = write_view(view, "csv", stream, Words(heading, _))
    head, *rows = csv.reader(io.StringIO(stream.getvalue().decode()))
    assert len(rows) == count
    kept = [i for i, title in enumerate(head) if not title.endswith(f" {_(QUALIFIER)}")]  # shown with its number
    extra = len(kept) - len(shown_columns(view))
    assert extra in (0, 1)
    return [[row[i] for i in kept[extra:]] for row in rows]


def printed_rows(view: View, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The cells of each printed line, found by where the columns stand; marks are left out."""
    capsys.readouterr()
    print_view(view, terminal=False)
    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    lines = lines[bool(title(view)) :][any(map(heading, view.columns)) :]
    kept = [line for line, row in zip(lines, view.rows(), strict=False) if not is_section(row)]
    widths = widths_of(view, view.rows(0, WINDOW))
    return [cut(line, widths) for line in kept]


def cut(line: str, widths: list[tuple[int, int]]) -> list[str]:
    found, start = [], 0
    for body, trail in widths:
        found.append(between(line, start, start + body).strip())
        start += body + trail + len(GAP)
    return found


def between(line: str, start: int, end: int) -> str:
    """The part of a line that fills these cells."""
    taken, place = "", 0
    for character in line:
        if start <= place < end:
            taken += character
        place += cells(character)
    return taken


VERDICTS = [(MARKS[answer], said) for answer, said in WORDS.items()]
"""On whether figures may be compared: a mark to read, words in a file."""

CODES = {**TYPES, **ORIGINS, **QUALIFIERS}
"""Words to read, the code in a file."""

QUALIFIER = "Qualifier"
MISSING = {"blank", "--", "lost", "n/a", "unreadable"}


def same_value(printed: str, exported: str) -> bool:
    if exported == "":
        return printed in ("", *MISSING, *map(_, MISSING)) or not any(map(str.isalnum, printed))
    if exported.strip() in (printed, *(_(words) for mark, words in VERDICTS if mark == printed)):
        return True
    if printed in (_(CODES.get(exported, "")), str(said(period_note(exported), _))):
        return True
    try:
        number = printed.lstrip("约近超 ").split(maxsplit=1)[0]
        return float(number) == pytest.approx(float(exported), abs=0.5 * 10 ** -decimals(number))
    except (ValueError, IndexError):
        return " ".join(re.sub(r"\bL(?=\d)", "", printed).split()) == " ".join(exported.replace("|", " ").split())


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


def test_the_list_holds_every_kind_of_view_and_no_bar_stands_alone() -> None:
    from db.address import KINDS

    assert {address.partition(":")[0].partition("/")[0] for address in ADDRESSES} == set(KINDS)
    with bundled_library() as library:
        views = [library.view(parse_address(address)) for address in ADDRESSES]
    assert all(column.kind not in DRAWN for view in views for column in view.columns[:1])
