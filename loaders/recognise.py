"""From a report's tables and figures of prose to facts: each table goes to the family that knows it by its content.

Number, line, order and caption of a table decide nothing. Every non-empty cell of every table gets a role; a table that
no family knows is kept as printed, its cells not understood.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.model import Indicator, Report, ReportFacts
from loaders import bands, crosstab, lists
from loaders.called import printed_labels
from loaders.columns import Kind, find_lost_serials, kinds
from loaders.halves import joined, parts
from loaders.material import Material, PrintedTable
from loaders.names import Names
from loaders.outcome import Outcome
from loaders.prose.facts import prose_facts
from loaders.sheet import Sheet
from loaders.stated import statement_records


def recognise(material: Material, report_key: str) -> ReportFacts:
    """All that a report says."""
    names = Names(material)
    sheets = [Sheet(table) for table in material.tables]
    outcomes = [_of_parts(table, names, str(material.year)) for table in material.tables]
    prose = prose_facts(material, names)
    stated = statement_records(material, names)
    observations = [*(one for outcome in outcomes for one in outcome.observations), *prose.observations]
    return ReportFacts(
        report=_report(material, report_key, names),
        tables=[outcome.source_table(sheet) for outcome, sheet in zip(outcomes, sheets, strict=True)],
        indicators=_unknown(outcomes, prose.indicators),
        observations=observations,
        records=[*(one for outcome in outcomes for one in outcome.records), *stated],
        names=names.printed,
        labels=printed_labels(observations),
        unsure=names.unsure,
        unread=prose.unread,
        text=material.text,
        left_out=material.left_out,
    )


def _of_parts(table: PrintedTable, names: Names, default_period: str) -> Outcome:
    return joined([(part, _understand(Sheet(part.table), names, default_period)) for part in parts(table)])


def _understand(sheet: Sheet, names: Names, default_period: str) -> Outcome:
    find_lost_serials(sheet)
    found = kinds(sheet, names)
    if not _has_sides(found) and (outcome := bands.recognise(sheet, names, default_period)):
        return outcome
    if lists.is_list(sheet, found):
        return lists.recognise(sheet, found, names, default_period)
    return crosstab.recognise(sheet, found, names, default_period) or Outcome()


def _has_sides(found: Sequence[Kind]) -> bool:
    """Whether a column names what its rows are; bands have none."""
    return bool(set(found) & {Kind.REGION, Kind.INSTITUTION, Kind.MAJORS, Kind.PERIOD, Kind.UNIT, Kind.SERIAL})


def _unknown(outcomes: Sequence[Outcome], of_prose: Sequence[Indicator]) -> list[Indicator]:
    of_tables = [one for outcome in outcomes for one in outcome.indicators.values()]
    return list({one.key: one for one in (*of_prose, *of_tables)}.values())


def _report(material: Material, report_key: str, names: Names) -> Report:
    return Report(
        key=report_key,
        title=material.title,
        kind=material.kind,
        year=material.year,
        issuer=material.issuer,
        entity=names.home,
        file=material.file,
        sha256=material.sha256,
        line_count=material.line_count,
        origin=material.origin,
        places=material.places,
    )
