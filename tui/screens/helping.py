"""Help in layers: what can be done here and why, all actions, letters to jump by, and a short tour."""

from __future__ import annotations

from textual.events import Key

from db.address import parse_address
from db.view import View, word
from tui.actions import BY_ID, Action, Context
from tui.i18n import _
from tui.journey import Visit
from tui.screens.finding import Finding
from tui.screens.navigator import Navigator
from tui.screens.travelling import Travelling


class Helping(Travelling, Finding):
    tour_waits = False  # until the first picture stands

    def action_help(self) -> None:
        from tui.screens.help import help_lines, reasons_in, room_for_remarks
        from tui.screens.sheet import Sheet

        part, reasons, width = self.part, reasons_in(self.grid), room_for_remarks(self.size.width)

        def lines(text: str = "") -> View:
            return help_lines(part, reasons, text, width)

        wanted = word("a word, its pinyin or initials, or a key")
        self.app.push_screen(Sheet(_(word("Help")), lines(), lines, wanted=wanted), self._carry_out)

    def action_palette(self) -> None:
        from tui.screens.palette import palette_lines
        from tui.screens.possible import why_not
        from tui.screens.sheet import Sheet

        visits, reasons = self.journey.latest(), why_not(self)

        def lines(text: str = "") -> View:
            return palette_lines(text, self.bookmarks, visits, reasons)

        wanted = word("word, pinyin, initials, key, or address: region:庆阳")
        self.app.push_screen(Sheet(_(word("All actions")), lines(), lines, wanted=wanted), self._carry_out)

    def _carry_out(self, chosen: str | None) -> None:
        """Do what was chosen in the help or the palette, or go there."""
        from tui.screens.palette import FOUND, VIEW

        if chosen is None:
            return
        if chosen.startswith(VIEW):
            request = parse_address(chosen.removeprefix(VIEW))
            if not self.go_beside(request):
                self._go_to(Visit(request))
        elif chosen.startswith(FOUND):
            self.find(chosen.removeprefix(FOUND))
        else:
            self._run(BY_ID[chosen])

    def _run(self, action: Action) -> None:
        node = {Context.GRID: self.grid, Context.EXPLORER: self, Context.APP: self.app}[action.context]
        self.call_later(self.app.run_action, action.action, node)

    def action_jump(self) -> None:
        from tui.screens.jump import JumpScreen, targets_on

        targets = targets_on(self)

        def chosen(letter: str | None) -> None:
            if letter is not None:
                self.call_later(self.app.run_action, targets[letter].action, self)

        self.app.push_screen(JumpScreen(targets), chosen)

    def action_focus_half(self, half: str) -> None:
        self.focus_on(half)

    def on_navigator_loaded(self, event: Navigator.Loaded) -> None:
        if self.tour_waits and event.half == "view":
            self.tour_waits = False
            self.call_after_refresh(self.action_tour)

    def action_tour(self) -> None:
        from tui.screens.tour import TourScreen

        if self.app.screen is self:
            self.app.push_screen(TourScreen(self), self._after_tour)

    def _after_tour(self, key: tuple[str, str | None] | None) -> None:
        """A key that is none of the tour's ended it: it does what it does. A key bubbles up to whoever made it."""
        if key is not None:
            self.app.post_message(Key(*key).set_sender(self.app))
