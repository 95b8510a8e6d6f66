"""The form of every command: its words are message ids, and `--db` and `--lang` may stand behind it, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.cli.help import Context, Option, write_epilog, write_help_text
from tui.cli.session import Session
from tui.i18n import LOCALES, _


def word(text: str) -> str:
    """Mark a message id for the catalogs; gives it back unchanged (as `db.view.word`, without its imports)."""
    return text


class Command(click.Command):
    """`help` and the help of its options are message ids; `epilog` holds examples as they are typed, one a line."""

    context_class = Context

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.params += common_options()

    def format_help_text(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help_text(self, formatter)

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_epilog(self, formatter)


def common_options() -> list[click.Parameter]:
    """The language is chosen before anything is parsed (`tui.__main__`): here its option is only checked."""
    return [
        Option(
            ["--db"],
            metavar="FILE",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_name_database,
            help=word("Database to use (else NIANBAO_DB, else one in your data folder)."),
        ),
        Option(
            ["--lang"],
            type=click.Choice(list(LOCALES)),
            expose_value=False,
            help=word("Language of the interface (else NIANBAO_LANG, else that of the locale)."),
        ),
    ]


def _name_database(ctx: click.Context, _option: click.Parameter, path: Path | None) -> None:
    if path is not None:
        ctx.ensure_object(Session).name_database(path)


Decorated = TypeVar("Decorated", bound=Callable[..., object])


def command(name: str, **attributes: Any) -> Callable[[Callable[..., object]], Command]:
    return click.command(name, cls=Command, **attributes)


class Argument(click.Argument):
    """A positional argument whose help is a message id."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        return self.make_metavar(ctx), _(self.help or "")


def argument(name: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    return click.argument(name, cls=Argument, **attributes)


def option(*names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    return click.option(*names, cls=Option, **attributes)


def report_options(function: Decorated) -> Decorated:
    """What a person says of a report where its title does not: `region`, `year` (0: not said) and `kind`."""
    kinds = click.Choice(["", "province", "prefecture", "county", "school"])
    years = click.IntRange(0, 2100)
    for add in (
        option("--kind", type=kinds, default="", metavar="KIND",
               help=word("Whose it is, likewise: province, prefecture, county or school.")),
        option("--year", type=years, default=0, metavar="YEAR", help=word("Its year, likewise.")),
        option("--region", default="", metavar="REGION", help=word("Region of the report, if its title lacks it.")),
    ):  # fmt: skip
        function = add(function)
    return function
