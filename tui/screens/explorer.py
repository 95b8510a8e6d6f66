"""What a person does with what is shown: enter it, ask where it was printed, narrow, sort, compare, take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.binding import ActiveBinding, Binding
from textual.events import DescendantFocus
from textual.message import Message

from db.address import ViewRequest
from db.view import word
from tui.actions import BY_ID, Context, bindings
from tui.foot import Foot
from tui.grid import Grid
from tui.i18n import _, translate
from tui.remarks import (
    Known,
    copied_cell,
    copied_row,
    figure_ids,
    ids_of,
    known_of,
    note_text,
    remarks_on,
    source_ids,
    standing,
    table_request,
)
from tui.screens.navigator import Navigator
from tui.state import Place, Spot

if TYPE_CHECKING:
    from textual.widgets import Input

    from db.findings import Told
    from db.source import SourceLine

SOURCE_PAUSE = 0.05
NARROW_PAUSE = 0.08


class ExplorerScreen(Navigator):
    BINDINGS = bindings(Context.EXPLORER)

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
        figure: tuple[int, ...]
        told: Sequence[Told]

    def __init__(self) -> None:
        super().__init__()
        self._before_narrowing: dict[ViewRequest, Place] = {}

    # The cell under the cursor

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

    def on_explorer_screen_cell_known(self, event: CellKnown) -> None:
        if event.cell == self._explained():
            self._explain(event.known)

    def on_explorer_screen_sources_found(self, event: SourcesFound) -> None:
        self._choose_source(event.lines)

    def action_source(self) -> None:
        row, cell = self.grid.row, self.grid.cell
        if row is None or cell is None:
            return
        if ids := cell.observations or ids_of(row):
            self.ask("opening", lambda source: self.SourcesFound(ids, source.sources(ids)))
        elif target := table_request(row, cell):
            self.open(target)
        else:
            self.say(_(word("Nothing was printed for this cell.")))

    def action_findings(self) -> None:
        figure = figure_ids(self.grid)
        self.ask("findings", lambda source: self.FindingsFound(figure, standing(source, figure)))

    def on_explorer_screen_findings_found(self, event: FindingsFound) -> None:
        """Those of the first one's report and rule, the cursor on it."""
        if event.figure != figure_ids(self.grid):
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

    # Narrowing and order

    def action_narrow(self) -> None:
        from tui.screens.sheet import Field

        request = self.request_of(self.half)
        if request is None or self.query("Field"):
            return
        if not request.first("q"):
            self._before_narrowing[request] = self.grid.place
        field = Field(request.first("q"), placeholder=_(word("narrow: part of a name, its pinyin or its initials")))
        self.mount(field, before=self.query_one(Foot))
        self.fit_lines(typing=True)
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.later("narrow", NARROW_PAUSE, lambda: self._narrow_to(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._narrow_to(event.value.strip())
        self._close_field()

    def _narrow_to(self, text: str, place: Place | None = None) -> None:
        request = self._wanted[self.half]
        if text != request.first("q"):
            self.load(self.half, Spot(request.having(q=text), place or Place()))

    def _widen(self) -> bool:
        """Take the narrowing away and be where one was before it; False if there is none."""
        request = self._wanted.get(self.half)
        if request is None or not (self.query("Field") or request.first("q")):
            return False
        self._close_field()
        self._narrow_to("", self._before_narrowing.pop(request.having(q=None), None))
        return True

    def _close_field(self) -> None:
        self.not_now("narrow")
        if self.query("Field"):
            self.set_focus(self.grid)  # before the field goes, else the focus would fall to its neighbour
            self.query("Field").remove()
            self.fit_lines(typing=False)

    def action_move_list(self, rows: int) -> None:
        """The arrows up and down while one types."""
        self.grid.action_move(rows, 0)

    def action_back(self) -> None:
        if not self._widen():
            super().action_back()

    def action_pane(self, pane: str) -> None:
        self._close_field()
        super().action_pane(pane)

    def action_other(self) -> None:
        self._close_field()
        super().action_other()

    def action_sort(self) -> None:
        """By the column under the cursor: ascending, descending, as it was."""
        view, column, request = self.grid.view, self.grid.column, self.request_of(self.half)
        if view is None or request is None or column >= len(view.columns):
            return
        name = view.columns[column].id
        following = {name: f"-{name}", f"-{name}": ""}.get(request.first("sort"), name)
        self.load(self.half, Spot(request.having(sort=following), Place(column=column)))

    # Regions side by side

    def action_peers(self) -> None:
        request = self.request_of("view")
        if request is None or request.kind != "region" or not request.names:
            self.say(_(word("Only a region stands among peers.")))
            return
        self.open(request.having(face="" if request.first("face") else "peers"))

    def action_mark(self) -> None:
        name = region_under(self.grid)
        if not name:
            self.say(_(word("Only regions can be marked.")))
            return
        self.state = self.state.toggled(name)
        for half in ("list", "view"):
            self.grid_of(half).mark(frozenset(self.state.marks))
        self.say(translate(word("{n} marked; = sets them side by side"), n=len(self.state.marks)))

    def action_compare(self) -> None:
        names = self.state.marks
        here = region_under(self.grid) or region_under(self.grid_of("list"))
        if len(names) == 1 and here and here not in names:
            names = (*names, here)
        if len(names) < 2:
            self.say(_(word("Mark two regions or more with the space bar, then press =")))
            return
        self.open(ViewRequest("compare", names))

    # Taking along

    def action_copy_cell(self) -> None:
        if self.grid.cell is not None:
            self._copy(copied_cell(self.grid.cell))

    def action_copy_row(self) -> None:
        if self.grid.row is not None and self.grid.view is not None:
            self._copy(copied_row(self.grid.row, self.grid.view.columns))

    def _copy(self, text: str) -> None:
        if not text.strip():
            self.say(_(word("This cell is empty; nothing was copied.")))
            return
        self.app.copy_to_clipboard(text)
        self.say(translate(word("Copied: {text}"), text=text.replace("\t", "  ")))

    def action_export(self) -> None:
        from pathlib import Path

        from tui.screens.export import ExportScreen, Saved

        def done(saved: Saved | None) -> None:
            if saved:
                self.say(translate(word("{n} rows written to {path}"), n=saved.rows, path=saved.path))

        if self.grid.view is not None:
            self.app.push_screen(ExportScreen(self.grid.view, Path.cwd()), done)

    # Help

    def action_help(self) -> None:
        from tui.screens.help import help_lines
        from tui.screens.sheet import Sheet

        notes = [note_text(note) for note in self.grid.view.notes] if self.grid.view else []
        self.app.push_screen(Sheet(_(word("Help")), help_lines(self.half, notes)), self._carry_out)

    def action_palette(self) -> None:
        from tui.screens.help import palette_lines
        from tui.screens.sheet import Sheet

        self.app.push_screen(Sheet(_(word("All actions")), palette_lines(), palette_lines), self._carry_out)

    def _carry_out(self, id_: str | None) -> None:
        """Do what was chosen in the help or the palette."""
        action = BY_ID.get(id_ or "")
        if action:
            node = {Context.GRID: self.grid, Context.EXPLORER: self, Context.APP: self.app}[action.context]
            self.call_later(self.app.run_action, action.action, node)

    def say(self, text: str) -> None:
        """At the foot, until the cursor moves."""
        self.query_one(Foot).say(text)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """In the language chosen; at the foot stand those of the half that has the focus."""
        return {
            key: active._replace(binding=self._worded(active.binding))
            for key, active in super().active_bindings.items()
        }

    def _worded(self, binding: Binding) -> Binding:
        action = BY_ID.get(binding.id or "")
        if action is None:
            return binding
        return replace(binding, description=_(action.label), show=self.half in action.foot)


def region_under(grid: Grid) -> str:
    """The name of the region that the row under the cursor leads to."""
    target = grid.row.target if grid.row else None
    return target.names[0] if target and target.kind == "region" and target.names else ""
