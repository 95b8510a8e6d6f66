"""The columns of a view as a person arranges them: their order, those that are hidden, how many stay in sight."""

from __future__ import annotations

from typing import NamedTuple

from db.address import ViewRequest
from db.view import View
from tui.columns import frozen_count


class ColumnPlan(NamedTuple):
    """Ids of all columns, in order; `frozen` counts columns that are shown."""

    order: tuple[str, ...]
    hidden: frozenset[str]
    frozen: int

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.order if id_ not in self.hidden)

    def moved(self, id_: str, step: int) -> ColumnPlan:
        """One place on: of a shown column, past the next one that is shown; unchanged at the end."""
        ids = [other for other in self.order if other == id_ or (other in self.hidden) == (id_ in self.hidden)]
        place = ids.index(id_) + step
        if not 0 <= place < len(ids):
            return self
        rest = [other for other in self.order if other != id_]
        at = rest.index(ids[place]) + (step > 0)
        return self._replace(order=(*rest[:at], id_, *rest[at:]))

    def toggled(self, id_: str) -> ColumnPlan:
        """Shown or hidden; one column stays. What is hidden from among those that stay in sight makes them fewer."""
        if id_ in self.hidden:
            return self._replace(hidden=self.hidden - {id_})
        if self.shown == (id_,):
            return self
        stays = self.shown.index(id_) < self.frozen
        return self._replace(hidden=self.hidden | {id_}, frozen=max(self.frozen - stays, 1))

    def frozen_to(self, id_: str) -> ColumnPlan:
        """This column and those before it stay in sight; once more, only the first."""
        if id_ in self.hidden:
            return self
        count = self.shown.index(id_) + 1
        return self._replace(frozen=1 if count == self.frozen else count)

    def applied(self, request: ViewRequest, view: View) -> ViewRequest:
        """The request that shows the columns so; options that say nothing new are left out."""
        if self == plan_of(view):
            return request
        flags = {column.id: column.frozen for column in view.all_columns}
        unasked = not request.option("columns") and self.shown == plan_of(view).shown
        natural = next((i for i, id_ in enumerate(self.shown) if not flags[id_]), len(self.shown))
        return request.having(
            columns=None if unasked else self.shown, frozen=None if self.frozen == max(natural, 1) else str(self.frozen)
        )


def plan_of(view: View) -> ColumnPlan:
    """As they are shown now; what is hidden follows in the order of the view."""
    shown = tuple(column.id for column in view.columns)
    hidden = tuple(column.id for column in view.all_columns if column.id not in shown)
    return ColumnPlan((*shown, *hidden), frozenset(hidden), frozen_count(view.columns))
