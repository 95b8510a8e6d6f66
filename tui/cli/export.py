"""`nianbao export`: any view as a file, or on standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.export import ENCODINGS, EXTRAS
from tui.cli.command import argument, command, option, word
from tui.cli.faults import say
from tui.cli.naming import requested
from tui.cli.session import Session, pass_session
from tui.exporting import FORMATS, file_for
from tui.i18n import _, language

if TYPE_CHECKING:
    from db.export import Options

BINARY = ("xlsx", "parquet", "png")


@command(
    "export",
    help=word(
        "Write a view as a file: its rows, columns and order, numbers ungrouped, missing ones empty.\n"
        "An address is KIND[:NAME,…][/key=value…]; `observations` and `records` are everything, with fixed headers.\n"
        "A chart (SVG, PNG) has chart=COLUMN, chart=row.KEY or, for lines over years, chart=lines.KEY in its address;\n"
        "at=NAME sets a bar off."
    ),
    epilog="nianbao export observations -o observations.csv\nnianbao export region:庆阳市/year=2024,2025 -o 庆阳.xlsx\n"
    "nianbao export observations/report=gansu-2024 --format json\nnianbao export table:gansu-2024,表3 > 表3.csv\n"
    "nianbao export region:庆阳市 -o 庆阳.csv --encoding gb18030 --sidecar\n"
    "nianbao export region:庆阳市 -o 庆阳.xlsx --with status,unit,source\n"
    "nianbao export indicator:升学率/chart=y2024/sort=-y2024 -o 升学率.png\n"
    "nianbao export region:庆阳市/chart=lines.entrants -o 招生数.svg",
)
@argument("address", help=word("What is to be written."))
@option("--format", "form", type=click.Choice(FORMATS), help=word("Else by the name of the file; else csv."))
@option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help=word("File to write."))
@option("--encoding", type=click.Choice(ENCODINGS), help=word("Of a CSV file; else that of the settings."))
@option(
    "--with",
    "extras",
    metavar="COLUMN,…",
    default="",
    help=word("Columns beside those with figures: status, unit, source."),
)
@option("--sidecar", is_flag=True, help=word("Write a note beside the file: sources, filters, notes, findings."))
@option("--force", is_flag=True, help=word("Replace the file if it is there."))
@pass_session
def main(session: Session, /, address: str, output: Path | None, form: str | None, **how: Any) -> None:
    from db.address import parse_address
    from db.export import Words, save, write_view
    from tui.celltext import file_heading

    parse_address(address)  # what is wrong with it comes before the database is opened
    output, form = file_for(output, form or "") if output else (None, form or FORMATS[0])
    _check(form, output, how)
    options, words = _options(session, **how), Words(file_heading, _, glossed=language() == "en")
    with session.library() as library:
        view = library.view(requested(library, address))
        if output is None:
            write_view(view, form, sys.stdout.buffer, words, options, library)
            return
        rows = save(view, output, form, words, options, library)
    say(_("Written: {path} (rows: {count})").format(path=output, count=rows))


def _options(session: Session, *, encoding: str | None, extras: str, sidecar: bool, force: bool) -> Options:
    from db.export import Options

    return Options(encoding or session.settings.encoding, _extras(extras), sidecar, force)


def _check(form: str, output: Path | None, how: dict[str, Any]) -> None:
    """UsageError for what does not go together."""
    if output is None and form in BINARY and sys.stdout.isatty():
        raise click.UsageError(_("{format} is nothing to look at; name a file with -o.").format(format=form))
    if output is None and how["sidecar"]:
        raise click.UsageError(_("A note is written beside a file; name one with -o."))
    if how["encoding"] and form != "csv":
        raise click.UsageError(_("Only CSV has a choice of encoding."))


def _extras(text: str) -> tuple[str, ...]:
    extras = tuple(filter(None, (part.strip() for part in text.replace("，", ",").split(","))))
    for extra in extras:
        if extra not in EXTRAS:
            raise click.BadParameter(
                _("“{value}” is none of: {known}.").format(value=extra, known=", ".join(EXTRAS)),
                param_hint="--with",
            )
    return tuple(extra for extra in EXTRAS if extra in extras)
