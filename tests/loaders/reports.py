"""The reports that were read by eye, published and made up, as the loader reads them; each is read once."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from db.model import ReportFacts
from loaders.material import Material
from loaders.read import read_report
from loaders.recognise import recognise

TESTS = Path(__file__).parents[1]
MADE_UP = TESTS / "made_up"
SHARED = TESTS.parents[1] / "shared" / "reports"
PATHS = {
    "gansu-2024": SHARED / "gansu-2024.txt",
    "qingyang-2025": SHARED / "qingyang-2025.txt",
    "yulin-450900-2025": MADE_UP / "yulin-2025.md",
    "weifang-2023": MADE_UP / "weifang-2023.md",
    "zunyi-2026": MADE_UP / "zunyi-2026.docx",
    "hengyang-2024": MADE_UP / "hengyang-2024.txt",
}
Golden = dict[str, str]


def rows_of(path: Path) -> list[Golden]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def golden(kind: str) -> list[Golden]:
    """What was typed of one kind (figures, prose, …) for all reports."""
    paths = (TESTS / "golden" / f"{kind}.csv", *sorted(MADE_UP.glob(f"*.{kind}.csv")))
    return [row for path in paths if path.exists() for row in rows_of(path)]


@cache
def material(report: str) -> Material:
    if not PATHS[report].exists():
        pytest.skip(f"{PATHS[report].name} is not here")
    return read_report(PATHS[report])


@cache
def facts(report: str) -> ReportFacts:
    return recognise(material(report), report)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
