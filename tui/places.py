"""Views of the program that are about nothing of a name, and that no pane lists: they are found by what they are."""

from __future__ import annotations

from typing import NamedTuple

from db.address import ViewRequest
from db.view import word


class Place(NamedTuple):
    request: ViewRequest
    label: str


PLACES = (
    Place(ViewRequest("overview"), word("Overview")),
    Place(ViewRequest("gaps"), word("What the annex forms lack")),
    Place(ViewRequest("unclear"), word("To look at")),
    Place(ViewRequest("reports"), word("List of reports")),
    Place(ViewRequest("records"), word("Records")),
    Place(ViewRequest("observations"), word("Observations")),
)
