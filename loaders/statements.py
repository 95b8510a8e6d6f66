"""What sentences, captions and headings of cases say of institutions by name: titles, lists, partners, courses, cases.

Patterns are the lines of `data/statements.csv`: regular expressions over a text in which each name of an institution is
one sign. `@school` and `@schools` (A、B和C) stand for schools, `@listed` for schools in brackets or behind a colon,
`@named` for any institution, `@partner` for one or for words that end like one, `@count` for a stated number with its
unit, `@open` for the beginning of a clause, `@leads` for one with words like 全市现有, `@gap` for a sign that names
nobody, `@kind`, `@title` and `@bodyend` for words of `data/statement_words.csv`. The groups `item`, `items` (parted by
、), `detail` and the count are kept. A name that is not printed is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from db.reference import read_table
from loaders.gaps import gaps_of
from loaders.identify import Identity
from loaders.institutions import is_institution
from loaders.majors import split_category
from loaders.material import Document, Statement
from loaders.prose.passages import Passage, Title, titles
from loaders.prose.subjects import Mention, Subjects
from loaders.regions import DATA, Regions
from loaders.stated import words_of

CASES = "典型案例"

_SCHOOL, _BODY = 0xE000, 0xE800  # first signs that stand for schools and for bodies in a marked text
_SCHOOLS, _BODIES = "\ue000-\ue7ff", "\ue800-\uefff"
_JOIN = re.compile(r"[、；]|以及|及(?!格)|(?<=》)和?(?=《)")
_LEAD = re.compile(r"^(?:附?图|案例|典型案例)\s*[\d一二三四五六七八九十]+\s*[.．、:：]?\s*")
_ACTS = re.compile("[向与在给对为]")
_SHORTEST = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line of `data/statements.csv`."""

    list: str
    role: str
    caption: bool
    of: str  # named|subject|nobody
    pattern: re.Pattern[str]
    item: str
    ownership: str


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["list"],
            row["role"],
            row["in"] == "caption",
            row["of"],
            re.compile(_written_out(row["pattern"])),
            row["item"],
            row["ownership"],
        )
        for row in read_table(DATA / "statements.csv")
    )


def _written_out(pattern: str) -> str:
    """A pattern with its `@words` as regular expressions."""
    return re.sub(r"@([a-z]+)", lambda match: _signs()[match[1]], pattern)


@cache
def _signs() -> dict[str, str]:
    ends = _words("bodyend")
    return {
        "open": "(?<![^，。；：、（）])",
        "leads": "(?<![^，。；：、（）])(?:其中|共)?(?:[^，。；：（）、\\d]{0,12}?有(?![色关限]))?",
        "school": f"(?P<who>[{_SCHOOLS}])",
        "schools": f"(?P<who>[{_SCHOOLS}](?:[、，和与及][{_SCHOOLS}])*)",
        "listed": f"[（：](?P<who>[{_SCHOOLS}](?:[、，和与及][{_SCHOOLS}])*)等?(?:[）。；]|$)",
        "named": f"(?P<who>[{_SCHOOLS}{_BODIES}])",
        "partner": f"(?P<item>[{_SCHOOLS}{_BODIES}]|[^，。；：、与\\d（）“”{_SCHOOLS}{_BODIES}]{{2,24}}?(?:{ends}))",
        "count": r"(?:(?P<count>[\d一二三四五六七八九十两]+)(?P<unit>[所个家门本部]))",
        "gap": f"[^。；{_SCHOOLS}{_BODIES}]",
        "kind": f"(?:{_words('kind')})?",
        "title": f"(?:{_words('title')})",
        "bodyend": f"(?:{ends})",
    }


def _words(role: str) -> str:
    return "|".join(sorted(map(re.escape, words_of(role)), key=len, reverse=True))


# --- from a document ---


def statements_of(
    document: Document, who: Identity, text: Sequence[Passage], hidden: frozenset[int]
) -> tuple[Statement, ...]:
    """All that a document says of named institutions, by line; `text` are its passages, `hidden` lines of tables."""
    reader = _Reader(Regions(who.region), who.school)
    told = list(titles(document, hidden))
    found = [
        *(statement for passage in text for statement in reader.of_passage(passage)),
        *(statement for title in told if not title.case for statement in reader.of_caption(title)),
        *(statement for title in told if title.case for statement in reader.of_case(title, text)),
        *gaps_of(document, hidden),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.line))


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text with its institutions as signs; `places[i]` is where sign `i` stands in the text itself."""

    text: str
    places: tuple[int, ...]
    mentions: tuple[Mention, ...]
    whole: str

    def spelled(self, start: int, end: int) -> str:
        return self.whole[self.places[start] : self.places[end]]

    def named(self, start: int, end: int) -> list[Mention]:
        """The institutions within a span of signs."""
        first, last = self.places[start], self.places[end]
        return [mention for mention in self.mentions if first <= mention.start < last]


def _marked(text: str, mentions: Sequence[Mention]) -> _Marked:
    kept = tuple(mention for mention in mentions if mention.kind != "region")
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for number, mention in enumerate(kept):
        signs += text[at : mention.start]
        places += range(at, mention.start)
        signs.append(chr((_SCHOOL if mention.kind == "school" else _BODY) + number))
        places.append(mention.start)
        at = mention.end
    signs += text[at:]
    places += range(at, len(text) + 1)
    return _Marked("".join(signs), tuple(places), kept, text)


class _Reader:
    """Reads the texts of one report."""

    def __init__(self, regions: Regions, school: str) -> None:
        self._regions = regions
        home = regions.home.name if regions.home else ""
        self._home = Mention(-1, -1, school or home, "school" if school else "region")

    def of_passage(self, passage: Passage) -> Iterator[Statement]:
        subjects = self._subjects(passage.text, passage.case)
        marked = _marked(passage.text, self._mentions(subjects))
        for rule, match in _matches(marked.text, caption=False):
            for statement, place in _statements(rule, match, marked, subjects):
                yield replace(statement, line=passage.lines[place], section=passage.section)

    def of_caption(self, title: Title) -> Iterator[Statement]:
        text = _squeezed(_LEAD.sub("", title.text))
        subjects = self._subjects(text)
        marked = _marked(text, self._mentions(subjects))
        for rule, match in _matches(marked.text, caption=True):
            for statement, _ in _statements(rule, match, marked, subjects):
                detail = "；".join(filter(None, (statement.detail, _number(title.text))))
                yield replace(statement, line=title.line, section=title.section, detail=detail)

    def of_case(self, title: Title, text: Sequence[Passage]) -> Iterator[Statement]:
        """A case is that of whom its title names first; of a region's case also that of the first school told of."""
        name = _squeezed(title.case)
        case = Statement(title.line, title.section, CASES, name, "", detail=_number(title.text))
        named = self._subjects(name).mentions
        if named:
            yield replace(case, entity=named[0].printed)
        if named and named[0].kind != "region":
            return
        if first := next((passage for passage in text if passage.lines and passage.lines[0] > title.line), None):
            schools = [one for one in self._subjects(first.text).mentions if one.kind == "school"]
            if first.case == title.case and schools:
                yield replace(case, entity=schools[0].printed, line=first.lines[schools[0].start])

    def _mentions(self, subjects: Subjects) -> list[Mention]:
        return [self._apart(mention) for mention in subjects.mentions]

    def _apart(self, mention: Mention) -> Mention:
        """The school alone where the name was read together with one that acts on it: 甲机床向乙职专 is 乙职专."""
        for match in _ACTS.finditer(mention.printed):
            tail = mention.printed[match.end() :]
            if match.start() >= _SHORTEST and self._regions.steps(tail) and is_institution(tail, self._regions):
                return replace(mention, start=mention.start + match.end(), printed=tail)
        return mention

    def _subjects(self, text: str, case: str = "") -> Subjects:
        mention = next(iter(self._subjects(_squeezed(case)).mentions), None) if case else None
        return Subjects(text, self._regions, self._home, mention, ())


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _number(text: str) -> str:
    """案例 04, 图 9: what a caption or heading is counted as."""
    match = _LEAD.match(text)
    return _squeezed(match[0]).rstrip(".．、:：") if match else ""


def _matches(text: str, *, caption: bool) -> Iterator[tuple[_Rule, re.Match[str]]]:
    """What the patterns read; a place that one has read is closed to those that follow."""
    taken: list[tuple[int, int]] = []
    for rule in _rules():
        if rule.caption is not caption:
            continue
        for match in rule.pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield rule, match


def _statements(
    rule: _Rule, match: re.Match[str], marked: _Marked, subjects: Subjects
) -> Iterator[tuple[Statement, int]]:
    """Statements of one match, each with its place in the text: for each of the institutions, for each of the items."""
    entities = _entities(rule, match, marked, subjects)
    items = _items(rule, match, marked)
    if rule.list in words_of("major") and not all(map(_is_major, items)):
        return
    listed = len(items) if "items" in match.re.groupindex else len(entities)
    detail = "；".join(filter(None, (_spelled(match, "detail", marked), _stated(match, listed, marked))))
    for entity, place in entities:
        for item in items:
            if item:
                statement = Statement(0, "", rule.list, item, entity, rule.role, detail, rule.ownership)
                yield statement, place


def _entities(rule: _Rule, match: re.Match[str], marked: _Marked, subjects: Subjects) -> list[tuple[str, int]]:
    if rule.of == "nobody":
        return [("", marked.places[match.start()])]
    if rule.of == "named":
        return [(one.printed, one.start) for one in marked.named(*match.span("who"))]
    place = marked.places[match.start()]
    names = subjects.at(place)
    return [(names[0].printed, place)] if len(names) == 1 and names[0].kind == "school" else []


def _items(rule: _Rule, match: re.Match[str], marked: _Marked) -> list[str]:
    if several := _spelled(match, "items", marked):
        parts = [part for part in _JOIN.split(several) if part]
        return [one for part in parts for one in split_category(part)] if rule.of == "nobody" else parts
    return [_spelled(match, "item", marked) or rule.item]


def _spelled(match: re.Match[str], group: str, marked: _Marked) -> str:
    if group not in match.re.groupindex or match[group] is None:
        return ""
    return _tidy(marked.spelled(*match.span(group)))


def _tidy(text: str) -> str:
    """Without marks at its ends, and without a quotation mark that has lost its other half."""
    bare = text.strip("，、：")
    return bare.strip("“”") if bare.count("“") != bare.count("”") else bare


def _stated(match: re.Match[str], listed: int, marked: _Marked) -> str:
    """The stated count beside the number of names that are listed, with 等 where more are left unnamed."""
    if "count" not in match.re.groupindex or not match["count"]:
        return ""
    end = match.end("items" if "items" in match.re.groupindex else "who")
    more = "等" if marked.text.startswith("等", end) and match["count"] != str(listed) else ""
    return f"共{match['count']}{match['unit']}，列名{listed}{match['unit']}{more}"


def _is_major(name: str) -> bool:
    """Whether what stands before 专业 is the name of one, not a kind or number of them."""
    return 3 <= len(name) <= 20 and not re.search(r"[类群的等新个]$|相关|紧缺|老旧|特色|优势|本科|高职|中职", name)
