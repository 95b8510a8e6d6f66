"""What a file is, seen from its first bytes, and what to do with one that cannot be read here."""

from __future__ import annotations

from pathlib import Path

from db.errors import LoadError, fault

BINARY = fault("“{file}” is a binary file; give the report as text, Markdown, DOCX or XLSX")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB: Office before 2007, and any protected Office file


def is_package(data: bytes) -> bool:
    """A ZIP archive, as DOCX and XLSX are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_foreign(data: bytes, path: Path) -> None:
    """LoadError for a PDF, RTF, old Office or other binary file, with the way out."""
    if data.startswith(b"%PDF-"):
        raise LoadError(
            fault("“{file}” is a PDF; open it in Word or WPS, save it as DOCX and load that (or its text)"), file=path
        )
    if data.startswith(b"{\\rtf"):
        raise LoadError(fault("“{file}” is an RTF file; save it as DOCX and load that"), file=path)
    if data.startswith(_COMPOUND):
        raise LoadError(_compound_sentence(data), file=path)
    if b"\0" in data:
        raise LoadError(BINARY, file=path)


def _compound_sentence(data: bytes) -> str:
    if _stream("EncryptedPackage") in data:
        return fault("“{file}” is protected by a password; save it without one and load that")
    if _stream("WordDocument") in data:
        return fault("“{file}” is in the old format of Word (.doc, .wps); save it as DOCX and load that")
    if _stream("Workbook") in data or _stream("Book") in data:
        return fault("“{file}” is in the old format of Excel (.xls, .et); save it as XLSX and load that")
    return fault("“{file}” is in an old format of Office; save it as DOCX or XLSX and load that")


def _stream(name: str) -> bytes:
    """The name of a stream as a directory entry begins with it."""
    return name.encode("utf-16-le") + b"\0\0"
