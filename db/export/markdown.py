"""A table in Markdown, as Word takes it through pandoc: caption, columns between pipes, notes and sources below."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from db.export.origins import notes_of, origin_text, origins_of, title_of
from db.export.table import Facts, Table, Value
from db.view import ColumnKind, word

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~^$])")


def write_markdown(table: Table, stream: BinaryIO, facts: Facts | None = None) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    count = 0
    try:
        text.write(f"Table: {escaped(title_of(table.view, table.words))}\n\n")
        text.write(_line(table.headings))
        text.write(_line(["---:" if c.kind is ColumnKind.NUMBER else ":---" for c in table.columns], escape=False))
        for line in table.lines():
            shown = zip(line.values, line.cells, strict=True)
            text.write(_line([_shown(value, cell.text) for value, cell in shown]))
            count += 1
        text.write("".join(f"\n{block}\n" for block in _below(table, facts)))
    finally:
        text.detach()
    return count


def _shown(value: Value, text: str) -> Value:
    """A number with its printed decimals: 31.00."""
    return text if isinstance(value, float) and text.lstrip("+-").replace(".", "").isdigit() else value


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
