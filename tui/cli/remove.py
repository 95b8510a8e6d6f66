"""`nianbao remove`: take reports out."""

from __future__ import annotations

import click

from tui.cli.command import argument, command, word
from tui.cli.faults import say
from tui.cli.session import Session, pass_session
from tui.i18n import _


@command(
    "remove",
    help=word(
        "Take reports out of the database, with all that only they say. A bundled one is loaded again by its key."
    ),
    epilog="nianbao remove qingyang-2025\nnianbao load qingyang-2025",
)
@argument("reports", nargs=-1, required=True, metavar="REPORT…", help=word("Keys of reports; see `nianbao reports`."))
@pass_session
def main(session: Session, reports: tuple[str, ...]) -> None:
    from db.write import remove_report
    from loaders.bundled import editions

    with session.writing() as conn:
        for key in reports:
            remove_report(conn, key)
            click.echo(_("Removed: {report}").format(report=key))
            if key in editions():
                say(_("It comes with the program; `nianbao load {report}` brings it back.").format(report=key))
