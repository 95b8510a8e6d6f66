"""One indicator over all that report it: regions of a level ranked where three have it, else value and source."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db import figures as fig
from db.address import ViewRequest
from db.dictionary import Dictionary, Indicator
from db.figures import Figure, OneSource, decimal_text
from db.resolve import resolve_indicator
from db.search import names_meant
from db.view import Cell, Column, ColumnKind, Note, Row, RowKind, View, word
from db.views.composed import compose, entity_request, heading, year_column, year_label
from db.views.loaded import not_loaded
from db.views.peers import MIN_PEERS, rates_of
from db.views.sources import figure_source


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`indicator:NAME-OR-KEY[/year=…]`: the last year shown is the one that is ranked."""
    dictionary = Dictionary(conn)
    indicator = dictionary.indicators[resolve_indicator(conn, request.names[0])]
    figures = _figures(conn, indicator)
    wanted = {int(year) for year in request.option("year") if year.isdigit()}
    years = [year for year in sorted(figures) if not wanted or year in wanted]
    sources = {year: _one_source(indicator, figures[year]) for year in years}
    members = _members(conn, sources)
    rows: list[Row] = []
    notes: list[Note] = []
    for group, ids in _groups(members).items():
        rows.extend(_group_rows(conn, group, ids, members, sources, len(members) > len(ids)))
        notes.extend(_coverage(ids, members, sources, years))
    columns = [
        _RANK,
        Column("entity", word=word("Name"), frozen=True),
        *map(_year, years),
        _BAR,
        Column("source", word=word("Source")),
    ]
    trail = ((indicator.name, request),)
    names = names_meant(conn, request.first("q"))
    absent = not_loaded(conn, _wanted(members, sources))
    return compose(request, trail, columns, rows, [*absent, *notes, *_definition(indicator)], names)


_RANK = Column("rank", ColumnKind.NUMBER, word=word("Rank"))
_BAR = Column("bar", ColumnKind.BAR, word="")


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
    """The cells of one year and the values that are ranked, by entity; `source` names the table they stand in."""

    cells: dict[int, Cell]
    values: dict[int, fig.Number]
    figures: dict[int, Figure]


def _one_source(indicator: Indicator, figures: dict[int, list[Figure]]) -> Shown:
    """One source for regions set beside each other; a region that it does not name shows its own, unranked."""
    groups = defaultdict(list)
    for figure in figures.get(indicator.id, ()):
        groups[figure.entity].append(figure)
    printed = fig.from_one_source(figures.get(indicator.id, ()))
    if len(printed.values) < MIN_PEERS and indicator.formula:
        rates = rates_of(indicator, figures)
        if len(rates.values) >= MIN_PEERS:
            return Shown({**_cells(printed), **rates.cells}, rates.values, printed.shown)
    apart = {e: sorted(g, key=lambda f: f.rank) for e, g in groups.items() if e not in printed.shown}
    cells = _cells(printed) | {e: fig.cell_of(g, mark="#") for e, g in apart.items()}
    return Shown(cells, printed.values, printed.shown | {e: g[0] for e, g in apart.items()})


def _cells(source: OneSource) -> dict[int, Cell]:
    return {entity: fig.cell_of(source.group(entity)) for entity in source.shown}


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    type: str
    level: str
    name: str
    parent: int | None
    code: str


Group = tuple[str, str, int | None]  # type, level, parent (of regions)


def _members(conn: sqlite3.Connection, sources: dict[int, Shown]) -> dict[int, Member]:
    ids = {entity for shown in sources.values() for entity in shown.cells}
    query = "SELECT id, type, level, name, parent_id, code FROM entity WHERE id = ?"
    return {id_: Member(*conn.execute(query, (id_,)).fetchone()) for id_ in sorted(ids)}


def _groups(members: dict[int, Member]) -> dict[Group, list[int]]:
    """Regions of one level under one parent belong together, with the parent and its units; schools are a group."""
    groups: dict[Group, list[int]] = defaultdict(list)
    units = [m for m in members.values() if m.level == "unit"]
    levels = {m.parent: m.level for m in members.values() if m.type == "region" and m.level != "unit"}
    for member in members.values():
        if member in units:
            groups["region", levels.get(member.parent, "unit"), member.parent].append(member.id)
        else:
            groups[member.type, member.level, member.parent if member.type == "region" else None].append(member.id)
    for group, ids in list(groups.items()):
        if group[0] == "region" and len(ids) == 1 and (inner := _children(groups, ids[0])):
            groups[inner].append(ids[0])
            del groups[group]
    return dict(sorted(groups.items(), key=lambda item: (item[0][0] != "region", -len(item[1]))))


def _children(groups: dict[Group, list[int]], parent: int) -> Group | None:
    return next((group for group in groups if group[0] == "region" and group[2] == parent), None)


def _group_rows(
    conn: sqlite3.Connection,
    group: Group,
    ids: Sequence[int],
    members: dict[int, Member],
    sources: dict[int, Shown],
    several: bool,
) -> list[Row]:
    last = max(sources)
    ranked = _ranking(group, ids, members, sources[last])
    top = max((sources[last].values[id_] for id_ in ranked), default=0)
    title = _title(conn, group)
    rows = [title] if several and title else []
    order = sorted(ids, key=lambda id_: _place(id_, members, ranked, group))
    for id_ in order:
        member, value = members[id_], sources[last].values.get(id_)
        cells = (
            Cell(str(ranked[id_]), ranked[id_]) if id_ in ranked else Cell(),
            Cell(member.name, member.name, target=(target := entity_request(conn, id_))),
            *(shown.cells.get(id_, Cell()) for shown in sources.values()),
            Cell(value=max(0.0, value / top)) if value is not None and top and id_ in ranked else Cell(),
            _source_cell(s.figures.get(id_) for s in reversed(sources.values())),
        )
        total = member.id == group[2]
        rows.append(Row(cells, RowKind.TOTAL if total else RowKind.DATA, key=str(target), target=target))
    return rows


def _ranking(group: Group, ids: Sequence[int], members: dict[int, Member], shown: Shown) -> dict[int, int]:
    """Ranks, 1 the largest, where three or more have a value; the whole and units outside the level have none."""
    inside = {i: shown.values[i] for i in ids if i in shown.values and members[i].level == group[1] and i != group[2]}
    if len(inside) < MIN_PEERS:
        return {}
    return {id_: 1 + sum(other > value for other in inside.values()) for id_, value in inside.items()}


def _place(id_: int, members: dict[int, Member], ranked: dict[int, int], group: Group) -> tuple[int, float, str]:
    """Ranked ones, then those without a value and the units outside the ranking, the whole last."""
    member = members[id_]
    if id_ in ranked:
        return 0, ranked[id_], member.code
    return (3 if id_ == group[2] else 1 if member.level == "unit" else 2), 0, member.code + member.name


def _title(conn: sqlite3.Connection, group: Group) -> Row | None:
    if group[0] != "region":
        return heading(word=word("Schools")) if group[0] == "school" else heading(word=word("Other bodies"))
    if group[2] is None:
        return heading(word=word("Provinces"))
    (name,) = conn.execute("SELECT name FROM entity WHERE id = ?", (group[2],)).fetchone()
    return heading(text=name)


def _source_cell(figures: Iterable[Figure | None]) -> Cell:
    """Where the last year's figure stands."""
    figure = next(filter(None, figures), None)
    return figure_source(figure) if figure else Cell()


def _coverage(
    ids: Sequence[int],
    members: dict[int, Member],
    sources: dict[int, Shown],
    years: Sequence[int],
) -> list[Note]:
    """How many of those named have a value, and whether the parts make the printed whole."""
    shown = sources[max(years)]
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
    parts = [indicator.gloss, indicator.unit, indicator.scope, indicator.denominator and f"/ {indicator.denominator}"]
    text = " · ".join(filter(None, parts)).replace(" · ", "; ")
    return [Note("{text}", {"text": text})] if text else []
