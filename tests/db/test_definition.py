"""What indicators and names mean, and what a figure is quoted with."""

from __future__ import annotations

import pytest

from db.address import ViewRequest, parse_address
from db.errors import UnknownNameError
from db.library import Library
from db.view import Row, RowKind, worded
from tests.library import bundled_library


def rows_of(library: Library, address: str) -> list[Row]:
    return [row for row in library.view(parse_address(address)).rows() if row.kind is not RowKind.HEADING]


def said(library: Library, address: str) -> dict[str, str]:
    """What stands beside each item; of several of one name, the first."""
    found: dict[str, str] = {}
    for row in rows_of(library, address):
        item, content = (worded(c, str) if c.word else c.text for c in row.cells[:2])
        found.setdefault(item, content)
    return found


def test_an_indicator_is_told_in_names() -> None:
    with bundled_library() as library:
        told = said(library, "definition:rate.progression")
        assert told["English"] == "progression to higher education"
        assert told["Unit"] == "%"
        assert told["Chapter"] == "毕业与升学"
        assert told["Base"] == "graduates"
        assert told["Formula"] == "升学率 = 升学人数 / 毕业生人数 x 100"
        assert told["Time"] == "over a year; a figure of a calendar year counts for that year"
        terms = [row.target for row in rows_of(library, "definition:rate.progression") if row.key.startswith("term ")]
        assert terms == [parse_address(f"definition:graduates{part}") for part in (".progressed", "")]


def test_a_part_leads_to_its_whole() -> None:
    with bundled_library() as library:
        whole = next(r for r in rows_of(library, "definition:teachers") if r.cells[0].word == "From whole to part")
        assert whole.cells[1].text == "教职工总数 / 专任教师数"
        assert library.view(whole.target or ViewRequest("")).trail[-1][0] == "教职工总数"


def test_what_it_may_be_compared_with_has_its_reason() -> None:
    with bundled_library() as library:
        told = said(library, "definition:rate.placement")
        assert told["就业率"] == (
            "comparable, with a remark: the employment rate is as printed by the local report;"
            " progression is usually counted in it; what it counts is for that report to say"
        )
        assert told["直接就业率"].startswith("not comparable: ")


def test_the_names_under_which_it_is_printed() -> None:
    with bundled_library() as library:
        for key, label in (("entrants", "招生数"), ("teachers", "专任教师总数")):
            rows = [row for row in rows_of(library, f"definition:{key}") if row.key.startswith("label ")]
            assert [row.cells[1].text for row in rows] == [label]
            assert rows[0].cells[2].text.startswith("gansu-2024 (")


def test_every_place_leads_to_a_figure_of_the_indicator() -> None:
    with bundled_library() as library:
        places = [row for row in rows_of(library, "definition:entrants") if row.key.startswith("place ")]
        assert places[0].cells[2].text.split()[0] == "qingyang-2025", "the newest first"
        for row in places:
            assert row.target
            view = library.view(row.target)
            number, _, column = row.target.first("at").partition(".")
            printed = next(r for r in view.rows() if r.key == number)
            if row.target.kind == "table":
                (cited,) = library.cited(printed.cells[int(column)].observations)
                assert cited.indicator == "entrants"


@pytest.mark.parametrize(
    ("address", "items"),
    [
        ("definition:庆阳市/type=region", {"Level": "prefecture", "Code": "621000", "Place": "甘肃省"}),
        ("definition:省属/type=region", {"Name": "甘肃省省属", "Place": "甘肃省"}),
        ("definition:环县职专/type=school", {"Name": "环县职业中等专业学校", "Level": "secondary vocational school"}),
        ("definition:会计/type=major", {"Likely now": "会计事务"}),
        ("definition:护理/type=major", {"Code": "720201", "Category": "医药卫生大类"}),
    ],
)
def test_regions_schools_and_majors(address: str, items: dict[str, str]) -> None:
    with bundled_library() as library:
        assert items.items() <= said(library, address).items()


def test_who_prints_a_school_s_name() -> None:
    with bundled_library() as library:
        names = {
            r.cells[1].text: r.cells[2].text
            for r in rows_of(library, "definition:环县职专/type=school")
            if r.key[:6] == "label "
        }
        assert names["环县职专"].startswith("qingyang-2025 (")


def test_an_unknown_label_says_so(library: Library) -> None:
    view = library.view(parse_address("definition").having()._replace(names=("new:办学规模/自评[分]",)))
    assert "not in the dictionary" in view.notes[0].word


def test_an_unknown_name_is_one_sentence(library: Library) -> None:
    with pytest.raises(UnknownNameError):
        library.view(parse_address("definition:没有这个"))


def test_a_figure_is_cited_with_all_that_it_needs(library: Library) -> None:
    rows = library.view(parse_address("observations")).rows()
    ids = [id_ for row in rows for cell in row.cells for id_ in cell.observations]
    cited = library.cited([*reversed(ids), 10**9])
    assert [one.id for one in cited] == ids[::-1], "in the order asked for; what is gone is left out"
    by_id = {one.id: one for one in cited}
    columns = [column.id for column in library.view(parse_address("observations")).columns]
    for row in rows:
        shown = dict(zip(columns, row.cells, strict=True))
        one = by_id[shown["value"].observations[0]]
        assert (one.entity, one.indicator, one.source.report) == tuple(
            shown[name].text for name in ("entity", "indicator", "report")
        )
        assert one.source.value == shown["value"].value


def test_definitions_come_in_the_order_of_the_keys(library: Library) -> None:
    assert [one.key for one in library.definitions(["teachers", "none", "entrants"])] == ["teachers", "entrants"]


@pytest.mark.parametrize("name", ["升学率", "升学人数", "招生数"])
def test_tables_that_count_other_schools_are_told_with_the_reason(name: str) -> None:
    with bundled_library() as library:
        rows = {row.key: row for row in rows_of(library, f"definition:{name}")}
    keys = [key for key in rows if key.startswith("tables ")]
    assert keys
    for key in keys:
        told = worded(rows[key].cells[1], str)
        assert told.startswith(("comparable, with a remark: ", "not comparable: "))
        assert told.isascii(), "the whole reason, in the language"
