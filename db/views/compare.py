"""Entities side by side, indicator by indicator; each indicator and year out of one table for all of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from db import figures as fig
from db.address import ViewRequest
from db.comparable import Verdict, of_geography
from db.dictionary import Dictionary, Indicator
from db.figures import Figure
from db.resolve import EntityRow, resolve
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Row, View, word
from db.views.composed import UNIT, compose, heading, year_label
from db.views.peers import rates_of

Figures = dict[int, dict[int, list[Figure]]]  # by year and indicator


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`compare:A,B,…[/year=…]`, regions unless `type=school`; without years, all in which two of them report."""
    kind = EntityType(request.first("type") or EntityType.REGION)
    entities = [resolve(conn, kind, name) for name in request.names]
    comparison = Comparison(conn, entities)
    wanted = {int(year) for year in request.option("year") if year.isdigit()}
    years = [year for year in comparison.years if not wanted or year in wanted]
    columns = [Column("indicator", word=word("Indicator"), frozen=True), UNIT, *_columns(entities, years)]
    trail = ((" / ".join(entity.name for entity in entities), request),)
    return compose(request, trail, columns, comparison.rows(years), comparison.notes(years))


def _columns(entities: Sequence[EntityRow], years: Sequence[int]) -> list[Column]:
    columns = [
        Column(
            f"e{number}_{year}",
            ColumnKind.NUMBER,
            label=entity.name if len(years) == 1 else f"{entity.name} {year_label(year)}",
        )
        for year in years
        for number, entity in enumerate(entities, 1)
    ]
    if len(entities) == 2:
        columns += [
            Column(
                f"difference_{year}",
                ColumnKind.NUMBER,
                word=word("Difference"),
                label="" if len(years) == 1 else f"+/- {year_label(year)}",
            )
            for year in years
        ]
    return [*columns, Column("comparable", word=word("Comparable"))]


@dataclass(frozen=True, slots=True)
class Side:
    """What stands for the entities in one year: their cells, and whether they may be held against each other."""

    cells: list[Cell]
    verdict: Verdict


class Comparison:
    def __init__(self, conn: sqlite3.Connection, entities: Sequence[EntityRow]) -> None:
        self.entities = [entity.id for entity in entities]
        self.names = {entity.id: entity.name for entity in entities}
        self.dictionary = Dictionary(conn)
        self.figures: Figures = defaultdict(lambda: defaultdict(list))
        for figure in fig.of_entities(conn, self.entities):
            self.figures[figure.year][figure.indicator].append(figure)
        self.years = sorted(year for year, found in self.figures.items() if _shared(found) or len(self.entities) == 1)
        self.years = self.years or sorted(self.figures)

    def rows(self, years: Sequence[int]) -> list[Row]:
        rates = [row for rate in self.dictionary.rates() if (row := self._row(rate, years))]
        rows = [heading(word=word("Rates")), *rates]
        printed = {i for year in years for i in self.figures[year]} - {rate.id for rate in self.dictionary.rates()}
        for chapter, indicators in self.dictionary.by_chapter(printed):
            rows.append(heading(text=chapter.name) if chapter else heading(word=word("Labels not in the dictionary")))
            rows.extend(row for i in indicators if (row := self._row(i, years, self.dictionary.depth(i, printed))))
        return rows

    def _row(self, indicator: Indicator, years: Sequence[int], depth: int = 0) -> Row | None:
        sides = [self._side(indicator, year) for year in years]
        if not any(cell.observations for side in sides for cell in side.cells):
            return None
        worst = Verdict()
        for side in sides:
            worst = worst.worse(side.verdict)
        cells = [
            Cell(indicator.name, indicator.name, target=(target := ViewRequest("indicator", (indicator.key,)))),
            Cell(indicator.unit, indicator.unit),
            *(cell for side in sides for cell in side.cells),
            *(_difference(side) for side in sides if len(self.entities) == 2),
            Cell(worst.mark, worst.answer),
        ]
        note = Note("{text}", {"text": worst.reason}) if worst.reason else None
        return Row(tuple(cells), depth=depth, key=indicator.key, target=target, note=note)

    def _side(self, indicator: Indicator, year: int) -> Side:
        """Out of one table where one names two of them or more; else each out of its own, told apart by geography."""
        figures = self.figures[year]
        source = fig.from_one_source(figures.get(indicator.id, ()))
        if len(source.values) < 2 and indicator.formula:
            rates = rates_of(indicator, figures)
            if len(rates.values) >= 2:
                return Side([rates.cells.get(entity, Cell()) for entity in self.entities], Verdict())
        cells = [fig.cell_of(source.group(entity)) for entity in self.entities]
        if len(source.shown) > 1 or len(self.entities) == 1:
            return Side(cells, Verdict())
        return self._apart(indicator, figures.get(indicator.id, []))

    def _apart(self, indicator: Indicator, figures: list[Figure]) -> Side:
        groups = [sorted((f for f in figures if f.entity == e), key=lambda f: f.rank) for e in self.entities]
        first = [group[0] for group in groups if group]
        verdict = Verdict()
        for figure in first[1:]:
            verdict = verdict.worse(of_geography(first[0], figure, ratio=indicator.is_ratio)).worse(Verdict("note", ""))
        return Side([fig.cell_of(group) for group in groups], verdict)

    def notes(self, years: Sequence[int]) -> list[Note]:
        """Who reports nothing in the years shown."""
        present = {f.entity for year in years for group in self.figures[year].values() for f in group}
        absent = [name for entity, name in self.names.items() if entity not in present]
        return [Note(word("No figures of {names}"), {"names": "、".join(absent)})] if absent else []


def _shared(figures: dict[int, list[Figure]]) -> bool:
    return any(len({f.entity for f in group}) > 1 for group in figures.values())


def _difference(side: Side) -> Cell:
    """The second less the first, where both have a value and may be held against each other."""
    first, second = (cell.value for cell in side.cells)
    if side.verdict.answer == "no" or not isinstance(first, int | float) or not isinstance(second, int | float):
        return Cell()
    decimals = max(len(cell.text.partition(".")[2]) for cell in side.cells)
    value = round(second - first, decimals)
    return Cell(("+" if value > 0 else "") + fig.decimal_text(value, decimals), value)
