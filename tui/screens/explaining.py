"""What the cell under the cursor means, and the figure in it as a sentence to be quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.view import Cell, Row, View, word
from tui.celltext import meanings, note_text
from tui.i18n import _, translate
from tui.remarks import standing
from tui.screens.navigator import Navigator

if TYPE_CHECKING:
    from tui.citing import Citation
    from tui.source import Source

DEFINED = ("indicator", "region", "school", "major", "list")


class Explaining(Navigator):
    @dataclass
    class DefinitionFound(Message):
        view: View
        marks: Sequence[str] = ()

    @dataclass
    class CitationFound(Message):
        citation: Citation

    def action_define(self) -> None:
        """The indicator of the cell under the cursor, else the region, school or major that it names."""
        row, cell = self.grid.row, self.grid.cell
        if row is None or cell is None:
            return
        request = defined_by(row, cell, self.request_of(self.half))
        figures = () if request else shown_ids(row, cell)
        if request is None and not figures:
            self.say(_(word("Nothing is defined for this cell.")))
            return

        remarks = [note_text(row.note)] if row.note else []

        def find(source: Source) -> Message:
            asked = request or definition_of(source.cited(figures[:1])[0].indicator)
            return self.DefinitionFound(source.view(asked), [*meanings(cell), *remarks])

        self.ask("definition", find)

    def on_explaining_definition_found(self, event: DefinitionFound) -> None:
        from tui.screens.definition import DefinitionSheet

        rows = event.view.rows()

        def chosen(key: str | None) -> None:
            target = next((row.target for row in rows if key and row.key == key), None)
            if target is not None:
                self._lead_on(target)

        self.app.push_screen(DefinitionSheet(event.view, event.marks), chosen)

    def _lead_on(self, target: ViewRequest) -> None:
        """From one definition to the next; to all else as from any view."""
        if target.kind == "definition":
            self.ask("definition", lambda source: self.DefinitionFound(source.view(target)))
        else:
            self.open(target)

    def action_cite(self) -> None:
        """The figure under the cursor; where the cell is none, all figures of its row."""
        row, cell = self.grid.row, self.grid.cell
        if row is None or cell is None:
            return
        ids = shown_ids(row, cell)
        if not ids:
            self.say(_(word("Only a figure can be cited.")))
            return
        defined = defined_by(row, cell, self.request_of(self.half)) if cell.observations else None
        self.cite(cell, ids, defined)

    def cite(self, cell: Cell, ids: Sequence[int], defined: ViewRequest | None) -> None:
        """Offer sentences of these figures; `defined` names the indicator of a cell that is computed of them."""

        def find(source: Source) -> Message:
            from tui.citing import Citation, Computed

            found = source.definitions(defined.names) if defined else ()
            made = Computed(cell.text, found[0]) if found else None
            return self.CitationFound(Citation(source.cited(ids), standing(source, ids), made))

        self.ask("citation", find)

    def on_explaining_citation_found(self, event: CitationFound) -> None:
        from tui.citing import quotes
        from tui.screens.cite import CiteScreen

        def chosen(text: str | None) -> None:
            if text is not None:
                self.app.copy_to_clipboard(text)
                self.say(translate(word("Copied: {text}"), text=" ".join(text.split())))

        if event.citation.figures:
            self.app.push_screen(CiteScreen(quotes(event.citation)), chosen)


def defined_by(row: Row, cell: Cell, request: ViewRequest | None) -> ViewRequest | None:
    """The definition that the cell is under, in a view of an indicator that one's.

    None for a printed figure, whose indicator the database knows.
    """
    if cell.observations and cell.mark != "=":
        return None
    of_view = request if request and request.kind == "indicator" and request.names else None
    own = None if cell.observations else cell.target
    for target in (of_view, own, row.target, row.cells[0].target):
        if target and target.kind in DEFINED and target.names:
            return definition_of(target.names[0], target.kind)
    return None


def definition_of(name: str, kind: str = "indicator") -> ViewRequest:
    return ViewRequest("definition", (name,)).having(type=None if kind == "indicator" else kind)


def shown_ids(row: Row, cell: Cell) -> tuple[int, ...]:
    """The observation shown, both terms of a computed figure; of a cell that is none, all that its row shows."""
    cells = (cell,) if cell.observations else row.cells
    shown = (id_ for one in cells for id_ in (one.observations if one.mark == "=" else one.observations[:1]))
    return tuple(dict.fromkeys(shown))
