"""Tables of classes: how a whole that the caption names divides by title, degree, age, … (人数, 占比).

A class of the whole is a quantity of its own. One that the dictionary knows as part of this whole is that; any other is
`new:` with the whole, the levels of its label and, for a share, 占比: it is never taken for the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.axis import Meaning
from loaders.labels import Label, ancestors, candidates
from loaders.sides import Column, Row, is_own
from loaders.words import fold, words


def distribution(
    rows: Sequence[Row], columns: Sequence[Column], subject: str, around: str
) -> dict[tuple[int, int], Meaning]:
    """What each pair of row and column counts of the whole `subject`; empty for any other table.

    A table of classes has columns that only say how much (人数, 占比), a count among them, and two levels of labels
    somewhere at its side.
    """
    measures = {column.index: _measure(column) for column in columns}
    leveled = [row for row in rows if row.label and len(row.label.path) > 1]
    if (
        not subject
        or not leveled
        or set(measures.values()) - {"counted", "share"}
        or "counted" not in measures.values()
    ):
        return {}
    return {
        (row.index, column.index): _meaning(row.label, column, subject, around, share=measures[column.index] == "share")
        for row in rows
        if row.label
        for column in columns
    }


def _measure(column: Column) -> str:
    name = column.label.name if column.label else ""
    return next((role for role in ("counted", "share") if name in words(role)), "")


def _meaning(label: Label, column: Column, subject: str, around: str, *, share: bool) -> Meaning:
    unit = column.unit or ("%" if share else "")
    path = (subject,) if is_own(label) else (subject, *label.path)
    if share:
        return Meaning("new:" + "/".join((*path, "占比")), f"{label.bare}占比", unit)
    wholes = candidates(fold(subject), unit, around, bare=True)
    if len(wholes) == 1:
        whole = wholes[0]
        if is_own(label):
            return Meaning(whole.key, whole.name, unit or whole.unit, whole)
        known = {one for name in _names(label) for one in candidates(name, unit, around) if whole.key in ancestors(one)}
        if len(known) == 1:
            (one,) = known
            return Meaning(one.key, one.name, unit or one.unit, one)
    return Meaning("new:" + "/".join(path), label.bare, unit)


def _names(label: Label) -> tuple[str, ...]:
    """Under which names a class may stand in the dictionary: 正高级职称, 职称正高级."""
    above = label.levels[-1].name if label.levels else ""
    return (label.name + above, above + label.name) if above else (label.name,)
