"""What an entity or an indicator is called: the names that reports print, and the one under which it is shown."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from db.model import Entity, EntityType, Indicator, PrintedLabel, PrintedName
from db.regions import short_names


def put_names(
    conn: sqlite3.Connection, report_id: int, printed: Iterable[PrintedName], entities: Sequence[tuple[int, Entity]]
) -> None:
    """Store printed names with their uses, and the full and short names that the report's entities have (id, entity).

    A name of no use was not printed: it is a short form by which the entity is known as well.
    """
    from db.names import spelling_of

    ids = {(e.type, e.key): id_ for id_, e in entities}
    uses: Counter[tuple[int, str]] = Counter()
    for name in printed:
        uses[ids[name.entity.type, name.entity.key], name.text] += name.uses
    rows = [(id_, text, "printed" if count else "short", count) for (id_, text), count in uses.items()]
    rows += [(id_, name, "official", uses[id_, name]) for id_, name in sorted({(id_, e.name) for id_, e in entities})]
    rows += [(id_, short, "short", 0) for id_, short in sorted(_short_forms(entities)) if uses.get((id_, short)) != 0]
    conn.executemany(
        "INSERT INTO name (entity_id, text, kind, report_id, uses, folded, pinyin, initials, readings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(id_, text, kind, report_id, count, *spelling_of(text)) for id_, text, kind, count in rows],
    )


def put_indicator_names(
    conn: sqlite3.Connection, report_id: int, unknown: Iterable[Indicator], printed: Iterable[PrintedLabel]
) -> None:
    """Store the labels under which a report prints indicators, and the names of those that the dictionary lacks."""
    rows = [(one.key, one.name, "official", 1) for one in unknown]
    rows += [(label.indicator, label.text, "printed", label.uses) for label in printed]
    insert_indicator_names(conn, [(*row, report_id) for row in rows])


def insert_indicator_names(conn: sqlite3.Connection, rows: Iterable[tuple[str, str, str, int, int | None]]) -> None:
    """Rows are key of the indicator, text, kind, uses, report."""
    from db.names import spelling_of

    conn.executemany(
        "INSERT INTO indicator_name (text, kind, uses, report_id, folded, pinyin, initials, readings, indicator_id)"
        " SELECT ?, ?, ?, ?, ?, ?, ?, ?, id FROM indicator WHERE key = ?",
        [(text, kind, uses, report, *spelling_of(text), key) for key, text, kind, uses, report in rows],
    )


class IndicatorName(NamedTuple):
    """`kind` is official, english or printed; `reports` print it so, `uses` times in all (none of the dictionary's)."""

    text: str
    kind: str
    uses: int
    reports: tuple[str, ...]


def indicator_names(conn: sqlite3.Connection, key: str) -> tuple[IndicatorName, ...]:
    """The names of an indicator: that of the dictionary, its English gloss, printed labels from the most used on."""
    found = conn.execute(
        "SELECT n.text, n.kind, sum(n.uses), group_concat(r.key, ' ') FROM indicator_name n"
        " JOIN indicator i ON i.id = n.indicator_id LEFT JOIN report r ON r.id = n.report_id WHERE i.key = ?"
        " GROUP BY n.text, n.kind ORDER BY n.kind = 'printed', n.kind = 'english', sum(n.uses) DESC, n.text",
        (key,),
    )
    return tuple(
        IndicatorName(text, kind, uses if reports else 0, tuple(sorted((reports or "").split())))
        for text, kind, uses, reports in found
    )


def _short_forms(entities: Iterable[tuple[int, Entity]]) -> set[tuple[int, str]]:
    return {(id_, s) for id_, e in entities if e.type is EntityType.REGION for s in short_names(e.name, e.level)}


def settle_names(conn: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Choose the name shown for each of these entities, of those that the reports give, in whatever order they came."""
    rows = conn.execute(
        "SELECT n.entity_id, n.text, sum(n.uses) FROM name n JOIN entity e ON e.id = n.entity_id"
        " WHERE n.kind = 'official' AND e.reference = 0 AND e.id IN (SELECT value FROM json_each(?))"
        " GROUP BY 1, 2 ORDER BY 1",
        (json.dumps(sorted(ids)),),
    ).fetchall()
    chosen = [(best_name({text: uses for _, text, uses in group}), id_) for id_, group in groupby(rows, itemgetter(0))]
    conn.executemany("UPDATE entity SET name = ?1 WHERE id = ?2 AND name <> ?1", chosen)


def best_name(uses: dict[str, int]) -> str:
    """The most used name that abbreviates no other; of equals the longer one."""
    full = [name for name in uses if not any(_abbreviates(name, other) for other in uses)]
    return max(full, key=lambda name: (uses[name], len(name), name))


def _abbreviates(short: str, full: str) -> bool:
    """环县职专 leaves characters out of 环县职业中等专业学校; a name without its leading place does not."""
    if len(short) >= len(full) or full.endswith(short):
        return False
    rest = iter(full)
    return all(character in rest for character in short)
