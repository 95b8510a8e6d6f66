"""The tree of faults that a person is told about: one sentence each, with what, where and what to do.

What is caught at an edge (command line, worker, load pipeline) is a `NianbaoError`; anything else is a defect. The
sentence is a message id with its values, so that the floor that speaks to people puts it into their language.
"""

from __future__ import annotations


class NianbaoError(Exception):
    """A fault with a sentence: `message` is an English message id with `{name}` fields, `values` fills them."""

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values))


class DatabaseError(NianbaoError):
    """The database is missing, damaged, of another version, or cannot be written."""


class UnusableError(DatabaseError):
    """The file is damaged, of an older format or no database at all: it may be set aside and a new one built."""


class CancelledError(NianbaoError):
    """A person gave up what was going on; the database is as it was."""

    def __init__(self) -> None:
        super().__init__(fault("Cancelled; nothing was changed."))


class AddressError(NianbaoError):
    """A view address that cannot be read, or a view that does not exist."""


class UnknownNameError(NianbaoError):
    """No entity of that name; `nearest` holds names to suggest."""

    def __init__(self, message: str, nearest: tuple[str, ...] = (), **values: object) -> None:
        self.nearest = nearest
        super().__init__(message, **values)


class AmbiguousNameError(NianbaoError):
    """Several entities of that name; `matches` holds (code or key, name, where) of each."""

    def __init__(self, message: str, matches: tuple[tuple[str, str, str], ...] = (), **values: object) -> None:
        self.matches = matches
        super().__init__(message, **values)


class LoadError(NianbaoError):
    """A file that cannot be loaded; the database is as it was."""


class UnsaidError(LoadError):
    """The document does not say `what` is needed to load it: `region` or `year`."""

    def __init__(self, message: str, what: str, **values: object) -> None:
        self.what = what
        super().__init__(message, **values)


class ExportError(NianbaoError):
    """A file that cannot be written."""


def fault(text: str) -> str:
    """Mark an error's message id for the catalogs; gives it back unchanged."""
    return text
