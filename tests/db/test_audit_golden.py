"""Findings typed from the published texts by eye, sums that hold, and what must not be taken for a finding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from db.findings import Told
from tests.golden import golden
from tests.library import bundled_library

SAME = {"total_of_row": "parts_of_whole", "blank_total": "lost_cell"}
"""Rules that tell the same by another name, after where the parts stand."""

OF_TEXT = ("missing_page", "count_of_list")
"""Rest on no figure: they are in the database with the names and gaps of the text."""

TOLD_AS = {("printed_twice", "1071"): "parts_of_whole"}
"""Two figures of which the second is printed as two parts."""


@cache
def told() -> tuple[Told, ...]:
    with bundled_library() as library:
        return tuple(library.findings())


@cache
def stored_lines() -> frozenset[tuple[str, str]]:
    """Report and line of every row of a table and of every figure of prose that the database has."""
    with bundled_library() as library:
        query = (
            "SELECT r.key, o.line FROM observation o JOIN report r ON r.id = o.report_id UNION"
            " SELECT r.key, c.line FROM cell c JOIN source_table t ON t.id = c.table_id"
            " JOIN report r ON r.id = t.report_id"
        )
        return frozenset((report, str(line)) for report, line in library._conn.execute(query))


def _lines(row: dict[str, str]) -> list[str]:
    return row["lines"].split()


def _is_stored(row: dict[str, str]) -> bool:
    """Whether all of its figures are in the database: those of prose come with the figures of prose."""
    pairs = [line.split(":") if ":" in line else [row["report"], line] for line in _lines(row)]
    return all((report, line) in stored_lines() for report, line in pairs)


GOLDEN = golden("findings")


@pytest.mark.parametrize("row", GOLDEN, ids=[f"{r['rule']}-{r['report']}-{r['lines'].split()[0]}" for r in GOLDEN])
def test_a_finding_typed_by_eye_is_found(row: dict[str, str]) -> None:
    match = [finding for finding in told() if _is(finding, row)]
    if not match and row["rule"] not in OF_TEXT and not _is_stored(row):
        pytest.skip("rests on a figure of prose that the database does not have")
    assert match, [(f.rule, f.lines, f.expected, f.found) for f in told() if set(f.lines.split()) & set(_lines(row))]
    assert row["severity"] in {finding.severity for finding in match}


def _is(finding: Told, row: dict[str, str]) -> bool:
    """The same rule, a line in common, and the same two values, whichever side is named first."""
    rules = {finding.rule, SAME.get(finding.rule, finding.rule)}
    wanted = {row["rule"], SAME.get(row["rule"], ""), TOLD_AS.get((row["rule"], _lines(row)[0]), "")}
    shares = set(finding.lines.split()) & set(_lines(row))
    return finding.report == row["report"] and bool(rules & wanted and shares) and _values(row) <= _said(finding)


def _values(row: dict[str, str]) -> set[str]:
    return {_plain(row[side]) for side in ("expected", "found") if row[side]}


def _said(finding: Told) -> set[str]:
    return {_plain(str(v)) for v in (finding.expected, finding.found, finding.difference) if v is not None}


def _plain(text: str) -> str:
    """12852.14 and 20100.00 as numbers."""
    try:
        return f"{float(text.replace(',', '')):.4f}"
    except ValueError:
        return text


def _hard() -> Iterator[Told]:
    """Findings that count and are no doubts of conversion."""
    return (f for f in told() if f.severity not in ("scope", "conversion"))


@pytest.mark.parametrize("row", golden("sums_hold"), ids=lambda row: f"{row['report']}-{row['lines'].split()[0]}")
def test_a_sum_that_holds_is_no_finding(row: dict[str, str]) -> None:
    result = row["arithmetic"].split("=")[-1].strip()
    for finding in _hard():
        about_it = finding.report == row["report"] and set(finding.lines.split()) <= set(_lines(row))
        assert not (about_it and f"= {result}" in finding.arithmetic), finding


@pytest.mark.parametrize("row", golden("not_findings"), ids=lambda row: f"{row['report']}-{row['lines'].split()[0]}")
def test_what_only_looks_like_a_finding_is_none(row: dict[str, str]) -> None:
    """None of these lines alone, with two of the values that are explained."""
    for finding in _hard():
        about_it = finding.report == row["report"] and set(finding.lines.split()) <= set(_lines(row))
        assert not (about_it and str(finding.expected) in row["why"] and str(finding.found) in row["why"]), finding
