"""`nianbao load`: put reports in, and say what was found in each."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.command import argument, command, option, report_options, word
from tui.cli.faults import told
from tui.cli.progress import progress_bar
from tui.cli.session import Session, pass_session
from tui.found import lines_of

if TYPE_CHECKING:
    from db.meta import Connection

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
