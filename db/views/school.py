"""The record of a school or other body: what lists, tables and texts say of it, each with its source and issuer.

Sections stand in the order titles and lists, majors, courses, textbooks, cooperation, cases, figures, findings; in
which of them a list belongs is told by `db/reference/record_sections.csv`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from db import figures as fig
from db import findings
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.reference import old_majors, record_sections
from db.resolve import EntityRow, resolve_institution
from db.view import Cell, Column, Note, Row, View, word
from db.views.composed import Trail, compose, entity_request, heading, region_trail, year_label


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`school:NAME`: item, content, source and issuer."""
    school = resolve_institution(conn, request.names[0])
    figures = fig.of_entity(conn, school.id)
    rows = [
        *_identity(conn, school),
        *_records(conn, school),
        *_figures(conn, figures),
        *_findings(conn, figures),
    ]
    return compose(request, _trail(conn, school, request), _COLUMNS, rows, _unsure(conn, school))


_COLUMNS = (
    Column("item", word=word("Item"), frozen=True),
    Column("content", word=word("Content")),
    Column("source", word=word("Source")),
    Column("issuer", word=word("Issuer")),
)

_SECTIONS = {
    "titles": word("Titles and lists"),
    "majors": word("Majors"),
    "courses": word("Courses"),
    "textbooks": word("Textbooks"),
    "cooperation": word("Cooperation"),
    "cases": word("Cases and activities"),
    "": word("Other lists"),
}
_OWNERSHIP = {"public": word("public"), "private": word("private")}


def _trail(conn: sqlite3.Connection, school: EntityRow, request: ViewRequest) -> Trail:
    return (*region_trail(conn, school.parent_id), (school.name, request))


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
    yield heading(text=school.name)
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


def _row(item: Cell, content: Cell, source: str) -> Row:
    cells = (item, content, Cell(source, source), Cell())
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
    def source(self) -> str:
        return " ".join(filter(None, (self.report, self.table, str(self.line))))


_SELECT = """
SELECT c.id, c.list, c.item, c.role, c.detail, c.row, c.line, c.major_id, c.cell_row, c.cell_col, r.key, r.issuer,
       t.key, m.category
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
    said = (one.role, one.detail) if itself else (one.category, one.list, one.role, one.detail)
    content = "；".join(filter(None, said))
    cells = (
        Cell(item, item, target=target),
        Cell(content, content),
        Cell(one.source, one.source, target=one.printed),
        Cell(one.issuer, one.issuer),
    )
    return Row(cells, key=f"record {one.id}", target=target, note=_likely(one))


def _likely(one: _Said) -> Note | None:
    """Of a major under an old name, which one of today it is likely to be."""
    old = old_majors().get(one.item) if one.major and not one.category else None
    return (
        Note(word("Likely the major that is now called {name}"), {"name": old.likely}) if old and old.likely else None
    )


# --- figures ---


def _figures(conn: sqlite3.Connection, figures: Iterable[fig.Figure]) -> Iterator[Row]:
    dictionary = Dictionary(conn)
    groups = fig.by_indicator_and_year(figures)
    yield heading(word=word("Figures"))
    ordered = sorted(groups, key=lambda key: (dictionary.indicators[key[0]].position, key))
    for indicator, year in ordered:
        yield _figure_row(dictionary.indicators[indicator], year, groups[indicator, year])


def _figure_row(indicator: Indicator, year: int, group: list[fig.Figure]) -> Row:
    """A figure says whose it is by the scope of its indicator, and keeps 余 and 以上 as printed."""
    first, cell = group[0], fig.cell_of(group)
    text = first.printed if first.qualifier else f"{cell.text} {first.unit}".strip()
    content = Cell(text, cell.value, status=cell.status, more=cell.more, observations=cell.observations)
    target = ViewRequest("indicator", (indicator.key,))
    scope = f"（{indicator.scope}）" if indicator.scope else ""
    label = f"{indicator.name}{scope} {year_label(year)}"
    cells = (
        Cell(label, label, target=target),
        content,
        Cell(first.source_text, first.source_text, observations=cell.observations),
        Cell(first.issuer, first.issuer),
    )
    return Row(cells, key=f"figure {indicator.key} {year}", target=target)


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
                Cell(told.arithmetic, told.arithmetic),
                Cell(told.source_a, told.source_a, observations=told.observations_a),
                Cell(issuer, issuer),
            )
            yield Row(cells, key=f"finding {told.id}", target=told.request)
