"""The running text of a report: its sentences with the figures marked, and what an edition shows in their place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import source
from db.address import ViewRequest, parse_address
from db.library import Library
from db.model import Entity, EntityType, Observation, Origin, Report, ReportFacts, TextLine, UnreadQuantity
from db.store import create, open_for_writing
from db.view import View
from db.views.text import split_sentences
from db.write import put_report, remove_report

CITY = Entity(EntityType.REGION, "450900", "玉林市", code="450900", level="prefecture", parent="450000")
TEXT = "全市今年招生31人。另有在校生95人，其中女生31人。"


def figure(indicator: str, printed: str, value: int) -> Observation:
    return Observation(CITY, indicator, "2025", value, "人", printed, 12, origin=Origin.TEXT, section="1.1")


def facts(text: tuple[TextLine, ...]) -> ReportFacts:
    return ReportFacts(
        Report("yulin-2025", "玉林市报告", "prefecture", 2025, "玉林市教育局", CITY, "yulin.txt", "00", 40),
        observations=[figure("entrants", "31人", 31), figure("students", "95人", 95), figure("graduates", "31人", 31)],
        unread=[UnreadQuantity(13, "1.1", "7 场")],
        text=text,
    )


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    create(tmp_path / "x.db")
    with closing(open_for_writing(tmp_path / "x.db")) as conn:
        yield conn


def shown(conn: sqlite3.Connection, address: str = "text:yulin-2025") -> View:
    return Library(conn).view(parse_address(address))


def test_sentences_show_their_figures_marked(conn: sqlite3.Connection) -> None:
    put_report(conn, facts((TextLine(12, "1.1", TEXT),)))
    rows = shown(conn).rows()
    assert [row.key for row in rows] == ["12", "12-2"]
    texts = [row.cells[1] for row in rows]
    assert [cell.text for cell in texts] == ["全市今年招生【31人】。", "另有在校生【95人】，其中女生【31人】。"]
    assert "".join(str(cell.value) for cell in texts) == TEXT
    assert [len(cell.observations) for cell in texts] == [1, 2]


def test_the_source_of_a_figure_is_its_sentence(conn: sqlite3.Connection) -> None:
    put_report(conn, facts((TextLine(12, "1.1", TEXT),)))
    ids = [id_ for (id_,) in conn.execute("SELECT id FROM observation WHERE printed = '95人'")]
    (line,) = source.of_observations(conn, ids)
    assert (line.section, line.line, line.table) == ("1.1", 12, "")
    assert line.request == ViewRequest("text", ("yulin-2025",)).having(at="12-2.1")


def test_an_edition_shows_the_figures_and_says_how_to_load_the_text(conn: sqlite3.Connection) -> None:
    put_report(conn, facts(()))
    view = shown(conn)
    assert [row.cells[1].text for row in view.rows()] == ["31人", "95人", "31人"]
    assert [note.values for note in view.notes] == [{"file": "yulin.txt"}]


def test_text_and_unread_quantities_go_with_their_report(conn: sqlite3.Connection) -> None:
    put_report(conn, facts((TextLine(12, "1.1", TEXT),)))
    assert conn.execute("SELECT line, section, printed FROM unread").fetchall() == [(13, "1.1", "7 场")]
    put_report(conn, facts(()))
    assert conn.execute("SELECT count(*) FROM paragraph").fetchone() == (0,)
    remove_report(conn, "yulin-2025")
    assert conn.execute("SELECT count(*) FROM unread").fetchone() == (0,)


@pytest.mark.parametrize("text", [TEXT, "没有句号", "“引文。”之后！？完", "。。", ""])
def test_sentences_lose_nothing(text: str) -> None:
    assert "".join(split_sentences(text)) == text
