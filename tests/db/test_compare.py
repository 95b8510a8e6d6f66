"""The workbench of comparison: what differs, by how much, in which order; ratios; who does not report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.address import ViewRequest, parse_address
from db.errors import AddressError, UnknownNameError
from db.library import Library
from db.view import Note, Row, RowKind, View
from tests.library import bundled_library

CITIES = ("庆阳市", "天水市", "平凉市", "兰州市", "嘉峪关市", "临夏回族自治州", "甘肃省省属", "甘肃省")
comparisons = st.builds(
    lambda names, years: ViewRequest("compare", tuple(names)).having(year=tuple(sorted(years))),
    st.lists(st.sampled_from(CITIES), min_size=1, max_size=5, unique=True),
    st.sets(st.sampled_from(("2024", "2025")), max_size=2),
)


@pytest.fixture(scope="module", name="library")
def _library() -> Library:
    return bundled_library()


def shown(library: Library, address: str | ViewRequest) -> View:
    return library.view(parse_address(address) if isinstance(address, str) else address)


def data(view: View) -> list[Row]:
    return [row for row in view.rows() if row.kind is RowKind.DATA]


def by_column(view: View, row: Row) -> dict[str, object]:
    return {column.id: cell.value for column, cell in zip(view.columns, row.cells, strict=True)}


def rows_of(view: View) -> dict[str, dict[str, object]]:
    return {row.key: by_column(view, row) for row in data(view)}


def words(notes: object) -> str:
    """All that is said in notes and the notes in them."""
    if isinstance(notes, Note):
        return notes.word + " " + " ".join(map(words, notes.values.values()))
    return " ".join(map(words, notes)) if isinstance(notes, list | tuple) else str(notes)


# What differs


def test_two_cities_in_one_year(library: Library) -> None:
    entrants = rows_of(shown(library, "compare:庆阳市,天水市/year=2024"))["entrants"]
    assert entrants["difference_2024"] == 6964 - 4424
    assert entrants["difference"] == pytest.approx(100 * (6964 - 4424) / 6964, abs=0.001)


def test_of_three_the_spread_and_whose_it_is(library: Library) -> None:
    entrants = rows_of(shown(library, "compare:庆阳市,天水市,平凉市/year=2024"))["entrants"]
    assert entrants["spread_2024"] == 6964 - 4230
    assert entrants["whose_2024"] == "天水市 › 平凉市"


def test_a_whole_is_no_rival_of_its_parts(library: Library) -> None:
    row = rows_of(shown(library, "compare:甘肃省,庆阳市,天水市/year=2024"))["entrants"]
    assert row["e1_2024"] == 39204
    assert (row["spread_2024"], row["whose_2024"]) == (6964 - 4424, "天水市 › 庆阳市")


def test_over_years_the_change_of_each_and_its_mark(library: Library) -> None:
    view = shown(library, "compare:庆阳市,天水市/year=2024,2025")
    rows = rows_of(view)
    assert (rows["entrants"]["e1_2024"], rows["entrants"]["e1_2025"]) == (4424, 5156)
    assert rows["entrants"]["change_1"] is None
    assert rows["entrants"]["comparable"] == "apart", "the one is told by the province, the other by the city"
    assert "change_2" not in rows["entrants"], "an empty column is not there"
    assert rows["rate.progression"]["change_1"] == pytest.approx(74.19 - 62.02)
    assert "change_percent_1" in rows["rate.progression"]
    assert rows["rate.progression"]["change_percent_1"] is None, "of a rate the change is in percentage points"


def test_no_change_across_geographies_that_count_differently(library: Library) -> None:
    rows = rows_of(shown(library, "compare:庆阳市/year=2024,2025"))
    graduates = rows["graduates"]
    assert graduates["comparable"] == "no"
    assert graduates["e1_2024"] == 1843
    assert graduates["change_1"] is None
    assert graduates["difference"] is None


@settings(max_examples=25, deadline=None)
@given(comparisons)
def test_hidden_rows_are_exactly_those_without_a_difference(request: ViewRequest) -> None:
    library = bundled_library()
    every = rows_of(shown(library, request))
    changed = shown(library, request.having(only="changed"))
    assert {*rows_of(changed)} == {key for key, row in every.items() if row.get("difference")}
    hidden = len(every) - len(rows_of(changed))
    said = [note.values["n"] for note in changed.notes if note.word.startswith("Hidden rows")]
    assert sum(said) == hidden


@settings(max_examples=25, deadline=None)
@given(comparisons)
def test_the_biggest_difference_stands_first_and_nothing_is_lost(request: ViewRequest) -> None:
    library = bundled_library()
    plain = shown(library, request)
    if "difference" not in {column.id for column in plain.columns}:
        return
    ordered = shown(library, request.having(sort="-difference"))
    assert sorted(row.key for row in data(ordered)) == sorted(row.key for row in data(plain))
    found = [by_column(ordered, row).get("difference") for row in data(ordered)]
    valued = [value for value in found if isinstance(value, int | float)]
    assert valued == sorted(valued, reverse=True)
    assert found[: len(valued)] == valued, "what cannot be compared comes last"


# What is compared


def test_chosen_indicators_chapters_and_rates(library: Library) -> None:
    rows = rows_of(shown(library, "compare:庆阳市,天水市/indicator=entrants"))
    assert [*rows] == ["entrants"]
    chapter = rows_of(shown(library, "compare:庆阳市,天水市/year=2024/indicator=办学规模"))
    assert {"students", "entrants"} <= {*chapter}
    assert "graduates" not in chapter
    assert [*rows_of(shown(library, "compare:庆阳市,天水市/year=2024/indicator=rates"))] == [
        "rate.placement",
        "rate.progression",
        "rate.bachelor",
    ]


def test_schools_stand_beside_schools(library: Library) -> None:
    view = shown(library, "compare:环县职业中等专业学校,西峰职业中等专业学校")
    assert view.trail[0][0] == "环县职业中等专业学校 / 西峰职业中等专业学校"
    assert data(view)


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("compare:庆阳市,环县职业中等专业学校", AddressError),
        ("compare:庆阳市,天水市/per=school", AddressError),
        ("compare:庆阳市,天水市/only=same", AddressError),
        ("compare:庆阳市,没有这个地方", UnknownNameError),
        ("compare:庆阳市,天水市/indicator=没有这个指标", UnknownNameError),
    ],
)
def test_what_cannot_be_compared_is_refused(library: Library, address: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        shown(library, address)


def test_the_way_names_the_compared_in_full(library: Library) -> None:
    assert shown(library, "compare:621000,天水").trail[-1][1].names == ("庆阳市", "天水市")


# Ratios


@settings(max_examples=25, deadline=None)
@given(comparisons, st.sampled_from([("student", "students"), ("teacher", "teachers")]))
def test_a_ratio_times_its_denominator_is_its_numerator(request: ViewRequest, per: tuple[str, str]) -> None:
    library = bundled_library()
    view = shown(library, request.having(per=per[0]))
    for row in data(view):
        for column, cell in zip(view.columns, row.cells, strict=True):
            if column.id.startswith("e") and cell.mark == "=" and isinstance(cell.value, int | float):
                numerator, denominator = (_figure(library, id_) for id_ in cell.observations)
                heads = 1000 if "/千" in row.cells[1].text else 1
                assert cell.value * denominator["value"] == pytest.approx(numerator["value"] * heads)
                assert (numerator["indicator"], denominator["indicator"]) == (row.key, per[1])
                assert (numerator["report"], numerator["entity"], numerator["year"]) == (
                    denominator["report"],
                    denominator["entity"],
                    denominator["year"],
                )
                assert numerator["geography"] == denominator["geography"], "never across tables of other geography"


def _figure(library: Library, id_: int) -> dict[str, object]:
    names = ("value", "indicator", "entity", "year", "report", "geography")
    query = (
        "SELECT o.value, i.key, o.entity_id, o.year, o.report_id,"
        " CASE WHEN r.entity_id = o.entity_id THEN 'own' ELSE coalesce(t.geography, '') END"
        " FROM observation o JOIN indicator i ON i.id = o.indicator_id JOIN report r ON r.id = o.report_id"
        " LEFT JOIN source_table t ON t.id = o.table_id WHERE o.id = ?"
    )
    return dict(zip(names, library._conn.execute(query, (id_,)).fetchone(), strict=True))


def test_ratios_of_two_cities_and_what_is_not_divided(library: Library) -> None:
    view = shown(library, "compare:庆阳市,天水市/year=2024/per=student")
    rows = rows_of(view)
    assert rows["entrants"]["e1_2024"] == pytest.approx(1000 * 4424 / 16553)
    assert rows["entrants"]["unit"] == "人/千人"
    assert rows["students"]["e1_2024"] == 16553, "what is divided by stands above, as printed"
    graduates = next(row for row in data(view) if row.key == "graduates")
    assert [cell.mark for cell in graduates.cells].count("#") == 2
    assert "not divided" in words(graduates.note)
    assert not any(key.startswith("rate.") for key in rows)


# Who does not report


def test_who_of_many_does_not_report_is_named(library: Library) -> None:
    names = "庆阳市,天水市,平凉市,兰州市,白银市"
    entrants = next(row for row in data(shown(library, f"compare:{names}/year=2024")) if row.key == "entrants")
    assert "白银市" in words(entrants.note)
    assert rows_of(shown(library, f"compare:{names}/year=2024"))["entrants"]["reporting"] == 4


def test_who_has_no_figures_of_a_year_and_which_report_would_bring_them(library: Library) -> None:
    notes = shown(library, "compare:庆阳市,天水市,甘肃省省属/year=2025").notes
    assert [note.values["names"] for note in notes] == [["天水市"], ["甘肃省省属"]]
    assert {note.values["year"] for note in notes} == {2025}
    assert "would bring" in notes[0].word
    assert "would bring" not in notes[1].word


def test_years_in_which_no_two_report_the_same_are_named(library: Library) -> None:
    notes = shown(library, "compare:庆阳市,天水市").notes
    assert ["2025" in str(note.values.get("years")) for note in notes] == [True]
    assert not shown(library, "compare:庆阳市,天水市/year=2024").notes


# Peers


def test_the_peers_are_named_and_those_outside_too(library: Library) -> None:
    notes = shown(library, "region:庆阳市/face=peers").notes
    assert notes[0].values["n"] == 14
    assert notes[0].values["names"][:2] == ["兰州市", "嘉峪关市"]
    assert notes[-1].values["names"] == ["甘肃省省属"]


def test_a_chosen_set_of_peers_ranks_the_region_among_them(library: Library) -> None:
    view = shown(library, "region:庆阳市/face=peers/among=天水市,平凉市,定西市")
    rows = rows_of(view)
    assert (rows["entrants"]["rank"], rows["entrants"]["of"]) == (2, 4)
    assert rows["entrants"]["percentile"] == pytest.approx(66.7)
    assert view.notes[0].values == {"n": 4, "names": ["天水市", "平凉市", "庆阳市", "定西市"]}
    entrants = next(row for row in data(shown(library, "region:庆阳市/face=peers")) if row.key == "entrants")
    assert entrants.note
    assert entrants.note.values == {"n": 13, "m": 14, "names": ["白银市"]}


def test_the_list_of_regions_can_be_that_of_the_peers_of_one(library: Library) -> None:
    names = [row.key for row in shown(library, "region/among=庆阳市").rows()]
    assert len(names) == 14
    assert "庆阳市" in names
    assert "甘肃省" not in names
