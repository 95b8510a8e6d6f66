"""The second face of a region: where it stands among the regions of its level, each indicator out of one table."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator, compute_rate
from db.figures import Figure, Number, decimal_text
from db.resolve import EntityRow, resolve
from db.search import names_meant
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Row, View, word
from db.views.composed import UNIT, chapter_heading, compose, heading, named, region_trail, year_label

MIN_PEERS = 3
"""From how many regions on a rank says something."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Values of the peers for one indicator; `cells` holds what was printed or computed for each."""

    values: dict[int, Number]
    cells: dict[int, Cell]

    def rank(self, entity: int) -> int:
        """1 is the largest; equal values share a rank."""
        return 1 + sum(value > self.values[entity] for value in self.values.values())

    def percentile(self, entity: int) -> float:
        """Percent of the others with a smaller value, an equal one counted half: 100 is the largest, 0 the smallest."""
        own = self.values[entity]
        smaller = sum(value < own for value in self.values.values())
        equal = sum(value == own for value in self.values.values()) - 1
        return 100 * (smaller + equal / 2) / (len(self.values) - 1)


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`region:NAME/face=peers[/year=Y][/among=A,B,…]`: without a year, the last one in which peers can be ranked.

    Its peers are all regions of its level under its parent, or itself and those that are named.
    """
    region = resolve(conn, EntityType.REGION, request.names[0])
    chosen = request.option("among")
    peers = named_peers(conn, region, chosen) if chosen else peers_of(conn, region.id)
    dictionary = Dictionary(conn)
    by_year = _by_year(fig.of_entities(conn, peers))
    ranked = {year: _standings(dictionary, figures) for year, figures in sorted(by_year.items())}
    ranked = {year: found for year, found in ranked.items() if any(region.id in s.values for s in found.values())}
    year = int(request.first("year")) if request.first("year").isdigit() else max(ranked, default=0)
    notes = _said(conn, region, peers, chosen=bool(chosen))
    if not ranked:
        notes.append(Note(word("No year in which three of them report the same indicator")))
    elif unranked := _unranked(by_year, ranked, region.id):
        values = {"n": unranked, "least": MIN_PEERS}
        notes.insert(1, Note(word("{n} further indicators are not ranked: fewer than {least} report them"), values))
    return compose(
        request,
        region_trail(conn, region.id),
        _columns(year),
        _rows(dictionary, ranked.get(year, {}), region.id, peers),
        notes,
        names=names_meant(conn, request.first("q")),
    )


def peers_of(conn: sqlite3.Connection, region: int) -> dict[int, str]:
    """Names of the regions of the same level under the same parent, itself among them, by id."""
    query = (
        "SELECT p.id, p.name FROM entity e JOIN entity p ON p.type = 'region' AND p.level = e.level"
        " AND p.parent_id IS e.parent_id WHERE e.id = ?"
    )
    return dict(conn.execute(query, (region,)))


def named_peers(conn: sqlite3.Connection, region: EntityRow, names: Sequence[str]) -> dict[int, str]:
    """The regions of these names and the region itself, in the order of their codes."""
    found = {row.id: row for row in (region, *(resolve(conn, EntityType.REGION, name) for name in names))}
    return {row.id: row.name for row in sorted(found.values(), key=lambda row: row.code or row.key)}


def _said(conn: sqlite3.Connection, region: EntityRow, peers: dict[int, str], *, chosen: bool) -> list[Note]:
    """Who the peers are, and which units stand outside the ranking."""
    values = {"n": len(peers), "names": "、".join(peers.values())}
    if chosen:
        return [Note(word("Among {n} chosen regions: {names}"), values)]
    units = conn.execute(
        "SELECT name FROM entity WHERE type = 'region' AND level = 'unit' AND parent_id IS ? ORDER BY key",
        (region.parent_id,),
    )
    said = [Note(word("Among {n} regions of the same level: {names}"), values)]
    outside = "、".join(name for (name,) in units)
    return [*said, Note(word("Not ranked: {names}"), {"names": outside})] if outside else said


def _columns(year: int) -> Sequence[Column]:
    return (
        Column("indicator", word=word("Indicator"), frozen=True),
        UNIT,
        Column("value", ColumnKind.NUMBER, label=year_label(year)) if year else _NO_YEAR,
        Column("rank", ColumnKind.NUMBER, word=word("Rank")),
        Column("of", ColumnKind.NUMBER, word=word("of")),
        Column("percentile", ColumnKind.NUMBER, word=word("Percentile")),
        Column("median", ColumnKind.NUMBER, word=word("Median")),
        Column("highest", ColumnKind.NUMBER, word=word("Highest")),
        Column("highest_region", word=word("Region")),
        Column("lowest", ColumnKind.NUMBER, word=word("Lowest")),
        Column("lowest_region", word=word("Region")),
    )


_NO_YEAR = Column("value", ColumnKind.NUMBER, word=word("Value"))

Years = dict[int, dict[int, list[Figure]]]


def _by_year(figures: Iterable[Figure]) -> Years:
    """Figures by year and indicator."""
    years: Years = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        years[figure.year][figure.indicator].append(figure)
    return years


def _unranked(years: Years, ranked: dict[int, dict[int, Standing]], region: int) -> int:
    """How many indicators the region reports and is ranked by in no year."""
    own = {
        indicator
        for figures in years.values()
        for indicator, group in figures.items()
        if any(figure.entity == region and figure.value is not None for figure in group)
    }
    by_rank = {indicator for standings in ranked.values() for indicator in standings}
    return len(own - by_rank)


def _standings(dictionary: Dictionary, figures: dict[int, list[Figure]]) -> dict[int, Standing]:
    """What can be ranked in a year: printed figures first, then the rates that the formulas give."""
    found: dict[int, Standing] = {}
    for indicator in dictionary.indicators.values():
        source = fig.from_one_source(figures.get(indicator.id, ()))
        standing = Standing(source.values, {entity: fig.cell_of(source.group(entity)) for entity in source.shown})
        if len(standing.values) < MIN_PEERS and indicator.formula:
            standing = rates_of(indicator, figures)
        if len(standing.values) >= MIN_PEERS:
            found[indicator.id] = standing
    return found


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
            cells[entity] = Cell(rate.text, rate.value, mark="=", observations=tuple(f.id for f in rate.figures))
    return Standing(values, cells)


def _rows(dictionary: Dictionary, standings: dict[int, Standing], region: int, peers: dict[int, str]) -> list[Row]:
    rates = [rate for rate in dictionary.rates() if rate.id in standings]
    rows = [heading(word=word("Rates")), *(_row(rate, standings[rate.id], region, peers) for rate in rates)]
    for chapter, indicators in dictionary.by_chapter(set(standings) - {rate.id for rate in rates}):
        rows.append(chapter_heading(chapter))
        rows.extend(_row(indicator, standings[indicator.id], region, peers) for indicator in indicators)
    return rows


def _row(indicator: Indicator, standing: Standing, region: int, peers: dict[int, str]) -> Row:
    middle = median(standing.values.values())
    high, low = (
        max(standing.values, key=standing.values.__getitem__),
        min(standing.values, key=standing.values.__getitem__),
    )
    ranked = region in standing.values
    rank, of = (standing.rank(region), len(standing.values)) if ranked else (None, None)
    target = ViewRequest("indicator", (indicator.key,))
    cells = (
        named(indicator),
        Cell(indicator.unit, indicator.unit),
        standing.cells.get(region, Cell()),
        Cell(str(rank or ""), rank),
        Cell(str(of or ""), of),
        Cell(f"{(percentile := standing.percentile(region)):.0f}", round(percentile, 1)) if ranked else Cell(),
        Cell(decimal_text(middle), middle),
        standing.cells[high],
        Cell(peers[high], peers[high]),
        standing.cells[low],
        Cell(peers[low], peers[low]),
    )
    return Row(cells, key=indicator.key, target=target, note=_missing(standing, peers))


def _missing(standing: Standing, peers: dict[int, str]) -> Note | None:
    """Who of the peers has no such figure."""
    absent = [name for id_, name in peers.items() if id_ not in standing.values]
    values = {"n": len(standing.values), "m": len(peers), "names": "、".join(absent)}
    return Note(word("{n} of {m} report this; without it: {names}"), values) if absent else None
