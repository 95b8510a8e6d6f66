"""`nianbao gaps`: what the forms in the annex of a report ask for, and what of it the report gives."""

from __future__ import annotations

from tui.cli.command import argument, command, word
from tui.cli.session import Session, pass_session


@command(
    "gaps",
    help=word(
        "Hold a report against the six annex forms: which figures it gives, which can be computed from those or are "
        "printed otherwise defined, and which are blank or not in it.\n"
        "Without a report, count them for each one that is loaded."
    ),
    epilog="nianbao gaps\nnianbao gaps qingyang-2025",
)
@argument("report", required=False, help=word("Key of a report; see `nianbao reports`."))
@pass_session
def main(session: Session, report: str | None) -> None:
    from db.address import ViewRequest
    from tui.cli.printer import print_view

    with session.library() as library:
        print_view(library.view(ViewRequest("gaps", (report,) if report else ())))
