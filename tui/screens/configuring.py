"""Settings from within: the theme by its name, the language, and the file they are written down in."""

from __future__ import annotations

from collections.abc import Callable

from db.errors import NianbaoError
from db.view import View, word
from tui.faults import sentence
from tui.foot import Foot
from tui.frame import PaneLine
from tui.i18n import _, language, set_language, translate
from tui.listing import line, listing, title
from tui.screens.keeping import Keeping
from tui.settings import SETTINGS, Settings

NO_COLOURS = word("NO_COLOR is set: there are no colours to choose from.")


class Configuring(Keeping):
    settings = Settings()  # those that were in force at the start
    use_theme: Callable[[str], None]  # given by the app
    chosen_theme = ""

    def action_choose_theme(self) -> None:
        from tui.settings_file import NAMES

        if self.app.no_color:
            self.say(_(NO_COLOURS))
            return
        self._choose("theme", {name: NAMES["theme"][name] for name in SETTINGS["theme"].values[1:]}, self.app.theme)

    def action_choose_language(self) -> None:
        from tui.settings_file import NAMES

        self._choose(
            "language", {name: NAMES["language"][name] for name in SETTINGS["language"].values[1:]}, language()
        )

    def _choose(self, name: str, values: dict[str, str], now: str) -> None:
        from tui.screens.sheet import Sheet

        heading = {"theme": word("Choose the theme"), "language": word("Choose the language")}[name]
        lines = [
            line(value, _(said), value, _(word("in force")) if value == now else "") for value, said in values.items()
        ]
        take = {"theme": self._take_theme, "language": self._take_language}[name]
        self.app.push_screen(Sheet(_(heading), listing(3, lines)), take)

    def _take_theme(self, name: str | None) -> None:
        if name is None:
            return
        self.use_theme(name)
        if self.settings.origins.get("theme") == "file":
            self._write_down("theme", name)

    def _take_language(self, name: str | None) -> None:
        """From now on and from the next start."""
        if name is None:
            return
        set_language(name)
        self.show_anew()
        self.refresh(layout=True)
        self.query_one(PaneLine).refresh()
        self.refresh_bindings()
        self.say("")
        if self._write_down("language", name):
            self.tell(translate(word("Written down in {path}"), path=self.settings.path))

    def _write_down(self, name: str, value: str) -> bool:
        from tui.settings_file import write_down

        try:
            write_down(self.settings.path, name, value)
        except NianbaoError as error:
            self.query_one(Foot).say(sentence(error), fault=True)
            return False
        return True

    def action_settings(self) -> None:
        """All settings and their file, which is made if there is none."""
        from tui.screens.sheet import Sheet
        from tui.settings_file import write_template

        path = self.settings.path
        try:
            if made := not path.exists():
                write_template(path)
        except NianbaoError as error:
            self.query_one(Foot).say(sentence(error), fault=True)
            return
        self.app.push_screen(Sheet(_(word("Settings")), _lines(self.settings, made=made)), self._lead_to)

    def _lead_to(self, name: str | None) -> None:
        if name == "theme":
            self.action_choose_theme()
        elif name == "language":
            self.action_choose_language()


def _lines(settings: Settings, *, made: bool) -> View:
    from tui.settings_file import lines_of

    rows = [title(translate(word("File: {path} (made now)") if made else "File: {path}", path=settings.path))]
    rows += [line(one.name if one.name in ("theme", "language") else "", *one) for one in lines_of(settings)]
    keys = [line("", id_, keys, "", "") for id_, keys in settings.keys.items()]
    faults = [line("", sentence(error), "", "", "") for error in settings.faults]
    for name, group in ((word("Keys that were chosen"), keys), (word("Faults"), faults)):
        rows += [title(_(name)), *group] if group else []
    rows.append(
        title(_(word("Changes of the file count from the next start; enter on theme or language chooses now.")))
    )
    return listing(4, rows)
