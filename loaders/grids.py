"""The shapes in which rows stand in a text: cells between tabs, between bars, or in columns of fixed place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

_BAR = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r":?-{3,}:?|-{2,}:?")
_PIPE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_GAP = re.compile(r"(?:\s{2,}|\u3000)\s*")
_LONGEST = 30  # characters of a cell in columns of fixed place; what is longer is prose


def tab_cells(line: str) -> tuple[str, ...] | None:
    return tuple(cell.strip() for cell in line.split("\t")) if "\t" in line else None


def pipe_cells(line: str) -> tuple[str, ...] | None:
    """Cells of `| a | b |`; None for a line that does not begin with a bar and hold another."""
    text = line.strip()
    if not text.startswith("|") or len(_BAR.findall(text)) < 2:
        return None
    return _between_bars(text)


def open_pipe_cells(line: str) -> tuple[str, ...] | None:
    """Cells of `a | b`, which only a rule nearby tells from prose."""
    return _between_bars(line.strip()) if _BAR.search(line) else None


def _between_bars(text: str) -> tuple[str, ...]:
    inner = text.removeprefix("|")
    if _BAR.search(inner[-1:]) and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(inner))


def is_rule(cells: Sequence[str]) -> bool:
    """A Markdown rule between header and body."""
    return all(_RULE_CELL.fullmatch(cell) for cell in cells)


def is_pipe_rule(line: str) -> bool:
    return "|" in line and bool(_PIPE_RULE.fullmatch(line.strip()))


def in_columns(line: str) -> bool:
    """Whether a line falls into several short pieces with wide gaps between."""
    pieces = _GAP.split(line.strip())
    return len(pieces) > 1 and all(len(piece) <= _LONGEST and "。" not in piece for piece in pieces)


def fixed_rows(lines: Sequence[str]) -> list[tuple[str, ...]] | None:
    """Cells of adjacent lines whose columns are set off by blanks; None where the lines are too few or of no one make.

    A cell belongs to the column whose place on the line it shares, so that an empty cell does not shift its neighbours.
    """
    spans = [_spans(line) for line in lines]
    counts = [len(row) for row in spans]
    if len(lines) < 3 or min(counts) < 2:
        return None
    columns = _columns(spans)
    if len(columns) < max(counts):
        usual = max(set(counts), key=counts.count)
        return [tuple(text for _, _, text in row) for row in spans] if counts.count(usual) * 2 > len(counts) else None
    return [_placed(row, columns) for row in spans]


def _spans(line: str) -> list[tuple[int, int, str]]:
    """(first cell, cell after the last, text) of each piece of a line, in cells of a terminal."""
    found, place = [], 0
    for piece in re.split(f"({_GAP.pattern})", line.rstrip()):
        width = sum(2 if east_asian_width(c) in "WF" else 1 for c in piece)
        if piece.strip():
            found.append((place, place + width, piece.strip()))
        place += width
    return found


def _columns(rows: Sequence[Sequence[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, after in sorted((first, after) for row in rows for first, after, _ in row):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(after, merged[-1][1]))
        else:
            merged.append((first, after))
    return merged


def _placed(row: Sequence[tuple[int, int, str]], columns: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(" ".join(text for first, _, text in row if start <= first < end) for start, end in columns)
