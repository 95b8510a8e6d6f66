"""Ranks in a comparison: out of one table for all peers, the same as on the face of the peers, and never a guess."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.address import ViewRequest, parse_address
from db.errors import AddressError
from db.library import Library
from db.view import Cell, Note, Row, RowKind, View
from db.views.standing import Standing
from tests.library import bundled_library

CITIES = ("庆阳市", "天水市", "平凉市", "兰州市", "嘉峪关市", "临夏回族自治州", "甘肃省省属", "甘肃省")


@pytest.fixture(scope="module", name="library")
def _library() -> Library:
    return bundled_library()


def shown(library: Library, address: str | ViewRequest) -> View:
    return library.view(parse_address(address) if isinstance(address, str) else address)


def rows_of(view: View) -> dict[str, dict[str, Cell]]:
    ids = [column.id for column in view.columns]
    data = (row for row in view.rows() if row.kind is RowKind.DATA)
    return {row.key: dict(zip(ids, row.cells, strict=True)) for row in data}


def row(view: View, key: str) -> Row:
    return next(row for row in view.rows() if row.key == key)


def said(view: View) -> dict[str, Any]:
    """Names in the notes, by the beginning of what is said of them."""
    return {note.word.split(":")[0]: note.values.get("names", []) for note in view.notes}


def test_beside_each_figure_stand_its_rank_and_quarter(library: Library) -> None:
    entrants = rows_of(shown(library, "compare:庆阳市,天水市/year=2024/rank=yes"))["entrants"]
    rank = entrants["rank_1_2024"]
    assert (rank.value, rank.values and rank.values["n"]) == (2, 13)
    assert rank.values
    assert rank.values["quarter"] == Cell(word="top")
    assert (entrants["of_1_2024"].value, entrants["percentile_1_2024"].value) == (13, pytest.approx(91.7))
    assert entrants["rank_2_2024"].value == 1


def test_who_of_the_peers_does_not_report_is_said(library: Library) -> None:
    note = row(shown(library, "compare:庆阳市,天水市/year=2024/rank=yes"), "entrants").note
    assert note
    reporting = note if "n" in note.values else note.values["rest"]
    assert isinstance(reporting, Note)
    assert (reporting.values["n"], reporting.values["m"], reporting.values["names"]) == (13, 14, ["白银市"])


def test_the_peers_and_those_outside_are_said(library: Library) -> None:
    notes = said(shown(library, "compare:庆阳市,甘肃省省属,甘肃省/year=2024/rank=yes"))
    assert notes["Among {n} regions of the same level"][:2] == ["兰州市", "嘉峪关市"]
    assert {*notes["Not ranked"]} == {"甘肃省省属", "甘肃省"}, "of no other province there are figures"


def test_a_unit_beside_the_cities_and_a_whole_have_no_rank(library: Library) -> None:
    entrants = rows_of(shown(library, "compare:庆阳市,甘肃省省属,甘肃省/year=2024/rank=yes"))["entrants"]
    assert entrants["rank_1_2024"].value == 2
    assert {"rank_2_2024", "rank_3_2024"} & {*entrants} == set(), "an empty column is not there"


def test_a_figure_of_another_table_than_that_of_the_peers_has_no_rank(library: Library) -> None:
    entrants = rows_of(shown(library, "compare:庆阳市,天水市/year=2024,2025/rank=yes"))["entrants"]
    assert entrants["e1_2025"].value == 5156
    assert "rank_1_2025" not in entrants
    assert entrants["rank_1_2024"].value == 2


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(CITIES), min_size=1, max_size=4, unique=True), st.sampled_from(("", "平凉市,定西市")))
def test_ranks_are_those_of_the_face_of_the_peers(names: list[str], among: str) -> None:
    library = bundled_library()
    chosen = tuple(filter(None, among.split(",")))
    compared = rows_of(
        shown(library, ViewRequest("compare", tuple(names)).having(year="2024", rank="yes", among=chosen))
    )
    for place, name in enumerate(names, 1):
        peers = (*chosen, *(other for other in names if "省" not in other)) if chosen else ()
        face = rows_of(shown(library, ViewRequest("region", (name,)).having(face="peers", year="2024", among=peers)))
        for key, cells in compared.items():
            rank = cells.get(f"rank_{place}_2024", Cell()).value
            if rank is not None:
                assert (rank, cells[f"of_{place}_2024"].value) == (face[key]["rank"].value, face[key]["of"].value)
                assert cells[f"e{place}_2024"].value == face[key]["value"].value


def test_chosen_peers_are_those_ranked_and_count_without_the_option(library: Library) -> None:
    view = shown(library, "compare:庆阳市,天水市/year=2024/among=平凉市,定西市,环县")
    assert rows_of(view)["entrants"]["of_1_2024"].value == 4
    chosen = said(view)["Among {n} chosen regions"]
    assert chosen == ["天水市", "平凉市", "庆阳市", "定西市"], "a county is no peer of a city"


def test_ratios_are_ranked_as_ratios(library: Library) -> None:
    names = [name for name in CITIES if "省" not in name]
    view = shown(library, ViewRequest("compare", tuple(names)).having(year="2024", rank="yes", per="student"))
    entrants = rows_of(view)["entrants"]
    places = range(1, len(names) + 1)
    ratios = {place: entrants[f"e{place}_2024"].number or 0 for place in places}
    ranks = {place: entrants[f"rank_{place}_2024"].number or 0 for place in places}
    assert sorted(places, key=lambda p: -ratios[p]) == sorted(places, key=lambda p: ranks[p])
    plain = rows_of(shown(library, ViewRequest("compare", tuple(names)).having(year="2024", rank="yes")))["entrants"]
    assert [ranks[p] for p in places] != [plain[f"rank_{p}_2024"].value for p in places]


@pytest.mark.parametrize("address", ["compare:庆阳市,天水市/rank=no", "compare:环县职专,西峰职专/rank=yes"])
def test_what_is_not_ranked_is_refused(library: Library, address: str) -> None:
    with pytest.raises(AddressError):
        shown(library, address)


# Where one stands


@given(st.dictionaries(st.integers(), st.integers(-1000, 1000), min_size=3, max_size=40))
def test_quarters_follow_the_quartiles(values: dict[int, int]) -> None:
    standing = Standing(dict(values), {entity: Cell(str(value), value) for entity, value in values.items()})
    low, middle, high = (cell.number or 0 for cell in standing.quartiles())
    assert min(values.values()) <= low <= middle <= high <= max(values.values())
    for entity, value in values.items():
        if len({*values.values()}) == len(values):
            expected = "top" if value >= high else "upper" if value >= middle else "lower" if value >= low else "bottom"
            assert standing.quarter(entity) == expected
    if len({*values.values()}) == 1:
        assert {standing.quarter(entity) for entity in values} == {""}, "all stand alike"


def test_quartiles_of_the_peers_stand_between_the_lowest_and_the_highest(library: Library) -> None:
    entrants = rows_of(shown(library, "region:庆阳市/face=peers"))["entrants"]
    ids = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    assert [entrants[id_].value for id_ in ids] == [105, 1229, 2224, 4056, 6964]
    assert (entrants["lowest_region"].value, entrants["highest_region"].value) == ("嘉峪关市", "天水市")
