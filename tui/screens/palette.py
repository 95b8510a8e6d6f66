"""What the palette lists: all actions and views by their addresses, sorted by how well they fit what is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from db.address import ViewRequest, parse_address
from db.errors import AddressError
from db.view import Row, View, word
from tui.actions import ACTIONS, BY_ID, Action
from tui.i18n import _
from tui.journey import Visit
from tui.listing import line, listing, title
from tui.places import PLACES
from tui.sought import fitting, holds, word_fit

VIEW, FOUND = "@", "?"
"""Before an address, or a text to be found, in the keys of rows that lead there; the others are ids of actions."""
MOST_VISITS = 10
HALF_WIDTH = str.maketrans("：／＝，", ":/=,")


def palette_lines(
    text: str, bookmarks: Sequence[Visit] = (), visits: Sequence[Visit] = (), why_not: Mapping[str, str] | None = None
) -> View:
    """An address that is typed, what can be done, views that are called so, kept or shown, last what cannot be done."""
    reasons = why_not or {}
    fit = fitting(ACTIONS, text)
    sections: dict[str, list[Row]] = {
        word("Go to this address"): _address(text),
        "": [_line(action) for action in fit if action.id not in reasons],
        word("Views"): _places(text),
        word("Bookmarks"): _visits(bookmarks, text),
        word("Shown before"): _visits([visit for visit in visits if visit not in bookmarks], text),
        word("Find everywhere"): [line(f"{FOUND}{text}", BY_ID["find"].key, text, "")] if text.strip() else [],
        word("Not here"): [_line(action, reasons[action.id]) for action in fit if action.id in reasons],
    }
    return listing(
        3, [row for name, rows in sections.items() if rows for row in (*([title(_(name))] if name else []), *rows)]
    )


def address_in(text: str) -> ViewRequest | None:
    """The view that is meant by what is typed, if it is an address."""
    typed = text.strip().translate(HALF_WIDTH)
    if ":" in typed or "/" in typed:
        with suppress(AddressError):
            return parse_address(typed)
    return None


def _address(text: str) -> list[Row]:
    request = address_in(text)
    return [line(f"{VIEW}{request}", "", str(request), "")] if request else []


def _places(text: str) -> list[Row]:
    places = PLACES if text.strip() else ()
    fits = sorted(
        (fit, place) for place in places if (fit := word_fit(place.label, text, place.request.kind)) is not None
    )
    return [line(f"{VIEW}{place.request}", "", _(place.label), str(place.request)) for _fit, place in fits]


def _visits(visits: Sequence[Visit], text: str) -> list[Row]:
    found = [visit for visit in visits if holds(text, visit.label, str(visit.request))]
    return [line(f"{VIEW}{visit.request}", "", visit.label, str(visit.request)) for visit in found[:MOST_VISITS]]


def _line(action: Action, reason: str = "") -> Row:
    return line(action.id, action.all_keys, _(action.label), reason)
