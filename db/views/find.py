"""`find:TEXT`: everything that is called so or in which the text is printed, in groups, the best first.

Of each group so many rows are shown (`limit`) and where all of them are; `type` shows one group alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from db import mentions
from db.address import ViewRequest
from db.audit.finding import SEVERITY_WORDS
from db.errors import AddressError, fault
from db.find import Named, NamesFound, find_alike, find_crossed, find_names, find_nearest
from db.findings import Told
from db.folding import folded, spelled
from db.reference import record_gloss
from db.search import typed
from db.titles import Title, find_titles
from db.view import Cell, Column, Note, Row, RowKind, View, word
from db.views.composed import compose
from db.views.sources import source_cell

MOST = 12
"""Rows of a group unless the address says otherwise."""
ALL = 1_000_000
NEAREST = 5
"""Names shown where nothing is found."""
NEAREST_HEADING = "heading nearest"
"""Key of the row over them."""
FEW = 3
"""Places where a text is printed: with fewer, a name may have been meant that is written a little otherwise."""

_COLUMNS = (
    Column("found", word=word("Name or text"), frozen=True, whole=True),
    Column("place", word=word("Where")),
    Column("match", word=word("Found by")),
)
_WORDS = {
    "region": word("Regions"),
    "school": word("Schools"),
    "body": word("Other bodies"),
    "major": word("Majors"),
    "indicator": word("Indicators"),
    "values": word("Figures of an indicator"),
    "titles": word("Titles and lists"),
    "tables": word("Source tables"),
    "findings": word("Findings"),
    "records": word("Lists in the text"),
    "cells": word("Cells of source tables"),
    "figures": word("Figures in the text"),
    "text": word("Text"),
    "nearest": word("Names most like it"),
}


class _Group(NamedTuple):
    """`total` counts all that there are of it; `narrows`: its list shows the same when it is narrowed to the text."""

    id: str
    rows: list[Row]
    total: int
    narrows: bool = False


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    text = typed(",".join(request.names))
    kinds = request.option("type") or tuple(_WORDS)
    if unknown := next((kind for kind in kinds if kind not in _WORDS), ""):
        raise AddressError(fault("“{value}” is none of: {known}."), value=unknown, known=", ".join(_WORDS))
    limit = _limit(request)
    printed = [group for group in _printed(conn, text, limit) if group.id in kinds and group.total] if text else []
    names, alike = _names(conn, text, limit, few=sum(group.total for group in printed) < FEW)
    called = [group for group in _called(text, alike, names) if group.id in kinds]
    groups = sorted([*called, *printed], key=lambda group: not _is_title(group, text)) or [
        group for group in _nearest(conn, text) if group.id in kinds
    ]
    rows = [row for group in groups for row in _rows(request, group, text)]
    notes = _notes(text, names, alike, found=bool(called or printed))
    return compose(request, ((word("Find"), request), (text, request)), _COLUMNS, rows, notes)


def _is_title(group: _Group, text: str) -> bool:
    """A title or list is called just so."""
    return group.id == "titles" and folded(group.rows[0].cells[0].text) == folded(text)


def _limit(request: ViewRequest) -> int:
    said = request.first("limit")
    if said and not said.isdecimal():
        raise AddressError(fault("“{limit}” is no number of rows."), limit=said)
    return int(said) if said else ALL if request.option("type") else MOST


def _names(conn: sqlite3.Connection, text: str, limit: int, *, few: bool) -> tuple[NamesFound, NamesFound]:
    """What is called so, and what reports call nearly so if they speak of nothing of the name."""
    names = find_names(conn, text, limit)
    known = names.counts and not spelled(text)  # what is typed as pinyin may well be meant for something else
    if names.spoken or known or not few or not text:
        return names, NamesFound()
    alike = find_alike(conn, text, limit)
    return names, alike if alike.spoken or not names.counts else NamesFound()


def _called(text: str, alike: NamesFound, names: NamesFound) -> Iterator[_Group]:
    """What has the name after what is called nearly so, of which reports speak."""
    for kind in dict.fromkeys([*alike.best, *names.best]):
        hits = [*alike.best.get(kind, ()), *names.best.get(kind, ())]
        narrows = names.narrows and not alike.counts and kind != "body"
        total = alike.counts.get(kind, 0) + names.counts.get(kind, 0)
        yield _Group(kind, [_named(hit, text) for hit in hits], total, narrows)


def _nearest(conn: sqlite3.Connection, text: str) -> Iterator[_Group]:
    """Where nothing else is found."""
    if hits := find_nearest(conn, text, NEAREST) if text else []:
        yield _Group("nearest", [_named(hit, text) for hit in hits], len(hits))


def _named(hit: Named, text: str) -> Row:
    letters = spelled(text)
    typed_as = next((way for way in hit.typed.split() if letters in way), hit.typed.partition(" ")[0])
    by = " ".join(filter(None, (hit.matched if hit.matched != hit.name else "", typed_as)))
    gloss = hit.gloss if hit.gloss != hit.matched else ""  # by which it was found: it stands there
    name = Cell(hit.name, hit.name, target=hit.target, gloss=gloss, hit=mentions.hit_in(hit.name, text)[1])
    cells = (name, Cell(hit.place, hit.place), Cell(by, by))
    return Row(cells, depth=1, key=f"{hit.kind} {hit.address}", target=hit.target)


def _title(title: Title, text: str) -> Row:
    """It leads to whom a list names, or who holds the title."""
    target = ViewRequest("list", (title.name,))
    hit = mentions.hit_in(title.name, text)[1]
    name = Cell(title.name, title.name, target=target, gloss=record_gloss(title.name), hit=hit)
    where = " ".join(filter(None, (title.reports.replace(",", " "), title.tables.replace(",", " ") or title.of)))
    count = Cell(word=word("Schools and others named: {n}"), values={"n": title.named})
    return Row((name, Cell(where, where), count), depth=1, key=f"titles {title.name}", target=target)


def _crossed(entity: Named, indicator: Named) -> Row:
    """It leads to the figures of the indicator in the view of the region or school."""
    target = entity.target.having(at=indicator.address)
    name = f"{entity.name} {indicator.name}"
    by = indicator.matched if indicator.matched != indicator.name else ""
    cells = (
        Cell(name, name, target=target, gloss=indicator.gloss),
        Cell(indicator.place, indicator.place),
        Cell(by, by),
    )
    return Row(cells, depth=1, key=f"values {entity.address} {indicator.address}", target=target)


def _printed(conn: sqlite3.Connection, text: str, limit: int) -> Iterator[_Group]:
    crossed, count = find_crossed(conn, text, limit)
    yield _Group("values", [_crossed(*pair) for pair in crossed], count)
    titles, count = find_titles(conn, text, limit)
    yield _Group("titles", [_title(title, text) for title in titles], count)
    tables, count = mentions.in_tables(conn, text, limit)
    yield _Group("tables", [_mention("tables", one) for one in tables], count, narrows=True)
    told, count = mentions.in_findings(conn, text, limit)
    yield _Group("findings", [_finding(one, text) for one in told], count, narrows=True)
    find: dict[str, Callable[[sqlite3.Connection, str, int], mentions.Mentions]] = {
        "records": mentions.in_records,
        "cells": mentions.in_cells,
        "figures": mentions.in_figures,
        "text": mentions.in_sentences,
    }
    for kind, search in find.items():
        found, count = search(conn, text, limit)
        yield _Group(kind, [_mention(kind, one) for one in found], count)


def _mention(kind: str, one: mentions.Mention) -> Row:
    place = source_cell(one.where, one.place)
    cells = (Cell(one.text, one.text, target=one.target, hit=one.hit), place, Cell(one.beside, one.beside))
    return Row(cells, depth=1, key=f"{kind} {one.key}", target=one.target)


def _finding(told: Told, text: str) -> Row:
    target = told.request.having(at=str(told.id))
    said = Cell(told.subject, word=told.message, values=told.values, target=target, hit=text)
    cells = (said, Cell(told.report, told.report), Cell(word=SEVERITY_WORDS[told.severity]))
    return Row(cells, depth=1, key=f"findings {told.id}", target=target)


def _rows(request: ViewRequest, group: _Group, text: str) -> Iterator[Row]:
    more = _all_of(request, group, text)
    counted = Cell(word=word("{what}: {count}"), values={"what": Cell(word=_WORDS[group.id]), "count": group.total})
    yield Row((counted,), RowKind.HEADING, key=f"heading {group.id}", target=more)
    yield from group.rows
    if group.total > len(group.rows):
        said = Cell(word=word("all {count}"), values={"count": group.total}, target=more)
        yield Row((said, Cell(), Cell()), depth=1, key=f"all {group.id}", target=more)


def _all_of(request: ViewRequest, group: _Group, text: str) -> ViewRequest:
    """The list of the kind, narrowed to the text, else this view of that group alone."""
    return ViewRequest(group.id).having(q=text) if group.narrows else request.having(type=group.id, limit=None)


def _notes(text: str, names: NamesFound, alike: NamesFound, *, found: bool) -> Iterator[Note]:
    if not found and text:
        yield Note(word("Nothing of “{text}” was found."), {"text": text})
    if alike.counts:
        yield Note(word("No report names anything called “{text}”; names like it are shown."), {"text": text})
    elif names.counts and not names.spoken:
        yield Note(word("The loaded reports do not speak of it."))
