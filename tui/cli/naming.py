"""What a person names on the command line, as requests for views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.command import word
from tui.i18n import _

if TYPE_CHECKING:
    from db.library import Library

    from db.address import ViewRequest


def entity_request(library: Library, kind: str, name: str, code: str = "") -> ViewRequest:
    """The view of what is named; the list of its kind when nothing is."""
    from db.address import ViewRequest

    return ViewRequest(kind, (name_of(library, kind, name, code),) if name or code else ())


def name_of(library: Library, kind: str, name: str, code: str = "") -> str:
    """The key of the one that is meant, by which every view finds it. Unknown and ambiguous names are faults."""
    return library.resolve(kind, name or code, code).key


def years_of(text: str | None) -> tuple[str, ...]:
    """`2024,2025` as years."""
    years = tuple(filter(None, (text or "").replace("，", ",").replace(" ", "").split(",")))
    wrong = [year for year in years if not (year.isdecimal() and len(year) == 4)]
    if wrong:
        raise click.BadParameter(_(word("“{text}” is no year.")).format(text=wrong[0]), param_hint="--year")
    return years
