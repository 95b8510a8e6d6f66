"""Text that leaves the program as a file or on standard output, in UTF-8 whatever the locale is."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from db.errors import ExportError, fault


def write_text(text: str) -> None:
    sys.stdout.buffer.write(text.encode())


def save_text(text: str, path: Path, overwrite: bool) -> None:
    """Whole or not at all; a file that is there stays unless it is to be replaced."""
    if path.exists() and not overwrite:
        raise ExportError(fault("{path} is there already and was left as it is."), path=path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(path)
    except OSError as error:
        raise ExportError(fault("{path} cannot be written: {reason}."), path=path, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            part.unlink()
