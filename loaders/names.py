"""Whom a report speaks of: its own region or school, and the regions, schools and bodies that its cells name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property

from db.model import Doubt, Entity, EntityType, PrintedName
from loaders.cells import is_value
from loaders.majors import Majors
from loaders.material import Material
from loaders.regions import Regions
from loaders.schools import Schools
from loaders.words import fold, shown, words


class Names:
    """Resolves the names of one report and remembers how each was printed."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._regions = Regions(material.region)
        self._schools = Schools(self._regions)
        self.majors = Majors()
        self._printed: Counter[tuple[Entity, str]] = Counter()
        self._met: dict[str, Entity] = {}
        self._doubts: dict[Doubt, None] = {}
        self._cells = dict.fromkeys(_texts(material))
        self._schools.learn((*self._cells, *dict.fromkeys(one.entity for one in material.statements)))

    @cached_property
    def home(self) -> Entity:
        """Whose report it is."""
        if self._material.kind == "school":
            return self._schools.resolve(self._material.school)
        if self._regions.home is None:
            return Entity(EntityType.REGION, self._material.region, self._material.issuer, level=self._material.kind)
        return self._regions.entity(self._regions.home)

    def region(self, text: str) -> Entity | None:
        """The region or reporting unit that a cell names; the report's own for 合计, 全省 and the like."""
        if is_total(text) or fold(text) in words("own"):
            return self.home
        return self._regions.find(text) if text.strip() else None

    def is_region(self, text: str) -> bool:
        return bool(text.strip()) and self._regions.find(text) is not None

    def is_institution(self, text: str) -> bool:
        return self._schools.is_institution(self._schools.institution_of(text))

    def institutions(self, text: str) -> list[str]:
        """The institutions that a cell names, each without a post behind it (华亭市退休教师: 华亭市)."""
        return [self._schools.institution_of(part) for part in self._schools.split_institutions(text)]

    def institution(self, text: str, *, again: bool = False) -> Entity:
        """The school or body of this name, or the region that the text names instead. `again`: this use was counted."""
        if not again or text not in self._met:
            self._met[text] = self._resolved(text)
        return self._met[text]

    def _resolved(self, text: str) -> Entity:
        region = self._regions.find(text)
        if region is None:
            return self._schools.resolve(text)
        self.use(region, text)
        return region

    def own(self, text: str, ownership: str) -> None:
        """Keep what is said of who runs the institution of this name: public or private."""
        self._schools.own(text, ownership)

    def may_be_several(self, text: str, kinds: Collection[str]) -> bool:
        """Whether a sentence may mean all schools of a city by it: 甲市职业学校, which no table names as one school.

        `kinds` are the words for schools in general.
        """
        steps = self._regions.steps(text)
        several = bool(steps) and steps[-1][0].level != "county" and steps[-1][1] in kinds
        return several and text not in self._cells

    def doubt(self, sentence: str) -> None:
        """Something about identities that a person should look at."""
        self._doubts[Doubt(sentence)] = None

    def major(self, name: str) -> Entity:
        entity = self.majors.resolve(name)
        self.use(entity, name)
        return entity

    def use(self, entity: Entity, text: str) -> None:
        """Remember a printed name of a region or major; those of institutions are remembered when they are resolved."""
        self._printed[entity, shown(text)] += 1

    @property
    def printed(self) -> list[PrintedName]:
        own = [PrintedName(entity, text, uses) for (entity, text), uses in self._printed.items()]
        return own + self._schools.names

    @property
    def unsure(self) -> tuple[Doubt, ...]:
        return (*self._schools.unsure, *self._doubts)


def is_total(text: str) -> bool:
    return fold(text).rstrip(":") in words("total")


def _texts(material: Material) -> Iterable[str]:
    """Every different cell that is no figure, in the order of printing."""
    cells = dict.fromkeys(cell for table in material.tables for row in table.rows for cell in row.cells)
    return (cell for cell in cells if cell and not is_value(cell))
