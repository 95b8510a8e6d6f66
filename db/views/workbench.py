"""The workbench of comparison: entities side by side, indicator by indicator, over years; how far they lie apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from db.address import ViewRequest
from db.comparable import Rules, Verdict
from db.dictionary import Indicator
from db.resolve import EntityRow
from db.view import Cell, Column, ColumnKind, Note, Row, together, word
from db.views import differences, listed
from db.views.beside import Beside, Side
from db.views.composed import UNIT, chapter_heading, heading, named, year_label
from db.views.loaded import ISSUERS
from db.views.per_head import are_small, is_divided, of_a_thousand
from db.views.ranking import Ranking, Standings
from db.views.series import printed_as
from db.views.trends import LEAST_YEARS, TREND, trend

SEEN_AT_ONCE = 3
"""Entities among which one sees who does not report; of more, the row's note names them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the largest difference in it; None: nothing to compare."""

    row: Row
    difference: float | None = None
    heads: bool = False  # stays whatever is hidden


class Workbench:
    """Rows and columns of a comparison in these years."""

    def __init__(
        self, conn: sqlite3.Connection, beside: Beside, entities: Sequence[EntityRow], years: Sequence[int]
    ) -> None:
        self._conn, self._beside, self._dictionary = conn, beside, beside.dictionary
        self._entities, self._years = entities, years
        self._names = [entity.name for entity in entities]
        self._rules = Rules(conn)
        self._stand_ins: set[int] = set()  # indicators that are shown in the row of another
        self._wholes: set[int] = set()  # places of those whose parts have figures beside them
        self.per: Indicator | None = None
        self.ranking: Ranking | None = None
        self.lists = False  # what they say of schools stands above the figures

    @property
    def _apart_lists(self) -> bool:
        """They have columns of their own, for figures have several or none."""
        return self.lists and len(self._years) != 1

    def columns(self) -> list[Column]:
        several, number = len(self._years) > 1, ColumnKind.NUMBER
        values: list[Column] = []
        further: list[Column] = []
        for year in self._years:
            for place, name in enumerate(self._names):
                label = self._label(name, year)
                values.append(Column(f"e{place + 1}_{year}", number, label=label))
                if self.ranking:
                    values.append(self.ranking.rank_column(place, year, label))
                    further.extend(self.ranking.further_columns(place, year, label))
        apart: list[Column] = []
        for year in self._years:
            label = year_label(year) if several else ""
            if len(self._names) == 2:
                apart.append(Column(f"difference_{year}", number, label=label, word=word("Difference")))
            elif len(self._names) > 2:
                apart.append(Column(f"spread_{year}", number, label=label, word=word("Spread")))
                apart.append(Column(f"whose_{year}", label=label, word=word("Highest › lowest")))
        changes = [
            column
            for place, name in enumerate(self._names, 1)
            for column in (
                Column(f"change_{place}", number, label=name, word=word("Change")),
                Column(f"change_percent_{place}", number, label=name, word=word("Change"), unit="%"),
            )
            if several
        ]
        return [
            Column("indicator", word=word("Indicator"), frozen=True),
            UNIT,
            Column("difference", number, word=word("Apart"), unit="%"),
            *(Column(f"e{place}", label=name) for place, name in enumerate(self._names, 1) if self._apart_lists),
            *values,
            *apart,
            *changes,
            Column("reporting", word=word("Report this")),
            Column("comparable", word=word("Comparable")),
            *(TREND._replace(id=f"trend_{place}", label=name) for place, name in enumerate(self._names, 1)),
            *further,
        ]

    def listed(self) -> Iterator[Line]:
        """What lists say of schools, in the column of each."""
        if not self.lists:
            return
        ids = [column.id for column in self.columns()]
        year = "" if self._apart_lists else f"_{self._years[0]}"
        places = [ids.index(f"e{place}{year}") for place, _name in enumerate(self._names, 1)]
        for section, rows in listed.sections(self._conn, [entity.id for entity in self._entities]):
            yield _heading(section)
            for shared in rows:
                cells = [shared.title, *[Cell()] * (len(ids) - 1)]
                for place, cell in zip(places, shared.cells, strict=True):
                    cells[place] = cell
                named = sum(bool(cell.text) for cell in shared.cells)
                cells[ids.index("reporting")] = _counted(named, len(places))
                row = Row(tuple(cells), key=f"{section} {shared.title.text}", target=shared.title.target)
                yield Line(row, float(shared.differs))

    def _label(self, name: str, year: int) -> str:
        """What the figures of an entity and year stand under: as much as tells them apart."""
        if self.lists and len(self._years) == 1:
            return name
        several = len(self._names) > 1 or len(self._years) == 1
        return f"{name} {year_label(year)}" if several else year_label(year)

    def lines(self, chosen: set[int] | None) -> list[Line]:
        """Rates first, then chapter by chapter; in ratios, what is divided by first, then what can be divided."""
        rates = self._dictionary.rates()
        printed = {i for year in self._years for i in self._beside.figures[year]} - {rate.id for rate in rates}
        if self.per:
            first = [_heading(word=word("Divided by")), *self._made([self.per], printed, divided=False)]
            divided = {i for i in printed if is_divided(self._dictionary.indicators[i])} - {self.per.id}
            printed = divided if self._divisible else set()
        else:
            first = [_heading(word=word("Rates")), *self._made((r for r in rates if _is_in(r, chosen)), printed)]
        shown = printed if chosen is None else printed & chosen
        for chapter, indicators in self._dictionary.by_chapter(shown):
            first.append(Line(chapter_heading(chapter), heads=True))
            first.extend(self._made(indicators, shown))
        return first

    @property
    def _divisible(self) -> list[str]:
        """Names of those who have what is divided by."""
        has = self._beside.having(self.per, self._years) if self.per else set()
        return [entity.name for entity in self._entities if entity.id in has]

    def _made(self, indicators: Iterable[Indicator], shown: set[int], *, divided: bool = True) -> list[Line]:
        over = self.per if divided else None
        lines = (self._line(i, self._dictionary.depth(i, shown), over) for i in indicators)
        return [line for line in lines if line]

    def _line(self, indicator: Indicator, depth: int, over: Indicator | None) -> Line | None:
        sides, other, verdict = self._sides(indicator, over, self._years)
        if indicator.id in self._stand_ins or not any(cell.observations for side in sides for cell in side.cells):
            return None
        self._stand_ins |= {other} if other else set()
        standings = self._standings(indicator, sides, over)
        ratio, heads = indicator.is_ratio or over is not None, ""
        if over and are_small(cell for side in sides for cell in side.cells):
            sides, heads = [replace(s, cells=tuple(map(of_a_thousand, s.cells))) for s in sides], "千"
        changes = [differences.over_time(sides, place, ratio=ratio) for place in range(len(self._entities))]
        said = verdict.notes
        for verdict_of in (*(side.verdict for side in sides), *(change[2] for change in changes)):
            verdict = verdict.worse(verdict_of)
            said += verdict_of.notes
        rivals = self._rivals(sides)
        most = differences.largest(sides, rivals, ratio=ratio)
        unit = f"{indicator.unit}/{heads}{over.unit}" if over else indicator.unit
        target = ViewRequest("indicator", (indicator.key,))
        cells = (
            named(indicator),
            Cell(unit, unit),
            Cell() if most is None else Cell(f"{most:.1f}", round(most, 4) or most),
            *[Cell()] * (len(self._entities) if self._apart_lists else 0),
            *(cell for side, standing in zip(sides, standings, strict=True) for cell in self._values(side, standing)),
            *(cell for side in sides for cell in self._apart(side, rivals)),
            *(cell for change in changes for cell in change[:2] if len(sides) > 1),
            _counted(self._reporting(sides), len(changes)),
            Cell(verdict.mark, verdict.answer),
            *self._trends(indicator, sides, over, small=bool(heads)),
            *(cell for standing in standings for cell in self._further(standing)),
        )
        note = together([*self._remarks(sides, said), *self._unranked(standings)])
        row = Row(cells, depth=depth, key=indicator.key, target=target, note=note)
        return Line(row, most, heads=self.per is not None and over is None)

    def _sides(
        self, indicator: Indicator, over: Indicator | None, years: Sequence[int]
    ) -> tuple[list[Side], int | None, Verdict]:
        """By year; one that lacks it may show what the dictionary sets beside it, which is told as in a region's view.

        With the id of that other indicator.
        """
        sides = [self._beside.side(indicator, year, over, years) for year in years]
        empty = {place for place, side in enumerate(sides) if not any(side.figures)}
        for other, verdict in self._rules.stand_ins(indicator.id) if not over and len(empty) < len(sides) else ():
            there = [self._beside.side(self._dictionary.indicators[other], year, None, years) for year in years]
            has = [place for place, side in enumerate(there) if any(side.figures)]
            if has and empty.issuperset(has):
                for place in has:
                    sides[place] = there[place]
                name = self._dictionary.indicators[other].name
                return sides, other, verdict._replace(told=printed_as(name, [years[place] for place in has]))
        return sides, None, Verdict()

    def _rivals(self, sides: Sequence[Side]) -> list[int]:
        """Places of those that are held against each other: no whole beside parts of it that have figures, too."""
        valued = {place for side in sides for place, value in enumerate(side.values) if value is not None}
        parents = {self._entities[place].parent_id for place in valued}
        wholes = {place for place in valued if self._entities[place].id in parents}
        if len(valued - wholes) < 2:
            return list(range(len(self._entities)))
        self._wholes |= wholes
        return [place for place in range(len(self._entities)) if place not in wholes]

    def _trends(
        self, indicator: Indicator, sides: Sequence[Side], over: Indicator | None, *, small: bool
    ) -> Iterator[Cell]:
        """Of each entity, over all years; `small`: of a thousand, as the figures shown."""
        years = sorted({*self._beside.figures})
        if len(years) < LEAST_YEARS:
            sides = []
        elif len(years) > len(self._years):
            sides, _other, _verdict = self._sides(indicator, over, years)
            sides = [replace(s, cells=tuple(map(of_a_thousand, s.cells))) for s in sides] if small else sides
        for place in range(len(self._entities)):
            cells = {year: side.cells[place] for year, side in zip(years, sides, strict=bool(sides))}
            bases = {year: side.figures[place] for year, side in zip(years, sides, strict=bool(sides))}
            yield trend(years, cells, bases, ratio=indicator.is_ratio or over is not None)

    def _standings(self, indicator: Indicator, sides: Sequence[Side], over: Indicator | None) -> list[Standings]:
        """By year and entity; none where nothing is ranked."""
        if not self.ranking:
            return [()] * len(sides)
        years = zip(self._years, sides, strict=True)
        return [self.ranking.standings(indicator, year, side, over) for year, side in years]

    def _values(self, side: Side, standings: Standings) -> Iterator[Cell]:
        """The figures, each with its rank."""
        for place, cell in enumerate(side.cells):
            yield cell
            if self.ranking:
                yield self.ranking.rank(standings[place], place)

    def _further(self, standings: Standings) -> Iterator[Cell]:
        for place, standing in enumerate(standings):
            if self.ranking:
                yield from self.ranking.further(standing, place)

    def _unranked(self, standings: Sequence[Standings]) -> list[Note]:
        """Who of the peers does not report it, in the years in which the others are ranked."""
        if not self.ranking:
            return []
        years = zip(self._years, standings, strict=True)
        return [note for year, ranked in years for note in self.ranking.reporting(ranked, year_label(year))]

    def _apart(self, side: Side, rivals: Sequence[int]) -> tuple[Cell, ...]:
        if len(self._entities) == 2:
            return (differences.of_two(side),)
        return differences.spread(side, self._names, rivals) if len(self._entities) > 2 else ()

    def _reporting(self, sides: Sequence[Side]) -> int:
        return len(self._entities) - len(self._silent(sides))

    def _silent(self, sides: Sequence[Side]) -> list[str]:
        """Who has no figure in any of the years (one that is not divided is one)."""
        valued = {
            i for side in sides for i, cell in enumerate(side.cells) if cell.value is not None or cell.mark == "#"
        }
        return [name for place, name in enumerate(self._names) if place not in valued]

    def _remarks(self, sides: Sequence[Side], verdicts: Iterable[Note]) -> list[Note]:
        """Why figures are marked, who does not report it."""
        notes: list[Note] = []
        for note in (*verdicts, *(note for side in sides for note in side.notes)):
            notes += [note] if note not in notes else []
        if (silent := self._silent(sides)) and len(self._names) > SEEN_AT_ONCE:
            values = {"n": self._reporting(sides), "m": len(self._names), "names": silent}
            notes.append(Note(word("{n} of {m} report this; without it: {names}"), values))
        return notes

    def _divided_by(self, per: Indicator) -> list[Note]:
        has = self._divisible
        if not has:
            return [Note(word("Nothing to divide by: none of them has a figure of {name}"), {"name": per.name})]
        only = Note(word("{name} is printed for {names} only"), {"name": per.name, "names": has})
        return [_DIVIDED._replace(values={"name": per.name}), *([only] if len(has) < len(self._names) else [])]

    def notes(self, years: Sequence[int]) -> list[Note]:
        """By what is divided; who has no figures at all in a year, and the report that would bring them."""
        said = self._divided_by(self.per) if self.per else []
        said += self.ranking.notes if self.ranking else []
        if self.lists and len(self._years) == 1:
            said.append(Note(word("Figures are of {year}"), {"year": year_label(self._years[0])}))
        if self._wholes and len(self._entities) > 2:
            wholes = [self._names[place] for place in sorted(self._wholes)]
            said.append(Note(word("Not in the spread, for parts of it stand beside it: {names}"), {"names": wholes}))
        ever = self._beside.reporting_ever
        if never := [entity.name for entity in self._entities if entity.id not in ever]:
            said.append(Note(word("No figures of {names}"), {"names": never}))
        for year in years:
            absent = [entity for entity in self._entities if entity.id in ever - self._beside.reporting(year)]
            with_report = [entity.name for entity in absent if entity.level in ISSUERS]
            without = [entity.name for entity in absent if entity.name not in with_report]
            for message, names in ((_WITH_REPORT, with_report), (_WITHOUT, without)):
                said += [Note(message, {"year": year, "names": names})] if names else []
        return said


_DIVIDED = Note(word("Each figure divided by {name}"))
_WITH_REPORT = word("{year}: no figures of {names}; their own reports of that year would bring them")
_WITHOUT = word("{year}: no figures of {names}")


def _counted(count: int, among: int) -> Cell:
    return Cell(word=word("{n} of {m}"), value=count, values={"n": count, "m": among})


def _is_in(indicator: Indicator, chosen: set[int] | None) -> bool:
    return chosen is None or indicator.id in chosen


def _heading(word: str) -> Line:
    return Line(heading(word=word), heads=True)
