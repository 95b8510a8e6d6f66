"""Entities beside each other in one year: which table stands for all of them, and whether they may be held against
each other. Each indicator and year comes out of one table; what that table does not name stands apart.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db import figures as fig
from db.comparable import Verdict, of_quantity
from db.dictionary import Dictionary, Indicator, compute_rate
from db.figures import Figure, Number
from db.resolve import EntityRow
from db.view import Cell, Note, word
from db.views.peers import rates_of
from db.views.per_head import Part, per_head

Figures = dict[int, dict[int, list[Figure]]]  # by year and indicator
COMPARABLE = Verdict()
DIFFERENT_TABLES = Note(word("printed in different tables or reports"))


@dataclass(frozen=True, slots=True)
class Side:
    """What stands for the entities in one year, in their order; `bases`: by whose table and unit they are compared."""

    cells: tuple[Cell, ...]
    bases: tuple[Figure | None, ...]
    verdict: Verdict = COMPARABLE
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()  # of what is computed here

    @property
    def values(self) -> list[Number | None]:
        """What may be held against each other: None for what is missing or stands apart."""
        return [cell.comparable_number for cell in self.cells]


class Beside:
    """All figures of some entities. `years`: those in which two of them report the same, else all."""

    def __init__(self, conn: sqlite3.Connection, entities: Sequence[EntityRow]) -> None:
        self.entities = [entity.id for entity in entities]
        self.dictionary = Dictionary(conn)
        self.figures: Figures = defaultdict(lambda: defaultdict(list))
        self._by_id: dict[int, Figure] = {}
        for figure in fig.of_entities(conn, self.entities):
            self.figures[figure.year][figure.indicator].append(figure)
            self._by_id[figure.id] = figure
        shared = [year for year, found in self.figures.items() if len(entities) == 1 or _shared(found)]
        self.years = sorted(shared or self.figures)

    def reporting(self, year: int) -> set[int]:
        """Entities with any figure of the year."""
        return {figure.entity for group in self.figures[year].values() for figure in group}

    def side(self, indicator: Indicator, year: int, over: Indicator | None = None) -> Side:
        """The figures as printed, else the rates that the formula gives; with `over`, each divided by it."""
        side = self._printed(indicator, year)
        return self._divided(side, year, over) if over else side

    def _printed(self, indicator: Indicator, year: int) -> Side:
        figures = self.figures[year]
        source = fig.from_one_source(figures.get(indicator.id, ()))
        if len(source.values) < 2 and indicator.formula:
            rates = rates_of(indicator, figures)
            if len(rates.values) >= 2:
                return self._computed(rates.cells)
        if len(source.shown) < 2:
            return self._apart(indicator, year)
        groups = [source.group(entity) or self._group(indicator, year, entity) for entity in self.entities]
        marks = ["" if entity in source.shown else "#" for entity in self.entities]
        cells = [fig.cell_of(group, mark) for group, mark in zip(groups, marks, strict=True)]
        return self._side(cells, notes=(DIFFERENT_TABLES,) if any(c.mark == "#" for c in cells) else ())

    def _computed(self, cells: dict[int, Cell]) -> Side:
        return self._side([cells.get(entity, Cell()) for entity in self.entities])

    def _apart(self, indicator: Indicator, year: int) -> Side:
        """Each out of its own table, told apart by geography; a rate that is not printed computed for each."""
        cells = [self._own_cell(indicator, year, entity) for entity in self.entities]
        side = self._side(cells)
        figures = [figure for figure in side.bases if figure]
        if len(figures) < 2:
            return side
        verdict = Verdict("note", "")
        for figure in figures[1:]:
            verdict = verdict.worse(of_quantity(figures[0], figure, ratio=indicator.is_ratio))
        return replace(side, verdict=verdict, notes=() if verdict.reason else (DIFFERENT_TABLES,))

    def _own_cell(self, indicator: Indicator, year: int, entity: int) -> Cell:
        group = self._group(indicator, year, entity)
        if indicator.formula and not any(figure.value is not None for figure in group):
            terms = (self._by_rank(term, year, entity) for term in indicator.formula)
            if rate := compute_rate(indicator, *terms):
                return Cell(rate.text, rate.value, mark="=", observations=tuple(f.id for f in rate.figures))
        return fig.cell_of(group)

    def _divided(self, side: Side, year: int, over: Indicator) -> Side:
        made = [
            per_head(cell, [self._by_id[id_] for id_ in cell.observations], self._by_rank(over.id, year, entity))
            for cell, entity in zip(side.cells, self.entities, strict=True)
        ]
        parts = tuple(part for _cell, part, _note in made if part)
        notes = [*side.notes, *(note for _cell, _part, note in made if note)]
        once = tuple(note for number, note in enumerate(notes) if note not in notes[:number])
        divided = self._side([cell for cell, _part, _note in made], notes=once)
        return replace(divided, verdict=side.verdict, parts=parts)

    def _side(self, cells: Sequence[Cell], notes: tuple[Note, ...] = ()) -> Side:
        bases = tuple(self._by_id[cell.observations[0]] if cell.observations else None for cell in cells)
        return Side(tuple(cells), bases, notes=notes)

    def _group(self, indicator: Indicator, year: int, entity: int) -> list[Figure]:
        return self._by_rank(indicator.id, year, entity)

    def _by_rank(self, indicator: int, year: int, entity: int) -> list[Figure]:
        """All figures of an entity for an indicator and year, the one to be shown first."""
        found = (figure for figure in self.figures[year].get(indicator, ()) if figure.entity == entity)
        return sorted(found, key=lambda figure: figure.rank)


def _shared(figures: dict[int, list[Figure]]) -> bool:
    return any(len({figure.entity for figure in group}) > 1 for group in figures.values())
