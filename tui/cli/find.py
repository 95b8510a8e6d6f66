"""`nianbao find TEXT`: everything that is called so, or in which it is printed."""

from __future__ import annotations

import click

from tui.cli.command import argument, command, option, word
from tui.cli.session import Session, pass_session


@command(
    "find",
    help=word(
        "Find regions, schools, majors, indicators, titles, findings and places where a text is printed.\n"
        "By any part of a name, its pinyin or initials; a mistake is forgiven. Finding nothing makes the exit code 1."
    ),
    epilog="nianbao find 环县职专\nnianbao find hxzz\nnianbao find 庆阳 招生数\nnianbao find 电梯 -n 3",
)
@argument("text", nargs=-1, required=True, metavar="TEXT", help=word("What to look for; several words must all fit."))
@option("-n", "--limit", type=click.IntRange(1), help=word("Rows to show of each group (12)."))
@pass_session
def main(session: Session, text: tuple[str, ...], limit: int | None) -> None:
    from db.address import ViewRequest
    from db.errors import UnknownNameError, fault
    from db.view import RowKind
    from tui.cli.printer import print_view
    from tui.findable import found, is_nothing

    wanted = " ".join(text)
    with session.library() as library:
        view = found(library, ViewRequest("find", (wanted,)).having(limit=str(limit) if limit else None))
        if is_nothing(view):
            raise UnknownNameError(
                fault("There is nothing called “{name}” here."),
                nearest=tuple(row.cells[0].text for row in view.rows() if row.kind is RowKind.DATA),
                name=wanted,
            )
        print_view(view)
