"""Options in a form, on one line or as many as they need: one is chosen, or any number are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget


class Option(NamedTuple):
    id: str
    label: str  # in the words of the interface


class OptionLine(Widget, can_focus=True):
    """`chosen` holds the ids chosen, in the order of the options. With `many`, space ticks the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("space,ideographic_space", "tick", show=False),
        Binding("up,k", "screen.move_list(-1)", show=False),
        Binding("down,j", "screen.move_list(1)", show=False),
        Binding("enter", "screen.write", show=False),
    ]
    DEFAULT_CSS = """
    OptionLine { height: auto; width: 1fr; pointer: pointer; }
    """
    GAP = 2

    @dataclass
    class Changed(Message):
        line: OptionLine

        @property
        def control(self) -> OptionLine:
            return self.line

    def __init__(self, options: Sequence[Option], chosen: Sequence[str], *, many: bool = False, id: str) -> None:  # noqa: A002 -- Textual's name for it
        super().__init__(id=id)
        self.options, self.many = tuple(options), many
        self.chosen = tuple(option.id for option in options if option.id in chosen)
        self._cursor = next((i for i, option in enumerate(options) if option.id in chosen), 0)

    def choose(self, id_: str) -> None:
        """Choose one alone."""
        self._cursor = next(i for i, option in enumerate(self.options) if option.id == id_)
        self._set((id_,))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        return len(self._lines(width))

    def render(self) -> Content:
        gap, lines = Content(" " * self.GAP), self._lines(self.content_size.width)
        return Content("\n").join(gap.join(map(self._drawn, line)) for line in lines)

    def _lines(self, width: int) -> list[list[int]]:
        """Places of the options on each line."""
        lines: list[list[int]] = [[]]
        room = width
        for index in range(len(self.options)):
            wanted = self._drawn(index).cell_length
            if lines[-1] and wanted > room:
                lines.append([])
                room = width
            lines[-1].append(index)
            room -= wanted + self.GAP
        return lines

    def _drawn(self, index: int) -> Content:
        option = self.options[index]
        on = option.id in self.chosen
        sign = ("[x] " if on else "[ ] ") if self.many else ("(x) " if on else "( ) ")
        under = self.has_focus and index == self._cursor
        style = "bold $background on $primary" if under else "bold" if on else "$dim"
        return Content.styled(f"{sign}{option.label}", style)

    def action_step(self, steps: int) -> None:
        self._cursor = min(max(self._cursor + steps, 0), len(self.options) - 1)
        if not self.many:
            self._set((self.options[self._cursor].id,))
        self.refresh()

    def action_tick(self) -> None:
        id_ = self.options[self._cursor].id
        wanted = {*self.chosen} ^ {id_} if self.many else {id_}
        self._set(tuple(option.id for option in self.options if option.id in wanted))

    def _set(self, chosen: tuple[str, ...]) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.post_message(self.Changed(self))
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        x, y = event.get_content_offset_capture(self)
        lines = self._lines(self.content_size.width)
        for index in lines[y] if y < len(lines) else ():
            width = self._drawn(index).cell_length
            if 0 <= x < width:
                self._cursor = index
                self.action_tick()
                return
            x -= width + self.GAP
