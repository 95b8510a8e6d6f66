"""Where a text is printed: captions and cells of source tables, lists and figures of sentences, sentences, findings."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from db.address import ViewRequest
from db.findings import Told, about
from db.folding import simplified
from db.place import Place, place_of
from db.search import Condition, both, holding, terms
from db.views.text import place_in_text

LEAD = 12
"""Characters that stand before the text looked for where a long one is shown from there on."""
CUT = ".."


class Mention(NamedTuple):
    """`text` begins shortly before what was looked for; `beside` is the row's label, the list or the section."""

    key: str
    text: str
    where: str  # report, table
    place: Place
    beside: str
    target: ViewRequest


Mentions = tuple[list[Mention], int]
"""The first ones, and how many there are."""


def in_tables(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """Source tables with the text in their caption."""
    found = _read(
        conn,
        "r.key, t.key, t.key || ' ' || t.caption, '', r.places, t.line",
        "source_table t JOIN report r ON r.id = t.report_id",
        _words(text, "t.caption", "t.key"),
        "r.year DESC, r.key, t.position",
    )
    return [
        Mention(f"{report} {key}", caption, report, place_of(places, line), "", ViewRequest("table", (report, key)))
        for report, key, caption, _, places, line in found[:limit]
    ], len(found)


def in_cells(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    found = _read(
        conn,
        "r.key, t.key, k.text, k.row, k.col, k.line, r.places, t.id",
        "cell k JOIN source_table t ON t.id = k.table_id JOIN report r ON r.id = t.report_id",
        _words(text, "k.text"),
        "r.year DESC, r.key, t.position, k.row, k.col",
    )
    return [_cell(conn, text, row) for row in found[:limit]], len(found)


def _cell(conn: sqlite3.Connection, text: str, row: tuple[str, str, str, int, int, int, str, int]) -> Mention:
    report, key, printed, number, column, line, places, table = row
    beside = conn.execute(
        "SELECT text FROM cell WHERE table_id = ? AND row = ? AND col <> ? AND role IN ('label', 'record')"
        " AND text <> '' ORDER BY text GLOB '[0-9]*', col LIMIT 1",
        (table, number, column),
    ).fetchone()
    at = f"{number}.{column}"
    target = ViewRequest("table", (report, key)).having(at=at)
    place = place_of(places, line, (number, column))
    label = beside[0] if beside else ""
    return Mention(f"{report} {key} {at}", _around(printed, text), f"{report} {key}", place, label, target)


def in_records(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """What sentences list; lists that are tables have their cells."""
    condition, parameters = _words(text, "c.item", "c.detail", "c.list")
    found = _read(
        conn,
        "r.key, c.id, c.item || ' ' || c.detail, c.list, r.places, c.line, c.section, e.type, e.key",
        "record c JOIN report r ON r.id = c.report_id LEFT JOIN entity e ON e.id = coalesce(c.entity_id, c.major_id)",
        (f"c.table_id IS NULL AND ({condition})", parameters),
        "r.year DESC, r.key, c.line, c.id",
    )
    mentions = []
    for report, id_, printed, name, places, line, section, kind, key in found[:limit]:
        target = ViewRequest("school" if kind == "body" else kind, (key,)) if kind else ViewRequest("records")
        where = f"{report} {section}".strip()
        mentions.append(Mention(str(id_), _around(printed.strip(), text), where, place_of(places, line), name, target))
    return mentions, len(found)


def in_sentences(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """Of reports loaded from their full text."""
    found = _read(
        conn,
        "r.key, p.line, p.text, p.section, r.places",
        "paragraph p JOIN report r ON r.id = p.report_id",
        _words(text, "p.text"),
        "r.year DESC, r.key, p.line",
    )
    return [
        Mention(
            f"{report} {line}",
            _around(printed, text),
            f"{report} {section}".strip(),
            place_of(places, line),
            "",
            ViewRequest("text", (report,)).having(at=place_in_text(conn, report, line, _as_printed(printed, text))),
        )
        for report, line, printed, section, places in found[:limit]
    ], len(found)


_UNWRITTEN = "NOT EXISTS (SELECT 1 FROM paragraph p WHERE p.report_id = o.report_id AND p.line = o.line)"


def in_figures(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """Figures of sentences that are not there themselves (a bundled edition)."""
    if not any(character.isdigit() for character in text):
        return [], 0
    condition, parameters = _words(text, "o.printed")
    found = _read(
        conn,
        "r.key, o.id, o.line, o.printed, l.text, r.places, e.name || ' ' || i.name",
        "observation o JOIN report r ON r.id = o.report_id JOIN label l ON l.id = o.section_id"
        " JOIN entity e ON e.id = o.entity_id JOIN indicator i ON i.id = o.indicator_id",
        (f"o.origin = 'text' AND ({condition}) AND {_UNWRITTEN}", parameters),
        "r.year DESC, r.key, o.line, o.id",
    )
    return [
        Mention(
            str(id_),
            printed,
            f"{report} {section}".strip(),
            place_of(places, line),
            beside,
            ViewRequest("text", (report,)).having(at=place_in_text(conn, report, line, printed)),
        )
        for report, id_, line, printed, section, places, beside in found[:limit]
    ], len(found)


def in_findings(conn: sqlite3.Connection, text: str, limit: int) -> tuple[list[Told], int]:
    """Those that stand."""
    found = [told for told in about(conn, text) if told.waiver is None]
    return found[:limit], len(found)


def _words(text: str, *columns: str) -> Condition:
    """Every word has to stand there, in one of the columns."""
    return both(*(holding(one, *columns) for one in terms(text)))


def _read(conn: sqlite3.Connection, what: str, source: str, condition: Condition, order: str) -> list[tuple]:  # type: ignore[type-arg]
    sql, parameters = condition
    return conn.execute(f"SELECT {what} FROM {source} WHERE {sql} ORDER BY {order}", parameters).fetchall()


def _position(printed: str, text: str) -> int:
    """Where the first word stands in what was printed; in other letters, its first character."""
    text = terms(text)[0]
    found = printed.casefold().find(text.casefold())
    return found if found >= 0 else max(printed.find(simplified(text)[:1]), 0)


def _as_printed(printed: str, text: str) -> str:
    at = _position(printed, text)
    return printed[at : at + len(terms(text)[0])]


def _around(printed: str, text: str) -> str:
    at = _position(printed, text) - LEAD
    return CUT + printed[at:] if at > 0 else printed
