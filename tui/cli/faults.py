"""What a fault becomes at the edge of the command line: one sentence on standard error and an exit code.

0 well, 1 a fault (bad file, unknown name, damaged database), 2 wrong words or an ambiguous name, 130 interrupted.
A reader that closes the pipe early (`| head`) is no fault.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli.command import word
from tui.i18n import _

if TYPE_CHECKING:
    from db.errors import AmbiguousNameError, NianbaoError

INTERRUPTED = 130


def guarded(command: Callable[[], Any]) -> int:
    """Run the whole program's command; its own integer is the exit code."""
    _be_lenient(sys.stdout, sys.stderr)
    try:
        code = told(command)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_silently()
        return 0
    except (click.Abort, KeyboardInterrupt):
        _close_silently()
        return INTERRUPTED
    return code


def told(command: Callable[[], Any]) -> int:
    """Run a command, or a part of one, and say its faults; interrupts and broken pipes go up."""
    from db.errors import NianbaoError

    try:
        code = command()
    except (click.Abort, BrokenPipeError):
        raise
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except NianbaoError as error:
        return report(error)
    except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
        return report_defect(error)
    return code if isinstance(code, int) else 0


def report(error: NianbaoError) -> int:
    """Say the sentence of a fault, with what there is to choose from; gives the exit code."""
    from db.errors import AmbiguousNameError
    from tui.faults import sentence

    say(sentence(error))
    if isinstance(error, AmbiguousNameError):
        _list_matches(error)
        return 2
    return 1


def report_defect(error: Exception) -> int:
    """Not the person's fault but ours; the traceback is for those who ask for it."""
    if os.environ.get("NIANBAO_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    say(
        _("This is a defect of nianbao, please report it: {error} (NIANBAO_TRACEBACK=1 shows where)").format(
            error=f"{type(error).__name__}: {error}"
        )
    )
    return 1


def say(remark: str) -> None:
    """A remark to the person, on standard error."""
    click.echo(remark, err=True)


def _list_matches(error: AmbiguousNameError) -> None:
    from tui.cells import cells, padded
    from tui.celltext import literal

    matches = [_said_once(*map(literal, match)) for match in error.matches]
    widths = [max(map(cells, column)) for column in zip(*matches, strict=True)]
    for match in matches:
        say("  " + "  ".join(map(padded, match, widths)).rstrip())
    say(_(word("Choose one by its code: --code CODE")))


def _said_once(code: str, name: str, where: str) -> tuple[str, str, str]:
    """The code as a shell takes it; the name not again where it is the code as well, nor where it ends the place."""
    import shlex

    return shlex.quote(code), "" if name == code else name, where.removesuffix(name).removesuffix(" / ")


def _be_lenient(*streams: Any) -> None:
    """A terminal that cannot show a character shows `?`, rather than the program ending there."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _close_silently() -> None:
    """Nobody reads any more; leave nothing for the interpreter to flush into the pipe at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
