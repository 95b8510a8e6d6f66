"""A view laid out for a terminal: in the room there is, nothing cut, texts running on over empty cells."""

import pytest

from db.address import parse_address
from db.view import Column, ColumnKind, RowKind, View
from tests.library import bundled_library
from tui.cells import cells
from tui.cli.pretty import lines_of
from tui.i18n import set_language
from tui.listing import Listing, line, title

COLUMNS = (
    Column("item", word="Item"),
    Column("content", word="Content"),
    Column("2024", ColumnKind.NUMBER, label="2023/24"),
    Column("source", word="Source"),
)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")  # no escape sequences between the words


def listing(*rows: tuple[str, str, str, str]) -> View:
    return Listing(COLUMNS, tuple(line(str(number), *row) for number, row in enumerate(rows)))


def before(text: str, part: str) -> int:
    """Cells of what stands before a part of a line."""
    return cells(text[: text.index(part)])


def printed(view: View, room: int) -> list[str]:
    set_language("en")
    return [text for text in lines_of(view, room) if text]


def test_a_text_runs_on_over_the_empty_cells_beside_it() -> None:
    view = listing(("专业", "装备制造大类；统计表", "", "表5"), ("招生数", "", "16553", "表3"))
    head, first, second = printed(view, 40)
    assert "装备制造大类；统计表" in first
    source = before(head, "Source")
    assert before(first, "表5") == before(second, "表3") == source
    assert source < cells("专业    装备制造大类；统计表  2023/24  "), "no column is made for it"


def test_a_text_beside_a_figure_does_not_run_over_it() -> None:
    long = "焊工培训班学员人均月工资（一所学校一个培训班的学员）"
    view = listing((long, "", "8000", "表5"), ("专业", "统计表", "", "表5"))
    lines = printed(view, 40)
    assert all(cells(text) <= 40 for text in lines)
    assert "".join(text.split()[0] for text in lines[1:-1]) == long
    assert "8 000" in lines[1]


@pytest.mark.parametrize("room", [80, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_record_fits_the_terminal_with_all_that_it_says(room: int, lang: str) -> None:
    set_language(lang)
    with bundled_library() as library:
        view = library.view(parse_address("school:环县职业中等专业学校"))
        lines = [text.rstrip() for text in lines_of(view, room)]
        names = [row.cells[0].text for row in view.rows() if row.kind is RowKind.DATA and not row.cells[0].word]
    assert max(map(cells, lines)) <= room
    short = [name for name in names if cells(name) <= 12]
    assert short
    assert [name for name in short if not any(text.startswith(name) for text in lines)] == []


def test_a_section_stands_over_the_columns() -> None:
    view = Listing(COLUMNS, (title("称号与名单"), line("a", "专业", "统计表", "", "表5")))
    assert printed(view, 60)[1] == "称号与名单"
