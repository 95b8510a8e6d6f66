"""A major: where it stands in the catalogue, and the schools that the reports name with it; a category: its majors.

A name that is not in the catalogue is shown with the major of today that it is likely to be, and never merged with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from db.address import ViewRequest
from db.reference import CatalogueMajor, OldMajor, category_called, majors, old_majors
from db.resolve import EntityRow, resolve
from db.search import Names
from db.terms import EntityType
from db.view import Note, View, word
from db.views.composed import Trail, compose
from db.views.holders import COLUMNS, row_of
from db.views.said import said


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`major:NAME`: one row for each school that a list names with it. `major:CATEGORY`: its majors.

    Absence says nothing.
    """
    if category := category_called(request.names[0]):
        from db.views.lists import majors_of

        return majors_of(conn, request, category)
    major = resolve(conn, EntityType.MAJOR, request.names[0])
    named = said(conn, ("c.major_id = ?", (major.id,)), newest_first=True)
    rows = [row_of(conn, one, list_=one.list) for one in named]
    return compose(request, _trail(major, request), COLUMNS, rows, _notes(conn, major), Names(conn))


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
        yield Note(word("Named apart, and likely the same major: {names}"), {"names": others})
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
