"""Golden figures typed from the published texts: one CSV file per subject, described by its header."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def golden(name: str) -> list[dict[str, str]]:
    """Rows of a golden file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
