"""How bytes become text: UTF-8 (with or without a byte-order mark) or GB18030, or one sentence why not."""

from __future__ import annotations

from pathlib import Path

from db.errors import LoadError, fault
from loaders.formats import BINARY

_TELLING = 10  # so many Chinese characters before the first bad byte: the file is damaged UTF-8, not another encoding


def read_bytes(path: Path) -> bytes:
    """The content of a file of text; LoadError as for any file, and for a binary one."""
    data = read_any(path)
    if b"\0" in data:
        raise LoadError(BINARY, file=path)
    return data


def read_any(path: Path) -> bytes:
    """The file's content; LoadError for a missing file, a folder, an unreadable file."""
    if path.is_dir():
        raise LoadError(fault("“{file}” is a folder; name the report's text file in it"), file=path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise LoadError(fault("There is no file “{file}”"), file=path) from None
    except OSError as error:
        raise LoadError(
            fault("“{file}” cannot be read: {reason}"), file=path, reason=error.strerror or error
        ) from error
    return data


def decode(data: bytes, path: Path) -> str:
    """The text, lines ended by `\\n`; LoadError for an empty or damaged text, with the place of the damage."""
    text = _decoded(data, path).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise LoadError(fault("“{file}” is empty"), file=path)
    return text


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_utf8_before(data, error):
            raise _damage(error, data, path) from error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _damage(error, data, path) from error


def _is_utf8_before(data: bytes, error: UnicodeDecodeError) -> bool:
    before = data[: error.start].decode("utf-8-sig", errors="ignore")
    cut_off = error.end >= len(data)
    return sum("\u4e00" <= c <= "\u9fff" for c in before) >= (1 if cut_off else _TELLING)


def _damage(error: UnicodeDecodeError, data: bytes, path: Path) -> LoadError:
    line = data.count(b"\n", 0, error.start) + 1
    if error.end >= len(data) and error.reason in ("unexpected end of data", "incomplete multibyte sequence"):
        return LoadError(
            fault("“{file}” is cut off in the middle of a character (line {line}, byte {byte})"),
            file=path,
            line=line,
            byte=error.start + 1,
        )
    return LoadError(
        fault("“{file}” is neither UTF-8 nor GB18030: a byte that cannot be read stands in line {line} (byte {byte})"),
        file=path,
        line=line,
        byte=error.start + 1,
    )
