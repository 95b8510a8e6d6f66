"""What the forms in the annex of an annual report ask for, and what a report gives of it, wherever it is printed.

The forms stand in `db/reference/annex_forms.csv`. A figure counts as given when the report prints a value of its own
region or school for the same indicator, in the annex, in another table or in a sentence. What can be computed from such
values, or is printed under another definition, is told apart (`db.views.instead`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.figures import Figure
from db.reference import AnnexForm, annex_forms
from db.resolve import report_key
from db.search import Names, holding
from db.terms import Status
from db.view import Cell, Column, ColumnKind, Note, Phrase, Row, RowKind, View, word
from db.views.composed import UNIT, Trail, compose, named, year_label
from db.views.entities import ADDRESS
from db.views.flat import Field, Found, Place, Query, SqlView
from db.views.given import given_of, ids_of
from db.views.instead import COMPUTED, OTHERWISE, Stock
from db.views.lists import entity_target, text
from db.views.sources import figure_source


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`gaps:REPORT`: each figure that the forms ask for, and where it is given."""
    report = _Report(*conn.execute(_REPORT, (report_key(conn, request.names[0]),)).fetchone())
    dictionary = Dictionary(conn)
    figures = [figure for figure in fig.of_entity(conn, report.entity) if figure.report == report.id]
    groups, stock = _printed(figures), Stock(conn, dictionary, figures)
    rows: list[Row] = []
    states: Counter[_State] = Counter()
    for form in annex_forms():
        indicators = [i for key in form.indicators if (i := dictionary.called(key))]
        among = {i.id for i in indicators}
        asked = [_row(i, groups.get(i.id, ()), stock, dictionary.depth(i, among)) for i in indicators]
        counts = Counter(row.cells[_STATE].value for row in asked)
        rows += [_heading(form, counts), *asked]
        states += counts
    return compose(request, _trail(report, request), _COLUMNS, rows, _summary(states), Names(conn))


_COLUMNS = (
    Column("indicator", word=word("Indicator"), frozen=True),
    Column("state", word=word("In the report")),
    Column("value", ColumnKind.NUMBER, word=word("Value")),
    UNIT,
    Column("year", word=word("Year")),
    Column("source", word=word("Source")),
)
_STATE = 1
_State = int | float | str | None

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


def _summary(states: Counter[_State]) -> list[Note]:
    asked = sum(len(form.indicators) for form in annex_forms())
    said = word("{given} of the {all} figures that the six annex forms ask for")
    given = Note(said, {"given": states["given"], "all": asked})
    besides = word("besides, can be computed: {computed}, otherwise defined: {other}")
    counts = {"computed": states[COMPUTED], "other": states[OTHERWISE]}
    return [given, Note(besides, counts)] if any(counts.values()) else [given]


def _printed(figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    """By indicator: a value first, the last year first."""
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.indicator, []).append(figure)
    for group in groups.values():
        group.sort(key=lambda figure: (figure.value is None, -figure.year, figure.rank))
    return groups


def _heading(form: AnnexForm, states: Counter[_State]) -> Row:
    values = {"form": f"附表{form.number} {form.caption}", "given": states["given"], "all": len(form.indicators)}
    said = word("{form}: {given} of {all}")
    if states[COMPUTED] or states[OTHERWISE]:
        values |= {"computed": states[COMPUTED], "other": states[OTHERWISE]}
        said = word("{form}: {given} of {all}; computable: {computed}, otherwise defined: {other}")
    title = Cell(word=said, values=values, gloss=form.gloss)
    return Row((title,), RowKind.HEADING, key=f"form {form.number}")


def _row(indicator: Indicator, group: Sequence[Figure], stock: Stock, depth: int) -> Row:
    """What is printed, else what stands instead, else why there is nothing."""
    target, note = ViewRequest("indicator", (indicator.key,)), None
    if group and group[0].value is not None:
        cells = _shown(Cell("given", "given", word("given")), _value(group), group[0].unit, group[0])
    elif instead := stock.instead(indicator):
        cells = _shown(instead.state, instead.value, instead.unit, instead.figure)
        note = Note("{text}", {"text": Phrase(instead.reason)}) if instead.reason else None
    elif group:
        status = Status(group[0].status)
        state = Cell(str(status), str(status), _STATES.get(status, word("no number")))
        cells = _shown(state, Cell(observations=_value(group).observations), group[0].unit, group[0])
    else:
        missing = Cell("absent", "absent", word("not in the report"))
        cells = (missing, Cell(), Cell(indicator.unit, indicator.unit), Cell(), Cell())
    return Row((named(indicator), *cells), depth=depth, key=indicator.key, target=target, note=note)


def _value(group: Sequence[Figure]) -> Cell:
    return fig.cell_of([f for f in group if f.year == group[0].year])


def _shown(state: Cell, value: Cell, unit: str, figure: Figure) -> tuple[Cell, ...]:
    year = year_label(figure.year)
    return state, value, Cell(unit, unit), Cell(year, year), figure_source(figure)


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
    notes = [Note("{text}", {"text": [f"附表{form.number} {form.caption}" for form in forms]})]
    return SqlView(conn, request, query, [(word("Annex forms"), request)], notes)


def _counted(id_: str, label: str, indicators: Sequence[int]) -> Field:
    heading = Column(id_, ColumnKind.NUMBER, label, "" if label else word("All"), f"/{len(indicators)}")
    return Field(heading, given_of(indicators))


def _entity(found: Found) -> Cell:
    return Cell(found["region"], found["region"], target=entity_target(found["_type"], found["_address"]))
