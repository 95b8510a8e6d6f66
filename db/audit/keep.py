"""Findings in the database: kept with the report that they are of, made anew whenever a report comes or goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from db.audit.facts import dependents
from db.audit.finding import Finding
from db.audit.run import audit
from db.reference import FOLDER

_STAMP = "audit"


def audit_again(conn: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Replace the findings of these reports; one that is not there is left out."""
    for key in reports:
        row = conn.execute("SELECT id FROM report WHERE key = ?", (key,)).fetchone()
        if row:
            conn.execute(
                "DELETE FROM finding_observation WHERE finding_id IN (SELECT id FROM finding WHERE report_id = ?)", row
            )
            conn.execute("DELETE FROM finding WHERE report_id = ?", row)
            _put(conn, row[0], audit(conn, key))


def affected(conn: sqlite3.Connection, report: str) -> list[str]:
    """Later reports whose findings may rest on this one."""
    years = dict(conn.execute("SELECT key, year FROM report"))
    return [key for key in dependents(conn, report) if years[key] >= years[report]]


def refresh(conn: sqlite3.Connection) -> None:
    """Audit every report anew when the rules have changed since the findings were made."""
    if conn.execute("SELECT value FROM meta WHERE key = ?", (_STAMP,)).fetchone() == (digest(),):
        return
    conn.execute("BEGIN IMMEDIATE")
    try:
        audit_again(conn, [key for (key,) in conn.execute("SELECT key FROM report").fetchall()])
        put = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        conn.execute(put, (_STAMP, digest()))
        conn.execute("COMMIT")
    except BaseException:
        conn.rollback()
        raise


@cache
def digest() -> str:
    """Of the rules' code and of the reference data."""
    import hashlib

    content = hashlib.sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), *sorted(FOLDER.glob("*.csv"))]:
        content.update(path.read_bytes())
    return content.hexdigest()


def _put(conn: sqlite3.Connection, report: int, findings: Iterable[Finding]) -> None:
    for position, finding in enumerate(findings):
        cursor = conn.execute(
            "INSERT INTO finding (report_id, position, rule, severity, message, subject, expected, found, difference,"
            " arithmetic, note, source_a, source_b, address_a, address_b, lines)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _row(report, position, finding),
        )
        sides = dict.fromkeys(finding.b.observations, "b") | dict.fromkeys(finding.a.observations, "a")
        conn.executemany(
            "INSERT INTO finding_observation VALUES (?, ?, ?)", [(cursor.lastrowid, id_, s) for id_, s in sides.items()]
        )


def _row(report: int, position: int, finding: Finding) -> tuple[object, ...]:
    f = finding
    stated = (report, position, f.rule, str(f.severity), f.message, f.subject, f.expected, f.found, f.difference)
    places = (f.a.source, f.b.source, f.a.address, f.b.address, " ".join(f.lines))
    return (*stated, f.arithmetic, f.note, *places)
