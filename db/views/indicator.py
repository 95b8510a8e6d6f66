"""One indicator over all that report it: regions of a level ranked where three have it, else value and source."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator, compute_rate
from db.english import unit_in_english
from db.figures import Figure, decimal_text
from db.resolve import resolve, resolve_indicator
from db.search import Names
from db.terms import EntityType
from db.view import Cell, Column, ColumnKind, Note, Phrase, Row, RowKind, View, together, word
from db.views.bars import bar, bar_column, largest_of
from db.views.composed import compose, entity_request, no_figures, year_column, year_label
from db.views.loaded import not_loaded
from db.views.members import Group, Member, groups_of, members_of, place, ranking, title_of
from db.views.series import in_series
from db.views.sources import figure_source
from db.views.standing import MIN_PEERS, Standing, rates_of
from db.views.trends import LEAST_YEARS, TREND, trend


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`indicator:NAME-OR-KEY[/year=…][/among=A,B,…]`, of all that report it or of some regions.

    Ranked is the last year shown that three or more regions of a level report.
    """
    dictionary = Dictionary(conn)
    indicator = dictionary.indicators[resolve_indicator(conn, request.names[0])]
    figures = _figures(conn, indicator)
    years = [year for year in sorted(figures) if not request.years or year in request.years]
    sources = _sources(indicator, {year: figures[year] for year in years})
    every = members_of(conn, {entity for shown in sources.values() for entity in shown.cells})
    among = {resolve(conn, EntityType.REGION, name).id: name for name in request.option("among")}
    members = {id_: member for id_, member in every.items() if not among or id_ in among}
    groups = groups_of(members)
    ranked = _ranked_year(groups, members, sources)
    table = _Table(members, sources, ranked, _trends(indicator, figures, sources, members))
    rows: list[Row] = []
    notes = [] if members else [_none(request.years, years, figures)]
    for group, ids in groups.items():
        rows.extend(_group_rows(conn, group, ids, table))
        notes.extend(_coverage(ids, members, sources[ranked]))
    columns = [
        _RANK._replace(label=year_label(ranked)) if len(years) > 1 else _RANK,
        Column("entity", word=word("Name"), frozen=True),
        *map(_year, years),
        bar_column(row.cells[-3] for row in rows if row.kind is not RowKind.HEADING),
        Column("source", word=word("Source")),
        TREND,
    ]
    if silent := [name for id_, name in among.items() if id_ not in every]:
        notes.append(Note(word("No figures of {names}"), {"names": silent}))
    trail = ((indicator.name, request._replace(names=(indicator.key,))),)
    absent = not_loaded(conn, _wanted(members, sources))
    if any(cell.mark == "=" for shown in sources.values() for cell in shown.cells.values()):
        notes.append(Note("{text}", {"text": dictionary.formula_of(indicator)}))
    return compose(request, trail, columns, rows, [*absent, *notes, *_definition(indicator)], Names(conn))


def _none(wanted: Sequence[int], years: Sequence[int], figures: Iterable[int]) -> Note:
    """Why there is nothing to be seen."""
    if others := sorted(set(figures) - set(years)):
        return no_figures(wanted, others)
    return Note(word("No report has a figure of it, nor what it would be computed from"))


_RANK = Column("rank", ColumnKind.NUMBER, word=word("Rank"))


def _year(year: int) -> Column:
    return Column(year_column(year), ColumnKind.NUMBER, label=year_label(year))


def _figures(conn: sqlite3.Connection, indicator: Indicator) -> dict[int, dict[int, list[Figure]]]:
    """By year and indicator; for a rate, its terms too."""
    years: dict[int, dict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for id_ in (indicator.id, *(indicator.formula or ())):
        for figure in fig.of_indicator(conn, id_):
            years[figure.year][figure.indicator].append(figure)
    return years


@dataclass(frozen=True, slots=True)
class Shown:
    """The cells of one year and the values that are ranked, by entity; `figures` are all that a cell stands for."""

    cells: dict[int, Cell]
    values: dict[int, fig.Number]
    figures: dict[int, Sequence[Figure]]


def _sources(indicator: Indicator, figures: dict[int, dict[int, list[Figure]]]) -> dict[int, Shown]:
    """Each year out of one source for regions set beside each other; who is not in it shows its own, unranked."""
    taken = {year: _one_source(indicator, of_year) for year, of_year in figures.items()}
    every = {year: {f.entity for group in of_year.values() for f in group} for year, of_year in figures.items()}
    own = _own(indicator, figures, {id_ for year, ids in every.items() for id_ in ids - taken[year].cells.keys()})
    return {year: _beside(taken[year], own[year], of_year) for year, of_year in figures.items()}


def _beside(taken: Standing, own: dict[int, Cell], figures: dict[int, list[Figure]]) -> Shown:
    """Where no source has two, each stands for itself."""
    apart = {id_: cell for id_, cell in own.items() if id_ not in taken.cells}
    if taken.cells:
        apart = {id_: cell._replace(mark="#") for id_, cell in apart.items()}
    elif len(apart) > 1:
        apart = {id_: cell._replace(mark=cell.mark or "~") for id_, cell in apart.items()}
    cells = taken.cells | apart
    by_id = {figure.id: figure for group in figures.values() for figure in group}
    return Shown(cells, taken.values, {id_: [by_id[i] for i in cell.observations] for id_, cell in cells.items()})


def _one_source(indicator: Indicator, figures: dict[int, list[Figure]]) -> Standing:
    """What two or more have out of one table; for want of three, rates that the formula gives for three."""
    printed = fig.from_one_source(figures.get(indicator.id, ()))
    if len(printed.values) < MIN_PEERS:
        rates = rates_of(indicator, figures)
        if rates.is_ranking:
            return rates
    if len(printed.values) < 2:
        return Standing({}, {})
    return Standing(printed.values, {entity: fig.cell_of(printed.group(entity)) for entity in printed.shown})


def _own(
    indicator: Indicator, figures: dict[int, dict[int, list[Figure]]], entities: set[int]
) -> dict[int, dict[int, Cell]]:
    """By year what each of these has itself, over the years out of one statement; a rate computed for want of it."""
    groups: dict[int, dict[int, dict[int, list[Figure]]]] = defaultdict(lambda: defaultdict(dict))
    for year, of_year in figures.items():
        wanted = [figure for group in of_year.values() for figure in group if figure.entity in entities]
        for figure in sorted(wanted, key=lambda f: f.rank):
            groups[figure.entity][figure.indicator].setdefault(year, []).append(figure)
    cells: dict[int, dict[int, Cell]] = {year: {} for year in figures}
    for entity, by_indicator in groups.items():
        for year, group in in_series(by_indicator.get(indicator.id, {})).items():
            cells[year][entity] = fig.cell_of(group)
        for year in figures if indicator.formula else ():
            has = year in cells and entity in cells[year] and cells[year][entity].value is not None
            terms = (by_indicator.get(term, {}).get(year, ()) for term in indicator.formula or ())
            if not has and (rate := compute_rate(indicator, *terms)):
                cells[year][entity] = rate.cell
    return cells


def _trends(
    indicator: Indicator,
    figures: dict[int, dict[int, list[Figure]]],
    sources: dict[int, Shown],
    members: Iterable[int],
) -> dict[int, Cell]:
    """Of each member over all years that there are, each year out of one source for all."""
    if len(figures) < LEAST_YEARS:
        return {}
    every = sources if len(sources) == len(figures) else _sources(indicator, figures)
    years = sorted(every)
    return {
        id_: trend(
            years,
            {year: every[year].cells.get(id_, Cell()) for year in years},
            {year: every[year].figures.get(id_, ()) for year in years},
            ratio=indicator.is_ratio,
        )
        for id_ in members
    }


class _Table(NamedTuple):
    """What stands in the rows; `year` is the one that is ranked."""

    members: dict[int, Member]
    sources: dict[int, Shown]
    year: int
    trends: dict[int, Cell]


def _group_rows(conn: sqlite3.Connection, group: Group, ids: Sequence[int], table: _Table) -> list[Row]:
    members, sources, year, trends = table
    ranked = ranking(group, ids, members, sources[year].values)
    top = largest_of(sources[year].values[id_] for id_ in ranked)
    title = title_of(conn, group)
    rows = [title] if title and len(members) > len(ids) else []
    order = sorted(ids, key=lambda id_: place(id_, members, ranked, group))
    for id_ in order:
        member, value = members[id_], sources[year].values.get(id_)
        issuers = {y: shown.figures[id_][0].issuer for y, shown in sources.items() if shown.figures.get(id_)}
        main = issuers.get(year, next(iter(issuers.values()), ""))
        cells = (
            Cell(str(ranked[id_]), ranked[id_]) if id_ in ranked else Cell(),
            Cell(member.name, member.name, target=(target := entity_request(conn, id_)), gloss=member.english),
            *(_of_issuer(shown.cells.get(id_, Cell()), issuers.get(y) == main) for y, shown in sources.items()),
            bar(value if id_ in ranked else None, top),
            _source_cell(s.figures.get(id_, ()) for s in reversed(sources.values())),
            trends.get(id_, Cell()),
        )
        total = member.id == group[2]
        kind = RowKind.TOTAL if total else RowKind.DATA
        rows.append(Row(cells, kind, key=str(target), target=target, note=_whose(issuers)))
    return rows


def _of_issuer(cell: Cell, main: bool) -> Cell:
    """A figure of another issuer than that of its row's ranked year is marked."""
    return cell if main or cell.mark or not cell.observations else cell._replace(mark="~")


def _whose(issuers: dict[int, str]) -> Note | None:
    """Which years are whose, where a row has figures of several."""
    years: dict[str, list[str]] = defaultdict(list)
    for year, issuer in issuers.items():
        years[issuer].append(year_label(year))
    said = [Note(word("{years}: {issuer}"), {"years": of, "issuer": issuer}) for issuer, of in years.items()]
    return together(said) if len(said) > 1 else None


def _ranked_year(groups: dict[Group, list[int]], members: dict[int, Member], sources: dict[int, Shown]) -> int:
    """The last one in which a group has a ranking, else the last; 0 where there is none."""
    ranked = (
        year
        for year, shown in sources.items()
        if any(ranking(group, ids, members, shown.values) for group, ids in groups.items())
    )
    return max(ranked, default=max(sources, default=0))


def _source_cell(figures: Iterable[Sequence[Figure]]) -> Cell:
    """Where the last year's figure stands."""
    shown = next(filter(None, figures), None)
    return figure_source(shown[0]) if shown else Cell()


def _coverage(
    ids: Sequence[int],
    members: dict[int, Member],
    shown: Shown,
) -> list[Note]:
    """How many of those named have a value, and whether the parts make the printed whole."""
    whole = next((i for i in ids if any(members[j].parent == i for j in ids)), None)
    parts = [i for i in ids if i != whole and i in shown.cells]
    filled = [shown.values[i] for i in parts if i in shown.values]
    if len(parts) < MIN_PEERS or members[ids[0]].type != "region":
        return []
    notes = [Note(word("{n} of {m} units report this"), {"n": len(filled), "m": len(parts)})]
    if whole in shown.values and all(shown.cells[i].mark != "=" for i in parts):
        total, printed = sum(filled), shown.values[whole]
        values = {
            "sum": decimal_text(round(total, 2)),
            "total": decimal_text(printed),
            "gap": decimal_text(round(printed - total, 2)),
        }
        same = abs(total - printed) < 0.005
        text = (
            word("the parts make the printed total {total}")
            if same
            else word("parts {sum}, printed total {total}, difference {gap}")
        )
        notes.append(Note(text, dict(values)))
    return notes


def _wanted(members: dict[int, Member], sources: dict[int, Shown]) -> dict[int, list[int]]:
    """Who would have to report for the empty cells: the region above where several are empty, else each its own."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for year, shown in sources.items():
        empty = [m for m in members.values() if m.type == "region" and m.id not in shown.cells]
        for member in empty:
            several = sum(other.parent == member.parent for other in empty) > 1
            issuer = member.parent if several and member.parent else member.id
            if year not in wanted[issuer]:
                wanted[issuer].append(year)
    return wanted


def _definition(indicator: Indicator) -> list[Note]:
    """In Chinese without the English name."""
    texts = (Phrase(indicator.unit, unit_in_english(indicator.unit)), Phrase(indicator.scope))
    parts = [Note("{text}", {"text": text}) for text in texts if text.chinese]
    if indicator.denominator:
        parts.append(Note("/ {text}", {"text": Phrase(indicator.denominator)}))
    told = together(parts)
    if told and indicator.gloss:
        return [Note(word("{gloss}; {rest}"), {"gloss": Phrase("", indicator.gloss), "rest": told})]
    return [told] if told else []
