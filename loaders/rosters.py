"""Lists without cells: names one below the other, as in the text of a picture, and numbered lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.captions import caption_of, is_aside, is_bare_number, words
from loaders.headers import is_institution
from loaders.material import Block, Grid, GridRow, Heading, Paragraph

_NUMBERED = re.compile(
    r"(?P<serial>\d{1,3})\s*[.．、)）\s]\s*(?P<name>\D.*)|[(（](?P<bracket>\d{1,3})[)）]\s*(?P<after>.+)"
)
_FEWEST = 3  # names that make a list
_REACH = 6  # blocks above a list in which its title stands


def with_rosters(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each list of names replaced by a grid."""
    found: list[Block] = []
    run: list[Block] = []  # items, and the page numbers and footnotes between them
    for block in [*blocks, None]:
        item = block if isinstance(block, Paragraph) and _is_item(block.text) else None
        if run and block and not item and is_aside(block):
            run.append(block)
            continue
        if run and not (item and _same_make(_items(run)[-1], item)):
            found += _grid_of(run, found)
            run = []
        if block:
            (run if item else found).append(block)
    return tuple(found)


def _items(run: Sequence[Block]) -> list[Paragraph]:
    return [block for block in run if isinstance(block, Paragraph) and _is_item(block.text)]


def _is_item(text: str) -> bool:
    return is_institution(text) or bool(_split(text))


def _split(text: str) -> tuple[str, str] | None:
    """(serial number, name) of a numbered item."""
    match = _NUMBERED.fullmatch(text)
    if not match or len(text) > 45 or re.search(r"[。；：！？]", text) or is_bare_number(text) or caption_of(text):
        return None
    return (match["serial"] or match["bracket"], (match["name"] or match["after"]).strip())


def _same_make(one: Paragraph, other: Paragraph) -> bool:
    first, second = _split(one.text), _split(other.text)
    if first and second:
        return int(second[0]) == int(first[0]) + 1
    return first is None and second is None


def _grid_of(run: Sequence[Block], before: Sequence[Block]) -> list[Block]:
    """The list as a grid, if it is long enough and titled as one or made of numbered institutions; else as it was."""
    items = _items(run)
    titled = any(_is_list_title(text) for text in _lines_above(before))
    numbered = _split(items[0].text) is not None
    institutions = sum(is_institution((_split(p.text) or ("", p.text))[1]) for p in items)
    if len(items) < _FEWEST or not (titled or (numbered and institutions * 3 >= len(items) * 2)):
        return list(run)
    rows = tuple(GridRow(p.line, _split(p.text) or (p.text,)) for p in items)
    return [Grid(rows), *(block for block in run if block not in items)]


def _is_list_title(text: str) -> bool:
    return len(text) <= 40 and not re.search(r"[。，；]", text) and any(word in text for word in words("list"))


def _lines_above(blocks: Sequence[Block]) -> Iterator[str]:
    """Short lines directly above, the nearest first."""
    for block in reversed(blocks[-_REACH:]):
        if isinstance(block, Grid) or len(block.text) > 40:
            return
        yield block.text
        if isinstance(block, Heading):
            return


def roster_title(blocks: Sequence[Block]) -> str:
    """The line among those above a list that calls it a list: 优秀组织单位名单."""
    return next((text for text in _lines_above(blocks) if _is_list_title(text)), "")
