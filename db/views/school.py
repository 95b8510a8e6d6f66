"""The record of a school or other body: what lists, tables and texts say of it, each with its source and issuer.

Sections stand in the order titles and lists, majors, courses, textbooks, cooperation, cases, figures, findings; in
which of them a list belongs is told by `db/reference/record_sections.csv`. Figures have a column for each year.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from db import figures as fig
from db import findings
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.place import Place, place_of
from db.reference import old_majors, record_sections
from db.resolve import EntityRow, resolve_institution
from db.search import names_meant
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
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
from db.views.sources import figure_source, finding_source, source_cell


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`school:NAME`: item, content, source and issuer."""
    school = resolve_institution(conn, request.names[0])
    figures = fig.of_entity(conn, school.id)
    years = sorted({figure.year for figure in figures})
    rows = [
        *_identity(conn, school),
        *_records(conn, school),
        *_figures(conn, figures, years),
        *_findings(conn, figures),
        *_own_reports(conn, school),
    ]
    wide = [row if row.kind is RowKind.HEADING else _with_years(row, len(years)) for row in rows]
    known = report_years(conn)
    absent = not_loaded(conn, dict.fromkeys(issuers_of(conn, school.id), known))
    notes = [*absent, *_unsaid(rows), *_unsure(conn, school)]
    names = names_meant(conn, request.first("q"))
    return compose(request, _trail(conn, school, request), _columns(years), wide, notes, names)


def _columns(years: Sequence[int]) -> list[Column]:
    return [
        Column("item", word=word("Item"), frozen=True),
        Column("content", word=word("Content")),
        *(Column(year_column(year), ColumnKind.NUMBER, label=year_label(year)) for year in years),
        UNIT,
        Column("source", word=word("Source")),
        Column("issuer", word=word("Issuer")),
    ]


_NARROW = 4


def _with_years(row: Row, years: int) -> Row:
    """Rows of item, content, source and issuer leave the columns of the figures empty."""
    if len(row.cells) > _NARROW:
        return row
    return row._replace(cells=(*row.cells[:2], *[Cell()] * (years + 1), *row.cells[2:]))


_SECTIONS = {
    "titles": word("Titles and lists"),
    "majors": word("Majors"),
    "courses": word("Courses"),
    "textbooks": word("Textbooks"),
    "cooperation": word("Cooperation"),
    "cases": word("Cases and activities"),
    "": word("Other lists"),
}
_EXPECTED = (*(title for section, title in _SECTIONS.items() if section), "Figures")
_OWNERSHIP = {"public": word("public"), "private": word("private")}


def _trail(conn: sqlite3.Connection, school: EntityRow, request: ViewRequest) -> Trail:
    return (*region_trail(conn, school.parent_id), (school.name, request))


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


def _identity(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    yield heading(text=school.name, key="identity")
    if place := region_trail(conn, school.parent_id):
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
    leads = ViewRequest("tables", (reports,)) if reports and " " not in reports else None
    cells = (item, content, Cell(reports, reports, target=leads), Cell())
    return Row(cells, key=f"{item.text} {content.text}", target=content.target)


# --- what lists and sentences say ---


class _Said(NamedTuple):
    """One record of the institution."""

    id: int
    list: str
    item: str
    role: str
    detail: str
    row: str
    line: int
    major: int | None
    cell_row: int | None
    cell_col: int | None
    report: str
    places: str
    issuer: str
    table: str | None
    category: str | None

    @property
    def section(self) -> str:
        if self.major:
            return "majors"
        return next((section for name, section in record_sections() if name in self.list), "")

    @property
    def printed(self) -> ViewRequest | None:
        """The cell in its table; what a sentence says stands in none."""
        if not self.table:
            return None
        at = f"{self.cell_row}.{self.cell_col}" if self.cell_row is not None else None
        return ViewRequest("table", (self.report, self.table)).having(at=at)

    @property
    def place(self) -> Place:
        cell = None if self.cell_row is None or self.cell_col is None else (self.cell_row, self.cell_col)
        return place_of(self.places, self.line, cell)

    @property
    def source(self) -> Cell:
        where = " ".join(filter(None, (self.report, self.table)))
        return source_cell(where, self.place, target=self.printed or ViewRequest("tables", (self.report,)))

    @property
    def part(self) -> str:
        """What it had to do with the item; that it stood in a column of names says nothing."""
        return "" if _NAME_COLUMN.fullmatch(self.role) else self.role


_NAME_COLUMN = re.compile("(学校|院校|单位|机构)?(名称)?")

_SELECT = """
SELECT c.id, c.list, c.item, c.role, c.detail, c.row, c.line, c.major_id, c.cell_row, c.cell_col, r.key, r.places,
       r.issuer, t.key, m.category
FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN source_table t ON t.id = c.table_id
LEFT JOIN entity m ON m.id = c.major_id WHERE c.entity_id = ? ORDER BY r.year, r.key, t.position IS NULL, t.position,
       c.line, c.id"""


def _records(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    said = [_Said(*row) for row in conn.execute(_SELECT, (school.id,))]
    names = {text for (text,) in conn.execute("SELECT text FROM name WHERE entity_id = ?", (school.id,))}
    for section, title in _SECTIONS.items():
        yield heading(word=title)
        for one in said:
            itself = one.item in names
            if ("titles" if itself else one.section) == section:
                yield _said_row(conn, one, itself=itself)


def _said_row(conn: sqlite3.Connection, one: _Said, *, itself: bool) -> Row:
    """The item and what is said of it; of a list that names the institution itself, the list and its other cells."""
    target = entity_request(conn, one.major) if one.major else one.printed
    item = one.list if itself else one.item
    said = (one.part, one.detail) if itself else (one.category, one.list, one.part, one.detail)
    content = "；".join(filter(None, said))
    cells = (Cell(item, item, target=target), Cell(content, content), one.source, Cell(one.issuer, one.issuer))
    return Row(cells, key=f"record {one.id}", target=target, note=_likely(one))


def _likely(one: _Said) -> Note | None:
    """Of a major under an old name, which one of today it is likely to be."""
    old = old_majors().get(one.item) if one.major and not one.category else None
    return (
        Note(word("Likely the major that is now called {name}"), {"name": old.likely}) if old and old.likely else None
    )


# --- figures ---


def _figures(conn: sqlite3.Connection, figures: Iterable[fig.Figure], years: Sequence[int]) -> Iterator[Row]:
    dictionary = Dictionary(conn)
    groups = fig.by_indicator_and_year(figures)
    yield heading(word=word("Figures"))
    indicators = {dictionary.indicators[id_] for id_, _year in groups}
    for indicator in sorted(indicators, key=lambda one: (one.position, one.id)):
        yield _figure_row(indicator, [groups.get((indicator.id, year), []) for year in years])


def _figure_row(indicator: Indicator, groups: Sequence[list[fig.Figure]]) -> Row:
    """A figure says whose it is by the scope of its indicator; source and issuer are those of its last year."""
    newest = next(group[0] for group in reversed(groups) if group)
    target = ViewRequest("indicator", (indicator.key,))
    label = f"{indicator.name}（{indicator.scope}）" if indicator.scope else indicator.name
    cells = (
        named(indicator, label),
        Cell(),
        *(_qualified(group) for group in groups),
        Cell(newest.unit, newest.unit),
        figure_source(newest),
        Cell(newest.issuer, newest.issuer),
    )
    return Row(cells, key=f"figure {indicator.key}", target=target)


def _qualified(group: Sequence[fig.Figure]) -> Cell:
    """余 and 以上 stay, as printed."""
    cell = fig.cell_of(group)
    first = group[0] if group else None
    if first is None or not first.qualifier:
        return cell
    return cell._replace(text=first.printed.replace(first.unit, ""))


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
