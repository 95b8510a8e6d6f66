"""Bars in a picture: a row each, with its name, its figure and the marks behind it."""

from __future__ import annotations

from collections.abc import Sequence

from db.export.paper import DIM, INK, LINE, MARGIN, ROOM, SMALL, TEXT_SIZE, WIDTH, Look, Paper, length
from db.export.table import Words
from db.view import Cell, Row, RowKind, marks_of, worded

BAR, SET_OFF = "#2f5d9b", "#c2571a"
GAP = 10
NAMES_MOST = ROOM * 2 // 5


def draw_bars(
    paper: Paper, rows: Sequence[Row], span: tuple[float, float], words: Words, apart: frozenset[str]
) -> None:
    """Rows of `apart`, by their keys or names, have another colour and bold names."""
    data = [row for row in rows if row.kind is RowKind.DATA]
    names = min(max((round(length(_said(row.cells[0], words), TEXT_SIZE)) for row in data), default=0), NAMES_MOST)
    figures = max((round(length(_said(row.cells[1], words), TEXT_SIZE)) for row in data), default=0)
    marks = max((round(length(_marks(row), SMALL)) for row in data), default=0)
    figures_at = MARGIN + names + GAP + figures
    left = figures_at + GAP + marks + (GAP if marks else 0)
    for row in rows:
        paper.y += LINE
        if row.kind is not RowKind.DATA:
            paper.text(MARGIN, paper.y, _said(row.cells[0], words), Look(DIM))
            continue
        is_apart = not apart.isdisjoint((row.key, row.cells[0].text))
        name = Look(anchor="end", room=names, bold=is_apart)
        paper.text(MARGIN + names, paper.y, _said(row.cells[0], words), name)
        paper.text(figures_at, paper.y, _said(row.cells[1], words), Look(anchor="end", bold=is_apart))
        if marks:
            paper.text(figures_at + GAP // 2, paper.y, _marks(row), Look(DIM, SMALL))
        _draw_bar(paper, row.cells[-1], left, span, SET_OFF if is_apart else BAR)


def _draw_bar(paper: Paper, bar: Cell, left: int, span: tuple[float, float], fill: str) -> None:
    """To the left of a line at zero where it is negative."""
    least, most = span
    scale = (WIDTH - MARGIN - left) / (most - least)
    zero, top = left - least * scale, paper.y - TEXT_SIZE
    if bar.number is not None:
        paper.rectangle(zero + min(bar.number, 0) * scale, top, abs(bar.number) * scale, LINE - 6, fill)
    if least < 0:
        paper.line((zero, top - 3), (zero, top - 3 + LINE), INK)


def _said(cell: Cell, words: Words) -> str:
    return worded(cell, words.translate) or words.translate(cell.status or "")


def _marks(row: Row) -> str:
    return " ".join(marks_of(row.cells[1]))
