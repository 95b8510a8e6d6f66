"""What the database holds and how to go on, where there is no terminal to open the explorer on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tui.cells import cells, padded
from tui.cli.command import word
from tui.cli.session import Session
from tui.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from db.library import Overview

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
    with session.library() as library:
        overview = library.overview()
    for line in lines_of(overview, session.database):
        click.echo(line)


def lines_of(overview: Overview, database: Path) -> Iterator[str]:
    from tui.celltext import literal

    yield _("nianbao: China's annual quality reports on vocational education")
    yield ""
    for report in overview.reports:
        yield f"  {report.key}  {literal(report.title)}  {literal(report.issuer)}"
    yield ""
    yield _("{tables} tables, {observations} figures, {records} records; {schools} schools, {majors} majors").format(
        tables=overview.tables,
        observations=overview.observations,
        records=overview.records,
        schools=overview.schools,
        majors=overview.majors,
    )
    yield _("Database: {path}").format(path=database)
    yield ""
    width = max(map(cells, EXAMPLES))
    yield from (f"  {padded(example, width)}  {_(meaning)}" for example, meaning in EXAMPLES.items())
