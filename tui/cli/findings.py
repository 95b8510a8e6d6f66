"""Findings in words, on a terminal or as Markdown: class and rule, both sides with their sources, the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from db.audit.finding import ORDER, SEVERITY_WORDS, Severity
from db.audit.words import RULE_WORDS
from tui.celltext import literal, worded_place
from tui.i18n import _, translate

if TYPE_CHECKING:
    from db.findings import Told
    from db.library import Library

INDENT = "  "


def print_findings(library: Library, told: Sequence[Told]) -> None:
    for line in text_lines(told, issuers_of(library)):
        click.echo(line)


def issuers_of(library: Library) -> dict[str, str]:
    return {report.key: report.issuer for report in library.reports()}


def text_lines(told: Sequence[Told], issuers: dict[str, str]) -> Iterator[str]:
    for title, rules in sections(told):
        yield click.style(title, bold=True)
        for rule, findings in rules:
            yield f"{INDENT}{rule}"
            for finding in findings:
                yield from _block(finding, issuers)
        yield ""
    yield counted(told)


def _block(finding: Told, issuers: dict[str, str]) -> Iterator[str]:
    yield INDENT * 2 + sentence(finding)
    if finding.arithmetic:
        yield INDENT * 3 + literal(finding.arithmetic)
    for text in sides(finding, issuers):
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
        rows = list(of_rule)
        made.append((f"{_headed(RULE_WORDS.get(rule, rule), len(rows))}  ({rule})", rows))
    return made


def _headed(message: str, count: int) -> str:
    return translate("{what}: {count}", what=_(message), count=count)


def sentence(finding: Told) -> str:
    return literal(translate(finding.message, **finding.values))


def sides(finding: Told, issuers: dict[str, str]) -> Iterator[str]:
    """gansu-2024 表3 / 金昌市 / 在校生总数（人） line 307, 甘肃省教育厅."""
    for source, place in ((finding.source_a, finding.place_a), (finding.source_b, finding.place_b)):
        if source and place:
            report, *fields, _line = source.split("|")
            where = f"{report} {' / '.join(filter(None, fields))} {worded_place(place)}"
            yield literal(", ".join(filter(None, (where, issuers.get(report, "")))))


def counted(told: Sequence[Told]) -> str:
    standing = [f for f in told if f.waiver is None]
    count = sum(f.severity is not Severity.SCOPE for f in standing)
    hard = sum(f.severity is Severity.MISMATCH for f in standing)
    if not standing:
        return _("Nothing was found that does not agree.")
    return translate("{count} findings, {hard} of them mismatches; which of two figures is right is not said.",
                     count=count, hard=hard)  # fmt: skip


def markdown(library: Library, told: Sequence[Told]) -> str:
    """To hand round: a heading for each class and rule, a list of findings."""
    issuers = issuers_of(library)
    lines = [f"# {_('Findings')}", "", _escaped(counted(told)), ""]
    for title, rules in sections(told):
        lines += [f"## {title}", ""]
        for rule, findings in rules:
            lines += [f"### {rule}", ""]
            for finding in findings:
                lines += _item(finding, issuers)
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _item(finding: Told, issuers: dict[str, str]) -> list[str]:
    below = [finding.arithmetic, *sides(finding, issuers)]
    if finding.waiver is not None:
        below.append(translate("waived: {note}", note=finding.waiver))
    return [f"- {_escaped(sentence(finding))}", *(f"  - {_escaped(text)}" for text in below if text)]


def _escaped(text: str) -> str:
    """What Markdown would take for its own, literal."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in literal(text))
