"""The settings file, read as far as it can be: every line that cannot be used is told, with its number and advice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from db.errors import NianbaoError, UnknownNameError, fault
from tui.keynames import SENT_AS, key_name, why_no_key
from tui.settings import KEYS, SETTINGS, SettingsError, no_value

_ASSIGNED = re.compile(r"""\s*(?P<name>[\w.-]*)\s*=\s*(?P<value>[^#=\[\]{},]*?)\s*(?:#.*)?$""")
_HEADER = re.compile(r"\s*\[([^\]]*)\]")
_QUOTES = "\"'“”‘’＂＇ "


class Reading:
    """One file. Faults stand in the order of its lines."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._faults: list[tuple[int, NianbaoError]] = []

    def values(self) -> tuple[dict[str, Any], list[NianbaoError]]:
        """Of the settings that are right, and what is wrong with the others."""
        document = self._document()
        values: dict[str, Any] = dict(self._plain(document))
        if keys := self._keys(document.get(KEYS, {})):
            values[KEYS] = keys
        return values, [error for _line, error in sorted(self._faults, key=lambda told: told[0])]

    # As TOML

    def _document(self) -> Mapping[str, object]:
        """Without the lines that are no TOML; nothing where it cannot be told which these are."""
        lines = self._text.splitlines()
        while True:
            try:
                return tomllib.loads("\n".join(lines) + "\n")
            except tomllib.TOMLDecodeError as error:
                at = re.search(r"line (\d+)", str(error))
                number = int(at[1]) if at else len(lines)
                said, values = _advice(lines[number - 1], twice="Cannot" in str(error)) if at else ("", {})
                if not said:
                    said = fault(
                        '{place}: this is no TOML, and nothing in the file is used; lines look like theme = "ink"'
                    )
                    self._tell(number, said)
                    return {}
                self._tell(number, said, **values)
                lines[number - 1] = ""

    # As settings

    def _plain(self, document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for name, value in document.items():
            if name == KEYS:
                continue
            line = self._line(name)
            if name not in SETTINGS:
                self._unknown(line, fault("{place}: there is no setting “{name}”."), name, [*SETTINGS, KEYS])
            elif isinstance(value, bool) or str(value) not in SETTINGS[name].values:
                self._faults.append((line, no_value(self._place(line), name, _as_written(value))))
            else:
                yield name, str(value)

    def _keys(self, chosen: object) -> dict[str, str]:
        if not isinstance(chosen, dict):
            said = fault('{place}: keys is a section: [keys], and below it lines such as help = "f3".')
            self._tell(self._line(KEYS), said)
            return {}
        from tui.actions import BY_ID

        keys: dict[str, str] = {}
        for id_, value in chosen.items():
            line = self._line(id_, KEYS)
            if id_ not in BY_ID:
                self._unknown(line, fault("{place}: there is no action “{name}”."), id_, list(BY_ID))
            elif self._are_keys(line, id_, named := value if isinstance(value, list) else [value]):
                keys[id_] = " ".join(map(key_name, named))
        return self._without_clashes(keys)

    def _are_keys(self, line: int, id_: str, named: Sequence[object]) -> bool:
        for key in named or ("",):
            if isinstance(key, int) and not isinstance(key, bool):
                self._tell(line, MISSING_QUOTES, name=id_, value=key)
                return False
            if said := why_no_key(key):
                name = key_name(key) if isinstance(key, str) else ""
                self._tell(line, said, key=_as_written(key if named else named), other=SENT_AS.get(name, ""))
                return False
        return True

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
            self._tell(self._line(id_, KEYS), said, key=key, other=other.id, action=id_)
            chosen = {other_id: keys for other_id, keys in chosen.items() if other_id != id_}

    # Faults and their places

    def _tell(self, line: int, said: str, **values: object) -> None:
        self._faults.append((line, SettingsError(said, place=self._place(line), **values)))

    def _unknown(self, line: int, said: str, name: str, known: Sequence[str]) -> None:
        from difflib import get_close_matches

        nearest = tuple(get_close_matches(name, known, 1, 0.5))
        self._faults.append((line, UnknownNameError(said, nearest, place=self._place(line), name=name)))

    def _place(self, line: int) -> str:
        return f"{self._path}:{line}"

    def _line(self, name: str, section: str = "") -> int:
        """Where a key stands: TOML's own reader does not tell."""
        key = rf"""\s*["']?{re.escape(name)}["']?\s*="""
        within = ""
        for number, line in enumerate(self._text.splitlines(), 1):
            if head := _HEADER.match(line):
                within = head[1].strip()
                if within == name and not section:
                    return number
            elif re.match(key if within == section else rf"\s*{section}\s*(\.|=.*[{{,]){key}", line):
                return number
        return 1


MISSING_QUOTES = fault('{place}: quotes are missing, write {name} = "{value}"; this line is not used.')
NO_LINE = fault('{place}: this line cannot be read and is not used; lines look like theme = "ink"')


def _advice(line: str, *, twice: bool) -> tuple[str, dict[str, str]]:
    """A message id and its data on a line that is no TOML; empty where the line alone is none of the known mistakes."""
    header, assigned = _HEADER.match(line), _ASSIGNED.match(line)
    name = header[1].strip() if header else assigned["name"] if assigned else line.partition("=")[0].strip()
    if twice:
        return fault("{place}: {name} is set twice; the first one counts."), {"name": name}
    if _is_toml(line) or header:
        return "", {}
    if assigned and name:
        value = assigned["value"].strip(_QUOTES)
        return MISSING_QUOTES if '"' not in value else NO_LINE, {"name": name, "value": value or "…"}
    if re.match(r"\s*[\w-]+\b[^=\[\]{}]*$", line):
        return fault("{place}: the sign = is missing between name and value; this line is not used."), {}
    return (NO_LINE if assigned else ""), {}


def _is_toml(line: str) -> bool:
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _as_written(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
