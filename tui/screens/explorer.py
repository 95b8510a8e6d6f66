"""The explorer's screen: its parts put together, and its keys."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import ActiveBinding, Binding

from tui.actions import BY_ID, Context, bindings
from tui.i18n import _
from tui.screens.charting import Charting
from tui.screens.choosing import Choosing
from tui.screens.configuring import Configuring
from tui.screens.explaining import Explaining
from tui.screens.filtering import Filtering
from tui.screens.finding import Finding
from tui.screens.folding import Folding
from tui.screens.helping import Helping
from tui.screens.ranking import Ranking
from tui.screens.reading import Reading
from tui.screens.taking import Taking
from tui.screens.travelling import Travelling


class ExplorerScreen(
    Configuring,
    Helping,
    Travelling,
    Charting,
    Reading,
    Filtering,
    Choosing,
    Ranking,
    Taking,
    Explaining,
    Folding,
    Finding,
):
    BINDINGS = bindings(Context.EXPLORER)

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
