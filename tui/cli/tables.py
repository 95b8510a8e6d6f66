"""`nianbao tables`: the source tables, as a list or as printed."""

from __future__ import annotations

from tui.cli.command import argument, command, word
from tui.cli.session import Session, pass_session


@command(
    "tables",
    help=word("List the source tables of all reports or of one; with a table, show it as it was printed."),
    epilog="nianbao tables\nnianbao tables qingyang-2025\nnianbao tables gansu-2024 表3",
)
@argument("report", required=False, help=word("Key of a report; see `nianbao reports`."))
@argument("table", required=False, help=word("Key of a table; see `nianbao tables REPORT`."))
@pass_session
def main(session: Session, report: str | None, table: str | None) -> None:
    from db.address import ViewRequest
    from tui.cli.printer import print_view

    names = tuple(filter(None, (report, table)))
    with session.library() as library:
        print_view(library.view(ViewRequest("table" if table else "tables", names)))
