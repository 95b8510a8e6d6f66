"""Regions set beside each other: one table for all, ranks where three have a value, the province-run unit apart."""

from __future__ import annotations

from db.address import parse_address
from db.view import RowKind, View
from tests.library import bundled_library


def shown(address: str) -> View:
    return bundled_library().view(parse_address(address))


def table(view: View) -> list[dict[str, object]]:
    ids = [column.id for column in view.columns]
    return [
        {id_: cell.value for id_, cell in zip(ids, row.cells, strict=True)} | {"kind": row.kind}
        for row in view.rows()
        if row.kind is not RowKind.HEADING
    ]


def test_entrants_of_the_cities_come_out_of_one_table() -> None:
    rows = {row["entity"]: row for row in table(shown("indicator:招生数/year=2024"))}
    assert rows["天水市"]["rank"] == 1
    assert (rows["庆阳市"]["y2024"], rows["庆阳市"]["rank"]) == (4424, 2)
    assert rows["甘肃省省属"]["y2024"] == 1669
    assert rows["甘肃省省属"]["rank"] is None
    assert (rows["白银市"]["y2024"], rows["白银市"]["rank"]) == (None, None)
    assert rows["甘肃省"]["kind"] is RowKind.TOTAL


def test_coverage_and_the_gap_of_the_printed_total_are_said() -> None:
    notes = [note.values for note in shown("indicator:招生数/year=2024").notes]
    assert {"n": 14, "m": 15} in notes
    assert {"sum": "37352", "total": "39204", "gap": "1852"} in notes


def test_bars_are_shares_of_the_largest() -> None:
    rows = {row["entity"]: row for row in table(shown("indicator:招生数/year=2024"))}
    assert rows["天水市"]["bar"] == 1
    assert rows["庆阳市"]["bar"] == 4424 / 6964


def test_a_region_among_its_peers() -> None:
    rows = {row["indicator"]: row for row in table(shown("region:庆阳市/face=peers"))}
    assert (rows["招生数"]["value"], rows["招生数"]["rank"], rows["招生数"]["of"]) == (4424, 2, 13)
    assert (rows["专业布点数"]["rank"], rows["专业布点数"]["highest_region"]) == (1, "庆阳市")
    assert (rows["毕业去向落实率"]["value"], rows["毕业去向落实率"]["of"]) == (97.78, 14)


def test_two_cities_side_by_side() -> None:
    view = shown("compare:庆阳市,天水市/year=2024")
    rows = {row["indicator"]: row for row in table(view)}
    labels = [column.label for column in view.columns if column.id.startswith("e")]
    assert labels == ["庆阳市 2023/24", "天水市 2023/24"]
    entrants = rows["招生数"]
    assert (entrants["e1_2024"], entrants["e2_2024"], entrants["difference_2024"]) == (4424, 6964, 2540)
    assert rows["升学率"]["e1_2024"] == 62.02


def test_a_school_record_names_lists_majors_and_figures() -> None:
    view = shown("school:环县职专")
    items = {row.cells[0].text for row in view.rows()}
    assert {"畜牧兽医", "中医养生保健", "动物繁殖技术"} <= items
    assert view.trail[-1][0].endswith("职业中等专业学校")
    assert [name for name, _ in view.trail[:-1]] == ["甘肃省", "庆阳市", "环县"]


def test_a_major_lists_the_schools_named_with_it() -> None:
    schools = {row["school"] for row in table(shown("major:数控技术应用"))}
    assert schools == {"平凉理工中等专业学校", "平凉信息工程学校"}


def test_a_school_left_apart_from_a_near_namesake_says_why() -> None:
    notes = shown("school:永昌县职业中学").notes
    assert any("永昌县职业中等专业学校" in str(note.values.get("text")) for note in notes)
    assert not [note for note in shown("school:环县职专").notes if "text" in note.values]
