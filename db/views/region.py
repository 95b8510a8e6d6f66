"""A region's view: rates first, then counts by chapter, years side by side, change only where comparable."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db import figures as fig
from db.address import ViewRequest
from db.comparable import Rules, Verdict
from db.dictionary import Dictionary, Indicator, Rate, compute_rate
from db.figures import Figure
from db.resolve import resolve
from db.search import Names
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Row, View, together, word
from db.views.composed import (
    UNIT,
    chapter_heading,
    compose,
    entity_request,
    heading,
    named,
    no_figures,
    region_trail,
    year_column,
    year_label,
)
from db.views.differences import changed
from db.views.given import own_reports
from db.views.loaded import not_loaded
from db.views.series import in_series, over_years, printed_as
from db.views.trends import LEAST_YEARS, TREND, trend


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`region:NAME[/year=…]`; `face=peers` is the other face of it."""
    if request.first("face") == "peers":
        from db.views import peers

        return peers.view(conn, request)
    region = resolve(conn, EntityType.REGION, request.names[0])
    profile = Profile(conn, region.id)
    years = _years(profile, request)
    return compose(
        request,
        region_trail(conn, region.id),
        [Column("indicator", word=word("Indicator"), frozen=True), UNIT, *_headings(years)],
        [*profile.rows(years), *_below(conn, region.id, len(years.all))],
        [
            *([] if years.all or not profile.years else [no_figures(request.years, profile.years)]),
            *not_loaded(conn, {region.id: years.all}),
            *_at_the_end(profile, years),
        ],
        names=Names(conn),
    )


_CHANGES = (
    Column("change", ColumnKind.NUMBER, word=word("Change")),
    Column("change_percent", ColumnKind.NUMBER, word=word("Change"), unit="%"),
    Column("comparable", word=word("Comparable")),
)

SPARSE = 10
"""A year with fewer figures than this part of those of the fullest one stands behind the changes."""


class YearColumns(NamedTuple):
    """Those beside each other before the changes, and those with few figures behind them; both in order."""

    full: Sequence[int]
    sparse: Sequence[int] = ()

    @property
    def all(self) -> list[int]:
        return sorted((*self.full, *self.sparse))


def _years(profile: Profile, request: ViewRequest) -> YearColumns:
    """Those that are asked for stand beside each other, however few figures they have."""
    if request.years:
        return YearColumns([year for year in profile.years if year in request.years])
    least = max(profile.counts.values(), default=0) / SPARSE
    full = [year for year in profile.years if profile.counts[year] >= least]
    return YearColumns(full, [year for year in profile.years if year not in full])


def _headings(years: YearColumns) -> list[Column]:
    full, sparse = (
        [Column(year_column(year), ColumnKind.NUMBER, label=year_label(year), sparse=few) for year in group]
        for group, few in ((years.full, False), (years.sparse, True))
    )
    return [*full, *_CHANGES, TREND, *sparse]


def _at_the_end(profile: Profile, years: YearColumns) -> list[Note]:
    said = [f"{year_label(year)} ({profile.counts[year]})" for year in years.sparse]
    return [Note(word("Few figures, in the last columns: {years}"), {"years": said})] if said else []


class Entry(NamedTuple):
    """What a row shows for one year: figures as printed, or a rate computed from two of them."""

    group: tuple[Figure, ...] = ()
    rate: Rate | None = None

    @property
    def value(self) -> fig.Number | None:
        if self.rate:
            return self.rate.value
        return self.group[0].value if self.group else None

    @property
    def text(self) -> str:
        if self.rate:
            return self.rate.text
        return fig.shown_number(self.group[0]) if self.group else ""

    @property
    def figures(self) -> Sequence[Figure]:
        """That by whose table and unit the entry is compared comes first."""
        return self.rate.figures if self.rate else self.group

    @property
    def basis(self) -> Figure | None:
        return next(iter(self.figures), None)

    @property
    def cell(self) -> Cell:
        if self.rate:
            return self.rate.cell
        return fig.cell_of(self.group)


class Profile:
    """All figures of one entity, by indicator and year."""

    def __init__(self, conn: sqlite3.Connection, entity: int) -> None:
        self.dictionary = Dictionary(conn)
        self.rules = Rules(conn)
        all_figures = fig.of_entity(conn, entity)
        self.groups = fig.by_indicator_and_year(all_figures)
        self.years = sorted({figure.year for figure in all_figures})
        self.counts = Counter(
            year for (_, year), group in self.groups.items() if any(f.value is not None for f in group)
        )
        self.units = {figure.indicator: figure.unit for figure in reversed(all_figures)}
        self._stand_ins: set[int] = set()

    def rows(self, years: YearColumns) -> list[Row]:
        rates = [row for rate in self.dictionary.rates() if (row := self._row(rate, years))]
        shown = {rate.id for rate in self.dictionary.rates()} | self._stand_ins
        rows = [heading(word=word("Rates")), *rates]
        printed = {indicator for indicator, year in self.groups if indicator not in shown and year in years.all}
        for chapter, indicators in self.dictionary.by_chapter(printed):
            rows.append(chapter_heading(chapter))
            for indicator in indicators:
                row = self._row(indicator, years, self.dictionary.depth(indicator, printed))
                if row and indicator.id not in self._stand_ins:
                    rows.append(row)
        return rows

    def _row(self, indicator: Indicator, years: YearColumns, depth: int = 0) -> Row | None:
        if indicator.id in self._stand_ins:
            return None
        entries = self._entries(indicator, years.all)
        borrowed = self._borrow(indicator, entries)
        if all(entry.basis is None for entry in entries.values()):
            return None
        pair = _pair(entries, years)
        verdict, change = self._change(indicator, entries, pair, borrowed)
        cells = [
            named(indicator),
            Cell(self.units.get(indicator.id, indicator.unit), self.units.get(indicator.id, indicator.unit)),
            *(entries[year].cell for year in years.full),
            *change,
            self._trend(indicator, entries),
            *(entries[year].cell for year in years.sparse),
        ]
        note = self._note(indicator, entries, pair, verdict)
        return Row(tuple(cells), depth=depth, key=indicator.key, target=cells[0].target, note=note)

    def _entries(self, indicator: Indicator, years: Sequence[int]) -> dict[int, Entry]:
        """What these years show beside each other, as far as there is one out of one statement."""
        groups = self._in_series(indicator.id, years)
        return {year: self._entry(indicator, year, groups.get(year, ())) for year in years}

    def _in_series(self, indicator: int, years: Iterable[int]) -> dict[int, list[Figure]]:
        return in_series({year: self.groups[indicator, year] for year in years if (indicator, year) in self.groups})

    def _entry(self, indicator: Indicator, year: int, group: Sequence[Figure]) -> Entry:
        if indicator.formula and not any(f.value is not None for f in group):
            terms = (self.groups.get((term, year), ()) for term in indicator.formula)
            if rate := compute_rate(indicator, *terms):
                return Entry(rate=rate)
        return Entry(tuple(group))

    def _trend(self, indicator: Indicator, shown: dict[int, Entry]) -> Cell:
        """Over all years, also those that are not shown."""
        entries = shown
        if len(self.years) < LEAST_YEARS:
            return Cell()
        if len(shown) < len(self.years):
            entries = self._entries(indicator, self.years)
            self._stand_in(indicator, entries)
        cells = {year: entry.cell for year, entry in entries.items() if entry.value is not None}
        bases = {year: entries[year].figures for year in cells}
        return trend(self.years, cells, bases, ratio=indicator.is_ratio)

    def _borrow(self, indicator: Indicator, entries: dict[int, Entry]) -> Verdict:
        other, verdict = self._stand_in(indicator, entries)
        if other is not None:
            self._stand_ins.add(other)
        return verdict

    def _stand_in(self, indicator: Indicator, entries: dict[int, Entry]) -> tuple[int | None, Verdict]:
        """Fill a year that lacks the indicator with a comparable one, if their years do not overlap; tell which."""
        has = {year for year, entry in entries.items() if entry.basis}
        for other, verdict in self.rules.stand_ins(indicator.id) if has else ():
            groups = self._in_series(other, entries)
            if groups and not groups.keys() & has:
                entries.update({year: Entry(tuple(group)) for year, group in groups.items()})
                told = printed_as(self.dictionary.indicators[other].name, [*groups])
                return other, verdict._replace(told=told)
        return None, Verdict()

    def _change(
        self, indicator: Indicator, entries: dict[int, Entry], pair: tuple[int, ...], borrowed: Verdict
    ) -> tuple[Verdict, tuple[Cell, Cell, Cell]]:
        """Change between these two years, in the unit and in percent (points for a rate)."""
        if not pair:
            return self._apart(indicator, entries) if len(entries) > 1 else (Verdict(), (Cell(), Cell(), Cell()))
        before, after = (entries[year] for year in pair)
        assert before.basis
        assert after.basis
        verdict = over_years(before.figures, after.figures, ratio=indicator.is_ratio).beside(borrowed)
        if before.basis.unit != after.basis.unit and not (before.rate or after.rate):
            verdict = Verdict("no", "")
        mark = Cell(verdict.mark, verdict.answer)
        if not verdict.has_change:
            return verdict, (Cell(), Cell(), mark)
        return verdict, (*changed(before.cell, after.cell, ratio=indicator.is_ratio), mark)

    def _apart(self, indicator: Indicator, entries: dict[int, Entry]) -> tuple[Verdict, tuple[Cell, Cell, Cell]]:
        """One year is missing: say so when another quantity stands in that year alone that must not be taken for it."""
        has = {year for year, entry in entries.items() if entry.basis}
        for other, verdict in self.rules.partners(indicator.id):
            others = {year for year in entries if (other, year) in self.groups}
            if others and verdict.answer == "no" and verdict.reason and not others & has:
                name = self.dictionary.indicators[other].name
                reason = Verdict("no", f"{name}：{verdict.reason}")
                return reason, (Cell(), Cell(), Cell(verdict.mark, "no"))
        return Verdict(), (Cell(), Cell(), Cell())

    def _note(
        self, indicator: Indicator, entries: dict[int, Entry], pair: tuple[int, ...], verdict: Verdict
    ) -> Note | None:
        """The reason of a mark, the years of a change where more than two are shown, the formula of a rate."""
        between = [" › ".join(map(year_label, pair))] if len(entries) > 2 and pair and not verdict.told else []
        texts = [*between, *self._formula(indicator, entries)]
        return together([*verdict.notes, *(Note("{text}", {"text": text}) for text in texts)])

    def _formula(self, indicator: Indicator, entries: dict[int, Entry]) -> list[str]:
        computed = [entry.rate for entry in entries.values() if entry.rate]
        if not computed or not indicator.formula:
            return []
        first, *more = ("{} / {}".format(*map(fig.shown_number, rate.figures)) for rate in computed)
        return [f"{self.dictionary.formula_of(indicator)} = {first}", *more]


def _pair(entries: dict[int, Entry], years: YearColumns) -> tuple[int, ...]:
    """The last two years with a value, of those that stand before the change if two of them have one; else none."""
    for among in (years.full, years.all):
        valued = [year for year in among if entries[year].value is not None]
        if len(valued) > 1:
            return tuple(valued[-2:])
    return ()


def _below(conn: sqlite3.Connection, region: int, years: int) -> list[Row]:
    """Where one goes further down: the regions and the schools in this one that the reports name."""
    inside = (
        "SELECT id FROM entity WHERE id = :region OR (parent_id = :region AND type = 'region' AND level = 'county')"
    )
    schools = conn.execute(
        f"SELECT id, name FROM entity WHERE type = 'school' AND parent_id IN ({inside}) ORDER BY parent_id, name",
        {"region": region},
    )
    regions = conn.execute(
        "SELECT id, name FROM entity e WHERE type = 'region' AND parent_id = ? AND (EXISTS (SELECT 1 FROM observation"
        " WHERE entity_id = e.id) OR EXISTS"
        " (SELECT 1 FROM entity s WHERE s.parent_id = e.id AND s.type = 'school')) ORDER BY code",
        (region,),
    )
    filler = (Cell(),) * (1 + years + len(_CHANGES) + 1)
    rows = [heading(word=word("Own reports"))]
    for key, cell in own_reports(conn, region):
        rows.append(Row((cell, *filler), key=f"report {key}", target=cell.target))
    for title, found in (
        (word("Regions below"), regions.fetchall()),
        (word("Schools named in the reports"), schools.fetchall()),
    ):
        rows.append(heading(word=title))
        for id_, name in found:
            target = entity_request(conn, id_)
            rows.append(Row((Cell(name, name, target=target), *filler), key=str(target), target=target))
    return rows
