"""Bars: each the share of the largest figure of its scale, to the left of a line at zero where it is negative."""

from __future__ import annotations

from collections.abc import Iterable

from db.view import Cell, Column, ColumnKind

BAR = Column("bar", ColumnKind.BAR)


def largest_of(figures: Iterable[float | None]) -> float:
    """That of a scale, signs left aside."""
    return max((abs(figure) for figure in figures if figure is not None), default=0.0)


def bar(figure: float | None, largest: float) -> Cell:
    return Cell() if figure is None else Cell(value=figure / largest if largest else 0.0)


def bar_column(bars: Iterable[Cell]) -> Column:
    """The column for these bars; one zero for all of them."""
    shares = [cell.number for cell in bars if cell.number is not None]
    least = min((0.0, *shares))
    return BAR._replace(span=(least, max((0.0, *shares)))) if least < 0 else BAR
