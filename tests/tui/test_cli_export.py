"""`nianbao export` with its choices: encoding, columns beside figures, Markdown, the note."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tui.command_line import Run, database, run

__all__ = ["database", "run"]


def test_every_choice_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "庆阳.csv"
    words = (
        "region:庆阳市/year=2024",
        "-o",
        str(path),
        "--encoding",
        "gb18030",
        "--with",
        "source,status",
        "--sidecar",
    )
    assert run("export", *words).code == 0
    head = next(csv.reader(path.read_text(encoding="gb18030").splitlines()))
    assert head[1:7] == ["Indicator", "Indicator English", "Unit", "2023/24", "2023/24 status", "2023/24 source"]
    note = (tmp_path / "庆阳.csv.notes.md").read_text(encoding="utf-8")
    assert "nianbao region:庆阳市/year=2024" in note
    assert run("export", *words).code == 1, "neither is replaced unasked"
    assert run("export", *words, "--force").code == 0


def test_the_words_of_a_file_are_those_of_the_interface(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run("export", "region:庆阳市", "-o", str(path), "--sidecar", lang="zh").code == 0
    with ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert all(f'name="{name}"' in book for name in ("数据", "指标说明", "出处", "校核"))
    assert "## 出处" in (tmp_path / "x.xlsx.说明.md").read_text(encoding="utf-8")


def test_the_name_of_the_file_asks_for_markdown(run: Run, tmp_path: Path) -> None:
    assert run("export", "reports", "-o", str(tmp_path / "x.md")).code == 0
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("Table: Reports\n\n| ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--format", "json", "--encoding", "gb18030"], "Only CSV has a choice of encoding."),
        (["--sidecar"], "name one with -o"),
        (["--with", "status,colour"], "“colour” is none of: status, unit, source"),
        (["--format", "doc"], "--format"),
    ],
)
def test_what_does_not_go_together_is_said(run: Run, words: list[str], sentence: str) -> None:
    outcome = run("export", "reports", *words)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err


def test_a_definition_is_printed(run: Run) -> None:
    outcome = run("show", "definition:entrants", lang="zh")
    assert outcome.code == 0
    assert re.search(r"印作\s+招生数", outcome.out)
    assert "学年招收数；秋季或公历年招收数计入下一年" in outcome.out
