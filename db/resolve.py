"""Which entity or indicator a person means by a name, a short name, pinyin, a part of a name, a key or a code."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from db.errors import AmbiguousNameError, NianbaoError, UnknownNameError, fault
from db.regions import short_names
from db.search import Condition, abbreviated_names, holding, matching_names, names_read, typed
from db.terms import EntityType

_UNKNOWN = {
    "region": fault("There is no region “{name}” here."),
    "school": fault("There is no school “{name}” here."),
    "body": fault("There is no body “{name}” here."),
    "major": fault("There is no major “{name}” here."),
    "indicator": fault("There is no indicator “{name}” here."),
    "report": fault("There is no report “{name}” here."),
    "": fault("There is nothing called “{name}” here."),
}
_SUGGESTED = 3
_AMBIGUOUS = fault("“{name}” may be any of {count}; give a longer name or a code.")


class EntityRow(NamedTuple):
    """A region, school, body, major, or (type `indicator`) an indicator as it stands in the database."""

    id: int
    type: str
    key: str
    name: str
    code: str
    level: str
    category: str
    ownership: str
    certain: bool
    reference: bool
    parent_id: int | None
    place: str  # names of the regions that it lies in, from the largest


_COLUMNS = """e.id, e.type, e.key, e.name, e.code, e.level, e.category, e.ownership, e.certain, e.reference,
    e.parent_id,
    CASE WHEN e.type = 'major' THEN e.category ELSE trim(coalesce(g.name, '') || ' ' || coalesce(p.name, '')) END
    FROM entity e LEFT JOIN entity p ON p.id = e.parent_id LEFT JOIN entity g ON g.id = p.parent_id"""


def resolve(conn: sqlite3.Connection, kind: EntityType | str, name: str, code: str = "") -> EntityRow:
    """The entity of this type (`""`: of any) that is meant.

    UnknownNameError has the nearest names, AmbiguousNameError all that may be meant.
    """
    return _resolve(conn, (kind,) if kind else tuple(EntityType), str(kind), name, code)


def resolve_institution(conn: sqlite3.Connection, name: str, code: str = "") -> EntityRow:
    """A school, else another body."""
    return _resolve(conn, (EntityType.SCHOOL, EntityType.BODY), "school", name, code)


def resolve_indicator(conn: sqlite3.Connection, name: str) -> int:
    """Id of the indicator of this key, name, or part of a name."""
    return indicator_row(conn, name).id


def indicator_row(conn: sqlite3.Connection, name: str) -> EntityRow:
    name = typed(name)
    found = conn.execute(
        "SELECT id, key, name, path, EXISTS (SELECT 1 FROM observation WHERE indicator_id = i.id) FROM indicator i"
    )
    every = [
        EntityRow(id_, "indicator", key, text, key, "", "", "", True, not used, None, path)
        for id_, key, text, path, used in found
    ]
    for matches in (
        [i for i in every if name == i.key],
        [i for i in every if name in (i.name, i.place)],
        _indicators_called(conn, every, names_read(name)),
        _indicators_called(conn, every, matching_names(name)) if any(map(str.isalnum, name)) else [],
    ):
        if matches:
            return _the_one([i for i in matches if not i.reference] or matches, name)
    raise _unknown("indicator", name, _nearest(conn, name, ("indicator",)))


def _indicators_called(conn: sqlite3.Connection, every: Iterable[EntityRow], condition: Condition) -> list[EntityRow]:
    """Those with a name that fulfils a condition: of the dictionary before one that reports print."""
    sql, parameters = condition
    found = conn.execute(f"SELECT n.indicator_id, n.kind = 'printed' FROM indicator_name n WHERE {sql}", parameters)
    kinds = set(found)
    named = [i for i in every if (i.id, 0) in kinds]
    return named or [i for i in every if (i.id, 1) in kinds]


def report_key(conn: sqlite3.Connection, name: str) -> str:
    """The key of the report of this key, or of the only one whose key or title holds the name."""
    keys = [key for (key,) in conn.execute("SELECT key FROM report ORDER BY key")]
    if name in keys:
        return name
    condition, parameters = holding(name, "key", "title")
    found = conn.execute(f"SELECT key, title, issuer FROM report WHERE {condition} ORDER BY key", parameters).fetchall()
    if len(found) > 1:
        raise AmbiguousNameError(_AMBIGUOUS, matches=tuple(found), name=name, count=len(found))
    if not found:
        raise _unknown("report", name, nearest(name, keys))
    return str(found[0][0])


def _resolve(conn: sqlite3.Connection, types: Sequence[str], kind: str, name: str, code: str) -> EntityRow:
    name, code = typed(name), typed(code)
    if code and (found := _keyed(conn, types, code)):
        return _the_one(found, code)
    matches = next(filter(None, _attempts(conn, types, name)), [])
    if code:
        matches = [row for row in matches if _place_code(row) == code] or _fail(conn, types, kind, code)
    return _the_one(_preferred(conn, matches or _fail(conn, types, kind, name), name), name)


def _place_code(row: EntityRow) -> str:
    """Its own code, else that of the region with which its key begins."""
    return row.code or row.key.partition("|")[0]


def _attempts(conn: sqlite3.Connection, types: Sequence[str], name: str) -> Iterator[list[EntityRow]]:
    """What may be meant, the surest reading first; each is looked up only when the one before finds nothing."""
    yield _keyed(conn, types, name)
    yield _called(conn, types, "n.text = ?", (name,))
    yield _called(conn, types, *names_read(name))
    if name:
        yield _called(conn, types, *matching_names(name))
    if len(name) > 2:
        yield _called(conn, types, *abbreviated_names(name))


def _keyed(conn: sqlite3.Connection, types: Sequence[str], key: str) -> list[EntityRow]:
    """By the key, which is the code where an entity has one."""
    return _rows(conn, "WHERE e.type IN (SELECT value FROM json_each(?)) AND e.key = ?", (json.dumps(types), key))


def _called(
    conn: sqlite3.Connection, types: Sequence[str], condition: str, parameters: Iterable[object]
) -> list[EntityRow]:
    where = f"WHERE e.id IN (SELECT n.entity_id FROM name n WHERE {condition})"
    rows = _rows(conn, where, tuple(parameters))
    return [row for row in rows if row.type in types]


def _rows(conn: sqlite3.Connection, where: str, parameters: tuple[object, ...]) -> list[EntityRow]:
    return [
        EntityRow(*row)
        for row in conn.execute(f"SELECT {_COLUMNS} {where} ORDER BY e.code = '', e.code, e.name", parameters)
    ]


def _preferred(conn: sqlite3.Connection, matches: list[EntityRow], name: str) -> list[EntityRow]:
    """What reports speak of goes before all else, a full name before a short one, 白银市 before 白银区 in it."""
    if len(matches) > 1:
        matches = [row for row in matches if not row.reference or _is_used(conn, row.id)] or matches
    exact = [row for row in matches if row.name == name]
    if len(exact) == 1:
        return exact
    usual = [row for row in matches if row.type == EntityType.REGION and name in short_names(row.name, row.level)]
    highest = [row for row in usual if row.level == "province" or all(o is row or o.parent_id == row.id for o in usual)]
    return highest if len(highest) == 1 else matches


def _is_used(conn: sqlite3.Connection, entity: int) -> bool:
    """Named by a report, or above something that is."""
    (used,) = conn.execute(
        """WITH RECURSIVE below (id) AS (
            SELECT ? UNION ALL SELECT e.id FROM entity e JOIN below ON e.parent_id = below.id)
        SELECT EXISTS (SELECT 1 FROM below JOIN name n ON n.entity_id = below.id WHERE n.report_id IS NOT NULL)""",
        (entity,),
    ).fetchone()
    return bool(used)


def _the_one(matches: Sequence[EntityRow], name: str) -> EntityRow:
    if len(matches) == 1:
        return matches[0]
    codes = Counter(map(_place_code, matches))
    listed = tuple((code if codes[code := _place_code(row)] == 1 else row.key, row.name, row.place) for row in matches)
    raise AmbiguousNameError(_AMBIGUOUS, matches=listed, name=name, count=len(listed))


def _fail(conn: sqlite3.Connection, types: Sequence[str], kind: str, name: str) -> list[EntityRow]:
    raise _unknown(kind, name, _nearest(conn, name, types))


def _unknown(kind: str, name: str, names: tuple[str, ...]) -> NianbaoError:
    return UnknownNameError(_UNKNOWN[kind], nearest=names, name=name)


def _nearest(conn: sqlite3.Connection, name: str, types: Sequence[str]) -> tuple[str, ...]:
    from db.alike import nearest_names

    return tuple(match.name for match in nearest_names(conn, name, _SUGGESTED, types))


def nearest(name: str, names: Collection[str]) -> tuple[str, ...]:
    """At most three names that resemble this one, the most alike first."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, sorted(names), scorer=fuzz.ratio, limit=3, score_cutoff=40)
    return tuple(text for text, _, _ in found)
