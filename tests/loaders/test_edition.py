"""The edition says what the published text says: a round trip loses nothing, and the bundled ones are up to date."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import LoadError
from db.model import Qualifier, Status
from loaders.edition import is_edition, read_edition, write_edition
from loaders.material import GridRow, Material, PrintedTable, ProseFigure, Statement
from loaders.read import read_report
from loaders.reportkey import key_of

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"
EDITIONS = sorted((ROOT / "loaders" / "editions").glob("*.md"))

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
LINE = st.integers(1, 9999)
ROW = st.builds(GridRow, line=LINE, cells=st.lists(TEXT, max_size=4).map(tuple))
TABLE = st.builds(
    PrintedTable,
    key=st.sampled_from(["表1", "附表2", "表1-1", "@7"]),
    caption=TEXT,
    section=TEXT,
    line=LINE,
    rows=st.lists(ROW, max_size=3).map(tuple),
    header_rows=st.integers(0, 3),
    period=st.sampled_from(["", "2024", "2023/2024"]),
    context=st.lists(TEXT, max_size=2).map(tuple),
    unit=TEXT,
    notes=st.lists(TEXT, max_size=2).map(tuple),
    repaired=st.lists(LINE, max_size=2).map(tuple),
)
FIGURE = st.builds(
    ProseFigure,
    line=LINE,
    section=TEXT,
    value=st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False),
    unit=TEXT,
    printed=TEXT,
    entity=TEXT,
    indicator=TEXT,
    period=st.sampled_from(["", "2024", "2023..2025"]),
    qualifier=st.sampled_from(Qualifier),
    status=st.sampled_from(Status),
)
STATEMENT = st.builds(
    Statement,
    line=LINE,
    section=TEXT,
    list=TEXT,
    item=TEXT,
    entity=TEXT,
    role=TEXT,
    detail=TEXT,
    ownership=st.sampled_from(["", "public", "private"]),
)
MATERIAL = st.builds(
    Material,
    title=TEXT,
    issuer=TEXT,
    region=st.sampled_from(["620000", "110000"]),
    kind=st.sampled_from(["province", "school"]),
    year=st.integers(2000, 2100),
    file=TEXT,
    sha256=TEXT,
    line_count=LINE,
    tables=st.lists(TABLE, max_size=3).map(tuple),
    figures=st.lists(FIGURE, max_size=3).map(tuple),
    school=TEXT,
    origin=st.just("edition"),
)


@given(MATERIAL)
def test_a_round_trip_loses_nothing(tmp_path_factory: pytest.TempPathFactory, material: Material) -> None:
    text = write_edition(material)
    path = tmp_path_factory.mktemp("edition") / "edition.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    assert is_edition(text)
    assert read_edition(path) == read_report(path) == material


def test_the_form_is_one_that_a_person_reads() -> None:
    rows = (GridRow(3, ("地区", "人数")), GridRow(4, ("甲|市", "")), GridRow(6, ("乙市",)))
    table = PrintedTable("表1", "人数", "1.1 概况", 3, rows, 1, period="2024", notes=("注：估计",))
    material = Material("甲报告（2024）", "甲局", "620000", "province", 2024, "a.txt", "00", 9, (table,))
    assert write_edition(material) == FORM


FORM = """\
---
nianbao-edition: 1
title: 甲报告（2024）
issuer: 甲局
region: 620000
kind: province
file: a.txt
sha256: 00
year: 2024
lines: 9
---

## 表1 人数

- section: 1.1 概况
- period: 2024
- header: 1
- note: 注：估计

| line | 1 | 2 |
|---|---|---|
| 3 | 地区 | 人数 |
| 4 | 甲\\|市 |  |
| 6 | 乙市 |
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("year: 2024\n", ""),
        ("year: 2024", "year: x"),
        ("| 4 | 甲", "| 四 | 甲"),
        ("- header: 1\n", ""),
        ("---\n\n", "\n"),
    ],
)
def test_a_damaged_edition_gives_one_sentence(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "edition.md"
    path.write_text(FORM.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LoadError, match=r"edition\.md.* is a damaged edition"):
        read_report(path)


def test_there_are_editions() -> None:
    assert [path.stem for path in EDITIONS] == ["gansu-2024", "qingyang-2025"]


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_the_bundled_editions_say_what_the_published_texts_say(path: Path) -> None:
    edition = read_report(path)
    assert key_of(edition) == path.stem
    published = REPORTS / edition.file
    if not published.exists():
        pytest.skip("the published reports are not here")
    material = read_report(published)
    assert replace(edition, origin="file") == material
    assert path.read_text(encoding="utf-8") == write_edition(material)


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_the_bundled_editions_hold_no_sentences(path: Path) -> None:
    assert "。" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["binary", "blank", "cut_utf8", "empty", "latin1", "no_region", "no_year", "not_a_report"]
)
def test_bad_files_give_one_sentence_with_their_name(name: str) -> None:
    path = ROOT / "tests" / "made_up" / "bad" / f"{name}.txt"
    with pytest.raises(LoadError) as caught:
        read_report(path)
    assert path.name in str(caught.value)


def test_gb18030_loads_as_the_same_report() -> None:
    material = read_report(ROOT / "tests" / "made_up" / "bad" / "gb18030.txt")
    assert (key_of(material), len(material.tables)) == ("yulin-450900-2025", 1)
