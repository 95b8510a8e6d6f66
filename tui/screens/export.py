"""What of the view is to be written, how, and to which file; asks once more before a file that is there is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from db.errors import ExportError, NianbaoError
from db.export import PICTURES
from db.view import word
from db.views.charted import AS_LINES
from tui.celltext import grouped, literal
from tui.exporting import FORMATS, Choices, Subject, file_for, files_of, format_of, proposed_name, write
from tui.faults import as_fault, sentence
from tui.frame import ActionLine, Piece
from tui.i18n import _, translate
from tui.screens.box import BOX
from tui.screens.options import Option, OptionLine
from tui.screens.sheet import Field

FORMAT_NAMES = {
    "csv": "CSV",
    "xlsx": "Excel",
    "md": "Markdown",
    "json": "JSON",
    "parquet": "Parquet",
    "svg": "SVG",
    "png": "PNG",
}
ENCODING_NAMES = {
    "utf-8-sig": word("UTF-8 with mark (Excel)"),
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
}
EXTRA_NAMES = {"status": word("status"), "unit": word("unit"), "source": word("source")}
HINT = word("tab or arrows go on, space ticks    enter write    esc back")


@dataclass(frozen=True, slots=True)
class Saved:
    path: Path
    rows: int
    choices: Choices


class WriteLine(ActionLine):
    """The two ways out, to be clicked; the one that enter stands for is set apart, also where there are no colours."""

    def pieces(self) -> list[Piece]:
        write, back = _(word("write")), _(word("back"))
        return [
            Piece(Content.styled(f" enter {write} ", "bold $background on $primary"), "write", self.screen),
            Piece(Content.styled(f" esc {back} ", "$dim"), "leave", self.screen),
        ]


class ExportScreen(ModalScreen[Saved | None]):
    """Gives what was written, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "write", show=False),
    ]
    AUTO_FOCUS = "Field"
    DEFAULT_CSS = f"""
    ExportScreen {{
        {BOX}
        & > Vertical {{ width: 90%; max-height: 100%; }}
        Horizontal {{ height: auto; }}
        .export--name {{ width: 12; color: $dim; }}
        Field {{ width: 1fr; }}
        WriteLine {{ margin-top: 1; }}
        #said {{ height: auto; min-height: 1; margin-top: 1; color: $dim; }}
        #said.-fault {{ color: $error; }}
    }}
    """

    @dataclass
    class Done(Message):
        saved: Saved

    @dataclass
    class Progressed(Message):
        rows: int

    @dataclass
    class Refused(Message):
        error: NianbaoError

    def __init__(self, subject: Subject, folder: Path, choices: Choices = Choices()) -> None:  # noqa: B008 -- immutable
        super().__init__()
        self._subject, self._choices = subject, choices
        self._marked = subject.marked_count
        is_chart = bool(subject.view.request.first("chart"))
        is_lines = subject.view.request.first("chart").startswith(AS_LINES)
        self._forms = [form for form in FORMATS if is_chart or form not in PICTURES]
        if choices.form not in self._forms:
            self._choices = replace(self._choices, form=self._forms[0])
        if is_lines and choices.form not in PICTURES:
            self._choices = replace(self._choices, form=PICTURES[-1])
        if choices.rows == "marked" and not self._marked:
            self._choices = replace(self._choices, rows="shown")
        trail = [_(name) for name, _request in subject.view.trail]
        self._proposed = folder / proposed_name(subject.view.request, self._choices.form, trail)
        self._confirmed: Path | None = None  # one more enter on it replaces the file
        self._stop: Event | None = None  # of what is being written

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("Write what is shown to a file"))), classes="-title")
            for name, field in self._lines():
                with Horizontal():
                    yield Static(Content(_(name)), classes="export--name")
                    yield field
            yield WriteLine()
            yield Static(Content(_(HINT)), id="said")

    def _lines(self) -> Iterator[tuple[str, Field | OptionLine]]:
        chosen = self._choices
        encodings = [Option(id_, _(name)) for id_, name in ENCODING_NAMES.items()]
        extras = [Option(id_, _(name)) for id_, name in EXTRA_NAMES.items()]
        sidecar = [Option("sidecar", _(word("sources, notes and findings: FILE.notes.md")))]
        yield word("File"), Field(str(self._proposed))
        yield word("Format"), OptionLine([Option(f, FORMAT_NAMES[f]) for f in self._forms], (chosen.form,), id="form")
        yield word("Rows"), OptionLine(self._row_options(), (chosen.rows,), id="rows")
        yield word("Encoding"), OptionLine(encodings, (chosen.encoding,), id="encoding")
        yield word("With"), OptionLine(extras, chosen.extras, many=True, id="extras")
        yield word("Note beside"), OptionLine(sidecar, ("sidecar",) * chosen.sidecar, many=True, id="sidecar")

    def _row_options(self) -> list[Option]:
        """Marked ones where there are such; all where some are left out."""
        subject = self._subject
        shown = translate(word("shown {n}"), n=grouped(str(subject.view.data_count)))
        options = [Option("shown", shown)]
        if self._marked:
            options.append(Option("marked", translate(word("marked {n}"), n=self._marked)))
        if subject.whole != subject.view.request:
            options.append(Option("all", _(word("all, without filters"))))
        return options

    def on_mount(self) -> None:
        self._fit()

    # The choices

    @property
    def choices(self) -> Choices:
        chosen = {line.id or "": line.chosen for line in self.query(OptionLine)}
        (form,), (rows,), (encoding,) = (chosen[name] for name in ("form", "rows", "encoding"))
        return Choices(rows, form, encoding, chosen["extras"], bool(chosen["sidecar"]))

    def on_option_line_changed(self, event: OptionLine.Changed) -> None:
        """The name of the file follows the format."""
        self._confirmed = None
        if event.line.id == "form":
            field = self.query_one(Field)
            if format_of(Path(field.value)) not in ("", event.line.chosen[0]):
                field.value = str(Path(field.value).with_suffix(f".{event.line.chosen[0]}"))
        self._fit()

    def on_input_changed(self, event: Field.Changed) -> None:
        """The format follows the name of the file."""
        self._confirmed = None
        form = format_of(Path(event.value))
        if form and form != self.choices.form:
            self.query_one("#form", OptionLine).choose(form)

    def _fit(self) -> None:
        """Only CSV has a choice of encoding."""
        line = self.query_one("#encoding", OptionLine).parent
        if isinstance(line, Horizontal):
            line.display = self.choices.form == "csv"

    def action_move_list(self, rows: int) -> None:
        """From line to line."""
        if rows > 0:
            self.focus_next()
        else:
            self.focus_previous()

    # Writing

    def on_input_submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        text = self.query_one(Field).value.strip()
        if not text or self._stop:
            return
        choices = self.choices
        try:
            path = Path(text).expanduser()
            path, _form = file_for(path, "" if path.suffix else choices.form)
        except ExportError as error:
            self._say(sentence(error), fault=True)
            return
        there = [file.name for file in files_of(path, choices) if file.is_file()]
        if there and path != self._confirmed:
            self._confirmed = path
            said = word("{path} is there already. Enter again replaces it; or change the name.")
            self._say(translate(said, path=", ".join(there)), fault=True)
            return
        self._write(path, choices, overwrite=path == self._confirmed)

    def _write(self, path: Path, choices: Choices, *, overwrite: bool) -> None:
        stop = self._stop = Event()

        def progress(rows: int) -> None:
            if stop.is_set():
                raise ExportError(word("Cancelled; nothing was written."))
            self.post_message(self.Progressed(rows))

        def work() -> None:
            try:
                rows = write(self._subject, path, choices, overwrite=overwrite, progress=progress)
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                self.post_message(self.Refused(as_fault(error)))
            else:
                self.post_message(self.Done(Saved(path, rows, choices)))

        self.run_worker(work, thread=True, exclusive=True)

    def action_leave(self) -> None:
        """Stop the writing, if there is any; else go back."""
        if self._stop:
            self._stop.set()
        else:
            self.dismiss(None)

    def on_export_screen_progressed(self, event: Progressed) -> None:
        if self._stop:
            self._say(translate(word("rows written: {n}; esc cancels"), n=grouped(str(event.rows))))

    def on_export_screen_done(self, event: Done) -> None:
        self.dismiss(event.saved)

    def on_export_screen_refused(self, event: Refused) -> None:
        self._stop = None
        self._say(sentence(event.error), fault=True)

    def _say(self, text: str, *, fault: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(literal(text)))
        said.set_class(fault, "-fault")
