"""The explorer's screen: its parts put together, its keys, its help and palette."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import ActiveBinding, Binding

from db.view import word
from tui.actions import BY_ID, Context, bindings
from tui.i18n import _
from tui.remarks import note_text
from tui.screens.choosing import Choosing
from tui.screens.comparing import Comparing
from tui.screens.explaining import Explaining
from tui.screens.filtering import Filtering
from tui.screens.finding import Finding
from tui.screens.folding import Folding
from tui.screens.keeping import Keeping
from tui.screens.reading import Reading
from tui.screens.taking import Taking
from tui.screens.travelling import Travelling


class ExplorerScreen(
    Keeping, Travelling, Reading, Filtering, Choosing, Comparing, Taking, Explaining, Folding, Finding
):
    BINDINGS = bindings(Context.EXPLORER)

    def action_help(self) -> None:
        from tui.screens.help import help_lines
        from tui.screens.sheet import Sheet

        notes = [note_text(note) for note in self.grid.view.notes] if self.grid.view else []
        self.app.push_screen(Sheet(_(word("Help")), help_lines(self.part, notes)), self._carry_out)

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

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """In the language chosen; at the foot stand those of the part that is in use."""
        return {
            key: active._replace(binding=self._worded(active.binding))
            for key, active in super().active_bindings.items()
        }

    def _worded(self, binding: Binding) -> Binding:
        action = BY_ID.get(binding.id or "")
        if action is None:
            return binding
        return replace(binding, description=_(action.label), key_display=action.key, show=self.part in action.foot)
