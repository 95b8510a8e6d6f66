"""One module for each kind of view, imported when such a view is asked for."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.errors import AddressError, fault
from db.view import View
from db.views.composed import ComposedView

if TYPE_CHECKING:
    from db.chips import Values

_NAMED = {
    "region": "db.views.region:view",
    "school": "db.views.school:view",
    "major": "db.views.major:view",
    "indicator": "db.views.indicator:view",
    "compare": "db.views.compare:view",
    "table": "db.views.printed:view",
    "tables": "db.views.lists:tables",
    "text": "db.views.text:view",
    "observations": "db.views.facts:observations",
    "records": "db.views.facts:records",
    "findings": "db.views.findings:view",
    "list": "db.views.holders:view",
    "definition": "db.views.definition:view",
    "overview": "db.views.overview:view",
    "unclear": "db.views.unclear:view",
    "gaps": "db.views.gaps:view",
    "find": "db.views.find:view",
}
_OF_ONE = frozenset({"region", "school", "major", "indicator", "list", "text", "definition", "overview", "gaps"})
_LISTS = {
    "region": "db.views.regions:view",
    "school": "db.views.lists:schools",
    "major": "db.views.lists:majors",
    "indicator": "db.views.lists:indicators",
    "tables": "db.views.lists:tables",
    "reports": "db.views.lists:reports",
    "observations": "db.views.facts:observations",
    "records": "db.views.facts:records",
    "findings": "db.views.findings:view",
    "overview": "db.views.overview:view",
    "unclear": "db.views.unclear:view",
    "gaps": "db.views.gaps:reports",
}


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """The view that is asked for; AddressError when there is none of this kind."""
    if request.first("chart"):
        from db.views.charted import charted, whole_of

        return charted(conn, view(conn, whole_of(request)), request)
    place = (_NAMED if request.names else _LISTS).get(request.kind)
    if place is None:
        sentence = (
            fault("A view of kind “{kind}” takes no name.")
            if request.names
            else fault("A view of kind “{kind}” needs a name.")
        )
        raise AddressError(sentence, kind=request.kind)
    if request.kind in _OF_ONE and len(request.names) > 1:
        raise AddressError(_several(request), kind=request.kind, names=", ".join(request.names))
    module, _, function = place.partition(":")
    made: View = getattr(import_module(module), function)(conn, request)
    return _marked(conn, made)


def _several(request: ViewRequest) -> str:
    """Why a view of one thing is not one of several."""
    if request.kind in ("region", "school"):
        return fault("A view of kind “{kind}” takes one name, not {names}; “compare:” sets several side by side.")
    return fault("A view of kind “{kind}” takes one name, not {names}.")


def values(conn: sqlite3.Connection, request: ViewRequest, column: str, text: str = "") -> Values:
    """What a column of a view can be filtered by; its own chips and the choice of columns do not count."""
    from db.chips import without_column
    from db.views.filters import values_of
    from db.views.flat import SqlView

    asked = without_column(request, column).having(columns=None, frozen=None)
    shown = view(conn, asked)
    if isinstance(shown, ComposedView):
        if column in {hidden.id for hidden in shown.all_columns} - {kept.id for kept in shown.columns}:
            shown = view(conn, asked.having(columns=column))
        return values_of(conn, shown.rows(), shown.columns, column, text)
    assert isinstance(shown, SqlView)
    return shown.values(column, text)


def _marked(conn: sqlite3.Connection, made: View) -> View:
    """Rows that are held carry how many findings touch their cells; of a flat view only windows are ever there."""
    if not isinstance(made, ComposedView) or made.request.kind == "findings":
        return made
    from db.findings import marked

    return made.with_rows(marked(conn, made.all_rows))
