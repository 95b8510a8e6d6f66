"""The opening view: what is loaded, what is remarkable in it, and where to go. Each row leads to what it counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from db import holdings
from db.address import ViewRequest
from db.audit.finding import ORDER, SEVERITY_WORDS
from db.resolve import report_key
from db.search import holding
from db.view import Cell, Column, ColumnKind, Note, Row, View, word
from db.views.changes import Beside, Change, of_regions
from db.views.composed import UNIT, Trail, compose, entity_request, heading, year_label
from db.views.flat import Field, Found, Place, Query, SqlView
from db.views.unclear import TYPES

_COLUMNS = (
    Column("item", word=word("What"), frozen=True),
    Column("count", ColumnKind.NUMBER, word=word("Count")),
    UNIT,
    Column("detail", word=word("Details")),
    Column("years", word=word("Years")),
)
_REPORTS_NAMED = 6
"""Reports that are named in a row; the list of reports has all."""


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`overview`: of the whole database; `overview:REPORT`: of one report."""
    key = report_key(conn, request.names[0]) if request.names else ""
    besides, changes = of_regions(conn, key)
    rows = [
        *_section(word("Begin here"), _ways(conn, key, besides)),
        *_section(word("Strongest changes"), map(_change, changes)),
        *_section(word("Loaded"), _holdings(conn, key)),
        *_section(word("Findings"), _findings(conn, key)),
        *_section(word("To look at"), _unclear(conn, key)),
    ]
    trail: Trail = ((word("Reports"), ViewRequest("overview")), *([(key, request)] if key else []))
    return compose(request, trail, _COLUMNS, rows, _notes(conn, key, changes))


def reports(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`reports/face=overview`: all reports together, then one by one; each row leads to its overview."""
    query = Query(
        key="r.id",
        source="(SELECT 0 AS id, '' AS key, '' AS title, '' AS issuer, NULL AS year, NULL AS entity_id"
        " UNION ALL SELECT id, key, title, issuer, year, entity_id FROM report) r",
        joins={"e": "LEFT JOIN entity e ON e.id = r.entity_id"},
        fields=(
            Field(Column("of", word=word("Report"), frozen=True), "e.name", cell=_whose),
            Field(Column("year", word=word("Year")), "r.year", cell=_year),
            Field(Column("issuer", word=word("Issuer")), "r.issuer"),
            Field(Column("title", word=word("Title")), "r.title"),
        ),
        extra={"_report": "r.key"},
        order=("r.id > 0", "e.code", "e.name", "r.year", "r.key"),
        named="r.key",
        find=lambda term: holding(term, "r.key", "r.title", "r.issuer", "e.name"),
        place=lambda found: Place(found["_report"], ViewRequest("overview", tuple(filter(None, [found["_report"]])))),
    )
    return SqlView(conn, request, query, [(word("Reports"), request)])


def _whose(found: Found) -> Cell:
    return Cell(found["of"], found["of"]) if found["_report"] else Cell(word=word("All reports"))


def _year(found: Found) -> Cell:
    return Cell(str(found["year"]), found["year"]) if found["year"] else Cell()


def _section(title: str, rows: Iterable[Row]) -> list[Row]:
    return [heading(word=title), *rows]


def _line(item: Cell, count: int | None, target: ViewRequest | None, detail: Cell | str = "", key: str = "") -> Row:
    said = detail if isinstance(detail, Cell) else Cell(detail, detail or None)
    number = Cell() if count is None else Cell(str(count), count)
    return Row((item, number, Cell(), said, Cell()), key=key or str(target), target=target)


def _ways(conn: sqlite3.Connection, key: str, besides: Iterable[Beside]) -> Iterator[Row]:
    """Years side by side, the peers, the school of which most is said, what is missing, one more report."""
    for one in besides:
        pair = {"name": one.name, "before": one.years[0], "after": one.years[1]}
        target = one.request.having(year=tuple(map(str, one.years)))
        yield _line(_said(word("{name}: {before} beside {after}"), pair), one.changes, target, _COMPARED)
    for one in besides:
        if one.peers:
            said = _said(word("{name} among its peers"), {"name": one.name})
            yield _line(said, one.peers, one.request.having(face="peers"), Cell(word=word("regions of this level")))
    for name, id_, records in _best_known(conn, key):
        said = _said(word("The record of {name}"), {"name": name})
        yield _line(said, records, entity_request(conn, id_), Cell(word=word("entries in lists")))
    yield _line(Cell(word=word("What the annex forms lack")), None, ViewRequest("gaps", tuple(filter(None, [key]))))
    if not key:
        yield _line(Cell(word=word("Load a report")), None, None, Cell(word=word("L, or: nianbao load FILE")), LOAD)


LOAD = "load"
"""Key of the row that stands for loading a report."""

_COMPARED = Cell(word=word("comparable figures"))


def _named(names: list[str]) -> Cell:
    return Cell("、".join(names), "、".join(names), word="{names}", values={"names": names})


def _said(message: str, values: dict[str, object]) -> Cell:
    return Cell(message.format(**values), word=message, values=values)


def _best_known(conn: sqlite3.Connection, key: str) -> list[tuple[str, int, int]]:
    """The school that most entries of lists name: name, id, entries."""
    return conn.execute(
        "SELECT e.name, e.id, count(*) FROM entity e JOIN record c ON c.entity_id = e.id"
        " JOIN report r ON r.id = c.report_id WHERE e.type = 'school' AND ? IN ('', r.key)"
        " GROUP BY e.id ORDER BY 3 DESC, e.key LIMIT 1",
        (key,),
    ).fetchall()


def _change(change: Change) -> Row:
    item = Cell(f"{change.name} {change.indicator.text}", target=change.request, gloss=change.indicator.gloss)
    years = " › ".join(map(year_label, change.years))
    values = " › ".join(change.values)
    unit = Cell("%", "%") if change.relative else Cell(word=word("points"))
    detail = f"{values} {change.unit}"
    cells = (item, change.size, unit, Cell(detail, detail), Cell(years, years))
    return Row(cells, key=f"{change.request}", target=change.request, note=change.note)


def _holdings(conn: sqlite3.Connection, key: str) -> Iterator[Row]:
    found = holdings.overview(conn, key)
    of = tuple(filter(None, [key]))
    observations = ViewRequest("observations").having(report=key)
    records = ViewRequest("records").having(report=key)
    named = [f"{report.region} {report.year}" for report in found.reports[:_REPORTS_NAMED]]
    if key:
        report = found.reports[0]
        yield _line(Cell(word=word("Title")), None, ViewRequest("text", of), report.title, "title")
        yield _line(Cell(word=word("Issuer")), None, _issuer(conn, key), report.issuer, "issuer")
        yield _line(Cell(word=word("File")), None, ViewRequest("reports").having(at=key), _file(conn, key))
    else:
        yield _line(Cell(word=word("Reports")), len(found.reports), ViewRequest("reports"), _named(named))
    years = [year for year in (found.first_year, found.last_year) if year is not None]
    if years:
        span = years[1] - years[0] + 1
        by_year = ViewRequest("observations").having(report=key, sort="year") if key else ViewRequest("indicator")
        yield _line(Cell(word=word("Years")), span, by_year, f"{years[0]}-{years[1]}", "years")
    tables = found.observations - found.sentences
    for message, count, of_all, of_report in (
        (word("Regions with figures"), found.regions, "region", observations.having(type="region")),
        (word("Schools"), found.schools, "school", records.having(type="school")),
        (word("Majors"), found.majors, "major", records.having(sort="item")),
        (word("Indicators"), found.indicators, "indicator", observations.having(sort="indicator_path")),
    ):
        yield _line(Cell(word=message), count, of_report if key else ViewRequest(of_all), key=message)
    yield _line(Cell(word=word("Source tables")), found.tables, ViewRequest("tables", of))
    yield _line(Cell(word=word("Figures of tables")), tables, observations)
    sentences = ViewRequest("text", of) if key else observations
    yield _line(Cell(word=word("Figures of sentences")), found.sentences, sentences, key="sentences")
    yield _line(Cell(word=word("Entries in lists")), found.records, records)


def _issuer(conn: sqlite3.Connection, key: str) -> ViewRequest:
    """Whose report it is."""
    return entity_request(conn, conn.execute("SELECT entity_id FROM report WHERE key = ?", (key,)).fetchone()[0])


def _file(conn: sqlite3.Connection, key: str) -> str:
    """Name of the published text, and the day on which it was loaded."""
    file, loaded = conn.execute("SELECT file, substr(loaded_at, 1, 10) FROM report WHERE key = ?", (key,)).fetchone()
    return f"{file}　{loaded}"


def _findings(conn: sqlite3.Connection, key: str) -> Iterator[Row]:
    counted = holdings.open_findings(conn, key)
    for severity in sorted(counted, key=lambda s: ORDER[s]):
        target = ViewRequest("findings", tuple(filter(None, [key]))).having(type=str(severity))
        yield _line(Cell(word=SEVERITY_WORDS[severity]), counted[severity], target)


def _unclear(conn: sqlite3.Connection, key: str) -> Iterator[Row]:
    for type_, count in holdings.unclear(conn, key).items():
        target = ViewRequest("unclear", tuple(filter(None, [key]))).having(type=type_)
        if count:
            yield _line(Cell(word=TYPES[type_]), count, target)


def _notes(conn: sqlite3.Connection, key: str, changes: list[Change]) -> list[Note]:
    if not holdings.reports(conn, key):
        return [Note(word("No report is loaded."))]
    return [Note(word("Changes: of comparable figures of the reports' own regions only"))] if changes else []
