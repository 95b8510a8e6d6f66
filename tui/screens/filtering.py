"""Chips: rows held to values of columns, to a chapter or a status, one filter beside the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.chips import ASPECTS, STATUS, Chip, chip_of, chips_of, value_of, with_chips
from db.errors import AddressError
from db.view import DRAWN, Cell, RowKind, View, word
from tui.chipline import ChipLine
from tui.chips import chip_text, column_name, filters_of, is_numeric, value_name
from tui.i18n import _, translate
from tui.screens.arranging import ONLY_DRAWN, Arranging

if TYPE_CHECKING:
    from textual.events import DescendantFocus

    from tui.screens.navigator import Navigator
    from tui.screens.values import Section
    from tui.source import Source


class Filtering(Arranging):
    @dataclass
    class ValuesFound(Message):
        """What the rows of a view can be held to."""

        request: ViewRequest
        title: str
        sections: Sequence[Section]

    # By values

    def action_filter(self) -> None:
        """By the values of the column under the cursor."""
        view, column = self.grid.view, self.grid.column
        if view is None or column >= len(view.columns):
            return
        if view.columns[column].kind in DRAWN:
            self.say(_(ONLY_DRAWN))
            return
        name = column_name(view.columns[column].id, view.columns)
        title = translate(word("Values of {column}"), column=name)
        self._offer(title, [view.columns[column].id])

    def action_topic(self) -> None:
        """By the chapter of the indicators or the status of the figures."""
        self._offer(_(word("Chapter or status")), ASPECTS[::-1])

    def _offer(self, title: str, columns: Sequence[str]) -> None:
        request, view = self._wanted.get(self.half), self.grid.view
        if request is not None and view is not None:
            self.say(_(word("Values are being counted ..")))
            self.ask(
                "values", lambda source: self.ValuesFound(request, title, sections_of(source, request, view, columns))
            )

    def on_filtering_values_found(self, event: ValuesFound) -> None:
        from tui.screens.values import ValueSheet, value_lines

        request, view, source = event.request, self.grid.view, self.source
        if view is None or source is None or request != self._wanted.get(self.half):
            return
        self.say("")
        if not event.sections:
            self.say(_(word("Nothing here has a chapter or a status.")))
            return
        columns = [section.column for section in event.sections]

        def find(text: str) -> View:
            sections = sections_of(source, request, view, columns, text) if text else event.sections
            return value_lines(sections, text)

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys is not None:
                others = [chip for chip in chips_of(request) if chip.column not in columns]
                self._hold_to([*others, *map(chip_of, keys)])

        now = [str(chip) for chip in chips_of(request) if chip.column in columns]
        numeric = any(section.numeric for section in event.sections)
        self.app.push_screen(ValueSheet(event.title, find, now, numeric=numeric), chosen)

    def action_like_this(self) -> None:
        """The rows with the same value in this column, or the same status where a figure has none; and back."""
        row, cell, view, request = self.grid.row, self.grid.cell, self.grid.view, self._wanted.get(self.half)
        if row is None or cell is None or view is None or request is None or row.kind is RowKind.HEADING:
            return
        column = view.columns[self.grid.column]
        if column.kind in DRAWN:
            self.say(_(ONLY_DRAWN))
            return
        chip, chips = chip_like(cell, column.id), list(chips_of(request))
        if chip in chips:
            chips.remove(chip)
        else:
            chips.append(chip)
        self._hold_to(chips)

    def _hold_to(self, chips: Sequence[Chip]) -> None:
        """Show what these chips let through."""
        now, view = self._wanted[self.half], self.grid.view
        request = with_chips(now, chips)
        changed = {*chips_of(now)} ^ {*chips_of(request)}
        if changed:
            said = ", ".join(chip_text(chip, view.all_columns if view else ()) for chip in sorted(changed))
            self.rearrange(translate(word("filter {chips}"), chips=said), request)

    # Taking away

    def action_drop_last(self) -> None:
        request = self._wanted.get(self.half)
        chips = chips_of(request) if request else ()
        if chips:
            self._hold_to(chips[:-1])
        elif not self.widen():
            self.say(_(word("There is no filter to take away.")))

    def action_drop_all(self) -> None:
        request = self._wanted.get(self.half)
        if request and (request.option("where") or request.first("q")):
            self._close_field()
            self.rearrange(_(word("all filters")), self._wanted[self.half].having(where=None, q=None))
        else:
            self.say(_(word("There is no filter to take away.")))

    def action_drop_chip(self, half: str, number: int) -> None:
        """The chip that was clicked; the last one is the narrowing text."""
        self.focus_on(half)
        chips = list(chips_of(self._wanted[half]))
        if number < len(chips):
            self._hold_to(chips[:number] + chips[number + 1 :])
        else:
            self.widen()

    # The line of chips

    def on_navigator_loaded(self, event: Navigator.Loaded) -> None:
        self.call_next(lambda: self._show_chips_of(event))

    def _show_chips_of(self, event: Navigator.Loaded) -> None:
        """Where the line of chips comes or goes, the rows stay where they were to stand."""
        line, grid, place = self.query_one(ChipLine), self.grid_of(event.half), event.spot.place
        before = line.display
        self._show_chips()
        if line.display != before and grid.place.row == place.row:
            self.call_after_refresh(lambda: grid.scroll_to(y=place.top, animate=False, force=True))

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        self._show_chips()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_chips)

    def action_pane(self, pane: str) -> None:
        super().action_pane(pane)
        self._show_chips()

    def _show_chips(self) -> None:
        listed, viewed = (self._filters(half) for half in ("list", "view"))
        here, view = {"list": listed, "view": viewed}[self.half], self.grid.view
        counted = translate(word("rows: {n}"), n=view.data_count) if here and view else ""
        listing = self.grid_of("list")
        self.query_one(ChipLine).show(
            listed if listing.display else (), viewed, counted, listing.outer_size.width if listing.display else 0
        )

    def _filters(self, half: str) -> list[str]:
        request, view = self._shown.get(half), self.grid_of(half).view
        return filters_of(request, view.all_columns) if request and view else []


def chip_like(cell: Cell, column: str) -> Chip:
    if cell.value is None and not cell.text and cell.status:
        return Chip(STATUS, str(cell.status))
    return Chip(column, value_of(cell))


def sections_of(
    source: Source, request: ViewRequest, view: View, columns: Sequence[str], text: str = ""
) -> list[Section]:
    """The values of these columns and aspects that hold a text; of aspects, as they are called in words."""
    from tui.screens.values import Section

    found = []
    for id_ in columns:
        aspect = id_ in ASPECTS and all(column.id != id_ for column in view.all_columns)
        try:
            values = source.values(request, id_, "" if aspect else text)
        except AddressError:
            if not aspect:
                raise
            continue
        if aspect:
            kept = [one for one in values.values if text.casefold() in value_name(id_, one.value).casefold()]
            values = values._replace(values=tuple(kept))
        if not aspect or any(one.value for one in values.values):
            name = column_name(id_, view.all_columns)
            found.append(Section(id_, name, values, is_numeric(id_, view.all_columns)))
    return found
