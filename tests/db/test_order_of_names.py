"""Names stand in the order of their pinyin, as in a Chinese dictionary, not in that of the code points."""

from __future__ import annotations

import pytest

from db.address import parse_address
from db.names import pinyin_of
from db.view import RowKind
from tests.library import bundled_library


@pytest.mark.parametrize(
    ("address", "column"),
    [
        ("region", "name"),
        ("school", "name"),
        ("major", "name"),
        ("indicator", "name"),
        ("reports", "region"),
        ("indicator:entrants", "entity"),
        ("region:庆阳市", "indicator"),
        ("region:庆阳市/face=peers", "indicator"),
        ("region:庆阳市/face=peers", "highest_region"),
        ("compare:庆阳市,天水市", "indicator"),
        ("compare:庆阳市,天水市/year=2024/rank=yes", "indicator"),
        ("major:护理", "school"),
    ],
)
def test_names_are_in_the_order_of_their_pinyin(address: str, column: str) -> None:
    library = bundled_library()
    for sign in ("", "-"):
        view = library.view(parse_address(f"{address}/sort={sign}{column}"))
        place = [one.id for one in view.columns].index(column)
        names = [row.cells[place].text for row in view.rows() if row.kind is RowKind.DATA]
        readings = [pinyin_of(name)[0] for name in names if name]
        assert readings == sorted(readings, reverse=bool(sign))
        assert names == sorted(names, key=lambda name: not name), "what has no name comes last"


def test_that_is_not_the_order_of_the_code_points() -> None:
    view = bundled_library().view(parse_address("indicator:entrants/sort=entity"))
    place = [one.id for one in view.columns].index("entity")
    names = [row.cells[place].text for row in view.rows() if row.kind is RowKind.DATA]
    assert names[:3] == ["白银市", "定西市", "甘南藏族自治州"]
    assert names != sorted(names)
