"""Every figure, missing cell, moved cell and record that was read by eye, in the published reports and the made-up one.

The golden files were typed from the texts before any recogniser existed; each of their rows must be found.
"""

from collections import Counter, defaultdict
from functools import cache

import pytest

from db import reference
from db.model import Entity, EntityType, Observation, Origin, SourceTable, Status
from db.period import year_of
from tests.loaders.reports import Golden, facts, golden, squeezed

REPORTS = ("gansu-2024", "qingyang-2025", "yulin-450900-2025", "weifang-2023")
VALUES = {Status.NORMAL, Status.REALIGNED, Status.REPAIRED}


def typed(kind: str) -> list[Golden]:
    return [row for row in golden(kind) if row["report"] in REPORTS]


@cache
def printed_names(report: str) -> dict[str, set[Entity]]:
    found: dict[str, set[Entity]] = defaultdict(set)
    for name in facts(report).names:
        found[folded(name.text)].add(name.entity)
    return found


def folded(text: str) -> str:
    return squeezed(text).replace("(", "（").replace(")", "）")


def year(observation: Observation) -> int | None:
    basis = {one.key: one.time_basis for one in reference.indicators()}
    return year_of(observation.period, basis.get(observation.indicator, reference.TimeBasis.STOCK))


def of_tables(report: str) -> list[Observation]:
    return [one for one in facts(report).observations if one.origin is Origin.TABLE]


@cache
def by_place(report: str) -> dict[tuple[str, int, str, str], list[Observation]]:
    found: dict[tuple[str, int, str, str], list[Observation]] = defaultdict(list)
    for one in of_tables(report):
        found[one.table, one.line, one.row, one.column].append(one)
    return found


def observation(row: Golden) -> Observation:
    place = (row["table"], int(row["line"]), row["row"], row["column"])
    found = by_place(row["report"])[place]
    assert len(found) == 1, place
    return found[0]


def is_entity(entity: Entity | None, text: str, report: str) -> bool:
    """Whether an entity is the one printed so in the report."""
    return entity is not None and (entity.name == text or entity in printed_names(report)[folded(text)])


@pytest.mark.parametrize("report", REPORTS)
def test_every_figure_is_read(report: str) -> None:
    rows = [row for row in typed("figures") if row["report"] == report]
    assert rows
    for row in rows:
        found = observation(row)
        assert (found.unit, found.period, found.status, found.printed) == (
            row["unit"],
            row["period"],
            row["status"],
            row["printed"],
        ), row
        assert found.value == (float(row["value"]) if row["value"] else None), row
        assert year(found) == int(row["year"]), row
        assert found.entity.type == row["entity_type"], row
        assert is_entity(found.entity, row["entity"], report), row


@pytest.mark.parametrize("report", REPORTS)
def test_nothing_else_is_read(report: str) -> None:
    rows = [row for row in typed("figures") if row["report"] == report]
    printed = Counter((row["table"], int(row["line"]), row["row"], row["column"]) for row in rows)
    assert Counter({place: len(found) for place, found in by_place(report).items() if found}) == printed


def test_every_missing_figure_says_why() -> None:
    for row in typed("missing"):
        found = observation(row)
        assert (found.status, found.value) == (row["status"], None), row
        assert is_entity(found.entity, row["entity"], row["report"]), row


def test_every_moved_figure_tells_where_it_stands() -> None:
    for row in typed("realigned"):
        found = observation(row)
        assert (found.status, found.value) == (Status.REALIGNED, float(row["value"])), row
        assert found.cell is not None
        table = source_table(row["report"], row["table"])
        assert header_above(table, found.cell[1]) == row["printed_column"], row


def test_only_those_figures_were_moved() -> None:
    moved = Counter(o.table for o in of_tables("gansu-2024") if o.status is Status.REALIGNED)
    assert moved == Counter(row["table"] for row in typed("realigned"))


def header_above(table: SourceTable, column: int) -> str:
    return next(cell.text for cell in table.cells if cell.col == column and cell.row == 0)


def source_table(report: str, key: str) -> SourceTable:
    return next(table for table in facts(report).tables if table.key == key)


def as_row(row: Golden) -> tuple[str, ...]:
    return (row["table"], row["list"], row["item"], row["role"], row["detail"], row["line"])


@pytest.mark.parametrize("report", REPORTS)
def test_every_record_is_read_and_no_other(report: str) -> None:
    rows = [row for row in typed("records") if row["report"] == report]
    found = [
        (one.table, one.list, one.item, one.role, one.detail, str(one.line), one.entity)
        for one in facts(report).records
        if one.table
    ]
    assert sorted(one[:-1] for one in found) == sorted(as_row(row) for row in rows)
    for row in rows:
        same = [one[-1] for one in found if one[:-1] == as_row(row)]
        assert any(is_entity(entity, row["entity"], report) for entity in same), row


def test_every_table_is_found_whole() -> None:
    for row in typed("tables"):
        table = source_table(row["report"], row["table"])
        observed = [o for o in of_tables(row["report"]) if o.table == row["table"]]
        statuses = Counter(one.status for one in observed)
        assert table.form, row
        assert table.line == int(row["line"]), row
        assert sum(statuses[status] for status in VALUES) == int(row["values"]), row
        assert (statuses[Status.DASH], statuses[Status.BLANK], statuses[Status.LOST]) == (
            int(row["dashes"]),
            int(row["blanks"]),
            int(row["lost"]),
        ), row


def test_the_tables_are_these() -> None:
    for report in dict.fromkeys(row["report"] for row in typed("tables")):
        expected = [row["table"] for row in typed("tables") if row["report"] == report]
        assert [table.key for table in facts(report).tables] == expected


def test_the_two_reports_hold_so_many_figures() -> None:
    statuses = Counter(o.status for report in list(REPORTS)[:2] for o in of_tables(report))
    assert sum(statuses[status] for status in VALUES) == 622
    assert (statuses[Status.DASH], statuses[Status.BLANK], statuses[Status.LOST]) == (37, 51, 14)


def unknown_in_tables(report: str) -> dict[str, str]:
    """Labels of tables that the dictionary lacks, with their units."""
    return {one.indicator: one.unit for one in of_tables(report) if one.indicator.startswith("new:")}


def test_the_two_reports_print_no_label_that_the_dictionary_lacks() -> None:
    assert [unknown_in_tables(report) for report in list(REPORTS)[:2]] == [{}, {}]


def test_labels_of_the_made_up_report_that_the_dictionary_lacks_are_not_guessed() -> None:
    unknown = unknown_in_tables("yulin-450900-2025")
    assert {"new:校园面积", "new:校企共育工坊", "new:财政投入", "new:工匠学院数", "new:数字孪生工位数"} <= set(unknown)
    assert all(unknown.values())


def test_the_sums_that_hold_are_of_one_indicator() -> None:
    for row in typed("sums"):
        if row["holds"] != "yes":
            continue
        column = [
            o
            for o in of_tables(row["report"])
            if (o.table, o.column) == (row["table"], row["column"]) and o.value is not None
        ]
        assert len({o.indicator for o in column}) == 1
        home = facts(row["report"]).report.entity
        total = [o.value for o in column if o.entity == home]
        assert [round(sum(o.value or 0 for o in column if o.entity != home), 2)] == total, row


def test_bodies_and_regions_of_lists_are_told_apart() -> None:
    types = {
        one.item: one.entity.type
        for one in facts("gansu-2024").records
        if one.entity and one.item in {"史征波", "王晓琴", "儿科护理"}
    }
    assert types == {"史征波": EntityType.REGION, "王晓琴": EntityType.BODY, "儿科护理": EntityType.SCHOOL}
