"""`nianbao show`: one region, school, major or indicator, or the list of all of them."""

from __future__ import annotations

import click

from tui.cli.command import argument, command, option, word
from tui.cli.naming import entity_request, requested, years_of
from tui.cli.session import Session, pass_session
from tui.i18n import _

KINDS = ("region", "school", "major", "indicator")


class KindOrAddress(click.Choice[str]):
    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from db.address import may_be_address

        return value if may_be_address(value) else super().convert(value, param, ctx)


@command(
    "show",
    help=word(
        "Show a region, a school, a major or an indicator; without a name, the list of all of them.\n"
        "Or any view by its address, KIND[:NAME,…][/key=value…]."
    ),
    epilog="nianbao show region 庆阳 --year 2024,2025\nnianbao show region 庆阳 --face peers --year 2024\n"
    "nianbao show school 环县职专\nnianbao show major 护理\nnianbao show indicator 招生数\nnianbao show region\n"
    "nianbao show compare:庆阳市,天水市/year=2024",
)
@argument(
    "kind",
    type=KindOrAddress(KINDS),
    metavar="KIND|ADDRESS",
    help=word("region, school, major or indicator; or the address of a view."),
)
@argument("name", required=False, help=word("Its name, in full, short or as a report prints it; or its code."))
@option("--year", metavar="YEAR,…", help=word("Years to show."))
@option("--code", metavar="CODE", default="", help=word("Code of the one that is meant, where several have the name."))
@option(
    "--face", type=click.Choice(["profile", "peers"]), help=word("Of a region: its figures, or its place among peers.")
)
@pass_session
def main(session: Session, kind: str, name: str | None, year: str | None, code: str, face: str | None) -> None:
    from tui.cli.printer import print_view

    with session.library() as library:
        if kind in KINDS:
            request = entity_request(library, kind, name or "", code)
        else:
            request = requested(library, f"{kind}:{name}" if name and _is_kind(kind) else kind)
            if code or (name and not _is_kind(kind)):
                raise click.UsageError(_("The address {address} names already what is shown.").format(address=kind))
        chosen = {"year": years_of(year), "face": face}
        print_view(library.view(request.having(**{key: value for key, value in chosen.items() if value})))


def _is_kind(address: str) -> bool:
    """The kind of a view alone, after which its name may stand apart."""
    from db.address import KINDS as EVERY

    return address in EVERY
