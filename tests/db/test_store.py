"""The file: whole or not there, and one clear sentence for each thing that may be wrong with it."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db import ground as reference_rows
from db import reference, store
from db.address import ViewRequest
from db.errors import DatabaseError
from db.library import Library
from db.reference import Division, KnownIndicator
from db.write import put_report
from tests.db.content import content_of
from tests.facts import CITY_REPORT, PROVINCE_REPORT


def not_a_database(path: Path) -> None:
    path.write_text("地区\t招生数\n" * 100, encoding="utf-8")


def truncated(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_program_s(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE recipe (name TEXT)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {store.SCHEMA_VERSION + 1}")


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA user_version = 0")


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("opening", [store.open_readonly, store.open_for_writing])
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (not_a_database, "is not a database of nianbao"),
        (truncated, "is damaged"),
        (cut_in_the_header, "is damaged"),
        (empty, "is not a database of nianbao"),
        (another_program_s, "is not a database of nianbao"),
        (newer, "was made by a newer nianbao"),
        (older, "was made by an older nianbao"),
        (missing, "There is no database at"),
        (a_folder, "is a folder"),
    ],
)
def test_a_fault_of_the_file_is_one_sentence_with_its_path(
    path: Path, spoil: Callable[[Path], None], sentence: str, opening: Callable[[Path], sqlite3.Connection]
) -> None:
    spoil(path)
    with pytest.raises(DatabaseError, match=sentence) as fault:
        opening(path)
    assert str(path) in str(fault.value)
    assert "\n" not in str(fault.value)


def test_damage_inside_is_told_when_it_is_met(path: Path) -> None:
    with closing(store.open_for_writing(path)) as conn:
        put_report(conn, PROVINCE_REPORT)
        (root,) = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'observation'").fetchone()
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    with Library.open(path) as library, pytest.raises(DatabaseError, match="is damaged"):
        library.view(ViewRequest("observations")).rows(0, 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(DatabaseError, match="cannot be written"):
        store.create(tmp_path / "new.db")


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="cannot be written"):
        store.create(tmp_path / "file" / "new.db")


def test_a_new_database_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with pytest.raises(KeyError), store.building(path) as conn:
        put_report(conn, replace(CITY_REPORT, tables=()))
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_there_stays_until_the_new_one_is_whole(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), store.building(path):
        raise ZeroDivisionError
    assert path.read_bytes() == before
    with store.building(path) as conn:
        put_report(conn, CITY_REPORT)
        assert path.read_bytes() == before
    with Library.open(path) as library:
        assert [report.key for report in library.reports()] == ["yulin-2025"]
    assert list(tmp_path.iterdir()) == [path]


def test_reading_cannot_write(path: Path) -> None:
    with closing(store.open_readonly(path)) as conn, pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("DELETE FROM meta")


def test_a_path_with_awkward_characters(tmp_path: Path) -> None:
    path = tmp_path / "年报 #1?mode=rw&x=%20.db"
    store.create(path)
    with Library.open(path) as library:
        assert library.overview().observations == 0


def test_the_ground_holds_the_reference_data(path: Path) -> None:
    with closing(store.open_readonly(path)) as conn:
        assert conn.execute("SELECT count(*) FROM entity WHERE type = 'region'").fetchone() == (
            len(reference.divisions()),
        )
        assert conn.execute("SELECT count(*) FROM indicator").fetchone() == (len(reference.indicators()),)
        paths = dict(conn.execute("SELECT key, path FROM indicator"))
        assert paths["entrants.three_two"] == "招生数 / 贯通培养招生数 / “3+2”中高职贯通培养招生数"
        place = "SELECT p.name FROM entity e JOIN entity p ON p.id = e.parent_id WHERE e.name = '环县'"
        assert conn.execute(place).fetchone() == ("庆阳市",)
        names = set(
            conn.execute("SELECT text, kind, initials FROM name WHERE text IN ('庆阳市', '庆阳', '临夏州', '临夏')")
        )
        assert {("庆阳市", "official", "qys"), ("庆阳", "short", "qy"), ("临夏州", "short", "lxz")} <= names
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA user_version").fetchone() == (store.SCHEMA_VERSION,)


def test_reference_data_that_has_not_changed_is_left_alone(conn: sqlite3.Connection) -> None:
    assert store.refresh_reference(conn) is False


def test_a_changed_dictionary_reaches_a_database_with_reports(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_report(conn, PROVINCE_REPORT)
    put_report(conn, CITY_REPORT)
    before = content_of(conn)

    def changed(indicator: KnownIndicator) -> KnownIndicator:
        values = {name: getattr(indicator, name) for name in KnownIndicator._fields}
        if indicator.key == "graduates":
            values |= {"name": "毕业生总数", "time_basis": "intake"}
        return KnownIndicator(**values)

    kept = tuple(changed(i) for i in reference.indicators() if i.key != "rate.employment")
    keys = {i.key for i in kept}
    rules = tuple(c for c in reference.comparability() if {c.a, c.b} <= keys)
    divisions = (*reference.divisions(), Division("459999", "新市", "prefecture", "450000"))
    monkeypatch.setattr(reference, "indicators", lambda: kept)
    monkeypatch.setattr(reference, "comparability", lambda: rules)
    monkeypatch.setattr(reference, "divisions", lambda: divisions)
    monkeypatch.setattr(reference_rows, "digest", lambda: "changed")
    assert store.refresh_reference(conn) is True
    names = dict(conn.execute("SELECT key, name FROM indicator"))
    assert names["graduates"] == "毕业生总数"
    years = (
        "SELECT DISTINCT o.year FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE i.key = 'graduates'"
    )
    assert conn.execute(years).fetchall() == [(2026,)]
    gone = conn.execute("SELECT known FROM indicator WHERE key = 'rate.employment'").fetchall()
    assert gone == [(0,)], "what reports name stays, as unknown"
    assert conn.execute("SELECT count(*) FROM entity WHERE key = '459999' AND parent_id IS NOT NULL").fetchone() == (1,)
    after = content_of(conn)
    for kind in ("report", "name", "table", "cell", "record", "unsure"):
        assert [row for row in after[kind] if "459999" not in row] == before[kind]
    assert store.refresh_reference(conn) is False


def test_opening_imports_nothing_heavy(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from db.library import Library; from db.address import parse_address\n"
        f"library = Library.open(Path({str(path)!r})); library.overview()\n"
        "library.view(parse_address('school')).rows(0, 50)\n"
        "print(*sorted({'polars', 'pypinyin', 'sqlite_utils', 'rich', 'textual', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_importing_the_floor_opens_nothing(tmp_path: Path) -> None:
    code = "import db.library, db.write, db.export; import os; print(os.listdir('.'))"
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
