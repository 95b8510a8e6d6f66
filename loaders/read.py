"""Any file that holds a report, read into its material: a published text, or an edition of one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from loaders.decode import decode, read_any
from loaders.edition import is_edition, material_of
from loaders.formats import is_package, refuse_foreign
from loaders.material import Document, Material


def read_report(path: Path, *, region: str = "", year: int = 0, kind: str = "") -> Material:
    """The report in a file, tables put together; LoadError with one sentence when there is none.

    `region` (name or code), `year` and `kind` say what the title does not; an edition says all of it itself.
    """
    data = read_any(path)
    if is_package(data):
        return _published(_from_office(data, path), region=region, year=year, kind=kind)
    refuse_foreign(data, path)
    text = decode(data, path)
    if is_edition(text):
        return material_of(text, path)
    return _published(_from_text(text, data, path), region=region, year=year, kind=kind)


def _from_text(text: str, data: bytes, path: Path) -> Document:
    from loaders.text import document_of

    return document_of(text, path.name, _digest(data))


def _from_office(data: bytes, path: Path) -> Document:
    """What a package holds decides how it is read, not its name."""
    from loaders import docx, xlsx
    from loaders.office.package import Package

    package = Package(data, path)
    if package.kind == "docx":
        return docx.document_of(package, path.name, _digest(data))
    return xlsx.document_of(package, path.name, _digest(data))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _published(document: Document, *, region: str, year: int, kind: str) -> Material:
    from loaders.assemble import assemble
    from loaders.identify import identify
    from loaders.prose.passages import lines_of, passages, text_of
    from loaders.prose.reading import figures_of
    from loaders.statements import statements_of

    tables = assemble(document)
    who = identify(document, region=region, year=year, kind=kind, tables=len(tables))
    hidden = lines_of(tables)
    text = tuple(passages(document, hidden))
    return Material(
        title=who.title,
        issuer=who.issuer,
        region=who.region,
        kind=who.kind,
        year=who.year,
        file=document.file,
        sha256=document.sha256,
        line_count=document.line_count,
        tables=tables,
        figures=figures_of(text, who, tables),
        statements=statements_of(document, who, text, hidden),
        text=text_of(text),
        school=who.school,
        places=document.places,
        left_out=document.left_out,
    )
