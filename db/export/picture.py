"""A chart as a picture (SVG, or PNG made of it): what it shows and in which unit, bars or lines, notes and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from db.errors import ExportError, fault
from db.export.drawn_bars import draw_bars
from db.export.drawn_lines import draw_lines
from db.export.origins import Origin, notes_of, origins_of, title_of
from db.export.paper import DIM, LINE, SMALL, TITLE_SIZE, Look, Paper
from db.export.table import Facts, Table, Words
from db.view import ColumnKind, Row, RowKind, marks_of, word
from db.views.charted import AS_LINES

SOURCES_MOST, PLACES_MOST = 3, 4  # reports that are named, and places in each
MARKS = {
    "=": word("computed from printed figures"),
    "~": word("comparable with a reservation"),
    "#": word("not comparable with the others"),
    "^": word("put right after the printed table came apart"),
    "+": word("so many other values are printed elsewhere"),
    "!": word("the audit found something that does not agree"),
}


def write_picture(
    table: Table, form: str, stream: BinaryIO, facts: Facts | None = None, apart: frozenset[str] = frozenset()
) -> int:
    """`form` is svg or png; `apart`: keys of rows that are set off. Gives the number of figures.

    ExportError when the view is no chart, or one of lines without figures of two years.
    """
    view = table.view
    if view.columns[-1].kind is not ColumnKind.BAR:
        raise ExportError(fault("Only a chart can be written as a picture; its address has chart=, the key is v."))
    for _ in table.lines():  # so that it knows the figures
        pass
    svg = _drawn(table, facts, apart | {*view.request.option("at")})
    if form == "png":
        from db.export.raster import png_of

        stream.write(png_of(svg.decode()))
    else:
        stream.write(svg)
    return sum(row.kind is RowKind.DATA for row in view.rows())


def _drawn(table: Table, facts: Facts | None, apart: frozenset[str]) -> bytes:
    paper, view, words = Paper(), table.view, table.words
    rows, unit = view.rows(), view.columns[1].unit
    title = title_of(view, words)
    paper.write(words.say(word("{title} ({unit})"), title=title, unit=unit) if unit else title, Look(size=TITLE_SIZE))
    paper.y += LINE // 2
    if view.request.first("chart").startswith(AS_LINES):
        draw_lines(paper, view, words)
    else:
        draw_bars(paper, rows, view.columns[-1].span, words, apart)
    paper.y += LINE // 2
    said = dict.fromkeys((*_legend(rows, words), *notes_of(view, words), *_remarks(rows, words)))
    for text in said:
        if text != unit and any(map(str.isalpha, text)):
            paper.write(text, Look(DIM, SMALL))
    if facts and table.figures:
        paper.write(_source(origins_of(facts, table).places, words), Look(DIM, SMALL))
    return paper.finished()


def _legend(rows: Sequence[Row], words: Words) -> Iterator[str]:
    """The marks that stand behind figures."""
    marks = {mark[0] for row in rows if row.kind is RowKind.DATA for mark in marks_of(row.cells[1])}
    for mark, text in MARKS.items():
        if mark in marks:
            yield f"{'+1' if mark == '+' else mark} {words.translate(text)}"


def _remarks(rows: Sequence[Row], words: Words) -> Iterator[str]:
    """What is said of the rows."""
    return (words.note(row.note) for row in rows if row.note is not None)


def _source(places: Counter[Origin], words: Words) -> str:
    """Who printed the figures in which report, those with most of them first."""
    reports: dict[tuple[str, str, str], list[str]] = {}
    for origin, _count in places.most_common():
        reports.setdefault((origin.issuer, origin.title, origin.report), []).append(origin.place)
    said = [_report(*report, found, words) for report, found in list(reports.items())[:SOURCES_MOST]]
    text = "; ".join(said)
    if more := len(reports) - SOURCES_MOST:
        text = words.say(word("{what} and {n} more"), what=text, n=more) if more > 0 else text
    return words.say(word("Source: {text}"), text=text)


def _report(issuer: str, title: str, key: str, places: Sequence[str], words: Words) -> str:
    named = words.translate(word(", ")).join(filter(None, places[:PLACES_MOST]))
    return " ".join(filter(None, (issuer, title, f"({key})", named)))
