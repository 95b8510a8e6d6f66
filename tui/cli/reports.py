"""`nianbao reports`: what is in the database."""

from __future__ import annotations

from tui.cli.command import command, word
from tui.cli.session import Session, pass_session

COLUMNS = ("report", "title", "issuer", "year", "tables", "figures", "records", "origin")
"""What fits a terminal; `nianbao export reports` has all."""


@command("reports", help=word("List the reports in the database."))
@pass_session
def main(session: Session) -> None:
    from db.address import ViewRequest
    from tui.cli.printer import print_view

    with session.library() as library:
        print_view(library.view(ViewRequest("reports").having(columns=COLUMNS)))
