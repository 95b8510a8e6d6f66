"""What is shown as a chart: the figures of a column as bars, those of a row as bars and, over years, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from db.address import ViewRequest
from db.errors import AddressError
from db.view import Cell, Point, Row, RowKind, View, word
from tui.i18n import _
from tui.marks import marked_names
from tui.remarks import figure_of
from tui.screens.explaining import Explaining, definition_of
from tui.screens.navigator import Navigator
from tui.screens.reading import Reading
from tui.screens.taking import Taking

if TYPE_CHECKING:
    from tui.screens.lines import Chosen, Drawn
    from tui.source import Source

BARS_OF = ("region", "school", "major")  # rows that lead to such stand beside each other
LEAST_YEARS = 2
NOTHING_TO_DRAW = word("There are no figures to draw here.")
FEW_YEARS = word("Lines need figures of two years or more.")
NO_LINES = word("Lines are those of marked regions or schools: mark two or more with the space bar.")
NO_INDICATOR = word("Lines are those of one indicator: put the cursor on one.")


class Chart(NamedTuple):
    """What is drawn next: bars, a view with the cursor on the row `at`, or lines over years."""

    request: ViewRequest
    at: str = ""
    lines: bool = False


class Charting(Reading, Taking, Explaining):
    @dataclass
    class LinesFound(Message):
        """`drawn` is None where there are not years enough."""

        request: ViewRequest
        drawn: Drawn | None

    def action_chart(self) -> None:
        """Bars of what is under the cursor; where bars are shown already, lines over the years."""
        chart = next_chart(self)
        if isinstance(chart, str):
            self.say(_(chart))
        elif chart.lines:
            self.ask("lines", lambda source: self.LinesFound(chart.request, _lines(source, chart.request)))
        else:
            self.open(chart.request, at=chart.at)

    def on_charting_lines_found(self, event: LinesFound) -> None:
        from tui.screens.lines import LineScreen

        if event.drawn is None:
            self.say(_(FEW_YEARS))
            return

        def left(chosen: Chosen | None) -> None:
            if chosen is not None:
                self._follow_figure(event.request, chosen)

        drawn = event.drawn
        screen = LineScreen(
            drawn,
            cite=lambda point: self._cite_point(event.request, point),
            export=lambda said: self.export(drawn.view, frozenset(), said),
        )
        self.app.push_screen(screen, left)

    def _follow_figure(self, request: ViewRequest, chosen: Chosen) -> None:
        """From a figure of a line to its table, its findings, or the record of whose it is, the cursor on it."""
        target, (year, cell) = chosen.line.target, chosen.point
        if chosen.action == "source":
            self.open_source(cell.observations)
        elif chosen.action == "findings":
            self.open_findings(figure_of(cell))
        elif target is not None:
            whose = str(ViewRequest(request.kind, request.names))
            at = whose if target.kind == "indicator" else _indicator_drawn(request)
            self.open(target, at=at, column=f"y{year}")

    def _cite_point(self, request: ViewRequest, point: Point) -> None:
        defined = definition_of(_indicator_drawn(request)) if point.cell.mark == "=" else None
        self.cite(point.cell, figure_of(point.cell), defined)


def next_chart(explorer: Navigator) -> Chart | str:
    """What is drawn next for what is under the cursor, or why nothing can be."""
    from db.views.charted import drawn_columns

    request, view, row = explorer.request_of(explorer.half), explorer.grid.view, explorer.grid.row
    if request is None or view is None or row is None:
        return NOTHING_TO_DRAW
    marked = _comparison_of(explorer.state.marks)
    if request.first("chart"):
        return _next_lines(request, view, row, marked)
    if explorer.half == "list" and marked and (indicator := _indicator_in_use(explorer, request, row)):
        return Chart(_of_row(marked, indicator))
    what = what_to_draw(view, row, explorer.grid.column)
    if what is None:
        return NOTHING_TO_DRAW
    if what in drawn_columns(view.columns):
        return Chart(request.having(chart=what, at=_came_from(explorer, view)), row.key)
    own = str(ViewRequest("region", request.names)) if request.first("face") == "peers" else None
    return Chart(request.having(chart=what, at=own, q=None, where=None, sort=None))


def _came_from(explorer: Navigator, view: View) -> str | None:
    """The key of the row of the region or school that one has come from: its bar is set off in a picture."""
    before = (step.view.request for step in reversed(explorer.state.way.behind) if step.view is not None)
    entity = next((request for request in before if request.kind in BARS_OF and len(request.names) == 1), None)
    at = None if entity is None else view.position(str(ViewRequest(entity.kind, entity.names)))
    row = None if at is None else view.rows(at, 1)[0]
    return row.key if row is not None and row.kind is RowKind.DATA else None


def _next_lines(request: ViewRequest, view: View, row: Row, marked: ViewRequest | None) -> Chart | str:
    """Those of what is marked; in a comparison, and where nothing is marked, those of the bars that are shown."""
    from db.views.charted import row_drawn
    from db.views.lines import lines_of, years_of

    if marked and request.kind != "compare":
        indicator = _indicator_of(request, row)
        return Chart(_of_row(marked, indicator), lines=True) if indicator else NO_INDICATOR
    if row_drawn(request) is None:
        return NO_LINES
    enough = request.kind == "compare" or len(years_of(lines_of(view))) >= LEAST_YEARS
    return Chart(request, lines=True) if enough else FEW_YEARS


def _comparison_of(marks: Sequence[str]) -> ViewRequest | None:
    """Of the regions that are marked, else of the schools; None for less than two."""
    for kind in ("region", "school"):
        names = marked_names(marks, kind)
        if len(names) > 1:
            return ViewRequest("compare", names).having(type=kind if kind == "school" else None)
    return None


def _of_row(comparison: ViewRequest, indicator: str) -> ViewRequest:
    from db.views.charted import OF_ROW

    return comparison.having(indicator=indicator, chart=OF_ROW + indicator)


def _indicator_in_use(explorer: Navigator, request: ViewRequest, row: Row) -> str:
    """That of the row in the list, else of the row in the view beside it."""
    shown, beside = explorer.request_of("view"), explorer.grid_of("view").row
    return _indicator_of(request, row) or (_indicator_of(shown, beside) if shown and beside else "")


def _indicator_of(request: ViewRequest, row: Row) -> str:
    """What a row is about, or its whole view; empty where that is no indicator."""
    targets = (row.cells[0].target if row.cells else None, row.target, request)
    return next((t.names[0] for t in targets if t and t.kind == "indicator" and t.names), "")


def _indicator_drawn(request: ViewRequest) -> str:
    from db.views.charted import row_drawn

    return row_drawn(request) or ""


def _lines(source: Source, request: ViewRequest) -> Drawn | None:
    """Asked of the database, in a thread. A comparison is drawn over all years, unless it names some."""
    from db.views.charted import AS_LINES
    from db.views.lines import lines_of, years_of
    from tui.screens.lines import Drawn

    if request.kind == "compare" and not request.option("year"):
        found = source.overview()
        years = range(found.first_year or 0, (found.last_year or 0) + 1)
        request = request.having(year=tuple(map(str, years)))
    try:
        view = source.view(request.having(chart=AS_LINES + _indicator_drawn(request), sort=None))
    except AddressError:  # none of those that are marked reports it
        return None
    lines = lines_of(view)
    if len(years_of(lines)) < LEAST_YEARS:
        return None
    ids = [id_ for line in lines for point in line.points for id_ in figure_of(point.cell)]
    whose, indicator = (name for name, _request in view.trail[-2:])
    title = indicator if len(lines) > 1 else f"{_(whose)} / {indicator}"
    return Drawn(title, indicator, view, lines, {one.id: one for one in source.cited(ids)})


def what_to_draw(view: View, row: Row, column: int) -> str | None:
    """The option `chart` for a cell: where rows are regions or schools its column, of names that of the newest year."""
    from db.views.charted import FIGURE, OF_ROW, drawn_columns, newest_column

    numbers = drawn_columns(view.columns)
    if not leads_to_entity(row):
        ranked = view.request.first("face") == "peers"
        figures = (i for id_, i in numbers.items() if (ranked or FIGURE.fullmatch(id_)) and i < len(row.cells))
        return f"{OF_ROW}{row.key}" if row.key and any(_is_figure(row.cells[i]) for i in figures) else None
    return next((id_ for id_, place in numbers.items() if place == column), None) or newest_column(view)


def leads_to_entity(row: Row) -> bool:
    return row.target is not None and row.target.kind in BARS_OF


def _is_figure(cell: Cell) -> bool:
    return cell.number is not None and bool(cell.observations)
