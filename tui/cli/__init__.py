"""The command line: its commands, loaded when they are called, and what becomes of their faults."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from tui.cli.command import common_options, word
from tui.cli.help import Context, Option, write_epilog, write_help_text
from tui.cli.session import Session
from tui.i18n import _
from tui.settings import Settings

COMMANDS = {
    "show": word("Show a region, a school, a major or an indicator."),
    "compare": word("Set regions side by side."),
    "find": word("Find regions, schools, majors, indicators, findings and printed texts."),
    "tables": word("List the source tables, or show one as it was printed."),
    "gaps": word("Show what the annex forms ask for and a report does not give."),
    "check": word("Check whether the numbers of reports add up, or those of a draft."),
    "export": word("Write a view, all observations or all records as a file."),
    "reports": word("List the reports in the database."),
    "load": word("Load reports into the database."),
    "remove": word("Take reports out of the database."),
    "transcribe": word("Write a report's tables down as an edition."),
    "serve": word("Offer the explorer as a web page to a browser of this machine."),
    "config": word("Show the settings in force, and where they are written down."),
}
"""Module of each command in `tui.cli`, and its line in the help, so that the help needs none of the modules."""


class Group(click.Group):
    """Stands in for its commands until one is called."""

    context_class = Context

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.commands:
            return None
        found = import_module(f"tui.cli.{name}").main
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A first word that is no command may be the address of a view."""
        if args[0] in self.commands or not _may_be_address(args[0]):
            try:
                return super().resolve_command(ctx, args)
            except click.exceptions.NoSuchCommand as fault:
                find = _("To look for a name or a text: nianbao find {text}").format(text=args[0])
                raise click.UsageError(f"{fault.format_message()} {find}", ctx) from None
        from tui.cli.view import main

        return main.name, main, args

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_help_text(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help_text(self, formatter)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(command.help or "")) for name, command in self.commands.items()])

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_epilog(self, formatter)


def _may_be_address(text: str) -> bool:
    from db.address import may_be_address

    return may_be_address(text)


def _show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"nianbao {version('nianbao')}")
        ctx.exit()


@click.group(
    "nianbao",
    cls=Group,
    commands={name: click.Command(name, help=line) for name, line in COMMANDS.items()},
    invoke_without_command=True,
    help=word(
        "Explore China's annual quality reports on vocational education.\n"
        "Without a command the explorer opens; where input or output is no terminal, an overview is printed. "
        "With the address of a view instead of a command it opens there, or prints that view."
    ),
    epilog="nianbao show region 庆阳\nnianbao region:庆阳市/year=2024,2025\nnianbao show school 环县职专\n"
    "nianbao export region:庆阳市 -o 庆阳.csv\nnianbao show --help",
    params=[
        *common_options(),
        Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_show_version,
            help=word("Show the version and exit."),
        ),
        Option(
            ["--fresh"], is_flag=True, help=word("Open the explorer as on the first start, not where one left off.")
        ),
    ],
)
@click.pass_context
def nianbao(ctx: click.Context, fresh: bool) -> int:
    session = ctx.ensure_object(Session)
    session.fresh = fresh
    session.say_faults()
    return 0 if ctx.invoked_subcommand else open_or_overview(session)


def open_or_overview(session: Session) -> int:
    if session.on_terminal:
        from tui.cli.explore import open_explorer

        return open_explorer(session)
    from tui.cli.overview import print_overview

    print_overview(session)
    return 0


def run(words: Sequence[str], settings: Settings) -> int:
    from tui.cli.faults import guarded

    return guarded(lambda: _invoke(words, settings))


def _invoke(words: Sequence[str], settings: Settings) -> object:
    """As `click.Command.main` does, but faults, interrupts and broken pipes go up as they are."""
    try:
        with nianbao.make_context("nianbao", list(words), obj=Session(settings)) as ctx:
            return nianbao.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
