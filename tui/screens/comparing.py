"""Regions, schools and indicators marked and set side by side; the workbench of a comparison; a region among peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.view import Column, Row, RowKind, View, word
from tui.i18n import _, translate
from tui.marking import MarkLine
from tui.marks import mark_of, marked_names, marks_of
from tui.screens.arranging import Arranging
from tui.state import Place, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.screens.picking import PickSheet
    from tui.source import Source

RATIOS = ("", "student", "teacher")
BIGGEST_FIRST = "-difference"
RATES = "rates"
"""How an address names the group of rates that opens a comparison; other groups go by the names of chapters."""


class Comparing(Arranging):
    @dataclass
    class Pickable(Message):
        """What there is to choose among has been asked for."""

        sheet: PickSheet
        taken: Callable[[tuple[str, ...]], None]

    def begin(self, source: Source) -> None:
        super().begin(source)
        self.show_marks()

    # Marks

    def action_mark(self) -> None:
        mark = mark_of(self.grid.row)
        if not mark:
            self.say(_(word("Only regions, schools and indicators can be marked.")))
            return
        self._mark(self.state.toggled(mark).marks)
        self.say(translate(word("{n} marked; = sets them side by side"), n=len(self.state.marks)))

    def _mark(self, marks: Sequence[str]) -> None:
        self.state = self.state.marking(marks)
        self.show_marks()

    def show_marks(self) -> None:
        for half in ("list", "view"):
            self.grid_of(half).mark(frozenset(self.state.marks))
        self.query_one(MarkLine).show(self.state.marks)

    def on_mark_line_clicked(self) -> None:
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
            said = word("{regions} regions and {schools} schools are marked: compare one kind at a time; P unmarks")
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

    def _arrange(self, what: str, request: ViewRequest, place: Place | None = None) -> None:
        """The view seen otherwise, undoably; the cursor stays on its row unless a place is given."""
        self.focus_on("view")
        self.rearrange(what, request, place)

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
            place = RATIOS.index(request.first("per")) if request.first("per") in RATIOS else 0
            self._arrange(_(word("per head")), request.having(per=RATIOS[(place + 1) % len(RATIOS)]))

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

    def action_peers(self) -> None:
        request = self.request_of("view")
        if request is None or request.kind != "region" or not request.names:
            self.say(_(word("Only a region stands among peers.")))
            return
        self.open(request.having(face="" if request.first("face") else "peers"))

    def action_peer_set(self) -> None:
        """The peers of a region, what is compared, or else what is marked: chosen on a sheet."""
        request = self.request_of("view")
        if request and request.kind == "compare":
            self._pick_compared(request)
        elif request and request.kind == "region" and request.names and (self.half == "view" or not self.state.marks):
            self._pick_peers(request)
        else:
            self._pick_marks()

    def _pick_peers(self, request: ViewRequest) -> None:
        peers = request.having(face="peers")

        listed = ViewRequest("region").having(among=request.names[0])
        title = translate(word("Peers of {name}"), name=request.names[0])

        def ask(source: Source) -> Message:
            from tui.screens.picking import PickSheet

            every = [row.key for row in source.view(listed).rows()]

            def taken(keys: tuple[str, ...]) -> None:
                among = peers.having(among=() if {*keys} >= {*every} else keys)
                if request.first("face") == "peers":
                    self._arrange(_(word("choice of peers")), among)
                else:
                    self.open(among)

            def find(text: str) -> View:
                return source.view(listed.having(q=text))

            marked = [name for name in marked_names(self.state.marks, "region") if name in every]
            return self.Pickable(PickSheet(title, find, request.option("among") or marked or every), taken)

        self.ask("picking", ask)

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
            every = request.having(indicator=None, only=None, sort=None, q=None, where=None, columns=None, per=None)
            self.ask("picking", lambda source: self._indicators(source, request, every))

    def _indicators(self, source: Source, request: ViewRequest, every: ViewRequest) -> Pickable:
        from tui.screens.picking import PickSheet, by_group

        grouped = by_group(source.view(every), _group)
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
        """Choose among the rows of a list, which is asked in threads."""

        def ask(source: Source) -> Message:
            from tui.screens.picking import PickSheet

            return self.Pickable(PickSheet(title, lambda text: source.view(listed.having(q=text)), chosen), taken)

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
