"""What is meant by an indicator (or by the name of a region, school or major), and under which names it is printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import combinations

from db import definition as meaning
from db.address import ViewRequest
from db.comparable import WORDS, Rules, Verdict, of_tables
from db.definition import Definition
from db.dictionary import Dictionary
from db.english import unit_in_english
from db.naming import indicator_names
from db.reference import old_majors
from db.resolve import EntityRow, indicator_row, resolve, resolve_institution
from db.view import Cell, Column, Note, Phrase, Row, View, word
from db.views.composed import compose, entity_request, heading, region_trail
from db.views.text import place_in_text

MOST_PLACES = 200

_COLUMNS = (
    Column("item", word=word("Item"), frozen=True),
    Column("content", word=word("Content")),
    Column("source", word=word("Source")),
)
_LEVELS = {
    "country": word("country"),
    "province": word("province"),
    "prefecture": word("prefecture"),
    "county": word("county"),
    "unit": word("reporting unit beside the prefectures: the schools that the province runs itself; it is not ranked"),
    "secondary": word("secondary vocational school"),
    "technical": word("technical school"),
    "college": word("college"),
}


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`definition:KEY-OR-NAME` of an indicator; with `type` region, school, major or list, of one of these."""
    kind = request.first("type") or "indicator"
    if kind == "indicator":
        return _of_indicator(conn, request)
    if kind == "list":
        from db.views import holders

        return holders.meaning(conn, request)
    name = request.names[0]
    found = resolve_institution(conn, name) if kind in ("school", "body") else resolve(conn, kind, name)
    rows = [heading(text=found.name), *_entity_rows(conn, found), *_aliases(conn, found)]
    return compose(request, ((word("Definition"), request), (found.name, request)), _COLUMNS, rows)


def definition_request(key: str) -> ViewRequest:
    return ViewRequest("definition", (key,))


def _row(item: str, content: Cell, source: str = "", key: str = "") -> Row:
    """`item` is a message id; the row leads where its content does."""
    cells = (Cell(word=item), content, Cell(source, source))
    return Row(cells, key=key or f"{item} {content.text or content.word}", target=content.target)


def _said(text: str, target: ViewRequest | None = None) -> Cell:
    return Cell(text, text, target=target)


# --- an indicator ---


def _of_indicator(conn: sqlite3.Connection, request: ViewRequest) -> View:
    key = indicator_row(conn, request.names[0]).key
    (found,) = meaning.of_indicators(conn, [key])
    places = list(_places(conn, found))
    rows = [
        heading(text=found.name),
        *_meaning(conn, found),
        heading(word=word("Comparable with")),
        *_partners(conn, found),
        heading(word=word("Printed names")),
        *_labels(conn, found),
        heading(word=word("Where it is printed")),
        *places[:MOST_PLACES],
    ]
    notes = [] if found.known else [Note(word("This label is not in the dictionary; it stands as printed."))]
    if len(places) > MOST_PLACES:
        notes.append(Note(word("Only the {count} newest places are listed."), {"count": MOST_PLACES}))
    return compose(request, ((word("Definition"), request), (found.name, request)), _COLUMNS, rows, notes)


def _meaning(conn: sqlite3.Connection, found: Definition) -> Iterator[Row]:
    if found.path and found.path != found.name:
        whole = definition_request(found.whole) if found.whole else None
        yield _row(word("From whole to part"), _said(found.path, whole))
    for item, text, gloss in (
        (word("English"), found.gloss, ""),
        (word("Chapter"), found.chapter, found.chapter_gloss),
        (word("Unit"), found.unit, unit_in_english(found.unit)),
    ):
        if text:
            yield _row(item, Cell(text, text, gloss="" if gloss == text else gloss))
    yield _row(word("Kind"), Cell(found.kind, found.kind, word=found.kind))
    yield _row(word("Time"), Cell(found.time, found.time, word=found.time))
    for item, text in ((word("Scope"), found.scope), (word("Base"), found.denominator)):
        if text:
            yield _row(item, Cell(text, text, word="{text}", values={"text": Phrase(text)}))
    if found.formula:
        yield _row(word("Formula"), _said(found.formula))
    for term in meaning.of_indicators(conn, found.terms):
        yield _row(word("In the formula"), _said(term.name, definition_request(term.key)), key=f"term {term.key}")
    yield _row(word("Key"), _said(found.key))
    yield _figures(conn, found)


def _figures(conn: sqlite3.Connection, found: Definition) -> Row:
    count, first, last = conn.execute(
        "SELECT count(*), min(year), max(year) FROM observation WHERE indicator_id = ?", (found.id,)
    ).fetchone()
    years = "-".join(map(str, dict.fromkeys(year for year in (first, last) if year)))
    target = ViewRequest("indicator", (found.key,)) if count or found.terms else None
    values = {"count": count, "years": years}
    said = Cell(str(count), count, word=word("{count} printed, {years}"), target=target, values=values)
    return _row(word("Figures"), said if years else Cell(str(count), count, target=target))


def _partners(conn: sqlite3.Connection, found: Definition) -> Iterator[Row]:
    """Indicators that might be taken for this one, then tables that count other schools; with the reason of each."""
    names = Dictionary(conn).indicators
    for partner, verdict in Rules(conn).partners(found.id):
        other, target = names[partner], definition_request(names[partner].key)
        yield Row((_said(other.name, target), _verdict(verdict), Cell()), key=f"partner {other.key}", target=target)
    ids = [found.id, *(term.id for term in meaning.of_indicators(conn, found.terms))]
    counted = conn.execute(_GEOGRAPHIES, (json.dumps(ids),))
    for (a, said_a), (b, said_b) in combinations(((g, GEOGRAPHIES[g]) for (g,) in counted if g in GEOGRAPHIES), 2):
        pair = Cell(word=word("{a}; {b}"), values={"a": Cell(word=said_a), "b": Cell(word=said_b)})
        verdict = of_tables(a, b, ratio=found.kind in _RATIOS)
        yield Row((pair, _verdict(verdict), Cell()), key=f"tables {a} {b}")


_RATIOS = (meaning.KINDS["ratio"], meaning.KINDS["score"])
_GEOGRAPHIES = """
SELECT DISTINCT CASE WHEN r.entity_id = o.entity_id THEN 'own' ELSE coalesce(t.geography, '') END AS g
FROM observation o JOIN report r ON r.id = o.report_id LEFT JOIN source_table t ON t.id = o.table_id
WHERE o.indicator_id IN (SELECT value FROM json_each(?)) ORDER BY g"""
GEOGRAPHIES = {
    "affiliation": word("tables with a row of province-run schools"),
    "location": word("tables without a row of province-run schools"),
    "own": word("the region's own report"),
}


def _verdict(verdict: Verdict) -> Cell:
    return Cell(
        verdict.reason,
        verdict.reason or verdict.answer,
        word=word("{verdict}: {reason}") if verdict.reason else WORDS[verdict.answer],
        values={"verdict": Cell(word=WORDS[verdict.answer]), "reason": verdict.phrase},
    )


def _labels(conn: sqlite3.Connection, found: Definition) -> Iterator[Row]:
    for name in indicator_names(conn, found.key):
        if name.kind == "printed":
            source = f"{' '.join(name.reports)} ({name.uses})"
            yield _row(word("Printed as"), _said(name.text), source, key=f"label {name.text}")


def _places(conn: sqlite3.Connection, found: Definition) -> Iterator[Row]:
    """Tables and sections with its figures, the newest report first; each leads to the first figure in it."""
    for report, issuer, table, caption, section, count, first, last, _id, line, printed, row, column in conn.execute(
        "SELECT r.key, r.issuer, t.key, t.caption, s.text, count(*), min(o.year), max(o.year), min(o.id), o.line,"
        " o.printed, o.cell_row, o.cell_col FROM observation o JOIN report r ON r.id = o.report_id"
        " LEFT JOIN source_table t ON t.id = o.table_id JOIN label s ON s.id = o.section_id WHERE o.indicator_id = ?"
        " GROUP BY o.report_id, o.table_id, iif(o.table_id IS NULL, o.section_id, 0)"
        " ORDER BY r.year DESC, r.key, t.position IS NULL, t.position, min(o.line) LIMIT ?",
        (found.id, MOST_PLACES + 1),
    ):
        if table:
            at = None if row is None else f"{row}.{column}"
            target = ViewRequest("table", (report, table)).having(at=at)
        else:
            target = ViewRequest("text", (report,)).having(at=place_in_text(conn, report, line, printed))
        years = "-".join(map(str, dict.fromkeys(year for year in (first, last) if year)))
        values = {"count": count, "years": years}
        cells = (
            _table_or_section(table, caption, section, target),
            Cell(str(count), count, word=word("{count} printed, {years}"), values=values),
            _said(f"{report} {issuer}"),
        )
        yield Row(cells, key=f"place {report} {cells[0].text}", target=target)


def _table_or_section(table: str | None, caption: str, section: str, target: ViewRequest) -> Cell:
    if table:
        return _said(f"{table} {caption}".strip(), target)
    return Cell(section, section, word("section {section}"), target=target, values={"section": section})


# --- a region, school, body or major ---


def _entity_rows(conn: sqlite3.Connection, found: EntityRow) -> Iterator[Row]:
    yield _row(word("Name"), _said(found.name, entity_request(conn, found.id)))
    if found.level in _LEVELS:
        level = _LEVELS[found.level]
        yield _row(word("Level"), Cell(found.level, found.level, word=level))
    if found.code:
        yield _row(word("Code"), _said(found.code))
    if found.category:
        yield _row(word("Category"), _said(found.category, ViewRequest("major", (found.category,))))
    elif found.type == "major" and (old := old_majors().get(found.name)) and old.likely:
        yield _row(word("Likely now"), _said(old.likely, ViewRequest("major", (old.likely,))))
    if place := region_trail(conn, found.parent_id):
        yield _row(word("Place"), _said(" ".join(name for name, _ in place), place[-1][1]))


def _aliases(conn: sqlite3.Connection, found: EntityRow) -> Iterator[Row]:
    yield heading(word=word("Printed names"))
    for text, uses, reports in conn.execute(
        "SELECT n.text, sum(n.uses), group_concat(DISTINCT r.key) FROM name n JOIN report r ON r.id = n.report_id"
        " WHERE n.entity_id = ? AND n.uses > 0 GROUP BY n.text ORDER BY sum(n.uses) DESC, n.text",
        (found.id,),
    ):
        said = Cell(text, text)
        yield _row(word("Printed as"), said, f"{reports.replace(',', ' ')} ({uses})", key=f"label {text}")
