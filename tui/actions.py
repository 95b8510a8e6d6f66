"""Everything a person can do in the explorer, once: it feeds the keys, the footer, the help and the palette.

Keys of one character also work as their full-width twins, which a Chinese input method gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from textual.binding import Binding, BindingType

from db.view import word


class Context(StrEnum):
    """Who carries an action out: the grid that has the focus, the explorer, or the app."""

    GRID = "grid"
    EXPLORER = "explorer"
    APP = "app"


class Action(NamedTuple):
    """`keys`: the first is shown. `call` is the Textual action, with arguments. `foot`: in the footer of list, view."""

    id: str
    keys: str
    label: str
    context: Context
    call: str = ""
    foot: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The first key as people call it."""
        return _called(self.keys.split()[0])

    @property
    def all_keys(self) -> str:
        return " ".join(_called(key) for key in self.keys.split() if key != "ideographic_space")

    @property
    def action(self) -> str:
        return self.call or self.id


def _called(key: str) -> str:
    return {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "f1": "F1"}.get(key, key)


BOTH, LIST, VIEW = frozenset({"list", "view"}), frozenset({"list"}), frozenset({"view"})

ACTIONS = (
    Action("activate", "enter", word("enter"), Context.GRID, foot=BOTH),
    Action("up", "up k", word("one row up"), Context.GRID, "move(-1, 0)"),
    Action("down", "down j", word("one row down"), Context.GRID, "move(1, 0)"),
    Action("left", "left h", word("one column to the left"), Context.GRID, "move(0, -1)"),
    Action("right", "right l", word("one column to the right"), Context.GRID, "move(0, 1)"),
    Action("page_up", "pageup ctrl+b", word("one page up"), Context.GRID, "page(-1)"),
    Action("page_down", "pagedown ctrl+f", word("one page down"), Context.GRID, "page(1)"),
    Action("top", "home g", word("first row"), Context.GRID),
    Action("bottom", "end G", word("last row"), Context.GRID),
    Action("back", "escape", word("one step back"), Context.EXPLORER),
    Action("other", "tab shift+tab", word("list or view"), Context.EXPLORER),
    Action("mark", "space ideographic_space", word("mark"), Context.EXPLORER, foot=LIST),
    Action("compare", "=", word("compare"), Context.EXPLORER, foot=BOTH),
    Action("narrow", "/", word("narrow"), Context.EXPLORER, foot=BOTH),
    Action("sort", "s", word("sort by this column"), Context.EXPLORER),
    Action("peers", "p", word("among its peers"), Context.EXPLORER),
    Action("source", "o", word("source"), Context.EXPLORER, foot=VIEW),
    Action("findings", "a", word("findings of this figure"), Context.EXPLORER),
    Action("export", "e", word("export"), Context.EXPLORER, foot=BOTH),
    Action("copy_cell", "y", word("copy the cell"), Context.EXPLORER),
    Action("copy_row", "Y", word("copy the row"), Context.EXPLORER),
    Action("pane_regions", "1", word("regions"), Context.EXPLORER, "pane('region')"),
    Action("pane_schools", "2", word("schools"), Context.EXPLORER, "pane('school')"),
    Action("pane_majors", "3", word("majors"), Context.EXPLORER, "pane('major')"),
    Action("pane_indicators", "4", word("indicators"), Context.EXPLORER, "pane('indicator')"),
    Action("pane_tables", "5", word("source tables"), Context.EXPLORER, "pane('tables')"),
    Action("pane_findings", "6", word("findings"), Context.EXPLORER, "pane('findings')"),
    Action("help", "? f1", word("help"), Context.EXPLORER, foot=BOTH),
    Action("palette", "ctrl+p :", word("all actions"), Context.EXPLORER),
    Action("theme", "ctrl+t", word("ink or paper"), Context.APP),
    Action("quit", "q ctrl+q ctrl+c", word("quit"), Context.APP),
)

BY_ID = {action.id: action for action in ACTIONS}


def bindings(context: Context) -> list[BindingType]:
    """Keys of the actions of one context. They get their words when they are shown: only then the language is known."""
    return [_binding(action) for action in ACTIONS if action.context is context]


def _binding(action: Action) -> Binding:
    keys = [twin for key in action.keys.split() for twin in _twins(key)]
    return Binding(",".join(keys), action.action, action.label, show=False, key_display=action.key, id=action.id)


def _twins(key: str) -> Iterator[str]:
    """A key, and for a single character the full-width form of it (U+FF01 to U+FF5E stand for ! to ~)."""
    yield key
    if len(key) == 1:
        yield chr(ord(key) + 0xFEE0)
