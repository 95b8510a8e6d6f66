"""Figures over years as lines, with a cursor on the figures: what it is on is told, and leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from db.view import Column, ColumnKind, Point, View, word
from db.views.composed import year_label
from db.views.lines import Line, has_gap, reach_of
from tui.actions import BY_ID, borrowed
from tui.celltext import literal, meanings, shown
from tui.fitting import cut
from tui.i18n import _, translate
from tui.lineplot import At, LinePlot, figures_of, look_of, point_of
from tui.remarks import brief_source, figure_of
from tui.screens.box import BOX

if TYPE_CHECKING:
    from db.citation import Cited

NOT_FROM_ZERO = word("the axis begins at {value:g}, not at 0")
GAPS = word("gaps: years without a figure")
LEGEND_MOST = 3  # lines
HEIGHTS: list[tuple[int, str]] | None = [(0, "-low"), (30, "-high")]  # on few lines room is saved
GAP = "  "

Piece = tuple[str, str]
"""A text that is not broken, and its style."""


class Drawn(NamedTuple):
    """The lines of an indicator in a chart; what is known of the figures shown, by the ids of their observations."""

    title: str
    indicator: str
    view: View
    lines: Sequence[Line]
    known: Mapping[int, Cited]

    @property
    def unit(self) -> str:
        return self.view.columns[1].unit


class Chosen(NamedTuple):
    """`action` is what is to be done with the figure: activate, source or findings."""

    action: str
    line: Line
    point: Point


class LineScreen(ModalScreen[Chosen | None]):
    BINDINGS: ClassVar[list[BindingType]] = borrowed(
        {
            "left": "year(-1)",
            "right": "year(1)",
            "up": "line(-1)",
            "down": "line(1)",
            "activate": "choose('activate')",
            "source": "choose('source')",
            "findings": "choose('findings')",
            "cite": "cite",
            "export": "export",
            "chart": "dismiss(None)",
            "back": "dismiss(None)",
            "quit": "dismiss(None)",
            "theme": "app.theme",
        }
    )
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_CSS = f"""
    LineScreen {{
        {BOX}
        & > Vertical {{ width: 92%; max-width: 140; height: 92%; max-height: 92%; }}
        LinePlot {{ height: 1fr; }}
        #legend, #figures, #told {{ height: auto; }}
        #told {{ margin-top: 1; }}
        &.-low {{
            & > Vertical {{ height: 100%; max-height: 100%; padding: 0 2; }}
            .-title, .-hint, #told {{ margin: 0; }}
        }}
    }}
    """

    def __init__(
        self, drawn: Drawn, cite: Callable[[Point], None], export: Callable[[Callable[[str], None]], None]
    ) -> None:
        """`export` is given what says that it is done."""
        super().__init__()
        self.drawn, self._cite, self._export = drawn, cite, export
        self._reach = reach_of(drawn.lines, drawn.unit)
        self.at = max(at for at in figures_of(drawn.lines) if at.line == figures_of(drawn.lines)[0].line)
        self._year = self.at.year  # that one came from, where the line in use has no figure

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._title()), classes="-title")
            yield LinePlot(self.drawn.lines, self._reach, self.at)
            yield Static(id="legend")
            yield Static(id="figures")
            yield Static(id="told")
            yield Static(Content(_hint()), id="hint", classes="-hint")

    def _title(self) -> str:
        """With what is to be known of the axes."""
        axis = _(NOT_FROM_ZERO).format(value=self._reach.least) if not self._reach.has_zero else ""
        gap = _(GAPS) if any(map(has_gap, self.drawn.lines)) else ""
        return literal(GAP.join(filter(None, (self.drawn.title, self.drawn.unit, axis, gap))))

    def on_mount(self) -> None:
        self.query_one("#legend").display = len(self.drawn.lines) > 1

    def on_resize(self) -> None:
        self._tell()

    # The cursor

    def action_year(self, step: int) -> None:
        """To the next figure of the line."""
        years = sorted(at.year for at in figures_of(self.drawn.lines) if at.line == self.at.line)
        place = years.index(self.at.year) + step
        if 0 <= place < len(years):
            self._year = years[place]
            self._go(At(self.at.line, self._year))

    def action_line(self, step: int) -> None:
        """To the line before or after this one in the legend, to its figure nearest in time."""
        others = [at for at in figures_of(self.drawn.lines) if (at.line - self.at.line) * step > 0]
        if others:
            self._go(min(others, key=lambda at: (abs(at.line - self.at.line), abs(at.year - self._year))))

    def on_line_plot_clicked(self, event: LinePlot.Clicked) -> None:
        self._year = event.at.year
        self._go(event.at)
        if event.twice:
            self.action_choose("activate")

    def _go(self, at: At) -> None:
        self.at = at
        self.query_one(LinePlot).point_at(at)
        self._tell()

    # What it is on

    def action_choose(self, action: str) -> None:
        self.dismiss(Chosen(action, self.drawn.lines[self.at.line], point_of(self.drawn.lines, self.at)))

    def action_export(self) -> None:
        self._export(lambda said: self.query_one("#hint", Static).update(Content(literal(said))))

    def action_cite(self) -> None:
        self._cite(point_of(self.drawn.lines, self.at))

    def _tell(self) -> None:
        line, point = self.drawn.lines[self.at.line], point_of(self.drawn.lines, self.at)
        width = self.query_one("#told").content_region.width or self.size.width
        legend = [_named(other, place, chosen=place == self.at.line) for place, other in enumerate(self.drawn.lines)]
        told = [other for other in line.points if other.cell.text or other.cell.status]
        tone, _sign = look_of(self.at.line)
        figures = [_figure(other, f"bold reverse ${tone}" if other is point else "") for other in told]
        self.query_one("#legend", Static).update(_laid(legend, self.at.line, LEGEND_MOST, width))
        self.query_one("#figures", Static).update(_laid(figures, told.index(point), 1, width))
        lines = [Content(cut(text, width)) for text in told_of(self.drawn, line, point)]
        self.query_one("#told", Static).update(Content("\n").join(lines))


def told_of(drawn: Drawn, line: Line, point: Point) -> list[str]:
    """What the figure is, where it is printed, what its marks mean."""
    said = shown(point.cell, _COLUMN)
    value = " ".join(filter(None, (said.text, literal(drawn.unit), said.suffix)))
    known = [drawn.known[id_] for id_ in figure_of(point.cell) if id_ in drawn.known]
    name = line.name or next((one.entity for one in known), "")
    return [
        literal(GAP.join(filter(None, (name, drawn.indicator, year_label(point.year), value)))),
        _("Source") + GAP + "; ".join(brief_source(one.source) for one in known),
        "; ".join(meanings(point.cell)),
    ]


_COLUMN = Column("value", ColumnKind.NUMBER)


def _hint() -> str:
    keys = {id_: BY_ID[id_].key for id_ in ("activate", "source", "cite", "export", "back")}
    hint = word("arrows move   {activate} open   {source} source   {cite} cite   {export} file   {back} back")
    return translate(hint, **keys)


def _named(line: Line, place: int, *, chosen: bool) -> Piece:
    tone, sign = look_of(place)
    return f"{sign} {literal(line.name)}", f"bold reverse ${tone}" if chosen else f"${tone}"


def _figure(point: Point, style: str) -> Piece:
    said = shown(point.cell, _COLUMN)
    return " ".join(filter(None, (year_label(point.year), said.text, said.suffix))), style


def _laid(pieces: Sequence[Piece], chosen: int, most: int, width: int) -> Content:
    """On as many lines as they need, or on the `most` lines about the one that is chosen."""
    lines, count = _lines(pieces, width), 0
    for row, line in enumerate(lines):
        count += len(line)
        if chosen < count:
            first = min(max(row - most + 1, 0), max(len(lines) - most, 0))
            return Content("\n").join(Content.assemble(*_spaced(line)) for line in lines[first : first + most])
    return Content("")


def _lines(pieces: Iterable[Piece], width: int) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    room = width
    for piece in pieces:
        if lines[-1] and cell_len(piece[0]) > room:
            lines.append([])
            room = width
        lines[-1].append(piece)
        room -= cell_len(piece[0]) + len(GAP)
    return lines


def _spaced(line: Iterable[Piece]) -> Iterable[Piece]:
    for piece in line:
        yield from (piece, (GAP, ""))
