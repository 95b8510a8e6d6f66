"""From figures of prose to observations: names resolved, units filled in, what was not understood listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.model import Entity, EntityType, Indicator, Observation, Origin, UnreadQuantity
from loaders.labels import indicator_of
from loaders.material import Material, ProseFigure
from loaders.names import Names

NATION = Entity(EntityType.REGION, "CN", "全国", level="country")


@dataclass(frozen=True, slots=True)
class ProseFacts:
    observations: Sequence[Observation]
    indicators: Sequence[Indicator]  # unknown ones
    unread: Sequence[UnreadQuantity]


def prose_facts(material: Material, names: Names) -> ProseFacts:
    """What the sentences of a report say."""
    read = [figure for figure in material.figures if figure.indicator]
    unknown = {f.indicator: f for f in reversed(read) if indicator_of(f.indicator) is None}
    return ProseFacts(
        [_observation(figure, names) for figure in read],
        [Indicator(key, key.removeprefix("new:"), figure.unit, known=False) for key, figure in unknown.items()],
        [UnreadQuantity(f.line, f.section, f.printed) for f in material.figures if not f.indicator],
    )


def _observation(figure: ProseFigure, names: Names) -> Observation:
    known = indicator_of(figure.indicator)
    return Observation(
        entity=_entity(figure.entity, names),
        indicator=figure.indicator,
        period=figure.period,
        value=figure.value,
        unit=figure.unit or (known.unit if known else ""),
        printed=figure.printed,
        line=figure.line,
        qualifier=figure.qualifier,
        status=figure.status,
        origin=Origin.TEXT,
        section=figure.section,
    )


def _entity(printed: str, names: Names) -> Entity:
    if printed == NATION.name:
        return NATION
    return names.home if printed == names.home.name else names.institution(printed)
