"""The record of a school or other body: what lists, tables and texts say of it, each with its source and issuer.

Sections stand in the order titles and lists, what is planned, majors, courses, textbooks, cooperation, cases, figures,
findings. A figure is told in words with its year; behind source and issuer there is a column for each year.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from db import figures as fig
from db import findings
from db.address import ViewRequest
from db.dictionary import Indicator, indicators_of
from db.reference import old_majors, record_gloss
from db.resolve import EntityRow, resolve_institution
from db.search import Names
from db.view import Cell, Column, ColumnKind, Note, Phrase, Row, RowKind, View, word
from db.views.composed import (
    UNIT,
    Trail,
    compose,
    entity_request,
    heading,
    named,
    region_trail,
    year_column,
    year_label,
)
from db.views.given import own_reports
from db.views.loaded import issuers_of, not_loaded, report_years
from db.views.said import SECTIONS, Said, count_named, said
from db.views.series import in_series
from db.views.sources import figure_source, finding_source
from db.views.trends import TREND, trend


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`school:NAME`: item, content, source and issuer."""
    school = resolve_institution(conn, request.names[0])
    figures = fig.of_entity(conn, school.id)
    years = sorted({figure.year for figure in figures})
    place = region_trail(conn, school.parent_id)
    rows = [
        *_identity(conn, school, place),
        *_records(conn, school),
        *_figures(conn, figures, years),
        *_findings(conn, figures),
        *_own_reports(conn, school),
    ]
    wide = [row if row.kind is RowKind.HEADING else _with_years(row, len(years)) for row in rows]
    known = report_years(conn)
    absent = not_loaded(conn, dict.fromkeys(issuers_of(conn, school.id), known))
    notes = [*absent, *_unsaid(rows), *_unsure(conn, school)]
    itself = request._replace(names=entity_request(conn, school.id).names)
    return compose(request, (*place, (school.name, itself)), _columns(years), wide, notes, Names(conn))


def _columns(years: Sequence[int]) -> list[Column]:
    return [
        Column("item", word=word("Item"), frozen=True, whole=True),
        Column("content", word=word("Content")),
        Column("source", word=word("Source")),
        Column("issuer", word=word("Issuer")),
        *(Column(year_column(year), ColumnKind.NUMBER, label=year_label(year), sparse=True) for year in years),
        UNIT._replace(sparse=True),
        TREND,
    ]


_NARROW = 4


def _with_years(row: Row, years: int) -> Row:
    """Rows of item, content, source and issuer leave the columns of the figures empty."""
    if len(row.cells) > _NARROW:
        return row
    return row._replace(cells=(*row.cells, *[Cell()] * (years + 2)))


_EXPECTED = (*(title for key, title in SECTIONS.items() if key not in ("", "plans")), "Figures")
_OWNERSHIP = {"public": word("public"), "private": word("private")}


def _unsaid(rows: Sequence[Row]) -> Iterator[Note]:
    """Sections of the record in which nothing stands."""
    empty = [
        row.cells[0].word
        for row, after in pairwise([*rows, heading()])
        if row.kind is after.kind is RowKind.HEADING and row.cells[0].word in _EXPECTED
    ]
    if empty:
        *others, said = (Note(title) for title in empty)
        for one in reversed(others):
            said = Note(word("{first}, {rest}"), {"first": one, "rest": said})
        yield Note(word("Nothing in the loaded reports on: {what}"), {"what": said})


def _unsure(conn: sqlite3.Connection, school: EntityRow) -> list[Note]:
    """Why this record stands apart from one of a similar name, in the words of the loader."""
    said = conn.execute(
        "SELECT DISTINCT u.text FROM unsure u JOIN name n ON n.entity_id = ? AND n.kind = 'printed'"
        " AND instr(u.text, '“' || n.text || '”') ORDER BY u.text",
        (school.id,),
    )
    return [Note("{text}", {"text": text}) for (text,) in said]


# --- place and names ---


def _identity(conn: sqlite3.Connection, school: EntityRow, place: Trail) -> Iterator[Row]:
    yield heading(text=school.name, key="identity")
    if place:
        where = " ".join(name for name, _ in place)
        yield _row(Cell(word=word("Place"), text="place"), Cell(where, where, target=place[-1][1]), "")
    if school.ownership:
        owned = Cell(school.ownership, school.ownership, _OWNERSHIP[school.ownership])
        yield _row(Cell(word=word("Ownership"), text="ownership"), owned, "")
    for text, reports in conn.execute(
        "SELECT n.text, group_concat(r.key, ' ') FROM name n JOIN report r ON r.id = n.report_id"
        " WHERE n.entity_id = ? AND n.kind = 'printed' AND n.text <> ? GROUP BY n.text"
        " ORDER BY sum(n.uses) DESC, n.text",
        (school.id, school.name),
    ):
        yield _row(Cell(word=word("Also printed as"), text="alias"), Cell(text, text), reports)


def _row(item: Cell, content: Cell, reports: str) -> Row:
    """Where a name is printed is looked for."""
    leads = ViewRequest("find", (content.text,)) if reports else None
    cells = (item, content, Cell(reports, reports, target=leads), Cell())
    return Row(cells, key=f"{item.text} {content.text}", target=content.target)


# --- what lists and sentences say ---


def _records(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    records = said(conn, ("c.entity_id = ?", (school.id,)))
    for section, title in SECTIONS.items():
        yield heading(word=title)
        for one in records:
            if one.section == section:
                yield _said_row(conn, one)


def _said_row(conn: sqlite3.Connection, one: Said) -> Row:
    """The title and what is said of it; a title leads to those who have it, a major to itself."""
    held = one.holders if one.section == "titles" else None
    target = held or (entity_request(conn, one.major) if one.major else one.printed)
    gloss = record_gloss(one.title) if one.itself or one.section == "titles" else ""
    cells = (
        Cell(one.title, one.title, target=target, gloss=gloss),
        _content(conn, one),
        one.source(conn),
        Cell(one.issuer, one.issuer),
    )
    return Row(cells, key=f"record {one.id}", target=target, note=_likely(one))


def _content(conn: sqlite3.Connection, one: Said) -> Cell:
    """Of a table that names schools and says nothing else, how many it names."""
    text = "；".join(filter(None, (*one.words, one.detail)))
    if not text and one.table_id:
        named = count_named(conn, one.table_id)
        return Cell(str(named), word=word("{n} named"), values={"n": named}, target=one.holders)
    holders = one.holders if one.section != "titles" else None
    return Cell(text, text, word="{text}" if text else "", values={"text": Phrase(text)}, target=holders)


def _likely(one: Said) -> Note | None:
    """Of a major under an old name, which one of today it is likely to be."""
    if not one.major or one.category:
        return None
    old = old_majors().get(one.item)
    return (
        Note(word("Likely the major that is now called {name}"), {"name": old.likely}) if old and old.likely else None
    )


# --- figures ---


def _figures(conn: sqlite3.Connection, figures: Iterable[fig.Figure], years: Sequence[int]) -> Iterator[Row]:
    groups = fig.by_indicator_and_year(figures)
    yield heading(word=word("Figures"))
    for indicator in indicators_of(conn, {id_ for id_, _year in groups}):
        yield _figure_row(indicator, in_series({year: groups.get((indicator.id, year), []) for year in years}))


def _figure_row(indicator: Indicator, groups: dict[int, list[fig.Figure]]) -> Row:
    """Source and issuer are those of its last year, which is told in words."""
    newest = next(group[0] for group in reversed(groups.values()) if group)
    shown = {year: fig.cell_of(group) for year, group in groups.items()}
    cells = (
        named(indicator),
        _told(indicator, newest),
        figure_source(newest),
        Cell(newest.issuer, newest.issuer),
        *shown.values(),
        Cell(newest.unit, newest.unit),
        trend([*groups], shown, groups, ratio=indicator.is_ratio),
    )
    return Row(cells, key=f"figure {indicator.key}", target=ViewRequest("indicator", (indicator.key,)))


def _told(indicator: Indicator, figure: fig.Figure) -> Cell:
    """The figure as printed, its year, and whose it is by the scope of its indicator where its name does not tell."""
    if figure.value is None:
        return Cell()
    value = figure.printed if figure.unit in figure.printed else f"{figure.printed} {figure.unit}"
    values = {"value": value, "year": year_label(figure.year)}
    text = f"{value} {year_label(figure.year)}"
    if not indicator.scope or indicator.scope in indicator.name:
        return Cell(text, word=word("{value} ({year})"), values=values)
    values["scope"] = indicator.scope
    return Cell(f"{text} {indicator.scope}", word=word("{value} ({year}); {scope}"), values=values)


# --- findings ---


def _findings(conn: sqlite3.Connection, figures: Iterable[fig.Figure]) -> Iterator[Row]:
    """What the audit says of the figures; a finding that was waived is left out."""
    issuers = dict(conn.execute("SELECT key, issuer FROM report"))
    yield heading(word=word("Findings"))
    for told in findings.of_observations(conn, [figure.id for figure in figures]):
        if told.waiver is None:
            issuer = issuers[told.report]
            cells = (
                Cell(told.subject, word=told.message, values=told.values, target=told.request),
                Cell(),
                finding_source(told.source_a, told.place_a, None, told.observations_a),
                Cell(issuer, issuer),
            )
            note = Note("{text}", {"text": told.arithmetic}) if told.arithmetic else None
            yield Row(cells, key=f"finding {told.id}", target=told.request, note=note)


# --- reports of its own ---


def _own_reports(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    yield heading(word=word("Own reports"))
    for key, cell in own_reports(conn, school.id):
        yield Row((cell, Cell(), Cell(), Cell()), key=f"report {key}", target=cell.target)
