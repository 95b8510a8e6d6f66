"""The sentence in which a person is told of a fault."""

from __future__ import annotations

import os

from db.errors import NianbaoError, UnknownNameError, fault
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


class DefectError(NianbaoError):
    """Not the person's fault but ours."""


def as_fault(error: Exception) -> NianbaoError:
    """What a worker ran into, as something to be told. A defect is raised again where NIANBAO_TRACEBACK asks for it."""
    if isinstance(error, NianbaoError):
        return error
    if os.environ.get("NIANBAO_TRACEBACK"):
        raise error
    return DefectError(
        fault("This is a defect of nianbao, please report it: {error} (NIANBAO_TRACEBACK=1 shows where)"),
        error=f"{type(error).__name__}: {error}",
    )
