"""Any file that holds a report, read into its material: a published text, or an edition of one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from loaders.decode import decode, read_bytes
from loaders.edition import is_edition, material_of
from loaders.material import Material


def read_report(path: Path, *, region: str = "", year: int = 0, kind: str = "") -> Material:
    """The report in a file, tables put together; LoadError with one sentence when there is none.

    `region` (name or code), `year` and `kind` say what the title does not; an edition says all of it itself.
    """
    data = read_bytes(path)
    text = decode(data, path)
    if is_edition(text):
        return material_of(text, path)
    return _published(text, path.name, sha256(data).hexdigest(), region=region, year=year, kind=kind)


def _published(text: str, file: str, digest: str, *, region: str, year: int, kind: str) -> Material:
    from loaders.assemble import assemble
    from loaders.identify import identify
    from loaders.prose.reading import figures_of, text_of
    from loaders.text import document_of

    document = document_of(text, file, digest)
    tables = assemble(document)
    who = identify(document, region=region, year=year, kind=kind, tables=len(tables))
    return Material(
        title=who.title,
        issuer=who.issuer,
        region=who.region,
        kind=who.kind,
        year=who.year,
        file=file,
        sha256=digest,
        line_count=document.line_count,
        tables=tables,
        figures=figures_of(document, who, tables),
        text=text_of(document, tables),
        school=who.school,
    )
