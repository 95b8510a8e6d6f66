"""`nianbao compare`: regions, or schools, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.command import argument, command, option, word
from tui.cli.naming import name_of, years_of
from tui.cli.session import Session, pass_session

if TYPE_CHECKING:
    from db.address import ViewRequest
    from db.library import Library


@command(
    "compare",
    help=word("Set regions side by side, or schools."),
    epilog="nianbao compare 庆阳 平凉\nnianbao compare 庆阳 平凉 兰州 --year 2024 --indicator 办学规模,rates\n"
    "nianbao compare 庆阳 天水 --per student --sort -difference --changed\nnianbao compare 庆阳 天水 --rank\n"
    "nianbao compare 庆阳 --among 天水,平凉,定西 --year 2024\nnianbao compare 环县职专 西峰职专",
)
@argument(
    "names", nargs=-1, required=True, metavar="NAME…", help=word("Regions or schools, two or more; by name or by code.")
)
@option("--year", metavar="YEAR,…", help=word("Years to show."))
@option("--indicator", metavar="NAME,…", default="", help=word("Only these indicators; chapters by name, or rates."))
@option("--per", type=click.Choice(["student", "teacher"]), help=word("Counts divided by students or by teachers."))
@option("--changed", is_flag=True, help=word("Only rows that differ."))
@option("--rank", is_flag=True, help=word("Beside each figure its rank among the regions of the same level."))
@option("--among", metavar="NAME,…", default="", help=word("Rank among these regions instead."))
@option("--sort", metavar="COLUMN", help=word("Column to sort by, - first for descending: -difference."))
@pass_session
def main(session: Session, /, names: tuple[str, ...], year: str | None, indicator: str, **arranged: str | bool) -> None:
    from tui.cli.printer import print_view

    with session.library() as library:
        request = _request(library, names).having(
            year=years_of(year),
            indicator=_listed(indicator),
            only="changed" if arranged["changed"] else None,
            rank="yes" if arranged["rank"] else None,
            among=tuple(name_of(library, "region", name) for name in _listed(str(arranged["among"]))),
            **{key: str(arranged[key] or "") for key in ("per", "sort")},
        )
        print_view(library.view(request))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.replace("，", ",").split(",")))


def _request(library: Library, names: tuple[str, ...]) -> ViewRequest:
    """Regions or schools; when both are named, the view says that they do not go together."""
    from db.address import ViewRequest

    found = [_named(library, name) for name in names]
    request = ViewRequest("compare", tuple(key for _kind, key in found))
    return request.having(type="school" if all(kind == "school" for kind, _key in found) else None)


def _named(library: Library, name: str) -> tuple[str, str]:
    """Kind and key: a region, else a school. What is neither is an unknown region."""
    from db.errors import UnknownNameError

    try:
        return "region", name_of(library, "region", name)
    except UnknownNameError as unknown:
        try:
            return "school", name_of(library, "school", name)
        except UnknownNameError:
            raise unknown from None
