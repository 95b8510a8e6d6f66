"""Settings: precedence, every fault with its line, keys by action id; and what `nianbao config` says and writes."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from platformdirs import user_config_path

from tests.tui.command_line import Run, database, run
from tests.tui.running import explorer
from tui.__main__ import chosen_language
from tui.actions import ACTIONS, BY_ID, use_keys
from tui.faults import sentence
from tui.frame import KeyLine
from tui.i18n import set_language
from tui.keynames import key_name, why_no_key
from tui.screens.sheet import Sheet
from tui.screens.tour import TourScreen
from tui.settings import SETTINGS, Settings, read_settings, settings_path

__all__ = ["database", "run"]


@pytest.fixture(autouse=True)
def _own_keys_afterwards() -> object:
    set_language("en")
    yield
    use_keys({})


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("NIANBAO_CONFIG", str(path))
    return path


def read(file: Path, text: str, **environ: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return read_settings({"NIANBAO_CONFIG": str(file), **environ})


def said(settings: Settings) -> list[str]:
    """The faults, without the folder of the file."""
    return [re.sub(r"^\S*/", "", sentence(error)) for error in settings.faults]


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    settings = read_settings({"NIANBAO_CONFIG": str(tmp_path / "none.toml")})
    assert {name: getattr(settings, name) for name in SETTINGS} == {n: s.values[0] for n, s in SETTINGS.items()}
    assert (settings.faults, settings.keys, settings.origins) == ((), {}, {})


def test_the_environment_stands_before_the_file(file: Path) -> None:
    settings = read(file, 'language = "zh"\ntheme = "paper"\nambiguous_width = 2\n', NIANBAO_THEME="ink-high")
    assert (settings.language, settings.theme, settings.ambiguous_width) == ("zh", "ink-high", "2")
    assert settings.origins == {"language": "file", "theme": "environment", "ambiguous_width": "file"}


def test_every_fault_is_said_at_once_with_its_line_and_the_nearest_name(file: Path) -> None:
    text = (
        '# mine\nlangauge = "zh"\ntheme = "inc"\nencoding = "gb18030"\nsigns = true\n\n[keys]\n'
        'hlep = "f3"\nhelp = ["f4", "Ctrl+PgUp"]\nmark = "foo"\nother = []\npeers = 3\n'
    )
    settings = read(file, text, NIANBAO_SIGNS="runes")
    assert said(settings) == [
        "config.toml:2: there is no setting “langauge”. Do you mean: language?",
        "config.toml:3: “inc” is no value of theme; there are: auto, ink, paper, ink-high, paper-high, sixteen.",
        "config.toml:5: “true” is no value of signs; there are: auto, unicode, ascii.",
        "config.toml:8: there is no action “hlep”. Do you mean: help?",
        "config.toml:10: “foo” is no key; keys look like x, f3, ctrl+f.",
        "config.toml:11: “[]” is no key; keys look like x, f3, ctrl+f.",
        'config.toml:12: quotes are missing, write peers = "3"; this line is not used.',
        "NIANBAO_SIGNS: “runes” is no value of signs; there are: auto, unicode, ascii.",
    ]
    assert (settings.language, settings.theme, settings.encoding) == ("auto", "auto", "gb18030")
    assert settings.keys == {"help": "f4 ctrl+pageup"}


def test_a_key_of_another_action_is_not_taken(file: Path) -> None:
    settings = read(file, '[keys]\nsort = "q"\npeers = "f4"\n')
    assert said(settings) == ["config.toml:2: the key q is that of “quit” already; “sort” keeps its own."]
    assert settings.keys == {"peers": "f4"}


def test_keys_may_be_exchanged(file: Path) -> None:
    sort, peers = BY_ID["sort"].keys, BY_ID["peers"].keys
    settings = read(file, f'[keys]\nsort = "{peers}"\npeers = "{sort}"\n')
    assert settings.faults == ()
    assert settings.keys == {"sort": peers, "peers": sort}


def test_two_actions_cannot_be_given_one_key(file: Path) -> None:
    settings = read(file, '[keys]\nsort = "f9"\npeers = "f9"\n')
    assert len(settings.faults) == 1
    assert len(settings.keys) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('theme = "ink"\nx = [1,\n', "config.toml:2: this is no TOML, and nothing in the file is used"),
        ('x = [1,\ntheme = "ink"\n', "config.toml:2: this is no TOML, and nothing in the file is used"),
        ('keys = "f1"\n', 'config.toml:1: keys is a section: [keys], and below it lines such as help = "f3".'),
    ],
)
def test_what_is_no_settings_file_is_said(file: Path, text: str, fault: str) -> None:
    assert said(read(file, text))[0].startswith(fault)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("theme = ink-high", 'quotes are missing, write theme = "ink-high"; this line is not used.'),
        ("theme = “ink-high”", 'quotes are missing, write theme = "ink-high"; this line is not used.'),
        ('theme = "ink-high', 'quotes are missing, write theme = "ink-high"; this line is not used.'),
        ("theme =  # none", 'quotes are missing, write theme = "…"; this line is not used.'),
        ("theme paper", "the sign = is missing between name and value; this line is not used."),
        ('theme = "ink" paper', 'this line cannot be read and is not used; lines look like theme = "ink"'),
        ('language = "zh"', "language is set twice; the first one counts."),
    ],
)
def test_a_line_that_is_no_toml_is_told_and_the_others_are_used(file: Path, line: str, fault: str) -> None:
    settings = read(file, f'language = "en"\n{line}\nsigns = "ascii"\n[keys]\nhelp = "f3"\n')
    assert said(settings) == [f"config.toml:2: {fault}"]
    assert (settings.language, settings.theme, settings.signs) == ("en", "auto", "ascii")
    assert settings.keys == {"help": "f3"}


def test_the_advice_is_in_the_language_of_the_interface(file: Path) -> None:
    settings = read(file, "theme = ink-high\n")
    set_language("zh")
    assert said(settings) == ['config.toml:1：缺少引号，应写作 theme = "ink-high"；此行未采用。']


def test_a_section_that_stands_twice_is_one(file: Path) -> None:
    settings = read(file, '[keys]\nhelp = "f3"\n[keys]\npeers = "f4"\n')
    assert said(settings) == ["config.toml:3: keys is set twice; the first one counts."]
    assert settings.keys == {"help": "f3", "peers": "f4"}


def test_faults_of_every_kind_stand_in_the_order_of_the_lines(file: Path) -> None:
    settings = read(file, '[keys]\nmark = "foo"\nsort = q\npeers = "q"\nhlep = "f3"\nfilter = 5\n')
    assert [line.split(":")[1] for line in said(settings)] == ["2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("ctrl+i", "terminals send it as tab"),
        ("Ctrl+M", "terminals send it as enter"),
        ("ctrl+shift+ß", "terminals do not send it"),
        ("ctrl+1", "terminals do not send it"),
    ],
)
def test_a_key_that_no_terminal_sends_is_refused_with_the_reason(file: Path, key: str, reason: str) -> None:
    settings = read(file, f'[keys]\nsort = "{key}"\n')
    assert reason in said(settings)[0]
    assert settings.keys == {}


def test_a_file_that_cannot_be_read_is_said(file: Path) -> None:
    file.write_bytes('theme = "庆"'.encode("gb18030"))
    assert said(read_settings({"NIANBAO_CONFIG": str(file)})) == ["config.toml: the settings are not in UTF-8."]
    folder = file.with_name("folder.toml")
    folder.mkdir()
    assert "cannot be read" in said(read_settings({"NIANBAO_CONFIG": str(folder)}))[0]


@pytest.mark.parametrize("environ", [{}, {"XDG_CONFIG_HOME": "/somewhere/else"}, {"XDG_CONFIG_HOME": " "}])
def test_the_file_is_where_platformdirs_would_have_it(
    environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert settings_path(environ) == user_config_path("nianbao", appauthor=False) / "config.toml"


@pytest.mark.parametrize("key", ["x", "?", "F3", "ctrl+f", "alt+1", "Shift+Tab", "esc", "pgup", "+", "，"])
def test_it_is_a_key(key: str) -> None:
    assert why_no_key(key) == ""


@pytest.mark.parametrize("key", ["", "foo", "crtl+f", "f99", " ", ",", "ctrl+", 3, None])
def test_it_is_no_key(key: object) -> None:
    assert "is no key" in why_no_key(key)


def test_keys_are_called_as_textual_calls_them() -> None:
    assert [key_name(key) for key in ("F3", "Ctrl+PgUp", "esc", "G", "+")] == [
        "f3",
        "ctrl+pageup",
        "escape",
        "G",
        "+",
    ]


async def test_a_chosen_key_works_and_is_shown_and_its_old_one_does_not() -> None:
    settings = Settings(keys={"help": "f7", "copy_cell": "w"})
    async with explorer(settings=settings) as at:
        assert ("f7", "help") in at.screen.query_one(KeyLine).keys
        await at.press("question_mark", "f1")
        assert at.app.screen is at.screen
        await at.press("w")
        assert "Copied: 甲省" in at.foot
        await at.press("f7")
        await at.until(lambda: isinstance(at.app.screen, Sheet))


async def test_an_action_without_a_key_can_be_given_one() -> None:
    async with explorer(settings=Settings(keys={"tour": "f9"})) as at:
        await at.press("f9")
        await at.until(lambda: isinstance(at.app.screen, TourScreen))


async def test_a_chosen_key_has_its_full_width_twin() -> None:
    async with explorer(settings=Settings(keys={"copy_cell": "w"})) as at:
        await at.press("\uff57")
        assert "Copied: 甲省" in at.foot


async def test_what_is_wrong_in_the_settings_is_said_at_the_foot(file: Path) -> None:
    async with explorer(settings=read(file, 'theme = "inc"\n')) as at:
        await at.until(lambda: "config.toml:1: “inc” is no value of theme" in at.foot)
        assert at.app.theme == "ink"


# nianbao config


def test_config_says_what_is_in_force_and_why(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('theme = "paper"\n[keys]\nhelp = "f3"\n', encoding="utf-8")
    monkeypatch.setenv("NIANBAO_ENCODING", "gb18030")
    shown = run("config")
    assert shown.code == 0
    assert shown.lines[0] == f"File: {file}"
    assert shown.cells("theme")[1:3] == ["paper", "file"]
    assert shown.cells("encoding")[1:3] == ["gb18030", "environment"]
    assert shown.cells("language")[1:3] == ["en", "option"]
    assert shown.cells("signs")[1:3] == ["auto", "default"]
    assert shown.cells("help") == ["help", "f3"]


def test_config_says_where_the_file_would_be(run: Run, file: Path) -> None:
    assert run("config", "--path").out == f"{file}\n"
    assert "there is none" in run("config").lines[0]


def test_config_writes_a_file_once_in_which_nothing_is_changed(run: Run, file: Path) -> None:
    assert run("config", "--init").code == 0
    written = file.read_text(encoding="utf-8")
    assert read_settings({"NIANBAO_CONFIG": str(file)}) == Settings(path=file)
    assert all(name in written for name in (*SETTINGS, *(action.id for action in ACTIONS)))
    again = run("config", "--init")
    assert again.code == 1
    assert "is there already" in again.err
    assert file.read_text(encoding="utf-8") == written


def test_what_config_writes_is_right_when_it_is_put_in_force(run: Run, file: Path) -> None:
    run("config", "--init")
    lines = file.read_text(encoding="utf-8").splitlines()
    active = [re.sub(r"^# (?=\S+ *= )", "", line) for line in lines]
    settings = read(file, "\n".join(active))
    assert settings.faults == ()
    assert {"help", "quit", "sort"} <= set(settings.keys)


def test_a_fault_in_the_settings_does_not_stop_a_command(run: Run, file: Path) -> None:
    file.write_text('them = "ink"\n', encoding="utf-8")
    shown = run("reports")
    assert shown.code == 0
    assert f"{file}:1: there is no setting “them”. Do you mean: theme?" in shown.err
    assert "gansu-2024" in shown.out


def test_the_language_of_the_settings_is_spoken(file: Path) -> None:
    file.write_text('language = "en"\n', encoding="utf-8")
    setting = read_settings({"NIANBAO_CONFIG": str(file)}).language
    assert chosen_language([], {"LANG": "zh_CN.UTF-8"}, setting) == "en"
    assert chosen_language(["--lang", "zh"], {}, setting) == "zh"
