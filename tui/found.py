"""What was found in a report that was loaded, in lines: counts, and every part that a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.audit.finding import ORDER, SEVERITY_WORDS
from db.place import place_of
from db.terms import Status
from db.view import word
from tui.celltext import literal, worded_place
from tui.i18n import _, translate

if TYPE_CHECKING:
    from db.terms import Severity
    from loaders.load import LoadSummary


def lines_of(summary: LoadSummary, limit: int | None = None) -> Iterator[str]:
    """What was found, and every part that a person should look at."""
    yield f"{summary.report}  {literal(summary.title)}"
    yield "  " + _("tables: {recognised} of {all} recognised").format(recognised=summary.recognised, all=summary.tables)
    yield "  " + _("observations: {count}").format(count=sum(summary.observations.values())) + _by_status(summary)
    yield "  " + _("records: {count}").format(count=summary.records)
    counts = (f"{_(WORDS[type_])} {count}" for type_, count in sorted(summary.entities.items()))
    yield "  " + _("named: {counts}").format(counts=_(", ").join(counts))
    if summary.findings:
        found = (f"{_(SEVERITY_WORDS[class_])} {n}" for class_, n in sorted(summary.findings.items(), key=_gravity))
        yield "  " + _("findings: {counts}").format(counts=_(", ").join(found))
    cells = [f"{one.table} {worded_place(one.place)}: {literal(one.text)}" for one in summary.cells]
    label, cell, quantity = map(_, MISSED_WORDS.values())
    yield from listed(label, list(map(literal, summary.labels)), limit)
    yield from listed(cell, cells, limit)
    quantities = [
        f"{one.section} {worded_place(place_of(summary.places, one.line))}: {literal(one.printed)}"
        for one in summary.quantities
    ]
    yield from listed(quantity, quantities, limit)
    yield from listed(_("identities to be checked"), [literal(str(one)) for one in summary.unsure], limit)
    yield from listed(_("hidden sheets, not read"), list(map(literal, summary.left_out)), limit)


WORDS = {"region": word("regions"), "school": word("schools"), "body": word("other bodies"), "major": word("majors")}
MISSED_WORDS = {
    "label": word("labels that the dictionary does not know"),
    "cell": word("cells that were not understood"),
    "quantity": word("quantities in sentences that were not understood"),
}
STATUS_WORDS = {
    Status.NORMAL: word("as printed"),
    Status.BLANK: word("blank"),
    Status.DASH: word("dashes"),
    Status.NOT_APPLICABLE: word("not applicable"),
    Status.UNREADABLE: word("unreadable"),
    Status.LOST: word("lost"),
    Status.REALIGNED: word("moved back to their column"),
    Status.REPAIRED: word("put together again"),
    Status.DERIVED: word("derived from a printed change"),
}


def _gravity(counted: tuple[Severity, int]) -> int:
    return ORDER[counted[0]]


def _by_status(summary: LoadSummary) -> str:
    counts = [f"{_(STATUS_WORDS[status])} {count}" for status, count in sorted(summary.observations.items())]
    return f" ({_(', ').join(counts)})" if counts else ""


def listed(heading: str, items: list[str], limit: int | None) -> Iterator[str]:
    """Under a heading with their number the first so many items; all of them for None, nothing where there is none."""
    if not items:
        return
    yield "  " + translate(word("{what}: {count}"), what=heading, count=len(items))
    yield from (f"    {item}" for item in items[:limit])
    if limit is not None and len(items) > limit:
        yield "    " + _("and {count} more; --all lists them").format(count=len(items) - limit)
