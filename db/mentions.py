"""Where a text is printed: captions and cells of source tables, lists and figures of sentences, sentences, findings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from db.address import ViewRequest
from db.findings import Told, about
from db.folding import simplified
from db.place import Place, place_of
from db.search import Condition, both, either, holding, terms
from db.views.entities import ABOVE
from db.views.text import place_in_text

BEFORE, AFTER = 30, 60
"""Characters before and from what was looked for on, of a long text."""
CUT = ".."


class Mention(NamedTuple):
    """`text` is what stands around the `hit`, which is printed so; `beside` is the row's label, or who is listed."""

    key: str
    text: str
    hit: str
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
        _words(text, ("t.caption", "t.key"), lambda word: holding(word, "r.key", "r.title", "r.issuer")),
        "r.year DESC, r.key, t.position",
    )
    return [
        Mention(
            f"{report} {key}",
            *_around(caption, text),
            report,
            place_of(places, line),
            "",
            ViewRequest("table", (report, key)),
        )
        for report, key, caption, _, places, line in found[:limit]
    ], len(found)


def in_cells(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """Several words may stand in a cell and in those of its row; one has to be in the cell."""
    found = _read(
        conn,
        "r.key, t.key, k.text, k.row, k.col, k.line, r.places, t.id",
        "cell k JOIN source_table t ON t.id = k.table_id JOIN report r ON r.id = t.report_id",
        _words(text, ("k.text",), _in_row),
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
    return Mention(f"{report} {key} {at}", *_around(printed, text), f"{report} {key}", place, label, target)


def _in_row(word: str) -> Condition:
    """Another cell of the row of the cell `k` that holds the word; not in a query over many cells."""
    sql, parameters = holding(word, "b.text")
    return f"EXISTS (SELECT 1 FROM cell b WHERE b.table_id = k.table_id AND b.row = k.row AND ({sql}))", parameters


def in_records(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """What sentences list, once for all whom they name with it; lists that are tables have their cells."""
    said = _words(text, ("c.item", "c.detail", "c.list"), lambda word: holding(word, "e.name", "p.name", "g.name"))
    found = _read(
        conn,
        "r.key, min(c.id), trim(c.item || ' ' || c.detail), c.list, c.item, r.places, c.line, c.section, e.type, e.key,"
        " coalesce(group_concat(DISTINCT e.name), ''), count(DISTINCT e.id)",
        "record c JOIN report r ON r.id = c.report_id LEFT JOIN entity e ON e.id = coalesce(c.entity_id, c.major_id) "
        + " ".join(ABOVE.values()),
        both(("c.table_id IS NULL", ()), said),
        "r.year DESC, r.key, c.line, min(c.id)",
        "r.id, c.line, c.list, c.item, c.detail",
    )
    mentions = []
    for report, id_, printed, name, item, places, line, section, kind, key, who, count in found[:limit]:
        one = ViewRequest("school" if kind == "body" else kind, (key,)) if kind else ViewRequest("records")
        target = ViewRequest("list", (item,)) if count > 1 else one
        place, beside = place_of(places, line), who.replace(",", "；") if who not in printed else name
        where = f"{report} {section}".strip()
        mentions.append(Mention(str(id_), *_around(printed, text), where, place, beside, target))
    return mentions, len(found)


def in_sentences(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """Of reports loaded from their full text."""
    found = _read(
        conn,
        "r.key, p.line, p.text, p.section, r.places",
        "paragraph p JOIN report r ON r.id = p.report_id",
        _words(text, ("p.text",)),
        "r.year DESC, r.key, p.line",
    )
    return [
        Mention(
            f"{report} {line}",
            *_around(printed, text),
            f"{report} {section}".strip(),
            place_of(places, line),
            "",
            ViewRequest("text", (report,)).having(at=place_in_text(conn, report, line, hit_in(printed, text)[1])),
        )
        for report, line, printed, section, places in found[:limit]
    ], len(found)


_UNWRITTEN = "NOT EXISTS (SELECT 1 FROM paragraph p WHERE p.report_id = o.report_id AND p.line = o.line)"


def in_figures(conn: sqlite3.Connection, text: str, limit: int) -> Mentions:
    """Figures of sentences that are not there themselves (a bundled edition)."""
    if not any(character.isdigit() for character in text):
        return [], 0
    condition, parameters = _words(text, ("o.printed",))
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
            *_around(printed, text),
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


def _words(text: str, columns: Sequence[str], around: Callable[[str], Condition] = lambda _: ("0", ())) -> Condition:
    """Every word has to stand in one of the columns, or around them where another one stands in them."""
    words = terms(text)
    inside = [holding(word, *columns) for word in words]
    if len(words) < 2:
        return both(*inside)
    return both(either(*inside), *(either(one, around(word)) for one, word in zip(inside, words, strict=True)))


def _read(
    conn: sqlite3.Connection, what: str, source: str, condition: Condition, order: str, group: str = ""
) -> list[tuple]:  # type: ignore[type-arg]
    sql, parameters = condition
    grouped = f"GROUP BY {group}" if group else ""
    return conn.execute(f"SELECT {what} FROM {source} WHERE {sql} {grouped} ORDER BY {order}", parameters).fetchall()


def hit_in(printed: str, text: str) -> tuple[int, str]:
    """Where the first word that stands in what was printed does so, and how; in other letters, its first character."""
    words = terms(text)
    for word in words:
        for form in (word, simplified(word)):
            if (at := printed.casefold().find(form.casefold())) >= 0:
                return at, printed[at : at + len(form)]
    return max(printed.find(simplified(words[0])[:1]), 0), ""


def _around(printed: str, text: str) -> tuple[str, str]:
    """The part of what was printed in which the text stands, with marks where it was cut; and the text in it."""
    at, hit = hit_in(printed, text)
    if len(printed) <= BEFORE + AFTER:
        return printed, hit
    start = max(min(at - BEFORE, len(printed) - BEFORE - AFTER), 0)
    end = start + BEFORE + AFTER
    return CUT * (start > 0) + printed[start:end] + CUT * (end < len(printed)), hit
