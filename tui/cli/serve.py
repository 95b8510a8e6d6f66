"""`nianbao serve`: the explorer in a browser of this machine, for someone who has no terminal."""

from __future__ import annotations

import click

from db.errors import fault
from tui.cli.command import command, option, word
from tui.cli.faults import say
from tui.cli.session import Session, pass_session
from tui.i18n import translate

INSTALLING = fault("`nianbao serve` needs textual-serve; install it with: pip install 'nianbao[serve]'")


@command(
    "serve",
    help=word(
        "Offer the explorer as a web page on 127.0.0.1, for a browser of this machine and no other.\n"
        "Each page that is opened is an explorer of its own; Ctrl-C ends them all."
    ),
    epilog="nianbao serve\nnianbao serve --port 8080 --db 庆阳.db",
)
@option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help=word("Where it listens."),
)
@pass_session
def main(session: Session, port: int) -> None:
    from db.errors import NianbaoError

    try:
        from tui.browser import Pages
    except ModuleNotFoundError as absent:
        if (absent.name or "").startswith(("tui", "db")):
            raise
        raise NianbaoError(INSTALLING) from absent
    Pages(session.database, port).run(_say_address)


def _say_address(url: str) -> None:
    say(translate(word("nianbao is there for a browser of this machine until Ctrl-C: {url}"), url=url))
