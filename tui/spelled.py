"""How the Chinese words of actions, panes and views are typed without an input method: their pinyin and initials.

`make catalogs` writes them down beside the catalogs, for pypinyin is too slow to be asked while somebody types.
"""

from __future__ import annotations

import csv
import sys
from functools import cache
from typing import TextIO

from db.reference import read_table
from tui.actions import ACTIONS
from tui.i18n import LOCALE_FOLDER, in_language
from tui.panes import PANES
from tui.places import PLACES

PATH = LOCALE_FOLDER / "spelled.csv"
COLUMNS = ("message", "pinyin", "initials", "readings")


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """By message id: pinyin, initials, then both in other readings."""
    return {
        row["message"]: (row["pinyin"], row["initials"], *(row["readings"] or "").split()) for row in read_table(PATH)
    }


def write(file: TextIO) -> None:
    """As the words are now."""
    from db.names import spelling_of

    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(COLUMNS)
    labels = (one.label for named in (ACTIONS, PANES, PLACES) for one in named)
    for message in dict.fromkeys(labels):
        lines.writerow((message, *spelling_of(in_language("zh", message))[1:]))


if __name__ == "__main__":
    write(sys.stdout)
