"""What a table of contents looks like: entries that end in a page number, led there by dots, tabs or blanks.

Such lists (of chapters, tables, figures, cases) repeat headings and captions and must never pass for tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.grids import is_pipe_rule

_HEADING = re.compile(r"总?目[录次]|(?:插?图|表格?|图表|案例|附[表图录件])(?:索引|目录|清单)|contents", re.IGNORECASE)
_PAGE_COLUMN = re.compile(r".*[\t|]\s*页\s*[码次]\s*\|?\s*")
_ENTRY = re.compile(r"(?P<title>.*?[^\s.…·．_|-])[\s.…·．_|-]*[（(]?(?P<page>\d{1,3}|[IVXivx]{1,4})[)）]?[\s|]*")
_LEADER = re.compile(r"\.\s?\.|…|·\s?·|．．|_{3,}|-{3,}")
_NUMBERED = re.compile(
    r"[\s|-]*(?:\d{1,2}(?:\.\d{1,2})*[.、．\s|]|第.{1,3}[章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]"
    r"|(?:附?表|附?图|案例|附[录件]|挑战)[\s\d:：A-Z])"
)
_OWN_CELL = re.compile(r"\t[\s.…·．_-]+\t")
_LABELLED = re.compile(r"[\s|-]*(?:\d{1,2}\.\d|第|附?表|附?图|案例)")


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    page: int
    leader: bool
    apart: bool  # page set off by a tab, a bar or several blanks


def contents_lines(lines: Sequence[str]) -> set[int]:
    """Positions of the lines (markup already gone) that belong to a table of contents or an index."""
    numbers = [i for i, line in enumerate(lines) if line.strip()]
    entries = {i: entry for i in numbers if (entry := _entry(lines[i]))}
    found = {i for i, entry in entries.items() if entry.leader}
    for position, number in enumerate(numbers):
        page_column = _PAGE_COLUMN.fullmatch(lines[number])
        if page_column or is_contents_heading(lines[number]):
            found.update([number] if page_column else [])
            found.update(_under_heading(lines, numbers[position + 1 :], entries, found))
    for run in _runs(numbers, entries):
        if _is_numbered_list(run, entries) and not _stands_under_row(lines, run[0]):
            found.update(run)
    return found


def is_contents_heading(line: str) -> bool:
    return bool(_HEADING.fullmatch(re.sub(r"[\s#]", "", line)))


def _entry(line: str) -> _Entry | None:
    match = _ENTRY.fullmatch(line)
    if not match or not re.search(r"[\u4e00-\u9fffA-Za-z]", match["title"]):
        return None
    between = line[match.end("title") : match.start("page")]
    numbered = bool(_NUMBERED.match(match["title"] + " "))
    # dots in a cell of their own may be a mark for "not reported"
    leader = bool(_LEADER.search(between)) and (numbered or not _OWN_CELL.fullmatch(between))
    cells = [cell for cell in re.split(r"\t|\||\s{2,}", match["title"]) if cell.strip()]
    if not between or len(cells) > 2 or (len(cells) == 2 and not numbered):
        return None
    page = int(match["page"]) if match["page"].isdigit() else 0
    return _Entry(match["title"].strip(), page, leader, leader or bool(re.search(r"\t|\||\s{2,}", between)))


def _under_heading(
    lines: Sequence[str], numbers: Sequence[int], entries: dict[int, _Entry], found: set[int]
) -> Iterator[int]:
    """Entries under a contents heading, as long as pages do not run backwards; titles may break over two lines."""
    page = 0
    for position, number in enumerate(numbers):
        entry = entries.get(number)
        following = numbers[position + 1] if position + 1 < len(numbers) else -1
        if entry and entry.page >= page:
            page = entry.page
        elif is_pipe_rule(lines[number]):
            continue
        elif entry or not (_is_repeated(lines, number) or ("\t" not in lines[number] and following in found)):
            return
        yield number


def _is_repeated(lines: Sequence[str], number: int) -> bool:
    """A title without page stands again further down, as the heading it names."""
    title = re.sub(r"\s", "", lines[number])
    return bool(_NUMBERED.match(lines[number])) and any(re.sub(r"\s", "", x) == title for x in lines[number + 1 :])


def _runs(numbers: Sequence[int], entries: dict[int, _Entry]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if number in entries and entries[number].apart:
            run.append(number)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _is_numbered_list(run: Sequence[int], entries: dict[int, _Entry]) -> bool:
    titles = [entries[i].title for i in run]
    ascending = all(entries[a].page <= entries[b].page for a, b in pairwise(run))
    numbered = all(_NUMBERED.match(title + " ") for title in titles)
    return len(run) >= 3 and ascending and numbered and any(map(_LABELLED.match, titles))


def _stands_under_row(lines: Sequence[str], number: int) -> bool:
    """A header of cells directly above: the list is a table whose last column happens to rise."""
    return number > 0 and bool(re.search(r"\S\s*[\t|]\s*\S", lines[number - 1]))
