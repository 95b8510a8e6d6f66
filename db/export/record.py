"""The record of a school as a text in Markdown, to be read or handed on: sections with what is said in each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from db.export.markdown import escaped
from db.export.origins import notes_of
from db.export.table import Words
from db.view import Cell, Column, ColumnKind, Row, RowKind, View, word, worded

TEXTS = ("item", "content", "source", "issuer", "unit")


def write_record(view: View, stream: BinaryIO, words: Words) -> int:
    """Give the number of rows."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        text.write("\n".join(_lines(view, words)) + "\n")
    finally:
        text.detach()
    return view.data_count


def _lines(view: View, words: Words) -> Iterator[str]:
    *above, (name, _request) = view.trail
    yield f"# {escaped(name)}"
    yield from ["", escaped(" / ".join(words.translate(place) for place, _request in above))] if above else []
    for row in view.rows():
        if row.kind is not RowKind.HEADING:
            yield _told(row, view.columns, words)
            yield from [f"  - {escaped(words.note(row.note))}"] if row.note else []
        elif row.cells[0].text == name:
            yield ""
        else:
            yield from ("", f"## {escaped(worded(row.cells[0], words.translate))}", "")
    if notes := notes_of(view, words):
        yield from ("", f"## {words.translate(word('Notes'))}", "", *(f"- {escaped(note)}" for note in notes))


def _told(row: Row, columns: Sequence[Column], words: Words) -> str:
    """The item, what is said of it, by whom and where; columns that were hidden are left out."""
    cells = {column.id: cell for column, cell in zip(columns, row.cells, strict=False)}
    item, content, source, issuer, unit = (_text(cells.get(id_), words) for id_ in TEXTS)
    said = words.translate(word("; ")).join(filter(None, (*_earlier(row, columns, unit), content)))
    whence = words.say(word("{issuer}: {source}"), issuer=issuer, source=source) if issuer else source
    told = f"**{escaped(item)}**" if item else ""
    if said:
        told = words.say(word("{item}: {text}"), item=told, text=escaped(said)) if told else escaped(said)
    return "- " + (words.say(word("{text} ({source})"), text=told, source=escaped(whence)) if whence else told)


def _earlier(row: Row, columns: Sequence[Column], unit: str) -> Iterator[str]:
    """Figures of the years before the last, which the content tells."""
    years = [
        f"{(cell.qualifier or '{}').format(cell.text)} {unit} ({column.label})"
        for column, cell in zip(columns, row.cells, strict=False)
        if column.kind is ColumnKind.NUMBER and cell.text
    ]
    yield from years[:-1]


def _text(cell: Cell | None, words: Words) -> str:
    return worded(cell, words.translate) if cell else ""
