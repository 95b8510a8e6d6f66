"""Contradictions planted in the made-up reports are found, and their sums that hold are left alone."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import pytest

from db.findings import Told
from db.library import Library
from db.store import copy_in_memory
from loaders.load import load_file
from tests.library import bundled_database

FOLDER = Path(__file__).parents[1] / "made_up"
FILES = {"weifang-2023": "weifang-2023.md", "zunyi-2026": "zunyi-2026.docx"}


def rows(report: str, kind: str) -> list[dict[str, str]]:
    with (FOLDER / f"{report}.{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def findings_of(report: str) -> Sequence[Told]:
    """Of the file read beside the bundled reports, never stored."""
    with closing(copy_in_memory(bundled_database())) as conn:
        assert load_file(FOLDER / FILES[report], conn).report == report
        return tuple(Library(conn).findings([report]))


PLANTED = [row for report in FILES for row in rows(report, "findings")]


@pytest.mark.parametrize("row", PLANTED, ids=[f"{r['report']}-{r['rule']}-{r['lines'].split()[0]}" for r in PLANTED])
def test_a_planted_contradiction_is_found(row: dict[str, str]) -> None:
    match = [f for f in findings_of(row["report"]) if _is(f, row)]
    assert match
    assert row["severity"] in {finding.severity for finding in match}


def _is(finding: Told, row: dict[str, str]) -> bool:
    said = [str(value) for value in (finding.expected, finding.found) if value is not None]
    wanted = [row[side] for side in ("expected", "found") if row[side]]
    alike = finding.rule == row["rule"] or {finding.rule, row["rule"]} == {"total_of_row", "parts_of_whole"}
    return (
        alike
        and bool(set(finding.lines.split()) & set(row["lines"].split()))
        and all(any(_agree(one, value) for value in said) for one in wanted)
    )


def _agree(typed: str, said: str) -> bool:
    """Numbers are typed with as many decimals as matter: 17.0 for a quotient told as 17.02."""
    try:
        number, value = Decimal(typed.replace(",", "")), Decimal(said.replace(",", ""))
    except InvalidOperation:
        return typed == said
    return value.quantize(number) == number


HOLDING = [(report, row) for report in FILES for row in rows(report, "sums_hold")]


@pytest.mark.parametrize(
    ("report", "row"), HOLDING, ids=lambda value: value if isinstance(value, str) else value["what"]
)
def test_a_sum_that_holds_is_no_finding(report: str, row: dict[str, str]) -> None:
    left = row["arithmetic"].rpartition("=")[0].strip()
    assert not [f for f in findings_of(report) if f.severity == "mismatch" and left in f.arithmetic.replace(" ", "")]
