"""Any file that holds a report, read into its material: a published text, or an edition of one."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from db.period import find_period
from loaders.decode import decode, read_bytes
from loaders.edition import is_edition, material_of
from loaders.material import Material, PrintedTable


def read_report(path: Path, *, region: str = "", year: int = 0, kind: str = "") -> Material:
    """The report in a file, tables put together; LoadError with one sentence when there is none.

    `region` (name or code), `year` and `kind` say what the title does not; an edition says all of it itself.
    """
    data = read_bytes(path)
    text = decode(data, path)
    if is_edition(text):
        return material_of(text, path)
    return _published(text, path.name, sha256(data).hexdigest(), region=region, year=year, kind=kind)


def _published(text: str, file: str, digest: str, *, region: str, year: int, kind: str) -> Material:
    from loaders.assemble import assemble
    from loaders.identify import identify
    from loaders.text import document_of

    document = document_of(text, file, digest)
    tables = assemble(document)
    who = identify(document, region=region, year=year, kind=kind, tables=len(tables))
    period = find_period(who.title)
    return Material(
        title=who.title,
        issuer=who.issuer,
        region=who.region,
        kind=who.kind,
        year=who.year,
        file=file,
        sha256=digest,
        line_count=document.line_count,
        tables=tuple(_in_school_year(table, period) for table in tables),
        school=who.school,
    )


def _in_school_year(table: PrintedTable, period: str) -> PrintedTable:
    """A table that names no period is of the report's; of a report on a school year it is that school year."""
    return replace(table, period=period) if "/" in period and not table.period else table
