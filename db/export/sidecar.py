"""The note that goes with a file: what it shows and how to see it again, filters, sources, notes, findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from db.export.markdown import escaped
from db.export.origins import finding_text, notes_of, origin_text, origins_of, title_of
from db.export.table import Facts, Table, Words
from db.view import word


def sidecar_of(path: Path, words: Words) -> Path:
    """庆阳.csv → 庆阳.csv.notes.md, so that files of two formats have a note each."""
    return path.with_name(path.name + words.translate(word(".notes.md")))


def sidecar_text(table: Table, path: Path, rows: int, facts: Facts) -> str:
    """Markdown, of a table that was written to this path."""
    words, view = table.words, table.view
    origins = origins_of(facts, table)
    sections = {
        word("Filters and order"): [f"{key} = {', '.join(values)}" for key, values in view.request.options],
        word("Notes"): [*notes_of(view, words), *table.notes],
        word("Sources"): [origin_text(origin, count, words) for origin, count in origins.places.items()],
        word("Findings that touch these figures"): [finding_text(told, words) for told in origins.findings],
    }
    lines = [f"# {escaped(title_of(view, words))}", "", *_head(table, path, rows)]
    for title, said in sections.items():
        if said:
            lines += ["", f"## {words.translate(title)}", "", *(f"- {escaped(text)}" for text in said)]
    return "\n".join(lines) + "\n"


def _head(table: Table, path: Path, rows: int) -> Iterator[str]:
    words, address = table.words, str(table.view.request)
    yield "- " + words.say(word("File: {name}, rows: {n}"), name=escaped(path.name), n=rows)
    yield "- " + words.say(word("Written on {date} by nianbao"), date=datetime.now().astimezone().date())
    yield "- " + words.say(word("The same view again: {command}"), command=f"`nianbao {address}`")
