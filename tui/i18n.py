"""The language that a person is spoken to in, and the catalogs that hold its words.

Message ids are English; data (names of regions, schools, indicators) is never translated. `make catalogs` takes the ids
out of `_`, `translate`, `word` (`db.view`) and `fault` (`db.errors`).
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LOCALES = {"zh": "zh_CN", "en": "en"}
LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "nianbao"

_catalog: gettext.NullTranslations = gettext.NullTranslations()
_language = "zh"


def set_language(lang: str) -> None:
    """Speak this language from now on: `zh` or `en`."""
    global _catalog, _language  # noqa: PLW0603 -- one language per process, chosen at its start
    _language = lang
    _catalog = _catalog_of(lang)


def language() -> str:
    return _language


def _(message: str) -> str:
    """The message in the language chosen; an empty one stays empty."""
    return _catalog.gettext(message) if message else ""


def translate(message: str, /, **values: object) -> str:
    """The message with its `{name}` fields filled in."""
    return _(message).format(**values)


@cache
def _catalog_of(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_FOLDER, [LOCALES[lang]], fallback=True)


def words_of(lang: str) -> Callable[[str], str]:
    """What puts a message into this language, whichever is chosen."""
    return _catalog_of(lang).gettext


def in_language(lang: str, message: str, /, **values: object) -> str:
    """The message in this language, whichever is chosen, with its `{name}` fields filled in."""
    return _catalog_of(lang).gettext(message).format(**values) if message else ""
