"""Figures over years as lines: a gap stays a gap, and what cannot be compared is a point of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual_plotext import PlotextPlot

from db.view import word
from db.views.charted import Line, Point
from db.views.composed import year_label
from tui.celltext import literal
from tui.i18n import _
from tui.screens.box import BOX
from tui.signs import ascii_only

TONES = ("primary", "heading", "computed", "error", "foreground", "dim")
"""Names of colours of the theme, a line each."""

FEW = 6  # figures that the axis names one by one

Run = tuple[Point, ...]


class LineScreen(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,v,ｖ,q,ｑ", "dismiss(None)", show=False),
        Binding("ctrl+t", "app.theme", show=False),
    ]
    DEFAULT_CSS = f"""
    LineScreen {{
        {BOX}
        & > Vertical {{ height: 86%; }}
        PlotextPlot {{ height: 1fr; }}
        #legend {{ height: auto; max-height: 3; }}
    }}
    """

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(literal(self._title)), classes="-title")
            yield PlotextPlot()
            yield Static(self._legend(), id="legend")
            yield Static(Content(_(word("gaps: years without a figure    esc back"))), classes="-hint")

    def on_mount(self) -> None:
        self._draw()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._draw())

    def _draw(self) -> None:
        plot = self.query_one(PlotextPlot)
        plt = plot.plt
        plt.clear_data()
        plt.xaxes(False, False)  # their frame is drawn with signs of ambiguous width
        plt.yaxes(False, False)
        years = sorted({point.year for line in self._lines for point in line.points})
        plt.xticks([float(year) for year in years], [year_label(year) for year in years])
        figures = {p.value: p.text for line in self._lines for p in line.points if p.value is not None}
        if len(figures) <= FEW:  # then the axis says what is printed
            plt.yticks(list(figures), list(figures.values()))
        for line, tone in zip(self._lines, cycle(TONES), strict=False):
            colour = Color.parse(self.app.theme_variables[tone]).rgb
            for run in runs(line.points):
                draw = plt.plot if len(run) > 1 else plt.scatter
                marker = ("*" if len(run) > 1 else "o") if ascii_only() else "braille"
                draw([p.year for p in run], [p.value for p in run], color=colour, marker=marker)
        plot.refresh()

    def _legend(self) -> Content:
        """Each line with its figures as they are printed."""
        rows = []
        for line, tone in zip(self._lines, cycle(TONES), strict=False):
            figures = "  ".join(f"{year_label(p.year)} {p.text or '--'}{' #' if p.apart else ''}" for p in line.points)
            lead = f"{line.name}  " if line.name else ""
            rows.append(Content.assemble((literal(lead), f"bold ${tone}"), literal(figures)))
        return Content("\n").join(rows)


def runs(points: Sequence[Point]) -> Iterator[Run]:
    """Figures of years that follow each other; a missing year parts them, and so does what is not comparable."""
    run: list[Point] = []
    for point in points:
        follows = bool(run) and point.year == run[-1].year + 1 and not point.apart
        if run and not (follows and point.value is not None):
            yield tuple(run)
            run = []
        if point.value is not None:
            run.append(point)
    if run:
        yield tuple(run)
