"""What cannot be done here, and why: the sentence that the action itself would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.view import word
from tui.i18n import _
from tui.marks import mark_here
from tui.remarks import ids_of, printed_request
from tui.screens.charting import next_chart
from tui.screens.comparing import NOTHING_MARKED
from tui.screens.explaining import defined_by, shown_ids
from tui.screens.ranking import stands_among_peers

if TYPE_CHECKING:
    from tui.screens.travelling import Travelling

NO_COMPARISON = word("This is for a comparison: mark two or more, then press =")
OF_COMPARISONS = ("indicators", "unchanged", "biggest", "ratios", "ranks")


def why_not(explorer: Travelling) -> dict[str, str]:
    """Reasons by the ids of actions."""
    return {
        id_: _(reason) for id_, reason in (*_of_the_view(explorer), *_of_the_cell(explorer), *_of_the_way(explorer))
    }


def _of_the_view(explorer: Travelling) -> list[tuple[str, str]]:
    view, here = explorer.request_of("view"), explorer.request_of(explorer.half)
    reasons = []
    if view is None or view.kind != "compare":
        reasons += [(id_, NO_COMPARISON) for id_ in OF_COMPARISONS]
    if not explorer.state.marks:
        reasons.append(("unmark_all", NOTHING_MARKED))
        if not stands_among_peers(view):
            reasons.append(("compare", word("Mark two regions or more (or schools) with the space bar, then press =")))
    if view is None or view.kind != "region" or not view.names:
        reasons.append(("peers", word("Only a region stands among peers.")))
    if here is None or not (here.option("where") or here.first("q")):
        reasons += [(id_, word("There is no filter to take away.")) for id_ in ("drop_last", "drop_all")]
    return reasons


def _of_the_cell(explorer: Travelling) -> list[tuple[str, str]]:
    row, cell = explorer.grid.row, explorer.grid.cell
    if row is None or cell is None:
        return []
    reasons = []
    view = explorer.grid.view if explorer.half == "view" else None
    if not mark_here(row, view.trail[-1][1] if view and view.trail else None):
        reasons.append(("mark", word("Only regions, schools and indicators can be marked.")))
    if isinstance(chart := next_chart(explorer), str):
        reasons.append(("chart", chart))
    if not (cell.observations or ids_of(row) or printed_request(row, cell)):
        reasons.append(("source", word("Nothing was printed for this cell.")))
    if not shown_ids(row, cell):
        reasons.append(("cite", word("Only a figure can be cited.")))
        if defined_by(row, cell, explorer.request_of(explorer.half)) is None:
            reasons.append(("define", word("Nothing is defined for this cell.")))
    return reasons


def _of_the_way(explorer: Travelling) -> list[tuple[str, str]]:
    reasons = []
    if explorer.journey.moved(-1) is None:
        reasons.append(("history_back", word("Nothing was shown before this.")))
    if explorer.journey.moved(1) is None:
        reasons.append(("history_forward", word("Nothing was shown after this.")))
    return reasons
