"""What the explorer asks for: `db.library.Library` answers it, and so does the fake of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from db.address import ViewRequest
    from db.chips import Values
    from db.citation import Cited
    from db.definition import Definition
    from db.findings import Told
    from db.holdings import Overview
    from db.source import SourceLine
    from db.view import View


class Source(Protocol):
    """Any call may be made from any thread, and any may raise a `NianbaoError`."""

    def view(self, request: ViewRequest, /) -> View: ...

    def values(self, request: ViewRequest, column: str, text: str = "", /) -> Values: ...

    def sources(self, observation_ids: Sequence[int], /) -> Sequence[SourceLine]: ...

    def cited(self, observation_ids: Sequence[int], /) -> Sequence[Cited]: ...

    def definitions(self, indicators: Sequence[str], /) -> Sequence[Definition]: ...

    def findings_of(self, observation_ids: Sequence[int], /) -> Sequence[Told]: ...

    def overview(self) -> Overview: ...

    def interrupt(self) -> None:
        """What is being asked for now is given up: it raises CancelledError."""

    def close(self) -> None: ...
