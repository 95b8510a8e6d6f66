"""Settings: what a person wrote down in a TOML file, or in the environment, of how the program is to be.

Reading them costs a start next to nothing while there is no file: only then is anything imported.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from db.errors import NianbaoError, fault

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
    values, faults = _in_file(path)
    origins = dict.fromkeys(values, "file")
    for name, setting in SETTINGS.items():
        value = environ.get(setting.variable, "")
        if value in setting.values:
            values[name], origins[name] = value, "environment"
        elif value:
            faults.append(no_value(setting.variable, name, value))
    return Settings(**values)._replace(path=path, origins=origins, faults=tuple(faults))


def _in_file(path: Path) -> tuple[dict[str, Any], list[NianbaoError]]:
    """Of the settings that are right, and what is wrong with the others."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except UnicodeDecodeError:
        return {}, [SettingsError(fault("{place}: the settings are not in UTF-8."), place=path)]
    except OSError as error:
        said = fault("{place}: the settings cannot be read ({reason}).")
        return {}, [SettingsError(said, place=path, reason=error.strerror)]
    from tui.settings_reading import Reading

    return Reading(path, text).values()


def no_value(place: str, name: str, value: object) -> SettingsError:
    said = fault("{place}: “{value}” is no value of {name}; there are: {values}.")
    return SettingsError(said, place=place, value=value, name=name, values=", ".join(SETTINGS[name].values))
