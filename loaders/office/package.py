"""An Office file as a package of parts (ECMA-376, part 2): what it holds, and its parts as trees of XML.

The standard library does all of it. Only the parts that are asked for are unpacked, and no more of them than a report
can hold; entities are not expanded.
"""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from db.errors import LoadError, fault

LARGEST = 48
"""Megabytes of XML that the parts of one file may hold. A report of 300 pages has about 10."""

_MOST_TAGS = 5_000_000  # of one part, about a million cells; a tree of more takes too much memory
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KINDS = {"document": "docx", "workbook": "xlsx"}
_STRICT = {  # ISO/IEC 29500 Strict has namespaces of its own, with the same names in them
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


class Package:
    """`kind` is docx or xlsx, `main` the name of its main part. LoadError for a broken file or one of another kind."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        self._left = LARGEST << 20
        self._parts: dict[str, Element] = {}
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise LoadError(
                fault("“{file}” is damaged: it ends too early or cannot be unpacked; fetch or save it once more"),
                file=path,
            ) from error
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self.main = self._main()
        self.kind = self._kind()

    def part(self, name: str) -> Element | None:
        """The root of a part; None when the file does not have it."""
        if name not in self._parts:
            if name.casefold() not in self._names:
                return None
            self._parts[name] = self._parsed(name, self._read(name))
        return self._parts[name]

    def related(self, kind: str, source: str = "") -> Element | None:
        """The part of that kind (`styles`, `numbering`, …) that belongs to the main part."""
        source = source or self.main
        return next((self.part(name) for type_, name in self.relations(source).values() if type_ == kind), None)

    def relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Kind and name of each part that a part refers to, by the id of the reference."""
        folder, name = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = root.iter(_RELATION) if root is not None else ()
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in found
            if one.get("TargetMode") != "External"
        }

    def empty(self) -> LoadError:
        return LoadError(fault("“{file}” is empty"), file=self._path)

    def damaged(self, part: str) -> LoadError:
        return LoadError(
            fault("“{file}” is damaged in its part {part}; open it in Word, Excel or WPS, save it and load that"),
            file=self._path,
            part=part,
        )

    def _main(self) -> str:
        named = next((name for kind, name in self.relations("").values() if kind == "officeDocument"), "")
        usual = next((name for name in ("word/document.xml", "xl/workbook.xml") if name in self._names), "")
        return named if named.casefold() in self._names else usual

    def _kind(self) -> str:
        root = self.part(self.main) if self.main else None
        name = "" if root is None else root.tag.rpartition("}")[2]
        if name not in _KINDS:
            raise LoadError(
                fault("“{file}” is an archive or a file of another program; save the report as DOCX, XLSX or text"),
                file=self._path,
            )
        return _KINDS[name]

    def _read(self, name: str) -> bytes:
        info = self._zip.getinfo(self._names[name.casefold()])
        if info.flag_bits & 1:
            raise LoadError(
                fault("“{file}” is protected by a password; save it without one and load that"), file=self._path
            )
        self._left -= info.file_size  # no more than is declared here is ever unpacked
        if self._left < 0:
            raise self._too_large()
        try:
            return self._zip.read(info)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise self.damaged(name) from error

    def _too_large(self) -> LoadError:
        return LoadError(
            fault("“{file}” is too large for a report: unpacked, its text takes more than {limit} megabytes"),
            file=self._path,
            limit=LARGEST,
        )

    def _parsed(self, name: str, data: bytes) -> Element:
        if b"<!DOCTYPE" in data:
            raise self.damaged(name)
        if data.count(b"<") > _MOST_TAGS:
            raise self._too_large()
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        try:
            return fromstring(data)
        except (ParseError, LookupError, ValueError) as error:
            raise self.damaged(name) from error
