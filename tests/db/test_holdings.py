"""How much a report holds is counted when it is loaded, and never otherwise than by counting."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import ground, holdings, store, write
from tests.library import bundled_database


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = Path(shutil.copy(bundled_database(), tmp_path / "mine.db"))
    with closing(store.open_for_writing(path)) as conn:
        yield conn


@pytest.mark.parametrize("key", ["", "gansu-2024", "qingyang-2025"])
def test_what_was_kept_is_what_is_counted(conn: sqlite3.Connection, key: str) -> None:
    kept = holdings.overview(conn, key)
    for report in holdings.reports(conn):
        holdings.forget_counts(conn, report.key)
    assert holdings.overview(conn, key) == kept
    assert (
        kept.observations
        == conn.execute(
            "SELECT count(*) FROM observation o JOIN report r ON r.id = o.report_id WHERE ? IN ('', r.key)", (key,)
        ).fetchone()[0]
    )


@pytest.mark.parametrize("key", ["", "gansu-2024"])
def test_no_figures_are_counted_again(conn: sqlite3.Connection, key: str) -> None:
    asked: list[str] = []
    conn.set_trace_callback(asked.append)
    holdings.overview(conn, key)
    conn.set_trace_callback(None)
    assert asked
    assert not [statement for statement in asked if "o.report_id" in statement or "WHERE report_id" in statement]


def test_with_the_report_its_counts_go(conn: sqlite3.Connection) -> None:
    write.remove_report(conn, "gansu-2024")
    left = [key for (key,) in conn.execute("SELECT key FROM meta WHERE key LIKE 'counts %'")]
    assert left == ["counts qingyang-2025"]
    assert holdings.overview(conn) == holdings.overview(conn)._replace(reports=holdings.reports(conn))
    assert holdings.overview(conn).observations == holdings.overview(conn, "qingyang-2025").observations


def test_reference_data_brought_up_to_date_counts_anew(conn: sqlite3.Connection) -> None:
    before = holdings.overview(conn, "gansu-2024")
    conn.execute("UPDATE meta SET value = '[]' WHERE key LIKE 'counts %'")
    conn.commit()
    ground.put_reference(conn)
    assert holdings.overview(conn, "gansu-2024") == before
