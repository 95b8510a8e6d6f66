"""The explorer as a Textual app. It is given what opens its source: its first picture waits for no database."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.events import CursorPosition
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from db.errors import NianbaoError
from db.view import word
from tui.actions import Context, bindings, use_keys
from tui.faults import sentence
from tui.i18n import _, translate
from tui.opening import Opening
from tui.plain import PLAIN
from tui.screens.configuring import NO_COLOURS
from tui.screens.explorer import ExplorerScreen
from tui.scrollbar import PlainScrollBar
from tui.settings import AUTO, Settings
from tui.signs import ascii_wanted, use_ascii
from tui.themes import INK, THEMES, next_theme, theme_of
from tui.width import PROBE, count_ambiguous, wide_at

if TYPE_CHECKING:
    from db.address import ViewRequest
    from tui.keeper import Keeper
    from tui.remembered import Memory
    from tui.source import Source


DEFAULTS = Settings()
COLLECTED_AFTER = 1.0  # seconds: when the first rows are on the screen


class NianbaoApp(Opening):
    TITLE = "nianbao"
    BINDINGS = bindings(Context.APP)
    ENABLE_COMMAND_PALETTE = False  # ours has every action and is in the language chosen

    def __init__(
        self,
        open_source: Callable[[], Source],
        *,
        settings: Settings = DEFAULTS,
        memory: Memory | None = None,
        begin: ViewRequest | None = None,
        keeper: Keeper | None = None,
        tour: bool = False,
    ) -> None:
        """`begin` is what to show first, else what `memory` says was shown last, else the first pane.

        `tour`: a person meets the app for the first time.
        """
        super().__init__(open_source, keeper)
        self.settings = settings
        self.explorer = ExplorerScreen(begin, memory)
        self.explorer.keeper = keeper
        self.explorer.tour_waits = tour
        self.explorer.settings, self.explorer.use_theme = settings, self.use_theme
        if (faults := len(settings.faults)) > 1:
            self.explorer.tell(translate(word("{n} faults in the settings: nianbao config lists them"), n=faults))
        elif settings.faults:
            self.explorer.tell(sentence(settings.faults[0]))
        for known in THEMES:
            self.register_theme(known)
        chosen = theme_of(settings.theme, self.explorer.chosen_theme, self.console.color_system)
        self.theme = INK.name if self.no_color else chosen
        self.set_keymap(use_keys(settings.keys))
        use_ascii(ascii_wanted(settings.signs, os.environ))
        count_ambiguous(2 if settings.ambiguous_width == "2" else 1)
        self._asked_width = False
        ScrollBar.renderer = PlainScrollBar  # for the whole program: Textual has no other place for it

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return INK.variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [PLAIN] if self.no_color else super().get_line_filters()

    def get_default_screen(self) -> Screen[None]:
        return self.explorer

    def on_mount(self) -> None:
        self.set_timer(COLLECTED_AFTER, gc.enable)  # whoever starts us may have put it off (see `tui.cli.explore`)
        self.open_source()
        self._ask_width()

    def _ask_width(self) -> None:
        """How wide the terminal draws characters of ambiguous width; the answer may come or not."""
        if self.settings.ambiguous_width == AUTO and self._driver and not (self.is_headless or self.is_web):
            self._asked_width = True
            self._driver.write(PROBE)

    def on_cursor_position(self, event: CursorPosition) -> None:
        if self._asked_width and wide_at(event.x):
            count_ambiguous(2)
            self.explorer.measure_anew()
        self._asked_width = False

    def action_theme(self) -> None:
        if self.no_color:
            self.explorer.say(_(NO_COLOURS))
        else:
            self.use_theme(next_theme(self.theme))

    def use_theme(self, name: str) -> None:
        """From now on, and where the settings name none, from the next start."""
        from tui.settings_file import NAMES as CALLED

        self.theme = self.explorer.chosen_theme = name
        self.explorer.say(translate(word("Theme: {name}"), name=f"{name} ({_(CALLED['theme'][name])})"))

    async def action_quit(self) -> None:
        said = None
        try:
            self.explorer.keep()
        except NianbaoError as error:
            said = Text(sentence(error))
        self.exit(message=said)


def run(
    open_source: Callable[[], Source],
    *,
    settings: Settings,
    memory: Memory,
    begin: ViewRequest | None = None,
    keeper: Keeper | None = None,
) -> int:
    """Run the explorer until it is left and give the exit code. `open_source` is called in a thread of its own."""
    tour = memory.first_start and begin is None
    app = NianbaoApp(open_source, settings=settings, memory=memory, begin=begin, keeper=keeper, tour=tour)
    try:
        app.run()
    finally:
        if app.source is not None:
            app.source.close()
    return app.return_code or 0
