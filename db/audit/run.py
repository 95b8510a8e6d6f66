"""Audits a report: all rules over its facts, each disagreement told once, in the order of the printed lines."""

from __future__ import annotations

import sqlite3

from db.audit.facts import read_facts
from db.audit.finding import ORDER, Finding
from db.audit.rules import RULES
from db.audit.words import RULE_WORDS


def audit(conn: sqlite3.Connection, report: str) -> list[Finding]:
    """Findings of one report (by key), hard ones first; reports in the database that came before it are met, too."""
    facts = read_facts(conn, report)
    told: dict[tuple[object, ...], Finding] = {}
    for rule in RULES:
        for finding in rule.find(facts):
            told.setdefault(finding.identity, finding)
    positions = {rule: number for number, rule in enumerate(RULE_WORDS)}
    return sorted(
        told.values(),
        key=lambda f: (ORDER[f.severity], positions.get(f.rule, 0), _first_line(f)),
    )


def _first_line(finding: Finding) -> int:
    first = finding.lines[0] if finding.lines else ""
    return int(first) if first.isdigit() else 0
