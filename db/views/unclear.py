"""What of the reports was not understood, or is left for a person to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from db.address import ViewRequest
from db.errors import AddressError, fault
from db.place import PLACE_WORDS, place_of
from db.resolve import report_key
from db.search import among, holding
from db.view import Cell, Column, ColumnKind, View, word
from db.views.flat import Field, Found, Place, Query, SqlView
from db.views.lists import text

TYPES = {
    "label": word("label that the dictionary does not know"),
    "cell": word("cell that was not understood"),
    "quantity": word("quantity of a sentence that was not understood"),
    "identity": word("identity to be checked"),
    "lost": word("cell that the conversion lost"),
}

_ITEMS = """
(SELECT 1 AS place, 'label' AS type, o.report_id AS report_id, i.key AS item, i.path AS text, '' AS within,
        min(o.line) AS line, NULL AS cell
 FROM indicator i CROSS JOIN observation o ON o.indicator_id = i.id WHERE i.known = 0 GROUP BY i.id, o.report_id
 UNION ALL
 SELECT 2, 'cell', t.report_id, t.key, k.text, t.key, k.line, k.row || '.' || k.col
 FROM cell k JOIN source_table t ON t.id = k.table_id WHERE k.role = 'unknown'
 UNION ALL
 SELECT 3, 'quantity', u.report_id, u.rowid, u.printed, u.section, u.line,
        (SELECT p.line FROM paragraph p WHERE p.report_id = u.report_id AND p.line = u.line)
 FROM unread u
 UNION ALL
 SELECT 4, 'identity', s.report_id, s.rowid, s.text || iif(s.score IS NULL, '', '（' || s.score || '/100）'),
        '', NULL, NULL FROM unsure s
 UNION ALL
 SELECT 5, 'lost', o.report_id, o.id, e.name || ' ' || i.name, coalesce(t.key, ''), o.line,
        o.cell_row || '.' || o.cell_col
 FROM observation o JOIN entity e ON e.id = o.entity_id JOIN indicator i ON i.id = o.indicator_id
 LEFT JOIN source_table t ON t.id = o.table_id WHERE o.status = 'lost') u"""

_KEY = "u.type || ' ' || u.report_id || ' ' || u.item || ' ' || coalesce(u.cell, '')"


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`unclear[:REPORT,…][/type=TYPE,…]`: what of these reports was not understood, of one type after the other."""
    keys = [report_key(conn, name) for name in (*request.names, *request.option("report"))]
    types = _known(request.option("type"))
    query = Query(
        key=_KEY,
        source=_ITEMS,
        joins={"r": "JOIN report r ON r.id = u.report_id"},
        fields=(
            Field(Column("text", word=word("What is printed"), frozen=True), "u.text"),
            Field(Column("type", word=word("What it is")), "u.type", cell=lambda f: Cell(word=TYPES[f["type"]])),
            text("within", word("Table or section"), "u.within"),
            Field(Column("line", ColumnKind.NUMBER, word=word("Line")), "u.line", cell=_line),
            text("report", word("Report"), "r.key"),
        ),
        named=_KEY,
        extra={"_name": _KEY, "_item": "u.item", "_cell": "u.cell", "_places": "r.places"},
        where=[*([among("r.key", keys)] if keys else []), *([among("u.type", types)] if types else [])],
        order=("u.place", "r.key", "u.line", _KEY),
        find=lambda term: holding(term, "u.text", "u.within", "r.key"),
        place=lambda found: Place(found["_name"], _target(found)),
    )
    trail = [(word("Reports"), ViewRequest("overview")), *((key, ViewRequest("overview", (key,))) for key in keys)]
    return SqlView(conn, request, query, [*trail, (word("To look at"), request)])


def _known(types: Iterable[str]) -> list[str]:
    for type_ in types:
        if type_ not in TYPES:
            raise AddressError(fault("“{value}” is none of: {known}."), value=type_, known=", ".join(TYPES))
    return list(types)


def _line(found: Found) -> Cell:
    """The number of a line; of another document paragraph or row of its table, sheet and cell of a workbook."""
    if found["line"] is None:
        return Cell()
    row, _, column = str(found["_cell"] or "").partition(".")
    place = place_of(found["_places"], found["line"], (int(row), int(column)) if column else None)
    if place.kind == "line":
        return Cell(str(place.number), place.number)
    return Cell(place.text, place.text or place.number, PLACE_WORDS[place.kind], values=place._asdict())


def _target(found: Found) -> ViewRequest | None:
    """Where it stands: the indicator, the cell of its table, the sentence where the full text is here."""
    if found["type"] == "label":
        return ViewRequest("indicator", (found["_item"],))
    if found["type"] in ("cell", "lost"):
        table = ViewRequest("table", (found["report"], found["within"]))
        return table.having(at=found["_cell"]) if found["within"] else None
    if found["_cell"] is not None:
        return ViewRequest("text", (found["report"],)).having(at=str(found["line"]))
    return None
