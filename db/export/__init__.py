"""A view as a file for other programs: CSV, JSON, XLSX, Parquet, Markdown; beside it a note on where it comes from.

Values are typed and ungrouped, what is missing is empty. Headings of groups become a leading column, so that the file
stays a table; bars and trends, which only draw numbers, are left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from db.errors import ExportError, fault
from db.export.table import EXTRAS, Facts, Table, Value, Words
from db.view import View

__all__ = [
    "ENCODINGS", "EXTRAS", "FORMATS", "PICTURES", "Facts", "Options", "Sheet", "Words", "files_of", "save",
    "write_view",
]  # fmt: skip

FORMATS = ("csv", "json", "xlsx", "parquet", "md")
PICTURES = ("svg", "png")  # of charts
ENCODINGS = ("utf-8-sig", "utf-8", "gb18030")
"""Of CSV files: UTF-8 with a byte-order mark (by which Excel knows it), UTF-8, GB 18030."""


class Sheet(NamedTuple):
    """What stands beside the data in a workbook; `title` is a message id."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Options:
    """How a view is written. `extras` (of `EXTRAS`) are columns beside those with figures, `sheets` go into a workbook.

    `progress` is told how many rows are written; when it raises, nothing is left of the file.
    """

    encoding: str = ENCODINGS[0]
    extras: tuple[str, ...] = ()
    sidecar: bool = False
    overwrite: bool = False  # a file that is there already
    progress: Callable[[int], None] | None = None
    apart: frozenset[str] = frozenset()  # keys of rows that are set off in a picture
    sheets: tuple[Sheet, ...] = ()


PLAIN = Options()
IDS = Words()


def write_view(
    view: View,
    form: str,
    stream: BinaryIO,
    words: Words = IDS,
    options: Options = PLAIN,
    facts: Facts | None = None,
) -> int:
    """Write all rows of a view in a form of `FORMATS` or `PICTURES` to a stream of bytes; give their number.

    `facts` tells the sources of figures; without it a file holds the view alone. ExportError for an unknown format.
    """
    return _write(_table(view, form, words, options, facts), form, stream, options, facts)


def _table(view: View, form: str, words: Words, options: Options, facts: Facts | None) -> Table:
    if form not in (*FORMATS, *PICTURES):
        raise ExportError(
            fault("There is no format “{format}”; formats are: {formats}."), format=form, formats=", ".join(FORMATS)
        )
    return Table(view, words, facts, options.extras, options.progress)


def _write(table: Table, form: str, stream: BinaryIO, options: Options, facts: Facts | None) -> int:
    from db.export import plain

    if form == "csv":
        return plain.write_csv(table, stream, "gb18030" if options.encoding == "gb18030" else "utf-8")
    if form == "xlsx":
        from db.export.workbook import write_workbook

        return write_workbook(table, stream, facts, options.sheets)
    if form in PICTURES:
        from db.export.picture import write_picture

        return write_picture(table, form, stream, facts, options.apart)
    if form == "md":
        from db.export.markdown import write_markdown

        return write_markdown(table, stream, facts)
    return plain.write_json(table, stream) if form == "json" else plain.write_parquet(table, stream)


def files_of(path: Path, options: Options = PLAIN, words: Words = IDS) -> list[Path]:
    """What is written: the file, and the note that goes with it."""
    from db.export.sidecar import sidecar_of

    return [path, sidecar_of(path, words)] if options.sidecar else [path]


def save(
    view: View,
    path: Path,
    form: str,
    words: Words = IDS,
    options: Options = PLAIN,
    facts: Facts | None = None,
) -> int:
    """Write a view to a file, and its note where one is asked for (with `facts`), whole or not at all.

    Gives the number of rows. A file that is there already stays unless `options.overwrite` (ExportError).
    """
    files = files_of(path, options, words)
    with _parts(files, path, overwrite=options.overwrite) as parts:
        table = _table(view, form, words, options, facts)
        with parts[0].open("xb") as file:
            file.write(b"\xef\xbb\xbf" if form == "csv" and options.encoding == "utf-8-sig" else b"")
            count = _write(table, form, file, options, facts)
            _settle(file)
        if len(parts) > 1 and facts:
            from db.export.sidecar import sidecar_text

            with parts[1].open("xb") as file:
                file.write(sidecar_text(table, path, count, facts).encode())
                _settle(file)
    return count


@contextmanager
def _parts(files: list[Path], path: Path, *, overwrite: bool) -> Iterator[list[Path]]:
    """Places to write to; they take the files' places when all are whole, else nothing is left of them."""
    parts = [file.with_name(f".{file.name[:40]}.{number}.{os.getpid()}.part") for number, file in enumerate(files)]
    try:
        for file in files:
            _check_free(file, overwrite)
        yield parts
        for part, file in zip(parts, files, strict=True):
            part.replace(file)
    except FileNotFoundError as error:
        raise ExportError(fault("There is no folder {folder} to write to."), folder=path.parent) from error
    except PermissionError as error:
        raise ExportError(fault("{path} cannot be written: no permission."), path=path) from error
    except OSError as error:
        raise ExportError(fault("{path} cannot be written: {reason}."), path=path, reason=error.strerror) from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink()


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _check_free(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise ExportError(fault("{path} is a folder; give the name of a file."), path=path)
    if not overwrite and path.exists():
        raise ExportError(fault("{path} is there already and was left as it is."), path=path)
