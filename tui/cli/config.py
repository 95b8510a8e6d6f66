"""`nianbao config`: where the settings are written down, and those in force with where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import click

from tui.cells import cells, padded
from tui.cli.command import command, option, word
from tui.cli.session import Session, pass_session
from tui.i18n import _, language, translate
from tui.settings import AUTO, KEYS, SETTINGS, Settings

ORIGINS = {"": word("default"), "file": word("file"), "environment": word("environment"), "option": word("option")}
MEANINGS = {
    "language": word("language of the interface; auto: that of the locale"),
    "theme": word("colours; auto: those chosen last with ctrl+t, else what the terminal can show"),
    "encoding": word("encoding of CSV files; utf-8-sig: with a byte-order mark, for Excel"),
    "signs": word("signs that are drawn; auto: ascii on a Linux console, else unicode"),
    "ambiguous_width": word("cells of characters such as “ ” — ① ℃; auto: the terminal is asked"),
}
KEYS_MEANING = word('keys of actions by their ids, one or several: help = ["f1", "?"]')


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
        from tui.cli.output import save_text

        with suppress(OSError):  # said when the file is written
            settings.path.parent.mkdir(parents=True, exist_ok=True)
        save_text("\n".join(template()) + "\n", settings.path, overwrite=False)
        say(_("Written: {path}").format(path=settings.path))
    if only_path:
        click.echo(settings.path)
    elif not init:
        for line in lines_of(settings, _option_language(ctx)):
            click.echo(line)


def _option_language(ctx: click.Context) -> str:
    """What --lang says, here or before the command."""
    given = [c.get_parameter_source("lang") for c in (ctx, ctx.parent) if c]
    return language() if any(source and source.name == "COMMANDLINE" for source in given) else ""


def lines_of(settings: Settings, named: str) -> Iterator[str]:
    """The file, then every setting with its value, where that comes from and what it means."""
    there = settings.path.is_file()
    yield (
        translate("File: {path}", path=settings.path)
        if there
        else translate(word("File: {path} (there is none; `nianbao config --init` writes one)"), path=settings.path)
    )
    yield ""
    rows = [_row(settings, name, named) for name in SETTINGS]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    yield from ("  ".join(map(padded, row, widths)).rstrip() for row in rows)
    if settings.keys:
        yield ""
        yield _("Keys:")
        wide = max(map(cells, settings.keys))
        yield from (f"  {padded(id_, wide)}  {keys}" for id_, keys in settings.keys.items())


def _row(settings: Settings, name: str, named: str) -> tuple[str, str, str, str]:
    value, origin = str(getattr(settings, name)), settings.origins.get(name, "")
    if name == "language" and named:
        value, origin = named, "option"
    shown = f"{value} ({language()})" if name == "language" and value == AUTO else value
    return name, shown, _(ORIGINS[origin]), _(MEANINGS[name])


def template() -> Iterator[str]:
    """A file in which every setting stands as a comment with its default."""
    from tui.actions import ACTIONS

    yield "# " + _("Settings of nianbao. Take the # away from a line to have it in force.")
    for name, setting in SETTINGS.items():
        yield ""
        yield f"# {_(MEANINGS[name])}"
        yield f"# {' | '.join(setting.values)}"
        yield f'# {name} = "{setting.values[0]}"'
    yield ""
    yield f"# {_(KEYS_MEANING)}"
    yield f"[{KEYS}]"
    wide = max(len(action.id) for action in ACTIONS)
    for action in ACTIONS:
        keys = [key for key in action.keys.split() if key != "ideographic_space"]
        value = f'"{keys[0]}"' if len(keys) == 1 else "[" + ", ".join(f'"{key}"' for key in keys) + "]"
        given = f" = {value}" if keys else ""  # an action that has no key of its own may be given one
        yield f"# {action.id:{wide}}{given}  # {_(action.label)}"
