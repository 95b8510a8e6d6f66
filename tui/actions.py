"""Everything a person can do in the explorer, once: it feeds the keys, the footer, the help and the palette.

Keys of one character also work as their full-width twins, which a Chinese input method gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from db.view import word

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType


class Context(StrEnum):
    """Who carries an action out: the grid that has the focus, the explorer, or the app."""

    GRID = "grid"
    EXPLORER = "explorer"
    APP = "app"


class Action(NamedTuple):
    """`keys`: the first is shown; may be empty. `call`: the Textual action, with arguments. `foot`: in whose footer."""

    id: str
    keys: str
    label: str
    context: Context
    call: str = ""
    foot: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The first key in force as people call it, empty where there is none."""
        return self.all_keys.partition(" ")[0]

    @property
    def keys_in_force(self) -> str:
        """Those that were chosen, else its own."""
        return _chosen.get(self.id, self.keys)

    @property
    def all_keys(self) -> str:
        return " ".join(_called(key) for key in self.keys_in_force.split() if key != "ideographic_space")

    @property
    def action(self) -> str:
        return self.call or self.id


def _called(key: str) -> str:
    return {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "f1": "F1", "f2": "F2"}.get(key, key)


BOTH, LIST, VIEW = frozenset({"list", "view"}), frozenset({"list"}), frozenset({"view"})
COMPARISON = frozenset({"compare"})

MOVING = (
    Action("activate", "enter", word("open"), Context.GRID, foot=BOTH),
    Action("up", "up k", word("one row up"), Context.GRID, "move(-1, 0)"),
    Action("down", "down j", word("one row down"), Context.GRID, "move(1, 0)"),
    Action("left", "left h", word("one column to the left"), Context.GRID, "move(0, -1)"),
    Action("right", "right l", word("one column to the right"), Context.GRID, "move(0, 1)"),
    Action("page_up", "pageup ctrl+b", word("one page up"), Context.GRID, "page(-1)"),
    Action("page_down", "pagedown ctrl+f", word("one page down"), Context.GRID, "page(1)"),
    Action("top", "home g", word("first row"), Context.GRID),
    Action("bottom", "end G", word("last row"), Context.GRID),
    Action("next_record", "n", word("next record of the list"), Context.EXPLORER, "record(1)"),
    Action("previous_record", "N", word("record of the list before this one"), Context.EXPLORER, "record(-1)"),
    Action("back", "escape", word("one step back"), Context.EXPLORER),
    Action("other", "tab shift+tab", word("list or view"), Context.EXPLORER),
)
COMPARING = (
    Action("mark", "space ideographic_space", word("mark"), Context.EXPLORER, foot=LIST),
    Action("unmark_all", "", word("unmark (all that is marked)"), Context.EXPLORER),
    Action("compare", "=", word("compare"), Context.EXPLORER, foot=LIST),
    Action("peers", "p", word("among its peers"), Context.EXPLORER),
    Action("peer_set", "P", word("choose who stands side by side or is ranked"), Context.EXPLORER),
    Action("indicators", "I", word("pick indicators"), Context.EXPLORER, foot=COMPARISON),
    Action("next_difference", "}", word("next row that differs"), Context.EXPLORER, "difference(1)"),
    Action("previous_difference", "{", word("previous row that differs"), Context.EXPLORER, "difference(-1)"),
    Action("unchanged", "-", word("what differs"), Context.EXPLORER, foot=COMPARISON),
    Action("biggest", "D", word("biggest first"), Context.EXPLORER, foot=COMPARISON),
    Action("ratios", "r", word("per head"), Context.EXPLORER, foot=COMPARISON),
    Action("ranks", "R", word("ranks among peers"), Context.EXPLORER, foot=COMPARISON),
    Action("chart", "v", word("chart; again: lines over years"), Context.EXPLORER),
)
ARRANGING = (
    Action("narrow", "/", word("narrow"), Context.EXPLORER, foot=BOTH),
    Action("find", "f2", word("find"), Context.EXPLORER, foot=BOTH),
    Action("sort", "s", word("sort by this column"), Context.EXPLORER),
    Action("filter", "f", word("filter by values of this column"), Context.EXPLORER),
    Action("like_this", "F", word("only rows like this cell"), Context.EXPLORER),
    Action("topic", "T", word("filter by chapter or status"), Context.EXPLORER),
    Action("drop_last", "x", word("take the last filter away"), Context.EXPLORER),
    Action("drop_all", "X", word("take all filters away"), Context.EXPLORER),
    Action("columns", "C", word("choose, order and freeze columns"), Context.EXPLORER),
    Action("column_left", "<", word("this column one place to the left"), Context.EXPLORER, "shift_column(-1)"),
    Action("column_right", ">", word("this column one place to the right"), Context.EXPLORER, "shift_column(1)"),
    Action("hide_column", "_", word("hide this column"), Context.EXPLORER),
    Action("fold", "z", word("fold or unfold this section"), Context.EXPLORER),
    Action("fold_all", "Z", word("fold or unfold all sections"), Context.EXPLORER),
    Action("undo", "u ctrl+z", word("undo a change of the view"), Context.EXPLORER),
    Action("redo", "U ctrl+y", word("do it again"), Context.EXPLORER),
)
BEHIND = (
    Action("source", "o", word("source"), Context.EXPLORER, foot=VIEW),
    Action("findings", "a", word("findings of this figure"), Context.EXPLORER),
    Action("define", "i", word("what it means"), Context.EXPLORER),
)
TAKING = (
    Action("cite", "c", word("cite this figure"), Context.EXPLORER),
    Action("export", "e", word("export"), Context.EXPLORER, foot=VIEW),
    Action("copy_cell", "y", word("copy the cell"), Context.EXPLORER),
    Action("copy_row", "Y", word("copy the row"), Context.EXPLORER),
    Action("address", "@", word("show and copy the address"), Context.EXPLORER),
)
GOING = (
    Action("pane_reports", "0", word("reports and overview"), Context.EXPLORER, "pane('reports')"),
    Action("pane_regions", "1", word("regions"), Context.EXPLORER, "pane('region')"),
    Action("pane_schools", "2", word("schools"), Context.EXPLORER, "pane('school')"),
    Action("pane_majors", "3", word("majors"), Context.EXPLORER, "pane('major')"),
    Action("pane_indicators", "4", word("indicators"), Context.EXPLORER, "pane('indicator')"),
    Action("pane_tables", "5", word("source tables"), Context.EXPLORER, "pane('tables')"),
    Action("pane_findings", "6", word("findings"), Context.EXPLORER, "pane('findings')"),
    Action("jump", ";", word("a letter on everything that can be gone to"), Context.EXPLORER),
    Action("history_back", "alt+left ctrl+o", word("what was shown before"), Context.EXPLORER),
    Action("history_forward", "alt+right", word("what was shown after it"), Context.EXPLORER),
    Action("bookmark", "b", word("bookmark this view, or take the bookmark away"), Context.EXPLORER),
    Action("bookmarks", "B", word("bookmarks and what was shown before"), Context.EXPLORER),
)
PROGRAM = (
    Action("help", "? f1", word("help"), Context.EXPLORER, foot=BOTH | COMPARISON),
    Action("palette", "ctrl+p :", word("all actions"), Context.EXPLORER),
    Action("tour", "", word("a short tour"), Context.EXPLORER),
    Action("load", "L", word("load a report"), Context.EXPLORER),
    Action("remove", "", word("remove a report that is loaded"), Context.EXPLORER),
    Action("theme", "ctrl+t", word("the next theme"), Context.APP),
    Action("choose_theme", "", word("choose the theme: dark, light, high contrast, 16 colours"), Context.EXPLORER),
    Action("choose_language", "", word("choose the language (Chinese, English)"), Context.EXPLORER),
    Action("settings", "", word("settings, and the file of the configuration"), Context.EXPLORER),
    Action("quit", "q ctrl+q ctrl+c", word("quit"), Context.APP),
)

GROUPS = {
    word("Moving"): MOVING,
    word("Comparing"): COMPARING,
    word("Finding and arranging"): ARRANGING,
    word("Behind a figure"): BEHIND,
    word("Taking along"): TAKING,
    word("Going to"): GOING,
    word("The program"): PROGRAM,
}
"""As the help lists them."""

ACTIONS = tuple(chain.from_iterable(GROUPS.values()))

BY_ID = {action.id: action for action in ACTIONS}


_chosen: Mapping[str, str] = {}


def use_keys(chosen: Mapping[str, str]) -> dict[str, str]:
    """From now on these actions have other keys, by id, separated by spaces. Gives the keymap for Textual."""
    global _chosen  # noqa: PLW0603 -- one set of keys per process, as there is one language
    _chosen = dict(chosen)
    return {id_: ",".join(_with_twins(keys)) for id_, keys in chosen.items()}


def bindings(context: Context) -> list[BindingType]:
    """Keys of the actions of one context. They get their words when they are shown: only then the language is known."""
    return [_binding(action) for action in ACTIONS if action.context is context]


def borrowed(calls: Mapping[str, str]) -> list[BindingType]:
    """Keys of actions, by their ids, that do something of the same sense on a screen over the explorer."""
    return [_binding(BY_ID[id_]._replace(call=call)) for id_, call in calls.items()]


def _binding(action: Action) -> Binding:
    from textual.binding import Binding  # here: the settings know the actions without an app

    keys = ",".join(_with_twins(action.keys)) or f"none_for_{action.id}"  # a place for a key that is chosen
    return Binding(keys, action.action, action.label, show=False, key_display=action.key, id=action.id)


def _with_twins(keys: str) -> list[str]:
    return [twin for key in keys.split() for twin in _twins(key)]


def _twins(key: str) -> Iterator[str]:
    """A key, and for a single character the full-width form of it (U+FF01 to U+FF5E stand for ! to ~)."""
    yield key
    if len(key) == 1:
        yield chr(ord(key) + 0xFEE0)
