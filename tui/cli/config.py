"""`nianbao config`: where the settings are written down, and those in force with where each comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tui.cells import cells, padded
from tui.cli.command import command, option, word
from tui.cli.session import Session, pass_session
from tui.i18n import _, language, translate
from tui.settings import Settings
from tui.settings_file import lines_of, write_template


@command(
    "config",
    help=word(
        "Show the settings in force, where each comes from, and the file in which they are written down.\n"
        "An option stands before the environment, the environment before the file, the file before the default."
    ),
    epilog="nianbao config\nnianbao config --init\nnianbao config --path",
)
@option("--path", "only_path", is_flag=True, help=word("Print only where the file is."))
@option("--init", is_flag=True, help=word("Write a file with all settings to choose from; one that is there stays."))
@pass_session
@click.pass_context
def main(ctx: click.Context, session: Session, only_path: bool, init: bool) -> None:
    settings = session.settings
    if init:
        from tui.cli.faults import say

        write_template(settings.path)
        say(_("Written: {path}").format(path=settings.path))
    if only_path:
        click.echo(settings.path)
    elif not init:
        for line in _printed(settings, _option_language(ctx)):
            click.echo(line)


def _option_language(ctx: click.Context) -> str:
    """What --lang says, here or before the command."""
    given = [c.get_parameter_source("lang") for c in (ctx, ctx.parent) if c]
    return language() if any(source and source.name == "COMMANDLINE" for source in given) else ""


def _printed(settings: Settings, named: str) -> Iterator[str]:
    """The file, then every setting, then the keys that were chosen."""
    there = settings.path.is_file()
    yield (
        translate("File: {path}", path=settings.path)
        if there
        else translate(word("File: {path} (there is none; `nianbao config --init` writes one)"), path=settings.path)
    )
    yield ""
    rows = lines_of(settings, named)
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    yield from ("  ".join(map(padded, row, widths)).rstrip() for row in rows)
    if settings.keys:
        yield ""
        yield _("Keys:")
        wide = max(map(cells, settings.keys))
        yield from (f"  {padded(id_, wide)}  {keys}" for id_, keys in settings.keys.items())
