"""The panes of the explorer: what each lists on the left."""

from __future__ import annotations

from dataclasses import dataclass

from db.address import ViewRequest
from db.view import word


@dataclass(frozen=True, slots=True)
class Pane:
    """`id` is the kind of view that is the list, `face` which of its faces."""

    id: str
    key: str
    label: str
    face: str = ""

    @property
    def list(self) -> ViewRequest:
        return ViewRequest(self.id).having(face=self.face)


PANES = (
    Pane("region", "1", word("Regions")),
    Pane("school", "2", word("Schools")),
    Pane("major", "3", word("Majors")),
    Pane("indicator", "4", word("Indicators")),
    Pane("tables", "5", word("Source tables")),
    Pane("findings", "6", word("Findings"), face="rules"),
)
