"""Help in the language chosen, wrapped by cells: click wraps by characters, of which Chinese ones fill two cells each.

Help texts of commands and options are message ids, translated when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

import click

from tui.cells import cells, padded, wrapped
from tui.i18n import _


class Formatter(click.HelpFormatter):
    """Writes the parts of a help page, all in cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        self._write_block(f"{prefix or _('Usage:')} {prog} ", args)

    def write_heading(self, heading: str) -> None:
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        for paragraph in text.splitlines():
            self._write_block(" " * self.current_indent, paragraph)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        width = min(max(cells(term) for term, _text in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            if cells(term) + col_spacing > width:
                self.write(f"{indent}{term}\n")
                term = ""  # noqa: PLW2901 -- a long term stands on a line of its own
            self._write_block(indent + padded(term, width), text)

    def _write_block(self, lead: str, text: str) -> None:
        """The text beside its lead, every further line under the first."""
        hang = " " * cells(lead)
        for number, line in enumerate(wrapped(text, max(self.width - len(hang), 20))):
            self.write(f"{hang if number else lead}{line}".rstrip() + "\n")


class Context(click.Context):
    formatter_class = Formatter


class Option(click.Option):
    """An option whose help is a message id."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], _(self.help or ""))


def write_help_text(command: click.Command, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_(command.help or ""))


def write_epilog(command: click.Command, formatter: click.HelpFormatter) -> None:
    """Examples as they are typed, never wrapped."""
    if command.epilog:
        with formatter.section(_("Examples")):
            for line in command.epilog.splitlines():
                formatter.write(f"  {line}\n")
