"""The library: one open database, asked for views, sources and names.

The explorer and the command line see nothing else of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db import resolve, store, views
from db.address import ViewRequest
from db.resolve import EntityRow
from db.view import View

if TYPE_CHECKING:
    from types import TracebackType

    from db.chips import Values
    from db.citation import Cited
    from db.definition import Definition
    from db.findings import Told
    from db.holdings import Overview, Reading, ReportRow
    from db.naming import IndicatorName
    from db.source import SourceLine


class Library:
    """A data source to read from. Any method may be called from any thread and may raise a `NianbaoError`."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open the database for reading; DatabaseError when that cannot be."""
        return cls(store.open_readonly(path))

    def interrupt(self) -> None:
        """Queries that run now, in any thread, are given up: they raise CancelledError."""
        self._conn.interrupt()

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

    def values(self, request: ViewRequest, column: str, text: str = "") -> Values:
        """The values of a column of a view, or of an aspect of it, under its chips on other columns.

        Of those, where a text is given, that hold it or are names read like it. AddressError for an unknown column.
        """
        with store.faults(self._conn):
            return views.values(self._conn, request, column, text)

    def sources(self, observation_ids: Sequence[int]) -> list[SourceLine]:
        """Where these figures were printed, in this order."""
        from db import source

        with store.faults(self._conn):
            return source.of_observations(self._conn, observation_ids)

    def cited(self, observation_ids: Sequence[int]) -> list[Cited]:
        """What these figures must be told with to be quoted, in this order."""
        from db import citation

        with store.faults(self._conn):
            return citation.of_observations(self._conn, observation_ids)

    def definitions(self, indicators: Sequence[str]) -> list[Definition]:
        """What the indicators of these keys mean, in this order."""
        from db import definition

        with store.faults(self._conn):
            return definition.of_indicators(self._conn, indicators)

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
            keys = [resolve.report_key(self._conn, name) for name in reports]
            return findings.read(self._conn, keys, rules=rules, classes=classes)

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

    def indicator_names(self, key: str) -> tuple[IndicatorName, ...]:
        """What an indicator is called: in the dictionary, in English, in the tables of reports."""
        from db import naming

        with store.faults(self._conn):
            return naming.indicator_names(self._conn, key)

    def reports(self) -> tuple[ReportRow, ...]:
        from db import holdings

        with store.faults(self._conn):
            return holdings.reports(self._conn)

    def reading(self, reports: Sequence[str] = ()) -> Reading:
        """How many figures of these reports (of all where none is named) there are, and how much was not understood."""
        from db import holdings

        with store.faults(self._conn):
            return holdings.reading(self._conn, [resolve.report_key(self._conn, name) for name in reports])

    def overview(self) -> Overview:
        from db import holdings

        with store.faults(self._conn):
            return holdings.overview(self._conn)
