"""What is kept from one start to the next, for each database: where one left off, what was shown, bookmarks.

What is marked is not: a comparison is kept as what was shown, or as a bookmark.

One JSON file in the user's folder for states. Each write reads it afresh, so that two running apps keep each other's
bookmarks and what was shown; of where one left off the last word stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from db.address import ViewRequest, parse_address
from db.errors import AddressError, NianbaoError, fault
from tui.cli.output import save_text
from tui.journey import KEPT, Visit
from tui.panes import PANES, first_state
from tui.state import ExplorerState, Place, Spot, Step, Way

VERSION = 1
DATABASES = 50  # of which something is kept
BEHIND = 30  # steps that esc leads back


class StateError(NianbaoError):
    """The file of what is kept cannot be used; one begins anew."""


class Remembered(NamedTuple):
    state: ExplorerState | None = None  # None: the first start
    visited: tuple[Visit, ...] = ()  # each view once, the latest last
    bookmarks: tuple[Visit, ...] = ()
    theme: str = ""


class Memory:
    """What is kept for one database. `fault` is why what was kept could not be taken up."""

    def __init__(self, database: Path, path: Path | None = None, *, fresh: bool = False) -> None:
        self._key = str(database.resolve())
        self._path = path or state_path()
        self._fresh = fresh
        self.fault: NianbaoError | None = None
        self.first_start = not self._path.exists()  # nothing was kept yet, of any database
        self._usable = True
        self._known: frozenset[ViewRequest] = frozenset()

    def recall(self) -> Remembered:
        """Never raises: a file that is damaged, or of another program, is put aside."""
        try:
            found = _remembered(self._read(), self._key)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self._put_aside()
            found = Remembered()
        self._known = frozenset(visit.request for visit in found.bookmarks)
        return Remembered(None, found.visited, found.bookmarks, found.theme) if self._fresh else found

    def keep(self, now: Remembered) -> None:
        """Write it down; ExportError when that cannot be. What could not be put aside is never written over."""
        if not self._usable:
            return
        document: dict[str, Any] = {}
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            document = self._read()
        databases = dict(document.get("databases", {}))
        before = _remembered(document, self._key) if document else Remembered()
        databases.pop(self._key, None)
        databases[self._key] = {
            "left": _from_state(now.state) if now.state else None,
            "visited": _from_visits(_joined(before.visited, now.visited)[-KEPT:]),
            "bookmarks": _from_visits(self._merged(before.bookmarks, now.bookmarks)),
        }
        kept = dict(list(databases.items())[-DATABASES:])
        theme = now.theme or document.get("theme", "")
        document = {"version": VERSION, "theme": theme, "databases": kept}
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        save_text(json.dumps(document, ensure_ascii=False, indent=1), self._path, overwrite=True)

    def _merged(self, theirs: Sequence[Visit], ours: Sequence[Visit]) -> list[Visit]:
        """Bookmarks in the file, with what was added here and without what was taken away here."""
        requests = {visit.request for visit in ours}
        kept = [visit for visit in theirs if visit.request in requests or visit.request not in self._known]
        merged = _joined(kept, [visit for visit in ours if visit.request not in self._known])
        self._known = frozenset(requests)
        return merged

    def _read(self) -> dict[str, Any]:
        """An empty document where there is no file."""
        try:
            document = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        if not isinstance(document, dict) or document.get("version") != VERSION:
            raise ValueError
        return document

    def _put_aside(self) -> None:
        aside = self._path.with_suffix(".aside.json")
        said = fault("What was kept of the last time cannot be read; it is in {path} now, and one begins anew.")
        try:
            self._path.replace(aside)
        except OSError:
            self._usable = False
            said = fault("What was kept of the last time cannot be read; {path} is left as it is, and nothing is kept.")
            aside = self._path
        self.fault = StateError(said, path=aside)


def state_path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("nianbao", appauthor=False) / "state.json"


def _joined(earlier: Iterable[Visit], later: Iterable[Visit]) -> list[Visit]:
    """Each view once, at its latest place."""
    joined: dict[ViewRequest, Visit] = {}
    for visit in (*earlier, *later):
        joined.pop(visit.request, None)
        joined[visit.request] = visit
    return list(joined.values())


def _remembered(document: Mapping[str, Any], key: str) -> Remembered:
    """ValueError, TypeError, KeyError or AttributeError when it is not as we write it."""
    entry = document.get("databases", {}).get(key, {})
    left = entry.get("left")
    return Remembered(
        _to_state(left) if left else None,
        _to_visits(entry.get("visited", [])),
        _to_visits(entry.get("bookmarks", [])),
        str(document.get("theme", "")),
    )


def _from_visits(visits: Iterable[Visit]) -> list[list[str]]:
    return [[str(visit.request), visit.label] for visit in visits]


def _to_visits(rows: Iterable[Sequence[str]]) -> tuple[Visit, ...]:
    """Addresses that this program does not know (any more) are left out."""
    visits = []
    for address, label in rows:
        with suppress(AddressError):
            visits.append(Visit(parse_address(address), str(label)))
    return tuple(visits)


def _from_state(state: ExplorerState) -> dict[str, Any]:
    ways = {pane: [_from_step(step) for step in (*way.behind[-BEHIND:], way.now)] for pane, way in state.ways.items()}
    return {"pane": state.pane, "ways": ways}


def _from_step(step: Step) -> dict[str, Any]:
    return {
        "list": _from_spot(step.list),
        "view": _from_spot(step.view) if step.view else None,
        "on_view": step.on_view,
        "origin": step.origin,
    }


def _from_spot(spot: Spot) -> list[Any]:
    return [str(spot.request), *spot.place, spot.at]


def _to_state(left: Mapping[str, Any]) -> ExplorerState:
    """Panes that there are now; each as it was left, else at its list."""
    state = first_state()
    ways = dict(state.ways)
    for pane, steps in left["ways"].items():
        if pane in ways and (way := _to_way(steps)):
            ways[pane] = way
    pane = left["pane"] if left["pane"] in ways else state.pane
    return ExplorerState(pane, ways)


def _to_way(steps: Iterable[Mapping[str, Any]]) -> Way | None:
    """None where an address is not known (any more)."""
    try:
        *behind, now = map(_to_step, steps)
    except AddressError:
        return None
    return Way(now, tuple(behind))


def _to_step(step: Mapping[str, Any]) -> Step:
    view, origin = step["view"], str(step.get("origin", ""))
    known = origin if any(pane.id == origin for pane in PANES) else ""
    return Step(_to_spot(step["list"]), _to_spot(view) if view else None, bool(step["on_view"]), known)


def _to_spot(spot: Sequence[Any]) -> Spot:
    address, row, column, top, left, at = spot
    return Spot(parse_address(address), Place(*(max(int(number), 0) for number in (row, column, top, left))), str(at))
