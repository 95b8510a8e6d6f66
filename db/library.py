"""The library: one open database, asked for views, sources and names.

The explorer and the command line see nothing else of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db import resolve, store, views
from db.address import ViewRequest
from db.resolve import EntityRow
from db.view import View

if TYPE_CHECKING:
    from types import TracebackType

    from db.findings import Told
    from db.source import SourceLine


class ReportRow(NamedTuple):
    key: str
    title: str
    issuer: str
    year: int
    region: str  # name of the region or school whose report it is
    origin: str  # file | edition


class Overview(NamedTuple):
    """What the database holds: for a first screen."""

    reports: tuple[ReportRow, ...]
    first_year: int | None  # under which figures are compared
    last_year: int | None
    tables: int
    observations: int
    records: int
    regions: int  # named by reports
    schools: int
    majors: int
    indicators: int  # with figures


class Library:
    """A data source to read from. Any method may be called from any thread and may raise a `NianbaoError`."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open the database for reading; DatabaseError when that cannot be."""
        return cls(store.open_readonly(path))

    def close(self) -> None:
        self._conn.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def view(self, request: ViewRequest) -> View:
        with store.faults(self._conn):
            return views.view(self._conn, request)

    def sources(self, observation_ids: Sequence[int]) -> list[SourceLine]:
        """Where these figures were printed, in this order."""
        from db import source

        with store.faults(self._conn):
            return source.of_observations(self._conn, observation_ids)

    def record_sources(self, record_ids: Sequence[int]) -> list[SourceLine]:
        from db import source

        with store.faults(self._conn):
            return source.of_records(self._conn, record_ids)

    def findings_of(self, observation_ids: Sequence[int]) -> list[Told]:
        """Findings of the audit that these figures are part of, those of scope and waived ones included."""
        from db import findings

        with store.faults(self._conn):
            return findings.of_observations(self._conn, observation_ids)

    def findings(
        self, reports: Sequence[str] = (), *, rules: Sequence[str] = (), classes: Sequence[str] = ()
    ) -> list[Told]:
        """Findings of these reports, rules and classes; of all where none is named."""
        from db import findings

        with store.faults(self._conn):
            return findings.read(self._conn, reports, rules=rules, classes=classes)

    def resolve(self, kind: str, name: str, code: str = "") -> EntityRow:
        """What is meant by a name (or by a code, where given): a region, school (or other body), major or indicator.

        UnknownNameError carries the nearest names, AmbiguousNameError the matches.
        """
        with store.faults(self._conn):
            if kind == "indicator":
                return resolve.indicator_row(self._conn, code or name)
            if kind == "school":
                return resolve.resolve_institution(self._conn, name, code)
            return resolve.resolve(self._conn, kind, name, code)

    def reports(self) -> tuple[ReportRow, ...]:
        with store.faults(self._conn):
            rows = self._conn.execute(
                "SELECT r.key, r.title, r.issuer, r.year, e.name, r.origin FROM report r"
                " JOIN entity e ON e.id = r.entity_id ORDER BY r.key"
            )
            return tuple(ReportRow(*row) for row in rows)

    def overview(self) -> Overview:
        with store.faults(self._conn):
            return Overview(self.reports(), *self._conn.execute(_OVERVIEW).fetchone())


# Years and the indicators in use are read off the index one indicator at a time, never off all observations.
_OVERVIEW = """
SELECT (SELECT min((SELECT min(year) FROM observation o WHERE o.indicator_id = i.id)) FROM indicator i),
       (SELECT max((SELECT max(year) FROM observation o WHERE o.indicator_id = i.id)) FROM indicator i),
       (SELECT count(*) FROM source_table),
       (SELECT count(*) FROM observation),
       (SELECT count(*) FROM record),
       (SELECT count(*) FROM entity e WHERE e.type = 'region'
        AND EXISTS (SELECT 1 FROM observation o WHERE o.entity_id = e.id)),
       (SELECT count(*) FROM entity WHERE type = 'school'),
       (SELECT count(*) FROM entity e WHERE e.type = 'major'
        AND EXISTS (SELECT 1 FROM record c WHERE c.major_id = e.id)),
       (SELECT count(*) FROM indicator i WHERE EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = i.id))"""
