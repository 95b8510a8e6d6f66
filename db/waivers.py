"""Findings that a person has looked at and set aside, with a note, in a small file beside the database.

`<database>.waivers.csv` has the columns `rule, report, lines, note`; an empty rule, report or lines means any. Waived
findings stay listed and are not counted.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from db.store import path_of

HEADER = ("rule", "report", "lines", "note")


class Waiver(NamedTuple):
    rule: str
    report: str
    lines: frozenset[str]
    note: str

    def covers(self, rule: str, report: str, lines: str) -> bool:
        """Lines may be separated by spaces and stand in any order."""
        return (
            self.rule in ("", rule)
            and self.report in ("", report)
            and (not self.lines or self.lines == frozenset(lines.split()))
        )


def waiver_file(database: str | Path) -> Path:
    return Path(f"{database}.waivers.csv")


def read_waivers(path: Path) -> list[Waiver]:
    """Waivers of a file; none when it is not there. Rows that name nothing are passed over."""
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        return []
    stated = [{key: (row.get(key) or "").strip() for key in HEADER} for row in rows]
    return [
        Waiver(row["rule"], row["report"], frozenset(row["lines"].split()), row["note"])
        for row in stated
        if row["rule"] or row["report"] or row["lines"]
    ]


def waived(conn: sqlite3.Connection) -> dict[int, str]:
    """Ids of the findings that are set aside, with the note; a copy in memory has those of its original."""
    place = path_of(conn) or _original(conn)
    waivers = read_waivers(waiver_file(place)) if place else []
    if not waivers:
        return {}
    query = "SELECT f.id, f.rule, r.key, f.lines FROM finding f JOIN report r ON r.id = f.report_id"
    found = {}
    for id_, rule, report, lines in conn.execute(query):
        waiver = next((w for w in waivers if w.covers(rule, report, lines)), None)
        if waiver:
            found[id_] = waiver.note
    return found


def _original(conn: sqlite3.Connection) -> str:
    row = conn.execute("SELECT value FROM meta WHERE key = 'copy_of'").fetchone()
    return str(row[0]) if row else ""
