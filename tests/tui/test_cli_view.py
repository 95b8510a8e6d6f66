"""`nianbao ADDRESS`, and addresses where `show` and `export` take them: the same view everywhere."""

from pathlib import Path
from typing import Any

import pytest

from db.address import KINDS, may_be_address
from tests.tui.command_line import Run, database, run
from tui.cli import COMMANDS
from tui.cli.session import Session
from tui.panes import first_state
from tui.remembered import Memory, Remembered

__all__ = ["database", "run"]


@pytest.mark.parametrize(
    ("address", "show"),
    [
        ("region:庆阳市/year=2024,2025", ["show", "region", "庆阳市", "--year", "2024,2025"]),
        ("region:庆阳", ["show", "region", "庆阳"]),
        ("region:庆阳/face=peers/year=2024", ["show", "region", "庆阳", "--face", "peers", "--year", "2024"]),
        ("school:环县职专", ["show", "school", "环县职专"]),
        ("indicator:招生数", ["show", "indicator", "招生数"]),
        ("region", ["show", "region"]),
        ("compare:庆阳市,天水市/year=2024", ["compare", "庆阳", "天水", "--year", "2024"]),
        ("table:gansu-2024,表3", ["tables", "gansu-2024", "表3"]),
    ],
)
def test_an_address_prints_what_the_command_prints(run: Run, address: str, show: list[str]) -> None:
    shown = run(address)
    assert shown.code == 0
    assert shown.out
    assert shown == run(*show)
    assert run("show", address) == shown


def test_a_kind_and_a_name_are_an_address(run: Run) -> None:
    assert run("region", "庆阳") == run("region:庆阳")
    assert run("school", "环县职专") == run("school:环县职专")
    twice = run("region:庆阳", "天水")
    assert twice.code == 2
    assert "names already what is shown" in twice.err


def test_a_name_that_is_no_command_is_led_to_find(run: Run) -> None:
    shown = run("环县职专")
    assert shown.code == 2
    assert "nianbao find 环县职专" in shown.err


def test_an_address_may_be_narrowed_further_by_show(run: Run) -> None:
    assert run("show", "region:庆阳市", "--year", "2024") == run("region:庆阳市/year=2024")


def test_show_takes_a_name_or_an_address_not_both(run: Run) -> None:
    shown = run("show", "region:庆阳市", "天水")
    assert shown.code == 2
    assert "names already what is shown" in shown.err


def test_export_knows_the_same_names(run: Run) -> None:
    assert run("export", "school:环县职专").out == run("export", "school:环县职业中等专业学校").out


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("regoin:庆阳市", "is no view; an address looks like region:庆阳市/year=2024"),
        ("region:庆阳市/yaer=2024", "is no option; options are: year"),
        ("region:不存在市", "There is no region “不存在市”"),
        ("region:庆阳市/sort=nothing", "nothing"),
    ],
)
def test_a_wrong_address_is_one_sentence(run: Run, address: str, fault: str) -> None:
    shown = run(address)
    assert shown.code == 1
    assert shown.out == ""
    assert fault in shown.err
    assert len(shown.err.splitlines()) == 1


def test_a_mistyped_command_is_still_one(run: Run) -> None:
    shown = run("shwo")
    assert shown.code == 2
    assert "show" in shown.err


def test_no_command_is_taken_for_an_address() -> None:
    commands = set(COMMANDS) - set(KINDS)
    assert not [name for name in commands if may_be_address(name)]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the explorer is opened with, on what is taken for a terminal."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(Session, "on_terminal", property(lambda _session: True))

    def run_app(_open_source: object, **how: object) -> int:
        kept.update(how)
        return 0

    monkeypatch.setattr("tui.app.run", run_app)
    return kept


def test_on_a_terminal_the_explorer_opens_there(run: Run, opened: dict[str, Any]) -> None:
    assert run("school:环县职专").code == 0
    assert str(opened["begin"]) == "school:环县职业中等专业学校"
    assert run().code == 0
    assert opened["begin"] is None


def test_on_a_terminal_a_wrong_address_opens_nothing(run: Run, opened: dict[str, Any]) -> None:
    assert run("region:不存在市").code == 1
    assert opened == {}


def test_fresh_forgets_where_one_left_off(run: Run, opened: dict[str, Any], database: Path) -> None:
    Memory(database).keep(Remembered(first_state("school")))
    run()
    assert opened["memory"].recall().state == first_state("school")
    run("--fresh")
    assert opened["memory"].recall().state is None


def test_the_settings_reach_the_explorer(run: Run, opened: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_THEME", "paper")
    run()
    assert opened["settings"].theme == "paper"
