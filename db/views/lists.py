"""The lists in which a person looks for something: schools, majors, indicators, reports and their tables.

The list of regions, a tree, is in `db.views.regions`.
"""

from __future__ import annotations

import json
import sqlite3

from db.address import ViewRequest
from db.reference import category_glosses, old_majors
from db.reference import majors as catalogue
from db.resolve import report_key
from db.search import Condition, among, either, found_by_name, found_indicator, holding
from db.view import Cell, Column, ColumnKind, Note, View, word
from db.views.entities import ABOVE, ADDRESS, PLACE, READING
from db.views.flat import Field, Found, Group, Place, Query, SqlView


def number(id_: str, heading: str, sql: str) -> Field:
    return Field(Column(id_, ColumnKind.NUMBER, word=heading), sql)


def text(id_: str, heading: str, sql: str, sort: str = "") -> Field:
    return Field(Column(id_, word=heading), sql, sort)


def schools(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`school`: every school that a report names, by place."""
    query = Query(
        key="e.id",
        source="entity e",
        joins=ABOVE,
        fields=(
            Field(Column("name", word=word("School"), frozen=True), "e.name", READING),
            text("place", word("Place"), PLACE, "p.key"),
            number(
                "majors", word("Majors"), "(SELECT count(DISTINCT c.major_id) FROM record c WHERE c.entity_id = e.id)"
            ),
            number("records", word("Records"), "(SELECT count(*) FROM record c WHERE c.entity_id = e.id)"),
        ),
        extra={"_address": ADDRESS},
        where=[("e.type = 'school'", ())],
        order=("p.key", READING, "e.id"),
        find=lambda term: found_by_name(term, "e.id", "e.parent_id", "p.parent_id"),
        place=lambda found: entity_place("school", found),
        named=ADDRESS,
    )
    return SqlView(conn, request, query, [(word("Schools"), request)])


def majors(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`major`: every major that a report names, by the categories of the catalogue; old and short names come last."""
    return SqlView(conn, request, _majors(), [(word("Majors"), request)])


def majors_of(conn: sqlite3.Connection, request: ViewRequest, category: str) -> View:
    """`major:CATEGORY`: the majors of a category that a report names, and the names that are likely ones of it."""
    members = json.dumps([major.name for major in catalogue() if major.category == category])
    within = f"e.category = ? OR {likely()} IN (SELECT value FROM json_each(?))"
    trail = [(word("Majors"), ViewRequest("major")), (category, request)]
    notes = [Note(word("Named by a list; schools that are not named may offer it as well"))]
    return SqlView(conn, request, _majors((within, (category, members))), trail, notes)


def likely() -> str:
    """Expression: the name of today that the name of a major `e` is likely to mean, empty when it says nothing."""
    names = " ".join(f"WHEN '{old.name}' THEN '{old.likely}'" for old in old_majors().values())
    return f"CASE WHEN e.code <> '' THEN '' ELSE CASE e.name {names} ELSE '' END END"


def _category_gloss() -> str:
    """Expression: the category of a major `e` in English."""
    names = " ".join(f"WHEN '{name}' THEN '{gloss}'" for name, gloss in category_glosses().items())
    return f"CASE e.category {names} ELSE '' END"


def _majors(*narrowed: Condition) -> Query:
    named = (
        "EXISTS (SELECT 1 FROM record c WHERE c.major_id = e.id)"
        " OR EXISTS (SELECT 1 FROM record c WHERE c.entity_id = e.id)"
        " OR EXISTS (SELECT 1 FROM observation o WHERE o.entity_id = e.id)"
    )
    return Query(
        key="e.id",
        source="entity e",
        fields=(
            Field(Column("name", word=word("Major"), frozen=True), "e.name", READING),
            number(
                "schools",
                word("Schools"),
                "(SELECT count(DISTINCT s.id) FROM record c JOIN entity s ON s.id = c.entity_id AND s.type = 'school'"
                " WHERE c.major_id = e.id)",
            ),
            text("code", word("Code"), "e.code"),
            Field(Column("category", word=word("Category")), "e.category", cell=_category_cell),
            text("likely", word("Likely now"), likely()),
        ),
        extra={"_address": ADDRESS},
        where=[("e.type = 'major'", ()), (named, ()), *narrowed],
        order=("e.code = ''", "e.code", READING, "e.id"),
        group=Group(
            "coalesce(nullif(substr(e.code, 1, 2), ''), '~')",
            "e.category",
            word("Not in the catalogue"),
            _category_gloss(),
        ),
        find=lambda term: either(found_by_name(term, "e.id"), holding(term, "e.code", "e.category")),
        place=lambda found: entity_place("major", found),
        named=ADDRESS,
    )


def _category_cell(found: Found) -> Cell:
    if not (category := found["category"]):
        return Cell()
    gloss = category_glosses().get(category, "")
    return Cell(category, category, target=ViewRequest("major", (category,)), gloss=gloss)


def indicators(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`indicator`: those that have figures, by the chapters of the dictionary, each under what it is part of."""
    shown = "EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = up.id)"
    depth = (
        "(WITH RECURSIVE up (id) AS"
        " (SELECT i.whole_id UNION ALL SELECT w.whole_id FROM up JOIN indicator w ON w.id = up.id)"
        f" SELECT count(*) FROM up WHERE {shown})"
    )
    # From one year to the next by the index: to read all figures of an indicator would take a second at ten millions.
    following = "SELECT min(o.year) FROM observation o WHERE o.indicator_id = i.id"
    years = (
        f"(WITH RECURSIVE y (year) AS ({following}"
        f" UNION ALL SELECT ({following} AND o.year > y.year) FROM y WHERE y.year IS NOT NULL)"
        " SELECT group_concat(year, ' ') FROM y)"
    )
    reading = "(SELECT n.pinyin FROM indicator_name n WHERE n.indicator_id = i.id AND n.text = i.name LIMIT 1)"
    query = Query(
        key="i.id",
        source="indicator i",
        joins={"h": "LEFT JOIN chapter h ON h.id = i.chapter_id"},
        fields=(
            Field(Column("name", word=word("Indicator"), frozen=True), "i.name", reading, _indicator_cell),
            text("unit", word("Unit"), "i.unit"),
            text("years", word("Years"), years),
            number("figures", word("Figures"), "(SELECT count(*) FROM observation o WHERE o.indicator_id = i.id)"),
            text("gloss", word("English"), "i.gloss"),
            text("key", word("Key"), "i.key"),
        ),
        extra={"_depth": depth, "_gloss": "i.gloss"},
        where=[("EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = i.id)", ())],
        order=("i.position", "i.path", "i.id"),
        group=Group("coalesce(h.position, 1e9)", "h.name", word("Labels not in the dictionary"), "h.gloss"),
        find=found_indicator,
        place=lambda found: Place(found["key"], ViewRequest("indicator", (found["key"],)), found["_depth"]),
        named="i.key",
        aspects={"chapter": "h.key"},
    )
    return SqlView(conn, request, query, [(word("Indicators"), request)])


def _indicator_cell(found: Found) -> Cell:
    return Cell(found["name"], found["name"], gloss=found["_gloss"])


def reports(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`reports`: what is loaded; `face=overview` leads to the overview of each."""
    if request.first("face") == "overview":
        from db.views import overview

        return overview.reports(conn, request)
    query = Query(
        key="r.id",
        source="report r",
        joins={"e": "JOIN entity e ON e.id = r.entity_id"},
        fields=(
            Field(Column("report", word=word("Report"), frozen=True), "r.key"),
            text("title", word("Title"), "r.title"),
            text("issuer", word("Issuer"), "r.issuer"),
            Field(
                Column("region", word=word("Of")),
                "e.name",
                READING,
                cell=lambda found: Cell(
                    found["region"], found["region"], target=entity_target(found["_type"], found["_address"])
                ),
            ),
            Field(
                Column("year", word=word("Year")), "r.year", cell=lambda found: Cell(str(found["year"]), found["year"])
            ),
            number("tables", word("Tables"), "(SELECT count(*) FROM source_table t WHERE t.report_id = r.id)"),
            number("figures", word("Figures"), "(SELECT count(*) FROM observation o WHERE o.report_id = r.id)"),
            number("records", word("Records"), "(SELECT count(*) FROM record c WHERE c.report_id = r.id)"),
            text("file", word("File"), "r.file"),
            text("origin", word("Loaded from"), "r.origin"),
            text("loaded_at", word("Loaded at"), "r.loaded_at"),
        ),
        extra={"_type": "e.type", "_address": ADDRESS},
        order=("r.key",),
        find=lambda term: holding(term, "r.key", "r.title", "r.issuer", "e.name", "r.file"),
        place=lambda found: Place(found["report"], ViewRequest("tables", (found["report"],))),
        named="r.key",
    )
    return SqlView(conn, request, query, [(word("Reports"), request)])


def tables(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`tables[:REPORT]`: the source tables, under their reports."""
    keys = [report_key(conn, name) for name in (*request.names, *request.option("report"))]
    counted = "(SELECT count(*) FROM cell k WHERE k.table_id = t.id AND k.role = 'unknown')"
    query = Query(
        key="t.id",
        source="source_table t",
        joins={"r": "JOIN report r ON r.id = t.report_id"},
        fields=(
            Field(Column("table", word=word("Table"), frozen=True), "t.key", "t.position"),
            text("caption", word("Caption"), "t.caption"),
            text("period", word("Period"), "t.period"),
            number(
                "rows",
                word("Rows"),
                "(SELECT count(DISTINCT k.row) FROM cell k WHERE k.table_id = t.id AND k.role <> 'header')",
            ),
            number("figures", word("Figures"), "(SELECT count(*) FROM observation o WHERE o.table_id = t.id)"),
            number("records", word("Records"), "(SELECT count(*) FROM record c WHERE c.table_id = t.id)"),
            number("unknown", word("Cells not understood"), f"nullif({counted}, 0)"),
            number("line", word("Line"), "t.line"),
            text("report", word("Report"), "r.key"),
        ),
        where=[among("r.key", keys)] if keys else (),
        order=("r.key", "t.position"),
        group=Group("r.key", "r.title") if len(keys) != 1 else None,
        find=lambda term: holding(term, "t.key", "t.caption", "r.key", "r.title"),
        place=lambda found: Place(f"{found['report']} {found['table']}", table_request(found)),
        named="r.key || ' ' || t.key",
    )
    trail = [(word("Tables"), ViewRequest("tables"))]
    return SqlView(conn, request, query, [*trail, *((key, ViewRequest("tables", (key,))) for key in keys)])


def entity_place(kind: str, found: Found, depth: int = 0) -> Place:
    return Place(found["_address"], ViewRequest(kind, (found["_address"],)), depth)


def entity_target(kind: str, address: str) -> ViewRequest:
    """Schools and other bodies have one kind of view."""
    return ViewRequest("school" if kind == "body" else kind, (address,))


def table_request(found: Found) -> ViewRequest:
    """The table that a row names by `report` and `table`."""
    return ViewRequest("table", (found["report"], found["table"]))
