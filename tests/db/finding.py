"""What the view `find:TEXT` shows of the bundled reports, group by group."""

from __future__ import annotations

from db.address import ViewRequest
from db.view import Row, RowKind, View
from tests.library import bundled_library


def rows_of(view: View) -> dict[str, list[Row]]:
    """Rows under the id of their group; the row that leads to all of them is left out."""
    groups: dict[str, list[Row]] = {}
    group = ""
    for row in view.rows():
        if row.kind is RowKind.HEADING:
            group = row.key.removeprefix("heading ")
            groups[group] = []
        elif row.key != f"all {group}":
            groups[group].append(row)
    return groups


def found(text: str, **options: str) -> dict[str, list[Row]]:
    with bundled_library() as library:
        return rows_of(library.view(ViewRequest("find", (text,)).having(**options)))


def names(text: str, group: str) -> list[str]:
    return [row.cells[0].text for row in found(text, limit="1000").get(group, [])]
