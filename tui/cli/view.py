"""`nianbao ADDRESS`: opens the explorer at a view; where there is no terminal, prints the view."""

from __future__ import annotations

from tui.cli.command import argument, command, word
from tui.cli.session import Session, pass_session


@command("view", help=word("Open the explorer at a view; where input or output is no terminal, print the view."))
@argument("address", help=word("KIND[:NAME,…][/key=value…]"))
@pass_session
def main(session: Session, address: str) -> int:
    from tui.cli.naming import requested

    with session.library() as library:
        request = requested(library, address)
        view = library.view(request)  # what is wrong with it is said here, not on a screen that opens
        if not session.on_terminal:
            from tui.cli.printer import print_view

            print_view(view)
            return 0
    from tui.cli.explore import open_explorer

    return open_explorer(session, request)
