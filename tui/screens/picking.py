"""A sheet on which several rows of a list are chosen: peers, what is compared, indicators by chapter or one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from db.errors import NianbaoError
from db.view import Column, Row, RowKind, View, word
from tui.faults import as_fault, sentence
from tui.grid import Grid
from tui.i18n import _, translate
from tui.listing import Listing
from tui.screens.box import BOX
from tui.screens.sheet import Field
from tui.state import Place

MOST_AT_ONCE = 2000  # rows that are taken up or put away together


class PickField(Field):
    """A line of input in which the space bar chooses, for no name that is looked for has a space."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,ideographic_space", "screen.pick", show=False, priority=True),
        Binding("ctrl+a", "screen.pick_all", show=False, priority=True),
    ]


class PickSheet(ModalScreen[tuple[str, ...] | None]):
    """Gives the keys of the rows chosen, in the order of choosing; None when it is left.

    `find` gives the list for a text (in a thread). A row that is a key of `groups` stands for all of its members.
    `alike` (likewise in a thread) gives the keys of the rows that are taken together with one; without it all are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("space,ideographic_space", "pick", show=False),
        Binding("ctrl+a", "pick_all", show=False),
        Binding("tab,shift+tab", "app.focus_next", show=False),
    ]
    AUTO_FOCUS = "PickField"
    DEFAULT_CSS = f"PickSheet {{ {BOX} & > Vertical {{ height: 86%; }} Grid {{ height: 1fr; max-height: 100%; }} }}"

    @dataclass
    class Found(Message):
        text: str
        view: View

    @dataclass
    class AlikeFound(Message):
        keys: Sequence[str]

    @dataclass
    class Refused(Message):
        error: NianbaoError

    def __init__(
        self,
        title: str,
        find: Callable[[str], View],
        chosen: Iterable[str],
        groups: Mapping[str, Sequence[str]] | None = None,
        alike: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self._heading, self._find, self._groups, self._alike = title, find, groups or {}, alike
        self.chosen = tuple(chosen)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(classes="-title")
            yield PickField(placeholder=_(word("type a part of it")))
            yield Grid(header=False, whole_names=True, marks_by=lambda row: row.key)
            hint = word("space choose    ctrl+a all or none    enter take    esc back")
            of_level = word("space choose    ctrl+a all of its level    enter take    esc back")
            yield Static(Content(_(of_level if self._alike else hint)), classes="-hint")

    def on_mount(self) -> None:
        self._say()
        self._ask("")

    def _ask(self, text: str) -> None:
        self._work("pick", lambda: self.Found(text, self._find(text)))

    def _work(self, group: str, question: Callable[[], Message]) -> None:
        def work() -> None:
            try:
                answer = question()
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                answer = self.Refused(as_fault(error))
            self.post_message(answer)

        self.run_worker(work, thread=True, exclusive=True, group=group)

    def on_input_changed(self) -> None:
        self._ask(self.query_one(PickField).value.strip())

    def on_pick_sheet_found(self, event: Found) -> None:
        if event.text != self.query_one(PickField).value.strip():
            return
        grid = self.query_one(Grid)
        first = next((i for i, row in enumerate(event.view.rows(0, MOST_AT_ONCE)) if row.key in self.chosen), 0)
        grid.show(event.view, Place() if event.text else Place(row=first))
        self._say()

    def on_pick_sheet_refused(self, event: Refused) -> None:
        self.query_one(".-title", Static).update(Content(sentence(event.error)))

    def _say(self) -> None:
        """How many are chosen; their rows are marked, and those of groups of which all are."""
        said = translate(word("{title}: {n} chosen"), title=self._heading, n=len(self.chosen))
        self.query_one(".-title", Static).update(Content(said))
        whole = {group for group, members in self._groups.items() if {*members} <= {*self.chosen}}
        self.query_one(Grid).mark(frozenset({*self.chosen, *whole}))

    def _set(self, keys: Sequence[str]) -> None:
        """Choose them, or put them away when all of them are chosen."""
        if {*keys} <= {*self.chosen}:
            self.chosen = tuple(key for key in self.chosen if key not in keys)
        else:
            self.chosen = (*self.chosen, *(key for key in keys if key not in self.chosen))
        self._say()

    def action_pick(self) -> None:
        if row := self.query_one(Grid).row:
            self._set(self._groups.get(row.key, (row.key,)))

    def action_pick_all(self) -> None:
        """All that the list shows; where it has levels, that of the row under the cursor, else the next below it."""
        grid, alike = self.query_one(Grid), self._alike
        rows = grid.view.rows(0, MOST_AT_ONCE) if grid.view else []
        keys = [row.key for row in rows if row.kind is not RowKind.HEADING and row.key not in self._groups]
        if alike is None or self.query_one(PickField).value.strip():
            self._set(keys)
        else:
            here = grid.place.row
            self._work("alike", lambda: self.AlikeFound(next(filter(_several, map(alike, keys[here:])), keys)))

    def on_pick_sheet_alike_found(self, event: AlikeFound) -> None:
        self._set(event.keys)

    def action_move_list(self, rows: int) -> None:
        self.query_one(Grid).action_move(rows, 0)

    def on_input_submitted(self) -> None:
        self.dismiss(self.picked())

    def on_grid_activated(self) -> None:
        self.dismiss(self.picked())

    def picked(self) -> tuple[str, ...]:
        """What enter takes."""
        return self.chosen


def _several(keys: Sequence[str]) -> bool:
    return len(keys) > 1


class Grouped(NamedTuple):
    """The first column of a view with its headings as rows that can be chosen; `groups`: what stands under each."""

    listing: Listing
    groups: Mapping[str, Sequence[str]]

    def narrowed(self, text: str, found: Collection[str]) -> Listing:
        """Rows of these keys, and groups whose name holds the text, whole."""
        held = {group for group in self.groups if text in group}
        shown = {*found, *held, *(key for group in held for key in self.groups[group])}
        return replace(self.listing, lines=tuple(row for row in self.listing.lines if row.key in shown))


def by_group(rows: Sequence[Row], columns: Sequence[Column], name: Callable[[Row], str]) -> Grouped:
    """`name` gives the key of a heading."""
    lines: list[Row] = []
    groups: dict[str, tuple[str, ...]] = {}
    group = ""
    for row in rows:
        if row.kind is RowKind.HEADING:
            group = name(row)
            lines.append(Row(row.cells[:1], RowKind.TOTAL, key=group))
            groups[group] = ()
        else:
            lines.append(Row(row.cells[:1], depth=row.depth + 1, key=row.key))
            groups[group] = (*groups.get(group, ()), row.key)
    return Grouped(Listing(columns[:1], tuple(lines)), groups)
