"""The program `nianbao`: chooses the language before anything is said in it, then hands over to the command line."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from tui.i18n import LOCALES, set_language
from tui.settings import AUTO, read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code: 0 well, 1 a fault, 2 wrong or ambiguous words, 130 interrupted."""
    gc.set_threshold(50_000)  # nearly all that a start makes stays: looking for garbage so soon is a tenth of it
    atexit.register(gc.freeze)  # and at the end all of it goes with the process: nobody has to look through it
    words = list(sys.argv[1:] if argv is None else argv)
    settings = read_settings(os.environ)
    lang = chosen_language(words, os.environ, settings.language)
    set_language(lang)
    from tui.cli import run
    from tui.cli.click_words import speak

    speak(lang)
    return run(words, settings)


def chosen_language(words: Sequence[str], environ: Mapping[str, str], setting: str = AUTO) -> str:
    """`--lang`, else NIANBAO_LANG, else the setting, else English for an `en` locale and Chinese otherwise."""
    for lang in (_named(words), environ.get("NIANBAO_LANG", ""), setting):
        if lang in LOCALES:
            return lang
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.startswith("en") else "zh"


def _named(words: Sequence[str]) -> str:
    """The value of the last `--lang`."""
    named = ""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == "--":
            break
        if word == "--lang":
            named = following
        elif word.startswith("--lang="):
            named = word.removeprefix("--lang=")
    return named


if __name__ == "__main__":
    sys.exit(main())
