"""What the database holds and how to go on, where there is no terminal to open the explorer on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cells import cells, padded
from tui.cli.command import word
from tui.cli.session import Session
from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXAMPLES = {
    "nianbao": word("open the explorer (in a terminal)"),
    "nianbao show region 庆阳": word("a region, its years side by side"),
    "nianbao show school 环县职业中等专业学校": word("the record of a school"),
    "nianbao tables": word("the source tables as printed"),
    "nianbao export observations -o observations.csv": word("every figure with its source, as a file"),
    "nianbao load FILE…": word("another report"),
    "nianbao --help": word("all commands"),
}


def print_overview(session: Session) -> None:
    """The view with which the explorer opens, and what to type."""
    from db.address import ViewRequest
    from tui.cli.printer import print_view

    click.echo(_("nianbao: China's annual quality reports on vocational education"))
    with session.library() as library:
        print_view(library.view(ViewRequest("overview")))
    for line in lines_below(session.database):
        click.echo(line)


def lines_below(database: Path) -> Iterator[str]:
    yield ""
    yield _("Database: {path}").format(path=database)
    yield ""
    width = max(map(cells, EXAMPLES))
    yield from (f"  {padded(example, width)}  {_(meaning)}" for example, meaning in EXAMPLES.items())
