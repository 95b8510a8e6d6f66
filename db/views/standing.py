"""Where one stands among others in one indicator and year: rank, percentile, quarter, and the quartiles of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from db import figures as fig
from db.dictionary import Indicator, compute_rate
from db.figures import Figure, Number, decimal_text
from db.view import Cell, word

MIN_PEERS = 3
"""From how many regions on a rank says something."""

QUARTERS = ((75, word("top")), (50, word("upper")), (25, word("lower")), (0, word("bottom")))
"""The quarters of those ranked, by the percentile from which on one is in them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Values of the peers for one indicator; `cells` holds what was printed or computed for each."""

    values: dict[int, Number]
    cells: dict[int, Cell]

    @property
    def is_ranking(self) -> bool:
        return len(self.values) >= MIN_PEERS

    def rank(self, entity: int) -> int:
        """1 is the largest; equal values share a rank."""
        return 1 + sum(value > self.values[entity] for value in self.values.values())

    def percentile(self, entity: int) -> float:
        """Percent of the others with a smaller value, an equal one counted half: 100 is the largest, 0 the smallest."""
        own = self.values[entity]
        smaller = sum(value < own for value in self.values.values())
        equal = sum(value == own for value in self.values.values()) - 1
        return 100 * (smaller + equal / 2) / (len(self.values) - 1)

    def quarter(self, entity: int) -> str:
        """The message id of the quarter one is in; none where all are equal."""
        if len({*self.values.values()}) == 1:
            return ""
        percentile = self.percentile(entity)
        return next(name for least, name in QUARTERS if percentile >= least)

    def quartiles(self) -> tuple[Cell, Cell, Cell]:
        """Lower quartile, median, upper quartile: of two neighbours what lies between, as QUARTILE.INC of Excel does.

        With the decimals of the values, two at least.
        """
        decimals = max(2, *(len(self.cells[entity].text.partition(".")[2]) for entity in self.values))
        low, middle, high = (
            _cell(round(q, decimals)) for q in quantiles(self.values.values(), n=4, method="inclusive")
        )
        return low, middle, high


def _cell(value: float) -> Cell:
    return Cell(decimal_text(value), int(value) if value.is_integer() else value)


def rates_of(indicator: Indicator, figures: dict[int, list[Figure]]) -> Standing:
    """A rate for each entity, its terms out of the same tables for all."""
    values: dict[int, Number] = {}
    cells: dict[int, Cell] = {}
    if not indicator.formula:
        return Standing(values, cells)
    terms = [fig.from_one_source(figures.get(term, ())) for term in indicator.formula]
    for entity in terms[0].shown.keys() & terms[1].shown.keys():
        rate = compute_rate(indicator, *([term.shown[entity]] for term in terms))
        if rate:
            values[entity] = rate.value
            cells[entity] = rate.cell
    return Standing(values, cells)


def of_one_source(cells: dict[int, Cell], bases: dict[int, Figure]) -> Standing:
    """Of figures that may stand in several tables those of the table that has most of them; `bases`: whose they are."""
    valued = {entity for entity, cell in cells.items() if cell.comparable_number is not None and entity in bases}
    sources: dict[tuple[int, int | None], list[int]] = {}
    for entity in valued:
        sources.setdefault(bases[entity].source, []).append(entity)
    most: Sequence[int] = max(sources.values(), key=len, default=())
    kept = {entity: cells[entity] for entity in most}
    return Standing({e: value for e, cell in kept.items() if (value := cell.number) is not None}, kept)
