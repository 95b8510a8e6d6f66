"""`nianbao ADDRESS`: opens the explorer at a view; where there is no terminal, prints the view."""

from __future__ import annotations

import click

from tui.cli.command import argument, command, word
from tui.cli.session import Session, pass_session
from tui.i18n import _


@command("view", help=word("Open the explorer at a view; where input or output is no terminal, print the view."))
@argument("address", help=word("KIND[:NAME,…][/key=value…]"))
@argument("name", required=False, help=word("Its name, where the address is only a kind: region 庆阳."))
@pass_session
def main(session: Session, address: str, name: str | None) -> int:
    from db.address import KINDS, ViewRequest
    from tui.cli.naming import requested

    if name and address not in KINDS:
        raise click.UsageError(_("The address {address} names already what is shown.").format(address=address))
    address = str(ViewRequest(address, (name,))) if name else address
    with session.library() as library:
        request = requested(library, address)
        view = library.view(request)  # what is wrong with it is said here, not on a screen that opens
        if not session.on_terminal:
            from tui.cli.printer import print_view

            print_view(view)
            return 0
    from tui.cli.explore import open_explorer

    return open_explorer(session, request)
