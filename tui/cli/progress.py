"""A bar on standard error while something is built or loaded; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

    from loaders.load import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give what is told of the progress; the bar comes with the first word and goes at the end."""
    with ExitStack() as stack:
        bar = _Bar(stack)
        yield bar.tell if sys.stderr.isatty() else _nobody


def _nobody(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


class _Bar:
    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._bar: RichProgress | None = None

    def tell(self, what: str, done: int, of: int) -> None:
        from tui.celltext import literal

        if self._bar is None:
            self._bar = self._stack.enter_context(_rich_bar())
            self._bar.add_task("")
        self._bar.update(self._bar.task_ids[0], description=literal(what), completed=done, total=of)


def _rich_bar() -> RichProgress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=30), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
