"""The sentence in which a person is told of a fault."""

from __future__ import annotations

from db.errors import NianbaoError, UnknownNameError
from tui.celltext import literal
from tui.i18n import _, translate


def sentence(error: NianbaoError) -> str:
    """The sentence of a fault in the language chosen, with the nearest names where a name was not known."""
    said = translate(error.message, **{name: _literal(value) for name, value in error.values.items()})
    if isinstance(error, UnknownNameError) and error.nearest:
        said += " " + translate("Do you mean: {names}?", names=_("; ").join(map(literal, error.nearest)))
    return said


def _literal(value: object) -> object:
    return value if isinstance(value, int | float) else literal(str(value))
