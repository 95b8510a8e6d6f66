"""What is said of the cell under the cursor at the foot of the screen, and what of it goes to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.address import ViewRequest
from db.place import table_note
from db.view import DRAWN, Cell, Column, Note, Row, word, worded
from tui.celltext import literal, note_text, shown, worded_place
from tui.foot import Remark
from tui.i18n import _, translate

if TYPE_CHECKING:
    from db.findings import Told
    from db.source import SourceLine
    from tui.grid import Grid
    from tui.source import Source


class Known(NamedTuple):
    """What is known of the cell under the cursor: where it was printed, and what the audit found on its figure."""

    lines: Sequence[SourceLine] = ()
    findings: Sequence[Finding] = ()


class Finding(NamedTuple):
    """A finding as seen from one of its sides; `other` is where the other side was printed."""

    told: Told
    other: SourceLine | None


def remarks_on(grid: Grid, known: Known) -> list[Remark]:
    """Source first, then findings, other values printed for the same, the note of the row, a text that is cut.

    The figures that a computed one rests on come last. Of a trend, what it draws.
    """
    row, cell, view = grid.row, grid.cell, grid.view
    if row is None or cell is None or view is None:
        return []
    lines = known.lines
    remarks = [Remark(_("Source"), source_text(line)) for line in lines[:1]] or _record_remark(row, cell)
    if cell.points:
        from tui.trends import told_trend

        return [Remark(_("Trend"), told_trend(cell.points)), *remarks]
    found = [_finding_remark(finding) for finding in known.findings]
    named = {brief_source(finding.other) for finding in known.findings if finding.other}
    also = [text for line in lines[1:] if (text := brief_source(line)) not in named]
    others = [Remark(_("Also"), "; ".join(also))] if also else []
    if lines and _told_of(row, cell).mark == "=":
        others = [Remark(_("Computed from"), "; ".join(f"{line.indicator} {brief_source(line)}" for line in lines))]
    if row.note:
        remarks.append(Remark(_("Note"), note_text(row.note)))
    if grid.is_cut:
        remarks.append(Remark(_("Whole"), shown(cell, view.columns[grid.column]).whole))
    place = 1 if cell.more else len(remarks)
    return [*remarks[:1], *found, *remarks[1:place], *others, *remarks[place:]]


def _record_remark(row: Row, cell: Cell) -> list[Remark]:
    """Of a record: the words of the last cell that leads to its table or sentence and names the report."""
    printed = printed_request(row, cell)
    if not printed:
        return []
    texts = (worded(other, _) for other in row.cells if other.target == printed)
    named = [text for text in texts if printed.names[0] in text]
    return [Remark(_("Source"), text) for text in named[-1:] or [" ".join(printed.names)]]


def source_ids(grid: Grid) -> tuple[int, ...]:
    """Observations of the cell under the cursor; where it is no figure, those of the first cell of the row that is."""
    row, cell = grid.row, grid.cell
    if row is None or cell is None:
        return ()
    return _told_of(row, cell).observations


def _told_of(row: Row, cell: Cell) -> Cell:
    """The cell whose source is told: itself, or the first of its row that is a figure."""
    return cell if cell.observations else next((other for other in row.cells if other.observations), cell)


def figure_ids(grid: Grid) -> tuple[int, ...]:
    """Of the cell under the cursor."""
    return figure_of(grid.cell) if grid.cell else ()


def figure_of(cell: Cell) -> tuple[int, ...]:
    """The observation that a cell shows; of a computed figure, all it stands for."""
    return cell.observations if cell.mark == "=" else cell.observations[:1]


def known_of(source: Source, ids: Sequence[int], figure: Sequence[int]) -> Known:
    """Asked of the database, in a thread: sources of all these observations, findings on the figure alone."""
    return Known(source.sources(ids), [_seen(source, told, figure) for told in standing(source, figure)])


def standing(source: Source, figure: Sequence[int]) -> list[Told]:
    """Findings on a figure that were not waived; mere differences of scope last."""
    told = source.findings_of(figure) if figure else ()
    return sorted((one for one in told if one.waiver is None), key=lambda one: one.severity == "scope")


def _seen(source: Source, told: Told, figure: Sequence[int]) -> Finding:
    ours = not set(figure).isdisjoint(told.observations_a)
    lines = source.sources((told.observations_b if ours else told.observations_a)[:1])
    return Finding(told, next(iter(lines), None))


def _finding_remark(finding: Finding) -> Remark:
    """The other side first, then what does not agree; cinnabar, unless both sides merely count differently."""
    told = finding.told
    said = note_text(Note(told.message, told.values))
    text = f"{brief_source(finding.other)}; {said}" if finding.other else said
    return Remark(_("Findings"), text, "$heading" if told.severity == "scope" else "$error")


def ids_of(row: Row) -> tuple[int, ...]:
    """Observations of all cells of a row."""
    return tuple(dict.fromkeys(id_ for cell in row.cells for id_ in cell.observations))


def source_text(line: SourceLine) -> str:
    """Report and issuer / table or section / line / as printed / row x column / period / caption, which may be cut."""
    from db.period import period_note  # when the first source is told: it reads periods by a dozen expressions

    parts = (
        f"{line.report} {line.issuer}",
        note_text(table_note(line.table)) if line.table else line.section,
        place_text(line),
        translate(word("printed {text}"), text=line.printed) if line.printed else "",
        " x ".join(filter(None, (line.row, line.column))),
        note_text(period_note(line.period)),
        line.caption,
    )
    return " / ".join(filter(None, parts))


def brief_source(line: SourceLine) -> str:
    """4424 in gansu-2024 表3 line 318."""
    place = " ".join(filter(None, (line.report, note_text(table_note(line.table)) or line.section, place_text(line))))
    return translate(word("{value} in {place}"), value=line.printed or "--", place=place)


def place_text(line: SourceLine) -> str:
    """Line, paragraph or row of its table; sheet and cell of a workbook."""
    return worded_place(line.place)


def printed_request(row: Row, cell: Cell) -> ViewRequest | None:
    """The source table or the text that the cell leads to, else the first one of its row."""
    targets = (cell.target, *(other.target for other in row.cells), row.target)
    return next((target for target in targets if target and _PRINTED.get(target.kind) == len(target.names)), None)


_PRINTED = {"table": 2, "text": 1}
"""Views of what is printed, by the number of their names."""


def copied_cell(cell: Cell) -> str:
    """The plain number, ungrouped; the text where there is no number; of a trend the years and numbers it draws."""
    if cell.points:
        from tui.trends import told_trend

        return told_trend(cell.points)
    return _plain(worded(cell, _) if cell.number is None else str(cell.value))


def copied_row(row: Row, columns: Sequence[Column]) -> str:
    """Tab separated, without what only draws."""
    pairs = zip(row.cells, columns, strict=False)
    return "\t".join(copied_cell(cell) for cell, column in pairs if column.kind not in DRAWN)


def _plain(text: str) -> str:
    return " ".join(literal(text).split())
