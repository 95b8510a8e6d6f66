"""Rows of a view as they are needed: read in windows, the last few kept, so that memory does not grow with the view."""

from __future__ import annotations

from collections import OrderedDict

from db.errors import NianbaoError
from db.view import Row, View
from tui.columns import Measures

LENGTH = 16  # short, for a jump reads little more than the page that is shown
MEASURED = 500  # rows that are measured before the first of them is drawn
KEPT = 64


class RowWindow:
    """Row `i` of a view, for any `i` below its count.

    `fresh` collects the windows read since it was last emptied, for `measures`; `error` is why one could not be read.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.count = view.count
        self.columns = tuple(view.columns)
        self.measures = Measures(self.columns)
        self.fresh: list[list[Row]] = []
        self.error: NianbaoError | None = None
        self._windows: OrderedDict[int, list[Row]] = OrderedDict()

    def __getitem__(self, index: int) -> Row:
        number, place = divmod(index, LENGTH)
        return self._window(number)[place]

    def measure(self) -> None:
        """Measure all rows at once where they are not many, so that columns do not move as one goes on."""
        if self.count <= MEASURED:
            rows = self._rows(0, self.count)
            self._windows.update((at // LENGTH, rows[at : at + LENGTH]) for at in range(0, self.count, LENGTH))
            self.measures.take(rows)

    def read(self, first: int, last: int) -> None:
        """Have these rows at hand, as far as there are such."""
        for row in range(max(first, 0), min(last, self.count), LENGTH):
            self[row]

    def has(self, index: int) -> bool:
        """Whether a row is at hand (or there is none)."""
        return not 0 <= index < self.count or index // LENGTH in self._windows

    def _window(self, number: int) -> list[Row]:
        if number in self._windows:
            self._windows.move_to_end(number)
            return self._windows[number]
        rows = self._rows(number * LENGTH, LENGTH)
        self._windows[number] = rows
        self.fresh.append(rows)
        if len(self._windows) > KEPT:
            self._windows.popitem(last=False)
        return rows

    def _rows(self, offset: int, limit: int) -> list[Row]:
        """Rows that are gone (another process may take them away meanwhile) or cannot be read are empty."""
        try:
            rows = self.view.rows(offset, limit)
        except NianbaoError as error:
            self.error, rows = error, []
        return [*rows, *[Row(())] * (min(limit, self.count - offset) - len(rows))]
