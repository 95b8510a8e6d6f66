"""Chips: what they let through and what they keep back, for every kind of view; the values a column can be held to."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.address import ViewRequest, parse_address
from db.chips import Chip, Value, chip_of, chips_of, range_of, value_of, with_chips, within
from db.errors import AddressError
from db.library import Library
from db.view import Row, RowKind, View
from tests.library import bundled_library

VIEWS = [
    *("region", "region:玉林市", "region:广西壮族自治区", "region:玉林市/face=peers", "school", "school:北流职专"),
    *("major", "major:护理", "major:医药卫生大类", "indicator", "indicator:entrants", "compare:玉林市,百色市"),
    *("tables", "tables:yulin-2025", "table:guangxi-2024,表1", "table:yulin-2025,附表1", "text:yulin-2025", "reports"),
    *("observations", "records", "findings", "findings/face=list", "findings/sort=report"),
]
MISSING = ["blank", "dash", "lost", "unreadable"]


def shown(library: Library, address: str) -> View:
    return library.view(parse_address(address))


def data(view: View) -> list[Row]:
    return [row for row in view.rows() if row.kind is not RowKind.HEADING]


def keys(view: View) -> Counter[str]:
    return Counter(row.key for row in data(view))


def filtered(library: Library, request: ViewRequest, *chips: Chip) -> View:
    return library.view(with_chips(request, (*chips_of(request), *chips)))


def columns_of(library: Library, request: ViewRequest) -> list[str]:
    return [column.id for column in library.view(request).all_columns]


@pytest.mark.parametrize("address", VIEWS)
def test_values_and_what_they_let_through_for_every_column(library: Library, address: str) -> None:
    request = parse_address(address)
    everything = keys(library.view(request))
    for column in columns_of(library, request):
        values = library.values(request, column)
        assert not values.more
        assert sum(one.rows for one in values.values) == everything.total(), column
        assert [one.rows for one in values.values] == sorted((one.rows for one in values.values), reverse=True)
        for value, count in values.values:
            inside = filtered(library, request, Chip(column, value))
            outside = filtered(library, request, Chip(column, value, excluded=True))
            assert keys(inside).total() == count, (column, value)
            assert keys(inside) + keys(outside) == everything, (column, value)


@pytest.mark.parametrize("address", VIEWS)
def test_a_cell_is_let_through_by_its_own_value(library: Library, address: str) -> None:
    view = shown(library, address)
    for row in data(view)[:6]:
        for column, cell in zip(view.columns, row.cells, strict=True):
            chip = Chip(column.id, value_of(cell))
            assert row.key in keys(filtered(library, view.request, chip)), str(chip)
            assert row.key not in keys(filtered(library, view.request, chip._replace(excluded=True)))


@pytest.mark.parametrize("address", VIEWS)
def test_rows_are_found_again_by_their_keys(library: Library, address: str) -> None:
    view = shown(library, address)
    rows = view.rows()
    for place, row in enumerate(rows):
        if row.kind is not RowKind.HEADING:
            found = view.position(row.key)
            assert found is not None
            assert rows[found].key == row.key
            assert found <= place
    assert view.position("nothing of the kind") is None


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_filters_commute_and_never_add_rows(library: Library, drawn: st.DataObject) -> None:
    request = parse_address(drawn.draw(st.sampled_from(VIEWS)))
    chips: list[Chip] = []
    for column in drawn.draw(st.lists(st.sampled_from(columns_of(library, request)), min_size=1, max_size=3)):
        value = drawn.draw(st.sampled_from([one.value for one in library.values(request, column).values] or [""]))
        chips.append(Chip(column, value, drawn.draw(st.booleans())))
    found = library.view(with_chips(request, chips))
    turned = library.view(with_chips(request, reversed(chips)))
    assert [row.key for row in found.rows()] == [row.key for row in turned.rows()]
    assert keys(found) <= keys(library.view(request))


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("region/where=schools.6", ["玉林市"]),
        ("region/where=schools.4..6", ["玉林市", "百色市"]),
        ("region/where=schools.5..", ["广西壮族自治区", "玉林市"]),
        ("region/where=schools...3", ["广西壮族自治区区属"]),
        ("region/where=schools.6,schools.4", ["玉林市", "百色市"]),
        ("region/where=-schools.6,-schools.4,-schools.", ["广西壮族自治区", "广西壮族自治区区属"]),
        ("region/where=schools.", ["玉东新区", "北流市"]),
        ("region/where=status.realigned", ["广西壮族自治区"]),
        ("region/where=schools.6,code.451000", []),
        ("region/where=name.玉林市/q=百", []),
        ("table:guangxi-2024,表1/where=status.dash", ["玉林市"]),
        ("table:guangxi-2024,表1/where=-status.dash,c2.1000..9999", ["区属"]),
        ("indicator/where=chapter.graduates", ["毕业与升学"]),
    ],
)
def test_what_chips_let_through(library: Library, address: str, names: list[str]) -> None:
    found = [row.cells[0].text for row in shown(library, address).rows()]
    assert found[: len(names)] == names
    assert address.startswith("indicator") or len(found) == len(names)


def test_a_region_s_rows_by_status_and_by_chapter(library: Library) -> None:
    request = parse_address("region:百色市")
    for status in MISSING:
        rows = data(filtered(library, request, Chip("status", status)))
        assert all(status in {cell.status for cell in row.cells} for row in rows)
    assert data(filtered(library, request, Chip("status", "blank")))
    chapters = {one.value: one.rows for one in library.values(request, "chapter").values}
    assert chapters.pop("students") == len(data(filtered(library, request, Chip("chapter", "students")))) > 0


def test_values_stand_under_the_chips_of_other_columns_only(library: Library) -> None:
    request = parse_address("observations/where=report.yulin-2025,entity_type.region")
    assert (
        library.values(request, "report").values
        == library.values(parse_address("observations/where=entity_type.region"), "report").values
    )
    assert [one.value for one in library.values(request, "entity").values] == ["玉林市"]


@pytest.mark.parametrize("text", ["玉林", "yls", "yulin", "林市"])
@pytest.mark.parametrize("address", ["observations", "indicator:entrants"])
def test_values_are_found_by_a_part_of_them_or_their_pinyin(library: Library, address: str, text: str) -> None:
    found = library.values(parse_address(address), "entity", text).values
    assert "玉林市" in [one.value for one in found]
    assert "百色市" not in [one.value for one in found]


@pytest.mark.parametrize(
    "address",
    ["observations", "region:玉林市", "table:guangxi-2024,表1", "findings", "findings/face=list", "records", "school"],
)
def test_an_unknown_column_is_named_with_those_there_are(library: Library, address: str) -> None:
    for option in ("where=nothing.1", "where=-nothing.", "columns=nothing", "sort=nothing", "sort=-nothing"):
        with pytest.raises(AddressError) as caught:
            shown(library, f"{address}/{option}")
        assert caught.value.values["column"] == "nothing"
    with pytest.raises(AddressError):
        library.values(parse_address(address), "nothing")


@pytest.mark.parametrize("where", ["nothing", "-", ".x", "-.x", "--a.b"])
def test_what_is_no_filter_is_said(library: Library, where: str) -> None:
    with pytest.raises(AddressError):
        shown(library, f"region/where={where}")


@given(
    st.text(st.characters(codec="utf-8", exclude_characters=".-"), min_size=1),
    st.text(st.characters(codec="utf-8")),
    st.booleans(),
)
def test_a_chip_is_written_and_read_in_an_address(column: str, value: str, excluded: bool) -> None:
    chip = Chip(column, value, excluded)
    assert chip_of(str(chip)) == chip
    request = with_chips(ViewRequest("region"), [chip])
    assert chips_of(parse_address(str(request))) == (chip,)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_range_holds_what_is_between_its_bounds(low: float, high: float, number: float) -> None:
    bounds = f"{low:.3f}..{high:.3f}"
    assert range_of(bounds) == (round(low, 3), round(high, 3))
    assert within(number, bounds) == (round(low, 3) <= number <= round(high, 3))
    assert within(number, f"{low:.3f}..") == (number >= round(low, 3))
    assert within(number, f"..{high:.3f}") == (number <= round(high, 3))


# Columns


@pytest.mark.parametrize("address", VIEWS)
def test_columns_are_chosen_ordered_and_frozen(library: Library, address: str) -> None:
    view = shown(library, address)
    assert {column.id for column in view.columns} <= {column.id for column in view.all_columns}
    ids = [column.id for column in view.all_columns][::-1][:2]
    request = view.request.having(columns=tuple(ids), frozen="2")
    other = library.view(request)
    assert [column.id for column in other.columns] == ids
    assert all(column.frozen for column in other.columns)
    assert other.all_columns == view.all_columns
    assert all(len(row.cells) == len(ids) for row in data(other))
    assert not any(column.frozen for column in library.view(request.having(frozen="0")).columns)
    with pytest.raises(AddressError):
        library.view(request.having(frozen="x"))


def test_chips_hold_for_columns_that_are_hidden() -> None:
    with bundled_library() as library:
        request = parse_address("region:庆阳市/where=unit.%25/columns=indicator,y2025")
        rows = data(library.view(request))
        whole = data(library.view(request.having(columns=None)))
        assert [row.key for row in rows] == [row.key for row in whole]
        assert Value("%", len(rows)) in library.values(request, "unit").values
