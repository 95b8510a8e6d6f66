"""Entities beside each other in one year: which table stands for all of them, and whether they may be held against
each other. Each indicator and year comes out of one table; what that table does not name stands apart.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from db import figures as fig
from db.comparable import Verdict, of_quantity
from db.dictionary import Dictionary, Indicator, compute_rate
from db.figures import Figure, Number
from db.view import Cell, Note, word
from db.views.per_head import per_head
from db.views.series import in_series
from db.views.standing import rates_of

Figures = dict[int, dict[int, list[Figure]]]  # by year and indicator
COMPARABLE = Verdict()
DIFFERENT_TABLES = Note(word("printed in different tables or reports"))


@dataclass(frozen=True)
class Side:
    """What stands for the entities in one year, in their order; `figures`: all that each cell stands for."""

    cells: tuple[Cell, ...]
    figures: tuple[tuple[Figure, ...], ...]
    verdict: Verdict = COMPARABLE
    notes: tuple[Note, ...] = ()

    @cached_property
    def bases(self) -> list[Figure | None]:
        """By whose table and unit they are compared."""
        return [next(iter(figures), None) for figures in self.figures]

    @cached_property
    def values(self) -> list[Number | None]:
        """What may be held against each other: None for what is missing or stands apart."""
        return [cell.comparable_number for cell in self.cells]


class Beside:
    """All figures of some entities. `years`: those in which two of them report the same, else all."""

    def __init__(self, conn: sqlite3.Connection, entities: Sequence[int]) -> None:
        self.entities = entities
        self.dictionary = Dictionary(conn)
        self.figures: Figures = defaultdict(lambda: defaultdict(list))
        self._by_id: dict[int, Figure] = {}
        self._by_entity: dict[tuple[int, int, int], list[Figure]] = defaultdict(list)  # indicator, year, entity
        self._series: dict[tuple[int, int, tuple[int, ...]], dict[int, list[Figure]]] = {}  # of an entity over years
        for figure in fig.of_entities(conn, self.entities):
            self.figures[figure.year][figure.indicator].append(figure)
            self._by_entity[figure.indicator, figure.year, figure.entity].append(figure)
            self._by_id[figure.id] = figure
        for group in self._by_entity.values():
            group.sort(key=lambda figure: figure.rank)
        shared = [year for year, found in self.figures.items() if len(entities) == 1 or _shared(found)]
        self.years = sorted(shared or self.figures)

    @property
    def reporting_ever(self) -> set[int]:
        """Entities with any figure."""
        return {figure.entity for figure in self._by_id.values()}

    def reporting(self, year: int) -> set[int]:
        """Entities with any figure of the year."""
        return {figure.entity for group in self.figures[year].values() for figure in group}

    def having(self, indicator: Indicator, years: Iterable[int]) -> set[int]:
        """Entities with a value of it in any of these years."""
        figures = (figure for year in years for figure in self.figures[year].get(indicator.id, ()))
        return {figure.entity for figure in figures if figure.value}

    def side(self, indicator: Indicator, year: int, over: Indicator | None = None, years: Sequence[int] = ()) -> Side:
        """The figures as printed, else the rates that the formula gives; with `over`, each divided by it.

        What stands apart is of the statement that has most of these years.
        """
        side = self._printed(indicator, year, years)
        return self._divided(side, year, over) if over else side

    def _printed(self, indicator: Indicator, year: int, years: Sequence[int]) -> Side:
        figures = self.figures[year]
        source = fig.from_one_source(figures.get(indicator.id, ()))
        if len(source.values) < 2 and indicator.formula:
            rates = rates_of(indicator, figures)
            if len(rates.values) >= 2:
                return self._beside(rates.cells, indicator, year, years)
        if len(source.shown) < 2:
            return self._apart(indicator, year, years)
        cells = {entity: fig.cell_of(source.group(entity)) for entity in source.shown}
        return self._beside(cells, indicator, year, years)

    def _beside(self, taken: dict[int, Cell], indicator: Indicator, year: int, years: Sequence[int]) -> Side:
        """Cells out of one source; what another one has of the others stands apart."""
        cells = [
            taken[entity] if entity in taken else _set_apart(self._own_cell(indicator, year, entity, years))
            for entity in self.entities
        ]
        return self._side(cells, notes=(DIFFERENT_TABLES,) if any(c.mark == "#" for c in cells) else ())

    def _apart(self, indicator: Indicator, year: int, years: Sequence[int]) -> Side:
        """Each out of its own table, told apart by geography; a rate that is not printed computed for each."""
        cells = [self._own_cell(indicator, year, entity, years) for entity in self.entities]
        side = self._side(cells)
        figures = [figure for figure in side.bases if figure]
        if len(figures) < 2:
            return side
        verdict = Verdict("note", "")
        for figure in figures[1:]:
            verdict = verdict.worse(of_quantity(figures[0], figure, ratio=indicator.is_ratio))
        return replace(side, verdict=verdict, notes=() if verdict.reason else (DIFFERENT_TABLES,))

    def _own_cell(self, indicator: Indicator, year: int, entity: int, years: Sequence[int]) -> Cell:
        group = self._group(indicator, year, entity, years)
        if indicator.formula and not any(figure.value is not None for figure in group):
            terms = (self._by_rank(term, year, entity) for term in indicator.formula)
            if rate := compute_rate(indicator, *terms):
                return rate.cell
        return fig.cell_of(group)

    def _divided(self, side: Side, year: int, over: Indicator) -> Side:
        made = [
            per_head(cell, [self._by_id[id_] for id_ in cell.observations], self._by_rank(over.id, year, entity))
            for cell, entity in zip(side.cells, self.entities, strict=True)
        ]
        notes = [*side.notes, *(note for _cell, note in made if note)]
        once = tuple(note for number, note in enumerate(notes) if note not in notes[:number])
        return replace(self._side([cell for cell, _note in made], notes=once), verdict=side.verdict)

    def _side(self, cells: Sequence[Cell], notes: tuple[Note, ...] = ()) -> Side:
        figures = tuple(tuple(self._by_id[id_] for id_ in cell.observations) for cell in cells)
        return Side(tuple(cells), figures, notes=notes)

    def _group(self, indicator: Indicator, year: int, entity: int, years: Sequence[int]) -> list[Figure]:
        """All figures of an entity, that first which these years show beside each other."""
        if year not in years:
            return self._by_rank(indicator.id, year, entity)
        key = indicator.id, entity, tuple(years)
        if key not in self._series:
            groups = {shown: self._by_rank(indicator.id, shown, entity) for shown in years}
            self._series[key] = in_series({shown: group for shown, group in groups.items() if group})
        return self._series[key].get(year, [])

    def _by_rank(self, indicator: int, year: int, entity: int) -> list[Figure]:
        """All figures of an entity for an indicator and year, the one to be shown first."""
        return self._by_entity.get((indicator, year, entity), [])


def _set_apart(cell: Cell) -> Cell:
    return cell._replace(mark="#") if cell.observations else cell


def _shared(figures: dict[int, list[Figure]]) -> bool:
    return any(len({figure.entity for figure in group}) > 1 for group in figures.values())
