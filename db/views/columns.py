"""Which columns of a view are shown: chosen and ordered by `columns`, the first `frozen` of them staying in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from db.address import ViewRequest
from db.errors import AddressError, fault
from db.view import Column

T = TypeVar("T")


def of_column(by_id: Mapping[str, T], id_: str) -> T:
    """What belongs to the column of this id; AddressError when the view has no such column."""
    if id_ not in by_id:
        sentence = fault("“{column}” is no column of this view; its columns are: {columns}.")
        raise AddressError(sentence, column=id_, columns=", ".join(by_id))
    return by_id[id_]


def positions(columns: Iterable[Column]) -> dict[str, int]:
    return {column.id: i for i, column in enumerate(columns)}


def chosen(columns: Sequence[Column], request: ViewRequest) -> list[int] | None:
    """Positions of the columns that the request names, in its order; None when it names none."""
    places = positions(columns)
    return [of_column(places, id_) for id_ in dict.fromkeys(request.option("columns"))] or None


def framed(columns: Iterable[Column], request: ViewRequest) -> tuple[Column, ...]:
    """The columns shown, as many of them in front frozen as the request says, else those that say so themselves."""
    count = request.first("frozen")
    if not count:
        return tuple(columns)
    if not count.isdecimal():
        raise AddressError(fault("“{count}” is no number of columns that stay."), count=count)
    return tuple(column._replace(frozen=i < int(count)) for i, column in enumerate(columns))
