"""What is taken along of a school: a text with headings; and the words that say about or at least, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from zipfile import ZipFile

import pytest

from db.address import parse_address
from db.export import write_view
from tests.library import bundled_library

WAGE = "焊工培训班学员人均月工资"


def written(address: str, form: str) -> bytes:
    stream = io.BytesIO()
    library = bundled_library()
    write_view(library.view(parse_address(address)), form, stream, facts=library)
    return stream.getvalue()


def test_a_record_in_markdown_is_a_text_under_headings() -> None:
    lines = written("school:环县职专", "md").decode().splitlines()
    assert lines[0] == "# 环县职业中等专业学校"
    assert "## Titles and lists" in lines
    assert "## Majors" in lines
    assert not [line for line in lines if line.startswith("|")]
    (title,) = (line for line in lines if "国家中等职业教育改革与发展示范学校" in line)
    assert "庆阳市教育局" in title
    assert "qingyang-2025 1.1 line 29" in title
    (wage,) = (line for line in lines if WAGE in line)
    assert "8000 元以上 (2024/25)" in wage


def test_a_note_stands_with_its_row() -> None:
    lines = written("school:环县职专", "md").decode().splitlines()
    at = next(i for i, line in enumerate(lines) if "畜牧兽医" in line)
    assert lines[at + 1] == "  - Likely the major that is now called 畜禽生产技术"


def test_of_chosen_columns_only_these_are_told() -> None:
    lines = written("school:环县职专/columns=item,content", "md").decode().splitlines()
    assert not [line for line in lines if "qingyang-2025 1.1" in line]


def test_notes_below_a_table_name_their_rows() -> None:
    text = written("compare:环县职专,西峰职专,庆阳开放大学,庆阳女子职业学校/type=school", "md").decode()
    (note,) = (line for line in text.splitlines() if line.startswith("- ") and "report this" in line)
    assert note.startswith("- 优质专业群数: ")


@pytest.mark.parametrize("address", ["school:环县职专", "compare:环县职专,庆阳女子职业学校/type=school"])
def test_qualifiers_have_a_column_of_their_own_in_data(address: str) -> None:
    head, *rows = csv.reader(io.StringIO(written(address, "csv").decode()))
    (place,) = (i for i, title in enumerate(head) if title.endswith("Qualifier"))
    (row,) = (row for row in rows if WAGE in row)
    assert row[place - 1 : place + 1] == ["8000", "以上"]
    (told,) = (one for one in json.loads(written(address, "json")) if WAGE in one.values())
    ((key, value),) = ((key, value) for key, value in told.items() if key.endswith("_qualifier"))
    assert (value, told[key.removesuffix("_qualifier")]) == ("以上", 8000)


def test_where_no_figure_has_a_qualifier_there_is_no_such_column() -> None:
    head = written("school:环县职专/columns=item,y2024", "csv").decode().splitlines()[0]
    assert "Qualifier" not in head


def test_in_a_table_to_read_the_qualifier_stands_with_the_number() -> None:
    lines = written("region:庆阳市", "md").decode().splitlines()
    (row,) = (line for line in lines if "家长满意度" in line)
    assert "| 90 以上 |" in row
    assert "Qualifier" not in next(line for line in lines if line.startswith("|"))


def test_a_workbook_keeps_the_number_and_has_the_qualifier_beside_it() -> None:
    with ZipFile(io.BytesIO(written("region:庆阳市", "xlsx"))) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert re.search(r">2024/25 Qualifier<", texts)
    assert ">以上<" in texts


def test_a_word_before_the_number_stays_before_it() -> None:
    lines = written("region:定西市", "md").decode().splitlines()
    (row,) = (line for line in lines if "“技能成才 强国有我”活动参与人次" in line)
    assert "| 超 40000 |" in row
