"""The running text of a report, sentence by sentence, with the figures that were read out of it marked.

Of a bundled edition, which holds no sentences, the figures of its prose alone, and how to load the text.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.address import ViewRequest
from db.resolve import report_key
from db.view import Cell, Column, ColumnKind, Note, Row, View, word
from db.views.composed import compose, entity_request

_COLUMNS = (
    Column("line", ColumnKind.NUMBER, word=word("Line"), frozen=True),
    Column("text", word=word("Text")),
    Column("figure", word=word("Figures")),
    Column("entity", word=word("Of whom")),
    Column("indicator", word=word("Indicator")),
    Column("section", word=word("Section")),
)
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”』」）]*|[^。！？]+")
_MARKS = "【{}】"


@dataclass(frozen=True, slots=True)
class _Figure:
    id: int
    line: int
    section: str
    printed: str
    entity: int
    name: str  # of the entity
    indicator: str  # key
    indicator_name: str


def view(conn: sqlite3.Connection, request: ViewRequest) -> View:
    """`text:REPORT[/at=LINE]`: rows are known by their line, the further sentences of a line as `LINE-2`, `LINE-3`."""
    key = report_key(conn, request.names[0])
    figures = _figures(conn, key)
    lines = conn.execute(
        "SELECT p.line, p.section, p.text FROM paragraph p JOIN report r ON r.id = p.report_id WHERE r.key = ?"
        " ORDER BY p.line",
        (key,),
    ).fetchall()
    rows = list(_sentences(lines, figures)) if lines else [_figure_row(conn, figure) for figure in figures]
    trail = ((word("Reports"), ViewRequest("reports")), (key, ViewRequest("tables", (key,))), (word("Text"), request))
    return compose(request, trail, _COLUMNS, rows, () if lines else _notes(conn, key))


def place_in_text(conn: sqlite3.Connection, report: str, line: int, printed: str) -> str:
    """The row of the sentence in which a figure of this line was printed, for `at`; its column is the text."""
    found = conn.execute(
        "SELECT p.text FROM paragraph p JOIN report r ON r.id = p.report_id WHERE r.key = ? AND p.line = ?",
        (report, line),
    ).fetchone()
    sentences = split_sentences(found[0]) if found else []
    number = next((i for i, sentence in enumerate(sentences) if printed in sentence), 0)
    return f"{_row_key(line, number)}.1"


def split_sentences(text: str) -> list[str]:
    return [match[0] for match in _SENTENCE.finditer(text)]


def _row_key(line: int, number: int) -> str:
    return f"{line}-{number + 1}" if number else str(line)


def _figures(conn: sqlite3.Connection, key: str) -> list[_Figure]:
    rows = conn.execute(
        "SELECT o.id, o.line, l.text, o.printed, o.entity_id, e.name, i.key, i.name FROM observation o"
        " JOIN report r ON r.id = o.report_id JOIN entity e ON e.id = o.entity_id"
        " JOIN indicator i ON i.id = o.indicator_id JOIN label l ON l.id = o.section_id"
        " WHERE r.key = ? AND o.origin = 'text' ORDER BY o.line, o.id",
        (key,),
    )
    return [_Figure(*row) for row in rows]


def _sentences(lines: Sequence[tuple[int, str, str]], figures: Sequence[_Figure]) -> Iterator[Row]:
    """A row for each sentence; a figure stands with the first sentence of its line that prints it after the last."""
    of_line: dict[int, list[_Figure]] = defaultdict(list)
    for figure in figures:
        of_line[figure.line].append(figure)
    for line, section, text in lines:
        rest = of_line[line]
        for number, sentence in enumerate(split_sentences(text)):
            here, marked = _take(sentence, rest)
            rest = [figure for figure in rest if figure not in here]
            yield Row(
                (
                    Cell(str(line), line),
                    Cell(marked, sentence, observations=tuple(figure.id for figure in here)),
                    Cell(),
                    Cell(),
                    Cell(),
                    Cell(section, section),
                ),
                key=_row_key(line, number),
            )


def _take(sentence: str, figures: Sequence[_Figure]) -> tuple[list[_Figure], str]:
    """The figures printed in a sentence, in order, and the sentence with each of them marked."""
    taken: list[_Figure] = []
    marked, at, last = "", 0, -1
    for figure in figures:
        if taken and figure.printed == taken[-1].printed and sentence.find(figure.printed, at) < 0:
            taken.append(figure)  # one printed number that stands for several figures
            continue
        last = sentence.find(figure.printed, at)
        if last < 0:
            break
        marked += sentence[at:last] + _MARKS.format(figure.printed)
        at = last + len(figure.printed)
        taken.append(figure)
    return taken, marked + sentence[at:]


def _figure_row(conn: sqlite3.Connection, figure: _Figure) -> Row:
    return Row(
        (
            Cell(str(figure.line), figure.line),
            Cell(),
            Cell(figure.printed, figure.printed, observations=(figure.id,)),
            Cell(figure.name, figure.name, target=entity_request(conn, figure.entity)),
            Cell(figure.indicator_name, figure.indicator_name, target=ViewRequest("indicator", (figure.indicator,))),
            Cell(figure.section, figure.section),
        ),
        key=str(figure.line),
    )


def _notes(conn: sqlite3.Connection, key: str) -> tuple[Note, ...]:
    (file,) = conn.execute("SELECT file FROM report WHERE key = ?", (key,)).fetchone()
    sentence = word("The bundled edition holds no sentences; “nianbao load {file}” with the published text shows them.")
    return (Note(sentence, {"file": file}),)
