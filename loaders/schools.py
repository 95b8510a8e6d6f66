"""Which school or body a printed name means: one record under all its printed names, and never two schools under one.

The key is `PLACE|REMAINDER`: the code of the smallest region that the name begins with, and what follows, abbreviations
written out. So 环县职专, 环县职业中等专业学校 and 甘肃省环县职业中等专业学校 are `621022|职业中等专业学校`, while
甘肃省理工… and 兰州理工… differ in place. A school whose name begins with no region is kept within the province of the
report (`620000~|…`); colleges and other institutions without one are the same everywhere (`|…`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from db.model import Doubt, Entity, EntityType, PrintedName
from db.reference import Division, read_table
from loaders import institutions
from loaders.institutions import SCHOOL_KINDS
from loaders.likeness import likeness
from loaders.regions import DATA, WITH_UNIT_WORD, Regions

_LEVELS = ("secondary", "technical", "college")


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one printed name is understood."""

    key: str
    kind: str
    shown: str  # the name as it may be shown: without a leading province, abbreviations written out
    full: bool  # printed so, nothing was written out
    parent: str
    place: str
    stem: str  # remainder without its type words
    ending: str


class Schools:
    """Resolves the names of institutions in one report.

    `learn` all texts first: the name shown of an entity and the doubts then do not depend on the order of the names.
    """

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._readings: dict[str, _Reading] = {}
        self._printed: dict[str, dict[str, int]] = {}  # key → printed name → uses
        self._best: dict[str, _Reading] = {}
        self._ownership: dict[str, str] = {}  # by key, where stated

    def own(self, text: str, ownership: str) -> None:
        """Keep what is said of who runs an institution; all its names stand for it."""
        self._ownership[self._note(text, uses=0).key] = ownership

    def is_school(self, text: str) -> bool:
        """Whether a text names one school or college (no collective, no phrase)."""
        return institutions.is_school(text, self._regions)

    def is_institution(self, text: str) -> bool:
        """Whether a text names one institution, be it a school, an authority or a company."""
        return institutions.is_institution(text, self._regions)

    def split_institutions(self, text: str) -> list[str]:
        """The institutions that a cell holds; the cell itself when it is not certain to hold several."""
        return institutions.split_institutions(text, self._regions)

    def institution_of(self, text: str) -> str:
        """The institution named in a person's post; a text without a post as it is."""
        return institutions.institution_of(text, self._regions)

    def learn(self, texts: Iterable[str]) -> None:
        """Take note of the institutions among these texts (cells of any kind) without counting a use."""
        for text in texts:
            for part in map(self.institution_of, self.split_institutions(text)):
                if self.is_institution(part):
                    self._note(part, uses=0)

    def resolve(self, text: str) -> Entity:
        """The school or body of this name. Always gives one: a name that nothing is known of is a body by itself."""
        return self._entity(self._note(text, uses=1))

    def printed(self, entity: Entity) -> tuple[str, ...]:
        """The names under which an entity was met, in the order of meeting."""
        return tuple(self._printed.get(entity.key, ()))

    @property
    def names(self) -> list[PrintedName]:
        """All printed names that were resolved, with how often they were, and the everyday short forms, of no use."""
        names: list[PrintedName] = []
        for key, printed in self._printed.items():
            used = {text: uses for text, uses in printed.items() if uses}
            entity = self._entity(self._best[key])
            full = (*used, entity.name) if used else ()
            short = {form: 0 for text in full for form in institutions.short_forms(text)}
            names.extend(PrintedName(entity, text, uses) for text, uses in {**short, **used}.items())
        return names

    @property
    def unsure(self) -> tuple[Doubt, ...]:
        """Names that may be one school and were left apart, with the reason and how like each other they are."""
        return (*self._alike(), *self._without_place(), *self._known_apart())

    def _note(self, text: str, uses: int) -> _Reading:
        name = institutions.clean(text)
        reading = self._readings.get(name)
        if reading is None:
            reading = self._readings[name] = self._read(name)
        printed = self._printed.setdefault(reading.key, {})
        printed[name] = printed.get(name, 0) + uses
        best = self._best.get(reading.key)
        if best is None or _fullness(reading) > _fullness(best):
            self._best[reading.key] = reading
        return self._best[reading.key]

    def _entity(self, reading: _Reading) -> Entity:
        school = reading.kind in SCHOOL_KINDS
        return Entity(
            EntityType.SCHOOL if school else EntityType.BODY,
            reading.key,
            reading.shown,
            level=reading.kind if reading.kind in _LEVELS else "",
            parent=reading.parent,
            ownership=self._ownership.get(reading.key, ""),
        )

    def _read(self, printed: str) -> _Reading:
        name = _same().get(printed, printed)
        core = institutions.without_gloss(name)
        long, shortened = institutions.expand(core)
        ending = institutions.ending_of(long)
        school = ending.kind in SCHOOL_KINDS
        if not school:
            core = long = name
        place, rest, shown = self._place(long, school)
        parent = institutions.branch_place(long, self._regions) or place
        return _Reading(
            key=f"{self._code(place, rest, ending, school)}|{rest}",
            kind=ending.kind,
            shown=shown if shortened else self._place(core, school)[2],
            full=not shortened and name == printed,
            parent=parent.code if parent else self._home_of(rest, ending, school),
            place=place.code if place else "",
            stem=rest.removesuffix(ending.text),
            ending=ending.text,
        )

    def _place(self, name: str, school: bool) -> tuple[Division | None, str, str]:
        """Place, remainder, and the name without a province that a smaller place follows, if that tells the place."""
        steps = self._steps(name, school)
        if not steps:
            return None, name, name
        place, rest = steps[-1]
        first, without_first = steps[0]
        again = self._steps(without_first, school) if len(steps) > 1 and first.level == "province" else ()
        return place, rest, without_first if again and again[-1][0] == place else name

    def _steps(self, name: str, school: bool) -> list[tuple[Division, str]]:
        """A county's bare name counts in names of schools only: 西峰职业… is in 西峰区, but 安宁宾馆 is anywhere."""
        steps = self._regions.steps(name) if school else self._regions.steps(name, counties=WITH_UNIT_WORD)
        return [step for step in steps if step[1]]

    def _code(self, place: Division | None, rest: str, ending: institutions.Ending, school: bool) -> str:
        if place:
            return place.code
        if rest == ending.text:
            return self._regions.home.code if self._regions.home else ""
        return f"{self._regions.province}~" if school and ending.kind != "college" else ""

    def _home_of(self, rest: str, ending: institutions.Ending, school: bool) -> str:
        """A school that a report names without a place lies in the report's own region; of others nothing is known."""
        own = rest == ending.text or (school and ending.kind != "college")
        return self._regions.home.code if own and self._regions.home else ""

    def _doubt(self, sentence: str, first: _Reading, second: _Reading) -> Doubt:
        score = likeness(
            (first.key.partition("|")[2], second.key.partition("|")[2]),
            (first.place, second.place),
            (first.kind, second.kind),
            (self._ownership.get(first.key, ""), self._ownership.get(second.key, "")),
        )
        return Doubt(sentence, score)

    def _alike(self) -> list[Doubt]:
        """Secondary schools of one place that differ in nothing but the words for their type."""
        groups: dict[tuple[str, str], list[_Reading]] = {}
        for reading in sorted(self._best.values(), key=lambda reading: reading.key):
            if reading.kind == "secondary" and reading.place:
                groups.setdefault((reading.place, reading.stem), []).append(reading)
        return [self._doubt(_alike_sentence(group), *group[:2]) for group in groups.values() if len(group) > 1]

    def _without_place(self) -> list[Doubt]:
        """A school named without a place beside one that has the same name behind its place."""
        placed: dict[str, list[_Reading]] = {}
        for reading in sorted(self._best.values(), key=lambda reading: reading.shown):
            if reading.kind in SCHOOL_KINDS and reading.place:
                placed.setdefault(reading.key.partition("|")[2], []).append(reading)
        return [
            self._doubt(_placeless_sentence(reading, others), reading, others[0])
            for reading in self._best.values()
            if "~|" in reading.key and (others := placed.get(reading.key.partition("|")[2]))
        ]

    def _known_apart(self) -> list[Doubt]:
        doubts = []
        for row in _overrides("apart"):
            first, second = (self._best.get(self._read(row[name]).key) for name in ("printed", "canonical"))
            if first and second and first.key != second.key:
                sentence = f"“{first.shown}”与“{second.shown}”分列：{row['reason']}。"
                doubts.append(self._doubt(sentence, first, second))
        return doubts


def _alike_sentence(group: list[_Reading]) -> str:
    names = "”“".join(reading.shown for reading in group)
    types = "、".join(reading.ending for reading in group)
    return f"“{names}”分列：同在一地，校名只有类别用语不同（{types}），未见为同一学校的依据。"


def _placeless_sentence(reading: _Reading, others: list[_Reading]) -> str:
    names = "”“".join(other.shown for other in others)
    return f"“{reading.shown}”与“{names}”分列：前者未写所在地，未见为同一学校的依据。"


def _fullness(reading: _Reading) -> tuple[bool, int, str]:
    """Which of several names of one school is shown: nothing written out by us, then the longest."""
    return reading.full, len(reading.shown), reading.shown


@cache
def _same() -> dict[str, str]:
    return {row["printed"]: row["canonical"] for row in _overrides("same")}


@cache
def _overrides(relation: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in read_table(DATA / "school_overrides.csv") if row["relation"] == relation)
