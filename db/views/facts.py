"""Observations and records one by one, with the columns that `nianbao export` promises.

They are stable contracts: in files their ids are their headings in every language.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from db.address import ViewRequest
from db.errors import UnknownNameError
from db.figures import printed_number
from db.period import period_note
from db.place import place_of
from db.reference import record_gloss
from db.resolve import report_key, resolve, resolve_indicator
from db.search import Condition, among, either, found_by_name, found_indicator, holding
from db.terms import OBS_STATUS, Status
from db.view import Cell, Column, ColumnKind, View, word
from db.views.entities import ADDRESS
from db.views.flat import Field, Found, Place, Query, SqlView
from db.views.lists import entity_target, table_request

_OBS_STATUS = (
    "CASE o.status " + " ".join(f"WHEN '{status}' THEN '{code}'" for status, code in OBS_STATUS.items()) + " END"
)


_HEADINGS = {
    "report": word("Report"),
    "issuer": word("Issuer"),
    "entity_type": word("Type"),
    "entity": word("Of whom"),
    "code": word("Code"),
    "indicator": word("Key"),
    "indicator_path": word("Indicator"),
    "scope": word("Scope"),
    "unit": word("Unit"),
    "period": word("Period"),
    "year": word("Year"),
    "value": word("Value"),
    "qualifier": word("Qualifier"),
    "printed": word("Printed"),
    "status": word("Status"),
    "obs_status": word("SDMX status"),
    "origin": word("Table or text"),
    "table": word("Table"),
    "row": word("Row"),
    "column": word("Column"),
    "section": word("Section"),
    "line": word("Line"),
    "list": word("List"),
    "item": word("Item"),
    "role": word("Role"),
    "detail": word("Detail"),
}
"""What the columns are called on the screen."""


def _field(id_: str, sql: str, cell: Callable[[Found], Cell] | None = None, sort: str = "") -> Field:
    return Field(Column(id_, word=_HEADINGS[id_], fixed=True), sql, sort, cell)


def _number(id_: str, sql: str, cell: Callable[[Found], Cell] | None = None) -> Field:
    return Field(Column(id_, ColumnKind.NUMBER, word=_HEADINGS[id_], fixed=True), sql, cell=cell)


def _leading(id_: str, target: Callable[[Found], ViewRequest | None]) -> Callable[[Found], Cell]:
    """A cell of text that leads somewhere when it is not empty."""

    def cell(found: Found) -> Cell:
        return Cell(found[id_], found[id_], target=target(found)) if found[id_] else Cell()

    return cell


TYPES = {"region": word("region"), "school": word("school"), "major": word("major"), "body": word("other body")}
ORIGINS = {"table": word("table"), "text": word("text")}
QUALIFIERS = {"about": word("about"), "at_least": word("at least")}


def _coded(id_: str, words: Mapping[str, str]) -> Callable[[Found], Cell]:
    """A code, shown as what it is called; files keep the code."""

    def cell(found: Found) -> Cell:
        code = found[id_] or ""
        return Cell(code, code or None, word=words.get(code, ""))

    return cell


def _period(found: Found) -> Cell:
    said = period_note(found["period"])
    return Cell(found["period"], found["period"] or None, word=said.word, values=said.values)


def _glossed_list(found: Found) -> Cell:
    return _leading("list", _table)(found)._replace(gloss=record_gloss(found["list"]))


def _role(found: Found) -> Cell:
    return Cell(found["role"], found["role"], gloss=record_gloss(found["role"]))


def _report(found: Found) -> ViewRequest:
    return ViewRequest("tables", (found["report"],))


def _entity(found: Found) -> ViewRequest | None:
    return entity_target(found["entity_type"], found["_address"]) if found["entity_type"] else None


def _table(found: Found) -> ViewRequest | None:
    """The table with the cell marked in which the row was printed."""
    if not found["table"]:
        return None
    cell = None if found["_row"] is None else f"{found['_row']}.{found['_col']}"
    return table_request(found).having(at=cell)


def _line(found: Found) -> Cell:
    """The number of a line or block; for a workbook sheet and cell."""
    cell = None if found["_row"] is None else (found["_row"], found["_col"])
    place = place_of(found["_places"], found["line"], cell)
    return Cell(place.text, place.text) if place.text else Cell(str(found["line"]), found["line"])


def observations(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`observations[:NAME,…]`: of these entities and indicators, reports (`report`), years (`year`), types (`type`)."""
    query = Query(
        key="o.id",
        source="observation o",
        joins={
            "r": "JOIN report r ON r.id = o.report_id",
            "e": "JOIN entity e ON e.id = o.entity_id",
            "i": "JOIN indicator i ON i.id = o.indicator_id",
            "h": "LEFT JOIN chapter h ON h.id = i.chapter_id",
            "t": "LEFT JOIN source_table t ON t.id = o.table_id",
            "lr": "JOIN label lr ON lr.id = o.row_id",
            "lc": "JOIN label lc ON lc.id = o.column_id",
            "ls": "JOIN label ls ON ls.id = o.section_id",
        },
        fields=(
            _field("report", "r.key", _leading("report", _report)),
            _field("issuer", "r.issuer"),
            _field("entity_type", "e.type", _coded("entity_type", TYPES)),
            _field("entity", "e.name", _leading("entity", _entity)),
            _field("code", "e.code"),
            _field("indicator", "i.key", _leading("indicator", lambda f: ViewRequest("indicator", (f["indicator"],)))),
            _field("indicator_path", "i.path"),
            _field("scope", "i.scope"),
            _field("unit", "o.unit"),
            _field("period", "o.period", _period),
            _field("year", "o.year", lambda f: Cell() if f["year"] is None else Cell(str(f["year"]), f["year"])),
            _number("value", "o.value", _value),
            _field("qualifier", "o.qualifier", _coded("qualifier", QUALIFIERS)),
            _field("printed", "o.printed"),
            _field("status", "o.status"),
            _field("obs_status", _OBS_STATUS),
            _field("origin", "o.origin", _coded("origin", ORIGINS)),
            _field("table", "t.key", _leading("table", _table), "t.position"),
            _field("row", "lr.text"),
            _field("column", "lc.text"),
            _field("section", "ls.text"),
            _field("line", "o.line", _line),
        ),
        extra={"_id": "o.id", "_row": "o.cell_row", "_col": "o.cell_col", "_address": ADDRESS, "_places": "r.places"},
        where=_restrictions(conn, request, years=True),
        order=("r.key", "o.id"),
        find=_find_observations,
        place=lambda found: Place(str(found["_id"]), _table(found) or _entity(found)),
        named="o.id",
        aspects={"chapter": "h.key"},
    )
    return SqlView(conn, request, query, [(word("Observations"), request)])


def _value(found: Found) -> Cell:
    text = "" if found["value"] is None else printed_number(found["value"], found["printed"])
    return Cell(text, found["value"], status=Status(found["status"]), observations=(found["_id"],))


def _find_observations(term: str) -> Condition:
    """Names and labels are looked through in their own small tables, figures only for what has a digit."""
    labelled = "SELECT id FROM label WHERE "
    label, parameters = holding(term, "text")
    indicator, named = found_indicator(term)
    conditions: list[Condition] = [
        found_by_name(term, "o.entity_id"),
        (f"o.indicator_id IN (SELECT i.id FROM indicator i WHERE {indicator})", named),
        *((f"o.{column} IN ({labelled}{label})", parameters) for column in ("row_id", "column_id", "section_id")),
    ]
    if any(character.isdigit() for character in term):
        conditions.append(holding(term, "o.printed", "o.period"))
    return either(*conditions)


def records(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`records[:NAME,…]`: what lists say of these entities, in these reports (`report`), of these types (`type`)."""
    query = Query(
        key="c.id",
        source="record c",
        joins={
            "r": "JOIN report r ON r.id = c.report_id",
            "e": "LEFT JOIN entity e ON e.id = c.entity_id",
            "t": "LEFT JOIN source_table t ON t.id = c.table_id",
        },
        fields=(
            _field("report", "r.key", _leading("report", _report)),
            _field("issuer", "r.issuer"),
            _field("list", "c.list", _glossed_list),
            _field("item", "c.item"),
            _field("entity_type", "e.type", _coded("entity_type", TYPES)),
            _field("entity", "e.name", _leading("entity", _entity)),
            _field("role", "c.role", _role),
            _field("detail", "c.detail"),
            _field("table", "t.key", _leading("table", _table), "t.position"),
            _field("row", "c.row"),
            _field("section", "c.section"),
            _field("line", "c.line", _line),
        ),
        extra={"_id": "c.id", "_row": "c.cell_row", "_col": "c.cell_col", "_address": ADDRESS, "_places": "r.places"},
        where=_restrictions(conn, request, years=False),
        order=("r.key", "c.id"),
        find=lambda term: either(
            found_by_name(term, "c.entity_id", "c.major_id"), holding(term, "c.list", "c.item", "c.detail", "c.section")
        ),
        place=lambda found: Place(str(found["_id"]), _table(found) or _entity(found)),
        named="c.id",
    )
    return SqlView(conn, request, query, [(word("Records"), request)])


def _restrictions(conn: sqlite3.Connection, request: ViewRequest, *, years: bool) -> list[Condition]:
    fact = "o" if years else "c"
    found = [*_named(conn, request.names, years=years)]
    if reports := request.option("report"):
        condition, parameters = among("key", [report_key(conn, name) for name in reports])
        found.append((f"{fact}.report_id IN (SELECT id FROM report WHERE {condition})", parameters))
    if years and request.option("year"):
        found.append(among("o.year", request.years))
    if types := request.option("type"):
        found.append(among("e.type", types))
    return found


def _named(conn: sqlite3.Connection, names: Sequence[str], *, years: bool) -> list[Condition]:
    """Names are of entities or of indicators; both kinds together mean these indicators of these entities."""
    entities: list[int] = []
    indicators: list[int] = []
    for name in names:
        known = years and conn.execute("SELECT id FROM indicator WHERE key = ?", (name,)).fetchone()
        try:
            (indicators if known else entities).append(known[0] if known else resolve(conn, "", name).id)
        except UnknownNameError:
            if not years:
                raise
            indicators.append(resolve_indicator(conn, name))
    if not years:
        both = either(among("c.entity_id", entities), among("c.major_id", entities))
        return [both] if entities else []
    columns = (("o.entity_id", entities), ("o.indicator_id", indicators))
    return [among(column, ids) for column, ids in columns if ids]
