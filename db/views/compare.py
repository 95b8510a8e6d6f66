"""Entities side by side: who and what is compared, and in which years."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.errors import AddressError, UnknownNameError, fault
from db.resolve import EntityRow, resolve, resolve_indicator, resolve_institution
from db.search import Names
from db.terms import EntityType
from db.view import Note, View, word
from db.views.beside import Beside
from db.views.composed import compose, entity_request
from db.views.holders import ABSENT
from db.views.per_head import DENOMINATORS
from db.views.ranking import Ranking
from db.views.workbench import Line, Workbench

RATES = "rates"
"""Names the rates that come first, as a chapter's name does its indicators."""


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`compare:A,B,…[/year=…][/indicator=KEY-or-chapter,…][/per=student|teacher][/only=changed][/rank=yes[/among=A,B,…]]`.

    Without years, all in which two of them report. AddressError for entities of two kinds and for unknown options.
    """
    entities = entities_of(conn, request)
    beside = Beside(conn, [entity.id for entity in entities])
    wanted = set(request.years)
    shown = Workbench(conn, beside, entities, sorted(wanted & {*beside.figures}) if wanted else beside.years)
    shown.per = _denominator(beside.dictionary, request.first("per"))
    shown.ranking = _ranking(conn, request, entities)
    chosen = _chosen(conn, beside.dictionary, request.option("indicator"))
    shown.lists = chosen is None and not shown.per and all(entity.type != EntityType.REGION for entity in entities)
    lines = [*shown.listed(), *shown.lines(chosen)]
    kept = [line for line in lines if not _only_changed(request) or line.heads or line.difference]
    left_out = [] if wanted else sorted({*beside.figures} - {*beside.years})
    hidden = [] if len(kept) == len(lines) else [line for line in lines if not (line.heads or line.difference)]
    notes = [*shown.notes(sorted(wanted) or beside.years), *_left_out(left_out), *_hidden(hidden)]
    notes += [Note(ABSENT)] * shown.lists
    in_full = tuple(entity_request(conn, entity.id).names[0] for entity in entities)
    trail = ((" / ".join(entity.name for entity in entities), request._replace(names=in_full)),)
    return compose(request, trail, shown.columns(), [line.row for line in kept], notes, Names(conn))


def entities_of(conn: sqlite3.Connection, request: ViewRequest) -> list[EntityRow]:
    """What is compared: all regions, or all schools (`type=school`, or where no region has such a name)."""
    found = [_entity(conn, name, request.first("type")) for name in dict.fromkeys(request.names)]
    regions = [entity for entity in found if entity.type == EntityType.REGION]
    others = [entity for entity in found if entity.type != EntityType.REGION]
    if regions and others:
        sentence = fault("“{region}” is a region, “{school}” is none: only regions or only schools stand side by side.")
        raise AddressError(sentence, region=regions[0].name, school=others[0].name)
    return list({entity.id: entity for entity in found}.values())


def _entity(conn: sqlite3.Connection, name: str, kind: str) -> EntityRow:
    if kind and kind != EntityType.REGION:
        return resolve_institution(conn, name)
    try:
        return resolve(conn, EntityType.REGION, name)
    except UnknownNameError as unknown:
        if kind:
            raise
        try:
            return resolve_institution(conn, name)
        except UnknownNameError:
            raise unknown from None


def _chosen(conn: sqlite3.Connection, dictionary: Dictionary, names: Sequence[str]) -> set[int] | None:
    """Ids of the indicators that are named, one by one or all under a heading: `rates`, a chapter; None for all."""
    rates = {rate.id for rate in dictionary.rates()}
    every = dictionary.indicators.values()
    groups = {c.name: {i.id for i in every if i.chapter == c.id} - rates for c in dictionary.chapters}
    groups[RATES] = rates
    chosen = (groups.get(name) or {resolve_indicator(conn, name)} for name in names)
    return set().union(*chosen) if names else None


def _denominator(dictionary: Dictionary, per: str) -> Indicator | None:
    if per and per not in DENOMINATORS:
        sentence = fault("“{value}” is nothing to divide by; give one of: {known}")
        raise AddressError(sentence, value=per, known=", ".join(DENOMINATORS))
    return next((i for i in dictionary.indicators.values() if i.key == DENOMINATORS.get(per)), None)


def _only_changed(request: ViewRequest) -> bool:
    only = request.first("only")
    if only not in ("", "changed"):
        raise AddressError(fault("“only={value}” is not known; rows that differ are: only=changed"), value=only)
    return bool(only)


def _ranking(conn: sqlite3.Connection, request: ViewRequest, entities: Sequence[EntityRow]) -> Ranking | None:
    """Of peers that are named, too, it is asked among whom they rank."""
    rank, among = request.first("rank"), request.option("among")
    if rank not in ("", "yes"):
        raise AddressError(fault("“rank={value}” is not known; ranks among peers are: rank=yes"), value=rank)
    return Ranking(conn, entities, among) if rank or among else None


def _left_out(years: Sequence[int]) -> list[Note]:
    said = word("Not shown, for no two of them report the same: {years}")
    return [Note(said, {"years": list(years)})] if years else []


def _hidden(lines: Sequence[Line]) -> list[Note]:
    alone = sum(line.difference is None for line in lines)
    counts = {
        word("Hidden rows, without a difference: {n}"): len(lines) - alone,
        word("Hidden rows, nothing to compare (one alone reports it, or not comparable): {n}"): alone,
    }
    return [Note(message, {"n": count}) for message, count in counts.items() if count]
