"""What the explorer asks for: `db.library.Library` answers it, and so does the fake of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from db.address import ViewRequest
    from db.findings import Told
    from db.library import Overview
    from db.source import SourceLine
    from db.view import View


class Source(Protocol):
    """Any call may be made from any thread, and any may raise a `NianbaoError`."""

    def view(self, request: ViewRequest, /) -> View: ...

    def sources(self, observation_ids: Sequence[int], /) -> Sequence[SourceLine]: ...

    def findings_of(self, observation_ids: Sequence[int], /) -> Sequence[Told]: ...

    def overview(self) -> Overview: ...

    def close(self) -> None: ...
