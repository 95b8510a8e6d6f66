"""What is told of the cell under the cursor: where it was printed, what the audit found; enter follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.events import DescendantFocus
from textual.message import Message

from db.address import ViewRequest
from db.view import word
from tui.foot import Foot
from tui.grid import Grid
from tui.i18n import _
from tui.remarks import Known, figure_ids, ids_of, known_of, printed_request, remarks_on, source_ids, standing
from tui.screens.navigator import Navigator

if TYPE_CHECKING:
    from db.findings import Told
    from db.source import SourceLine

SOURCE_PAUSE = 0.05


class Reading(Navigator):
    @dataclass
    class SourcesFound(Message):
        ids: tuple[int, ...]
        lines: Sequence[SourceLine]

    @dataclass
    class CellKnown(Message):
        """For the foot; asked again, and void, when the cursor has gone on."""

        cell: tuple[tuple[int, ...], tuple[int, ...]]
        known: Known

    @dataclass
    class FindingsFound(Message):
        """`here` is the figure under the cursor when it was asked; void when the cursor has gone on."""

        here: tuple[int, ...]
        told: Sequence[Told]

    def on_grid_cell_changed(self, event: Grid.CellChanged) -> None:
        if event.grid is self.grid:
            self.say("")
            self._explain_cell()

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        self._explain_cell()
        self.refresh_bindings()

    def on_grid_activated(self, event: Grid.Activated) -> None:
        row, cell = event.grid.row, event.grid.cell
        if row is None or cell is None:
            return
        if event.grid.id == "list":
            self.follow()
            self.focus_on("view")
        elif target := cell.target or row.target:
            self.open(target)
        else:
            self.action_source()

    def _explain_cell(self) -> None:
        """Where there is a source, all is said when it has come: the foot does not flicker while the cursor runs."""
        cell = self._explained()
        if cell[0]:
            self.later("source", SOURCE_PAUSE, lambda: self._ask_known(*cell))
        else:
            self.not_now("source")
            self._explain(Known())

    def _explained(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Observations to tell the source of, and the figure to tell the findings of: none where they are the view."""
        request = self.request_of(self.half)
        told = request is not None and request.kind == "findings"
        return source_ids(self.grid), () if told else figure_ids(self.grid)

    def _explain(self, known: Known) -> None:
        self.query_one(Foot).show(remarks_on(self.grid, known))

    def _ask_known(self, ids: tuple[int, ...], figure: tuple[int, ...]) -> None:
        self.ask("source", lambda source: self.CellKnown((ids, figure), known_of(source, ids, figure)))

    def on_reading_cell_known(self, event: CellKnown) -> None:
        if event.cell == self._explained():
            self._explain(event.known)

    def on_reading_sources_found(self, event: SourcesFound) -> None:
        self._choose_source(event.lines)

    def action_source(self) -> None:
        row, cell = self.grid.row, self.grid.cell
        if row is None or cell is None:
            return
        if ids := cell.observations or ids_of(row):
            self.open_source(ids)
        elif target := printed_request(row, cell):
            self.open(target)
        else:
            self.say(_(word("Nothing was printed for this cell.")))

    def open_source(self, ids: tuple[int, ...]) -> None:
        """The table in which it is printed; a choice where there are several places."""
        self.ask("opening", lambda source: self.SourcesFound(ids, source.sources(ids)))

    def action_findings(self) -> None:
        if figure := figure_ids(self.grid):
            self.open_findings(figure)
        else:
            self.say(_(word("This cell holds no printed figure; those are what the audit looks at.")))

    def open_findings(self, figure: tuple[int, ...]) -> None:
        here = figure_ids(self.grid)
        self.ask("findings", lambda source: self.FindingsFound(here, standing(source, figure)))

    def on_reading_findings_found(self, event: FindingsFound) -> None:
        """Those of the first one's report and rule, the cursor on it."""
        if event.here != figure_ids(self.grid):
            return
        if not event.told:
            self.say(_(word("The audit found nothing on this figure.")))
        elif (request := event.told[0].request) != self.request_of(self.half):
            self.open(request, at=str(event.told[0].id))

    def _choose_source(self, lines: Sequence[SourceLine]) -> None:
        tables = {str(number): line.request for number, line in enumerate(lines) if line.request}
        if len(lines) == 1 and tables:
            self._open_table(tables["0"])
            return
        from tui.screens.sheet import Sheet
        from tui.screens.sources import source_list

        def chosen(key: str | None) -> None:
            if key in tables:
                self._open_table(tables[key])

        self.app.push_screen(Sheet(_(word("Where this is printed")), source_list(lines), header=True), chosen)

    def _open_table(self, table: ViewRequest) -> None:
        here = self.request_of(self.half)
        if here and (here.kind, here.names) == (table.kind, table.names):
            self.say(_(word("This is the table in which it is printed.")))
        else:
            self.open(table)
