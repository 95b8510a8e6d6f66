"""Facts for the tests of the audit, put together without a database."""

from __future__ import annotations

from itertools import count
from typing import Any

from db import reference
from db.audit.facts import AuditedReport, AuditedTable, Fact, Facts, ListedRecord, Measure, terms

CITY = AuditedReport(1, "yulin-2025", "玉林市教育局", 2025, "prefecture", 10, "玉林市")
EARLIER = AuditedReport(2, "yulin-2024", "玉林市教育局", 2024, "prefecture", 10, "玉林市")
PROVINCE = AuditedReport(3, "guangxi-2024", "广西壮族自治区教育厅", 2024, "province", 1, "广西壮族自治区")

MEASURES = {
    i.key: Measure(i.key, i.name, i.unit, i.whole, i.kind, i.denominator, terms(i.formula), position)
    for position, i in enumerate(reference.indicators())
}
_ids = count(1)
_PLAIN: dict[str, Any] = {
    "entity_type": "region",
    "parent": None,
    "period": "2025",
    "year": 2025,
    "qualifier": "",
    "status": "normal",
    "table": "表1",
    "form": "crosstab",
    "row": 1,
    "column": 1,
    "row_label": "",
    "column_label": "",
    "section": "",
    "line": 1,
}


def fact(indicator: str, value: float | None, **other: Any) -> Fact:
    """A figure of the city in its own report, unless something else is said; prose when `table` is empty."""
    report = other.pop("report", CITY)
    entity = other.pop("entity", CITY.entity)
    measure = MEASURES.get(indicator) or Measure(indicator, indicator, "人", "", "count", "", None, 0)
    fields = {
        **_PLAIN,
        "name": other.pop("name", report.entity_name if entity == report.entity else f"单位{entity}"),
        "unit": measure.unit,
        "printed": "" if value is None else str(value),
        "geography": "own" if entity == report.entity else "affiliation",
    } | other
    fields.setdefault("origin", "table" if fields["table"] else "text")
    if value is None and fields["status"] == "normal":
        fields["status"] = "blank"
    return Fact(id=next(_ids), report=report, entity=entity, measure=measure, value=value, **fields)


def together(*stated: Fact, elsewhere: tuple[Fact, ...] = ()) -> Facts:
    return Facts(CITY, list(stated), elsewhere)


def record(group: str, item: str, name: str, **other: Any) -> ListedRecord:
    """A school (or its major) in a list."""
    fields = {
        "list": group,
        "table": group,
        "major": None,
        "major_name": "",
        "role": "学校",
        "row": 1,
        "line": 1,
    } | other
    return ListedRecord(
        id=next(_ids), group=group, item=item, entity=abs(hash(name)), name=name, entity_type="school", column=1,
        row_label="", **fields,
    )  # fmt: skip


def table(key: str, **other: Any) -> AuditedTable:
    fields = {"caption": "", "form": "crosstab", "section": "", "line": 1, "notes": "", "geography": "own"} | other
    return AuditedTable(key=key, **fields)
