"""What is kept from one start to the next: written whole, read back, never in the way."""

import json
from pathlib import Path

import pytest

from db.address import parse_address
from db.errors import ExportError
from tests.tui.running import explorer
from tui.faults import sentence
from tui.i18n import set_language
from tui.journey import Visit
from tui.panes import first_state
from tui.remembered import Memory, Remembered
from tui.state import Place, Spot, Step, Way


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "states" / "state.json"


def memory(path: Path, database: str = "a.db", *, fresh: bool = False) -> Memory:
    return Memory(path.parent / database, path, fresh=fresh)


def visit(address: str, label: str = "") -> Visit:
    return Visit(parse_address(address), label)


def some_state() -> Remembered:
    first = Step(Spot(parse_address("region/q=市"), Place(2, 1, 0, 1), "乙市"))
    step = first._replace(view=Spot(parse_address("region:乙市/year=2024"), Place(7, 2, 3, 1), "招生数"), on_view=True)
    state = first_state("region").with_way(Way(step, (first,)))
    return Remembered(state, (visit("region:乙市", "甲省 › 乙市"),), (visit("school:丙县职专", "丙县职专"),), "paper")


def test_nothing_is_there_at_the_first_start(path: Path) -> None:
    first = memory(path)
    assert first.recall() == Remembered()
    assert first.fault is None
    assert not path.exists()


def test_what_was_kept_comes_back(path: Path) -> None:
    kept = some_state()
    memory(path).keep(kept)
    assert memory(path).recall() == kept


def test_it_is_kept_for_each_database(path: Path) -> None:
    memory(path).keep(some_state())
    assert memory(path, "b.db").recall() == Remembered(theme="paper")


def test_a_fresh_start_leaves_the_bookmarks(path: Path) -> None:
    kept = some_state()
    memory(path).keep(kept)
    assert memory(path, fresh=True).recall() == Remembered(None, kept.visited, kept.bookmarks, kept.theme)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        '{"version": 99}',
        '{"databases": {}}',
        '{"version": 1, "databases": 7}',
        "\x00\x01",
    ],
)
def test_a_file_that_is_not_ours_is_put_aside_and_said(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    found = memory(path)
    assert found.recall() == Remembered()
    aside = path.with_name("state.aside.json")
    assert found.fault is not None
    assert str(aside) in sentence(found.fault)
    assert aside.read_text(encoding="utf-8") == text
    found.keep(some_state())
    assert memory(path).recall() == some_state()


@pytest.mark.parametrize(
    "broken", [{"left": {"pane": "region"}}, {"left": {"pane": "region", "ways": 3, "marks": []}}, {"visited": [1]}]
)
def test_a_state_of_another_form_is_put_aside(path: Path, broken: object) -> None:
    memory(path).keep(some_state())
    document = json.loads(path.read_text(encoding="utf-8"))
    document["databases"] = dict.fromkeys(document["databases"], broken)
    path.write_text(json.dumps(document), encoding="utf-8")
    found = memory(path)
    assert found.recall() == Remembered()
    assert found.fault is not None


def test_what_an_older_program_does_not_know_is_left_out(path: Path) -> None:
    memory(path).keep(some_state())
    text = path.read_text(encoding="utf-8").replace("region:乙市", "newkind:乙市")
    path.write_text(text.replace('"pane": "region"', '"pane": "newpane"'), encoding="utf-8")
    found = memory(path)
    kept = found.recall()
    assert found.fault is None
    assert kept.state == first_state()
    assert kept.visited == ()
    assert kept.bookmarks == some_state().bookmarks


def test_what_cannot_be_put_aside_is_never_written_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")

    def fail(*_args: object) -> None:
        raise OSError(13, "Permission denied")

    found = memory(path)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        found.recall()
    assert found.fault is not None
    assert "is left as it is" in sentence(found.fault)
    found.keep(some_state())
    assert path.read_text(encoding="utf-8") == "{"


def test_two_running_apps_keep_each_others_bookmarks(path: Path) -> None:
    memory(path).keep(Remembered(first_state(), (visit("region:甲省"),), (visit("region:甲省"), visit("region:乙市"))))
    one, other = memory(path), memory(path)
    one.recall()
    other.recall()
    one.keep(Remembered(first_state(), (visit("school:x"),), (visit("region:甲省"),)))  # 乙市 taken away
    other.keep(
        Remembered(first_state(), (visit("major:y"),), (*map(visit, ("region:甲省", "region:乙市", "region:丙市")),))
    )
    kept = memory(path).recall()
    assert [str(v.request) for v in kept.bookmarks] == ["region:甲省", "region:丙市"]
    assert [str(v.request) for v in kept.visited] == ["region:甲省", "school:x", "major:y"]


def test_it_is_written_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory(path).keep(some_state())
    before = path.read_bytes()

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ExportError, match="No space left"):
        memory(path).keep(Remembered(first_state()))
    assert path.read_bytes() == before
    assert [child.name for child in path.parent.iterdir()] == ["state.json"]


# In the explorer


async def test_where_one_left_off_is_where_one_begins(path: Path) -> None:
    async with explorer(memory=memory(path)) as at:
        await at.press("down", "down", "down")
        await at.shows("region:丙市")
        await at.press("space", "tab", "down", "down", "down", "down", "right", "right")
        there = at.view.place
        await at.press("q")
    async with explorer(memory=memory(path), begin="", first="region:丙市") as at:
        await at.until(lambda: at.view.place == there and at.view.has_focus)
        assert at.listed.row is not None
        assert at.listed.row.key == "丙市"
        assert at.screen.state.marks == (), "what is marked is of one sitting"
        assert "*" not in at.listed.render_line(4).text


async def test_esc_leads_back_over_the_end_of_a_session(path: Path) -> None:
    async with explorer(memory=memory(path)) as at:
        await at.press("tab", "end", "enter")
        await at.shows("school:丙县职专")
        await at.press("q")
    async with explorer(memory=memory(path), begin="", first="school:丙县职专") as at:
        await at.press("escape")
        await at.shows("region:甲省")


async def test_a_theme_that_was_chosen_stays(path: Path) -> None:
    async with explorer(memory=memory(path)) as at:
        await at.press("ctrl+t")
        assert at.app.theme == "paper"
        assert "Theme: paper" in at.foot
        await at.press("q")
    async with explorer(memory=memory(path)) as at:
        assert at.app.theme == "paper"


async def test_a_view_that_is_gone_gives_way_to_the_list(path: Path) -> None:
    step = Step(Spot(parse_address("region"), Place(2), "乙市"), Spot(parse_address("region:无")), on_view=True)
    memory(path).keep(Remembered(first_state("region").with_way(Way(step))))
    async with explorer(memory=memory(path), begin="", first="region:乙市") as at:
        assert at.listed.has_focus
        await at.until(lambda: "There is no region “无”." in at.foot)


async def test_a_list_that_is_gone_gives_way_to_that_of_the_pane(path: Path) -> None:
    step = Step(Spot(parse_address("region:无")))
    memory(path).keep(Remembered(first_state("region").with_way(Way(step))))
    async with explorer(memory=memory(path), begin="", first="region:甲省") as at:
        await at.until(lambda: "There is no region “无”." in at.foot)
        assert str(at.screen.request_of("list")) == "region"


async def test_a_damaged_state_is_said_and_one_begins_anew(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    async with explorer(memory=memory(path)) as at:
        await at.until(lambda: "state.aside.json" in at.foot)
        assert at.address == "region:甲省"


async def test_a_state_that_cannot_be_written_does_not_keep_one_from_leaving(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    async with explorer(memory=Memory(tmp_path / "a.db", tmp_path / "file" / "state.json")) as at:
        await at.press("b")
        await at.until(lambda: "Fault" in at.foot)
        await at.press("q")
        await at.until(lambda: not at.app.is_running)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")
