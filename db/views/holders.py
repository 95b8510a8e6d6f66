"""Who is named by a list, as holding a title, or with a major: schools and other bodies with place and source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from db.address import ViewRequest
from db.errors import UnknownNameError, fault
from db.reference import record_gloss
from db.resolve import nearest
from db.search import Names
from db.view import Cell, Column, Note, Row, View, word
from db.views.composed import compose, entity_request, heading
from db.views.said import Said, said

ABSENT = word("Absence from a list says nothing of a school")
COLUMNS = (
    Column("school", word=word("School"), frozen=True),
    Column("place", word=word("Place")),
    Column("item", word=word("Item")),
    Column("list", word=word("List")),
    Column("detail", word=word("Detail")),
    Column("source", word=word("Source")),
    Column("issuer", word=word("Issuer")),
)


def row_of(conn: sqlite3.Connection, one: Said, *, item: str = "", list_: str = "") -> Row:
    """`item` and `list_`: what is said of it where that is not known from the view."""
    target = entity_request(conn, one.entity) if one.entity else None
    detail = "；".join(filter(None, (one.part, one.detail)))
    cells = (
        Cell(one.name, one.name, target=target),
        *(Cell(text, text) if text else Cell() for text in (one.where, item, list_, detail)),
        one.source(conn),
        Cell(one.issuer, one.issuer),
    )
    return Row(cells, key=f"record {one.id}", target=target)


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`list:NAME`: whom a list of this name names, or who holds a title of this name. UnknownNameError for none."""
    name = request.names[0]
    found = _of_list(conn, name)
    is_title = found[0].list != name
    rows = [
        row_of(conn, one, item="" if is_title or one.itself else one.item, list_=one.list * is_title) for one in found
    ]
    count = len({one.entity for one in found if one.entity})
    notes = [
        Note(word("Schools and others named: {n}"), {"n": count}),
        Note(ABSENT),
    ]
    trail = ((word("Records"), ViewRequest("records")), (name, request))
    return compose(request, trail, COLUMNS, rows, notes, Names(conn))


def _of_list(conn: sqlite3.Connection, name: str) -> list[Said]:
    found = said(conn, ("c.list = ?", (name,)), newest_first=True) or said(
        conn, ("c.item = ?", (name,)), newest_first=True
    )
    if not found:
        known = {text for pair in conn.execute("SELECT DISTINCT list, item FROM record") for text in pair}
        raise UnknownNameError(fault("There is no list or title “{name}”."), nearest=nearest(name, known), name=name)
    return found


def meaning(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`definition:NAME/type=list`: of a list or title, by whom it is told, how many it names, where it is printed."""
    name = request.names[0]
    found = _of_list(conn, name)
    rows = [heading(text=name), *_told(name, found), heading(word=word("Where it is printed")), *_places(conn, found)]
    columns = (
        Column("item", word=word("Item"), frozen=True),
        Column("content", word=word("Content")),
        Column("source", word=word("Source")),
    )
    return compose(request, ((word("Definition"), request), (name, request)), columns, rows)


def _told(name: str, found: Sequence[Said]) -> Iterator[Row]:
    holders = ViewRequest("list", (name,))
    count = len({one.entity for one in found if one.entity})
    told = {
        word("Name"): Cell(name, name, target=holders),
        word("English"): Cell(gloss := record_gloss(name), gloss),
        word("List"): _texts(one.list for one in found if one.list != name),
        word("Issuer"): _texts(one.issuer for one in found),
        word("Stated in the report"): _texts(one.detail for one in found if "列名" in one.detail),
        word("Schools and others named"): Cell(str(count), count, target=holders),
    }
    for item, cell in told.items():
        if cell.text:
            yield Row((Cell(word=item), cell, Cell()), key=item, target=cell.target)


def _texts(texts: Iterator[str]) -> Cell:
    joined = "；".join(dict.fromkeys(texts))
    return Cell(joined, joined)


def _places(conn: sqlite3.Connection, found: Sequence[Said]) -> Iterator[Row]:
    """Each table, each line of prose once."""
    places = {(one.report, one.table or one.line): one for one in reversed(found)}
    for one in reversed(places.values()):
        source = one.source(conn)
        where = Cell(one.table or one.part_of, one.table or one.part_of, target=source.target)
        yield Row((where, Cell(one.issuer, one.issuer), source), key=f"place {one.id}", target=source.target)
