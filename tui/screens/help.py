"""What the help and the palette list: the keys of the part that has the focus, all others, and the marks."""

from __future__ import annotations

from collections.abc import Iterable

from db.view import Row, View, word
from tui.actions import ACTIONS, Action, Context
from tui.celltext import LEGEND
from tui.i18n import _
from tui.listing import line, listing, title

EVERYWHERE = frozenset(
    ("back", "history_back", "history_forward", "bookmark", "bookmarks", "address", "help", "palette", "theme", "quit")
)


def help_lines(half: str, notes: Iterable[str]) -> View:
    """`half` is list or view: its keys come first; then the notes of the view, the marks and the other keys."""
    return listing(
        2,
        [
            *_section(word("Keys of the list") if half == "list" else word("Keys of the view"), _keys(half)),
            *_section(word("Notes on this view"), [line("", "", note) for note in notes]),
            *_section(word("Marks"), [line("", _(mark), _(meaning)) for mark, meaning in LEGEND]),
            *_section(word("Moving"), [_line(a) for a in ACTIONS if a.context is Context.GRID]),
            *_section(word("Panes"), [_line(a) for a in ACTIONS if a.id.startswith("pane_")]),
            *_section(word("Everywhere"), [_line(a) for a in ACTIONS if a.id in EVERYWHERE]),
        ],
    )


def palette_lines(text: str = "") -> View:
    """All actions whose words, name or key hold this text."""
    return listing(2, [_line(action) for action in ACTIONS if _matches(action, text.strip().casefold())])


def _keys(half: str) -> list[Row]:
    """Keys in the foot of this half first, then what else the explorer does."""
    others = [
        a for a in ACTIONS if a.context is Context.EXPLORER and a.id not in EVERYWHERE and not a.id.startswith("pane_")
    ]
    first = [a for a in ACTIONS if half in a.foot and a.id not in EVERYWHERE]
    return [_line(action) for action in dict.fromkeys([*first, *others])]


def _section(name: str, rows: list[Row]) -> list[Row]:
    return [title(_(name)), *rows] if rows else []


def _line(action: Action) -> Row:
    return line(action.id, action.all_keys, _(action.label))


def _matches(action: Action, text: str) -> bool:
    return any(text in said.casefold() for said in (_(action.label), action.id.replace("_", " "), action.key))
