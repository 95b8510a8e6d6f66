"""Findings of the audit: to be read, under their classes and rules, or one by one with the columns of the contract.

The contract (`face=list`) leaves out what was waived; what is read lists it at the end, uncounted.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from db.address import ViewRequest, parse_address
from db.audit.finding import ORDER, SEVERITY_WORDS, Severity
from db.audit.words import RULE_WORDS
from db.errors import AddressError, fault
from db.findings import Told, read
from db.folding import folded
from db.holdings import Reading, reading
from db.resolve import report_key
from db.search import terms
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
from db.views.columns import chosen, framed
from db.views.composed import ComposedView, Trail, compose, cut
from db.views.filters import passing
from db.views.sources import finding_source


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`findings[:REPORT,…][/type=CLASS,…][/rule=RULE,…][/q=…]`; `face=list` has the columns of the contract,
    `face=rows` a column for class and rule each, `face=rules` counts the findings of each class and rule."""
    reports = [report_key(conn, name) for name in (*request.names, *request.option("report"))]
    told = read(conn, reports, rules=_known(request, "rule", RULE_WORDS), classes=_known(request, "type", _CLASSES))
    if request.first("face") == "rows":
        return compose(request, _trail(request), _FLAT, map(_flat_row, _in_order(told)), _notes(conn, reports, told))
    if request.first("face") == "list":
        return compose(request, _trail(request), _CONTRACT, [_contract_row(f) for f in told if f.waiver is None])
    if request.first("face") == "rules":
        return compose(request, _trail(request), _COUNTS, _counted(told))
    wanted = _passing([f for f in told if _holds(f, request.first("q"))], request)
    if request.first("sort"):
        return compose(request.having(q=None), _trail(request), _COLUMNS, map(_row, wanted))
    return _chosen(request, tuple(_rows(wanted)), _notes(conn, reports, wanted))


_CLASSES = tuple(map(str, Severity))

_CONTRACT = tuple(
    Column(id_, ColumnKind.TEXT, label=id_, frozen=True)
    for id_ in (
        "rule", "severity", "report", "message", "expected", "found", "difference", "source_a", "source_b", "lines",
    )
)  # fmt: skip

_COLUMNS = (
    Column("finding", word=word("Finding"), frozen=True),
    Column("expected", word=word("Stated")),
    Column("found", word=word("Other, or computed")),
    Column("difference", word=word("Difference")),
    Column("arithmetic", word=word("Arithmetic")),
    Column("source_a", word=word("Source")),
    Column("source_b", word=word("Other source")),
    Column("report", word=word("Report")),
    Column("lines", word=word("Lines")),
)


_FLAT = (Column("class", word=word("Class")), Column("rule", word=word("Rule")), *_COLUMNS)

_COUNTS = (
    Column("rule", word=word("Class and rule"), frozen=True),
    Column("count", ColumnKind.NUMBER, word=word("Count")),
)


def _known(request: ViewRequest, key: str, known: Iterable[str]) -> tuple[str, ...]:
    for value in request.option(key):
        if value not in known:
            raise AddressError(fault("“{value}” is none of: {known}."), value=value, known=", ".join(known))
    return request.option(key)


def _trail(request: ViewRequest) -> Trail:
    whole: tuple[tuple[str, ViewRequest], ...] = ((word("Findings"), ViewRequest("findings")),)
    return (*whole, ("、".join(request.names), request)) if request.names else whole


def _passing(told: Sequence[Told], request: ViewRequest) -> Sequence[Told]:
    kept = {row.key for row in passing(map(_row, told), _COLUMNS, request)}
    return [finding for finding in told if str(finding.id) in kept]


def _holds(finding: Told, text: str) -> bool:
    values = (str(finding.expected), str(finding.found))
    fields = (finding.subject, *values, finding.note, finding.lines, finding.rule, finding.source_a, finding.source_b)
    return all(folded(one) in folded("\n".join(fields)) for one in terms(text))


def _rows(told: Sequence[Told]) -> Iterator[Row]:
    standing = _in_order(f for f in told if f.waiver is None)
    for severity, of_class in groupby(standing, key=lambda f: f.severity):
        found = list(of_class)
        yield _heading(SEVERITY_WORDS[severity], len(found), f"class {severity}")
        for rule, of_rule in groupby(found, key=lambda f: f.rule):
            rows = list(of_rule)
            yield _heading(RULE_WORDS[rule], len(rows), f"rule {severity} {rule}", depth=1)
            yield from map(_row, rows)
    waived = [f for f in told if f.waiver is not None]
    if waived:
        yield _heading(word("waived"), len(waived), "waived")
        yield from map(_row, waived)


def _counted(told: Sequence[Told]) -> Iterator[Row]:
    """A row for each class and, under it, for each of its rules, leading to the findings."""
    standing = _in_order(f for f in told if f.waiver is None)
    for severity, of_class in groupby(standing, key=lambda f: f.severity):
        found = list(of_class)
        yield _count(SEVERITY_WORDS[severity], len(found), ViewRequest("findings").having(type=str(severity)), 0)
        for rule, of_rule in groupby(found, key=lambda f: f.rule):
            target = ViewRequest("findings").having(type=str(severity), rule=rule)
            yield _count(RULE_WORDS[rule], len(list(of_rule)), target, 1)


def _count(message: str, count: int, target: ViewRequest, depth: int) -> Row:
    return Row(
        (Cell(word=message, target=target), Cell(str(count), count)), depth=depth, key=str(target), target=target
    )


def _in_order(told: Iterable[Told]) -> list[Told]:
    """By class and rule, what was waived at the end."""
    positions = {rule: number for number, rule in enumerate(RULE_WORDS)}
    return sorted(told, key=lambda f: (f.waiver is not None, ORDER[f.severity], positions.get(f.rule, 0)))


def _heading(message: str, count: int, key: str, depth: int = 0) -> Row:
    cell = Cell(word=word("{what}: {count}"), values={"what": Cell(word=message), "count": count})
    return Row((cell,), RowKind.HEADING, depth, key)


def _row(finding: Told) -> Row:
    target = parse_address(finding.address_a) if finding.address_a else None
    other = parse_address(finding.address_b) if finding.address_b else None
    cells = (
        _message(finding),
        _value(finding.expected),
        _value(finding.found),
        _value(finding.difference),
        Cell(finding.arithmetic, finding.arithmetic),
        finding_source(finding.source_a, finding.place_a, target, finding.observations_a),
        finding_source(finding.source_b, finding.place_b, other, finding.observations_b),
        Cell(finding.report, finding.report),
        Cell(finding.lines, finding.lines),
    )
    note = Note(word("waived: {note}"), {"note": finding.waiver}) if finding.waiver else None
    return Row(cells, depth=2, key=str(finding.id), note=note)  # each side leads to its own place


def _flat_row(finding: Told) -> Row:
    class_ = Cell(str(finding.severity), str(finding.severity), SEVERITY_WORDS[finding.severity])
    rule = Cell(finding.rule, finding.rule, RULE_WORDS[finding.rule])
    row = _row(finding)
    if finding.waiver is not None:
        class_ = Cell("waived", "waived", word("waived: {note}"), values={"note": finding.waiver})
    return row._replace(cells=(class_, rule, *row.cells), depth=0)


def _message(finding: Told) -> Cell:
    shown = (*finding.observations_a, *finding.observations_b)
    return Cell(finding.subject, word=finding.message, values=finding.values, observations=shown)


def _reckoned(finding: Told) -> Cell:
    """The message with the arithmetic, for which the contract has no column of its own."""
    if not finding.arithmetic:
        return _message(finding)
    fields = {"what": _message(finding), "arithmetic": finding.arithmetic}
    return Cell(finding.subject, word=word("{what} ({arithmetic})"), values=fields)


def _value(value: int | float | str | None) -> Cell:
    return Cell() if value is None else Cell(str(value), value)


def _contract_row(finding: Told) -> Row:
    cells = (
        Cell(finding.rule, finding.rule),
        Cell(str(finding.severity), str(finding.severity)),
        Cell(finding.report, finding.report),
        _reckoned(finding),
        _value(finding.expected),
        _value(finding.found),
        _value(finding.difference),
        Cell(finding.source_a, finding.source_a),
        Cell(finding.source_b, finding.source_b),
        Cell(finding.lines, finding.lines),
    )
    target = parse_address(finding.address_a) if finding.address_a else None
    return Row(cells, key=str(finding.id), target=target)


def _chosen(request: ViewRequest, rows: tuple[Row, ...], notes: tuple[Note, ...]) -> ComposedView:
    """The columns that are asked for, in that order."""
    keep = chosen(_COLUMNS, request) or range(len(_COLUMNS))
    shown = framed((_COLUMNS[i] for i in keep), request)
    return ComposedView(request, _trail(request), shown, tuple(cut(row, keep) for row in rows), notes, _COLUMNS)


def _notes(conn: sqlite3.Connection, reports: Sequence[str], told: Sequence[Told]) -> tuple[Note, ...]:
    """How many, and of what; a report that was read in part is never said to be without fault."""
    by_class = Counter(f.severity for f in told if f.waiver is None)
    of_scope = by_class.pop(Severity.SCOPE, 0)
    counted = Note(_AND_SCOPE if of_scope else _COUNTED, {"count": sum(by_class.values()), "scope": of_scope})
    if not reports and told:
        return (counted,)
    read = reading(conn, reports)
    return (counted if told else nothing_found(read), Note(READ, read._asdict()))


_COUNTED = word("Findings: {count}; which of two figures is right is not said.")
_AND_SCOPE = word(
    "Findings: {count}, besides differences of scope: {scope}; which of two figures is right is not said."
)
READ = word("Figures read: {figures}; not understood, therefore not checked: {missed}")


def nothing_found(read: Reading) -> Note:
    if not read.figures:
        return Note(word("No figure was read, therefore nothing was checked."))
    if read.missed:
        return Note(word("In what was understood nothing was found that does not agree."))
    return Note(word("Nothing was found that does not agree."))
