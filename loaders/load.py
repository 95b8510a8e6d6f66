"""From a file to the database: read, recognise, store, and say what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.model import CellRole, Doubt, EntityType, ReportFacts, Status, UnreadQuantity
from db.place import Place, place_of
from db.terms import Severity

if TYPE_CHECKING:
    from db.meta import Connection

Progress = Callable[[str, int, int], None]
"""Told what is worked on (a name), how many steps are done and how many there are."""

STEPS = 3


def silent(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class UnknownCell:
    """A cell that was not understood, and where it was printed."""

    table: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What was found in a report: counts, and everything that a person should look at."""

    report: str
    title: str
    tables: int
    recognised: int
    observations: Mapping[Status, int]
    records: int
    entities: Mapping[EntityType, int]
    labels: tuple[str, ...]  # not in the dictionary, as printed from whole to part
    cells: tuple[UnknownCell, ...]
    unsure: tuple[Doubt, ...]
    quantities: tuple[UnreadQuantity, ...] = ()  # of prose, not understood
    left_out: tuple[str, ...] = ()  # hidden sheets of a workbook
    places: str = ""  # what a line of the report is (`db.place`)
    findings: Mapping[Severity, int] = field(default_factory=dict)  # of the audit, those that were not waived


def load_file(
    path: Path, conn: Connection, *, region: str = "", year: int = 0, kind: str = "", progress: Progress = silent
) -> LoadSummary:
    """Put one report into the database, in one transaction; LoadError (and nothing changed) when the file is none."""
    from db.holdings import open_findings
    from db.write import put_report

    progress(path.name, 0, STEPS)
    facts = read_facts(path, region=region, year=year, kind=kind, progress=progress)
    put_report(conn, facts)
    progress(path.name, STEPS, STEPS)
    return replace(summarise(facts), findings=open_findings(conn, facts.report.key))


def read_facts(
    path: Path, *, region: str = "", year: int = 0, kind: str = "", progress: Progress = silent
) -> ReportFacts:
    """All that the report in a file says."""
    from loaders.read import read_report
    from loaders.recognise import recognise
    from loaders.reportkey import key_of

    material = read_report(path, region=region, year=year, kind=kind)
    progress(path.name, 1, STEPS)
    facts = recognise(material, key_of(material))
    progress(path.name, 2, STEPS)
    return facts


def summarise(facts: ReportFacts) -> LoadSummary:
    entities = {(name.entity.type, name.entity.key) for name in facts.names}
    return LoadSummary(
        report=facts.report.key,
        title=facts.report.title,
        tables=len(facts.tables),
        recognised=sum(bool(table.form) for table in facts.tables),
        observations=Counter(observation.status for observation in facts.observations),
        records=len(facts.records),
        entities=Counter(type_ for type_, _key in entities),
        labels=tuple(indicator.key.removeprefix("new:") for indicator in facts.indicators if not indicator.known),
        cells=tuple(
            UnknownCell(table.key, place_of(facts.report.places, cell.line, (cell.row, cell.col)), cell.text)
            for table in facts.tables
            for cell in table.cells
            if cell.role is CellRole.UNKNOWN
        ),
        unsure=tuple(facts.unsure),
        quantities=tuple(facts.unread),
        left_out=tuple(facts.left_out),
        places=facts.report.places,
    )
