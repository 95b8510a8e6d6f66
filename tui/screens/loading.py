"""Which report to load: asks for a file, and for what its title does not say; shows how far it is; can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from rich.text import TextType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import DirectoryTree, Static, Tree
from textual.widgets.directory_tree import DirEntry

from db.errors import CancelledError, NianbaoError, UnsaidError
from db.view import word
from tui.busy import BusyLine
from tui.celltext import literal
from tui.faults import as_fault, sentence
from tui.i18n import _, translate
from tui.keeper import Keeper, Said, Stoppable
from tui.screens.box import BOX, room_in
from tui.screens.sheet import Field

if TYPE_CHECKING:
    from rich.text import Text

    from loaders.load import LoadSummary

ENDINGS = (".txt", ".md", ".docx", ".xlsx")
"""Of the files that are offered; any other can be typed."""

HINT = word("enter load, open the folder    F4 only check    backspace folder above    tab type a path    esc back")

UNSAID = {
    "year": word("The title of “{file}” names no year; say it here, then press enter."),
    "region": word("The title of “{file}” names no region; say it here (name or code of GB/T 2260), then press enter."),
}


class Files(DirectoryTree):
    """Folders, and the files that may be reports. No icons and lines: theirs are of ambiguous width."""

    ICON_NODE, ICON_NODE_EXPANDED, ICON_FILE = "+ ", "- ", "  "
    DEFAULT_CSS = """
    Files {
        height: 1fr; background: $panel; scrollbar-background: $panel; scrollbar-color: $cursor-row;
        &:focus { background-tint: transparent; }
        & > .tree--cursor { background: $cursor-row; }
        &:focus > .tree--cursor { background: $primary; color: $background; }
        & > .directory-tree--extension { text-style: none; }
    }
    """

    def on_mount(self) -> None:
        self.show_guides = False
        self.guide_depth = 2

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        return [path for path in paths if not path.name.startswith(".") and _offered(path)]

    def process_label(self, label: TextType) -> Text:
        return super().process_label(literal(str(label)))


class PathField(Field):
    """What is typed or pasted when one comes to it takes the place of the folder that stands there."""

    def on_focus(self) -> None:
        self.select_all()


def _asked(name: str, label: str, placeholder: str = "") -> Iterable[Widget]:
    field = Field(placeholder=placeholder)
    field.id = name
    return Static(Content(_(label) + " ")), field


def _offered(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS or path.is_dir()


class LoadScreen(ModalScreen["LoadSummary | None"]):
    """Gives what was found in the report that was loaded, or None. `folder` is where to begin to look."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("backspace", "above", show=False),
        Binding("f4", "check", show=False),
    ]
    AUTO_FOCUS = "Files"
    DEFAULT_CSS = f"""
    LoadScreen {{
        {BOX}
        & > Vertical {{ height: 80%; }}
        Field {{ background: $background; }}
        #asked {{ height: 1; margin-top: 1; display: none; }}
        #asked Static {{ width: auto; color: $dim; }}
        #asked Field {{ width: 1fr; margin-right: 2; }}
        BusyLine {{ margin-top: 1; display: none; }}
        .-fault {{ color: $error; }}
    }}
    """

    @dataclass
    class Told(Message):
        what: str
        done: int
        of: int

    @dataclass
    class Done(Message):
        summary: LoadSummary

    @dataclass
    class Checked(Message):
        """What is told of a file that was not kept."""

        lines: Sequence[str]

    @dataclass
    class Refused(Message):
        error: NianbaoError

    def __init__(self, keeper: Keeper, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._keeper = keeper
        self._stop: Event | None = None  # while a report is being loaded

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(_(word("Load a report"))), classes="-title")
            yield PathField(str(self.folder))
            yield Files(self.folder)
            with Horizontal(id="asked"):
                yield from _asked("region", word("Region"))
                yield from _asked("year", word("Year"))
                yield from _asked("kind", word("Kind"), "province, prefecture, county, school")
            yield BusyLine()
            yield Static(Content(_(HINT)), id="said", classes="-hint")

    @property
    def _path(self) -> Field:
        return self.query(Field).first()

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[DirEntry]) -> None:
        if event.node.data and self.query_one(Files).has_focus:
            self._path.value = str(event.node.data.path)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        self._load(event.path)

    def on_input_submitted(self) -> None:
        """In whichever field."""
        path = Path(self._path.value.strip()).expanduser()
        if path.is_dir():
            self._look_in(path)
        elif path != Path():
            self._load(path)

    def action_move_list(self, _rows: int) -> None:
        """The arrows up and down out of a field."""
        self.query_one(Files).focus()

    def action_above(self) -> None:
        self._look_in(Path(self.query_one(Files).path).absolute().parent)

    def _look_in(self, folder: Path) -> None:
        self.folder = folder
        self.query_one(Files).path = folder
        self._path.value = str(folder)
        self.query_one(Files).focus()

    def _load(self, path: Path) -> None:
        keeper = self._keeper
        self._work(path, lambda said, progress: self.Done(keeper.load(path, said, progress, progress.stop.is_set)))

    def action_check(self) -> None:
        """What `nianbao check FILE` says; nothing is kept."""
        path = Path(self._path.value.strip()).expanduser()
        if path.is_file():
            self._work(path, lambda said, progress: self.Checked(self._keeper.check(path, said, progress)))
        else:
            self._say(_(word("Choose a file first; F4 checks it without loading it.")))

    def _work(self, path: Path, answered: Callable[[Said, Stoppable], Message]) -> None:
        """In a thread, one file at a time."""
        if self._stop is not None:
            return
        said = self._what_is_said()
        if said is None:
            return
        self._stop = stop = Event()
        self.folder = path.absolute().parent
        self._path.value = str(path)

        def tell(what: str, done: int, of: int) -> None:
            self.post_message(self.Told(what, done, of))

        def work() -> None:
            try:
                answer = answered(said, Stoppable(tell, stop))
            except Exception as error:  # noqa: BLE001 -- an edge: a person is told in one sentence, whatever it was
                answer = self.Refused(as_fault(error))
            self.post_message(answer)

        self.query_one(BusyLine).display = True
        self._say(_(word("esc cancels; nothing is changed then")))
        self.run_worker(work, thread=True, group="load")

    def _what_is_said(self) -> Said | None:
        region, year, kind = (self.query_one(f"#{name}", Field).value.strip() for name in ("region", "year", "kind"))
        if year and not (year.isdigit() and len(year) == 4):
            self._say(_(word("The year is a number of four digits.")), fault=True)
            return None
        return Said(region, int(year or 0), kind)

    def on_load_screen_told(self, event: Told) -> None:
        self.query_one(BusyLine).tell(event.what, event.done, event.of)

    def on_load_screen_done(self, event: Done) -> None:
        self._stop = None
        self.dismiss(event.summary)

    def on_load_screen_checked(self, event: Checked) -> None:
        from tui.listing import paragraphs
        from tui.screens.sheet import Sheet

        self._stop = None
        self.query_one(BusyLine).display = False
        self._say(_(HINT))
        heading = translate(word("Checked, not loaded: {file}"), file=literal(Path(self._path.value).name))
        self.app.push_screen(Sheet(heading, paragraphs(event.lines, room_in(self.size.width))))

    def on_load_screen_refused(self, event: Refused) -> None:
        self._stop = None
        self.query_one(BusyLine).display = False
        if isinstance(event.error, UnsaidError):
            self._ask(event.error)
        else:
            self._say(sentence(event.error), fault=not isinstance(event.error, CancelledError))

    def _ask(self, error: UnsaidError) -> None:
        """For what the title of the report does not say."""
        self.query_one("#asked").styles.display = "block"
        self.query_one(f"#{error.what}", Field).focus()
        self._say(translate(UNSAID[error.what], file=literal(str(error.values["file"]))), fault=True)

    def action_give_up(self) -> None:
        if self._stop is None:
            self.dismiss(None)
        else:
            self._stop.set()
            self._say(_(word("Cancelling ...")))

    def on_unmount(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _say(self, text: str, *, fault: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(literal(text)))
        said.set_class(fault, "-fault")
