"""What the help lists: keys of the half in use, why the cell and the view are as they are, all actions, the marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from db.view import Row, View, word
from tui.actions import ACTIONS, BY_ID, GROUPS, Action
from tui.cells import wrapped
from tui.celltext import LEGEND, meanings, note_text
from tui.chips import filters_of
from tui.grid import Grid
from tui.i18n import _, translate
from tui.listing import line, listing, title
from tui.sought import fitting, holds

HALVES = {
    "list": word("Keys of the list"),
    "view": word("Keys of the view"),
    "compare": word("Keys of a comparison"),
}


class Reasons(NamedTuple):
    """Why the cell under the cursor is as it is, and what is to be known of the whole view."""

    cell: tuple[str, ...] = ()
    view: tuple[str, ...] = ()


def reasons_in(grid: Grid) -> Reasons:
    view, row, cell = grid.view, grid.row, grid.cell
    if view is None:
        return Reasons()
    here = [*(meanings(cell) if cell else []), *([note_text(row.note)] if row and row.note else [])]
    filters = filters_of(view.request, view.all_columns)
    hidden = len(view.all_columns) - len(view.columns)
    told = [
        *(note_text(note) for note in view.notes),
        *([translate(word("rows are held back: {filters}"), filters="; ".join(filters))] if filters else []),
        *([translate(word("hidden columns: {n}; {key} shows them"), n=hidden, key=_key("columns"))] if hidden else []),
    ]
    return Reasons(tuple(here), tuple(told))


def help_lines(part: str, reasons: Reasons, text: str = "", width: int = 60) -> View:
    """`part` is list, view or compare. What fits the text; remarks are broken to lines of so many cells."""
    sections: Mapping[str, list[Row]] = {
        HALVES[part]: [] if text.strip() else _actions((action for action in ACTIONS if part in action.foot), ""),
        word("The cell under the cursor"): _said(reasons.cell, text, width),
        word("Notes on this view"): _said(reasons.view, text, width),
        **{name: _actions(group, text) for name, group in GROUPS.items()},
        word("Marks"): [
            line("", _(mark), _(meaning)) for mark, meaning in LEGEND if holds(text, mark, _(mark), _(meaning))
        ],
    }
    return listing(2, [row for name, rows in sections.items() if rows for row in (title(_(name)), *rows)])


def _actions(actions: Iterable[Action], text: str) -> list[Row]:
    return [line(action.id, action.all_keys, _(action.label)) for action in fitting(actions, text)]


def _said(texts: Iterable[str], text: str, width: int) -> list[Row]:
    return [line("", "", part) for said in texts if holds(text, said) for part in wrapped(said, width)]


def _key(id_: str) -> str:
    return BY_ID[id_].key


def room_for_remarks(width: int) -> int:
    """Cells of a remark on the sheet, on a screen of this width."""
    return max(min(width * 84 // 100, 104) - 26, 20)
