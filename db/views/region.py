"""A region's view: rates first, then counts by chapter, years side by side, change only where comparable."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from db import figures as fig
from db.address import ViewRequest
from db.comparable import Rules, Verdict, of_geography
from db.dictionary import Dictionary, Indicator, Rate, compute_rate
from db.figures import Figure
from db.resolve import resolve
from db.search import names_meant
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Row, View, word
from db.views.composed import (
    UNIT,
    chapter_heading,
    compose,
    entity_request,
    heading,
    named,
    region_trail,
    year_column,
    year_label,
)
from db.views.differences import changed
from db.views.given import own_reports
from db.views.loaded import not_loaded


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
        [Column("indicator", word=word("Indicator"), frozen=True), UNIT, *map(_year_heading, years), *_CHANGES],
        [*profile.rows(years), *_below(conn, region.id, len(years))],
        not_loaded(conn, {region.id: years}),
        names=names_meant(conn, request.first("q")),
    )


_CHANGES = (
    Column("change", ColumnKind.NUMBER, word=word("Change")),
    Column("change_percent", ColumnKind.NUMBER, word=word("Relative change"), unit="%"),
    Column("comparable", word=word("Comparable")),
)


def _year_heading(year: int) -> Column:
    return Column(year_column(year), ColumnKind.NUMBER, label=year_label(year))


def _years(profile: Profile, request: ViewRequest) -> list[int]:
    wanted = {int(year) for year in request.option("year") if year.isdigit()}
    return [year for year in profile.years if not wanted or year in wanted]


@dataclass(frozen=True, slots=True)
class Entry:
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
    def basis(self) -> Figure | None:
        """The figure by whose table and unit the entry is compared."""
        return self.rate.figures[0] if self.rate else self.group[0] if self.group else None

    @property
    def cell(self) -> Cell:
        if self.rate:
            return Cell(self.text, self.value, mark="=", observations=tuple(f.id for f in self.rate.figures))
        return fig.cell_of(self.group)


class Profile:
    """All figures of one entity, by indicator and year."""

    def __init__(self, conn: sqlite3.Connection, entity: int) -> None:
        self.dictionary = Dictionary(conn)
        self.rules = Rules(conn)
        all_figures = fig.of_entity(conn, entity)
        self.groups = fig.by_indicator_and_year(all_figures)
        self.years = sorted({figure.year for figure in all_figures})
        self.units = {figure.indicator: figure.unit for figure in reversed(all_figures)}
        self._stand_ins: set[int] = set()

    def rows(self, years: Sequence[int]) -> list[Row]:
        rates = [row for rate in self.dictionary.rates() if (row := self._row(rate, years))]
        shown = {rate.id for rate in self.dictionary.rates()} | self._stand_ins
        rows = [heading(word=word("Rates")), *rates]
        printed = {indicator for indicator, year in self.groups if indicator not in shown and year in years}
        for chapter, indicators in self.dictionary.by_chapter(printed):
            rows.append(chapter_heading(chapter))
            for indicator in indicators:
                row = self._row(indicator, years, self.dictionary.depth(indicator, printed))
                if row and indicator.id not in self._stand_ins:
                    rows.append(row)
        return rows

    def _row(self, indicator: Indicator, years: Sequence[int], depth: int = 0) -> Row | None:
        if indicator.id in self._stand_ins:
            return None
        entries = {year: self._entry(indicator, year) for year in years}
        borrowed = self._borrow(indicator, entries)
        if all(entry.basis is None for entry in entries.values()):
            return None
        verdict, change = self._change(indicator, entries, borrowed)
        cells = [
            named(indicator),
            Cell(self.units.get(indicator.id, indicator.unit), self.units.get(indicator.id, indicator.unit)),
            *(entry.cell for entry in entries.values()),
            *change,
        ]
        note = self._note(indicator, entries, verdict)
        return Row(tuple(cells), depth=depth, key=indicator.key, target=cells[0].target, note=note)

    def _entry(self, indicator: Indicator, year: int) -> Entry:
        group = tuple(self.groups.get((indicator.id, year), ()))
        if indicator.formula and not any(f.value is not None for f in group):
            terms = (self.groups.get((term, year), ()) for term in indicator.formula)
            if rate := compute_rate(indicator, *terms):
                return Entry(rate=rate)
        return Entry(group)

    def _borrow(self, indicator: Indicator, entries: dict[int, Entry]) -> Verdict:
        """Fill a year that lacks the indicator with a comparable one, if their years do not overlap."""
        has = {year for year, entry in entries.items() if entry.basis}
        for other, verdict in self.rules.stand_ins(indicator.id) if has else ():
            years = {year for year in entries if (other, year) in self.groups}
            if years and not years & has:
                entries.update({year: Entry(tuple(self.groups[other, year])) for year in years})
                self._stand_ins.add(other)
                return verdict
        return Verdict()

    def _change(
        self, indicator: Indicator, entries: dict[int, Entry], borrowed: Verdict
    ) -> tuple[Verdict, tuple[Cell, Cell, Cell]]:
        """Change between the last two years that hold a value, in the unit and in percent (points for a rate)."""
        valued = [entry for entry in entries.values() if entry.value is not None]
        if len(valued) < 2:
            return self._apart(indicator, entries) if len(entries) > 1 else (Verdict(), (Cell(), Cell(), Cell()))
        before, after = valued[-2:]
        assert before.basis
        assert after.basis
        verdict = borrowed.worse(of_geography(before.basis, after.basis, ratio=indicator.is_ratio))
        if before.basis.unit != after.basis.unit and not (before.rate or after.rate):
            verdict = Verdict("no", "")
        mark = Cell(verdict.mark, verdict.answer)
        if verdict.answer == "no":
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

    def _note(self, indicator: Indicator, entries: dict[int, Entry], verdict: Verdict) -> Note | None:
        """The years of a change where more than two are shown, the formula of a rate, the reason of a mark."""
        valued = [year for year, entry in entries.items() if entry.value is not None]
        between = f"{year_label(valued[-2])} › {year_label(valued[-1])}" if len(valued) > 1 and len(entries) > 2 else ""
        texts = [between, self._formula(indicator, entries), verdict.reason]
        return Note("{text}", {"text": "；".join(filter(None, texts))}) if any(texts) else None

    def _formula(self, indicator: Indicator, entries: dict[int, Entry]) -> str:
        computed = [entry.rate for entry in entries.values() if entry.rate]
        if not computed or not indicator.formula:
            return ""
        names = [self.dictionary.indicators[term].name for term in indicator.formula]
        parts = "；".join("{} / {}".format(*map(fig.shown_number, rate.figures)) for rate in computed)
        return f"{indicator.name} = {' / '.join(names)} = {parts}"


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
    filler = (Cell(),) * (1 + years + len(_CHANGES))
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
