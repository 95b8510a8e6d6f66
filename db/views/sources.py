"""Where something stands, as a cell of a view: report, table, and the line, paragraph, row or cell there."""

from __future__ import annotations

from db.address import ViewRequest
from db.figures import Figure
from db.place import PLACE_WORDS, Place
from db.view import Cell, word


def source_cell(
    where: str, place: Place, target: ViewRequest | None = None, observations: tuple[int, ...] = ()
) -> Cell:
    """`where` is report and table (or section); read aloud: gansu-2024 表3 line 318."""
    plain = f"{where} {place.text or place.number}"
    there = Cell(word=PLACE_WORDS[place.kind], values={"number": place.number, "text": place.text})
    values = {"where": where, "place": there}
    return Cell(plain, plain, word("{where} {place}"), target=target, observations=observations, values=values)


def finding_source(source: str, place: Place | None, target: ViewRequest | None, observations: tuple[int, ...]) -> Cell:
    """One side of a finding, `report|table or section|row|column|line`; empty where there is no such side."""
    where = " ".join(filter(None, source.split("|")[:-1]))
    return source_cell(where, place, target, observations) if place else Cell(where, where, target=target)


def figure_source(figure: Figure) -> Cell:
    """It leads to the cell of its table; what a sentence says is found by its observation."""
    where = " ".join(filter(None, (figure.report_key, figure.table_key)))
    target = None
    if figure.table_key:
        at = None if figure.cell_row is None else f"{figure.cell_row}.{figure.cell_column}"
        target = ViewRequest("table", (figure.report_key, figure.table_key)).having(at=at)
    return source_cell(where, figure.place, target, (figure.id,))
