"""The ranks of those compared: beside each figure its place and quarter among the peers, out of one table for all.

A figure out of another table than that of the peers has no rank, nor has one that is not comparable.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from db.dictionary import Indicator
from db.errors import AddressError, fault
from db.resolve import EntityRow
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, word
from db.views.beside import Beside, Side
from db.views.peer_set import PeerSet, not_ranked, peer_set
from db.views.standing import MIN_PEERS, Standing, of_one_source

Standings = Sequence[Standing | None]
"""Of each entity of a comparison in one year: that in which it is ranked."""

_NUMBER = ColumnKind.NUMBER


class Ranking:
    """`labels` are what the figures of each entity and year stand under."""

    def __init__(self, conn: sqlite3.Connection, entities: Sequence[EntityRow], chosen: Sequence[str]) -> None:
        if any(entity.type != EntityType.REGION for entity in entities):
            raise AddressError(fault("Only regions are ranked among peers."))
        self._entities = entities
        self._sets: list[PeerSet] = []
        self._besides: list[Beside] = []
        for entity in entities:
            if not any(entity.id in peers.names for peers in self._sets):
                peers = peer_set(conn, entity, chosen, entities)
                beside = Beside(conn, list(peers.names))
                if len(beside.reporting_ever) >= MIN_PEERS:
                    self._sets.append(peers)
                    self._besides.append(beside)

    def rank_column(self, place: int, year: int, label: str) -> Column:
        return Column(f"rank_{place + 1}_{year}", _NUMBER, label=label, word=word("Rank"))

    def further_columns(self, place: int, year: int, label: str) -> Iterator[Column]:
        """What a rank is made of, in numbers."""
        yield Column(f"of_{place + 1}_{year}", _NUMBER, label=label, word=word("Ranked"))
        yield Column(f"percentile_{place + 1}_{year}", _NUMBER, label=label, word=word("Percentile"))

    def standings(self, indicator: Indicator, year: int, side: Side, over: Indicator | None) -> Standings:
        every = [self._standing(beside, indicator, year, over) for beside in self._besides]
        return [
            next((one for one in every if one and _is_ranked(one, entity.id, cell)), None)
            for entity, cell in zip(self._entities, side.cells, strict=True)
        ]

    @staticmethod
    def _standing(beside: Beside, indicator: Indicator, year: int, over: Indicator | None) -> Standing | None:
        side = beside.side(indicator, year, over)
        pairs = zip(beside.entities, side.bases, strict=True)
        cells = dict(zip(beside.entities, side.cells, strict=True))
        standing = of_one_source(cells, {entity: basis for entity, basis in pairs if basis})
        return standing if standing.is_ranking and side.verdict.answer != "no" else None

    def rank(self, standing: Standing | None, place: int) -> Cell:
        """3 of 14, and the quarter; its value is the rank."""
        if standing is None:
            return Cell()
        id_ = self._entities[place].id
        rank, quarter = standing.rank(id_), standing.quarter(id_)
        said = word("{rank} of {n}, {quarter}") if quarter else word("{rank} of {n}")
        values = {"rank": rank, "n": len(standing.values), "quarter": Cell(word=quarter)}
        return Cell(value=rank, word=said, values=values)

    def further(self, standing: Standing | None, place: int) -> tuple[Cell, Cell]:
        if standing is None:
            return Cell(), Cell()
        count, percentile = len(standing.values), standing.percentile(self._entities[place].id)
        return Cell(str(count), count), Cell(f"{percentile:.0f}", round(percentile, 1))

    def reporting(self, standings: Standings, label: str) -> list[Note]:
        """How many of the peers report it, and who does not."""
        notes = []
        for peers in self._sets:
            shown = next((one for one in standings if one and peers.names.keys() >= one.values.keys()), None)
            if shown and (absent := [name for id_, name in peers.names.items() if id_ not in shown.values]):
                values = {"n": len(shown.values), "m": len(peers.names), "names": absent, "year": label}
                notes.append(Note(word("{year}: {n} of {m} peers report this; without it: {names}"), values))
        return notes

    @property
    def notes(self) -> list[Note]:
        """Among whom they are ranked, and what a rank says."""
        apart = [e.name for e in self._entities if not any(e.id in peers.names for peers in self._sets)]
        outside = dict.fromkeys(name for names in (apart, *(p.outside for p in self._sets)) for name in names)
        said = [peers.said for peers in self._sets]
        said += [not_ranked(tuple(outside))] if outside else []
        return [*said, Note(word("Rank 1 is the largest; top, upper, lower and bottom are quarters of the peers"))]


def _is_ranked(standing: Standing, entity: int, shown: Cell) -> bool:
    """Whether it is ranked by the very figure that is shown."""
    ranked = standing.cells.get(entity)
    same = ranked is not None and (ranked.value, ranked.observations[:1]) == (shown.value, shown.observations[:1])
    return same and shown.mark != "#"
