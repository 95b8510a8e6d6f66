"""The settings in words, and the file they are written down in: a template of it, and one setting put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from db.errors import ExportError, fault
from db.view import word
from tui.cells import cells, padded
from tui.i18n import _, language
from tui.settings import AUTO, KEYS, SETTINGS, Settings

ORIGINS = {"": word("default"), "file": word("file"), "environment": word("environment"), "option": word("option")}
MEANINGS = {
    "language": word("language of the interface; auto: that of the locale"),
    "theme": word("colours; auto: those chosen last with ctrl+t, else what the terminal can show"),
    "encoding": word("encoding of CSV files; utf-8-sig: with a byte-order mark, for Excel"),
    "signs": word("signs that are drawn; auto: ascii on a Linux console, else unicode"),
    "ambiguous_width": word("cells of characters such as “ ” — ① ℃; auto: the terminal is asked"),
}
KEYS_MEANING = word('keys of actions by their ids, one or several: help = ["f1", "?"]')
NAMES = {
    "language": {AUTO: word("that of the locale"), "zh": "中文 (Chinese)", "en": "English (英文)"},
    "theme": {
        AUTO: word("what the terminal can show"),
        "ink": word("ink: dark"),
        "paper": word("paper: light"),
        "ink-high": word("ink: dark, high contrast"),
        "paper-high": word("paper: light, high contrast"),
        "sixteen": word("the 16 colours of the terminal"),
    },
}
"""What people call a value, where it does not say it itself."""


class Line(NamedTuple):
    name: str
    value: str
    origin: str
    meaning: str


def lines_of(settings: Settings, named: str = "") -> list[Line]:
    """Every setting with its value, where that comes from and what it means. `named`: the language that --lang says."""
    return [_line(settings, name, named) for name in SETTINGS]


def _line(settings: Settings, name: str, named: str) -> Line:
    value, origin = str(getattr(settings, name)), settings.origins.get(name, "")
    if name == "language" and named:
        value, origin = named, "option"
    shown = f"{value} ({language()})" if name == "language" and value == AUTO else value
    return Line(name, shown, _(ORIGINS[origin]), _(MEANINGS[name]))


def template() -> Iterator[str]:
    """A file in which every setting stands as a comment with its default."""
    from tui.actions import ACTIONS

    yield "# " + _("Settings of nianbao. Take the # away from a line to have it in force.")
    for name, setting in SETTINGS.items():
        yield ""
        yield f"# {_(MEANINGS[name])}"
        yield from _choice(name, setting.values)
        yield f'# {name} = "{setting.values[0]}"'
    yield ""
    yield f"# {_(KEYS_MEANING)}"
    yield f"[{KEYS}]"
    wide = max(len(action.id) for action in ACTIONS)
    for action in ACTIONS:
        keys = [key for key in action.keys.split() if key != "ideographic_space"]
        value = f'"{keys[0]}"' if len(keys) == 1 else "[" + ", ".join(f'"{key}"' for key in keys) + "]"
        given = f" = {value}" if keys else ""  # an action that has no key of its own may be given one
        yield f"# {action.id:{wide}}{given}  # {_(action.label)}"


def _choice(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if name not in NAMES:
        yield f"# {' | '.join(values)}"
        return
    wide = max(map(cells, values))
    yield from (f"#   {padded(value, wide)}  {_(NAMES[name][value])}" for value in values)


def write_template(path: Path, *, overwrite: bool = False) -> None:
    """A file that is there stays (ExportError)."""
    _write(path, "\n".join(template()) + "\n", overwrite=overwrite)


def write_down(path: Path, name: str, value: str) -> None:
    """Put one setting into the file, which is made if there is none; all else in it stays as it is."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        lines = list(template())
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(fault("{path} cannot be written: {reason}."), path=path, reason=error) from error
    end = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    own = [i for i in range(end) if re.match(rf"\s*{name}\s*=", lines[i])]
    offered = [i for i in range(end) if re.match(rf"\s*#\s*{name}\s*=", lines[i])]
    said = f'{name} = "{value}"'
    if place := own or offered:
        lines[place[-1]] = said
    else:
        lines.insert(0, said)
    _write(path, "\n".join(lines) + "\n", overwrite=True)


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    from contextlib import suppress

    from tui.cli.output import save_text

    with suppress(OSError):  # said when the file is written
        path.parent.mkdir(parents=True, exist_ok=True)
    save_text(text, path, overwrite=overwrite)
