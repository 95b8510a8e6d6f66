"""`nianbao load`: put reports in, and say what was found in each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.terms import Status
from tui.celltext import literal
from tui.cli.command import argument, command, option, report_options, word
from tui.cli.faults import told
from tui.cli.progress import progress_bar
from tui.cli.session import Session, pass_session
from tui.i18n import _

if TYPE_CHECKING:
    from db.meta import Connection
    from loaders.load import LoadSummary

FEW = 20
"""Items of a list that are printed unless all are asked for."""


@command(
    "load",
    help=word(
        "Load reports (text, Markdown, DOCX or XLSX) into the database. A report that is there already is replaced.\n"
        "Each file is one transaction: one that is no report is named, and the others are loaded."
    ),
    epilog="nianbao load 报告.txt\nnianbao load report.md --region 庆阳市 --year 2025\nnianbao load qingyang-2025",
)
@argument("files", nargs=-1, required=True, metavar="FILE…", help=word("Reports; or the key of a bundled one."))
@report_options
@option("--all", "everything", is_flag=True, help=word("List all that was not understood, however much."))
@pass_session
def main(session: Session, /, files: tuple[str, ...], everything: bool, **said: Any) -> int:
    with session.writing() as conn:
        return max([told(partial(_load, conn, name, everything, said)) for name in files])


def _load(conn: Connection, name: str, everything: bool, said: dict[str, Any]) -> None:
    """`said` is what the person says of the report: region, year, kind."""
    from loaders.load import load_file

    with progress_bar() as progress:
        summary = load_file(path_of(name), conn, progress=progress, **said)
    for line in lines_of(summary, None if everything else FEW):
        click.echo(line)


def path_of(name: str) -> Path:
    """A file, or the bundled edition of that key."""
    from loaders.bundled import editions

    path = Path(name)
    return path if path.exists() else editions().get(name, path)


def lines_of(summary: LoadSummary, limit: int | None = None) -> Iterator[str]:
    """What was found, and every part that a person should look at."""
    yield f"{summary.report}  {literal(summary.title)}"
    yield "  " + _("tables: {recognised} of {all} recognised").format(recognised=summary.recognised, all=summary.tables)
    yield "  " + _("observations: {count}").format(count=sum(summary.observations.values())) + _by_status(summary)
    yield "  " + _("records: {count}").format(count=summary.records)
    counts = (f"{_(WORDS[type_])} {count}" for type_, count in sorted(summary.entities.items()))
    yield "  " + _("named: {counts}").format(counts=_(", ").join(counts))
    cells = [f"{cell.table} L{cell.line}: {literal(cell.text)}" for cell in summary.cells]
    yield from _listed(_("labels that the dictionary does not know"), list(map(literal, summary.labels)), limit)
    yield from _listed(_("cells that were not understood"), cells, limit)
    quantities = [f"{one.section} L{one.line}: {literal(one.printed)}" for one in summary.quantities]
    yield from _listed(_("quantities in sentences that were not understood"), quantities, limit)
    yield from _listed(_("identities to be checked"), list(map(literal, summary.unsure)), limit)
    yield from _listed(_("hidden sheets, not read"), list(map(literal, summary.left_out)), limit)


WORDS = {"region": word("regions"), "school": word("schools"), "body": word("other bodies"), "major": word("majors")}
STATUS_WORDS = {
    Status.NORMAL: word("as printed"),
    Status.BLANK: word("blank"),
    Status.DASH: word("dashes"),
    Status.NOT_APPLICABLE: word("not applicable"),
    Status.UNREADABLE: word("unreadable"),
    Status.LOST: word("lost"),
    Status.REALIGNED: word("moved back to their column"),
    Status.REPAIRED: word("put together again"),
    Status.DERIVED: word("derived from a printed change"),
}


def _by_status(summary: LoadSummary) -> str:
    counts = [f"{_(STATUS_WORDS[status])} {count}" for status, count in sorted(summary.observations.items())]
    return f" ({_(', ').join(counts)})" if counts else ""


def _listed(heading: str, items: list[str], limit: int | None) -> Iterator[str]:
    if not items:
        return
    yield f"  {heading}: {len(items)}"
    yield from (f"    {item}" for item in items[:limit])
    if limit is not None and len(items) > limit:
        yield "    " + _("and {count} more; --all lists them").format(count=len(items) - limit)
