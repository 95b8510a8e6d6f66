"""Putting a report into the database and taking it out again, each in one transaction.

A report is known by its key: putting it in again replaces what it said before and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from db.audit.keep import affected, audit_again
from db.errors import UnknownNameError, fault
from db.holdings import forget_counts, keep_counts
from db.model import Entity, EntityType, Observation, Record, Report, ReportFacts, SourceTable, TimeBasis
from db.naming import put_indicator_names, put_names, settle_names
from db.period import year_of
from db.store import faults

BULK = 20_000
"""Rows from which on it is cheaper to make the indexes of a table anew than to keep them in order."""


def put_report(conn: sqlite3.Connection, facts: ReportFacts, *, audited: bool = True) -> None:
    """Store all that a report says; what an earlier load of the same report said is replaced.

    The report is audited with it, and later reports that it touches are audited anew; not so for `audited=False`, for
    many observations that nobody printed.
    """
    with _transaction(conn):
        stale = _resting_on(conn, facts.report.key) if audited else []
        touched = _delete_facts(conn, facts.report.key)
        entities = _put_entities(conn, facts)
        report_id = _put_report(conn, facts.report, entities)
        put_names(conn, report_id, facts.names, [(entities[e.type, e.key], e) for e in _entities(facts)])
        tables = _put_tables(conn, report_id, facts.tables)
        _put_indicators(conn, facts)
        put_indicator_names(conn, report_id, [i for i in facts.indicators if not i.known], facts.labels)
        _put_observations(conn, report_id, facts.observations, entities, tables)
        _put_records(conn, report_id, facts.records, entities, tables)
        conn.executemany(
            "INSERT INTO unsure VALUES (?, ?, ?)", [(report_id, one.text, one.score) for one in facts.unsure]
        )
        _put_text(conn, report_id, facts)
        touched.update(entities.values())
        sweep(conn, touched)
        settle_names(conn, touched)
        keep_counts(conn, facts.report.key)
        if audited:
            later = affected(conn, facts.report.key)
            audit_again(conn, dict.fromkeys([facts.report.key, *stale, *later]))


def _resting_on(conn: sqlite3.Connection, key: str) -> list[str]:
    """Later reports whose findings may rest on what this one says now."""
    return affected(conn, key) if conn.execute("SELECT 1 FROM report WHERE key = ?", (key,)).fetchone() else []


def remove_report(conn: sqlite3.Connection, key: str) -> None:
    """Take a report out, with all that only it knew. UnknownNameError if it is not there."""
    with _transaction(conn):
        if not conn.execute("SELECT 1 FROM report WHERE key = ?", (key,)).fetchone():
            keys = tuple(key for (key,) in conn.execute("SELECT key FROM report ORDER BY key"))
            raise UnknownNameError(fault("There is no report “{name}” in the database."), nearest=keys, name=key)
        stale = affected(conn, key)
        touched = _delete_facts(conn, key)
        conn.execute("DELETE FROM report WHERE key = ?", (key,))
        forget_counts(conn, key)
        sweep(conn, touched)
        settle_names(conn, touched)
        audit_again(conn, stale)


def sweep(conn: sqlite3.Connection, among: Iterable[int] | None = None) -> None:
    """Remove entities (these, or any) and unknown indicators that no report names any more.

    Labels stay: they are texts with a number, and to see that one is unused every observation would have to be read.
    """
    chosen = "" if among is None else "AND (id IN (SELECT value FROM json_each(:ids)) OR type = 'region')"
    unused = f"""
        DELETE FROM entity WHERE reference = 0 {chosen}
        AND NOT EXISTS (SELECT 1 FROM name n WHERE n.entity_id = entity.id AND n.report_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.entity_id = entity.id)
        AND NOT EXISTS (SELECT 1 FROM record r WHERE r.entity_id = entity.id)
        AND NOT EXISTS (SELECT 1 FROM record r WHERE r.major_id = entity.id)
        AND NOT EXISTS (SELECT 1 FROM report r WHERE r.entity_id = entity.id)
        AND NOT EXISTS (SELECT 1 FROM entity below WHERE below.parent_id = entity.id)"""
    ids = json.dumps(sorted(among or ()))
    while conn.execute(unused, {"ids": ids}).rowcount:
        continue  # with its schools gone, a region unit may be unused too
    conn.execute(
        "DELETE FROM indicator WHERE known = 0"
        " AND NOT EXISTS (SELECT 1 FROM observation WHERE indicator_id = indicator.id)"
    )
    conn.execute("DELETE FROM indicator_name WHERE indicator_id NOT IN (SELECT id FROM indicator)")


@contextmanager
def _transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Foreign keys are not enforced meanwhile: every id written here was looked up here, children are
    deleted before parents, and to look up seven parents of each observation once more takes a third of the time."""
    with faults(conn):
        conn.execute("PRAGMA foreign_keys = OFF")
        try:
            conn.execute("BEGIN IMMEDIATE")
            yield
            conn.execute("COMMIT")
        except BaseException:
            conn.rollback()
            raise
        finally:
            conn.execute("PRAGMA foreign_keys = ON")


_OF_A_REPORT = (
    "finding", "observation", "record", "name", "indicator_name", "unsure", "paragraph", "unread", "source_table",
)  # fmt: skip
"""Tables of what a report says, children first."""


def _delete_facts(conn: sqlite3.Connection, key: str) -> set[int]:
    """Delete what the report said, children first, and give the ids of the entities that it named."""
    row = conn.execute("SELECT id FROM report WHERE key = ?", (key,)).fetchone()
    if not row:
        return set()
    named = {id_ for (id_,) in conn.execute("SELECT DISTINCT entity_id FROM name WHERE report_id = ?", row)}
    conn.execute("DELETE FROM cell WHERE table_id IN (SELECT id FROM source_table WHERE report_id = ?)", row)
    for of in ("finding", "observation"):
        conn.execute(f"DELETE FROM finding_observation WHERE {of}_id IN (SELECT id FROM {of} WHERE report_id = ?)", row)
    for table in _OF_A_REPORT:
        conn.execute(f"DELETE FROM {table} WHERE report_id = ?", row)
    return named


Entities = dict[tuple[EntityType, str], int]


def _put_entities(conn: sqlite3.Connection, facts: ReportFacts) -> Entities:
    """Ids of all entities that the report names; those not yet known are added."""
    entities = {(e.type, e.key): e for e in _entities(facts)}
    conn.executemany(
        "INSERT INTO entity (type, key, name, code, level, category, ownership, certain)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (type, key) DO UPDATE SET ownership = max(ownership, excluded.ownership),"
        " level = max(level, excluded.level), certain = min(certain, excluded.certain) WHERE reference = 0",
        [
            (
                e.type,
                e.key,
                e.name,
                e.code,
                e.level,
                e.parent if e.type is EntityType.MAJOR else "",
                e.ownership,
                e.certain,
            )
            for e in entities.values()
        ],
    )
    conn.executemany(
        "UPDATE entity SET parent_id = (SELECT id FROM entity WHERE type = 'region' AND key = ?)"
        " WHERE type = ? AND key = ? AND reference = 0",
        [(e.parent, e.type, e.key) for e in entities.values() if e.type is not EntityType.MAJOR],
    )
    wanted = json.dumps([list(pair) for pair in entities])
    found = conn.execute(
        "SELECT e.type, e.key, e.id FROM json_each(?) w"
        " JOIN entity e ON e.type = w.value ->> 0 AND e.key = w.value ->> 1",
        (wanted,),
    )
    return {(EntityType(type_), key): id_ for type_, key, id_ in found}


def _entities(facts: ReportFacts) -> Iterable[Entity]:
    yield facts.report.entity
    yield from {id(o.entity): o.entity for o in facts.observations}.values()
    for record in facts.records:
        yield from filter(None, (record.entity, record.major))
    yield from (name.entity for name in facts.names)


def _put_report(conn: sqlite3.Connection, report: Report, entities: Entities) -> int:
    values = (
        report.title,
        report.kind,
        report.year,
        report.issuer,
        entities[report.entity.type, report.entity.key],
        report.file,
        report.sha256,
        report.line_count,
        report.origin,
        datetime.now(UTC).isoformat(timespec="seconds"),
        report.places,
    )
    columns = "title, kind, year, issuer, entity_id, file, sha256, line_count, origin, loaded_at, places"
    (id_,) = conn.execute(
        f"INSERT INTO report (key, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
        f" SET ({columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (report.key, *values, *values),
    ).fetchone()
    return int(id_)


def _put_tables(conn: sqlite3.Connection, report_id: int, tables: Iterable[SourceTable]) -> dict[str, int | None]:
    """Ids of the tables by key; no key, no table."""
    ids: dict[str, int | None] = {"": None}
    for position, table in enumerate(tables):
        cursor = conn.execute(
            "INSERT INTO source_table"
            " (report_id, key, position, caption, form, section, heading, line, period, geography, notes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                report_id,
                table.key,
                position,
                table.caption,
                table.form,
                table.section,
                table.heading,
                table.line,
                table.period,
                table.geography,
                "\n".join(table.notes),
            ),
        )
        ids[table.key] = cursor.lastrowid
        conn.executemany(
            "INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?)",
            [(cursor.lastrowid, c.row, c.col, c.line, c.text, c.role) for c in table.cells],
        )
    return ids


def _put_text(conn: sqlite3.Connection, report_id: int, facts: ReportFacts) -> None:
    """The running text, and what of it was not understood."""
    lines = {line.line: line for line in facts.text}.values()
    conn.executemany(
        "INSERT INTO paragraph VALUES (?, ?, ?, ?)", [(report_id, one.line, one.section, one.text) for one in lines]
    )
    conn.executemany(
        "INSERT INTO unread VALUES (?, ?, ?, ?)", [(report_id, q.line, q.section, q.printed) for q in facts.unread]
    )


def _put_indicators(conn: sqlite3.Connection, facts: ReportFacts) -> None:
    """Labels that the dictionary does not know become indicators of their own."""
    conn.executemany(
        "INSERT INTO indicator (key, name, unit, path, known) VALUES (?, ?, ?, ?, 0) ON CONFLICT (key) DO NOTHING",
        [
            (i.key, i.name, i.unit, i.key.removeprefix("new:").replace("/", " / "))
            for i in facts.indicators
            if not i.known
        ],
    )


def _put_observations(
    conn: sqlite3.Connection,
    report_id: int,
    observations: Sequence[Observation],
    entities: Entities,
    tables: dict[str, int | None],
) -> None:
    labels = _put_labels(conn, {text for o in observations for text in (o.row, o.column, o.section)})
    indicators = {
        key: (id_, TimeBasis(basis)) for key, id_, basis in conn.execute("SELECT key, id, time_basis FROM indicator")
    }
    years = Years()
    ids = {id(e): entities[e.type, e.key] for e in {id(o.entity): o.entity for o in observations}.values()}

    def row(o: Observation) -> tuple[object, ...]:
        indicator, basis = indicators[o.indicator]
        cell_row, cell_column = o.cell or (None, None)
        return (
            report_id,
            ids[id(o.entity)],
            indicator,
            years[o.period, basis],
            o.period,
            o.value,
            o.unit,
            str(o.qualifier),
            str(o.status),
            o.printed,
            str(o.origin),
            tables[o.table],
            cell_row,
            cell_column,
            labels[o.row],
            labels[o.column],
            labels[o.section],
            o.line,
        )

    with _indexes_rebuilt(conn, "observation", len(observations)):
        conn.executemany(
            "INSERT INTO observation (report_id, entity_id, indicator_id, year, period, value, unit, qualifier, status,"
            " printed, origin, table_id, cell_row, cell_col, row_id, column_id, section_id, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            map(row, observations),
        )


@contextmanager
def _indexes_rebuilt(conn: sqlite3.Connection, table: str, added: int) -> Iterator[None]:
    """Take the indexes away while many rows are added: to sort once is cheaper than to keep in order."""
    (present,) = conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    indexes = conn.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    if added < max(present / 2, BULK):
        indexes = []
    for name, _ in indexes:
        conn.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        conn.execute(sql)


class Years(dict[tuple[str, TimeBasis], int | None]):
    """Years of comparison, each worked out once."""

    def __missing__(self, key: tuple[str, TimeBasis]) -> int | None:
        self[key] = year_of(*key)
        return self[key]


def _put_labels(conn: sqlite3.Connection, texts: set[str]) -> dict[str, int]:
    conn.executemany("INSERT INTO label (text) VALUES (?) ON CONFLICT DO NOTHING", [(text,) for text in sorted(texts)])
    found = conn.execute(
        "SELECT l.text, l.id FROM json_each(?) t JOIN label l ON l.text = t.value", (json.dumps(sorted(texts)),)
    )
    return dict(found)


def _put_records(
    conn: sqlite3.Connection,
    report_id: int,
    records: Iterable[Record],
    entities: Entities,
    tables: dict[str, int | None],
) -> None:
    def id_of(entity: Entity | None) -> int | None:
        return entities[entity.type, entity.key] if entity else None

    conn.executemany(
        "INSERT INTO record (report_id, list, item, entity_id, major_id, role, detail, table_id, cell_row, cell_col,"
        " row, section, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                report_id,
                r.list,
                r.item,
                id_of(r.entity),
                id_of(r.major),
                r.role,
                r.detail,
                tables[r.table],
                *(r.cell or (None, None)),
                r.row,
                r.section,
                r.line,
            )
            for r in records
        ],
    )
