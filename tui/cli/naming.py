"""What a person names on the command line, as requests for views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.command import word
from tui.i18n import _

if TYPE_CHECKING:
    from db.address import ViewRequest
    from db.library import Library


def entity_request(library: Library, kind: str, name: str, code: str = "") -> ViewRequest:
    """The view of what is named; the list of its kind when nothing is."""
    from db.address import ViewRequest

    return ViewRequest(kind, (name_of(library, kind, name, code),) if name or code else ())


def requested(library: Library, address: str) -> ViewRequest:
    """The view of an address; in it, too, a name may be short or as a report prints it."""
    from db.address import parse_address

    request = parse_address(address)
    if request.kind not in ("region", "school", "major", "indicator"):
        return request
    keys = [name_of(library, request.kind, name) for name in request.names]
    return request._replace(names=tuple(_readable(library, request.kind, key) for key in keys))


def _readable(library: Library, kind: str, key: str) -> str:
    """The name for a key, as the lists lead there, where it means the same one."""
    from db.errors import NianbaoError

    if kind == "indicator":
        return key
    try:
        name = library.resolve(kind, key).name
        return name if library.resolve(kind, name).key == key else key
    except NianbaoError:
        return key


def name_of(library: Library, kind: str, name: str, code: str = "") -> str:
    """The key of the one that is meant, by which every view finds it. Unknown and ambiguous names are faults."""
    from db.errors import UnknownNameError

    if kind == "major" and (category := _category(name)):
        return category
    try:
        return library.resolve(kind, name or code, code).key
    except UnknownNameError:
        key = _school_key(library, name) if kind == "school" and not code else ""
        if not key:
            raise
        return key


def _category(name: str) -> str:
    from db.reference import category_called

    return category_called(name)


def _school_key(library: Library, name: str) -> str:
    """The school that a report would mean by this name, printed so or not: 环县职专 for 环县职业中等专业学校."""
    from db.errors import UnknownNameError
    from loaders.regions import Regions
    from loaders.schools import Schools

    for home in sorted({library.resolve("region", report.region).key for report in library.reports()}):
        try:
            return library.resolve("school", Schools(Regions(home)).resolve(name).key).key
        except UnknownNameError:
            continue
    return ""


def years_of(text: str | None) -> tuple[str, ...]:
    """`2024,2025` as years."""
    years = tuple(filter(None, (text or "").replace("，", ",").replace(" ", "").split(",")))
    wrong = [year for year in years if not (year.isdecimal() and len(year) == 4)]
    if wrong:
        raise click.BadParameter(_(word("“{text}” is no year.")).format(text=wrong[0]), param_hint="--year")
    return years
