"""What the find box and `nianbao find` show: what the database finds, and views of the program that are called so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from db.folding import folded, spelled
from db.view import Cell, Column, Row, RowKind, word
from db.views.find import NEAREST_HEADING
from tui.i18n import _, translate
from tui.listing import Listing
from tui.panes import PANES
from tui.places import PLACES, Place
from tui.sought import WHOLE, word_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.address import ViewRequest
    from db.view import View

FEWEST, FEWEST_LETTERS = 2, 4
"""Characters from which on a view may be meant; shorter ones are typed for names."""


class Finder(Protocol):
    def view(self, request: ViewRequest, /) -> View: ...


def found(source: Finder, request: ViewRequest) -> View:
    """Views of the program stand first where one is called just so, else last."""
    view, text = source.view(request), ",".join(request.names)
    fits = [] if request.option("type") else _called(text)
    if not fits:
        return view
    places = [_row(place, view.columns) for _fit, place in fits]
    heading = translate(word("{what}: {count}"), what=_(word("Views")), count=len(places))
    views = [Row((Cell(heading),), RowKind.HEADING, key="heading views"), *places]
    if is_nothing(view):
        return Listing(view.columns, views, request, view.trail)
    lines = [*views, *view.rows()] if fits[0][0] == WHOLE else [*view.rows(), *views]
    return Listing(view.columns, lines, request, view.trail, view.notes)


def is_nothing(view: View) -> bool:
    """Whether at best the nearest names are shown."""
    return not view.count or view.position(NEAREST_HEADING) is not None


def _called(text: str) -> list[tuple[int, Place]]:
    """With how they fit, the best first."""
    if len(folded(text)) < (FEWEST_LETTERS if spelled(text) else FEWEST):
        return []
    places = (*(Place(pane.list, pane.label) for pane in PANES), *PLACES)
    fits = ((_fit(place, text), place) for place in places)
    return sorted((fit, place) for fit, place in fits if fit is not None)


def _fit(place: Place, text: str) -> int | None:
    return WHOLE if folded(text) == place.request.kind else word_fit(place.label, text, place.request.kind)


def _row(place: Place, columns: Sequence[Column]) -> Row:
    label, address = _(place.label), str(place.request)
    cells = {"found": Cell(label, label, target=place.request), "place": Cell(address, address)}
    row = tuple(cells.get(column.id, Cell()) for column in columns)
    return Row(row, depth=1, key=f"views {address}", target=place.request)
