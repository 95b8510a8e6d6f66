"""`nianbao check`, as a person calls it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from db.waivers import waiver_file
from tests.tui.command_line import Run, database, run

__all__ = ["database", "run"]  # fixtures

CONTRACT = "rule,severity,report,message,expected,found,difference,source_a,source_b,lines"
DRAFT = Path(__file__).parents[1] / "made_up" / "weifang-2023.md"
PARTS = ("parts_of_whole", "1325 1330 1332 1334")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_classes_rules_both_sides_and_the_arithmetic(run: Run) -> None:
    said = run("check", "gansu-2024").out
    assert "6 + 113 + 423 = 542" in said
    assert "gansu-2024 附表3 / 在线精品课程数 / 2024年 line 1325, 甘肃省教育厅" in said
    assert said.index("mismatch: ") < said.index("inconsistent: ") < said.index("doubt of conversion: ")


def test_csv_is_the_contract(run: Run) -> None:
    said = run("check", "gansu-2024", "--format", "csv").out
    assert said.splitlines()[0] == CONTRACT
    (found,) = [row for row in rows(said) if row["expected"] == "500" and row["rule"] == "parts_of_whole"]
    assert (found["severity"], found["found"], found["difference"]) == ("mismatch", "542", "42")
    assert set(PARTS[1].split()) <= set(found["lines"].split())
    assert found["source_a"] == "gansu-2024|附表3|在线精品课程数|2024年|1325"


def test_classes_and_rules_are_chosen(run: Run) -> None:
    chosen = rows(run("check", "--class", "verify", "--rule", "both_zero", "--format", "csv").out)
    assert chosen
    assert {(row["rule"], row["severity"]) for row in chosen} == {("both_zero", "verify")}


def test_only_a_mismatch_fails_a_strict_check(run: Run) -> None:
    assert run("check", "gansu-2024", "--strict").code == 1
    assert run("check", "gansu-2024").code == 0
    assert run("check", "gansu-2024", "--strict", "--class", "verify").code == 0


def test_what_is_waived_does_not_fail_it(run: Run, database: Path) -> None:
    waiver_file(database).write_text("rule,report,lines,note\n,gansu-2024,,checked by hand\n", encoding="utf-8")
    outcome = run("check", "gansu-2024", "--strict")
    assert outcome.code == 0
    assert "waived: checked by hand" in outcome.out
    assert rows(run("check", "gansu-2024", "--format", "csv").out) == []


def test_a_draft_is_checked_and_not_stored(run: Run) -> None:
    before = run("reports").out
    outcome = run("check", str(DRAFT), "--strict")
    assert outcome.code == 1
    assert "1080 ÷ 1105 = 97.74%" in outcome.out
    assert run("reports").out == before


@pytest.mark.parametrize("name", ["findings.md", "findings.csv", "findings.xlsx", "findings.json"])
def test_a_file_to_hand_round(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert run("check", "qingyang-2025", "-o", str(file)).code == 0
    assert file.stat().st_size > 0
    assert run("check", "qingyang-2025", "-o", str(file)).code == 1, "a file that is there stays"
    assert run("check", "qingyang-2025", "-o", str(file), "--force").code == 0


@pytest.mark.parametrize("words", [["no-such-report"], ["--rule", "no_such_rule"]])
def test_what_is_not_there_is_said(run: Run, words: list[str]) -> None:
    outcome = run("check", *words)
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
