"""The running text of a report, sentence by sentence, with the figures that were read out of it marked.

Of a bundled edition, which holds no sentences, the figures and names of its prose alone, and how to load the text.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
_PLACE = {column.id: number for number, column in enumerate(_COLUMNS)}
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”』」）]*|[^。！？]+")
_MARKS = "【{}】"


class _Figure(NamedTuple):
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
    rows = list(_sentences(lines, figures)) if lines else _without_sentences(conn, key, figures)
    trail = ((word("Reports"), ViewRequest("reports")), (key, ViewRequest("tables", (key,))), (word("Text"), request))
    return compose(request, trail, _COLUMNS, rows, () if lines else _notes(conn, key))


def place_in_text(conn: sqlite3.Connection, report: str, line: int, printed: str) -> str:
    """For `at`: the sentence in which a figure of this line was printed, or the figure where there are no sentences."""
    found = conn.execute(
        "SELECT p.text FROM paragraph p JOIN report r ON r.id = p.report_id WHERE r.key = ? AND p.line = ?",
        (report, line),
    ).fetchone()
    if found is None:
        return f"{line}.{_PLACE['figure']}"
    number = next((i for i, sentence in enumerate(split_sentences(found[0])) if printed in sentence), 0)
    return f"{_row_key(line, number)}.{_PLACE['text']}"


def record_in_text(conn: sqlite3.Connection, report: str, line: int, item: str) -> ViewRequest:
    """Where a sentence names an item: the sentence, or the item where a bundled edition has no sentences.

    What stands between two paragraphs, as a caption does, is at the one before it.
    """
    (paragraph,) = conn.execute(
        "SELECT max(p.line) FROM paragraph p JOIN report r ON r.id = p.report_id WHERE r.key = ? AND p.line <= ?",
        (report, line),
    ).fetchone()
    at = _item_key(line, item) if paragraph is None else place_in_text(conn, report, paragraph, item)
    return ViewRequest("text", (report,)).having(at=at)


def split_sentences(text: str) -> list[str]:
    return [match[0] for match in _SENTENCE.finditer(text)]


def _row_key(line: int, number: int) -> str:
    return f"{line}-{number + 1}" if number else str(line)


def _item_key(line: int, item: str) -> str:
    return f"{line} {item}"


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


def _without_sentences(conn: sqlite3.Connection, key: str, figures: Sequence[_Figure]) -> list[Row]:
    """Figures and named items of the prose, by their lines."""
    rows = [(figure.line, _figure_row(conn, figure)) for figure in figures]
    items: dict[tuple[int, str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for line, section, list_, item, entity, name in conn.execute(
        "SELECT c.line, c.section, c.list, c.item, e.id, e.name FROM record c JOIN report r ON r.id = c.report_id"
        " LEFT JOIN entity e ON e.id = c.entity_id WHERE r.key = ? AND c.table_id IS NULL ORDER BY c.line, c.id",
        (key,),
    ):
        items[line, section, list_, item] += [(entity, name)] if name else []
    rows += [(place[0], _item_row(conn, *place, holders)) for place, holders in items.items()]
    return [row for _line, row in sorted(rows, key=lambda pair: pair[0])]


def _item_row(
    conn: sqlite3.Connection, line: int, section: str, list_: str, item: str, holders: Sequence[tuple[int, str]]
) -> Row:
    """What is named of one school or several; one of them is led to."""
    names = "、".join(name for _id, name in holders)
    cells = (
        Cell(str(line), line),
        Cell(item, item),
        Cell(),
        Cell(names, names, target=entity_request(conn, holders[0][0]) if len(holders) == 1 else None),
        Cell(list_, list_),
        Cell(section, section),
    )
    return Row(cells, key=_item_key(line, item))


def _notes(conn: sqlite3.Connection, key: str) -> tuple[Note, ...]:
    (file,) = conn.execute("SELECT file FROM report WHERE key = ?", (key,)).fetchone()
    sentence = word("The bundled edition holds no sentences; “nianbao load {file}” with the published text shows them.")
    return (Note(sentence, {"file": file}),)
