"""Rows of a view as they are needed: read in windows, the last few kept, so that memory does not grow with the view."""

from __future__ import annotations

from collections import OrderedDict

from db.view import Row, View

LENGTH = 128
KEPT = 8


class RowWindow:
    """Row `i` of a view, for any `i` below its count. `fresh` collects the windows read since it was last emptied."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.count = view.count
        self.fresh: list[list[Row]] = []
        self._windows: OrderedDict[int, list[Row]] = OrderedDict()

    def __getitem__(self, index: int) -> Row:
        number, place = divmod(index, LENGTH)
        return self._window(number)[place]

    def warm(self, index: int) -> None:
        """Read what is wanted first: the first window, and that of a row."""
        for row in {0, index}:
            if row < self.count:
                self[row]

    def _window(self, number: int) -> list[Row]:
        if number in self._windows:
            self._windows.move_to_end(number)
            return self._windows[number]
        offset = number * LENGTH
        rows = self.view.rows(offset, LENGTH)
        # Another process may take rows away meanwhile: what is gone is shown as empty.
        rows += [Row(())] * (min(LENGTH, self.count - offset) - len(rows))
        self._windows[number] = rows
        self.fresh.append(rows)
        if len(self._windows) > KEPT:
            self._windows.popitem(last=False)
        return rows
