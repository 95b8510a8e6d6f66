"""Addresses of views: `KIND[:NAME,…][/key=value…]`, e.g. `region:庆阳市/year=2024,2025`.

Nothing in an address needs quoting in a shell: all but letters, digits, `-`, `_` and `.` is percent-encoded (UTF-8).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from db.errors import AddressError, fault

KINDS = (
    "region",
    "school",
    "major",
    "indicator",
    "compare",
    "table",
    "tables",
    "text",
    "reports",
    "observations",
    "records",
    "findings",
    "list",
    "find",
    "definition",
    "gaps",
    "overview",
    "unclear",
)
OPTIONS = (
    *("year", "face", "report", "type", "rule", "indicator", "among", "per", "only", "rank", "chart"),
    *("at", "q", "where", "sort", "columns", "frozen", "limit"),
)
"""year: years shown; face: profile|peers, list|rows|rules of findings; report, type, rule: restrict; at: cell to mark;
indicator: keys or chapters compared; among: the peers ranked; per: student|teacher, ratios of a comparison;
only: changed, rows that differ; rank: yes, ranks among peers in a comparison; chart: the column, `row.KEY` or
`lines.KEY` that is drawn (`db.views.charted`); q: narrowing text; where: chips (`db.chips`); sort: column id, `-` first
for descending; columns: ids of the columns shown, in order; frozen: how many of them stay in sight; limit: rows of
each group of what was found."""

_TAKES: dict[str, tuple[str, ...]] = {
    "region": ("year", "face", "among"),
    "indicator": ("year", "among"),
    "compare": ("year", "type", "indicator", "among", "per", "only", "rank"),
    "tables": ("report",),
    "reports": ("face",),
    "observations": ("year", "report", "type"),
    "records": ("report", "type"),
    "findings": ("face", "report", "type", "rule"),
    "find": ("type", "limit"),
    "definition": ("type",),
    "unclear": ("report", "type"),
}
"""Options of some kinds of views, besides those that any takes."""

_OF_ANY = ("chart", "at", "q", "where", "sort", "columns", "frozen")


class ViewRequest(NamedTuple):
    """What is to be shown, immutable. `region` and the like without a name is the list of all of them."""

    kind: str
    names: tuple[str, ...] = ()
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def option(self, key: str) -> tuple[str, ...]:
        return dict(self.options).get(key, ())

    def first(self, key: str) -> str:
        values = self.option(key)
        return values[0] if values else ""

    @property
    def years(self) -> list[int]:
        """Those that are asked for, in order; AddressError for what is no year."""
        return sorted({_year(text) for text in self.option("year")})

    def having(self, **options: str | tuple[str, ...] | None) -> ViewRequest:
        """The same request with options set (a string is one value), or removed when None or empty."""
        merged = dict(self.options)
        for key, value in options.items():
            if not value:
                merged.pop(key, None)
            else:
                merged[key] = (value,) if isinstance(value, str) else tuple(value)
        return self._replace(options=tuple(sorted(merged.items(), key=lambda item: OPTIONS.index(item[0]))))

    def __str__(self) -> str:
        address = self.kind
        if self.names:
            address += ":" + ",".join(map(_encode, self.names))
        return address + "".join(f"/{key}=" + ",".join(map(_encode, values)) for key, values in self.options)


def _encode(text: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else quote(c, safe="") for c in text)


_FORM = re.compile(r"(?P<kind>[a-z]+)(?::(?P<names>[^/]*))?(?P<options>(?:/[^/]*)*)")


def parse_address(address: str) -> ViewRequest:
    """Read an address; AddressError says what is wrong with it."""
    match = _FORM.fullmatch(address.strip())
    if not match or match["kind"] not in KINDS:
        raise AddressError(
            fault(
                "“{address}” is no view; an address looks like region:庆阳市/year=2024 and begins with one of: {kinds}"
            ),
            address=address,
            kinds=", ".join(KINDS),
        )
    request = ViewRequest(match["kind"], _values(match["names"] or ""))
    for part in filter(None, match["options"].split("/")):
        key, equals, value = part.partition("=")
        if key not in OPTIONS or not equals:
            raise AddressError(
                fault("“{part}” in the address is no option; options are: {options}"),
                part=part,
                options=", ".join(OPTIONS),
            )
        if key not in (takes := (*_TAKES.get(request.kind, ()), *_OF_ANY)):
            sentence = fault("A view of kind “{kind}” takes no “{option}”; it takes: {options}")
            raise AddressError(sentence, kind=request.kind, option=key, options=", ".join(takes))
        if request.option(key):
            sentence = fault("“{option}” is given twice in the address; several values stand behind one: {option}=A,B")
            raise AddressError(sentence, option=key)
        request = request.having(**{key: _values(value)})
        if key == "year":
            for text in request.option("year"):
                _year(text)
    return request


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise AddressError(fault("“{year}” is no year; one is written like year=2024."), year=text)
    return int(text)


def may_be_address(text: str) -> bool:
    """Whether a word is meant as an address, right or wrong, and not as a name or a command."""
    return text in KINDS or ":" in text or "/" in text


def _values(text: str) -> tuple[str, ...]:
    return tuple(unquote(part) for part in text.split(",") if part)
