"""`nianbao transcribe`: the edition of a report, its tables as printed and none of its sentences."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.command import argument, command, option, report_options, word
from tui.cli.faults import say
from tui.i18n import _


@command(
    "transcribe",
    help=word(
        "Write the tables of a report down as an edition: as printed, each row led by its line in the published text."
    ),
    epilog="nianbao transcribe 报告.txt\nnianbao transcribe 报告.txt -o edition.md",
)
@argument("file", type=click.Path(path_type=Path), help=word("A report."))
@option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help=word("File to write."))
@option("--force", is_flag=True, help=word("Replace the file if it is there."))
@report_options
def main(file: Path, output: Path | None, force: bool, region: str, year: int, kind: str) -> None:
    from loaders.edition import write_edition
    from loaders.read import read_report
    from tui.cli.output import save_text, write_text

    material = read_report(file, region=region, year=year, kind=kind)
    edition = write_edition(material)
    if output is None:
        write_text(edition)
    else:
        save_text(edition, output, force)
        say(_("Written: {path} (tables: {count})").format(path=output, count=len(material.tables)))
