"""A major: where it stands in the catalogue, and the schools that the reports name with it; a category: its majors.

A name that is not in the catalogue is shown with the major of today that it is likely to be, and never merged with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from db.address import ViewRequest
from db.reference import CatalogueMajor, OldMajor, category_called, majors, old_majors
from db.resolve import EntityRow, resolve
from db.search import names_meant
from db.terms import EntityType
from db.view import Cell, Column, Note, Row, View, word
from db.views.composed import Trail, compose, entity_request


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`major:NAME`: one row for each school that a list names with it. `major:CATEGORY`: its majors.

    Absence says nothing.
    """
    if category := category_called(request.names[0]):
        from db.views.lists import majors_of

        return majors_of(conn, request, category)
    major = resolve(conn, EntityType.MAJOR, request.names[0])
    rows = conn.execute(
        "SELECT c.id, c.list, c.detail, c.line, c.cell_row, c.cell_col, s.id, s.name, p.name, r.key, t.key, r.issuer"
        " FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN source_table t ON t.id = c.table_id"
        " LEFT JOIN entity s ON s.id = c.entity_id LEFT JOIN entity p ON p.id = s.parent_id"
        " WHERE c.major_id = ? ORDER BY r.year DESC, t.position, c.line, c.id",
        (major.id,),
    )
    shown, names = [_row(conn, row) for row in rows], names_meant(conn, request.first("q"))
    return compose(request, _trail(major, request), _COLUMNS, shown, _notes(conn, major), names)


_COLUMNS = (
    Column("school", word=word("School"), frozen=True),
    Column("place", word=word("Place")),
    Column("list", word=word("List")),
    Column("detail", word=word("Detail")),
    Column("source", word=word("Source")),
    Column("issuer", word=word("Issuer")),
)


def _trail(major: EntityRow, request: ViewRequest) -> Trail:
    above = ((major.category, ViewRequest("major", (major.category,))),) if major.category else ()
    return (*above, (major.name, request))


def _notes(conn: sqlite3.Connection, major: EntityRow) -> Iterator[Note]:
    if major.code:
        yield Note("{text}", {"text": " ".join(filter(None, (major.code, major.category)))})
    else:
        yield Note(word("Not in the catalogue of majors under this name"))
        yield from _of_old(old_majors().get(major.name))
    if others := _old_names(conn, major.name):
        yield Note(word("Named apart, and likely the same major: {names}"), {"names": "、".join(others)})
    yield Note(word("Named by a list; schools that are not named may offer it as well"))


_SOURCES = {
    "2010": word("The name stands in the catalogue of 2010, which that of 2021 replaced"),
    "short": word("The name is a short form that no catalogue has"),
    "college": word("The name is one of the catalogue of colleges"),
    "technical": word("The name is one of the catalogue of technical schools"),
}


def _of_old(old: OldMajor | None) -> Iterator[Note]:
    if old is None:
        return
    if current := _current(old):
        values: dict[str, object] = {"name": current.name, "code": current.code}
        yield Note(word("Likely the major that is now called {name} ({code})"), values)
    else:
        yield Note(word("Which major of today it is cannot be said"))
    yield Note(_SOURCES[old.source])


def _current(old: OldMajor) -> CatalogueMajor | None:
    return next((major for major in majors() if major.name == old.likely), None) if old.likely else None


def _old_names(conn: sqlite3.Connection, name: str) -> list[str]:
    """Names that reports use and that are likely this major."""
    named = {text for (text,) in conn.execute("SELECT name FROM entity WHERE type = 'major' AND code = ''")}
    return [old.name for old in old_majors().values() if old.likely == name and old.name in named]


def _row(conn: sqlite3.Connection, row: tuple[object, ...]) -> Row:
    id_, list_, detail, line, cell_row, cell_col, school, name, place, report, table, issuer = row
    at = f"{cell_row}.{cell_col}" if cell_row is not None else None
    printed = ViewRequest("table", (str(report), str(table))).having(at=at) if table else None
    target = entity_request(conn, int(str(school))) if school else None
    source = " ".join(str(part) for part in (report, table, line) if part)
    cells = (
        Cell(str(name or ""), str(name or ""), target=target),
        *(Cell(str(text or ""), str(text or "")) for text in (place, list_, detail)),
        Cell(source, source, target=printed),
        Cell(str(issuer), str(issuer)),
    )
    return Row(cells, key=f"record {id_}", target=target)
