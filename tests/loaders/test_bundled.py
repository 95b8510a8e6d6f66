"""The bundled editions: built at the first start, refreshed when they change, never over what the person did."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.address import parse_address
from db.errors import DatabaseError
from db.library import Library
from db.meta import origins
from db.store import SCHEMA_VERSION, open_for_writing, open_readonly
from db.write import remove_report
from loaders import bundled
from loaders.bundled import editions, ensure_built
from loaders.load import load_file, read_facts
from tests.library import bundled_database

Told = list[tuple[str, int, int]]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = Path(shutil.copy(bundled_database(), tmp_path / "mine.db"))
    ensure_built(path)  # the program may have been changed since the tests began
    return path


@pytest.fixture
def own_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Editions that the test may change."""
    folder = tmp_path / "editions"
    shutil.copytree(bundled.EDITIONS, folder)
    monkeypatch.setattr(bundled, "EDITIONS", folder)
    return folder


def told_by(path: Path) -> Told:
    """What is worked on when the program starts on this database."""
    told: Told = []
    ensure_built(path, lambda *progress: told.append(progress))
    return told


def reports(path: Path) -> dict[str, str]:
    with closing(open_readonly(path)) as conn:
        return origins(conn)


def change(edition: Path) -> None:
    """An edition of a later version of the program, with another title."""
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("质量报告（2025）", "质量报告（2025） "), encoding="utf-8")


def test_the_first_start_builds_and_tells(tmp_path: Path) -> None:
    told = told_by(tmp_path / "folder" / "new.db")
    assert reports(tmp_path / "folder" / "new.db") == {"gansu-2024": "edition", "qingyang-2025": "edition"}
    assert told[0] == ("gansu-2024.md", 0, 6)
    assert told[-1] == ("qingyang-2025.md", 6, 6)
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["new.db"]


def test_later_starts_do_nothing(database: Path) -> None:
    before = database.read_bytes()
    assert told_by(database) == []
    assert database.read_bytes() == before


def test_files_with_new_times_alone_load_nothing(database: Path, own_editions: Path) -> None:
    assert own_editions.exists()
    assert told_by(database) == []


def test_a_changed_edition_is_refreshed_alone(database: Path, own_editions: Path) -> None:
    told_by(database)
    change(own_editions / "qingyang-2025.md")
    assert {what for what, _done, _of in told_by(database)} == {"qingyang-2025.md"}
    assert told_by(database) == []


def test_a_new_edition_is_added(database: Path, own_editions: Path) -> None:
    text = (own_editions / "qingyang-2025.md").read_text(encoding="utf-8")
    newer = text.replace("year: 2025", "year: 2026").replace("（2025）", "（2026）")
    (own_editions / "qingyang-2026.md").write_text(newer, encoding="utf-8")
    told_by(database)
    assert reports(database).keys() == {"gansu-2024", "qingyang-2025", "qingyang-2026"}


def test_a_removed_edition_does_not_come_back(database: Path, own_editions: Path) -> None:
    with closing(open_for_writing(database)) as conn:
        remove_report(conn, "qingyang-2025")
    change(own_editions / "qingyang-2025.md")
    told_by(database)
    assert reports(database).keys() == {"gansu-2024"}


def test_a_report_that_the_person_loaded_stays(database: Path, own_editions: Path) -> None:
    with closing(sqlite3.connect(database)) as conn:
        conn.execute("UPDATE report SET origin = 'file', title = 'mine' WHERE key = 'qingyang-2025'")
        conn.commit()
    change(own_editions / "qingyang-2025.md")
    told_by(database)
    assert reports(database)["qingyang-2025"] == "file"
    with closing(sqlite3.connect(database)) as conn:
        assert conn.execute("SELECT title FROM report WHERE key = 'qingyang-2025'").fetchone() == ("mine",)


def test_a_database_that_cannot_be_written_is_used_as_it_is(
    database: Path, own_editions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(own_editions / "qingyang-2025.md")
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    before = database.read_bytes()
    assert told_by(database) == []
    assert database.read_bytes() == before


def test_a_database_of_an_older_format_is_built_anew_when_only_editions_are_in_it(database: Path) -> None:
    make_older(database)
    assert told_by(database)[-1] == ("qingyang-2025.md", 6, 6)
    assert reports(database).keys() == {"gansu-2024", "qingyang-2025"}


def test_a_database_of_an_older_format_with_a_report_of_the_person_stays(database: Path) -> None:
    make_older(database, "UPDATE report SET origin = 'file' WHERE key = 'qingyang-2025'")
    before = database.read_bytes()
    with pytest.raises(DatabaseError):
        ensure_built(database)
    assert database.read_bytes() == before


def make_older(database: Path, change: str = "SELECT 1") -> None:
    with closing(sqlite3.connect(database)) as conn:
        conn.execute(change)
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
        conn.commit()


def test_what_is_no_database_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all")
    with pytest.raises(DatabaseError):
        ensure_built(path)
    assert path.read_text() == "Dear all"


def test_a_first_start_that_fails_leaves_nothing(tmp_path: Path, own_editions: Path) -> None:
    (own_editions / "qingyang-2025.md").write_text("---\nnianbao-edition: 1\n---\n", encoding="utf-8")
    with pytest.raises(Exception, match=r".+"):
        ensure_built(tmp_path / "new.db")
    assert not list(tmp_path.glob("*.db*"))
    assert not list(tmp_path.glob(".*.part"))


def test_an_edition_is_named_after_its_report() -> None:
    for key, path in editions().items():
        assert read_facts(path).report.key == key


def test_the_summary_counts_what_was_stored(database: Path) -> None:
    with closing(open_for_writing(database)) as conn:
        summary = load_file(editions()["gansu-2024"], conn)
    assert (summary.report, summary.tables, summary.recognised) == ("gansu-2024", 23, 23)
    with closing(Library.open(database)) as library:
        stored = library.view(parse_address("observations/report=gansu-2024")).count
        listed = library.view(parse_address("records/report=gansu-2024")).count
    assert sum(summary.observations.values()) == stored
    assert summary.records == listed
    assert not summary.cells
