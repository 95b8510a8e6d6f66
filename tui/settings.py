"""Settings: what a person wrote down in a TOML file, or in the environment, of how the program is to be.

Reading them costs a start next to nothing while there is no file: only then is anything imported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from db.errors import NianbaoError, UnknownNameError, fault

VARIABLE = "NIANBAO_CONFIG"
FILE = "config.toml"
AUTO = "auto"


class Setting(NamedTuple):
    """`values`: those there are, the first is the default. `variable` of the environment stands before the file."""

    values: tuple[str, ...]
    variable: str


SETTINGS = {
    "language": Setting((AUTO, "zh", "en"), "NIANBAO_LANG"),
    "theme": Setting((AUTO, "ink", "paper", "ink-high", "paper-high", "sixteen"), "NIANBAO_THEME"),
    "encoding": Setting(("utf-8-sig", "utf-8", "gb18030"), "NIANBAO_ENCODING"),
    "signs": Setting((AUTO, "unicode", "ascii"), "NIANBAO_SIGNS"),
    "ambiguous_width": Setting((AUTO, "1", "2"), "NIANBAO_AMBIGUOUS_WIDTH"),
}
"""language; theme; encoding of CSV files; signs that are drawn; cells of a character of ambiguous width."""

KEYS = "keys"
"""The section of the file that gives actions, by their ids, other keys."""


class SettingsError(NianbaoError):
    """Something in the settings that was not taken; the default stands in its place."""


class Settings(NamedTuple):
    """What is in force. `keys`: keys by action id, separated by spaces; `origins`: file or environment, by name."""

    language: str = AUTO
    theme: str = AUTO
    encoding: str = "utf-8-sig"
    signs: str = AUTO
    ambiguous_width: str = AUTO
    keys: Mapping[str, str] = MappingProxyType({})
    path: Path = Path()
    origins: Mapping[str, str] = MappingProxyType({})
    faults: tuple[NianbaoError, ...] = ()


def settings_path(environ: Mapping[str, str]) -> Path:
    """The file, whether it is there or not: what NIANBAO_CONFIG names, else one in the user's folder for settings."""
    if named := environ.get(VARIABLE):
        return Path(named).expanduser()
    if sys.platform in ("win32", "darwin"):
        from platformdirs import user_config_path

        return user_config_path("nianbao", appauthor=False) / FILE
    folder = environ.get("XDG_CONFIG_HOME", "").strip()  # as platformdirs has it, whose import every start would feel
    return Path(folder or "~/.config").expanduser() / "nianbao" / FILE


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The file, and the environment before it; never raises, what is wrong is in `faults`."""
    path = settings_path(environ)
    text, faults = _text_of(path)
    values, found = _Reading(path, text).values() if text else ({}, [])
    faults += found
    origins = dict.fromkeys(values, "file")
    for name, setting in SETTINGS.items():
        value = environ.get(setting.variable, "")
        if value in setting.values:
            values[name], origins[name] = value, "environment"
        elif value:
            faults.append(_no_value(setting.variable, name, value))
    return Settings(**values)._replace(path=path, origins=origins, faults=tuple(faults))


def _text_of(path: Path) -> tuple[str, list[NianbaoError]]:
    try:
        return path.read_text(encoding="utf-8-sig"), []
    except FileNotFoundError:
        return "", []
    except UnicodeDecodeError:
        return "", [SettingsError(fault("{place}: the settings are not in UTF-8."), place=path)]
    except OSError as error:
        said = fault("{place}: the settings cannot be read ({reason}).")
        return "", [SettingsError(said, place=path, reason=error.strerror)]


class _Reading:
    """One file, read as far as it can be."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._faults: list[NianbaoError] = []

    def values(self) -> tuple[dict[str, Any], list[NianbaoError]]:
        """Of the settings that are right, and what is wrong with the others."""
        import tomllib

        try:
            document = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            reason = re.sub(r" \(at .*\)$", "", str(error))
            place = self._place(int(line[1]) if line else self._text.count("\n") + 1)
            return {}, [SettingsError(fault("{place}: this is no TOML ({reason})."), place=place, reason=reason)]
        values: dict[str, Any] = dict(self._plain(document))
        if keys := self._keys(document.get(KEYS, {})):
            values[KEYS] = keys
        return values, self._faults

    def _plain(self, document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for name, value in document.items():
            if name == KEYS:
                continue
            if name not in SETTINGS:
                self._unknown(fault("{place}: there is no setting “{name}”."), name, [*SETTINGS, KEYS])
            elif isinstance(value, bool) or str(value) not in SETTINGS[name].values:
                self._faults.append(_no_value(self._place(self._line(name)), name, value))
            else:
                yield name, str(value)

    def _keys(self, chosen: object) -> dict[str, str]:
        if not isinstance(chosen, dict):
            said = fault('{place}: keys is a section: [keys], and below it lines such as help = "f3".')
            self._faults.append(SettingsError(said, place=self._place(self._line(KEYS))))
            return {}
        from tui.actions import BY_ID

        keys: dict[str, str] = {}
        for id_, value in chosen.items():
            named = [value] if isinstance(value, str) else value
            if id_ not in BY_ID:
                self._unknown(fault("{place}: there is no action “{name}”."), id_, list(BY_ID), KEYS)
            elif not isinstance(named, list) or not named or (wrong := [k for k in named if not is_key(k)]):
                said = fault("{place}: “{key}” is no key; keys look like x, f3, ctrl+f.")
                shown = wrong[0] if isinstance(named, list) and named else value
                self._faults.append(SettingsError(said, place=self._place(self._line(id_, KEYS)), key=shown))
            else:
                keys[id_] = " ".join(map(key_name, named))
        return self._without_clashes(keys)

    def _without_clashes(self, chosen: dict[str, str]) -> dict[str, str]:
        """A key that another action has already is not taken; who wanted it keeps its own."""
        from tui.actions import ACTIONS

        while True:
            owners = {key: a for a in ACTIONS if a.id not in chosen for key in a.keys.split()}
            clash = None
            for id_, keys in chosen.items():
                clash = next(((id_, key, owners[key]) for key in keys.split() if key in owners), None)
                if clash:
                    break
                owners |= {key: action for action in ACTIONS if action.id == id_ for key in keys.split()}
            if clash is None:
                return chosen
            id_, key, other = clash
            said = fault("{place}: the key {key} is that of “{other}” already; “{action}” keeps its own.")
            place = self._place(self._line(id_, KEYS))
            self._faults.append(SettingsError(said, place=place, key=key, other=other.id, action=id_))
            chosen = {other_id: keys for other_id, keys in chosen.items() if other_id != id_}

    def _unknown(self, said: str, name: str, known: Sequence[str], section: str = "") -> None:
        from difflib import get_close_matches

        nearest = tuple(get_close_matches(name, known, 1, 0.5))
        self._faults.append(UnknownNameError(said, nearest, place=self._place(self._line(name, section)), name=name))

    def _place(self, line: int) -> str:
        return f"{self._path}:{line}"

    def _line(self, name: str, section: str = "") -> int:
        """Where a key stands: TOML's own reader does not tell."""
        key = rf"""\s*["']?{re.escape(name)}["']?\s*="""
        within = ""
        for number, line in enumerate(self._text.splitlines(), 1):
            if head := re.match(r"\s*\[([^\]]*)\]", line):
                within = head[1].strip()
                if within == name and not section:
                    return number
            elif re.match(key if within == section else rf"\s*{section}\s*(\.|=.*[{{,]){key}", line):
                return number
        return 1


def _no_value(place: str, name: str, value: object) -> SettingsError:
    said = fault("{place}: “{value}” is no value of {name}; there are: {values}.")
    return SettingsError(said, place=place, value=value, name=name, values=", ".join(SETTINGS[name].values))


CALLED = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert"}
NAMED = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab", "space")
) | {"backspace", "delete", "insert", *(f"f{number}" for number in range(1, 25))}
MODIFIERS = frozenset(("ctrl", "alt", "shift", "super", "meta", "hyper"))


def key_name(said: str) -> str:
    """A key as Textual calls it: F3 is f3, Ctrl+PgUp is ctrl+pageup."""
    *modifiers, key = said.split("+") if len(said) > 1 else [said]
    if len(key) > 1 or modifiers:
        key = key.lower()
    return "+".join([*map(str.lower, modifiers), CALLED.get(key, key)])


def is_key(said: object) -> bool:
    """Whether there is such a key; a space or a comma alone goes by its name."""
    if not isinstance(said, str) or not said:
        return False
    *modifiers, key = key_name(said).split("+") if len(said) > 1 else [said]
    return set(modifiers) <= MODIFIERS and (key in NAMED or (len(key) == 1 and key.isprintable() and key not in " ,"))
