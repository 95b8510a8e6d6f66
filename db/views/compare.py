"""The workbench of comparison: entities side by side, indicator by indicator, over years; how far they lie apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from db.address import ViewRequest
from db.comparable import Verdict
from db.dictionary import Dictionary, Indicator
from db.errors import AddressError, UnknownNameError, fault
from db.resolve import EntityRow, resolve, resolve_indicator, resolve_institution
from db.search import names_meant
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Row, View, together, word
from db.views import differences
from db.views.beside import Beside, Side
from db.views.composed import UNIT, chapter_heading, compose, entity_request, heading, named, year_label
from db.views.loaded import ISSUERS
from db.views.per_head import DENOMINATORS, are_small, of_a_thousand

RATES = "rates"
"""Names the rates that come first, as a chapter's name does its indicators."""

SEEN_AT_ONCE = 3
"""Entities among which one sees who does not report; of more, the row's note names them."""


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`compare:A,B,…[/year=…][/indicator=KEY-or-chapter,…][/per=student|teacher][/only=changed]`.

    Without years, all in which two of them report. AddressError for entities of two kinds and for unknown options.
    """
    entities = entities_of(conn, request)
    beside = Beside(conn, entities)
    wanted = {int(year) for year in request.option("year") if year.isdigit()}
    shown = Workbench(conn, beside, entities, sorted(wanted & {*beside.figures}) if wanted else beside.years)
    shown.per = _denominator(beside.dictionary, request.first("per"))
    lines = shown.lines(_chosen(conn, beside.dictionary, request.option("indicator")))
    kept = [line for line in lines if not _only_changed(request) or line.heads or line.difference]
    left_out = [] if wanted else sorted({*beside.figures} - {*beside.years})
    notes = [*shown.notes(sorted(wanted) or beside.years), *_left_out(left_out), *_hidden(len(lines) - len(kept))]
    in_full = tuple(entity_request(conn, entity.id).names[0] for entity in entities)
    trail = ((" / ".join(entity.name for entity in entities), request._replace(names=in_full)),)
    meant = names_meant(conn, request.first("q"))
    return compose(request, trail, shown.columns(), [line.row for line in kept], notes, meant)


def entities_of(conn: sqlite3.Connection, request: ViewRequest) -> list[EntityRow]:
    """What is compared: all regions, or all schools (`type=school`, or where no region has such a name)."""
    found = [_entity(conn, name, request.first("type")) for name in dict.fromkeys(request.names)]
    regions = [entity for entity in found if entity.type == EntityType.REGION]
    others = [entity for entity in found if entity.type != EntityType.REGION]
    if regions and others:
        sentence = fault("“{region}” is a region, “{school}” is none: only regions or only schools stand side by side.")
        raise AddressError(sentence, region=regions[0].name, school=others[0].name)
    return list({entity.id: entity for entity in found}.values())


def _entity(conn: sqlite3.Connection, name: str, kind: str) -> EntityRow:
    if kind and kind != EntityType.REGION:
        return resolve_institution(conn, name)
    try:
        return resolve(conn, EntityType.REGION, name)
    except UnknownNameError as unknown:
        if kind:
            raise
        try:
            return resolve_institution(conn, name)
        except UnknownNameError:
            raise unknown from None


def _chosen(conn: sqlite3.Connection, dictionary: Dictionary, names: Sequence[str]) -> set[int] | None:
    """Ids of the indicators that are named, one by one or all under a heading: `rates`, a chapter; None for all."""
    rates = {rate.id for rate in dictionary.rates()}
    every = dictionary.indicators.values()
    groups = {c.name: {i.id for i in every if i.chapter == c.id} - rates for c in dictionary.chapters}
    groups[RATES] = rates
    chosen = (groups.get(name) or {resolve_indicator(conn, name)} for name in names)
    return set().union(*chosen) if names else None


def _denominator(dictionary: Dictionary, per: str) -> Indicator | None:
    if per and per not in DENOMINATORS:
        sentence = fault("“{value}” is nothing to divide by; give one of: {known}")
        raise AddressError(sentence, value=per, known=", ".join(DENOMINATORS))
    return next((i for i in dictionary.indicators.values() if i.key == DENOMINATORS.get(per)), None)


def _only_changed(request: ViewRequest) -> bool:
    only = request.first("only")
    if only not in ("", "changed"):
        raise AddressError(fault("“only={value}” is not known; rows that differ are: only=changed"), value=only)
    return bool(only)


def _left_out(years: Sequence[int]) -> list[Note]:
    said = word("Not shown, for no two of them report the same: {years}")
    return [Note(said, {"years": "、".join(map(str, years))})] if years else []


def _hidden(count: int) -> list[Note]:
    return [Note(word("{n} rows without a difference are hidden"), {"n": count})] if count else []


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
        wholes = {entity.parent_id for entity in entities}
        rivals = [place for place, entity in enumerate(entities) if entity.id not in wholes]
        self._rivals = rivals if len(rivals) > 1 else list(range(len(entities)))  # a whole is no rival of its parts
        self.per: Indicator | None = None

    def columns(self) -> list[Column]:
        several, number = len(self._years) > 1, ColumnKind.NUMBER
        values = [
            Column(f"e{place}_{year}", number, label=self._label(name, year))
            for year in self._years
            for place, name in enumerate(self._names, 1)
        ]
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
            *values,
            *apart,
            *changes,
            Column("reporting", word=word("Report this")),
            Column("comparable", word=word("Comparable")),
        ]

    def _label(self, name: str, year: int) -> str:
        """What the figures of an entity and year stand under: as much as tells them apart."""
        if len(self._years) == 1:
            return name
        return year_label(year) if len(self._names) == 1 else f"{name} {year_label(year)}"

    def lines(self, chosen: set[int] | None) -> list[Line]:
        """Rates first, then chapter by chapter; in ratios, what is divided by first, then what can be divided."""
        rates = self._dictionary.rates()
        printed = {i for year in self._years for i in self._beside.figures[year]} - {rate.id for rate in rates}
        if self.per:
            first = [_heading(word=word("Divided by")), *self._made([self.per], printed, divided=False)]
            printed = {i for i in printed if not self._dictionary.indicators[i].is_ratio} - {self.per.id}
        else:
            first = [_heading(word=word("Rates")), *self._made((r for r in rates if _is_in(r, chosen)), printed)]
        shown = printed if chosen is None else printed & chosen
        for chapter, indicators in self._dictionary.by_chapter(shown):
            first.append(Line(chapter_heading(chapter), heads=True))
            first.extend(self._made(indicators, shown))
        return first

    def _made(self, indicators: Iterable[Indicator], shown: set[int], *, divided: bool = True) -> list[Line]:
        over = self.per if divided else None
        lines = (self._line(i, self._dictionary.depth(i, shown), over) for i in indicators)
        return [line for line in lines if line]

    def _line(self, indicator: Indicator, depth: int, over: Indicator | None) -> Line | None:
        sides = [self._beside.side(indicator, year, over) for year in self._years]
        if not any(cell.observations for side in sides for cell in side.cells):
            return None
        ratio, heads = indicator.is_ratio or over is not None, ""
        if over and are_small(cell for side in sides for cell in side.cells):
            sides, heads = [replace(s, cells=tuple(map(of_a_thousand, s.cells))) for s in sides], "千"
        changes = [differences.over_time(sides, place, ratio=ratio) for place in range(len(self._entities))]
        verdict = Verdict()
        for other in (*(side.verdict for side in sides), *(change[2] for change in changes)):
            verdict = verdict.worse(other)
        most = differences.largest(sides, self._rivals, ratio=ratio)
        unit = f"{indicator.unit}/{heads}{over.unit}" if over else indicator.unit
        target = ViewRequest("indicator", (indicator.key,))
        cells = (
            named(indicator),
            Cell(unit, unit),
            Cell() if most is None else Cell(f"{most:.1f}", round(most, 4) or most),
            *(cell for side in sides for cell in side.cells),
            *(cell for side in sides for cell in self._apart(side)),
            *(cell for change in changes for cell in change[:2] if len(sides) > 1),
            Cell(word=word("{n} of {m}"), value=(n := self._reporting(sides)), values={"n": n, "m": len(changes)}),
            Cell(verdict.mark, verdict.answer),
        )
        row = Row(
            cells, depth=depth, key=indicator.key, target=target, note=self._note(indicator, sides, verdict, over)
        )
        return Line(row, most, heads=self.per is not None and over is None)

    def _apart(self, side: Side) -> tuple[Cell, ...]:
        if len(self._entities) == 2:
            return (differences.of_two(side),)
        return differences.spread(side, self._names, self._rivals) if len(self._entities) > 2 else ()

    def _reporting(self, sides: Sequence[Side]) -> int:
        return len(self._entities) - len(self._silent(sides))

    def _silent(self, sides: Sequence[Side]) -> list[str]:
        """Who has no figure in any of the years (one that is not divided is one)."""
        valued = {
            i for side in sides for i, cell in enumerate(side.cells) if cell.value is not None or cell.mark == "#"
        }
        return [name for place, name in enumerate(self._names) if place not in valued]

    def _note(
        self, indicator: Indicator, sides: Sequence[Side], verdict: Verdict, over: Indicator | None
    ) -> Note | None:
        """The formula of what is computed, why figures are marked, who does not report it."""
        notes = [Note("{text}", {"text": text}) for text in (_formula(indicator, sides, over), verdict.reason) if text]
        for side in sides:
            notes += [note for note in side.notes if note not in notes]
        if (silent := self._silent(sides)) and len(self._names) > SEEN_AT_ONCE:
            values = {"n": self._reporting(sides), "m": len(self._names), "names": "、".join(silent)}
            notes.append(Note(word("{n} of {m} report this; without it: {names}"), values))
        return together(notes)

    def notes(self, years: Sequence[int]) -> list[Note]:
        """By what is divided; who has no figures at all in a year, and the report that would bring them."""
        said = [Note(word("Each figure divided by {name}"), {"name": self.per.name})] if self.per else []
        ever = {entity for year in self._beside.figures for entity in self._beside.reporting(year)}
        if never := [entity.name for entity in self._entities if entity.id not in ever]:
            said.append(Note(word("No figures of {names}"), {"names": "、".join(never)}))
        for year in years:
            absent = [entity for entity in self._entities if entity.id in ever - self._beside.reporting(year)]
            with_report = [entity.name for entity in absent if entity.level in ISSUERS]
            without = [entity.name for entity in absent if entity.name not in with_report]
            for message, names in ((_WITH_REPORT, with_report), (_WITHOUT, without)):
                said += [Note(message, {"year": year, "names": "、".join(names)})] if names else []
        return said


_WITH_REPORT = word("{year}: no figures of {names}; their own reports of that year would bring them")
_WITHOUT = word("{year}: no figures of {names}")


def _is_in(indicator: Indicator, chosen: set[int] | None) -> bool:
    return chosen is None or indicator.id in chosen


def _heading(word: str) -> Line:
    return Line(heading(word=word), heads=True)


def _formula(indicator: Indicator, sides: Sequence[Side], over: Indicator | None) -> str:
    parts = "；".join(part.text for side in sides for part in side.parts)
    return f"{indicator.name} / {over.name} = {parts}" if over and parts else ""
