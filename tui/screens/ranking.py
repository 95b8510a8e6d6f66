"""A region among its peers: the other face of its view, ranks in a comparison, and who the peers are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from db.address import ViewRequest
from db.chips import without_column
from db.view import Column, Row, RowKind, View, word
from tui.i18n import _, translate
from tui.listing import Listing
from tui.marks import marked_names
from tui.screens.comparing import Comparing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.source import Source

RANKS = ("rank", "of", "percentile")
"""How the ids of the columns of ranks begin; the place of the entity follows: rank_1_2024."""


class Ranking(Comparing):
    @dataclass
    class PeersFound(Message):
        """The comparison of a region with its peers."""

        compared: ViewRequest

    def action_peers(self) -> None:
        request = self.request_of("view")
        if request is None or request.kind != "region" or not request.names:
            self.say(_(word("Only a region stands among peers.")))
            return
        self.open(request.having(face="" if request.first("face") else "peers"))

    def action_ranks(self) -> None:
        """Beside each figure of a comparison its rank among the peers; or as it was."""
        request, view = self._comparison(), self.grid_of("view").view
        if request is None or view is None:
            return
        what = _(word("ranks among peers"))
        if is_ranked(request):
            self._arrange(what, _without_ranks(request, view.all_columns))
        else:
            ranked = request.having(rank="yes", columns=None, frozen=None)
            self._arrange(what, ranked, said=_(word("P on a rank chooses the peers; R takes the ranks away")))

    def action_peer_set(self) -> None:
        """The peers of a region, or of the one whose rank is under the cursor; else what is compared or marked."""
        request = self.request_of("view")
        if request and request.kind == "region" and request.names and (self.half == "view" or not self.state.marks):
            marked = marked_names(self.state.marks, "region")
            self._pick_peers(request.having(face="peers"), request.names[0], marked)
        elif request and request.kind == "indicator" and request.names and self.half == "view":
            self._pick_ranked(request)
        elif request and request.kind == "compare" and (name := self._ranked_here()):
            self._pick_peers(request, name)
        else:
            super().action_peer_set()

    def _ranked_here(self) -> str:
        """Of whom the rank under the cursor is; empty where there is none."""
        view, column = self.grid_of("view").view, self.grid_of("view").column
        if self.half != "view" or view is None or column >= len(view.columns):
            return ""
        kind, _bar, rest = view.columns[column].id.partition("_")
        return view.trail[-1][1].names[int(rest.partition("_")[0]) - 1] if kind in RANKS else ""

    def _pick_peers(self, ranked: ViewRequest, name: str, marked: Sequence[str] = ()) -> None:
        """Choose among the regions of a level; the marked ones are offered where none are chosen yet."""
        listed = ViewRequest("region").having(among=name)
        title = translate(word("Peers of {name}"), name=name)

        def ask(source: Source) -> Message:
            from tui.screens.picking import PickSheet

            every = [row.key for row in source.view(listed).rows()]

            def taken(keys: tuple[str, ...]) -> None:
                among = () if {*keys} >= {*every} else keys
                self._rank_among(ranked.having(among=among))

            def find(text: str) -> View:
                return source.view(listed.having(q=text))

            offered = ranked.option("among") or [one for one in marked if one in every] or every
            return self.Pickable(PickSheet(title, find, offered), taken)

        self.ask("picking", ask)

    def _pick_ranked(self, ranking: ViewRequest) -> None:
        """Choose among the regions that report an indicator."""
        every = ranking.having(among=None, where=None, q=None, sort=None)

        def ask(source: Source) -> Message:
            from tui.screens.picking import PickSheet

            keys = _regions_in(source.view(every))

            def taken(chosen: tuple[str, ...]) -> None:
                among = () if {*chosen} >= {*keys} else chosen
                self._arrange(_(word("choice of peers")), ranking.having(among=among))

            def find(text: str) -> View:
                wanted = {*_regions_in(source.view(every.having(q=text)))}
                lines = tuple(row for row in rows if row.key in wanted)
                return Listing((Column("name", frozen=True),), lines)

            rows = [line for line in map(_region_line, source.view(every).rows()) if line]
            return self.Pickable(PickSheet(_(word("Ranked")), find, ranking.option("among") or keys), taken)

        self.ask("picking", ask)

    def action_compare(self) -> None:
        """The regions of the peers' face side by side, unless others are marked."""
        request, view = self.request_of("view"), self.grid_of("view").view
        is_marked = any(marked_names(self.state.marks, kind) for kind in ("region", "school"))
        if request is None or view is None or is_marked or self.half != "view" or not stands_among_peers(request):
            super().action_compare()
            return
        narrowed = any(map(request.option, ("q", "where")))
        keys = tuple(row.key for row in view.rows() if row.kind is not RowKind.HEADING) if narrowed else ()
        indicators = marked_names(self.state.marks, "indicator") or keys
        self.ask("peers", lambda source: self.PeersFound(_peers_compared(source, request, indicators)))

    def on_ranking_peers_found(self, event: PeersFound) -> None:
        self.open(event.compared)

    def _rank_among(self, ranked: ViewRequest) -> None:
        """A view that has ranks already is arranged anew."""
        if is_ranked(self.request_of("view")):
            self._arrange(_(word("choice of peers")), ranked.having(rank="yes") if ranked.kind == "compare" else ranked)
        else:
            self.open(ranked)


def stands_among_peers(request: ViewRequest | None) -> bool:
    """Whether this is the face of a region that shows it among its peers."""
    return request is not None and request.kind == "region" and request.first("face") == "peers"


def _peers_compared(source: Source, request: ViewRequest, indicators: Sequence[str]) -> ViewRequest:
    """All that a region is ranked with, in the order of the list; asked of the database, in a thread."""
    name = source.view(request).trail[-1][1].names[0]
    peers = [row.key for row in source.view(ViewRequest("region").having(among=name)).rows()]
    among = request.option("among")
    names = tuple(peer for peer in peers if not among or peer in (name, *among))
    return ViewRequest("compare", names).having(year=request.option("year"), indicator=tuple(indicators))


def _regions_in(view: View) -> list[str]:
    return [row.target.names[0] for row in view.rows() if row.target and row.target.kind == "region"]


def _region_line(row: Row) -> Row | None:
    """The name of a region in a ranking, as a row of its own."""
    if row.target is None or row.target.kind != "region":
        return None
    named = next(cell for cell in row.cells if cell.target == row.target)
    return Row((named,), key=row.target.names[0], target=row.target)


def is_ranked(request: ViewRequest | None) -> bool:
    return request is not None and any(map(request.option, ("rank", "among", "face")))


def _without_ranks(request: ViewRequest, columns: Sequence[Column]) -> ViewRequest:
    """The comparison without ranks, and without what was sorted, filtered or shown by them."""
    ranks = [column.id for column in columns if column.id.partition("_")[0] in RANKS]
    for id_ in ranks:
        request = without_column(request, id_)
    sort = request.first("sort")
    kept = tuple(id_ for id_ in request.option("columns") if id_ not in ranks)
    return request.having(rank=None, among=None, columns=kept, sort=None if sort.removeprefix("-") in ranks else sort)
