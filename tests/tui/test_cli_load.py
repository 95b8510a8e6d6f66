"""Loading, removing and transcribing reports by the command line."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from loaders.bundled import EDITIONS
from tests.tui.command_line import ROOT, Run, database, run, run_on_terminal

__all__ = ["database", "run"]

MADE_UP = ROOT / "tests" / "made_up" / "yulin-2025.md"
BAD = ROOT / "tests" / "made_up" / "bad"
PUBLISHED = ROOT.parent / "shared" / "reports"
needs_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published texts are not here")


def content(database: Path) -> str:
    """Digest of all that the database says, but for when it was loaded."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(database)) as conn:
        for line in conn.iterdump():
            if not line.startswith(('INSERT INTO "report"', 'INSERT INTO "meta"')):
                digest.update(line.encode())
    return digest.hexdigest()


def keys(run: Run) -> list[str]:
    return [line.split()[0] for line in run("reports").lines[3:]]


def test_a_report_of_another_city_is_loaded_and_said(run: Run) -> None:
    shown = run("load", str(MADE_UP))
    assert shown.code == 0
    assert shown.lines[0].startswith("yulin-450900-2025  ")
    assert shown.cells("tables: 11 of 11 recognised")
    stored = run("export", "observations/report=yulin-450900-2025").lines[1:]
    assert any(line.strip().startswith(f"observations: {len(stored)} ") for line in shown.lines)
    assert any(line.strip() == "校园面积" for line in shown.lines)
    assert keys(run) == ["gansu-2024", "qingyang-2025", "yulin-450900-2025"]


def test_loading_again_changes_nothing(run: Run, database: Path) -> None:
    run("load", str(MADE_UP))
    before = content(database)
    assert run("load", str(MADE_UP)).code == 0
    assert content(database) == before


def test_removing_gives_the_database_back(run: Run, database: Path) -> None:
    exported = run("export", "observations").out, run("export", "records").out, run("show", "school").out
    run("load", str(MADE_UP))
    assert run("remove", "yulin-450900-2025").code == 0
    assert (run("export", "observations").out, run("export", "records").out, run("show", "school").out) == exported
    assert database.exists()


def test_a_removed_edition_stays_away_until_it_is_loaded_by_its_key(run: Run) -> None:
    shown = run("remove", "qingyang-2025")
    assert "nianbao load qingyang-2025" in shown.err
    assert keys(run) == ["gansu-2024"]
    assert run("load", "qingyang-2025").code == 0
    assert keys(run) == ["gansu-2024", "qingyang-2025"]


@pytest.mark.parametrize("name", sorted(path.name for path in BAD.iterdir() if path.name != "gb18030.txt"))
def test_a_bad_file_is_one_sentence_and_changes_nothing(run: Run, database: Path, name: str) -> None:
    before = content(database)
    shown = run("load", str(BAD / name))
    assert (shown.code, shown.out) == (1, "")
    assert len(shown.err.splitlines()) == 1
    assert "defect" not in shown.err
    assert content(database) == before


def test_a_folder_and_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.txt"):
        shown = run("load", str(path))
        assert shown.code == 1
        assert str(path) in shown.err
        assert len(shown.err.splitlines()) == 1


def test_a_bad_file_among_good_ones_does_not_keep_them_out(run: Run) -> None:
    shown = run("load", str(BAD / "empty.txt"), str(MADE_UP), str(BAD / "gb18030.txt"))
    assert shown.code == 1
    assert len(shown.err.splitlines()) == 1
    assert "yulin-450900-2025" in keys(run)


def test_what_the_title_does_not_say_is_said_by_options(run: Run) -> None:
    assert run("load", str(BAD / "no_year.txt")).code == 1
    shown = run("load", str(BAD / "no_year.txt"), "--year", "2025")
    assert shown.code == 0
    assert shown.lines[0].split()[0].endswith("-2025")


def test_gb18030_is_read(run: Run) -> None:
    shown = run("load", str(BAD / "gb18030.txt"))
    assert shown.code == 0
    key = shown.lines[0].split()[0]
    assert {"8210", "2604", "11330"} <= set(run("tables", key, "表1").out.split())


def test_progress_is_seen_on_a_terminal_only(run: Run, database: Path) -> None:
    shown, code = run_on_terminal("load", str(MADE_UP), NIANBAO_LANG="en")
    assert code == 0
    assert "3/3" in shown
    assert "3/3" not in run("load", str(MADE_UP)).err
    assert database.exists()


@needs_published
@pytest.mark.parametrize("key", ["gansu-2024", "qingyang-2025"])
def test_transcribing_a_published_text_gives_the_committed_edition(run: Run, key: str, tmp_path: Path) -> None:
    edition = (EDITIONS / f"{key}.md").read_text(encoding="utf-8")
    assert run("transcribe", str(PUBLISHED / f"{key}.txt")).out == edition
    path = tmp_path / "edition.md"
    assert run("transcribe", str(PUBLISHED / f"{key}.txt"), "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == edition
    assert run("transcribe", str(PUBLISHED / f"{key}.txt"), "-o", str(path)).code == 1


@needs_published
@pytest.mark.parametrize("key", ["gansu-2024", "qingyang-2025"])
def test_the_published_text_gives_what_its_edition_gives(run: Run, key: str) -> None:
    addresses = [f"observations/report={key}", f"records/report={key}"]
    before = [run("export", address).out for address in addresses]
    assert run("load", str(PUBLISHED / f"{key}.txt")).code == 0
    assert "file" in run("reports").cells(key)
    assert [run("export", address).out for address in addresses] == before


def test_an_edition_has_no_line_that_is_no_table(run: Run) -> None:
    """Transcribing an edition gives the edition."""
    edition = EDITIONS / "qingyang-2025.md"
    assert run("transcribe", str(edition)).out == edition.read_text(encoding="utf-8")
