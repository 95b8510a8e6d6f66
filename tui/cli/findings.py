"""Findings in words, on a terminal or as Markdown: class and rule, both sides as printed and where, the arithmetic.

At the end stands how much was read and what was not understood: a draft that was not read is not without fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import click

from db.audit.finding import ORDER, SEVERITY_WORDS, Severity
from db.audit.words import RULE_WORDS
from db.place import Place
from db.view import Note, word
from tui.celltext import literal, note_text, worded_place
from tui.cli.reading import unread_lines
from tui.i18n import _, translate

if TYPE_CHECKING:
    from db.citation import Cited
    from db.findings import Told
    from db.library import Library

INDENT = "  "
QUOTED = 4
"""Figures of one side of a finding that are quoted."""


class Known(NamedTuple):
    """What is told with the findings: who issued a report, and the figures by the ids of their observations."""

    issuers: Mapping[str, str]
    figures: Mapping[int, Cited]


def known_of(library: Library, told: Sequence[Told]) -> Known:
    ids = dict.fromkeys(id_ for finding in told for id_ in (*finding.observations_a, *finding.observations_b))
    issuers = {report.key: report.issuer for report in library.reports()}
    return Known(issuers, {one.id: one for one in library.cited(list(ids))})


def text_lines(library: Library, names: Sequence[str], told: Sequence[Told], limit: int | None) -> Iterator[str]:
    known = known_of(library, told)
    for title, rules in sections(told):
        yield click.style(title, bold=True)
        for rule, findings in rules:
            yield f"{INDENT}{_headed(RULE_WORDS.get(rule, rule), len(findings))}  ({rule})"
            for finding in findings:
                yield from _block(finding, known)
        yield ""
    yield counted(library, names, told)
    yield from unread_lines(library, names, limit)


def _block(finding: Told, known: Known) -> Iterator[str]:
    yield INDENT * 2 + sentence(finding)
    if finding.arithmetic:
        yield INDENT * 3 + literal(finding.arithmetic)
    for text in sides(finding, known):
        yield INDENT * 3 + click.style(text, dim=True)
    if finding.waiver is not None:
        yield INDENT * 3 + translate("waived: {note}", note=literal(finding.waiver))


Sections = list[tuple[str, list[tuple[str, list["Told"]]]]]


def sections(told: Sequence[Told]) -> Sections:
    """Classes with their rules, each with its number of findings; waived ones at the end."""
    standing = sorted((f for f in told if f.waiver is None), key=lambda f: (ORDER[f.severity], _position(f.rule)))
    made: Sections = []
    for severity, of_class in groupby(standing, key=lambda f: f.severity):
        found = list(of_class)
        made.append((_headed(SEVERITY_WORDS[severity], len(found)), _rules(found)))
    waived = sorted((f for f in told if f.waiver is not None), key=lambda f: _position(f.rule))
    return [*made, (_headed("waived", len(waived)), _rules(waived))] if waived else made


def _position(rule: str) -> int:
    return list(RULE_WORDS).index(rule) if rule in RULE_WORDS else len(RULE_WORDS)


def _rules(found: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    made = []
    for rule, of_rule in groupby(found, key=lambda f: f.rule):
        made.append((rule, list(of_rule)))
    return made


def _headed(message: str, count: int) -> str:
    return translate("{what}: {count}", what=_(message), count=count)


def sentence(finding: Told) -> str:
    return note_text(Note(finding.message, finding.values))


def sides(finding: Told, known: Known) -> Iterator[str]:
    """在校生总数 15176: gansu-2024 表3 / 金昌市 / 在校生总数（人） line 307, 甘肃省教育厅."""
    both = (
        (finding.source_a, finding.place_a, finding.observations_a),
        (finding.source_b, finding.place_b, finding.observations_b),
    )
    for source, place, ids in both:
        if source and place:
            where = _where(source, place, known.issuers)
            quoted = _quoted([known.figures[id_] for id_ in ids if id_ in known.figures], source)
            yield literal(translate("{names}: {note}", names=quoted, note=where) if quoted else where)


def _where(source: str, place: Place, issuers: Mapping[str, str]) -> str:
    report, *fields, _line = source.split("|")
    where = f"{report} {' / '.join(filter(None, fields))} {worded_place(place)}"
    return ", ".join(filter(None, (where, issuers.get(report, ""))))


def _quoted(figures: Sequence[Cited], source: str) -> str:
    """The figures of a side that stand in the table or section that is named, those of its line first."""
    report, within, *_labels, line = source.split("|")
    there = [f for f in figures if (f.source.report, f.source.table or f.source.section) == (report, within)]
    there.sort(key=lambda figure: str(figure.source.line) != line)
    of_whom = len({figure.entity for figure in there}) > 1
    texts = (f"{f.entity if of_whom else f.name} {f.source.printed}".strip() for f in there if f.source.printed)
    quoted = list(dict.fromkeys(texts))
    said = _(", ").join(quoted[:QUOTED])
    rest = len(quoted) - QUOTED
    return translate(word("{items} and {rest} more"), items=said, rest=rest) if rest > 0 else said


def counted(library: Library, names: Sequence[str], told: Sequence[Told]) -> str:
    """How many findings count; where none does, that nothing was found in what was understood."""
    from db.views.findings import nothing_found

    standing = [f for f in told if f.waiver is None]
    count = sum(f.severity is not Severity.SCOPE for f in standing)
    if not count:
        return _(nothing_found(library.reading(names)).word)
    hard = sum(f.severity is Severity.MISMATCH for f in standing)
    return translate("Findings: {count}, of them mismatches: {hard}; which of two figures is right is not said.",
                     count=count, hard=hard)  # fmt: skip


def markdown(library: Library, names: Sequence[str], told: Sequence[Told], limit: int | None) -> str:
    """To hand round: a heading for each class and rule, a list of findings; at the end what was not understood."""
    known = known_of(library, told)
    lines = [f"# {_('Findings')}", "", _escaped(counted(library, names, told)), ""]
    for title, rules in sections(told):
        lines += [f"## {title}", ""]
        for rule, findings in rules:
            lines += [f"### {_headed(RULE_WORDS.get(rule, rule), len(findings))}", ""]
            for finding in findings:
                lines += _item(finding, known)
            lines.append("")
    lines += [f"## {_('What was read')}", "", *map(_listed, unread_lines(library, names, limit))]
    return "\n".join(lines).rstrip() + "\n"


def _item(finding: Told, known: Known) -> list[str]:
    below = [finding.arithmetic, *sides(finding, known)]
    if finding.waiver is not None:
        below.append(translate("waived: {note}", note=finding.waiver))
    return [f"- {_escaped(sentence(finding))}", *(f"  - {_escaped(text)}" for text in below if text)]


def _listed(line: str) -> str:
    """A line that is indented by two for each level, as an item of a list of that level."""
    text = line.lstrip(" ")
    return f"{line[: len(line) - len(text)]}- {_escaped(text)}"


def _escaped(text: str) -> str:
    """What Markdown would take for its own, literal."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in literal(text))
