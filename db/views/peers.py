"""The second face of a region: where it stands among the regions of its level, each indicator out of one table."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.figures import Figure
from db.resolve import resolve
from db.romanised import english_names
from db.search import Names
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Row, View, together, word
from db.views.composed import (
    UNIT,
    chapter_heading,
    compose,
    entity_request,
    heading,
    named,
    no_figures,
    region_trail,
    year_label,
)
from db.views.peer_set import not_ranked, peer_set
from db.views.standing import MIN_PEERS, Standing, rates_of


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`region:NAME/face=peers[/year=Y][/among=A,B,…]`: without a year, the last one in which peers can be ranked.

    Its peers are all regions of its level under its parent, or itself and those that are named.
    """
    region = resolve(conn, EntityType.REGION, request.names[0])
    among = peer_set(conn, region, request.option("among"))
    peers = among.names
    dictionary = Dictionary(conn)
    by_year = _by_year(fig.of_entities(conn, peers))
    ranked = _ranked(dictionary, by_year, region.id)
    year = _year_shown(request, ranked)
    notes = [among.said] if peers else []
    if not ranked:
        notes.append(Note(word("No year in which three of them report the same indicator")))
    elif unranked := _unranked(by_year, ranked, region.id):
        values = {"n": unranked, "least": MIN_PEERS}
        notes.append(Note(word("Further indicators, not ranked: {n}; fewer than {least} report them"), values))
    if ranked and year not in ranked:
        notes.append(no_figures([year], ranked))
    if among.outside:
        notes.append(not_ranked(among.outside))
    cells = {id_: Cell(peers[id_], peers[id_], gloss=gloss) for id_, gloss in english_names(conn, peers).items()}
    at = str(entity_request(conn, region.id))
    return compose(
        request,
        region_trail(conn, region.id),
        _columns(year),
        (_leading(row, at, request) for row in _rows(dictionary, ranked.get(year, {}), region.id, cells)),
        notes,
        names=Names(conn),
    )


def _leading(row: Row, at: str, request: ViewRequest) -> Row:
    """To the ranking of the indicator, at the region one came from."""
    if row.target is None:
        return row
    target = row.target.having(at=at, year=request.option("year"))
    return row._replace(target=target, cells=(row.cells[0]._replace(target=target), *row.cells[1:]))


def figures_of_peers(conn: sqlite3.Connection, request: ViewRequest, indicator: str) -> list[tuple[int, Cell]]:
    """Of each peer (by id) the figure of an indicator (by key) by which the view ranks it, the largest first.

    Those that have none come last, with an empty cell; all are so where the indicator is not ranked.
    """
    region = resolve(conn, EntityType.REGION, request.names[0])
    peers = peer_set(conn, region, request.option("among")).names
    dictionary = Dictionary(conn)
    ranked = _ranked(dictionary, _by_year(fig.of_entities(conn, peers)), region.id)
    standings = ranked.get(_year_shown(request, ranked), {})
    id_ = next((one.id for one in dictionary.indicators.values() if one.key == indicator), None)
    standing = standings[id_] if id_ in standings else Standing({}, {})
    order = sorted(peers, key=lambda peer: -standing.values.get(peer, float("-inf")))
    return [(peer, standing.cells[peer] if peer in standing.values else Cell()) for peer in order]


def _columns(year: int) -> Sequence[Column]:
    return (
        Column("indicator", word=word("Indicator"), frozen=True),
        UNIT,
        Column("value", ColumnKind.NUMBER, label=year_label(year)) if year else _NO_YEAR,
        Column("rank", ColumnKind.NUMBER, word=word("Rank")),
        Column("of", ColumnKind.NUMBER, word=word("of")),
        Column("percentile", ColumnKind.NUMBER, word=word("Percentile")),
        Column("lowest", ColumnKind.NUMBER, word=word("Lowest")),
        Column("lower_quartile", ColumnKind.NUMBER, word=word("Lower quartile")),
        Column("median", ColumnKind.NUMBER, word=word("Median")),
        Column("upper_quartile", ColumnKind.NUMBER, word=word("Upper quartile")),
        Column("highest", ColumnKind.NUMBER, word=word("Highest")),
        Column("lowest_region", word=word("Lowest in")),
        Column("highest_region", word=word("Highest in")),
    )


_NO_YEAR = Column("value", ColumnKind.NUMBER, word=word("Value"))

Years = dict[int, dict[int, list[Figure]]]


def _by_year(figures: Iterable[Figure]) -> Years:
    """Figures by year and indicator."""
    years: Years = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        years[figure.year][figure.indicator].append(figure)
    return years


def _ranked(dictionary: Dictionary, by_year: Years, region: int) -> dict[int, dict[int, Standing]]:
    """By year in which the region is ranked, and indicator."""
    ranked = {year: _standings(dictionary, figures) for year, figures in sorted(by_year.items())}
    return {year: found for year, found in ranked.items() if any(region in s.values for s in found.values())}


def _year_shown(request: ViewRequest, ranked: dict[int, dict[int, Standing]]) -> int:
    return next(iter(request.years), 0) or max(ranked, default=0)


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
        if not standing.is_ranking:
            standing = rates_of(indicator, figures)
        if standing.is_ranking:
            found[indicator.id] = standing
    return found


def _rows(dictionary: Dictionary, standings: dict[int, Standing], region: int, peers: dict[int, Cell]) -> list[Row]:
    rates = [rate for rate in dictionary.rates() if rate.id in standings]
    rows = [heading(word=word("Rates"))]
    rows.extend(_row(dictionary, rate, standings[rate.id], region, peers) for rate in rates)
    for chapter, indicators in dictionary.by_chapter(set(standings) - {rate.id for rate in rates}):
        rows.append(chapter_heading(chapter))
        rows.extend(_row(dictionary, indicator, standings[indicator.id], region, peers) for indicator in indicators)
    return rows


def _row(dictionary: Dictionary, indicator: Indicator, standing: Standing, region: int, peers: dict[int, Cell]) -> Row:
    low, high = (way(standing.values, key=standing.values.__getitem__) for way in (min, max))
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
        standing.cells[low],
        *standing.quartiles(),
        standing.cells[high],
        *(_SAME if standing.values[low] == standing.values[high] else (peers[low], peers[high])),
    )
    notes = [note for note in (_formula(dictionary, indicator, standing), _missing(standing, peers)) if note]
    return Row(cells, key=indicator.key, target=target, note=together(notes))


_SAME = (Cell(word=word("all the same")), Cell())
"""In place of the lowest and the highest."""


def _formula(dictionary: Dictionary, indicator: Indicator, standing: Standing) -> Note | None:
    computed = any(cell.mark == "=" for cell in standing.cells.values())
    return Note("{text}", {"text": dictionary.formula_of(indicator)}) if computed else None


def _missing(standing: Standing, peers: dict[int, Cell]) -> Note | None:
    """Who of the peers has no such figure."""
    absent = [cell.text for id_, cell in peers.items() if id_ not in standing.values]
    values = {"n": len(standing.values), "m": len(peers), "names": absent}
    return Note(word("{n} of {m} report this; without it: {names}"), values) if absent else None
