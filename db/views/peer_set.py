"""Among whom a region is ranked: all of its level under its parent, or those that one names; and who stands outside."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from db.resolve import EntityRow, resolve
from db.terms import EntityType
from db.view import Note, word

UNIT = "unit"
"""Level of reporting units beside the regions (省属), which are ranked nowhere."""


class PeerSet(NamedTuple):
    """Names by id, in the order of their codes; `outside`: those that are shown beside them and not ranked."""

    names: dict[int, str]
    outside: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def said(self) -> Note:
        """Who they are."""
        said = (
            word("Among {n} chosen regions: {names}")
            if self.chosen
            else word("Among {n} regions of the same level: {names}")
        )
        return Note(said, {"n": len(self.names), "names": list(self.names.values())})


def not_ranked(names: Sequence[str]) -> Note:
    return Note(word("Not ranked: {names}"), {"names": list(names)})


def peer_set(
    conn: sqlite3.Connection, region: EntityRow, chosen: Sequence[str], beside: Sequence[EntityRow] = ()
) -> PeerSet:
    """Of those that are named only the ones of its level count, and with them itself and those that stand beside it."""
    named = [resolve(conn, EntityType.REGION, name) for name in chosen]
    if not any(row.level == region.level for row in named):
        return PeerSet(peers_of(conn, region.id), _units(conn, region))
    named += [region, *beside]
    alike = {row.id: row for row in named if row.level == region.level != UNIT}
    names = {row.id: row.name for row in sorted(alike.values(), key=lambda row: row.code or row.key)}
    outside = dict.fromkeys(row.name for row in named if row.level == UNIT)
    return PeerSet(names, tuple(outside), chosen=True)


def peers_of(conn: sqlite3.Connection, region: int) -> dict[int, str]:
    """Names of the regions of the same level under the same parent, itself among them, by id; none of a unit."""
    query = (
        "SELECT p.id, p.name FROM entity e JOIN entity p ON p.type = 'region' AND p.level = e.level"
        " AND p.parent_id IS e.parent_id WHERE e.id = ? AND e.level <> ? ORDER BY p.key"
    )
    return dict(conn.execute(query, (region, UNIT)))


def _units(conn: sqlite3.Connection, region: EntityRow) -> tuple[str, ...]:
    query = "SELECT name FROM entity WHERE type = 'region' AND level = ? AND parent_id IS ? ORDER BY key"
    return tuple(name for (name,) in conn.execute(query, (UNIT, region.parent_id)))
