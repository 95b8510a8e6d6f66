"""A table in Markdown, as Word takes it through pandoc: caption, columns between pipes, notes and sources below."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from db.export.origins import notes_of, origin_text, origins_of, title_of
from db.export.table import QUALIFIER, Facts, Table, Value
from db.view import Cell, ColumnKind, word

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~^$])")


def write_markdown(table: Table, stream: BinaryIO, facts: Facts | None = None) -> int:
    """The record of a school is a text; every other view a table."""
    if table.view.request.kind == "school" and table.view.request.names:
        from db.export.record import write_record

        return write_record(table.view, stream, table.words)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    count = 0
    try:
        text.write(f"Table: {escaped(title_of(table.view, table.words))}\n\n")
        kept = [i for i, place in enumerate(table.places) if place.extra != QUALIFIER]  # it stands with its number
        text.write(_line([table.headings[i] for i in kept]))
        kinds = (table.columns[i].kind for i in kept)
        text.write(_line(["---:" if kind is ColumnKind.NUMBER else ":---" for kind in kinds], escape=False))
        for line in table.lines():
            text.write(_line([_shown(line.values[i], line.cells[i]) for i in kept]))
            count += 1
        text.write("".join(f"\n{block}\n" for block in _below(table, facts)))
    finally:
        text.detach()
    return count


def _shown(value: Value, cell: Cell) -> Value:
    """A number with its printed decimals and its qualifier: 31.00, 8000 以上."""
    if isinstance(value, float) and cell.text.lstrip("+-").replace(".", "").isdigit():
        value = cell.text
    return cell.qualifier.format(value) if cell.qualifier else value


def _line(values: list[str] | list[Value], *, escape: bool = True) -> str:
    texts = ("" if value is None else str(value) for value in values)
    return "| " + " | ".join(escaped(text) if escape else text for text in texts) + " |\n"


def escaped(text: str) -> str:
    """On one line, and nothing in it is taken for a mark of Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _below(table: Table, facts: Facts | None) -> Iterator[str]:
    words = table.words
    notes = [*notes_of(table.view, words), *table.notes]
    sources = []
    if facts and table.figures:
        sources = [origin_text(origin, n, words) for origin, n in origins_of(facts, table).places.items()]
    for title, lines in ((word("Notes"), notes), (word("Sources"), sources)):
        if lines:
            yield words.translate(title) + "\n\n" + "\n".join(f"- {escaped(line)}" for line in lines)
