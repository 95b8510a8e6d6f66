"""Lists, observations, records and printed tables: what they hold, in which order, and windows as slices of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.address import ViewRequest, parse_address
from db.errors import AddressError, NianbaoError, UnknownNameError
from db.library import Library
from db.model import Status
from db.view import Row, RowKind, View

OBSERVATIONS = [
    *("report", "issuer", "entity_type", "entity", "code", "indicator", "indicator_path", "scope", "unit", "period"),
    *("year", "value", "qualifier", "printed", "status", "obs_status", "origin", "table", "row", "column", "section"),
    "line",
]
RECORDS = [
    *("report", "issuer", "list", "item", "entity_type", "entity", "role", "detail", "table", "row", "section", "line")
]


def shown(library: Library, address: str) -> View:
    return library.view(parse_address(address))


def texts(view: View) -> list[tuple[str, ...]]:
    return [tuple(cell.text or cell.word for cell in row.cells) for row in view.rows()]


def firsts(library: Library, address: str) -> list[str]:
    return [row.cells[0].text or row.cells[0].word for row in shown(library, address).rows()]


def row_of(view: View, text: str) -> Row:
    return next(row for row in view.rows() if row.cells and row.cells[0].text == text)


def test_regions_are_a_tree_of_what_reports_speak_of(library: Library) -> None:
    view = shown(library, "region")
    assert [(row.depth, *texts) for row, texts in zip(view.rows(), texts(view), strict=True)] == [
        (0, "广西壮族自治区", "13", "450000"),
        (1, "广西壮族自治区区属", "3", ""),
        (1, "玉林市", "6", "450900"),
        (2, "玉东新区", "", ""),
        (2, "北流市", "", "450981"),
        (1, "百色市", "4", "451000"),
    ]
    assert view.notes[0].values == {
        "indicator": "实际招生学校数",
        "year": 2024,
        "report": "guangxi-2024",
        "table": "表1",
    }
    cell = view.rows()[0].cells[1]
    assert cell.status is Status.REALIGNED
    assert [line.table for line in library.sources(cell.observations)] == ["表1"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("region/q=yl", ["玉林市"]),
        ("region/q=玉", ["玉林市", "玉东新区"]),
        ("region/sort=-schools", ["广西壮族自治区", "玉林市", "百色市", "广西壮族自治区区属", "玉东新区", "北流市"]),
        ("region/sort=schools", ["广西壮族自治区区属", "百色市", "玉林市", "广西壮族自治区", "玉东新区", "北流市"]),
        ("school", ["玉东新区职业学校", "北流市职业中等专业学校"]),
        ("school/q=blzz", ["北流市职业中等专业学校"]),
        ("school/q=beiliuzhi", ["北流市职业中等专业学校"]),
        ("school/q=流职", ["北流市职业中等专业学校"]),
        ("school/q=玉林", ["玉东新区职业学校", "北流市职业中等专业学校"]),
        ("school/q=玉林 职专", ["北流市职业中等专业学校"]),
        ("school/q=%25", []),
        ("school/q=_", []),
        ("major", ["医药卫生大类", "护理", "Not in the catalogue", "电算会计"]),
        ("major/q=医药", ["医药卫生大类", "护理"]),
        ("major/q=hl", ["医药卫生大类", "护理"]),
        ("major/sort=-code", ["护理", "电算会计"]),
        ("major/sort=code", ["护理", "电算会计"]),
        ("reports", ["guangxi-2024", "yulin-2025"]),
        ("reports/sort=-year", ["yulin-2025", "guangxi-2024"]),
        ("tables:yulin-2025", ["附表1"]),
        ("tables/report=guangxi", ["表1", "@200"]),
        ("indicator/q=entr", ["办学规模", "招生数"]),
    ],
)
def test_lists_narrow_and_sort(library: Library, address: str, found: list[str]) -> None:
    if address.startswith("indicator"):
        found = [shown(library, "indicator").rows()[2].cells[0].text if text == "办学规模" else text for text in found]
        assert firsts(library, address)[-1] == "招生数"
        return
    assert firsts(library, address) == found


def test_indicators_stand_under_their_chapters_and_unknown_labels_last(library: Library) -> None:
    rows = shown(library, "indicator").rows()
    headings = [row.cells[0].text or row.cells[0].word for row in rows if row.kind is RowKind.HEADING]
    assert headings[0] == "毕业与升学"
    assert headings[-1] == "Labels not in the dictionary"
    assert rows[-1].cells[0].text == "自评[分]"
    entrants = next(row for row in rows if row.key == "entrants")
    assert [cell.text for cell in entrants.cells[1:4]] == ["人", "2024 2025", "6"]
    assert entrants.target == ViewRequest("indicator", ("entrants",))


def test_sorting_takes_the_headings_away(library: Library) -> None:
    rows = shown(library, "indicator/sort=-figures").rows()
    assert {row.kind for row in rows} == {RowKind.DATA}
    assert rows[0].key == "entrants"


def test_tables_stand_under_their_reports(library: Library) -> None:
    view = shown(library, "tables")
    assert [(row.kind, row.cells[0].text) for row in view.rows()] == [
        (RowKind.HEADING, "广西壮族自治区中等职业教育质量年度报告（2024）"),
        (RowKind.DATA, "表1"),
        (RowKind.DATA, "@200"),
        (RowKind.HEADING, "玉林市中等职业教育质量报告（2025）"),
        (RowKind.DATA, "附表1"),
    ]
    first = view.rows()[1]
    assert first.target == ViewRequest("table", ("guangxi-2024", "表1"))
    values = {column.id: cell.value for column, cell in zip(view.columns, first.cells, strict=True)}
    assert values == {
        "table": "表1",
        "caption": "办学[规模]统计表",
        "period": "2023/2024",
        "rows": 4,
        "figures": 12,
        "records": None,
        "unknown": 1,
        "line": 40,
        "report": "guangxi-2024",
    } | {"records": values["records"]}


def test_the_contracts_have_their_columns(library: Library) -> None:
    for address, ids in (("observations", OBSERVATIONS), ("records", RECORDS)):
        columns = shown(library, address).columns
        assert [column.id for column in columns] == ids
        assert all(column.fixed for column in columns), "in files the same in every language"


def observation(library: Library, address: str) -> dict[str, object]:
    view = shown(library, address)
    (row,) = view.rows()
    return {column.id: cell.value for column, cell in zip(view.columns, row.cells, strict=True)}


def test_an_observation_says_all_that_was_printed(library: Library) -> None:
    assert observation(library, "observations:百色,entrants") == {
        "report": "guangxi-2024",
        "issuer": "广西壮族自治区教育厅",
        "entity_type": "region",
        "entity": "百色市",
        "code": "451000",
        "indicator": "entrants",
        "indicator_path": "招生数",
        "scope": None,
        "unit": "人",
        "period": "2023/2024",
        "year": 2024,
        "value": None,
        "qualifier": None,
        "printed": None,
        "status": "blank",
        "obs_status": "O",
        "origin": "table",
        "table": "表1",
        "row": "百色市",
        "column": "招生数",
        "section": "1.1 办学规模",
        "line": 43,
    }


def test_numbers_keep_the_decimals_that_were_printed(library: Library) -> None:
    view = shown(library, "observations:玉林市,rate.employment")
    cell = view.rows()[0].cells[OBSERVATIONS.index("value")]
    assert (cell.text, cell.value) == ("98.00", 98.0)
    view = shown(library, "observations/q=5%2C310")
    assert view.rows()[0].cells[OBSERVATIONS.index("value")].text == "5310"


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("observations", 17),
        ("observations/report=yulin-2025", 4),
        ("observations/year=2025", 4),
        ("observations/type=school", 1),
        ("observations:玉林市", 6),
        ("observations:玉林市,百色市,entrants", 3),
        ("observations:entrants", 6),
        ("observations/q=yls", 6),
        ("observations/q=招生数", 6),
        ("observations/q=9010", 1),
        ("observations/q=nothing", 0),
        ("records", 5),
        ("records:北流职专", 4),
        ("records:护理", 1),
        ("records/q=hl", 1),
        ("records/type=body", 1),
    ],
)
def test_facts_are_restricted(library: Library, address: str, count: int) -> None:
    view = shown(library, address)
    assert view.count == len(view.rows()) == count


def test_observations_lead_to_the_printed_cell(library: Library) -> None:
    row = shown(library, "observations:百色,entrants").rows()[0]
    assert str(row.target) == "table:guangxi-2024,表1/at=3.1"
    line = library.sources(row.cells[OBSERVATIONS.index("value")].observations)[0]
    assert (line.report, line.issuer, line.table, line.row, line.column, line.line) == (
        "guangxi-2024",
        "广西壮族自治区教育厅",
        "表1",
        "百色市",
        "招生数",
        43,
    )
    assert line.request == row.target
    assert library.sources([]) == library.sources([10**9]) == []


def test_sources_come_in_the_order_that_was_asked(library: Library) -> None:
    lines = library.sources([5, 2, 9, 2])
    assert [line.line for line in lines] == [library.sources([i])[0].line for i in (5, 2, 9, 2)]


def test_records_have_sources(library: Library) -> None:
    (line,) = library.record_sources([1])
    assert (line.caption, line.table, line.line, line.status) == ("优质学校名单", "@200", 200, None)
    assert str(line.request) == "table:guangxi-2024,%40200/at=0.0"


def test_a_table_is_shown_as_printed(library: Library) -> None:
    view = shown(library, "table:guangxi-2024,表1")
    assert [column.label for column in view.columns] == ["地区", "招生数", "实际招生学校数", "自评[分]"]
    assert texts(view) == [
        ("区属", "1204", "3", "88.50"),
        ("玉林市", "5,310", "6", "—"),
        ("百色市", "", "4", "?!"),
        ("合计", "9 000", "13", ""),
    ]
    rows = view.rows()
    assert rows[1].cells[1].value == 5310
    assert rows[1].cells[3].status is Status.DASH
    assert rows[2].cells[1].status is Status.BLANK
    assert rows[3].cells[2].status is Status.REALIGNED
    assert rows[1].key == "2", "the printed row, by which `at` finds its cell"
    assert rows[1].target == ViewRequest("region", ("玉林市",))
    assert [note.values.get("text") or note.values.get("count") for note in view.notes] == ["注：[b]全口径[/b]", 1]


def test_a_row_of_the_report_s_own_region_leads_to_its_indicator(library: Library) -> None:
    rows = shown(library, "table:yulin-2025,附表1").rows()
    assert rows[0].target == ViewRequest("indicator", ("graduates",))


def test_a_printed_school_leads_to_its_record(library: Library) -> None:
    cell = shown(library, "table:guangxi-2024,@200").rows()[0].cells[0]
    assert cell.target == ViewRequest("school", ("北流市职业中等专业学校",))


def test_a_table_sorts_figures_before_texts_before_nothing(library: Library) -> None:
    assert firsts(library, "table:guangxi-2024,表1/sort=-c2") == ["合计", "玉林市", "区属", "百色市"]
    assert firsts(library, "table:guangxi-2024,表1/sort=c2") == ["区属", "玉林市", "合计", "百色市"]
    assert firsts(library, "table:guangxi-2024,表1/q=—") == ["玉林市"]


def test_columns_are_chosen_and_ordered(library: Library) -> None:
    view = shown(library, "observations:百色,entrants/columns=line,entity")
    assert texts(view) == [("43", "百色市")]
    view = shown(library, "table:guangxi-2024,表1/columns=c3,c1/q=区属")
    assert texts(view) == [("3", "区属")]


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("observations/sort=nothing", AddressError),
        ("observations/columns=value,nothing", AddressError),
        ("table:guangxi-2024,表1/sort=c99", AddressError),
        ("table", AddressError),
        ("table:guangxi-2024", AddressError),
        ("compare", AddressError),
        ("reports:guangxi-2024", AddressError),
        ("table:guangxi-2024,表99", UnknownNameError),
        ("tables:nowhere-2024", UnknownNameError),
        ("observations:nowhere", UnknownNameError),
        ("observations/report=nowhere", UnknownNameError),
    ],
)
def test_a_wrong_request_is_one_sentence(library: Library, address: str, fault: type[NianbaoError]) -> None:
    with pytest.raises(fault) as raised:
        shown(library, address)
    assert "\n" not in str(raised.value)


def test_every_row_has_a_key_of_its_own(library: Library) -> None:
    for address in ("region", "school", "major", "indicator", "tables", "reports", "observations", "records"):
        keys = [row.key for row in shown(library, address).rows()]
        assert len(keys) == len(set(keys)) > 0
        assert all(keys)


def test_every_target_can_be_shown(library: Library) -> None:
    for address in ("region", "school", "major", "indicator", "tables", "reports", "observations", "records"):
        for row in shown(library, address).rows():
            for target in {row.target, *(cell.target for cell in row.cells)} - {None}:
                assert library.view(parse_address(str(target))).trail[-1][0]


def test_markup_in_texts_stays_literal(library: Library) -> None:
    assert row_of(shown(library, "tables"), "表1").cells[1].text == "办学[规模]统计表"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    kind=st.sampled_from(["region", "school", "major", "indicator", "tables", "reports", "observations", "records"]),
    text=st.sampled_from(["", "玉", "a", "1", "数", "北流 职"]),
    column=st.integers(-20, 20),
    offset=st.integers(0, 25),
    limit=st.integers(0, 25),
)
def test_a_window_is_a_slice_of_all_rows(
    library: Library, kind: str, text: str, column: int, offset: int, limit: int
) -> None:
    ids = [c.id for c in library.view(ViewRequest(kind)).columns]
    sort = ("-" if column < 0 else "") + ids[abs(column) % len(ids)] if column % 3 else None
    view = library.view(ViewRequest(kind).having(q=text, sort=sort))
    everything = view.rows()
    assert len(everything) == view.count
    assert view.rows(offset, limit) == everything[offset : offset + limit]


def test_an_overview_counts_what_there_is(library: Library) -> None:
    overview = library.overview()
    assert [report.key for report in overview.reports] == ["guangxi-2024", "yulin-2025"]
    assert (overview.first_year, overview.last_year) == (2024, 2025)
    assert (overview.tables, overview.observations, overview.records) == (3, 17, 5)
    assert (overview.regions, overview.schools, overview.majors, overview.indicators) == (4, 2, 2, 5)
    assert json.dumps([report.title for report in overview.reports])
