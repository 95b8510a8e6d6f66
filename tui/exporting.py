"""What is to be written of a view, and how: the choices of the export dialog, and their carrying out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.address import OPTIONS, ViewRequest
from db.errors import ExportError, fault
from db.export import PICTURES
from db.view import Row, RowKind, View
from tui.celltext import file_heading
from tui.i18n import _, language
from tui.listing import Listing
from tui.marks import mark_of

if TYPE_CHECKING:
    from tui.source import Source

FORMATS = ("csv", "xlsx", "md", "json", "parquet", *PICTURES)
NARROWING = tuple(key for key in ("q", "where", "only") if key in OPTIONS)
"""Options of an address that leave rows out."""
NAMED_BY_KEY = ("region", "school", "major", "indicator", "definition")


@dataclass(frozen=True)
class Choices:
    """`rows` is shown, marked or all; the others are those of `db.export.Options`."""

    rows: str = "shown"
    form: str = "csv"
    encoding: str = "utf-8-sig"
    extras: tuple[str, ...] = ()
    sidecar: bool = False


@dataclass(frozen=True)
class Subject:
    """What may be written: the view that is shown, and what is marked (see `tui.marks`), in it or elsewhere."""

    view: View
    source: Source
    marks: frozenset[str] = frozenset()

    @property
    def whole(self) -> ViewRequest:
        """The same view without what narrows it."""
        return self.view.request.having(**dict.fromkeys(NARROWING))

    @property
    def marked_count(self) -> int:
        """How many rows of the view are marked."""
        return sum(mark_of(row) in self.marks for row in self.view.rows()) if self.marks else 0

    def rows_of(self, choice: str) -> View:
        """Asked of the database where all is wanted."""
        view = self.view
        if choice == "all" and self.whole != view.request:
            return self.source.view(self.whole)
        if choice == "marked":
            rows = _under_headings(view.rows(), self.marks)
            return Listing(view.columns, rows, view.request, view.trail, view.notes)
        return view


def _under_headings(rows: Sequence[Row], marks: frozenset[str]) -> list[Row]:
    """The rows that are marked, each below its heading."""
    kept: list[Row] = []
    above: list[Row] = []
    for row in rows:
        if row.kind is RowKind.HEADING:
            above = [row]
        elif mark_of(row) in marks:
            kept += [*above, row]
            above = []
    return kept


def write(
    subject: Subject, path: Path, choices: Choices, *, overwrite: bool, progress: Callable[[int], None] | None = None
) -> int:
    """Give the number of rows. Whatever `progress` raises stops the writing, and nothing is left of the file."""
    from db.export import Options, Words, save

    view = subject.rows_of(choices.rows)
    apart = frozenset(row.key for row in view.rows() if mark_of(row) in subject.marks) if subject.marks else frozenset()
    options = Options(choices.encoding, choices.extras, choices.sidecar, overwrite, progress, apart)
    return save(view, path, choices.form, Words(file_heading, _, glossed=language() == "en"), options, subject.source)


def files_of(path: Path, choices: Choices) -> list[Path]:
    from db.export import Options, Words
    from db.export import files_of as of_options

    return of_options(path, Options(sidecar=choices.sidecar), Words(translate=_))


def proposed_name(request: ViewRequest, form: str, trail: Sequence[str] = ()) -> str:
    """A file name out of the address: region-庆阳市.csv.

    `trail`: names on the way to the view, its own last, which stands for a key; that of a chart follows its subject.
    """
    whole, charted = (trail[:-1], trail[-1:]) if request.first("chart") else (trail, ())
    by_key = whole and request.kind in NAMED_BY_KEY and len(request.names) == 1
    parts = [request.kind, *(whole[-1:] if by_key else request.names), *charted]
    parts += [*request.option("face"), *request.option("year"), *request.option("q")]
    name = "-".join("".join(c if c.isalnum() or c in "-_." else "_" for c in part) for part in parts)
    return f"{name}.{form}"


def file_for(path: Path, form: str = "") -> tuple[Path, str]:
    """What to write and in which format: the one asked for, else that of the ending, else csv.

    A name without an ending gets that of the format. ExportError for the ending of none.
    """
    if not form and path.suffix and not format_of(path):
        said = fault("“{ending}” is no format; the name of a file ends in one of: {formats}.")
        raise ExportError(said, ending=path.suffix, formats=", ".join(f".{known}" for known in FORMATS))
    form = form or format_of(path) or FORMATS[0]
    return (path if path.suffix or path.exists() else path.with_name(f"{path.name}.{form}")), form


def format_of(path: Path) -> str:
    """By the ending; empty for any other."""
    ending = path.suffix.removeprefix(".").lower()
    return ending if ending in FORMATS else ""
