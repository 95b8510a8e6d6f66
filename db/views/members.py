"""Who reports an indicator: regions of one level under one parent together, ranked by a year in which three have it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.figures import Number
from db.romanised import english_names
from db.view import Row, word
from db.views.composed import heading
from db.views.standing import MIN_PEERS


@dataclass(frozen=True, slots=True)
class Member:
    english: str
    id: int
    type: str
    level: str
    name: str
    parent: int | None
    code: str


Group = tuple[str, str, int | None]  # type, level, parent (of regions)


def members_of(conn: sqlite3.Connection, ids: set[int]) -> dict[int, Member]:
    query = "SELECT id, type, level, name, parent_id, code FROM entity WHERE id = ?"
    english = english_names(conn, ids)
    return {id_: Member(english.get(id_, ""), *conn.execute(query, (id_,)).fetchone()) for id_ in sorted(ids)}


def groups_of(members: dict[int, Member]) -> dict[Group, list[int]]:
    """Regions of one level under one parent belong together, with the parent and its units; schools are a group."""
    groups: dict[Group, list[int]] = defaultdict(list)
    units = [m for m in members.values() if m.level == "unit"]
    levels = {m.parent: m.level for m in members.values() if m.type == "region" and m.level != "unit"}
    for member in members.values():
        if member in units:
            groups["region", levels.get(member.parent, "unit"), member.parent].append(member.id)
        else:
            groups[member.type, member.level, member.parent if member.type == "region" else None].append(member.id)
    for group, ids in list(groups.items()):
        if group[0] == "region" and len(ids) == 1 and (inner := _children(groups, ids[0])):
            groups[inner].append(ids[0])
            del groups[group]
    return dict(sorted(groups.items(), key=lambda item: (item[0][0] != "region", -len(item[1]))))


def _children(groups: dict[Group, list[int]], parent: int) -> Group | None:
    return next((group for group in groups if group[0] == "region" and group[2] == parent), None)


def ranking(
    group: Group, ids: Iterable[int], members: Mapping[int, Member], values: Mapping[int, Number]
) -> dict[int, int]:
    """Ranks, 1 the largest, where three or more have a value; the whole and units outside the level have none."""
    inside = {i: values[i] for i in ids if i in values and members[i].level == group[1] and i != group[2]}
    if len(inside) < MIN_PEERS:
        return {}
    return {id_: 1 + sum(other > value for other in inside.values()) for id_, value in inside.items()}


def place(id_: int, members: Mapping[int, Member], ranked: Mapping[int, int], group: Group) -> tuple[int, float, str]:
    """Ranked ones, then those without a value and the units outside the ranking, the whole last."""
    member = members[id_]
    if id_ in ranked:
        return 0, ranked[id_], member.code
    return (3 if id_ == group[2] else 1 if member.level == "unit" else 2), 0, member.code + member.name


def title_of(conn: sqlite3.Connection, group: Group) -> Row | None:
    if group[0] != "region":
        return heading(word=word("Schools")) if group[0] == "school" else heading(word=word("Other bodies"))
    if group[2] is None:
        return heading(word=word("Provinces"))
    (name,) = conn.execute("SELECT name FROM entity WHERE id = ?", (group[2],)).fetchone()
    return heading(text=name)
