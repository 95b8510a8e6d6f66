"""What stands behind the figures of a file: the places they are printed in, what they mean, what the audit found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db.citation import in_batches
from db.definition import Definition
from db.export.table import Facts, Table, Words
from db.findings import Told
from db.view import Note, View, word


class Origin(NamedTuple):
    """A table, or a section of the text."""

    report: str  # key
    issuer: str
    title: str
    place: str


@dataclass(frozen=True)
class Origins:
    places: Counter[Origin]  # with the number of figures
    definitions: Sequence[Definition]
    findings: Sequence[Told]  # those that stand


def origins_of(facts: Facts, table: Table) -> Origins:
    """Of what was written of a table so far."""
    places: Counter[Origin] = Counter()
    indicators = dict(table.indicators)
    findings: dict[int, Told] = {}
    for batch in in_batches(table.figures):
        for one in facts.cited(batch):
            line = one.source
            place = f"{line.table} {line.caption}".strip() or line.section
            places[Origin(line.report, line.issuer, line.title, place)] += 1
            indicators[one.indicator] = None
        findings.update((told.id, told) for told in facts.findings_of(batch) if told.waiver is None)
    return Origins(places, facts.definitions(list(indicators)), [findings[id_] for id_ in sorted(findings)])


def finding_text(told: Told, words: Words) -> str:
    return words.note(Note(told.message, told.values))


def origin_text(origin: Origin, figures: int, words: Words) -> str:
    return words.say(word("{issuer}: {title} ({report}), {place}; figures: {n}"), **origin._asdict(), n=figures).strip()


def title_of(view: View, words: Words) -> str:
    """The names from the whole to the view."""
    return " / ".join(words.translate(name) for name, _ in view.trail)


def notes_of(view: View, words: Words) -> list[str]:
    return [words.note(note) for note in view.notes]
