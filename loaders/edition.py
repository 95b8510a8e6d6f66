"""The bundled edition of a report: one Markdown file to read and compare, which gives the same material as the report.

Front matter says whose report it is; each table is a heading with key and caption, a list of what was seen around it,
and its rows as printed, each led by its line in the published text. Short rows stay short. The figures of prose
follow as rows of one more table, what is said of institutions by name as those of another. Tables, figures and names
only, never a sentence of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from db.errors import LoadError, fault
from db.model import Qualifier, Status
from loaders.decode import decode, read_bytes
from loaders.material import GridRow, Material, PrintedTable, ProseFigure, Statement

_FORMAT = "nianbao-edition: 1"
_TEXTS = ("title", "issuer", "region", "kind", "school", "file", "sha256", "places")
_NUMBERS = {"year": "year", "lines": "line_count"}  # name in the file: name of the field
_LINE = "line"  # heads the column of lines
_FIGURES = "prose"  # heads the figures of prose
_FIELDS = ("section", "entity", "indicator", "period", "value", "unit", "qualifier", "status", "printed")
_STATEMENTS = "statements"  # heads what is said of institutions by name
_STATED = ("section", "list", "item", "entity", "role", "detail", "ownership")
_RULE = "|---"
_ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r"}
_CELL = re.compile(r" ((?:[^\\|]|\\.)*) \|")
_PLAIN = {escaped[1]: plain for plain, escaped in _ESCAPES.items()}


def is_edition(text: str) -> bool:
    return text.startswith(f"---\n{_FORMAT}\n")


# --- writing ---


def write_edition(material: Material) -> str:
    """The edition as text; `read_edition` gives the material back, but for its origin."""
    tables = (line for table in material.tables for line in _table(table))
    lines = [*_front(material), *tables, *_figures(material.figures), *_statements(material.statements)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _front(material: Material) -> Iterator[str]:
    yield from ("---", _FORMAT)
    yield from (_written(name, getattr(material, name)) for name in _TEXTS if getattr(material, name))
    yield from (_written(name, str(getattr(material, field))) for name, field in _NUMBERS.items())
    yield from ("---", "")


def _table(table: PrintedTable) -> Iterator[str]:
    yield f"## {table.key} {_escaped(table.caption)}" if table.caption else f"## {table.key}"
    yield ""
    yield from ("- " + _written(name, value) for name, value in _facts(table))
    yield ""
    yield from _rows(table.rows)
    yield ""


def _figures(figures: Sequence[ProseFigure]) -> Iterator[str]:
    if figures:
        yield from (f"## {_FIGURES}", "", _barred([_LINE, *_FIELDS]), _RULE * (len(_FIELDS) + 1) + "|")
    for figure in figures:
        yield _barred([str(figure.line), *(_escaped(str(getattr(figure, name))) for name in _FIELDS)])
    if figures:
        yield ""


def _statements(statements: Sequence[Statement]) -> Iterator[str]:
    if statements:
        yield from (f"## {_STATEMENTS}", "", _barred([_LINE, *_STATED]), _RULE * (len(_STATED) + 1) + "|")
    for one in statements:
        yield _barred([str(one.line), *(_escaped(getattr(one, name)) for name in _STATED)])


def _facts(table: PrintedTable) -> Iterator[tuple[str, str]]:
    """What is known of a table, name by name; what is empty is not written."""
    yield from ((name, value) for name in ("section", "heading", "period", "unit") if (value := getattr(table, name)))
    yield from (("context", word) for word in table.context)
    yield "header", str(table.header_rows)
    if not table.rows or table.line != table.rows[0].line:
        yield "line", str(table.line)
    yield from (("repaired", str(line)) for line in table.repaired)
    yield from (("note", note) for note in table.notes)


def _rows(rows: Sequence[GridRow]) -> Iterator[str]:
    """The rows below a line of column numbers, so that Markdown shows every cell of rows of any width."""
    width = max((len(row.cells) for row in rows), default=0)
    yield _barred([_LINE, *map(str, range(1, width + 1))])
    yield _RULE * (width + 1) + "|"
    yield from (_barred([str(row.line), *map(_escaped, row.cells)]) for row in rows)


def _barred(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {cell} |" for cell in cells)


def _written(name: str, value: str) -> str:
    return f"{name}: {_escaped(value)}" if value else f"{name}:"


def _escaped(text: str) -> str:
    return re.sub(r"[\\|\n\r]", lambda match: _ESCAPES[match[0]], text)


# --- reading ---


def read_edition(path: Path) -> Material:
    """The material in an edition; LoadError with the line where the file is not as it was written."""
    return material_of(decode(read_bytes(path), path), path)


def material_of(text: str, path: Path) -> Material:
    lines = text.split("\n")
    number = 0
    try:
        end = lines.index("---", 1)
        front = dict(_field(line) for line in lines[2:end])
        tables: list[PrintedTable] = []
        figures: list[ProseFigure] = []
        statements: list[Statement] = []
        for number in (i for i, line in enumerate(lines) if line.startswith("## ")):
            if lines[number] == f"## {_FIGURES}":
                figures += _read_figures(lines, number)
            elif lines[number] == f"## {_STATEMENTS}":
                statements += _read_statements(lines, number)
            else:
                tables.append(_read_table(lines, number))
        return replace(_material(front, tables, figures), statements=tuple(statements))
    except (ValueError, KeyError, IndexError) as error:
        raise LoadError(
            fault("“{file}” is a damaged edition of a report: something is missing near line {line}"),
            file=path,
            line=number + 1,
        ) from error


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, _unescaped(value.removeprefix(" "))


def _material(front: dict[str, str], tables: Sequence[PrintedTable], figures: Sequence[ProseFigure]) -> Material:
    return Material(
        title=front.get("title", ""),
        issuer=front.get("issuer", ""),
        region=front["region"],
        kind=front["kind"],
        year=int(front["year"]),
        file=front.get("file", ""),
        sha256=front.get("sha256", ""),
        line_count=int(front["lines"]),
        tables=tuple(tables),
        figures=tuple(figures),
        school=front.get("school", ""),
        origin="edition",
    )


def _read_figures(lines: Sequence[str], start: int) -> Iterator[ProseFigure]:
    for row in _listed(lines, start):
        fields = dict(zip(_FIELDS, row.cells, strict=True))
        yield ProseFigure(
            line=row.line,
            section=fields["section"],
            value=_number(fields["value"]),
            unit=fields["unit"],
            printed=fields["printed"],
            entity=fields["entity"],
            indicator=fields["indicator"],
            period=fields["period"],
            qualifier=Qualifier(fields["qualifier"]),
            status=Status(fields["status"]),
        )


def _read_statements(lines: Sequence[str], start: int) -> Iterator[Statement]:
    for row in _listed(lines, start):
        yield Statement(row.line, **dict(zip(_STATED, row.cells, strict=True)))


def _listed(lines: Sequence[str], start: int) -> Iterator[GridRow]:
    """The rows below a heading and a line of names."""
    return map(_row, (line for line in _body(lines, start + 1) if not line.startswith((_RULE, f"| {_LINE} |"))))


def _number(text: str) -> int | float:
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)


def _read_table(lines: Sequence[str], start: int) -> PrintedTable:
    key, _, caption = lines[start].removeprefix("## ").partition(" ")
    facts: dict[str, list[str]] = {}
    rows: list[GridRow] = []
    for line in _body(lines, start + 1):
        if line.startswith("- "):
            name, value = _field(line[2:])
            facts.setdefault(name, []).append(value)
        elif not line.startswith((_RULE, f"| {_LINE} |")):
            rows.append(_row(line))
    return _printed(key, _unescaped(caption), facts, rows)


def _body(lines: Sequence[str], start: int) -> Iterator[str]:
    for line in lines[start:]:
        if line.startswith("## "):
            return
        if line:
            yield line


def _printed(key: str, caption: str, facts: dict[str, list[str]], rows: Sequence[GridRow]) -> PrintedTable:
    one = {name: values[0] for name, values in facts.items()}
    return PrintedTable(
        key=key,
        caption=caption,
        section=one.get("section", ""),
        line=int(one["line"]) if "line" in one else rows[0].line,
        rows=tuple(rows),
        header_rows=int(one["header"]),
        heading=one.get("heading", ""),
        period=one.get("period", ""),
        context=tuple(facts.get("context", ())),
        unit=one.get("unit", ""),
        notes=tuple(facts.get("note", ())),
        repaired=tuple(map(int, facts.get("repaired", ()))),
    )


def _row(line: str) -> GridRow:
    number, *cells = (_unescaped(cell) for cell in _CELL.findall(line))
    return GridRow(int(number), tuple(cells))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _PLAIN[match[1]], text)
