"""Regions, schools and indicators marked and set side by side; the workbench of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.view import Column, Row, RowKind, View, word
from db.views.composed import without_bare_headings
from tui.frame import Trail
from tui.i18n import _, translate
from tui.marking import MarkLine
from tui.marks import mark_here, mark_of, marked_names, marks_of
from tui.screens.arranging import Arranging
from tui.screens.halves import LOW
from tui.state import Place, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.screens.picking import PickSheet
    from tui.source import Source

NOTHING_MARKED = word("Nothing is marked.")
RATIOS = ("", "student", "teacher")
NOTHING_TO_DIVIDE_BY = {
    "student": word("Not per student: none of them has a figure to divide by."),
    "teacher": word("Not per teacher: none of them has a figure to divide by."),
}
BIGGEST_FIRST = "-difference"
RATES = "rates"
"""How an address names the group of rates that opens a comparison; other groups go by the names of chapters."""


class Comparing(Arranging):
    @dataclass
    class Pickable(Message):
        """What there is to choose among has been asked for."""

        sheet: PickSheet
        taken: Callable[[tuple[str, ...]], None]

    @dataclass
    class Ratios(Message):
        """What the figures of a comparison can be divided by next, nothing if empty; what was left out before it."""

        request: ViewRequest
        per: str
        left_out: Sequence[str]

    def begin(self, source: Source) -> None:
        super().begin(source)
        self.show_marks()

    # Marks

    def action_mark(self) -> None:
        view = self.grid.view if self.half == "view" else None
        mark = mark_here(self.grid.row, view.trail[-1][1] if view and view.trail else None)
        if not mark:
            self.say(_(word("Only regions, schools and indicators can be marked.")))
            return
        self._mark(self.state.toggled(mark).marks)
        self.say(translate(word("{n} marked; = sets them side by side"), n=len(self.state.marks)))

    def _mark(self, marks: Sequence[str]) -> None:
        self.state = self.state.marking(marks)
        self.show_marks()

    def show_marks(self) -> None:
        """In the rows, and in a line of their own; where lines are few, beside the way to the view."""
        for half in ("list", "view"):
            self.grid_of(half).mark(frozenset(self.state.marks))
        low = self.size.height < LOW
        self.query_one(MarkLine).show(() if low else self.state.marks)
        self.query_one(Trail).show_marked(len(self.state.marks) if low else 0)

    def on_resize(self) -> None:
        self.show_marks()

    def action_unmark_all(self) -> None:
        if not self.state.marks:
            self.say(_(NOTHING_MARKED))
            return
        count = len(self.state.marks)
        self._mark(())
        self.say(translate(word("Unmarked: {n}"), n=count))

    def action_marks(self) -> None:
        """Choose what is marked."""
        self._pick_marks()

    # Side by side

    def action_compare(self) -> None:
        regions, schools, indicators = (
            marked_names(self.state.marks, kind) for kind in ("region", "school", "indicator")
        )
        shown = self.request_of("view")
        if shown and shown.kind == "compare" and self.half == "view" and indicators:
            self.open(shown.having(indicator=indicators))
        elif regions and schools:
            said = word("Marked regions: {regions}, schools: {schools}; compare one kind at a time; P unmarks")
            self.say(translate(said, regions=len(regions), schools=len(schools)))
        else:
            self._compare("school" if schools else "region", schools or regions, indicators)

    def _compare(self, kind: str, names: tuple[str, ...], indicators: tuple[str, ...]) -> None:
        if len(names) == 1:
            names = self._with_cursor(kind, names[0])
        if len(names) < 2:
            self.say(_(word("Mark two regions or more (or schools) with the space bar, then press =")))
            return
        request = ViewRequest("compare", names).having(type=kind if kind == "school" else None)
        self.open(request.having(indicator=indicators))

    def _with_cursor(self, kind: str, name: str) -> tuple[str, ...]:
        """The only one marked, and what the cursor is on if it is of its kind."""
        marks = [mark_of(row) for row in (self.grid.row, self.grid_of("list").row)]
        others = [other for other in marked_names(filter(None, marks), kind) if other != name]
        return (name, *others[:1])

    # The workbench

    def _comparison(self) -> ViewRequest | None:
        """The comparison that is shown; without one, it is said that there is none."""
        request = self.request_of("view")
        if request is None or request.kind != "compare":
            self.say(_(word("This is for a comparison: mark two or more, then press =")))
            return None
        return request

    def _arrange(self, what: str, request: ViewRequest, place: Place | None = None, said: str = "") -> None:
        """The view seen otherwise, undoably; the cursor stays on its row unless a place is given."""
        self.focus_on("view")
        self.rearrange(what, request, place, said)

    def action_biggest(self) -> None:
        """Biggest difference first, then as it was."""
        if request := self._comparison():
            is_first = request.first("sort") == BIGGEST_FIRST
            arranged = request.having(sort=None if is_first else BIGGEST_FIRST)
            self._arrange(_(word("biggest first")), arranged, None if is_first else Place())

    def action_unchanged(self) -> None:
        """Hide the rows that do not differ, or show them."""
        if request := self._comparison():
            arranged = request.having(only=None if request.first("only") else "changed")
            self._arrange(_(word("what differs")), arranged)

    def action_ratios(self) -> None:
        """As printed, per student, per teacher."""
        if request := self._comparison():
            self.ask("ratios", lambda source: self._next_ratios(source, request))

    def _next_ratios(self, source: Source, request: ViewRequest) -> Ratios:
        """Those that there is nothing to divide by are left out."""
        place = RATIOS.index(request.first("per")) if request.first("per") in RATIOS else 0
        further = (*RATIOS[place + 1 :], "")
        every = request.having(q=None, where=None, only=None)
        per = next(per for per in further if not per or source.view(every.having(per=per)).data_count)
        return self.Ratios(request, per, left_out=further[: further.index(per)])

    def on_comparing_ratios(self, event: Ratios) -> None:
        if self.request_of("view") == event.request:
            said = " ".join(_(NOTHING_TO_DIVIDE_BY[per]) for per in event.left_out)
            if event.per == event.request.first("per"):
                self.say(said)
            else:
                self._arrange(_(word("per head")), event.request.having(per=event.per), said=said)

    def action_difference(self, step: int) -> None:
        """To the next row (or the one before) in which the figures differ."""
        grid = self.grid_of("view")
        columns = _differences(grid.view.columns) if grid.view else []
        if not columns:
            self.say(_(word("Nothing is compared here.")))
            return
        self.focus_on("view")
        if not grid.move_to_next(step, lambda row: _differs(row, columns)):
            said = word("No further row that differs.") if step > 0 else word("No row before it that differs.")
            self.say(_(said))

    # Who and what is compared

    def action_peer_set(self) -> None:
        """What is compared, or else what is marked: chosen on a sheet."""
        request = self.request_of("view")
        if request and request.kind == "compare":
            self._pick_compared(request)
        else:
            self._pick_marks()

    def _pick_compared(self, request: ViewRequest) -> None:
        view = self.grid_of("view").view
        names = view.trail[-1][1].names if view else request.names

        def taken(keys: tuple[str, ...]) -> None:
            if len(keys) < 2:
                self.say(_(word("A comparison needs two or more.")))
            else:
                self.load("view", Spot(request._replace(names=keys)))

        kind = request.first("type") or "region"
        self._pick(_(word("Set side by side")), ViewRequest(kind), names, taken)

    def _pick_marks(self) -> None:
        shown = self.request_of("list")
        kind = shown.kind if shown and shown.kind in ("region", "school", "indicator") else "region"

        def taken(keys: tuple[str, ...]) -> None:
            others = [mark for mark in self.state.marks if not mark.startswith(f"{kind}:")]
            self._mark((*others, *marks_of(kind, keys)))

        self._pick(_(word("Marked")), ViewRequest(kind), marked_names(self.state.marks, kind), taken)

    def action_indicators(self) -> None:
        """Choose the indicators of a comparison, by chapter or one by one."""
        if request := self._comparison():
            options = {key: request.option(key) for key in ("type", "year")}
            every = ViewRequest("compare", request.names).having(**options)
            self.ask("picking", lambda source: self._indicators(source, request, every))

    def _indicators(self, source: Source, request: ViewRequest, every: ViewRequest) -> Pickable:
        from tui.screens.picking import PickSheet, by_group

        view = source.view(every)
        figures = [row for row in view.rows() if row.kind is RowKind.HEADING or _is_of_indicator(row)]
        grouped = by_group(without_bare_headings(figures), view.columns, _group)
        wanted = {*request.option("indicator")}
        names = {row.key: row.cells[0].text for row in grouped.listing.lines}
        chosen = [
            key for group, members in grouped.groups.items() for key in members if wanted & {group, key, names[key]}
        ]

        def taken(keys: tuple[str, ...]) -> None:
            arranged = request.having(indicator=_abridged(keys, grouped.groups))
            self._arrange(_(word("choice of indicators")), arranged)

        def find(text: str) -> View:
            if not text:
                return grouped.listing
            return grouped.narrowed(text, {row.key for row in source.view(every.having(q=text)).rows()})

        return self.Pickable(PickSheet(_(word("Indicators")), find, chosen, grouped.groups), taken)

    def _pick(
        self, title: str, listed: ViewRequest, chosen: Sequence[str], taken: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Choose among the rows of a list, which is asked in threads; of regions those of a level together."""

        def ask(source: Source) -> Message:
            from tui.screens.picking import PickSheet

            def alike(name: str) -> list[str]:
                return [row.key for row in source.view(listed.having(among=name)).rows()]

            def find(text: str) -> View:
                return source.view(listed.having(q=text))

            of_level = alike if listed.kind == "region" else None
            return self.Pickable(PickSheet(title, find, chosen, alike=of_level), taken)

        self.ask("picking", ask)

    def on_comparing_pickable(self, event: Pickable) -> None:
        def taken(keys: tuple[str, ...] | None) -> None:
            if keys is not None:
                event.taken(keys)

        self.app.push_screen(event.sheet, taken)


def _differences(columns: Sequence[Column]) -> list[int]:
    """Places of the columns that say how far figures lie apart."""
    return [i for i, column in enumerate(columns) if column.id.partition("_")[0] in ("difference", "change")]


def _differs(row: Row, columns: Sequence[int]) -> bool:
    return row.kind is not RowKind.HEADING and any(i < len(row.cells) and row.cells[i].value for i in columns)


def _is_of_indicator(row: Row) -> bool:
    """Rather than what a list says of schools."""
    return row.target is not None and row.target.kind == "indicator"


def _group(heading: Row) -> str:
    """How an address names the rows under a heading of a comparison."""
    cell = heading.cells[0]
    return cell.text or (RATES if cell.word == "Rates" else cell.word)


def _abridged(keys: Sequence[str], groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Groups that are chosen whole by their names; nothing where all is chosen."""
    whole = [group for group, members in groups.items() if {*members} <= {*keys}]
    if len(whole) == len(groups):
        return ()
    return (*whole, *(key for key in keys if not any(key in groups[group] for group in whole)))
