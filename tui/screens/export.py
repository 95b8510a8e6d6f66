"""Where to write what is shown: asks for a path, and once more before a file that is there is replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from db.address import ViewRequest
from db.errors import NianbaoError
from db.view import View, word
from tui.celltext import heading, literal
from tui.faults import as_fault, sentence
from tui.i18n import _, translate
from tui.screens.sheet import Field

FORMATS = ("csv", "json", "xlsx", "parquet")
Save = Callable[[View, Path, str, bool], int]
"""Write a view in a format, replacing a file or not; gives the number of rows."""


@dataclass(frozen=True, slots=True)
class Saved:
    path: Path
    rows: int


def save_view(view: View, path: Path, form: str, overwrite: bool) -> int:
    from db.export import save

    return save(view, path, form, heading, _, overwrite=overwrite)


def proposed_name(request: ViewRequest) -> str:
    """A file name out of the address: region-庆阳市.csv."""
    parts = [request.kind, *request.names, *request.option("face"), *request.option("q")]
    name = "-".join("".join(c if c.isalnum() or c in "-_." else "_" for c in part) for part in parts)
    return f"{name}.csv"


def format_of(path: Path) -> str:
    """By the ending; CSV for any other."""
    ending = path.suffix.removeprefix(".").lower()
    return ending if ending in FORMATS else "csv"


class ExportScreen(ModalScreen[Saved | None]):
    """Gives what was written, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    ExportScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical { width: 84%; max-width: 104; height: auto; background: $panel; padding: 1 2; }
        .export--title { height: 1; color: $heading; text-style: bold; margin-bottom: 1; }
        #said { height: auto; margin-top: 1; color: $dim; }
        #said.-fault { color: $error; }
    }
    """

    @dataclass
    class Done(Message):
        saved: Saved

    @dataclass
    class Refused(Message):
        error: NianbaoError

    def __init__(self, view: View, folder: Path, save: Save = save_view) -> None:
        super().__init__()
        self._view, self._save = view, save
        self._proposed = folder / proposed_name(view.request)
        self._confirmed: Path | None = None  # one more enter on it replaces the file

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("Write what is shown to a file"))), classes="export--title")
            yield Field(str(self._proposed))
            yield Static(Content(_(word("enter write    esc back    .csv .json .xlsx .parquet"))), id="said")

    def on_input_submitted(self) -> None:
        text = self.query_one(Field).value.strip()
        if not text:
            return
        path = Path(text).expanduser()
        if path.is_file() and path != self._confirmed:
            self._confirmed = path
            self._say(
                translate(word("{path} is there already. Enter again replaces it; or change the name."), path=path.name)
            )
            return
        self._write(path, overwrite=path == self._confirmed)

    def on_input_changed(self) -> None:
        self._confirmed = None

    def _write(self, path: Path, *, overwrite: bool) -> None:
        def work() -> None:
            try:
                rows = self._save(self._view, path, format_of(path), overwrite)
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                self.post_message(self.Refused(as_fault(error)))
            else:
                self.post_message(self.Done(Saved(path, rows)))

        self.run_worker(work, thread=True, exclusive=True)

    def on_export_screen_done(self, event: Done) -> None:
        self.dismiss(event.saved)

    def on_export_screen_refused(self, event: Refused) -> None:
        self._say(sentence(event.error))

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(literal(text)))
        said.add_class("-fault")
