"""The words that click itself says (help, wrong words), so that our catalogs hold them, and how it comes to use those.

click asks the program's gettext domain, in the language of the environment.
"""

from __future__ import annotations

import gettext
import os
from gettext import ngettext

from tui.cli.command import word
from tui.i18n import DOMAIN, LOCALE_FOLDER, LOCALES

WORDS = (
    word("Usage:"),
    word("Options"),
    word("Commands"),
    word("Positional arguments"),
    word("Show this message and exit."),
    word("Error: {message}"),
    word("Try '{command} {option}' for help."),
    word("No such command {name!r}."),
    word("No such option {name!r}."),
    word("Missing argument"),
    word("Missing option"),
    word("Invalid value: {message}"),
    word("Invalid value for {param_hint}: {message}"),
    word("Option {name!r} does not take a value."),
    word("{value!r} is not a valid {number_type}."),
    word("{value} is not in the range {range}."),
    word("Choose from:\n\t{choices}"),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
)


def speak(lang: str) -> None:
    """Let click speak this language, too."""
    os.environ["LANGUAGE"] = LOCALES[lang]
    gettext.bindtextdomain(DOMAIN, LOCALE_FOLDER)
    gettext.textdomain(DOMAIN)
