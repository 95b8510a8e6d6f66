"""The explorer as a Textual app. It is given what opens its source: its first picture waits for no database."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from db.errors import NianbaoError
from tui.actions import Context, bindings
from tui.faults import as_fault, sentence
from tui.foot import Foot
from tui.grid import PlainScrollBar
from tui.screens.explorer import ExplorerScreen
from tui.themes import INK, PAPER, THEMES

if TYPE_CHECKING:
    from tui.source import Source


COLLECTED_AFTER = 1.0  # seconds: when the first rows are on the screen


class NianbaoApp(App[int]):
    TITLE = "nianbao"
    BINDINGS = bindings(Context.APP)
    ENABLE_COMMAND_PALETTE = False  # ours has every action and is in the language chosen

    @dataclass
    class Opened(Message):
        source: Source

    @dataclass
    class Refused(Message):
        error: NianbaoError

    def __init__(self, open_source: Callable[[], Source], theme: str = INK.name) -> None:
        super().__init__()
        self._open_source = open_source
        self.source: Source | None = None
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        ScrollBar.renderer = PlainScrollBar  # for the whole program: Textual has no other place for it

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return INK.variables

    def get_default_screen(self) -> Screen[None]:
        self.explorer = ExplorerScreen()
        return self.explorer

    def on_mount(self) -> None:
        self.set_timer(COLLECTED_AFTER, gc.enable)  # whoever starts us may have put it off (see `tui.cli.explore`)
        self.run_worker(self._open, thread=True, group="open")

    def _open(self) -> None:
        try:
            answer: Message = self.Opened(self._open_source())
        except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
            answer = self.Refused(as_fault(error))
        self.post_message(answer)

    def on_nianbao_app_opened(self, event: Opened) -> None:
        self.source = event.source
        self.explorer.begin(event.source)

    def on_nianbao_app_refused(self, event: Refused) -> None:
        self.explorer.query_one(Foot).say(sentence(event.error), fault=True)

    def action_theme(self) -> None:
        self.theme = PAPER.name if self.theme == INK.name else INK.name


def run(open_source: Callable[[], Source], theme: str = INK.name) -> int:
    """Run the explorer until it is left and give the exit code. `open_source` is called in a thread of its own."""
    app = NianbaoApp(open_source, theme)
    try:
        app.run()
    finally:
        if app.source is not None:
            app.source.close()
    return app.return_code or 0
