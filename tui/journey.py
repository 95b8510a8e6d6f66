"""What was shown, in order, and where in it one is: back and forward over it, as immutable values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from db.address import ViewRequest
from tui.state import Place

KEPT = 200


class Visit(NamedTuple):
    """A view that was shown; `label` is the way to it in words: 甘肃省 › 庆阳市."""

    request: ViewRequest
    label: str = ""
    place: Place = Place()


class Journey(NamedTuple):
    """`visits[at]` is what is shown; `passing`: only passed by, and gone from here when one goes on."""

    visits: tuple[Visit, ...] = ()
    at: int = -1
    passing: bool = False

    @classmethod
    def after(cls, visits: Iterable[Visit]) -> Journey:
        """At the end of what was shown before."""
        kept = tuple(visits)
        return cls(kept, len(kept))

    @property
    def now(self) -> Visit | None:
        return self.visits[self.at] if 0 <= self.at < len(self.visits) else None

    def to(self, visit: Visit, *, passing: bool = False) -> Journey:
        """Something is shown: what lay ahead is given up, unless it is what is shown already."""
        if self.now and self.now.request == visit.request:
            here = visit._replace(place=self.now.place)
            return self._replace(visits=(*self.visits[: self.at], here, *self.visits[self.at + 1 :]))
        kept = self.visits[: self.at + (not self.passing)][-KEPT + 1 :]
        if kept and kept[-1].request == visit.request:
            kept = kept[:-1]
        return Journey((*kept, visit), len(kept), passing)

    def placed(self, place: Place) -> Journey:
        """The cursor is there in what is shown."""
        if self.now is None:
            return self
        here = self.now._replace(place=place)
        return self._replace(visits=(*self.visits[: self.at], here, *self.visits[self.at + 1 :]))

    def stayed(self) -> Journey:
        """What is shown is not only passed by."""
        return self._replace(passing=False)

    def moved(self, steps: int) -> Journey | None:
        """Back (-1) or forward (1); None where there is nothing."""
        at = self.at + steps
        return Journey(self.visits, at) if 0 <= at < len(self.visits) else None

    def latest(self) -> list[Visit]:
        """Each view once, the one shown last first."""
        return list({visit.request: visit for visit in reversed(self.visits)}.values())
