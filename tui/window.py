"""Rows of a view as they are needed: read in windows, the last few kept, so that memory does not grow with the view."""

from __future__ import annotations

from collections import OrderedDict

from db.errors import NianbaoError
from db.view import Row, View

LENGTH = 16  # short, for a jump reads little more than the page that is shown
KEPT = 64


class RowWindow:
    """Row `i` of a view, for any `i` below its count.

    `fresh` collects the windows read since it was last emptied, `error` is why a window could not be read.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.count = view.count
        self.columns = tuple(view.columns)
        self.fresh: list[list[Row]] = []
        self.error: NianbaoError | None = None
        self._windows: OrderedDict[int, list[Row]] = OrderedDict()

    def __getitem__(self, index: int) -> Row:
        number, place = divmod(index, LENGTH)
        return self._window(number)[place]

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
        rows = self._read(number * LENGTH)
        self._windows[number] = rows
        self.fresh.append(rows)
        if len(self._windows) > KEPT:
            self._windows.popitem(last=False)
        return rows

    def _read(self, offset: int) -> list[Row]:
        """Rows that are gone (another process may take them away meanwhile) or cannot be read are empty."""
        try:
            rows = self.view.rows(offset, LENGTH)
        except NianbaoError as error:
            self.error, rows = error, []
        return [*rows, *[Row(())] * (min(LENGTH, self.count - offset) - len(rows))]
