"""Lines over years in a picture: a gap stays a gap, each figure a point with its number, the lines in a legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from db.errors import ExportError, fault
from db.export.paper import CIRCLE, DIM, INK, LINE, MARGIN, RULE, SMALL, WIDTH, Look, Paper, length
from db.export.table import Words
from db.view import Point, View, marks_of, word
from db.views.composed import year_label
from db.views.lines import Line, Reach, has_gap, lines_of, reach_of, runs, years_of

INKS = ("#2f5d9b", "#c2571a", "#3c7d4b", "#8a3ffc", "#5d6066", "#b28600")
SHAPES = (CIRCLE, "-4,-4 4,-4 4,4 -4,4", "0,-6 6,0 0,6 -6,0", "0,-6 6,4 -6,4", "0,6 6,-4 -6,-4")
HEIGHT = 300
STEPS = 4  # rules of the axis, about
NUMBERED_MOST = 3  # of so many lines the numbers stand beside the points
LEAST_YEARS = 2

At = tuple[float, float]
Place = Callable[[int, float], At]
"""Where the figure of a year stands."""


def draw_lines(paper: Paper, view: View, words: Words) -> None:
    lines = lines_of(view)
    years = years_of(lines)
    if len(years) < LEAST_YEARS:
        raise ExportError(fault("Lines need figures of two years or more."))
    reach = reach_of(lines, view.columns[1].unit)
    ticks = _ticks(reach)
    left = MARGIN + max(round(length(_number(tick), SMALL)) for tick in ticks) + 10
    top, bottom = paper.y + LINE, paper.y + LINE + HEIGHT

    def place(year: int, value: float) -> At:
        across = (year - years[0] + 0.4) / (years[-1] - years[0] + 0.8)
        up = (value - reach.least) / (reach.largest - reach.least)
        return left + across * (WIDTH - MARGIN - left), bottom - up * (bottom - top)

    for tick in ticks:
        _x, y = place(years[0], tick)
        paper.line((left, y), (WIDTH - MARGIN, y), INK if tick == 0 else RULE)
        paper.text(left - 6, y + 4, _number(tick), Look(DIM, SMALL, "end"))
    for year in range(years[0], years[-1] + 1):
        paper.text(place(year, 0)[0], bottom + LINE, year_label(year), Look(DIM, SMALL, "middle"))
    for index, line in enumerate(lines):
        _draw_line(paper, line, index, place)
    if len(lines) <= NUMBERED_MOST:
        _write_figures(paper, lines, place)
    paper.y = bottom + LINE
    if len(lines) > 1:
        _draw_legend(paper, lines)
    _say(paper, lines, reach, words)


def _say(paper: Paper, lines: Sequence[Line], reach: Reach, words: Words) -> None:
    """What is to be known of the axes."""
    said = [] if reach.has_zero else [words.say(word("the axis begins at {value:g}, not at 0"), value=reach.least)]
    said += [words.translate(word("gaps: years without a figure"))] if any(map(has_gap, lines)) else []
    for text in said:
        paper.write(text, Look(DIM, SMALL))


def _draw_line(paper: Paper, line: Line, index: int, place: Place) -> None:
    ink = INKS[index % len(INKS)]
    for run in runs(line.points):
        at = [place(point.year, point.cell.number or 0) for point in run]
        for start, end in pairwise(at):
            paper.line(start, end, ink, 2)
        for where in at:
            _draw_point(paper, where, index)


def _write_figures(paper: Paper, lines: Sequence[Line], place: Place) -> None:
    every = [place(p.year, p.cell.number) for line in lines for p in line.points if p.cell.number is not None]
    for index, line in enumerate(lines):
        for run in runs(line.points):
            places = [place(point.year, point.cell.number or 0) for point in run]
            for i, (point, (x, y)) in enumerate(zip(run, places, strict=True)):
                anchor, down = _beside(places, i, every)
                paper.text(x, y + down, _figure(point), Look(INKS[index % len(INKS)], SMALL, anchor))


def _beside(places: Sequence[At], i: int, every: Sequence[At]) -> tuple[str, int]:
    """Where the number of a point stands: above it, on the side to which no line goes up; else below it."""
    x, y = places[i]
    left, right = i > 0 and places[i - 1][1] < y, i + 1 < len(places) and places[i + 1][1] < y
    if (left and right) or any(at[0] == x and y - 2 * SMALL < at[1] < y for at in every):
        return "middle", 20
    return ("middle" if left == right else "start" if left else "end"), -9


def _draw_point(paper: Paper, at: At, index: int) -> None:
    paper.point(at, SHAPES[index % len(SHAPES)], INKS[index % len(INKS)])


def _draw_legend(paper: Paper, lines: Sequence[Line]) -> None:
    x, paper.y = MARGIN, paper.y + LINE
    for index, line in enumerate(lines):
        wanted = 18 + round(length(line.name, SMALL)) + 16
        if x > MARGIN and x + wanted > WIDTH - MARGIN:
            x, paper.y = MARGIN, paper.y + LINE
        _draw_point(paper, (x + 6, paper.y - 4), index)
        paper.text(x + 18, paper.y, line.name, Look(size=SMALL))
        x += wanted


def _figure(point: Point) -> str:
    return " ".join((point.cell.text, *marks_of(point.cell)))


def _ticks(reach: Reach) -> list[float]:
    """Round numbers between the least and the largest, both ends among them where they are not near one."""
    least, largest = reach
    rough = (largest - least) / STEPS
    unit = 10.0 ** _power(rough)
    step = next(unit * size for size in (1, 2, 2.5, 5, 10) if unit * size >= rough)
    first = int(-(-least // step))
    ticks = [index * step for index in range(first, int(largest // step) + 1)]
    return ticks if reach.has_zero else [least, *(tick for tick in ticks if tick - least > step / 3)]


def _power(value: float) -> int:
    """10 to the power of it is the largest that is not above the value."""
    return int(f"{value:e}".partition("e")[2])


def _number(value: float) -> str:
    return f"{value:.10g}"
