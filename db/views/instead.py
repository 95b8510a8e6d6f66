"""What a report gives instead of a figure that it does not print: one computed from what it prints, or another one.

The rates are those of a region's view (`db.dictionary.compute_rate`), the other definitions those of
`comparability.csv`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from db import figures as fig
from db.audit.reference import ratios
from db.comparable import Rules, Verdict
from db.dictionary import Dictionary, Indicator, Rate, compute_rate
from db.figures import Figure
from db.view import Cell, word


class Instead(NamedTuple):
    """`state` says what the value is; `figure` is what is named as its source, `reason` what the reader must know."""

    state: Cell
    value: Cell
    unit: str
    figure: Figure
    reason: str


COMPUTED, OTHERWISE = "computed", "otherwise"
"""Values of `Instead.state`."""


class Stock:
    """Figures of one report on its own region or school."""

    def __init__(self, conn: sqlite3.Connection, dictionary: Dictionary, figures: Iterable[Figure]) -> None:
        self._dictionary, self._rules = dictionary, Rules(conn)
        self._groups = fig.by_indicator_and_year(figures)
        self._years = sorted({year for _, year in self._groups}, reverse=True)

    def instead(self, indicator: Indicator) -> Instead | None:
        """By its formula, else a comparable figure, else with any base that it may have, else a near one."""
        partners = self._rules.partners(indicator.id)
        ways = [
            *([self._by_formula(indicator)] if indicator.formula else []),
            *(self._other(*pair) for pair in partners if pair[1].answer != "no"),
            *([self._with_any_base(indicator)] if not indicator.formula else []),
            *(self._other(*pair) for pair in partners if pair[1].answer == "no"),
        ]
        return next(filter(None, ways), None)

    def _by_formula(self, indicator: Indicator) -> Instead | None:
        rate = self._rate(indicator, *indicator.formula) if indicator.formula else None
        return self._of_rate(indicator, [rate], word("can be computed")) if rate else None

    def _with_any_base(self, indicator: Indicator) -> Instead | None:
        """Where the dictionary has no formula, for the reports do not say what the ratio is taken of."""
        called = self._dictionary.called
        terms = [t for t in ratios() if t.ratio == indicator.key and t.is_basis]
        pairs = [(a.id, b.id) for t in terms if (a := called(t.numerator)) and (b := called(t.denominator))]
        rates = [rate for pair in pairs if (rate := self._rate(indicator, *pair))]
        return self._of_rate(indicator, rates, word("can be computed, its base not stated")) if rates else None

    def _rate(self, indicator: Indicator, numerator: int, denominator: int) -> Rate | None:
        """Of the last year that has both terms."""
        rates = (compute_rate(indicator, *self._terms(year, numerator, denominator)) for year in self._years)
        return next(filter(None, rates), None)

    def _terms(self, year: int, *indicators: int) -> Iterator[list[Figure]]:
        return (self._groups.get((indicator, year), []) for indicator in indicators)

    def _of_rate(self, indicator: Indicator, rates: list[Rate], message: str) -> Instead:
        first = rates[0]
        value = Cell(first.text, first.value, mark="=", observations=tuple(f.id for f in first.figures))
        reason = "；".join(self._formula(indicator, rate) for rate in rates)
        return Instead(Cell(COMPUTED, COMPUTED, message), value, indicator.unit, first.figures[0], reason)

    def _formula(self, indicator: Indicator, rate: Rate) -> str:
        names = " / ".join(self._dictionary.indicators[figure.indicator].name for figure in rate.figures)
        terms = " / ".join(map(fig.shown_number, rate.figures))
        return f"{indicator.name} = {names} = {terms} = {rate.text}"

    def _other(self, other: int, verdict: Verdict) -> Instead | None:
        """The last value of another indicator, printed or by its formula, with what sets it apart."""
        indicator = self._dictionary.indicators[other]
        for year in self._years:
            group = self._groups.get((other, year), [])
            if group and group[0].value is not None:
                apart = word("something near it: {name}")
                message = apart if verdict.answer == "no" else word("other definition: {name}")
                state = Cell(OTHERWISE, OTHERWISE, message, values={"name": indicator.name})
                return Instead(state, fig.cell_of(group, verdict.mark), group[0].unit, group[0], verdict.reason)
        made = self._by_formula(indicator)
        if made is None:
            return None
        state = made.state._replace(word=word("can be computed, otherwise defined"))
        return made._replace(state=state, reason="；".join(filter(None, (made.reason, verdict.reason))))
