"""`nianbao compare`: regions side by side."""

from __future__ import annotations

from tui.cli.command import argument, command, option, word
from tui.cli.naming import name_of, years_of
from tui.cli.session import Session, pass_session


@command(
    "compare",
    help=word("Set regions side by side."),
    epilog="nianbao compare 庆阳 平凉\nnianbao compare 庆阳 平凉 兰州 --year 2024",
)
@argument("names", nargs=-1, required=True, metavar="NAME…", help=word("Regions, two or more; by name or by code."))
@option("--year", metavar="YEAR,…", help=word("Years to show."))
@pass_session
def main(session: Session, names: tuple[str, ...], year: str | None) -> None:
    from db.address import ViewRequest
    from tui.cli.printer import print_view

    with session.library() as library:
        request = ViewRequest("compare", tuple(name_of(library, "region", name) for name in names))
        print_view(library.view(request.having(year=years_of(year))))
