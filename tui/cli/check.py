"""`nianbao check`: the findings of the audit, of what is loaded or of a draft that is read and never stored."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.celltext import file_heading
from tui.cli.command import argument, command, option, report_options, word
from tui.cli.faults import say
from tui.cli.findings import markdown, text_lines
from tui.cli.reading import FEW, read_line, unread_lines
from tui.cli.session import Session, pass_session
from tui.i18n import _

if TYPE_CHECKING:
    from db.address import ViewRequest
    from db.export import Sheet
    from db.library import Library

FORMATS = ("text", "csv", "json", "xlsx", "md")
CLASSES = ("mismatch", "inconsistent", "verify", "scope", "conversion")


@command(
    "check",
    help=word(
        "Check whether the numbers of a report add up, agree with each other and with earlier reports.\n"
        "Without a name all loaded reports are checked; a file is read and checked, but not stored. Both sides are "
        "shown with their sources; which one is right is not said. At the end stands what of it was not understood. "
        "With --strict a mismatch makes the exit code 1."
    ),
    epilog="nianbao check\nnianbao check gansu-2024 --class mismatch\nnianbao check draft.docx --strict\n"
    "nianbao check draft.txt --region 庆阳市 --year 2026 -o findings.xlsx",
)
@argument("report", required=False, metavar="REPORT|FILE", help=word("Key of a loaded report, or a file."))
@option("--strict", is_flag=True, help=word("Exit with 1 if there is a mismatch."))
@option("--class", "classes", multiple=True, type=click.Choice(CLASSES), help=word("Findings of this class only."))
@option("--rule", "rules", multiple=True, metavar="RULE", help=word("Findings by this rule only."))
@option("--format", "form", type=click.Choice(FORMATS), help=word("Else by the name of the file; else text."))
@option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help=word("File to write."))
@option("--force", is_flag=True, help=word("Replace the file if it is there."))
@option("--all", "everything", is_flag=True, help=word("List all that was not understood, however much."))
@report_options
@pass_session
def main(  # noqa: PLR0913 -- one for each option
    session: Session,
    /,
    *,
    report: str | None,
    strict: bool,
    classes: tuple[str, ...],
    rules: tuple[str, ...],
    form: str | None,
    output: Path | None,
    force: bool,
    everything: bool,
    **said: Any,
) -> int:
    form = form or _form_of(output)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(_("{format} is nothing to look at; name a file with -o.").format(format=form))
    with _checked(session, report, said) as (library, names):
        request = _request(names, classes, rules)
        library.view(request)  # faults of names and options come before anything is written
        told = library.findings(names, rules=rules, classes=classes)
        limit = None if everything else FEW
        if form in ("csv", "json", "xlsx"):
            _write(library, request, form, output, force)
            _say_all(unread_lines(library, names, limit))
        elif form == "md" or output is not None:
            _write_text(markdown(library, names, told, limit), output, force)
            _say_all([read_line(library, names)])
        else:
            for line in text_lines(library, names, told, limit):
                click.echo(line)
    hard = any(f.severity == "mismatch" and f.waiver is None for f in told)
    return 1 if strict and hard else 0


def _form_of(output: Path | None) -> str:
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return suffix if suffix in FORMATS else "md" if output else "text"


@contextmanager
def _checked(session: Session, report: str | None, said: dict[str, Any]) -> Iterator[tuple[Library, tuple[str, ...]]]:
    """The library to look in, and the reports that are meant; none: all."""
    path = Path(report) if report else None
    if path is not None and path.is_file():
        with _beside(session, path, said) as (library, key):
            yield library, (key,)
        return
    with session.library() as library:
        yield library, (report,) if report else ()


@contextmanager
def _beside(session: Session, path: Path, said: dict[str, Any]) -> Iterator[tuple[Library, str]]:
    """A draft put into a copy of the database, so that it meets the reports that came before it."""
    from contextlib import closing

    from db.library import Library
    from db.store import copy_in_memory
    from loaders.load import load_file

    session.ensure_built()
    with closing(copy_in_memory(session.database)) as conn:
        summary = load_file(path, conn, **said)
        yield Library(conn), summary.report


def _request(names: tuple[str, ...], classes: tuple[str, ...], rules: tuple[str, ...]) -> ViewRequest:
    from db.address import ViewRequest

    return ViewRequest("findings", names).having(type=classes, rule=rules, face="list")


def _write(library: Library, request: ViewRequest, form: str, output: Path | None, force: bool) -> None:
    """The columns of the contract; in a workbook, which people read, those of the explorer and what was not read."""
    from db.export import Options, Words, save, write_view

    words, options = Words(translate=_), Options(overwrite=force)
    if form == "xlsx":
        request, words = request.having(face="rows"), Words(file_heading, _)
        options = replace(options, sheets=(_unread_sheet(library, request.names),))
    view = library.view(request)
    if output is None:
        write_view(view, form, sys.stdout.buffer, words, options)
    else:
        rows = save(view, output, form, words, options)
        say(_("Written: {path} (rows: {count})").format(path=output, count=rows))


def _unread_sheet(library: Library, names: tuple[str, ...]) -> Sheet:
    from db.export import Sheet

    return Sheet(word("What was read"), (_("What was read"),), [(line,) for line in unread_lines(library, names, None)])


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _write_text(text: str, output: Path | None, force: bool) -> None:
    from tui.cli.output import save_text, write_text

    if output is None:
        write_text(text)
    else:
        save_text(text, output, force)
        say(_("Written: {path}").format(path=output))
