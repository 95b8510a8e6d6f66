"""Figures out of the passages of a document: each number with its indicator, entity and period, or listed as unread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from db.model import Status, TimeBasis
from loaders import labels
from loaders.identify import Identity
from loaders.institutions import SCHOOL_KINDS, ending_of
from loaders.material import PrintedTable, ProseFigure
from loaders.prose.changes import change_key, changes_of, is_difference, is_risen
from loaders.prose.fallback import at_other_level, indicator_of, new_label
from loaders.prose.passages import Passage
from loaders.prose.patterns import OWN_WORDS, Claim, claims, marked
from loaders.prose.periods import last_year, lasting, period_at, series, stated_periods
from loaders.prose.quantities import Quantity, quantities, shown_unit
from loaders.prose.shares import share_label
from loaders.prose.subjects import Mention, Subjects
from loaders.regions import Regions

_INSTITUTIONS = ("school", "body")
_LIST_JOIN = re.compile(r"[、，和及；]*|，?再?[降增升][至到]")
_BEFORE = 400  # characters of the passages before, in which words of `within` are looked for


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose report it is: name of its region or school, division code of its region, its year."""

    name: str
    region: str
    year: int
    kind: str = "region"  # region|school


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of one number: an indicator key, of whom, when."""

    indicator: str
    entities: tuple[str, ...]
    period: str


def figures_of(text: Sequence[Passage], who: Identity, tables: Sequence[PrintedTable]) -> tuple[ProseFigure, ...]:
    """All quantities of a report's sentences in order; those not understood have no indicator."""
    home = Regions(who.region).home
    whose = Whose(who.school or (home.name if home else ""), who.region, who.year, "school" if who.school else "region")
    return figures_in(text, whose, _schools_in(tables))


def figures_in(text: Sequence[Passage], whose: Whose, known: Sequence[str] = ()) -> tuple[ProseFigure, ...]:
    """The same of a text whose owner is known; `known` are names of schools."""
    reader = _Reader(whose, known)
    return tuple(figure for passage in text for figure in reader.read(passage))


def _schools_in(tables: Sequence[PrintedTable]) -> list[str]:
    """Names of schools among the cells of tables."""
    cells = dict.fromkeys(cell for table in tables for row in table.rows for cell in row.cells)
    return [cell for cell in cells if len(cell) < 30 and ending_of(cell).kind in SCHOOL_KINDS]


class _Reader:
    """Goes through the passages in order and remembers what the ones before said of time."""

    def __init__(self, whose: Whose, known: Sequence[str]) -> None:
        self._whose = whose
        self._regions = Regions(whose.region)
        self._home = Mention(-1, -1, whose.name, whose.kind)
        self._known = list(known)
        self._section: tuple[tuple[str, ...], str] = ((), "")
        self._period = ""
        self._before = ""
        self._autumn = 0  # the last one named: the newest intake

    def read(self, passage: Passage) -> list[ProseFigure]:
        if self._section != (passage.heading, passage.case):
            self._section = (passage.heading, passage.case)
            self._period = ""
            self._before = "".join(passage.heading[-1:]) + passage.case
        found = quantities(passage.text)
        carried = self._period
        stated = stated_periods(passage.text, self._whose.year, carried)
        figures = (
            _PassageReader(
                passage, found, self._subjects(passage), self._whose, carried, self._before, autumn=self._autumn
            ).figures()
            if found
            else []
        )
        within = [
            s.period
            for s in lasting(passage.text, stated)
            if ".." not in s.period and int(s.period[:4]) <= self._whose.year
        ]
        self._period = within[-1] if within else carried
        self._autumn = max([self._autumn, *(int(p[:4]) for p in within if p.endswith("-autumn"))])
        self._before = (self._before + passage.text)[-_BEFORE:]
        return figures

    def _subjects(self, passage: Passage) -> Subjects:
        return Subjects(passage.text, self._regions, self._home, self._case(passage), self._known)

    def _case(self, passage: Passage) -> Mention | None:
        """The institution or region that the title of a case study names first."""
        if not passage.case:
            return None
        title = re.sub(r"\s", "", passage.case)
        named = Subjects(title, self._regions, self._home, None, self._known).mentions
        if not named:
            return None
        self._known.append(named[0].printed)
        return named[0]


class _PassageReader:
    """Reads the numbers of one passage."""

    def __init__(  # noqa: PLR0913 -- what is known before the passage
        self,
        passage: Passage,
        found: Sequence[Quantity],
        subjects: Subjects,
        whose: Whose,
        carried: str,
        before: str,
        *,
        autumn: int,
    ) -> None:
        self._passage = passage
        self._text = passage.text
        self._found = found
        self._subjects = subjects
        self._whose = whose
        self._carried = carried
        self._autumn = autumn
        self._stated = stated_periods(self._text, whose.year, carried)
        self._claims = claims(marked(self._text, found, frozenset(subjects.openings)), before)
        self._known: dict[int, _Found] = {}

    def figures(self) -> list[ProseFigure]:
        changes = changes_of(self._text, self._found)
        for number, quantity in enumerate(self._found):
            if number not in changes:
                self._understand(number, quantity)
        self._series()
        found: list[ProseFigure] = []
        for number, quantity in enumerate(self._found):
            if number in changes:
                found += self._change(quantity, changes[number])
            else:
                found += self._figures(number, quantity)
        return found

    # --- what a number counts, of whom ---

    def _understand(self, number: int, quantity: Quantity) -> None:
        claim = self._claims.get(number)
        if claim is not None and claim.indicator != OWN_WORDS:
            if claim.indicator != "!":
                self._known[number] = self._claimed(claim, quantity)
            else:
                self._known[number] = _Found("!", (), "")
        elif found := self._part(number, quantity) or self._risen(number, quantity):
            self._known[number] = found
        elif key := self._beside(number, quantity) or self._noun(quantity, claim):
            self._known[number] = _Found(key, self._subject(quantity), self._when(quantity.start))

    def _noun(self, quantity: Quantity, claim: Claim | None) -> str:
        key = "" if claim else indicator_of(self._text, quantity, frozenset(self._subjects.openings))
        return key or new_label(self._text, quantity, self._clause(quantity))

    def _clause(self, quantity: Quantity) -> int:
        """Where the clause of a number begins, after its subject and its time."""
        return max((place for place in self._subjects.openings if place <= quantity.start), default=0)

    def _beside(self, number: int, quantity: Quantity) -> str:
        """What a number counts by the number before it: a share of that, or the same at another level."""
        base = self._known.get(number - 1) if number and self._same_sentence(number - 1, number) else None
        if base and (other := at_other_level(self._text[self._found[number - 1].end : quantity.start], base.indicator)):
            return other
        return share_label(self._text, quantity, self._clause(quantity), base.indicator if base else "")

    def _risen(self, number: int, quantity: Quantity) -> _Found | None:
        """The second number of 由2020年的180人增加到2025年的450人, each with its year."""
        before = self._known.get(number - 1)
        if not before or not is_risen(self._text, self._found[number - 1], quantity):
            return None
        return replace(before, period=self._when(quantity.start))

    def _claimed(self, claim: Claim, quantity: Quantity) -> _Found:
        period = self._when(quantity.start)
        if claim.pattern.period == "previous":
            period = last_year(period)
        elif claim.pattern.period == "year":
            period = period_at(
                self._text,
                [s for s in self._stated if re.fullmatch(r"20\d\d", s.period)],
                quantity.start,
                self._whose.year,
                "",
            )
        return _Found(claim.indicator, self._whom(claim, quantity), period)

    def _when(self, place: int) -> str:
        return period_at(self._text, self._stated, place, self._whose.year, self._carried)

    def _whom(self, claim: Claim, quantity: Quantity) -> tuple[str, ...]:
        how = claim.pattern.entity
        if how == "home":
            return (self._whose.name,)
        if how == "region":
            return (self._subjects.region_at(quantity.start).printed,)
        if how == "inside":
            mention = self._subjects.inside(claim.start, claim.end, ("region", *_INSTITUTIONS))
            return (mention.printed,) if mention else ()
        if how == "school":
            mention = self._subjects.named_before(quantity.start, _INSTITUTIONS)
            return (mention.printed,) if mention else ()
        if how == "inside_body":
            mention = self._subjects.inside(quantity.start, len(self._text), ("body",))
            return (mention.printed,) if mention else ()
        return self._subject(quantity)

    def _subject(self, quantity: Quantity) -> tuple[str, ...]:
        """The subject; several when 各 says that each of them has it."""
        names = self._subjects.at(quantity.start)
        if len(names) > 1:
            clause = self._text[max(names[-1].end, 0) : quantity.start]
            return tuple(name.printed for name in names) if "各" in clause else ()
        return (names[0].printed,)

    def _part(self, number: int, quantity: Quantity) -> _Found | None:
        """A name and a number: a part of what was counted before (省属15所、白银市8所; 甲县、乙县各1所; 丙县有3个)."""
        before = self._known.get(number - 1)
        if not before or before.indicator == "!" or self._found[number - 1].unit != quantity.unit:
            return None
        if not self._same_sentence(number - 1, number):
            return None
        end = quantity.start - len((re.search(r"(?:各)?(?:有|为)?$", self._text[: quantity.start]) or [""])[0])
        names = self._subjects.list_before(end)
        each = "各" in self._text[end : quantity.start]
        if not names or (len(names) > 1 and not each) or any(name.kind != "region" for name in names):
            return None
        if not self._is_leading(names[0]):
            return None
        return replace(before, entities=tuple(name.printed for name in names))

    def _is_leading(self, name: Mention) -> bool:
        return name.start == 0 or self._text[name.start - 1] in "，、；：（。"

    def _same_sentence(self, first: int, second: int) -> bool:
        between = self._text[self._found[first].end : self._found[second].start]
        return not re.search("[。！？]", between)

    # --- several numbers of one indicator ---

    def _series(self) -> None:
        """2023—2025年…分别为7984人、5156人、4526人: one figure for each year."""
        for run in self._runs():
            first = self._known.get(run[0])
            if not first or first.indicator == "!":
                continue
            autumn = self._autumn if _is_intake(first.indicator) else 0
            periods = series(self._text, self._stated, self._found[run[0]].start, len(run), self._whose.year, autumn)
            for number, period in zip(run, periods, strict=False):
                self._known[number] = replace(first, period=period)

    def _runs(self) -> Iterator[list[int]]:
        """Numbers of one unit that follow each other with nothing but a mark between."""
        run = [0]
        for one, other in pairwise(range(len(self._found))):
            between = self._text[self._found[one].end : self._found[other].start]
            if self._found[one].unit == self._found[other].unit and _LIST_JOIN.fullmatch(between) and between:
                run.append(other)
            else:
                yield from [run] if len(run) > 1 else []
                run = [other]
        yield from [run] if len(run) > 1 else []

    # --- figures ---

    def _figures(self, number: int, quantity: Quantity) -> list[ProseFigure]:
        found = self._known.get(number)
        if found and found.indicator == "!":
            return []
        if not found or not found.entities:
            return [self._figure(quantity)]
        return [
            replace(self._figure(quantity), entity=entity, indicator=indicator, period=found.period)
            for entity in found.entities
            for indicator in found.indicator.split("+")
        ]

    def _figure(self, quantity: Quantity) -> ProseFigure:
        return ProseFigure(
            line=self._passage.lines[quantity.start],
            section=self._passage.section,
            value=quantity.value,
            unit=shown_unit(quantity.unit),
            qualifier=quantity.qualifier,
            printed=self._passage.as_printed(quantity.start, quantity.end),
        )

    def _change(self, quantity: Quantity, change: tuple[int, int]) -> list[ProseFigure]:
        """A change against last year: kept as printed, and last year's value where it follows from both."""
        of, sign = change
        base = self._known.get(of)
        if not base or base.indicator == "!" or not base.entities:
            return [self._figure(quantity)]
        value = self._found[of]
        own = replace(
            self._figure(quantity),
            entity=base.entities[0],
            indicator=change_key(base.indicator),
            period=base.period,
            value=sign * quantity.value,
        )
        if not is_difference(value, quantity):
            return [own]
        before = round(value.value - sign * quantity.value, 6)
        derived = replace(
            own,
            indicator=base.indicator,
            period=last_year(base.period),
            value=int(before) if isinstance(value.value, int) and isinstance(quantity.value, int) else before,
            unit=value.unit,
            status=Status.DERIVED,
        )
        return [own, derived]


def _is_intake(key: str) -> bool:
    known = labels.indicator_of(key)
    return known is not None and known.time_basis is TimeBasis.INTAKE
