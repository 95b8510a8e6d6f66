"""Figures over years as lines: a gap stays a gap, and what cannot be compared is a point of its own.

plotext draws it. Its frame has signs of ambiguous width and is left out; braille is narrow everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.color import Color
from textual.message import Message
from textual_plotext import PlotextPlot

from db.view import Point
from db.views.composed import year_label
from db.views.lines import Line, Reach, runs
from tui.celltext import grouped
from tui.signs import ascii_only

TONES = ("primary", "heading", "computed", "error", "foreground", "dim")
"""Names of colours of the theme, a line each."""

SIGNS = "ox+*#abcdefghijklmnpqrstuvwyz"
"""Of the figures of a line each: where there are no colours, and for eyes that do not tell them apart."""

SIDE = 0.03  # of the years: room left and right of them for the brackets


class At(NamedTuple):
    """A figure: the line, by its place, and the year."""

    line: int
    year: int


class Axis(NamedTuple):
    """From the least to the largest in so many cells, each of them parted in dots of which lines are made."""

    least: float
    largest: float
    cells: int
    dots: int

    def cell(self, value: float) -> int:
        """The one in which plotext draws the dot for a value."""
        dots = self.cells * self.dots
        share = (value - self.least) / (self.largest - self.least)
        return math.floor(round(0.5 + (dots - 1) * share, 8)) // self.dots

    def centre(self, value: float) -> float:
        """For what fills a cell, so that plotext puts it into the cell in which the lines meet."""
        return self.least + self.cell(value) * (self.largest - self.least) / max(self.cells - 1, 1)


class Axes(NamedTuple):
    """`left` are the cells before the years."""

    years: Axis
    values: Axis
    left: int


class LinePlot(PlotextPlot):
    """Lines with the figure under the cursor between brackets. Posts `Clicked` with the figure nearest to a click."""

    DEFAULT_CSS = """
    LinePlot { color: $dim; }
    """

    @dataclass
    class Clicked(Message):
        at: At
        twice: bool

    def __init__(self, lines: Sequence[Line], reach: Reach, at: At) -> None:
        super().__init__()
        self.theme = "clear"  # no colours of plotext's own: the screen's, those of a terminal, or none
        self._lines, self._reach, self._at = lines, reach, at
        self.plt.xaxes(False, False)
        self.plt.yaxes(False, False)

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())

    def point_at(self, at: At) -> None:
        self._at = at
        self.refresh()

    def render(self) -> Text:
        self._draw(self._axes())
        drawn = super().render()
        assert isinstance(drawn, Text)
        return drawn

    def _axes(self) -> Axes:
        years = [point.year for line in self._lines for point in line.points]
        side = SIDE * max(max(years) - min(years), 1)
        left = max((len(label) for _, label in self._labels()), default=0)
        across, down = (1, 1) if ascii_only() else (2, 4)
        return Axes(
            Axis(min(years) - side, max(years) + side, max(self.size.width - left, 1), across),
            Axis(*self._reach, max(self.size.height - 1, 1), down),
            left,
        )

    def _labels(self) -> list[tuple[float, str]]:
        """The axis says what is printed, as far as there are lines for it, and 0 where it goes there."""
        texts = {p.cell.number: grouped(p.cell.text) for line in self._lines for p in line.points}
        ends = low, high = self._reach
        if self._reach.has_zero:
            texts.setdefault(0, "0")
        wanted = sorted((value for value in texts if value is not None), key=lambda v: (v not in ends, v != 0, -v))
        least = (high - low) * 2 / max(self.size.height - 1, 1)
        kept: list[float] = []
        for value in wanted:
            if all(abs(value - other) >= least for other in kept):
                kept.append(value)
        return [(value, f"{texts[value]} ") for value in kept]

    def _draw(self, axes: Axes) -> None:
        plt = self.plt
        plt.clear_data()
        plt.xlim(axes.years.least, axes.years.largest)
        plt.ylim(axes.values.least, axes.values.largest)
        years = range(math.ceil(axes.years.least), math.floor(axes.years.largest) + 1)
        plt.xticks([axes.years.centre(year) for year in years], [year_label(year) for year in years])
        labels = self._labels()
        plt.yticks([axes.values.centre(value) for value, _ in labels], [text for _, text in labels])
        order = sorted(range(len(self._lines)), key=lambda place: place == self._at.line)  # the one in use on top
        for place in order:
            self._draw_line(axes, self._lines[place], *look_of(place))
        self._draw_cursor(axes)

    def _draw_line(self, axes: Axes, line: Line, tone: str, sign: str) -> None:
        ink, marker = self._ink(tone), "." if ascii_only() else "braille"
        for run in runs(line.points):
            figures = [(point.year, point.cell.number or 0.0) for point in run]
            if len(run) > 1:
                self.plt.plot([year for year, _ in figures], [value for _, value in figures], color=ink, marker=marker)
            for year, value in figures:
                self.plt.scatter([axes.years.centre(year)], [axes.values.centre(value)], color=ink, marker=sign)

    def _draw_cursor(self, axes: Axes) -> None:
        year, cell = point_of(self._lines, self._at)
        tone, sign = look_of(self._at.line)
        place = axes.years.centre(year), axes.values.centre(cell.number or 0.0)
        self.plt.text(f"[{sign}]", *place, color=self._ink(tone), style="bold inverted", alignment="center")

    def _ink(self, tone: str) -> int | tuple[int, int, int]:
        """A colour as plotext takes it: the number of one of the sixteen of a terminal, else its parts."""
        colour = Color.parse(self.app.theme_variables[tone])
        return colour.rgb if colour.ansi is None else colour.ansi

    def on_click(self, event: events.Click) -> None:
        axes = self._axes()

        def apart(at: At) -> float:
            x = axes.left + axes.years.cell(at.year)
            y = axes.values.cells - 1 - axes.values.cell(point_of(self._lines, at).cell.number or 0.0)
            return math.hypot(x - event.x, 2 * (y - event.y))  # a cell is twice as high as it is wide

        self.post_message(self.Clicked(min(figures_of(self._lines), key=apart), event.chain == 2))


def look_of(place: int) -> tuple[str, str]:
    """Tone and sign of the line at this place."""
    return TONES[place % len(TONES)], SIGNS[place % len(SIGNS)]


def figures_of(lines: Sequence[Line]) -> list[At]:
    return [At(i, p.year) for i, line in enumerate(lines) for p in line.points if p.cell.number is not None]


def point_of(lines: Sequence[Line], at: At) -> Point:
    return next(point for point in lines[at.line].points if point.year == at.year)
