"""How well an action fits what is typed: its words in both languages, their pinyin and initials, its key, its id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from db.folding import folded, spelled
from tui.actions import Action
from tui.i18n import LOCALES, in_language
from tui.spelled import spellings

KEY, WHOLE, BEGINS, WORD, HOLDS = range(5)
"""How it fits, the best first."""
MOST_OF_A_READING = 2
"""Letters from which on a part from the middle of a pinyin is looked for."""


def fitting(actions: Iterable[Action], text: str) -> list[Action]:
    """Those that fit, the best first; of equals, as they come. All of them where nothing is typed."""
    fits = [(fit, action) for action in actions if (fit := fit_of(action, text)) is not None]
    return [action for _fit, action in sorted(fits, key=lambda pair: pair[0])]


def fit_of(action: Action, text: str) -> int | None:
    """How an action fits a text, None where it does not. Of several words each has to fit."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if typed in action.all_keys.split():
        return KEY
    whole = word_fit(action.label, typed, action.id)
    if whole is not None:
        return whole
    fits = [word_fit(action.label, part, action.id) for part in typed.split()]
    return None if None in fits else max(filter(None, fits), default=WHOLE)


def word_fit(label: str, text: str, *others: str) -> int | None:
    """How a text fits a word of the interface in any language, its pinyin, or, less well, other names."""
    wanted, letters = folded(text), spelled(text)
    said = [folded(in_language(lang, label)) for lang in LOCALES]
    read = spellings().get(label, ()) if letters else ()
    if wanted in said or letters in read:
        return WHOLE
    if any(form.startswith(wanted) for form in said) or any(form.startswith(letters) for form in read):
        return BEGINS
    if any(folded(part).startswith(wanted) for form in (label, *others) for part in form.replace("_", " ").split()):
        return WORD
    inside = len(letters) >= MOST_OF_A_READING and any(letters in form for form in read)
    return HOLDS if inside or any(wanted in folded(form) for form in (*said, *others)) else None


def holds(text: str, *forms: str) -> bool:
    """Whether one of these texts holds what is typed."""
    return not text.strip() or any(folded(text) in folded(form) for form in forms)
