"""Rows over years: which of several statements is shown in each, and whether two years may be told as a change.

One entity's figures of an indicator are taken from the statement that covers most of the years shown: a kind of table
of one issuer, or a section of one report's text. Years that it does not cover are taken from the next one that covers
two or more of them; what is left is chosen as a single cell is (`Figure.rank`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from db.comparable import Verdict, of_quantity
from db.figures import Figure
from db.view import Note, word
from db.views.composed import year_label

Groups = Mapping[int, Sequence[Figure]]
"""All figures of one entity and indicator by year, the one that a single cell shows first."""

Statement = tuple[str | int, ...]


def statement(figure: Figure) -> Statement:
    """Tables of one form in the reports of one issuer are one statement, a section of a text is one of its report."""
    if figure.table is not None:
        return figure.issuer, figure.table_form or figure.table_key or ""
    return figure.report, figure.section


def in_series(groups: Groups) -> dict[int, list[Figure]]:
    """The figures of the years shown, in each the one to be shown first."""
    chosen = {year: list(group) for year, group in groups.items()}
    left = set(chosen)
    while len(left) > 1:
        series = _covering_most({year: groups[year] for year in left})
        if len(series) < 2:
            break
        for year, shown in series.items():
            chosen[year] = [shown, *(figure for figure in groups[year] if figure is not shown)]
        left -= series.keys()
    return chosen


def _covering_most(groups: Groups) -> dict[int, Figure]:
    """Of equal ones that which single cells would show more often, a table, the newest, the first one printed."""
    found: dict[Statement, dict[int, Figure]] = defaultdict(dict)
    for year, group in groups.items():
        for figure in group:
            if figure.value is not None:
                found[statement(figure)].setdefault(year, figure)
    heads = {group[0].id for group in groups.values() if group}

    def order(series: dict[int, Figure]) -> tuple[int, int, bool, int, int]:
        newest = series[max(series)]
        shown = sum(figure.id in heads for figure in series.values())
        return len(series), shown, newest.origin == "table", newest.report_year, -newest.line

    return max(found.values(), key=order, default={})


def over_years(before: Sequence[Figure], after: Sequence[Figure], *, ratio: bool) -> Verdict:
    """What is said of two years of one entity; both begin with the figure shown, then what else is printed.

    Counts of two issuers, and statements of one report, make no change, unless one of them prints both; a ratio of two
    issuers is told with a remark.
    """
    if not before or not after:
        return Verdict()
    first, second = before[0], after[0]
    verdict = of_quantity(first, second, ratio=ratio)
    if verdict.answer == "no" or _are_one(before, after):
        return verdict
    if first.issuer != second.issuer:
        said = " › ".join(f"{year_label(f.year)} {_where(f.issuer, f)}" for f in (first, second))
        if ratio:
            return Verdict("note", verdict.reason, Note("{sources}", {"sources": said}))
        return Verdict("apart", verdict.reason, Note(word("two issuers, no change: {sources}"), {"sources": said}))
    if first.report == second.report:
        said = " › ".join(f"{year_label(f.year)} {_where(f.report_key, f)}" for f in (first, second))
        return Verdict("apart", "", Note(word("two statements, no change: {sources}"), {"sources": said}))
    return verdict


def _are_one(before: Sequence[Figure], after: Sequence[Figure]) -> bool:
    """Both years stand in one statement, or one of the two statements prints the other year alike."""
    first, second = before[0], after[0]
    return statement(first) == statement(second) or _also_prints(second, before) or _also_prints(first, after)


def _also_prints(figure: Figure, year: Sequence[Figure]) -> bool:
    shown, *others = year
    return any(
        other.value == shown.value and other.indicator == shown.indicator and statement(other) == statement(figure)
        for other in others
    )


def printed_as(name: str, years: Sequence[int]) -> Note:
    """What the figures of these years are called, which stand in the row of another indicator."""
    return Note(word("{years} printed as {name}"), {"years": [*map(year_label, years)], "name": name})


def _where(whose: str, figure: Figure) -> str:
    return f"{whose} {figure.table_key or figure.section}".rstrip()
