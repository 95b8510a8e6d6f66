"""What is shown as a chart: the figures of a column as bars, those of a row as bars and, over years, as lines."""

from __future__ import annotations

from collections.abc import Sequence

from db.view import Cell, Column, ColumnKind, Row, View, word
from tui.i18n import _
from tui.screens.navigator import Navigator

BARS_OF = ("region", "school", "major")  # rows that lead to such stand beside each other
NOTHING_TO_DRAW = word("There are no figures to draw here.")
FEW_YEARS = word("Lines need figures of three years or more.")


class Charting(Navigator):
    def action_chart(self) -> None:
        """Bars of what is under the cursor; where bars are shown already, lines over the years."""
        request, view = self.request_of(self.half), self.grid.view
        row = self.grid.row
        if request is None or view is None or row is None:
            return
        if request.first("chart"):
            self._draw_lines(view)
            return
        what = what_to_draw(view.columns, row, self.grid.column)
        if what is None:
            self.say(_(NOTHING_TO_DRAW))
        else:
            self.open(request.having(chart=what, at=None), at="" if what.startswith("row.") else row.key)

    def _draw_lines(self, view: View) -> None:
        from db.views.charted import lines_of
        from tui.screens.lines import LineScreen

        lines = lines_of(view)
        years = {point.year for line in lines for point in line.points if point.value is not None}
        if len(years) < 3:
            self.say(_(FEW_YEARS))
            return
        unit = view.columns[1].label
        title = " / ".join(_(name) for name, _request in view.trail[-2:])
        self.app.push_screen(LineScreen(f"{title}  {unit}", lines))


def what_to_draw(columns: Sequence[Column], row: Row, column: int) -> str | None:
    """The option `chart` for a cell: its column where rows are regions or schools, else its row."""
    numbers = [i for i, c in enumerate(columns) if c.kind is ColumnKind.NUMBER]
    if not leads_to_entity(row):
        figures = [i for i in numbers if i < len(row.cells) and _is_figure(row.cells[i])]
        return f"row.{row.key}" if figures and row.key else None
    chosen = column if column in numbers else next((i for i in numbers if _is_figure(row.cells[i])), None)
    return None if chosen is None else columns[chosen].id


def leads_to_entity(row: Row) -> bool:
    return row.target is not None and row.target.kind in BARS_OF


def _is_figure(cell: Cell) -> bool:
    return cell.number is not None and bool(cell.observations)
