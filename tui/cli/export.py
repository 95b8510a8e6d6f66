"""`nianbao export`: any view as a file, or on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.cli.command import argument, command, option, word
from tui.cli.faults import say
from tui.cli.session import Session, pass_session
from tui.i18n import _

FORMATS = ("csv", "json", "xlsx", "parquet")
BINARY = ("xlsx", "parquet")


@command(
    "export",
    help=word(
        "Write a view as a file: its rows, columns and order, numbers ungrouped, missing ones empty.\n"
        "An address is KIND[:NAME,…][/key=value…]; `observations` and `records` are everything, with fixed headers."
    ),
    epilog="nianbao export observations -o observations.csv\nnianbao export region:庆阳市/year=2024,2025 -o 庆阳.xlsx\n"
    "nianbao export observations/report=gansu-2024 --format json\nnianbao export table:gansu-2024,表3 > 表3.csv",
)
@argument("address", help=word("What is to be written."))
@option("--format", "form", type=click.Choice(FORMATS), help=word("Else by the name of the file; else csv."))
@option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help=word("File to write."))
@option("--force", is_flag=True, help=word("Replace the file if it is there."))
@pass_session
def main(session: Session, address: str, form: str | None, output: Path | None, force: bool) -> None:
    from db.address import parse_address
    from db.export import save, write_view
    from tui.celltext import heading

    request = parse_address(address)
    form = form or form_of(output)
    if output is None and form in BINARY and sys.stdout.isatty():
        raise click.UsageError(_("{format} is nothing to look at; name a file with -o.").format(format=form))
    with session.library() as library:
        view = library.view(request)
        if output is None:
            write_view(view, form, sys.stdout.buffer, heading, _)
            return
        rows = save(view, output, form, heading, _, overwrite=force)
    say(_("Written: {path} ({count} rows)").format(path=output, count=rows))


def form_of(output: Path | None) -> str:
    """The format that a file's name asks for."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return suffix if suffix in FORMATS else "csv"
