"""Keys by their names: as Textual calls them, and which of them a terminal can send."""

from __future__ import annotations

from db.errors import fault

CALLED = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert"}
NAMED = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab", "space")
) | {"backspace", "delete", "insert", *(f"f{number}" for number in range(1, 25))}
MODIFIERS = frozenset(("ctrl", "alt", "shift", "super", "meta", "hyper"))
SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
"""What a terminal sends for these cannot be told from the other key."""


def key_name(said: str) -> str:
    """A key as Textual calls it: F3 is f3, Ctrl+PgUp is ctrl+pageup."""
    *modifiers, key = said.split("+") if len(said) > 1 else [said]
    if len(key) > 1 or modifiers:
        key = key.lower()
    return "+".join([*map(str.lower, modifiers), CALLED.get(key, key)])


def why_no_key(said: object) -> str:
    """A message id with the fields `{place}`, `{key}` and `{other}`; empty for a key that can be pressed.

    A space or a comma alone goes by its name.
    """
    if not isinstance(said, str) or not said:
        return fault("{place}: “{key}” is no key; keys look like x, f3, ctrl+f.")
    name = key_name(said)
    *modifiers, key = name.split("+") if len(name) > 1 else [name]
    known = key in NAMED or (len(key) == 1 and key.isprintable() and key not in " ,")
    if not (known and set(modifiers) <= MODIFIERS):
        return fault("{place}: “{key}” is no key; keys look like x, f3, ctrl+f.")
    if name in SENT_AS:
        return fault("{place}: {key} cannot be used: terminals send it as {other}.")
    if modifiers and key not in NAMED and not _is_sent(modifiers, key):
        return fault("{place}: {key} cannot be used: terminals do not send it.")
    return ""


def _is_sent(modifiers: list[str], character: str) -> bool:
    """ctrl+f, alt+x and ctrl+alt+f: of a character with shift a terminal sends another one."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return set(modifiers) <= {"ctrl", "alt"} and character in letters + ("" if "ctrl" in modifiers else "0123456789")
