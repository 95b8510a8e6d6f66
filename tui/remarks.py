"""What is said of the cell under the cursor at the foot of the screen, and what of it goes to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.address import ViewRequest
from db.view import Cell, Column, ColumnKind, Note, Row, word, worded
from tui.celltext import literal, shown
from tui.foot import Remark
from tui.i18n import _, translate

if TYPE_CHECKING:
    from db.source import SourceLine
    from tui.grid import Grid


def remarks_on(grid: Grid, lines: Sequence[SourceLine]) -> list[Remark]:
    """Source first, then other values printed for the same, the note of the row, the cell's text where it is cut.

    The further figures that a computed one rests on come last: the note has the formula.
    """
    row, cell, view = grid.row, grid.cell, grid.view
    if row is None or cell is None or view is None:
        return []
    remarks = [Remark(_("Source"), source_text(line)) for line in lines[:1]] or _table_remark(row, cell)
    others = [Remark(_("Also"), "; ".join(map(brief_source, lines[1:])))] if len(lines) > 1 else []
    if row.note:
        remarks.append(Remark(_("Note"), note_text(row.note)))
    if grid.is_cut:
        remarks.append(Remark(_("Whole"), shown(cell, view.columns[grid.column]).text))
    place = 1 if cell.more else len(remarks)
    return [*remarks[:place], *others, *remarks[place:]]


def _table_remark(row: Row, cell: Cell) -> list[Remark]:
    """Of a record: the words of the cell that leads to its table."""
    table = table_request(row, cell)
    texts = (other.text for other in row.cells if table and other.target == table)
    return [Remark(_("Source"), text) for text in texts][:1]


def source_ids(grid: Grid) -> tuple[int, ...]:
    """Observations of the cell under the cursor; where it is no figure, those of the first cell of the row that is."""
    row, cell = grid.row, grid.cell
    if row is None or cell is None:
        return ()
    return cell.observations or next((other.observations for other in row.cells if other.observations), ())


def ids_of(row: Row) -> tuple[int, ...]:
    """Observations of all cells of a row."""
    return tuple(dict.fromkeys(id_ for cell in row.cells for id_ in cell.observations))


def note_text(note: Note) -> str:
    return translate(note.word, **{name: literal(str(value)) for name, value in note.values.items()})


def source_text(line: SourceLine) -> str:
    """Report and issuer / table or section / line / as printed / row x column / period / caption, which may be cut."""
    parts = (
        f"{line.report} {line.issuer}",
        line.table or line.section,
        place_text(line),
        translate(word("printed {text}"), text=line.printed) if line.printed else "",
        " x ".join(filter(None, (line.row, line.column))),
        line.period,
        line.caption,
    )
    return " / ".join(filter(None, parts))


def brief_source(line: SourceLine) -> str:
    """4424 in gansu-2024 表3 line 318."""
    place = " ".join(filter(None, (line.report, line.table or line.section, place_text(line))))
    return translate(word("{value} in {place}"), value=line.printed or "--", place=place)


PLACES = {"line": word("line {number}"), "block": word("paragraph {number}"), "row": word("table row {number}")}


def place_text(line: SourceLine) -> str:
    """Line, paragraph or row of its table; sheet and cell of a workbook."""
    place = line.place
    return literal(place.text) or translate(PLACES[place.kind], number=place.number)


def table_request(row: Row, cell: Cell) -> ViewRequest | None:
    """The source table that the cell leads to, else the first one of its row."""
    targets = (cell.target, *(other.target for other in row.cells), row.target)
    return next((target for target in targets if target and target.kind == "table" and len(target.names) == 2), None)


def copied_cell(cell: Cell) -> str:
    """The plain number, ungrouped; the text where there is no number."""
    text = worded(cell, _) if cell.word else cell.text
    return _plain(text if cell.value is None else str(cell.value))


def copied_row(row: Row, columns: Sequence[Column]) -> str:
    """Tab separated, without the bars."""
    pairs = zip(row.cells, columns, strict=False)
    return "\t".join(copied_cell(cell) for cell, column in pairs if column.kind is not ColumnKind.BAR)


def _plain(text: str) -> str:
    return " ".join(literal(text).split())
