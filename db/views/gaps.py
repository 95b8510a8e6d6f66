"""What the forms in the annex of an annual report ask for, and what a report gives of it, wherever it is printed.

The forms stand in `db/reference/annex_forms.csv`. A figure counts as given when the report prints a value of its own
region or school for the same indicator, in the annex, in another table or in a sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.figures import Figure
from db.reference import AnnexForm, annex_forms
from db.resolve import report_key
from db.search import holding, names_meant
from db.terms import Status
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
from db.views.composed import UNIT, Trail, compose, named, year_label
from db.views.flat import Field, Found, Place, Query, SqlView
from db.views.given import given_of, ids_of
from db.views.lists import ADDRESS, entity_target, text
from db.views.sources import figure_source


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`gaps:REPORT`: each figure that the forms ask for, and where it is given."""
    report = _Report(*conn.execute(_REPORT, (report_key(conn, request.names[0]),)).fetchone())
    dictionary = Dictionary(conn)
    groups = _printed(conn, report)
    rows: list[Row] = []
    given = 0
    for form in annex_forms():
        indicators = [i for key in form.indicators if (i := dictionary.called(key))]
        count = sum(_is_given(groups.get(i.id, ())) for i in indicators)
        rows.append(_heading(form, count))
        among = {i.id for i in indicators}
        rows.extend(_row(i, groups.get(i.id, ()), dictionary.depth(i, among)) for i in indicators)
        given += count
    names = names_meant(conn, request.first("q"))
    return compose(request, _trail(report, request), _COLUMNS, rows, [_summary(given)], names)


_COLUMNS = (
    Column("indicator", word=word("Indicator"), frozen=True),
    Column("state", word=word("In the report")),
    Column("value", ColumnKind.NUMBER, word=word("Value")),
    UNIT,
    Column("year", word=word("Year")),
    Column("source", word=word("Source")),
)

_REPORT = "SELECT id, key, entity_id FROM report WHERE key = ?"

_STATES = {
    Status.BLANK: word("an empty cell"),
    Status.DASH: word("a dash"),
    Status.NOT_APPLICABLE: word("does not apply"),
    Status.UNREADABLE: word("no number"),
    Status.LOST: word("lost in conversion"),
}


class _Report(NamedTuple):
    id: int
    key: str
    entity: int


def _trail(report: _Report, request: ViewRequest) -> Trail:
    return (
        (word("Annex forms"), ViewRequest("gaps")),
        (report.key, ViewRequest("tables", (report.key,))),
        (word("What is given"), request),
    )


def _summary(given: int) -> Note:
    asked = sum(len(form.indicators) for form in annex_forms())
    return Note(word("{given} of the {all} figures that the six annex forms ask for"), {"given": given, "all": asked})


def _printed(conn: sqlite3.Connection, report: _Report) -> dict[int, list[Figure]]:
    """Figures of the report on its own region or school by indicator: a value first, the last year first."""
    groups: dict[int, list[Figure]] = {}
    for figure in fig.of_entity(conn, report.entity):
        if figure.report == report.id:
            groups.setdefault(figure.indicator, []).append(figure)
    for group in groups.values():
        group.sort(key=lambda figure: (figure.value is None, -figure.year, figure.rank))
    return groups


def _is_given(group: Sequence[Figure]) -> bool:
    return bool(group) and group[0].value is not None


def _heading(form: AnnexForm, given: int) -> Row:
    values = {"form": f"附表{form.number} {form.caption}", "given": given, "all": len(form.indicators)}
    title = Cell(word=word("{form}: {given} of {all}"), values=values, gloss=form.gloss)
    return Row((title,), RowKind.HEADING, key=f"form {form.number}")


def _row(indicator: Indicator, group: Sequence[Figure], depth: int) -> Row:
    target = ViewRequest("indicator", (indicator.key,))
    name, unit = named(indicator), Cell(indicator.unit, indicator.unit)
    if not group:
        missing = Cell("absent", "absent", word("not in the report"))
        return Row((name, missing, Cell(), unit, Cell(), Cell()), depth=depth, key=indicator.key, target=target)
    first = group[0]
    state = Cell("given", "given", word("given"))
    value = fig.cell_of([f for f in group if f.year == first.year])
    if first.value is None:
        status = Status(first.status)
        state = Cell(str(status), str(status), _STATES.get(status, word("no number")))
        value = Cell(observations=value.observations)
    year = Cell(year_label(first.year), year_label(first.year))
    cells = (name, state, value, unit._replace(text=first.unit, value=first.unit), year, figure_source(first))
    return Row(cells, depth=depth, key=indicator.key, target=target)


# --- all reports ---


def reports(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`gaps`: of each report, how many figures of each form it gives."""
    forms = {form: ids_of(conn, form.indicators) for form in annex_forms()}
    everything = [id_ for ids in forms.values() for id_ in ids]
    query = Query(
        key="r.id",
        source="report r",
        joins={"e": "JOIN entity e ON e.id = r.entity_id"},
        fields=(
            Field(Column("report", word=word("Report"), frozen=True), "r.key"),
            Field(Column("region", word=word("Of")), "e.name", cell=_entity),
            *(_counted(f"form{form.number}", f"附表{form.number}", ids) for form, ids in forms.items()),
            _counted("all", "", everything),
            text("title", word("Title"), "r.title"),
        ),
        extra={"_type": "e.type", "_address": ADDRESS},
        order=("r.key",),
        find=lambda term: holding(term, "r.key", "r.title", "r.issuer", "e.name"),
        place=lambda found: Place(found["report"], ViewRequest("gaps", (found["report"],))),
    )
    notes = [Note("{text}", {"text": "、".join(f"附表{form.number} {form.caption}" for form in forms)})]
    return SqlView(conn, request, query, [(word("Annex forms"), request)], notes)


def _counted(id_: str, label: str, indicators: Sequence[int]) -> Field:
    heading = Column(id_, ColumnKind.NUMBER, label, "" if label else word("All"), f"/{len(indicators)}")
    return Field(heading, given_of(indicators))


def _entity(found: Found) -> Cell:
    return Cell(found["region"], found["region"], target=entity_target(found["_type"], found["_address"]))
