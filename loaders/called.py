"""Under which labels a report prints its indicators: they are found by these names, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from db.model import Observation, PrintedLabel
from loaders.labels import is_label_of, read_label


def printed_labels(observations: Iterable[Observation]) -> list[PrintedLabel]:
    """The labels of rows and columns that are known to mean the indicator of their figure, without marks and unit."""
    uses: Counter[tuple[str, str]] = Counter()
    for (indicator, row, column), count in Counter((o.indicator, o.row, o.column) for o in observations).items():
        for text in dict.fromkeys((*_labels(indicator, row), *_labels(indicator, column))):
            uses[indicator, text] += count
    return [PrintedLabel(indicator, text, count) for (indicator, text), count in uses.items()]


def _labels(indicator: str, printed: str) -> Iterator[str]:
    """Of `招生数 / 全日制` each level by itself."""
    for level in filter(None, printed.split(" / ")):
        label = read_label(level)
        if is_label_of(label, indicator):
            yield label.bare
