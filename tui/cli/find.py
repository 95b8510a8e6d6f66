"""`nianbao find TEXT`: everything that is called so, or in which it is printed."""

from __future__ import annotations

import click

from tui.cli.command import argument, command, option, word
from tui.cli.session import Session, pass_session


@command(
    "find",
    help=word(
        "Find regions, schools, majors, indicators, findings and places where a text is printed.\n"
        "By any part of a name, its pinyin or initials; a mistake is forgiven. Finding nothing makes the exit code 1."
    ),
    epilog="nianbao find 环县职专\nnianbao find hxzz\nnianbao find biyequxiang\nnianbao find 电梯 -n 3",
)
@argument("text", nargs=-1, required=True, metavar="TEXT", help=word("What to look for; several words must all fit."))
@option("-n", "--limit", type=click.IntRange(1), help=word("Rows to show of each group (12)."))
@pass_session
def main(session: Session, text: tuple[str, ...], limit: int | None) -> None:
    from db.address import ViewRequest
    from tui.cli.printer import print_view

    wanted = " ".join(text)
    with session.library() as library:
        view = library.view(ViewRequest("find", (wanted,)).having(limit=str(limit) if limit else None))
        if not view.count:
            library.resolve("", wanted)  # says that there is nothing of this name, and what is nearest
        print_view(view)
