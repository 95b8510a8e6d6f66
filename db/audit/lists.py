"""Lists: stated counts against what is listed, members of one list that another of the same kind lacks, duplicates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from db.audit.facts import AuditedTable, Fact, Facts, ListedRecord
from db.audit.finding import Finding, Severity
from db.audit.making import finding, record_side, table_side
from db.audit.reference import ListKind, list_kinds
from db.view import word

_ALL = re.compile(r"共\s*(?:计\s*)?(\d+)\s*[个所门部项人家名种本]")
_LISTED = re.compile(r"共([\d一二三四五六七八九十两]+)\D，列名(\d+)\D(?!等)")
_COUNT = re.compile(r"数|个|计")


def count_of_list(facts: Facts) -> Iterator[Finding]:
    """A stated count = the number of things listed: in the row, in the list's own caption, in the report."""
    yield from _rows(facts)
    yield from _captions(facts)
    yield from _stated_elsewhere(facts)
    yield from _sentences(facts)


def _rows(facts: Facts) -> Iterator[Finding]:
    """The only count of a list's row, and the majors listed in one cell of that row."""
    listed: dict[tuple[str, int | None], list[ListedRecord]] = defaultdict(list)
    for record in facts.records:
        if record.table and record.major is not None:
            listed[record.table, record.row].append(record)
    for table, counts in _counts_by_row(facts).items():
        records = listed.get(table, [])
        if len(counts) == 1 and records and len({r.column for r in records}) == 1:
            fact, number = counts[0], len({r.item for r in records})
            if fact.number != number:
                yield _counted(facts, fact, records[0], number)


def _counts_by_row(facts: Facts) -> dict[tuple[str, int | None], list[Fact]]:
    rows: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
    for fact in facts.all:
        if fact.form == "list" and fact.is_exact and fact.measure.is_count and _COUNT.search(fact.column_label):
            rows[fact.table, fact.row].append(fact)
    return rows


def _counted(facts: Facts, fact: Fact, record: ListedRecord, number: int) -> Finding:
    items = [r.item for r in facts.records if (r.table, r.row) == (record.table, record.row)]
    made = finding(
        facts,
        "count_of_list",
        Severity.MISMATCH,
        word("{subject}: {expected} is stated, {found} are listed: {note}"),
        [fact],
        [],
        expected=fact.value,
        found=number,
        arithmetic=f"{fact.text} ≠ {number}",
        note="、".join(dict.fromkeys(items)),
    )
    return made._replace(b=record_side(facts, record))


def _captions(facts: Facts) -> Iterator[Finding]:
    """`共 16 个` in caption, section or notes of a list."""
    for table in facts.tables:
        stated = _ALL.search(f"{table.caption}\n{table.notes}")
        rows = {r.row for r in facts.records if r.table == table.key}
        if stated and rows and int(stated[1]) != len(rows):
            yield _of_table(facts, table, int(stated[1]), len(rows))


def _of_table(facts: Facts, table: AuditedTable, stated: int, listed: int) -> Finding:
    return Finding(
        rule="count_of_list",
        severity=Severity.MISMATCH,
        report=facts.report.key,
        message=word("{subject}: {expected} is stated, {found} are listed"),
        subject=f"{table.key} {table.caption}",
        expected=stated,
        found=listed,
        difference=abs(stated - listed),
        arithmetic=f"{stated} ≠ {listed}",
        a=table_side(facts, table),
        lines=(str(table.line),),
    )


def _stated_elsewhere(facts: Facts) -> Iterator[Finding]:
    """The count of its kind (`lists.csv`) that the report states for its own entity."""
    for kind in list_kinds():
        stated = [f for f in facts.all if f.indicator == kind.indicator and f.is_own and f.is_exact]
        if not stated:
            continue
        fact = stated[0]
        for members in _of_kind(facts, kind):
            names = _members(members, kind)
            if len(names) > 1 and fact.number != len(names):
                yield _elsewhere(facts, fact, members, len(names))


def _elsewhere(facts: Facts, fact: Fact, members: Sequence[ListedRecord], number: int) -> Finding:
    made = finding(
        facts,
        "count_of_list",
        Severity.INCONSISTENT,
        word("{subject}: {expected} is stated, {note} lists {found}"),
        facts.same_value(fact),
        [],
        expected=fact.value,
        found=number,
        arithmetic=f"{fact.text} ≠ {number}",
        note=f"{members[0].table} {members[0].list}".strip(),
    )
    lines = (*made.lines, str(members[0].line), str(members[-1].line))
    return made._replace(b=record_side(facts, members[0]), lines=lines)


def _sentences(facts: Facts) -> Iterator[Finding]:
    """A sentence that states a count and names fewer or more, without 等.

    What a sentence lists of nobody (专业大类) it may list in part: to be verified.
    """
    for records in _sentence_lists(facts).values():
        said = _LISTED.search(records[0].detail)
        stated, listed = (_number(said[1]), int(said[2])) if said else (None, 0)
        if stated is not None and stated != listed:
            yield _in_sentence(facts, records, stated, listed)


def _number(text: str) -> int | None:
    """12, or one numeral of those up to ten."""
    if text.isdigit():
        return int(text)
    return "零一二三四五六七八九十".find(text.replace("两", "二")) if len(text) == 1 else None


def _sentence_lists(facts: Facts) -> dict[tuple[str, ...], list[ListedRecord]]:
    """Records of prose that state a count, by the sentence they stand in."""
    found: dict[tuple[str, ...], list[ListedRecord]] = defaultdict(list)
    for record in facts.records:
        if not record.table and _LISTED.search(record.detail):
            of = record.item if record.entity is not None else ""
            found[record.list, of, record.role, record.detail].append(record)
    return found


def _in_sentence(facts: Facts, records: Sequence[ListedRecord], stated: int, listed: int) -> Finding:
    first = records[0]
    named = first.entity is not None
    return Finding(
        rule="count_of_list",
        severity=Severity.MISMATCH if named else Severity.VERIFY,
        report=facts.report.key,
        message=word("{subject}: {expected} is stated, {found} are listed: {note}"),
        subject=first.item if named else first.list,
        expected=stated,
        found=listed,
        difference=abs(stated - listed),
        arithmetic=f"{stated} ≠ {listed}",
        a=record_side(facts, first),
        lines=tuple(dict.fromkeys(str(record.line) for record in records)),
        note="、".join(dict.fromkeys(record.name or record.item for record in records)),
    )


def _of_kind(facts: Facts, kind: ListKind) -> list[list[ListedRecord]]:
    """Records of each list whose caption shows it to be of this kind."""
    groups: dict[str, list[ListedRecord]] = defaultdict(list)
    for record in facts.records:
        if record.table and re.search(kind.pattern, record.list):
            groups[record.group].append(record)
    return [*groups.values(), *_whole_sentences(facts, kind)]


def _whole_sentences(facts: Facts, kind: ListKind) -> Iterator[list[ListedRecord]]:
    """Lists of this kind inside sentences that name as many as they state."""
    for records in _sentence_lists(facts).values():
        said = _LISTED.search(records[0].detail)
        if said and _number(said[1]) == int(said[2]) and re.search(kind.pattern, records[0].item):
            yield records


def _members(records: Sequence[ListedRecord], kind: ListKind) -> dict[str, ListedRecord]:
    named = ((r.name if kind.counts == "entities" else r.item, r) for r in reversed(records))
    return {name: record for name, record in named if name}


def list_members(facts: Facts) -> Iterator[Finding]:
    """Two lists of one kind have the same members; what each lacks is named, two of one place beside each other."""
    for kind in list_kinds():
        lists = [_members(records, kind) for records in _of_kind(facts, kind)]
        for number, first in enumerate(lists):
            for second in lists[number + 1 :]:
                yield from _compared(facts, first, second)


def _compared(facts: Facts, a: dict[str, ListedRecord], b: dict[str, ListedRecord]) -> Iterator[Finding]:
    only_a = [a[name] for name in reversed(a) if name not in b]
    only_b = [b[name] for name in reversed(b) if name not in a]
    if len(only_a) == len(only_b) == 1 and len(a) > 1:
        yield _lacking(facts, only_a[0], only_b[0], only_b[0])
        return
    for record in only_a:
        twin = next((r for r in only_b if r.name[:2] == record.name[:2]), None)
        if twin:
            only_b.remove(twin)
        yield _lacking(facts, record, twin, next(iter(b.values())))
    for record in only_b:
        yield _lacking(facts, record, None, next(iter(a.values())))


def _lacking(facts: Facts, record: ListedRecord, twin: ListedRecord | None, other: ListedRecord) -> Finding:
    message = (
        word("{expected} stands in one list, {found} in the other; whether they are one is not said: {note}")
        if twin
        else word("{expected} stands in one list and not in the other: {note}")
    )
    lines = sorted({record.line, *([twin.line] if twin else [])})
    return Finding(
        rule="list_members",
        severity=Severity.INCONSISTENT,
        report=facts.report.key,
        message=message,
        subject=record.name,
        expected=record.name,
        found=twin.name if twin else None,
        difference=None,
        arithmetic="",
        a=record_side(facts, record),
        b=record_side(facts, twin or other),
        lines=tuple(map(str, lines)),
        note=f"{record.group}、{other.group}",
    )


def list_duplicates(facts: Facts) -> Iterator[Finding]:
    """No member stands in a list twice, in two rows or twice in one."""
    seen: dict[tuple[object, ...], ListedRecord] = {}
    for record in facts.records:
        identity = (record.group, record.list, record.item, record.entity, record.major, record.role)
        first = seen.setdefault(identity, record)
        if first is not record:
            yield _duplicate(facts, first, record)


def _duplicate(facts: Facts, first: ListedRecord, second: ListedRecord) -> Finding:
    return Finding(
        rule="list_duplicates",
        severity=Severity.VERIFY,
        report=facts.report.key,
        message=word("{subject} stands in the list {note} twice"),
        subject=" ".join(dict.fromkeys(filter(None, (first.name, first.item)))),
        expected=1,
        found=2,
        difference=1,
        arithmetic="",
        a=record_side(facts, first),
        b=record_side(facts, second),
        lines=tuple(dict.fromkeys((str(first.line), str(second.line)))),
        note=first.group,
    )
