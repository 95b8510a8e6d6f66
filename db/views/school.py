"""The record of a school or other body: what lists, tables and texts say of it, each with its source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary
from db.resolve import EntityRow, resolve_institution
from db.view import Cell, Column, Row, View, word
from db.views.composed import Trail, compose, entity_request, heading, region_trail, year_label


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`school:NAME`: item, content and source; in the order place and names, lists, what it has made, figures."""
    school = resolve_institution(conn, request.names[0])
    rows = [*_identity(conn, school), *_records(conn, school), *_figures(conn, school)]
    return compose(request, _trail(conn, school, request), _COLUMNS, rows)


_COLUMNS = (
    Column("item", word=word("Item"), frozen=True),
    Column("content", word=word("Content")),
    Column("source", word=word("Source")),
)


def _trail(conn: sqlite3.Connection, school: EntityRow, request: ViewRequest) -> Trail:
    return (*region_trail(conn, school.parent_id), (school.name, request))


def _identity(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    yield heading(text=school.name)
    if place := region_trail(conn, school.parent_id):
        where = " ".join(name for name, _ in place)
        yield _row(Cell(word=word("Place"), text="place"), Cell(where, where, target=place[-1][1]), "")
    if school.ownership:
        words = {"public": word("public"), "private": word("private")}
        yield _row(
            Cell(word=word("Ownership"), text="ownership"),
            Cell(school.ownership, school.ownership, words[school.ownership]),
            "",
        )
    for text, reports in conn.execute(
        "SELECT n.text, group_concat(r.key, ' ') FROM name n JOIN report r ON r.id = n.report_id"
        " WHERE n.entity_id = ? AND n.kind = 'printed' AND n.text <> ? GROUP BY n.text ORDER BY sum(n.uses) DESC, n.text",
        (school.id, school.name),
    ):
        yield _row(Cell(word=word("Also printed as"), text="alias"), Cell(text, text), reports)


def _records(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    """Lists that name the school itself first, then what lists say it has, a section for each list."""
    found = conn.execute(
        "SELECT c.id, c.list, c.item, c.role, c.detail, c.row, c.line, c.major_id, c.cell_row,"
        " c.cell_col, r.key, t.key, m.category"
        " FROM record c JOIN report r ON r.id = c.report_id LEFT JOIN source_table t ON t.id = c.table_id"
        " LEFT JOIN entity m ON m.id = c.major_id WHERE c.entity_id = ?"
        " ORDER BY r.year, r.key, t.position, c.line, c.id",
        (school.id,),
    ).fetchall()
    names = {text for (text,) in conn.execute("SELECT text FROM name WHERE entity_id = ?", (school.id,))}
    section = None
    for itself in (True, False):
        for id_, list_, item, role, detail, row, line, major, cell_row, cell_col, report, table, category in found:
            if (item in names) is not itself:
                continue
            title = heading(word=word("Lists that name it")) if itself else heading(text=list_)
            if title.key != section:
                section = title.key
                yield title
            at = f"{cell_row}.{cell_col}" if cell_row is not None else None
            printed = ViewRequest("table", (report, table)).having(at=at) if table else None
            target = entity_request(conn, major) if major else printed
            content = list_ if itself else "；".join(filter(None, (category, detail)))
            name = str(row) if itself and row else "" if itself else item
            first = Cell(list_, list_, target=target) if itself else Cell(name, name, target=target)
            second = Cell("；".join(filter(None, (role, detail))), detail) if itself else Cell(content, content)
            source = " ".join(filter(None, (report, table, f"{line}")))
            yield Row((first, second, Cell(source, source, target=printed)), key=f"record {id_}", target=target)


def _figures(conn: sqlite3.Connection, school: EntityRow) -> Iterator[Row]:
    dictionary = Dictionary(conn)
    groups = fig.by_indicator_and_year(fig.of_entity(conn, school.id))
    if groups:
        yield heading(word=word("Figures"))
    for (indicator_id, year), group in sorted(
        groups.items(), key=lambda g: (dictionary.indicators[g[0][0]].position, g[0][1])
    ):
        indicator, cell = dictionary.indicators[indicator_id], fig.cell_of(group)
        content = Cell(
            f"{cell.text} {group[0].unit}".strip(),
            cell.value,
            status=cell.status,
            more=cell.more,
            observations=cell.observations,
        )
        source = group[0].source_text
        target = ViewRequest("indicator", (indicator.key,))
        label = f"{indicator.name} {year_label(year)}"
        yield Row(
            (Cell(label, label, target=target), content, Cell(source, source, observations=cell.observations)),
            key=f"figure {indicator.key} {year}",
            target=target,
        )


def _row(item: Cell, content: Cell, source: str) -> Row:
    return Row((item, content, Cell(source, source)), key=f"{item.text} {content.text}", target=content.target)
