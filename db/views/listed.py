"""What lists say of several schools, side by side: titles, majors, courses, each with those of them that have it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.reference import record_gloss
from db.view import Cell, word
from db.views.composed import entity_request
from db.views.said import SECTIONS, Said, said


class Shared(NamedTuple):
    """A row: `cells` one by one for the schools, empty for who is not named with it."""

    title: Cell
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Not all of them are named, and as the same."""
        return len({cell.text for cell in self.cells}) > 1


def sections(conn: sqlite3.Connection, schools: Sequence[int]) -> Iterator[tuple[str, list[Shared]]]:
    """Message ids of the sections in which anything stands, with their rows; what several have comes first."""
    found = [said(conn, ("c.entity_id = ?", (school,))) for school in schools]
    for key, section in SECTIONS.items():
        titles: dict[str, list[list[Said]]] = {}
        for place, records in enumerate(found):
            for one in records:
                if one.section == key:
                    titles.setdefault(one.title, [[] for _ in schools])[place].append(one)
        rows = [_shared(conn, title, named) for title, named in titles.items()]
        if rows:
            yield section, sorted(rows, key=lambda row: -sum(bool(cell.text) for cell in row.cells))


def _shared(conn: sqlite3.Connection, title: str, named: Sequence[Sequence[Said]]) -> Shared:
    first = next(one for records in named for one in records)
    leads = entity_request(conn, first.major) if first.section == "majors" and first.major else first.holders
    return Shared(
        Cell(title, title, target=leads, gloss=record_gloss(title) if first.section == "titles" else ""),
        tuple(_named(conn, records) for records in named),
    )


def _named(conn: sqlite3.Connection, records: Sequence[Said]) -> Cell:
    """The part taken where there is one to tell; it leads to where it is printed."""
    if not records:
        return Cell()
    parts = "；".join(dict.fromkeys(one.part for one in records if one.part))
    target = records[0].source(conn).target
    return Cell(parts, parts, target=target) if parts else Cell("named", "named", word("named"), target=target)
